#include "domain/document/mediation.hpp"

#include <utility>

#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<MediationEvent>, Refusal>;

Decided One(MediationEvent event) { return std::vector<MediationEvent>{std::move(event)}; }

bool MayMediate(const std::string& mediator, const UnitCode& unit, const DocumentFacts& f) {
    return IsNamed(f.who, mediator) || MayFor(f.who, "mediate", unit, f.city);
}

// What every step of an open mediation asks.
Result<void, Refusal> Guard(const Mediation& m, MediationState state, const DocumentFacts& f) {
    if (m.state != state) return Refuse(RefusalCode::kWrongState);
    if (!MayMediate(m.mediator, m.unit, f)) return Refuse(RefusalCode::kNotYours);
    return {};
}

Decided DecideOn(const Mediation& m, const OpenMediation& c, const DocumentFacts& f) {
    if (m.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    const StaffMember* person = f.city.FindStaff(c.mediator);
    if (person == nullptr) return Refuse(RefusalCode::kUnknownPerson);
    if (!MayMediate(c.mediator, person->unit, f)) return Refuse(RefusalCode::kNotPermitted);
    if (f.cases.size() != 1) return Refuse(RefusalCode::kCaseRequired);
    if (!IsOpen(f.cases.front()->state)) return Refuse(RefusalCode::kWrongState);
    LD_TRY(NeedDocumentText(c.parties, f));
    return One(MediationOpened{f.number, c.about, person->unit, c.mediator, c.parties.ref});
}

Decided DecideOn(const Mediation& m, const HoldSitting& c, const DocumentFacts& f) {
    LD_TRY(Guard(m, MediationState::kOpen, f));
    LD_TRY(NeedDocumentText(c.note, f));
    const Instant at = c.at.value_or(f.now);
    if (at > f.now) return Refuse(RefusalCode::kTimeInFuture);
    if (at < m.opened_at) return Refuse(RefusalCode::kTimeTooEarly);
    return One(MediationSat{at, c.note.ref});
}

Decided DecideOn(const Mediation& m, const AgreeMediation& c, const DocumentFacts& f) {
    LD_TRY(Guard(m, MediationState::kOpen, f));
    if (m.sittings.empty()) return Refuse(RefusalCode::kContactRequired);
    LD_TRY(NeedDocumentText(c.terms, f));
    if (c.agreement.value.empty()) return Refuse(RefusalCode::kTextRequired);
    if (c.perform_by && *c.perform_by <= f.now) return Refuse(RefusalCode::kTimeTooEarly);
    return One(MediationAgreed{c.agreement, c.terms.ref, c.perform_by});
}

Decided DecideOn(const Mediation& m, const FailMediation& c, const DocumentFacts& f) {
    LD_TRY(Guard(m, MediationState::kOpen, f));
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(MediationFailed{c.reason.ref});
}

Decided DecideOn(const Mediation& m, const WithdrawMediation& c, const DocumentFacts& f) {
    LD_TRY(Guard(m, MediationState::kOpen, f));
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(MediationWithdrawn{c.reason.ref});
}

Decided DecideOn(const Mediation& m, const PerformMediation& c, const DocumentFacts& f) {
    LD_TRY(Guard(m, MediationState::kAgreed, f));
    LD_TRY(NeedDocumentText(c.note, f));
    return One(MediationPerformed{c.note.ref});
}

Decided DecideOn(const Mediation& m, const FireMediationDue& /*command*/, const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (m.state != MediationState::kAgreed || !m.perform_by)
        return Refuse(RefusalCode::kWrongState);
    if (m.missed) return Refuse(RefusalCode::kAlreadyDone);
    if (f.now < *m.perform_by) return Refuse(RefusalCode::kNotBeforeDeadline);
    return One(MediationMissed{});
}

struct Applied {
    Mediation& m;
    const DocumentEvent<MediationEvent>& event;

    void operator()(const MediationOpened& e) const {
        m = Mediation{};
        m.id = event.id;
        m.number = e.number;
        m.about = e.about;
        m.unit = e.unit;
        m.mediator = e.mediator;
        m.parties = e.parties;
        m.opened_at = event.at;
    }
    void operator()(const MediationSat& e) const { m.sittings.push_back(e.at); }
    void operator()(const MediationAgreed& e) const {
        m.state = MediationState::kAgreed;
        m.agreement = e.agreement;
        m.outcome = e.terms;
        m.perform_by = e.perform_by;
        // Without a day to perform it by, the agreement is the end.
        if (!e.perform_by) m.closed_at = event.at;
    }
    void operator()(const MediationFailed& e) const { End(MediationState::kFailed, e.reason); }
    void operator()(const MediationWithdrawn& e) const {
        End(MediationState::kWithdrawn, e.reason);
    }
    void operator()(const MediationPerformed& /*e*/) const {
        m.state = MediationState::kPerformed;
        m.closed_at = event.at;
    }
    void operator()(const MediationMissed& /*e*/) const { m.missed = true; }

    void End(MediationState state, const VaultRef& outcome) const {
        m.state = state;
        m.outcome = outcome;
        m.closed_at = event.at;
    }
};

}  // namespace

Result<std::vector<MediationEvent>, Refusal> Decide(const Mediation& mediation,
                                                    const MediationCommand& command,
                                                    const DocumentFacts& facts) {
    if (mediation.version == 0 && !std::holds_alternative<OpenMediation>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(mediation, c, facts); }, command);
}

Mediation Apply(Mediation mediation, const DocumentEvent<MediationEvent>& event) {
    std::visit(Applied{mediation, event}, event.body);
    mediation.version = event.seq;
    return mediation;
}

DocumentHead HeadOf(const Mediation& mediation) {
    DocumentHead head;
    head.id = mediation.id;
    head.version = mediation.version;
    head.kind = DocumentKind::kMediation;
    head.state = Code(mediation.state);
    head.number = mediation.number;
    head.cases = {mediation.about};
    head.units = {mediation.unit};
    head.person = mediation.mediator;
    head.open = !mediation.closed_at;
    head.opened_at = mediation.opened_at;
    head.closed_at = mediation.closed_at;
    if (mediation.state == MediationState::kAgreed && !mediation.missed)
        head.due_at = mediation.perform_by;
    return head;
}

void ForEachSealed(MediationCommand& command, const SealedVisitor& visit) {
    std::visit(
        [&](auto& c) {
            if constexpr (requires { SealedText{c.parties}; }) visit.text(c.parties);
            if constexpr (requires { SealedText{c.terms}; }) visit.text(c.terms);
            SealedMembers{visit}(c);
        },
        command);
}

}  // namespace liandong
