#include "domain/document/raise.hpp"

#include <utility>

#include "domain/case/guards.hpp"
#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<RaiseEvent>, Refusal>;
using enum RaiseState;

Decided One(RaiseEvent event) { return std::vector<RaiseEvent>{std::move(event)}; }

bool MayInstruct(const Raise& raise, const DocumentFacts& f) {
    return MayFor(f.who, "instruct", raise.to, f.city);
}

Decided DecideOn(const Raise& raise, const RaiseCase& c, const DocumentFacts& f) {
    if (raise.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    if (f.city.FindUnit(c.to) == nullptr || f.city.FindUnit(c.unit) == nullptr)
        return Refuse(RefusalCode::kUnknownUnit);
    if (c.cases.empty()) return Refuse(RefusalCode::kCaseRequired);
    LD_TRY(CheckWord(c.trigger));
    LD_TRY(NeedDocumentText(c.reason, f));
    LD_TRY(const Instant due_at, DueAfter(c.limit, f));
    return One(RaiseOpened{f.number, c.cases, c.to, c.unit, c.trigger, c.level, c.reason.ref,
                           c.limit, due_at});
}

Decided DecideOn(const Raise& raise, const InstructRaise& c, const DocumentFacts& f) {
    if (raise.state != kRaised && raise.state != kInstructed)
        return Refuse(RefusalCode::kWrongState);
    if (!MayInstruct(raise, f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.text, f));
    const UnitCode unit = c.unit.value_or(raise.unit);
    if (f.city.FindUnit(unit) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
    const Instant due_at = c.due_at.value_or(raise.due_at);
    if (c.due_at && *c.due_at <= f.now) return Refuse(RefusalCode::kTimeTooEarly);
    return One(RaiseInstructed{unit, c.text.ref, due_at});
}

Decided DecideOn(const Raise& raise, const AnswerRaise& c, const DocumentFacts& f) {
    if (raise.state != kRaised && raise.state != kInstructed)
        return Refuse(RefusalCode::kWrongState);
    if (!MayFor(f.who, "sign", raise.unit, f.city)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.text, f));
    return One(RaiseAnswered{f.who.actor.id, c.text.ref});
}

Decided DecideOn(const Raise& raise, const SendBackRaise& c, const DocumentFacts& f) {
    if (raise.state != kAnswered) return Refuse(RefusalCode::kWrongState);
    if (!MayInstruct(raise, f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    LD_TRY(const Instant due_at, DueAfter(c.limit, f));
    return One(RaiseSentBack{c.reason.ref, due_at});
}

Decided DecideOn(const Raise& raise, const CloseRaise& c, const DocumentFacts& f) {
    if (raise.state != kAnswered) return Refuse(RefusalCode::kWrongState);
    if (!MayInstruct(raise, f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.note, f));
    return One(RaiseClosed{c.note.ref});
}

Decided DecideOn(const Raise& raise, const WithdrawRaise& c, const DocumentFacts& f) {
    if (raise.closed_at) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(RaiseWithdrawn{c.reason.ref});
}

Decided DecideOn(const Raise& raise, const FireRaiseDue& /*command*/, const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (raise.state != kRaised && raise.state != kInstructed)
        return Refuse(RefusalCode::kWrongState);
    if (raise.missed) return Refuse(RefusalCode::kAlreadyDone);
    if (f.now < raise.due_at) return Refuse(RefusalCode::kNotBeforeDeadline);
    return One(RaiseMissed{});
}

struct Applied {
    Raise& raise;
    const DocumentEvent<RaiseEvent>& event;

    void operator()(const RaiseOpened& e) const {
        raise = Raise{};
        raise.id = event.id;
        raise.number = e.number;
        raise.cases = e.cases;
        raise.to = e.to;
        raise.unit = e.unit;
        raise.trigger = e.trigger;
        raise.level = e.level;
        raise.reason = e.reason;
        raise.limit = e.limit;
        raise.raised_at = event.at;
        raise.due_at = e.due_at;
    }
    void operator()(const RaiseInstructed& e) const {
        raise.state = kInstructed;
        raise.unit = e.unit;
        raise.instructed_by = event.actor.id;
        raise.instruction = e.text;
        // A new date is a new chance; the old miss stands in the trace.
        if (e.due_at > raise.due_at) raise.missed = false;
        raise.due_at = e.due_at;
    }
    void operator()(const RaiseAnswered& e) const {
        raise.state = kAnswered;
        raise.answered_by = e.signed_by;
        raise.answer = e.text;
    }
    void operator()(const RaiseSentBack& e) const {
        raise.state = kInstructed;
        raise.due_at = e.due_at;
        raise.missed = false;
        ++raise.sent_back;
    }
    void operator()(const RaiseClosed& /*e*/) const { End(kClosed); }
    void operator()(const RaiseWithdrawn& /*e*/) const { End(kWithdrawn); }
    void operator()(const RaiseMissed& /*e*/) const { raise.missed = true; }

    void End(RaiseState state) const {
        raise.state = state;
        raise.closed_at = event.at;
    }
};

}  // namespace

Result<std::vector<RaiseEvent>, Refusal> Decide(const Raise& raise, const RaiseCommand& command,
                                                const DocumentFacts& facts) {
    if (raise.version == 0 && !std::holds_alternative<RaiseCase>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(raise, c, facts); }, command);
}

Raise Apply(Raise raise, const DocumentEvent<RaiseEvent>& event) {
    std::visit(Applied{raise, event}, event.body);
    raise.version = event.seq;
    return raise;
}

DocumentHead HeadOf(const Raise& raise) {
    DocumentHead head;
    head.id = raise.id;
    head.version = raise.version;
    head.kind = DocumentKind::kRaise;
    head.state = Code(raise.state);
    head.number = raise.number;
    head.cases = raise.cases;
    head.units = {raise.to};
    if (raise.unit != raise.to) head.units.push_back(raise.unit);
    head.open = !raise.closed_at;
    head.opened_at = raise.raised_at;
    head.closed_at = raise.closed_at;
    const bool owed = raise.state == kRaised || raise.state == kInstructed;
    if (owed && !raise.missed) head.due_at = raise.due_at;
    return head;
}

void ForEachSealed(RaiseCommand& command, const SealedVisitor& visit) {
    std::visit([&](auto& c) { SealedMembers{visit}(c); }, command);
}

}  // namespace liandong
