#include "domain/document/surge_warning.hpp"

#include <algorithm>
#include <utility>

#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<SurgeEventBody>, Refusal>;

Decided One(SurgeEventBody event) { return std::vector<SurgeEventBody>{std::move(event)}; }

Result<void, Refusal> NeedSystem(const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    return {};
}

Result<void, Refusal> NeedSupervisor(const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kUser || !MayAnywhere(f.who, "supervise"))
        return Refuse(RefusalCode::kNotPermitted);
    return {};
}

Decided DecideOn(const SurgeWarning& warning, const RaiseSurge& c, const DocumentFacts& f) {
    if (warning.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    LD_TRY(NeedSystem(f));
    if (c.cases.empty()) return Refuse(RefusalCode::kCaseRequired);
    SurgeRaised raised{c.group, c.place, c.from, c.persons, c.expected, c.chance, c.cases};
    if (raised.cases.size() > kSurgeCasesMax) raised.cases.resize(kSurgeCasesMax);
    return One(std::move(raised));
}

Decided DecideOn(const SurgeWarning& warning, const GrowSurge& c, const DocumentFacts& f) {
    LD_TRY(NeedSystem(f));
    if (warning.closed_at) return Refuse(RefusalCode::kWrongState);
    SurgeGrew grew;
    for (const CaseId id : c.cases) {
        const bool is_known = std::ranges::find(warning.cases, id) != warning.cases.end() ||
                              std::ranges::find(grew.cases, id) != grew.cases.end();
        if (!is_known && warning.cases.size() + grew.cases.size() < kSurgeCasesMax)
            grew.cases.push_back(id);
    }
    if (grew.cases.empty()) return Refuse(RefusalCode::kNothingToChange);
    return One(std::move(grew));
}

Decided DecideOn(const SurgeWarning& warning, const DismissSurge& c, const DocumentFacts& f) {
    if (warning.state != SurgeState::kRaised) return Refuse(RefusalCode::kWrongState);
    LD_TRY(NeedSupervisor(f));
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(SurgeDismissed{c.reason.ref});
}

Decided DecideOn(const SurgeWarning& warning, const ConfirmSurge& c, const DocumentFacts& f) {
    if (warning.state != SurgeState::kRaised) return Refuse(RefusalCode::kWrongState);
    LD_TRY(NeedSupervisor(f));
    if (f.city.FindUnit(c.lead) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(SurgeConfirmed{c.lead, c.reason.ref});
}

Decided DecideOn(const SurgeWarning& warning, const CloseSurge& c, const DocumentFacts& f) {
    if (warning.state != SurgeState::kIncident) return Refuse(RefusalCode::kWrongState);
    LD_TRY(NeedSupervisor(f));
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(SurgeClosed{c.reason.ref});
}

struct Applied {
    SurgeWarning& warning;
    const DocumentEvent<SurgeEventBody>& event;

    void operator()(const SurgeRaised& e) const {
        warning = SurgeWarning{};
        warning.id = event.id;
        warning.group = e.group;
        warning.place = e.place;
        warning.from = e.from;
        warning.persons = e.persons;
        warning.expected = e.expected;
        warning.chance = e.chance;
        warning.cases = e.cases;
        warning.raised_at = event.at;
    }
    void operator()(const SurgeGrew& e) const {
        warning.cases.insert(warning.cases.end(), e.cases.begin(), e.cases.end());
    }
    void operator()(const SurgeDismissed& e) const { End(SurgeState::kDismissed, e.reason); }
    void operator()(const SurgeConfirmed& e) const {
        warning.state = SurgeState::kIncident;
        warning.lead = e.lead;
        warning.reason = e.reason;
    }
    void operator()(const SurgeClosed& e) const { End(SurgeState::kClosed, e.reason); }

    void End(SurgeState state, const VaultRef& reason) const {
        warning.state = state;
        warning.reason = reason;
        warning.closed_at = event.at;
    }
};

}  // namespace

Result<std::vector<SurgeEventBody>, Refusal> Decide(const SurgeWarning& warning,
                                                    const SurgeCommand& command,
                                                    const DocumentFacts& facts) {
    if (warning.version == 0 && !std::holds_alternative<RaiseSurge>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(warning, c, facts); }, command);
}

SurgeWarning Apply(SurgeWarning warning, const DocumentEvent<SurgeEventBody>& event) {
    std::visit(Applied{warning, event}, event.body);
    warning.version = event.seq;
    return warning;
}

DocumentHead HeadOf(const SurgeWarning& warning) {
    DocumentHead head;
    head.id = warning.id;
    head.version = warning.version;
    head.kind = DocumentKind::kSurgeWarning;
    head.state = Code(warning.state);
    head.cases = warning.cases;
    if (!warning.lead.value.empty()) head.units = {warning.lead};
    head.open = !warning.closed_at;
    head.opened_at = warning.raised_at;
    head.closed_at = warning.closed_at;
    return head;
}

void ForEachSealed(SurgeCommand& command, const SealedVisitor& visit) {
    std::visit([&](auto& c) { SealedMembers{visit}(c); }, command);
}

}  // namespace liandong
