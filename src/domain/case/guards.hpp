#pragma once

#include <optional>
#include <string_view>

#include "domain/case/decide.hpp"

// What Decide and ActionsOf ask before a command's details matter. Internal to domain/case.

namespace liandong {

using Decision = Result<std::vector<EventBody>, Refusal>;

[[nodiscard]] inline Failure<Refusal> Refuse(RefusalCode code) {
    return Failure{Refusal{code, {}}};
}

/// A decision of these events, in this order.
template <class... E>
[[nodiscard]] Decision Events(E... events) {
    std::vector<EventBody> all;
    (all.emplace_back(std::move(events)), ...);
    return all;
}

/// The permission an action needs; several actions share one ("merge" covers its undo).
[[nodiscard]] std::string_view PermissionOf(CaseAction action);
/// Whether the action concerns one assignment of the case.
[[nodiscard]] bool IsOfAssignment(CaseAction action);

/// The first refusal that holds before the details are looked at; empty: go on.
[[nodiscard]] std::optional<RefusalCode> Guard(const Case& c, CaseAction action, AssignmentNo no,
                                               const Facts& facts);

/// Well-formed UTF-8 without NUL: what every store can hold and every reader can read.
[[nodiscard]] Result<void, Refusal> CheckText(std::string_view text);
/// A word that is no free text (a code, a number of another system): such text, and short.
[[nodiscard]] Result<void, Refusal> CheckWord(std::string_view word);
/// Free text that must say something / may be empty; both are bounded.
[[nodiscard]] Result<void, Refusal> NeedText(const SealedText& text, const Facts& facts);
[[nodiscard]] Result<void, Refusal> AllowText(const SealedText& text, const Facts& facts);

/// A clock that starts now. Refuses kCalendarTooShort.
[[nodiscard]] Result<Clock, Refusal> Begin(ClockKind kind, Limit limit, const Facts& facts);
[[nodiscard]] Result<Clock, Refusal> BeginArchive(const Facts& facts);
[[nodiscard]] Result<Clock, Refusal> BeginDispatch(const Case& c, const Facts& facts);
[[nodiscard]] const ClockPolicy& PolicyOf(const Case& c, const Facts& facts);

/// Where a case stands whose open assignments are these.
[[nodiscard]] CaseState StateByLead(const std::vector<Assignment>& assignments);

/// Runs on after a pause; a clock that does not stand still is given back as it is.
[[nodiscard]] Result<Clock, Refusal> Resume(Clock clock, const Facts& facts);
/// Running clocks of an assignment, changed in place by `change(Clock&)`.
template <class Change>
void ForEachClock(Assignment& a, Change change) {
    change(a.acknowledge);
    if (a.contact) change(*a.contact);
    change(a.handling);
}

/// What the law gives a department is not done by a street or town. Refuses kOwnDuty with the rule
/// of the catalogue: `rule`, or the one that would take the case when that is unknown.
[[nodiscard]] Result<void, Refusal> CheckOwnDuty(const Case& c, const RuleId& rule,
                                                 const UnitCode& unit, const Facts& facts);
/// Refuses kUnknownUnit.
[[nodiscard]] Result<void, Refusal> CheckUnit(const UnitCode& unit, const Facts& facts);
/// Refuses kDuplicateUnit when the unit is at work on this case already.
[[nodiscard]] Result<void, Refusal> CheckNotAtWork(const Case& c, const UnitCode& unit,
                                                   const Facts& facts);
/// What was asked for, or what the category has. Refuses kLimitOutOfRange.
[[nodiscard]] Result<Limit, Refusal> HandlingLimitOf(const Case& c,
                                                     const std::optional<Limit>& asked,
                                                     const Facts& facts);
/// A part of the case, its clocks started now.
[[nodiscard]] Result<Assignment, Refusal> MakeAssignment(const Case& c, const UnitCode& unit,
                                                         std::int32_t no, Limit handling,
                                                         const Facts& facts);

[[nodiscard]] Decision DecideAmend(const Case& c, const Amend& command, const Facts& facts);
[[nodiscard]] Decision DecideAskSupplement(const Case& c, const AskSupplement& command,
                                           const Facts& facts);
[[nodiscard]] Decision DecideSupplement(const Case& c, const Supplement& command,
                                        const Facts& facts);
[[nodiscard]] Decision DecideSupplementLapse(const Case& c, const Facts& facts);
[[nodiscard]] Decision DecideAnswerAtDesk(const Case& c, const AnswerAtDesk& command,
                                          const Facts& facts);
[[nodiscard]] Decision DecideDecline(const Case& c, const Decline& command, const Facts& facts);
[[nodiscard]] Decision DecideRuleDecline(const Case& c, const RuleDecline& command,
                                         const Facts& facts);
[[nodiscard]] Decision DecideHandOver(const Case& c, const HandOver& command, const Facts& facts);
[[nodiscard]] Decision DecideDispatch(const Case& c, const Dispatch& command, const Facts& facts);
[[nodiscard]] Decision DecideWithdraw(const Case& c, const Withdraw& command, const Facts& facts);
[[nodiscard]] Decision DecideMerge(const Case& c, const Merge& command, const Facts& facts);
[[nodiscard]] Decision DecideUnmerge(const Case& c, const Unmerge& command, const Facts& facts);
[[nodiscard]] Decision DecideContact(const Case& c, const Contact& command, const Facts& facts);
[[nodiscard]] Decision DecideReturn(const Case& c, const Return& command, const Facts& facts);
[[nodiscard]] Decision DecideRuleReturn(const Case& c, const RuleReturn& command,
                                        const Facts& facts);
[[nodiscard]] Decision DecideRequestExtension(const Case& c, const RequestExtension& command,
                                              const Facts& facts);
[[nodiscard]] Decision DecideRuleExtension(const Case& c, const RuleExtension& command,
                                           const Facts& facts);
[[nodiscard]] Decision DecideResume(const Case& c, const ResumeHandling& command,
                                    const Facts& facts);
[[nodiscard]] Decision DecideFinish(const Case& c, const Finish& command, const Facts& facts);
[[nodiscard]] Decision DecideReview(const Case& c, const Review& command, const Facts& facts);
[[nodiscard]] Decision DecideCallback(const Case& c, const Callback& command, const Facts& facts);
[[nodiscard]] Decision DecideRedo(const Case& c, const SealedText& reason, const Facts& facts);
[[nodiscard]] Decision DecidePassDown(const Case& c, const PassDown& command, const Facts& facts);
[[nodiscard]] Decision DecideAddUnit(const Case& c, const AddUnit& command, const Facts& facts);
[[nodiscard]] Decision DecideReleaseUnit(const Case& c, const ReleaseUnit& command,
                                         const Facts& facts);
/// Whether this return is one too many: units disagree.
[[nodiscard]] bool MakesDispute(const Case& c, const Assignment& returning);
[[nodiscard]] Result<DisputeOpened, Refusal> OpenDispute(const Case& c,
                                                         const DisputePosition& returning,
                                                         const Facts& facts);
[[nodiscard]] Decision DecideRuleDispute(const Case& c, const RuleDispute& command,
                                         const Facts& facts);
[[nodiscard]] Decision DecideRuleHandOver(const Case& c, const RuleHandOver& command,
                                          const Facts& facts);
[[nodiscard]] Decision DecideRuleHandIn(const Case& c, const RuleHandIn& command,
                                        const Facts& facts);
[[nodiscard]] Decision DecideRequestMove(const Case& c, const RequestMove& command,
                                         const Facts& facts);
[[nodiscard]] Decision DecideEndMove(const Case& c, const EndMove& command, const Facts& facts);
/// The owner did not come in time: the catalogue's unit does.
[[nodiscard]] Decision DecideMoveLapse(const Case& c, const Facts& facts);
[[nodiscard]] Decision DecideSendCallbackLink(const Case& c, const Facts& facts);
/// Whether an offer to an emergency line, or from one, still waits for its answer.
[[nodiscard]] bool IsPending(const std::optional<HandOverOffer>& offer);
[[nodiscard]] bool IsPending(const std::optional<HandIn>& hand_in);
[[nodiscard]] bool IsGoingOn(const std::optional<CarMove>& move);
/// What stands in the way of an action with emergency lines or cars; empty: nothing.
[[nodiscard]] std::optional<RefusalCode> GuardHandOver(const Case& c, CaseAction action,
                                                       const Facts& facts);
/// Nobody ruled in time.
[[nodiscard]] Decision DecideDisputeLapse(const Case& c, const Facts& facts);
[[nodiscard]] Decision DecideRecordLink(const Case& c, const RecordLink& command,
                                        const Facts& facts);
[[nodiscard]] Decision DecideFireDeadline(const Case& c, const FireDeadline& command,
                                          const Facts& facts);

}  // namespace liandong
