#include "domain/document/discipline_referral.hpp"

#include <utility>

#include "domain/case/guards.hpp"
#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<ReferralEvent>, Refusal>;
using enum ReferralState;

Decided One(ReferralEvent event) { return std::vector<ReferralEvent>{std::move(event)}; }

Decided DecideOn(const DisciplineReferral& referral, const ProposeReferral& c,
                 const DocumentFacts& f) {
    if (referral.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    if (f.city.FindUnit(c.unit) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
    if (c.cases.empty()) return Refuse(RefusalCode::kCaseRequired);
    LD_TRY(CheckWord(c.trigger));
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(ReferralProposed{f.number, c.cases, c.unit, c.trigger, c.level, c.reason.ref});
}

Decided DecideOn(const DisciplineReferral& referral, const HandOverReferral& c,
                 const DocumentFacts& f) {
    if (referral.state != kProposed) return Refuse(RefusalCode::kWrongState);
    // That a person answers for it, not the ladder.
    if (!MayAnywhere(f.who, "supervise") || f.who.actor.kind != ActorKind::kUser)
        return Refuse(RefusalCode::kNotPermitted);
    if (c.files.empty()) return Refuse(RefusalCode::kCaseRequired);
    LD_TRY(NeedDocumentText(c.note, f));
    return One(ReferralHandedOver{c.files, c.note.ref});
}

Decided DecideOn(const DisciplineReferral& referral, const AcceptReferral& c,
                 const DocumentFacts& f) {
    if (referral.state != kHandedOver) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "discipline")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.text, f));
    return One(ReferralAccepted{c.text.ref});
}

Decided DecideOn(const DisciplineReferral& referral, const CloseReferral& c,
                 const DocumentFacts& f) {
    if (referral.state != kAccepted) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "discipline")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.text, f));
    return One(ReferralClosed{c.outcome, c.text.ref});
}

Decided DecideOn(const DisciplineReferral& referral, const WithdrawReferral& c,
                 const DocumentFacts& f) {
    // What was accepted is no longer the hotline's to take back.
    if (referral.state != kProposed && referral.state != kHandedOver)
        return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(ReferralWithdrawn{c.reason.ref});
}

struct Applied {
    DisciplineReferral& referral;
    const DocumentEvent<ReferralEvent>& event;

    void operator()(const ReferralProposed& e) const {
        referral = DisciplineReferral{};
        referral.id = event.id;
        referral.number = e.number;
        referral.cases = e.cases;
        referral.unit = e.unit;
        referral.trigger = e.trigger;
        referral.level = e.level;
        referral.grounds = e.grounds;
        referral.opened_at = event.at;
    }
    void operator()(const ReferralHandedOver& e) const {
        referral.state = kHandedOver;
        referral.handed_by = event.actor.id;
        referral.handed_at = event.at;
        referral.files = e.files;
    }
    void operator()(const ReferralAccepted& e) const {
        referral.state = kAccepted;
        referral.reply = e.reply;
    }
    void operator()(const ReferralClosed& e) const {
        referral.outcome = e.outcome;
        referral.findings = e.text;
        End(kClosed);
    }
    void operator()(const ReferralWithdrawn& /*e*/) const { End(kWithdrawn); }

    void End(ReferralState state) const {
        referral.state = state;
        referral.closed_at = event.at;
    }
};

}  // namespace

Result<std::vector<ReferralEvent>, Refusal> Decide(const DisciplineReferral& referral,
                                                   const ReferralCommand& command,
                                                   const DocumentFacts& facts) {
    if (referral.version == 0 && !std::holds_alternative<ProposeReferral>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(referral, c, facts); }, command);
}

DisciplineReferral Apply(DisciplineReferral referral, const DocumentEvent<ReferralEvent>& event) {
    std::visit(Applied{referral, event}, event.body);
    referral.version = event.seq;
    return referral;
}

DocumentHead HeadOf(const DisciplineReferral& referral) {
    DocumentHead head;
    head.id = referral.id;
    head.version = referral.version;
    head.kind = DocumentKind::kDisciplineReferral;
    head.state = Code(referral.state);
    head.number = referral.number;
    head.cases = referral.cases;
    // No units: whom it is about must not read along.
    head.open = !referral.closed_at;
    head.opened_at = referral.opened_at;
    head.closed_at = referral.closed_at;
    return head;
}

void ForEachSealed(ReferralCommand& command, const SealedVisitor& visit) {
    std::visit([&](auto& c) { SealedMembers{visit}(c); }, command);
}

}  // namespace liandong
