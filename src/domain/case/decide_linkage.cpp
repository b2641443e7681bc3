#include <algorithm>

#include "domain/case/guards.hpp"
#include "domain/dispatch/route.hpp"

// One case, many units: who has a part, who passes it down, who is added and who may go.

namespace liandong {
namespace {

constexpr std::int64_t kLimitAmountMax = 1'000'000;

// Nobody's time reaches beyond that of whoever gave it.
void EndBy(Assignment& a, Instant latest) {
    ForEachClock(a, [&](Clock& clock) { clock.due_at = std::min(clock.due_at, latest); });
    if (a.return_until) a.return_until = std::min(*a.return_until, latest);
}

std::int32_t NextNumber(const Case& c) {
    return static_cast<std::int32_t>(c.assignments.size()) + 1;
}

}  // namespace

Result<void, Refusal> CheckUnit(const UnitCode& unit, const Facts& facts) {
    LD_TRY(CheckWord(unit.value));
    if (facts.city.FindUnit(unit) == nullptr) {
        return Failure{Refusal{RefusalCode::kUnknownUnit, {{"unit", unit.value}}}};
    }
    return {};
}

Result<void, Refusal> CheckNotAtWork(const Case& c, const UnitCode& unit, const Facts&) {
    const bool is_at_work = std::ranges::any_of(
        c.assignments, [&](const Assignment& a) { return IsOpen(a.state) && a.unit == unit; });
    if (is_at_work) return Failure{Refusal{RefusalCode::kDuplicateUnit, {{"unit", unit.value}}}};
    return {};
}

Result<Limit, Refusal> HandlingLimitOf(const Case& c, const std::optional<Limit>& asked,
                                       const Facts& facts) {
    const Limit limit =
        asked.value_or(facts.city.HandlingLimit(facts.city.FindCategory(c.category), c.urgent));
    if (limit.amount < 1 || limit.amount > kLimitAmountMax)
        return Refuse(RefusalCode::kLimitOutOfRange);
    return limit;
}

Result<void, Refusal> CheckOwnDuty(const Case& c, const RuleId& rule, const UnitCode& unit,
                                   const Facts& facts) {
    const Unit* found = facts.city.FindUnit(unit);
    if (found == nullptr || !IsGrassRoots(*found)) return {};
    const CatalogueRule* ours = facts.city.FindRule(rule);
    if (ours == nullptr) ours = FindRule(facts.city, c.category, c.place, facts.now);
    if (ours == nullptr || !ours->own_duty) return {};
    return Failure{
        Refusal{RefusalCode::kOwnDuty,
                {{"rule", ours->id.value}, {"basis", ours->basis}, {"unit", unit.value}}}};
}

Result<Assignment, Refusal> MakeAssignment(const Case& c, const UnitCode& unit, std::int32_t no,
                                           Limit handling, const Facts& facts) {
    const ClockPolicy& policy = PolicyOf(c, facts);
    Assignment a;
    a.no = AssignmentNo{no};
    a.unit = unit;
    a.sent_at = facts.now;
    LD_TRY(a.acknowledge, Begin(ClockKind::kAcknowledge, policy.acknowledge, facts));
    if (policy.contact.amount > 0) {
        LD_TRY(a.contact, Begin(ClockKind::kContact, policy.contact, facts));
    }
    LD_TRY(a.handling, Begin(ClockKind::kHandling, handling, facts));
    if (policy.return_within.amount > 0) {
        LD_TRY(const Clock until, Begin(ClockKind::kAcknowledge, policy.return_within, facts));
        a.return_until = until.due_at;
    }
    return a;
}

Decision DecidePassDown(const Case& c, const PassDown& command, const Facts& facts) {
    LD_TRY(AllowText(command.note, facts));
    LD_TRY(CheckUnit(command.unit, facts));
    LD_TRY(CheckNotAtWork(c, command.unit, facts));
    LD_TRY(const Limit limit, HandlingLimitOf(c, command.handling_limit, facts));
    const Assignment& parent = *FindAssignment(c, command.assignment);
    LD_TRY(Assignment child, MakeAssignment(c, command.unit, NextNumber(c), limit, facts));
    const Instant latest = parent.handling.due_at;
    const bool is_late = command.handling_limit && child.handling.due_at > latest;
    if (latest <= facts.now || is_late) return Refuse(RefusalCode::kAfterParent);
    LD_TRY(CheckOwnDuty(c, parent.rule, command.unit, facts));
    if (!facts.city.IsWithin(command.unit, parent.unit)) return Refuse(RefusalCode::kNotBelow);
    EndBy(child, latest);
    child.rule = parent.rule;
    child.parent = parent.no;
    return Events(PassedDown{parent.no, std::move(child), command.note.ref});
}

Decision DecideAddUnit(const Case& c, const AddUnit& command, const Facts& facts) {
    LD_TRY(AllowText(command.note, facts));
    LD_TRY(CheckUnit(command.unit, facts));
    LD_TRY(CheckNotAtWork(c, command.unit, facts));
    LD_TRY(const Limit limit, HandlingLimitOf(c, command.handling_limit, facts));
    LD_TRY(Assignment added, MakeAssignment(c, command.unit, NextNumber(c), limit, facts));
    // Who comes later still has to be done when the lead answers; an overdue lead gives no measure.
    const Instant latest = FindLead(c)->handling.due_at;
    if (latest > facts.now) EndBy(added, latest);
    return Events(UnitAdded{std::move(added), command.note.ref});
}

Decision DecideReleaseUnit(const Case& c, const ReleaseUnit& command, const Facts& facts) {
    LD_TRY(NeedText(command.reason, facts));
    const Assignment* a = FindAssignment(c, command.assignment);
    return Events(UnitReleased{a->no, command.reason.ref});
}

}  // namespace liandong
