#include "domain/case/lifecycle.hpp"

#include <algorithm>
#include <array>

namespace liandong {
namespace {

using enum CaseState;
using enum CaseAction;

constexpr std::array kTransitions{
    // At the desk: nobody outside the hotline has it yet.
    Transition{kRegistered, kAmend, kRegistered},
    Transition{kRegistered, kAskSupplement, kAwaitingSupplement},
    Transition{kRegistered, kAnswerAtDesk, kAnsweredAtDesk},
    Transition{kRegistered, kDecline, kDeclineReview},
    Transition{kRegistered, kDecline, kDeclined},
    Transition{kRegistered, kHandOver, kRegistered},
    Transition{kRegistered, kRuleHandOver, kHandedOver},
    Transition{kRegistered, kRuleHandIn, kRegistered},
    Transition{kRegistered, kRuleHandIn, kDeclined},
    Transition{kRegistered, kRequestMove, kRegistered},
    Transition{kRegistered, kContactOwner, kRegistered},
    Transition{kRegistered, kEndMove, kAnsweredAtDesk},
    Transition{kRegistered, kEndMove, kDispatched},
    Transition{kRegistered, kFireDeadline, kDispatched},
    Transition{kRegistered, kDispatch, kDispatched},
    Transition{kRegistered, kMerge, kMerged},
    Transition{kRegistered, kVoid, kVoided},
    Transition{kRegistered, kImportAnswer, kFinished},
    Transition{kDeclineReview, kRuleDecline, kDeclined},
    Transition{kDeclineReview, kRuleDecline, kRegistered},

    // Waiting for the citizen; afterwards it stands where it stood before.
    Transition{kAwaitingSupplement, kAmend, kAwaitingSupplement},
    Transition{kAwaitingSupplement, kSupplement, kRegistered},
    Transition{kAwaitingSupplement, kSupplement, kDispatched},
    Transition{kAwaitingSupplement, kSupplement, kHandling},
    Transition{kAwaitingSupplement, kDecline, kDeclineReview},
    Transition{kAwaitingSupplement, kDecline, kDeclined},
    Transition{kAwaitingSupplement, kMerge, kMerged},
    Transition{kAwaitingSupplement, kVoid, kVoided},
    Transition{kAwaitingSupplement, kRuleDispute, kAwaitingSupplement},
    Transition{kAwaitingSupplement, kFireDeadline, kRegistered},
    Transition{kAwaitingSupplement, kFireDeadline, kDispatched},
    Transition{kAwaitingSupplement, kFireDeadline, kHandling},

    // With the lead, before it has taken it.
    Transition{kDispatched, kAmend, kDispatched},
    Transition{kDispatched, kAskSupplement, kAwaitingSupplement},
    Transition{kDispatched, kAcknowledge, kHandling},
    Transition{kDispatched, kAcknowledge, kDispatched},
    Transition{kDispatched, kContact, kDispatched},
    Transition{kDispatched, kReturn, kReturnReview},
    Transition{kDispatched, kReturn, kDispatched},
    Transition{kDispatched, kRuleReturn, kDispatched},
    Transition{kDispatched, kRequestExtension, kDispatched},
    Transition{kDispatched, kRuleExtension, kDispatched},
    Transition{kDispatched, kPause, kDispatched},
    Transition{kDispatched, kResume, kDispatched},
    Transition{kDispatched, kFinish, kDispatched},
    Transition{kDispatched, kHandOver, kDispatched},
    Transition{kDispatched, kPassDown, kDispatched},
    Transition{kDispatched, kAddUnit, kDispatched},
    Transition{kDispatched, kReleaseUnit, kDispatched},
    Transition{kDispatched, kRuleDispute, kDispatched},
    Transition{kDispatched, kWithdraw, kRegistered},
    Transition{kDispatched, kMerge, kMerged},
    Transition{kDispatched, kVoid, kVoided},
    Transition{kDispatched, kImportAnswer, kFinished},

    // The lead is at work.
    Transition{kHandling, kAmend, kHandling},
    Transition{kHandling, kAskSupplement, kAwaitingSupplement},
    Transition{kHandling, kAcknowledge, kHandling},
    Transition{kHandling, kContact, kHandling},
    Transition{kHandling, kReturn, kReturnReview},
    Transition{kHandling, kReturn, kHandling},
    Transition{kHandling, kRuleReturn, kHandling},
    Transition{kHandling, kRequestExtension, kHandling},
    Transition{kHandling, kRuleExtension, kHandling},
    Transition{kHandling, kPause, kHandling},
    Transition{kHandling, kResume, kHandling},
    Transition{kHandling, kFinish, kAnswerReview},
    Transition{kHandling, kFinish, kHandling},
    Transition{kHandling, kHandOver, kHandling},
    Transition{kHandling, kPassDown, kHandling},
    Transition{kHandling, kAddUnit, kHandling},
    Transition{kHandling, kReleaseUnit, kHandling},
    Transition{kHandling, kRuleDispute, kHandling},
    Transition{kHandling, kRuleDispute, kDispatched},
    Transition{kHandling, kFireDeadline, kDispatched},
    Transition{kHandling, kWithdraw, kRegistered},
    Transition{kHandling, kMerge, kMerged},
    Transition{kHandling, kVoid, kVoided},
    Transition{kHandling, kImportAnswer, kFinished},

    // The lead said "not ours"; assisting units go on.
    Transition{kReturnReview, kRuleReturn, kRegistered},
    Transition{kReturnReview, kRuleReturn, kDispatched},
    Transition{kReturnReview, kRuleReturn, kHandling},
    Transition{kReturnReview, kRuleReturn, kReturnReview},
    Transition{kReturnReview, kAcknowledge, kReturnReview},
    Transition{kReturnReview, kContact, kReturnReview},
    Transition{kReturnReview, kReturn, kReturnReview},
    Transition{kReturnReview, kReturn, kDispatched},
    Transition{kReturnReview, kReturn, kHandling},
    Transition{kReturnReview, kPassDown, kReturnReview},
    Transition{kReturnReview, kAddUnit, kReturnReview},
    Transition{kReturnReview, kReleaseUnit, kReturnReview},
    Transition{kReturnReview, kRequestExtension, kReturnReview},
    Transition{kReturnReview, kRuleExtension, kReturnReview},
    Transition{kReturnReview, kFinish, kReturnReview},
    Transition{kReturnReview, kPause, kReturnReview},
    Transition{kReturnReview, kResume, kReturnReview},
    Transition{kReturnReview, kWithdraw, kRegistered},

    // The hotline judges the answer, then asks the citizen.
    Transition{kAnswerReview, kReview, kCallback},
    Transition{kAnswerReview, kReview, kFinished},
    Transition{kAnswerReview, kReview, kHandling},
    Transition{kCallback, kCallBack, kCallback},
    Transition{kCallback, kCallBack, kFinished},
    Transition{kCallback, kCallBack, kHandling},
    Transition{kCallback, kSendCallbackLink, kCallback},
    Transition{kCallback, kRedo, kHandling},
    Transition{kFinished, kRedo, kHandling},

    // Handed to an emergency line; it may come back, and the citizen may be asked.
    Transition{kHandedOver, kDispatch, kDispatched},
    Transition{kHandedOver, kCallBack, kHandedOver},
    Transition{kHandedOver, kCallBack, kFinished},

    // Merged into another case, and back.
    Transition{kMerged, kUnmerge, kRegistered},
    Transition{kMerged, kUnmerge, kAwaitingSupplement},
    Transition{kMerged, kUnmerge, kDispatched},
    Transition{kMerged, kUnmerge, kHandling},

    // The end. A person may archive early, the system does it in time.
    Transition{kAnsweredAtDesk, kArchive, kArchived},
    Transition{kDeclined, kArchive, kArchived},
    Transition{kHandedOver, kArchive, kArchived},
    Transition{kFinished, kArchive, kArchived},
    Transition{kVoided, kArchive, kArchived},
    Transition{kAnsweredAtDesk, kFireDeadline, kArchived},
    Transition{kDeclined, kFireDeadline, kArchived},
    Transition{kHandedOver, kFireDeadline, kArchived},
    Transition{kFinished, kFireDeadline, kArchived},
    Transition{kVoided, kFireDeadline, kArchived},
    Transition{kMerged, kFireDeadline, kArchived},
};

// What leaves the state as it is and is possible wherever the case still lives.
bool IsEverywhere(CaseState state, CaseAction action) {
    switch (action) {
        case kUnmask:
        // Months are assessed when their cases rest in the archive.
        case kRequestAppeal:
        case kRuleAppeal: return true;
        // Whoever still works on it needs to know for whom.
        case kErase: return !IsOpen(state);
        case kNote:
        case kAttach:
        case kLinkDocument:
        case kRecordLink:
        case kFireDeadline: return state != kArchived;
        case kRemind:
        case kRuleHandOver:
        case kAdoptChild:
        case kRecordSplit: return IsOpen(state);
        case kReleaseChild: return state != kArchived;
        default: return false;
    }
}

}  // namespace

std::span<const Transition> Transitions() { return kTransitions; }

bool IsAllowed(CaseState from, CaseAction action) {
    return IsEverywhere(from, action) ||
           std::ranges::any_of(kTransitions, [&](const Transition& row) {
               return row.from == from && row.action == action;
           });
}

bool IsAllowed(CaseState from, CaseAction action, CaseState to) {
    if (from == to && IsEverywhere(from, action)) return true;
    return std::ranges::any_of(kTransitions, [&](const Transition& row) {
        return row.from == from && row.action == action && row.to == to;
    });
}

}  // namespace liandong
