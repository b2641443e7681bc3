#include <algorithm>

#include "domain/case/guards.hpp"

namespace liandong {
namespace {

bool IsForPeople(CaseAction action) {
    switch (action) {
        case CaseAction::kAdoptChild:
        case CaseAction::kReleaseChild:
        case CaseAction::kRecordSplit:
        case CaseAction::kLinkDocument:
        case CaseAction::kFireDeadline:
        case CaseAction::kRecordLink:
        case CaseAction::kImportAnswer: return false;
        default: return true;
    }
}

// What may be asked of a part that is over.
bool IsOfThePast(CaseAction action) {
    return action == CaseAction::kRequestAppeal || action == CaseAction::kRuleAppeal;
}

ActionView View(const Case& c, CaseAction action, AssignmentNo no, const Facts& facts) {
    const auto refused = Guard(c, action, no, facts);
    return {action, no, !refused.has_value(), refused};
}

void AddDue(std::vector<DueRow>& rows, const Clock& clock, AssignmentNo no, const City& city) {
    if (!IsRunning(clock) || IsPaused(clock)) return;
    DueRow row{clock.kind, no, 100, clock.due_at};
    for (const ReminderRule& rule : city.reminders) {
        if (rule.clock != clock.kind || rule.percent >= row.percent) continue;
        if (std::ranges::find(clock.reminded, rule.percent) != clock.reminded.end()) continue;
        const auto reached = ReachedAt(clock, rule.percent, city.calendar);
        if (reached) row = {clock.kind, no, rule.percent, *reached};
    }
    rows.push_back(row);
}

}  // namespace

std::vector<ActionView> ActionsOf(const Case& c, const Facts& facts) {
    std::vector<ActionView> views;
    for (const Named<CaseAction>& named : kNames<CaseAction>) {
        if (!IsForPeople(named.value)) continue;
        if (!IsOfAssignment(named.value)) {
            views.push_back(View(c, named.value, AssignmentNo{}, facts));
            continue;
        }
        for (const Assignment& a : c.assignments) {
            if (IsOpen(a.state) || IsOfThePast(named.value)) {
                views.push_back(View(c, named.value, a.no, facts));
            }
        }
    }
    return views;
}

std::vector<DueRow> DeadlinesOf(const Case& c, const City& city) {
    std::vector<DueRow> rows;
    for (const Clock* clock : ClocksOf(c)) AddDue(rows, *clock, AssignmentNo{}, city);
    for (const Assignment& a : c.assignments) {
        for (const Clock* clock : ClocksOf(a)) AddDue(rows, *clock, a.no, city);
    }
    return rows;
}

}  // namespace liandong
