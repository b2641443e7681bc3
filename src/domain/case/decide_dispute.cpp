#include <algorithm>

#include "base/text.hpp"
#include "domain/case/guards.hpp"

// Whose it is, when units disagree: the named lead handles meanwhile, somebody rules in time, and
// the ruling is followed the next time.

namespace liandong {
namespace {

// The ruled unit's part, with clocks of its own; nobody returns what was ruled.
Result<std::vector<Assignment>, Refusal> NewLead(const Case& c, const UnitCode& unit,
                                                 const std::optional<Limit>& asked,
                                                 const Facts& facts) {
    std::vector<Assignment> parts;
    const Assignment* lead = FindLead(c);
    if (lead != nullptr && lead->unit == unit) return parts;
    LD_TRY(const Limit limit, HandlingLimitOf(c, asked, facts));
    const auto no = static_cast<std::int32_t>(c.assignments.size()) + 1;
    LD_TRY(Assignment part, MakeAssignment(c, unit, no, limit, facts));
    part.is_lead = true;
    part.return_until = facts.now;
    parts.push_back(std::move(part));
    return parts;
}

Result<std::optional<PlaceCode>, Refusal> PrecedentPlace(const Case& c, const RuleDispute& command,
                                                         const Facts& facts) {
    if (c.category.value.empty()) return std::optional<PlaceCode>{};
    const PlaceCode place = command.place.value_or(c.place);
    const bool is_known = place.value.empty() || facts.city.FindPlace(place) != nullptr;
    if (!is_known || !facts.city.IsWithin(c.place, place)) {
        return Failure{Refusal{RefusalCode::kUnknownPlace, {{"place", place.value}}}};
    }
    return std::optional(place);
}

}  // namespace

bool MakesDispute(const Case& c, const Assignment& returning) {
    // What a unit passed down comes back to that unit: nobody else's quarrel.
    if (returning.parent) return false;
    return std::ranges::any_of(c.assignments,
                               [](const Assignment& a) { return !a.parent && a.return_count > 0; });
}

Result<DisputeOpened, Refusal> OpenDispute(const Case& c, const DisputePosition& returning,
                                           const Facts& facts) {
    DisputeOpened opened{FindLead(c)->no, {}, {}};
    for (const Assignment& a : c.assignments) {
        if (a.state != AssignmentState::kReturnReview || a.parent) continue;
        opened.positions.push_back({a.no, a.unit, a.return_proposed.value_or(UnitCode{})});
    }
    opened.positions.push_back(returning);
    const Limits& limits = facts.city.limits;
    LD_TRY(opened.ruling,
           Begin(ClockKind::kDispute, c.urgent ? limits.dispute_urgent : limits.dispute, facts));
    return opened;
}

Decision DecideRuleDispute(const Case& c, const RuleDispute& command, const Facts& facts) {
    if (Trim(command.basis).empty()) return Refuse(RefusalCode::kTextRequired);
    LD_TRY(CheckWord(command.basis));
    LD_TRY(AllowText(command.note, facts));
    LD_TRY(const auto place, PrecedentPlace(c, command, facts));
    LD_TRY(CheckUnit(command.unit, facts));
    LD_TRY(auto parts, NewLead(c, command.unit, command.handling_limit, facts));
    LD_TRY(CheckOwnDuty(c, RuleId{}, command.unit, facts));
    return Events(DisputeRuled{command.unit, command.basis, command.note.ref, false,
                               std::move(parts), place});
}

Decision DecideDisputeLapse(const Case& c, const Facts& facts) {
    const Assignment* lead = FindLead(c);
    UnitCode unit = lead->unit;
    if (facts.city.limits.dispute_default == DisputeDefault::kFallbackUnit)
        unit = facts.city.fallback_unit;
    LD_TRY(auto parts, NewLead(c, unit, std::nullopt, facts));
    return Events(ClockMissed{ClockKind::kDispute, AssignmentNo{}},
                  DisputeRuled{unit, {}, std::nullopt, true, std::move(parts), std::nullopt});
}

}  // namespace liandong
