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

}  // namespace liandong
