#include "domain/case/case.hpp"

#include <algorithm>

namespace liandong {

bool IsOpen(CaseState state) {
    switch (state) {
        case CaseState::kRegistered:
        case CaseState::kAwaitingSupplement:
        case CaseState::kDeclineReview:
        case CaseState::kDispatched:
        case CaseState::kHandling:
        case CaseState::kReturnReview:
        case CaseState::kAnswerReview:
        case CaseState::kCallback: return true;
        case CaseState::kDeclined:
        case CaseState::kAnsweredAtDesk:
        case CaseState::kHandedOver:
        case CaseState::kFinished:
        case CaseState::kMerged:
        case CaseState::kVoided:
        case CaseState::kArchived: return false;
    }
    return false;
}

bool IsWithUnit(CaseState state) {
    return state == CaseState::kDispatched || state == CaseState::kHandling ||
           state == CaseState::kReturnReview;
}

bool IsOpen(AssignmentState state) {
    switch (state) {
        case AssignmentState::kSent:
        case AssignmentState::kHandling:
        case AssignmentState::kReturnReview: return true;
        case AssignmentState::kFinished:
        case AssignmentState::kReturned:
        case AssignmentState::kWithdrawn: return false;
    }
    return false;
}

bool IsForPerson(std::optional<CallbackBy> by, std::optional<Verdict> solved,
                 std::optional<Satisfaction> satisfied) {
    return by == CallbackBy::kMessage &&
           (solved == Verdict::kNo || satisfied == Satisfaction::kUnsatisfied);
}

const Assignment* FindLead(const Case& c) {
    // The newest lead counts: after a return or a withdrawal another one follows.
    const auto found =
        std::find_if(c.assignments.rbegin(), c.assignments.rend(), [](const Assignment& a) {
            return a.is_lead && a.state != AssignmentState::kReturned &&
                   a.state != AssignmentState::kWithdrawn;
        });
    return found == c.assignments.rend() ? nullptr : &*found;
}

const Appeal* FindOpenAppeal(const Case& c, AssignmentNo no) {
    const auto found = std::ranges::find_if(
        c.appeals, [&](const Appeal& a) { return a.assignment == no && !a.upheld.has_value(); });
    return found == c.appeals.end() ? nullptr : &*found;
}

const Assignment* FindAssignment(const Case& c, AssignmentNo no) {
    if (no.value == 0) return FindLead(c);
    const auto found =
        std::ranges::find_if(c.assignments, [&](const Assignment& a) { return a.no == no; });
    return found == c.assignments.end() ? nullptr : &*found;
}

bool IsBelow(const Case& c, const Assignment& a, AssignmentNo no) {
    // Whoever passes down has the lower number: the way up ends.
    const Assignment* at = &a;
    while (at != nullptr && at->parent) {
        if (*at->parent == no) return true;
        at = at->parent->value < at->no.value ? FindAssignment(c, *at->parent) : nullptr;
    }
    return false;
}

bool IsOfCase(ClockKind kind) {
    switch (kind) {
        case ClockKind::kDispatch:
        case ClockKind::kCallback:
        case ClockKind::kSupplement:
        case ClockKind::kArchive:
        case ClockKind::kDispute:
        case ClockKind::kHandOver:
        case ClockKind::kHandIn:
        case ClockKind::kMoveCar: return true;
        case ClockKind::kAcknowledge:
        case ClockKind::kContact:
        case ClockKind::kHandling:
        case ClockKind::kReturnRuling: return false;
    }
    return false;
}

std::vector<const Clock*> ClocksOf(const Case& c) {
    std::vector<const Clock*> clocks;
    for (const auto* clock : {&c.dispatch, &c.callback, &c.supplement, &c.archive}) {
        if (*clock) clocks.push_back(&**clock);
    }
    if (c.dispute) clocks.push_back(&c.dispute->ruling);
    if (c.hand_over) clocks.push_back(&c.hand_over->answer);
    if (c.hand_in) clocks.push_back(&c.hand_in->answer);
    if (c.car_move) clocks.push_back(&c.car_move->move);
    return clocks;
}

std::vector<const Clock*> ClocksOf(const Assignment& a) {
    std::vector<const Clock*> clocks{&a.acknowledge};
    if (a.contact) clocks.push_back(&*a.contact);
    clocks.push_back(&a.handling);
    if (a.return_ruling) clocks.push_back(&*a.return_ruling);
    return clocks;
}

const Clock* FindClock(const Case& c, ClockKind kind, AssignmentNo no) {
    const Assignment* a = IsOfCase(kind) ? nullptr : FindAssignment(c, no);
    if (!IsOfCase(kind) && a == nullptr) return nullptr;
    const auto clocks = a == nullptr ? ClocksOf(c) : ClocksOf(*a);
    const auto found = std::ranges::find(clocks, kind, &Clock::kind);
    return found == clocks.end() ? nullptr : *found;
}

}  // namespace liandong
