#include "domain/document/call_out.hpp"

#include <algorithm>
#include <utility>

#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<CallOutEvent>, Refusal>;

Decided One(CallOutEvent event) { return std::vector<CallOutEvent>{std::move(event)}; }

bool IsSystem(const DocumentFacts& f) { return f.who.actor.kind == ActorKind::kSystem; }

// One more person is rung, or nobody is left.
Result<CallOutEvent, Refusal> Ring(const CallOut& call, const std::optional<CallTarget>& target,
                                   const DocumentFacts& f) {
    if (!target) return CallOutEvent{CallOutExhausted{}};
    LD_TRY(const Instant next_at, DueAfter(f.city.duty.answer_within, f));
    return CallOutEvent{
        CallOutRung{static_cast<std::int32_t>(call.attempts.size()) + 1, *target, next_at}};
}

Decided DecideOn(const CallOut& call, const StartCallOut& c, const DocumentFacts& f) {
    if (!IsSystem(f)) return Refuse(RefusalCode::kNotPermitted);
    if (call.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    LD_TRY(auto first, Ring(call, c.target, f));
    return std::vector<CallOutEvent>{CallOutStarted{c.about, c.assignment, c.unit},
                                     std::move(first)};
}

Decided DecideOn(const CallOut& call, const RingNext& c, const DocumentFacts& f) {
    if (!IsSystem(f)) return Refuse(RefusalCode::kNotPermitted);
    if (call.state != CallOutState::kCalling) return Refuse(RefusalCode::kWrongState);
    if (f.now < call.next_at) return Refuse(RefusalCode::kNotBeforeDeadline);
    std::vector<CallOutEvent> events;
    if (!call.attempts.empty() && call.attempts.back().outcome == RingOutcome::kWaiting)
        events.emplace_back(CallOutReported{call.attempts.back().no, RingOutcome::kSilent});
    LD_TRY(auto next, Ring(call, c.target, f));
    events.push_back(std::move(next));
    return events;
}

Decided DecideOn(const CallOut& call, const ReportCall& c, const DocumentFacts& f) {
    if (call.state != CallOutState::kCalling) return Refuse(RefusalCode::kWrongState);
    if (!MayFor(f.who, "remind", call.unit, f.city)) return Refuse(RefusalCode::kNotPermitted);
    if (c.outcome == RingOutcome::kWaiting) return Refuse(RefusalCode::kNothingToChange);
    const auto found = std::ranges::find(call.attempts, c.no, &CallAttempt::no);
    if (found == call.attempts.end()) return Refuse(RefusalCode::kNoSuchAssignment);
    if (found->outcome != RingOutcome::kWaiting) return Refuse(RefusalCode::kAlreadyDone);
    return One(CallOutReported{c.no, c.outcome});
}

Decided DecideOn(const CallOut& call, const AcknowledgeCallOut& /*command*/,
                 const DocumentFacts& f) {
    if (call.state == CallOutState::kAcknowledged) return Refuse(RefusalCode::kAlreadyDone);
    // Also when everybody had been called in vain: whoever rings back late is still welcome.
    if (call.state == CallOutState::kStopped) return Refuse(RefusalCode::kWrongState);
    const bool was_rung = std::ranges::any_of(call.attempts, [&](const CallAttempt& attempt) {
        return IsNamed(f.who, attempt.target.user);
    });
    const bool may =
        was_rung || MayFor(f.who, "acknowledge", call.unit, f.city) || MayAnywhere(f.who, "remind");
    if (!may) return Refuse(RefusalCode::kNotPermitted);
    return One(CallOutAcknowledged{f.who.actor.id});
}

Decided DecideOn(const CallOut& call, const StopCallOut& /*command*/, const DocumentFacts& f) {
    if (!IsSystem(f)) return Refuse(RefusalCode::kNotPermitted);
    if (call.state != CallOutState::kCalling) return Refuse(RefusalCode::kWrongState);
    return One(CallOutStopped{});
}

struct Applied {
    CallOut& call;
    const DocumentEvent<CallOutEvent>& event;

    void operator()(const CallOutStarted& e) const {
        call = CallOut{};
        call.id = event.id;
        call.about = e.about;
        call.assignment = e.assignment;
        call.unit = e.unit;
        call.started_at = event.at;
        call.next_at = event.at;
    }
    void operator()(const CallOutRung& e) const {
        call.attempts.push_back({e.no, e.target, event.at, RingOutcome::kWaiting, {}});
        call.next_at = e.next_at;
    }
    void operator()(const CallOutReported& e) const {
        const auto found = std::ranges::find(call.attempts, e.no, &CallAttempt::no);
        if (found == call.attempts.end()) return;
        found->outcome = e.outcome;
        found->outcome_at = event.at;
        // Nobody will answer there: no use in waiting. Who answered has the rest of the time to
        // say that they go.
        const bool is_last = found->no == static_cast<std::int32_t>(call.attempts.size());
        if (is_last && e.outcome != RingOutcome::kAnswered) call.next_at = event.at;
    }
    void operator()(const CallOutAcknowledged& e) const {
        call.acknowledged_by = e.by;
        if (!call.attempts.empty() && call.attempts.back().outcome == RingOutcome::kWaiting) {
            call.attempts.back().outcome = RingOutcome::kAnswered;
            call.attempts.back().outcome_at = event.at;
        }
        End(CallOutState::kAcknowledged);
    }
    void operator()(const CallOutStopped& /*e*/) const { End(CallOutState::kStopped); }
    void operator()(const CallOutExhausted& /*e*/) const { End(CallOutState::kExhausted); }

    void End(CallOutState state) const {
        call.state = state;
        call.closed_at = event.at;
    }
};

}  // namespace

Result<std::vector<CallOutEvent>, Refusal> Decide(const CallOut& call,
                                                  const CallOutCommand& command,
                                                  const DocumentFacts& facts) {
    if (call.version == 0 && !std::holds_alternative<StartCallOut>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(call, c, facts); }, command);
}

CallOut Apply(CallOut call, const DocumentEvent<CallOutEvent>& event) {
    std::visit(Applied{call, event}, event.body);
    call.version = event.seq;
    return call;
}

DocumentHead HeadOf(const CallOut& call) {
    DocumentHead head;
    head.id = call.id;
    head.version = call.version;
    head.kind = DocumentKind::kCallOut;
    head.state = Code(call.state);
    head.cases = {call.about};
    head.units = {call.unit};
    for (const CallAttempt& attempt : call.attempts) {
        if (std::ranges::find(head.units, attempt.target.unit) == head.units.end())
            head.units.push_back(attempt.target.unit);
    }
    head.open = call.state == CallOutState::kCalling;
    if (head.open && !call.attempts.empty()) head.person = call.attempts.back().target.user;
    head.opened_at = call.started_at;
    head.closed_at = call.closed_at;
    if (head.open) head.due_at = call.next_at;
    return head;
}

void ForEachSealed(CallOutCommand& /*command*/, const SealedVisitor& /*visit*/) {}

std::optional<CallTarget> NextTarget(std::span<const DutySlot* const> on_call, const CallOut& call,
                                     std::int32_t rounds_max) {
    const DutySlot* next = nullptr;
    std::ptrdiff_t fewest = rounds_max;
    for (const DutySlot* slot : on_call) {
        const auto rung = std::ranges::count_if(call.attempts, [&](const CallAttempt& attempt) {
            return attempt.target.slot == slot->id;
        });
        if (rung >= fewest) continue;
        fewest = rung;
        next = slot;
    }
    if (next == nullptr) return std::nullopt;
    return CallTarget{next->id, next->unit, next->user, next->order};
}

}  // namespace liandong
