#include <algorithm>

#include "base/text.hpp"
#include "domain/case/guards.hpp"

// How a case ends: review, callback, redo, and what time itself does.

namespace liandong {
namespace {

// Drawn by the running number, so that nobody can choose whose citizen is asked, and a replay draws
// the same.
bool IsDrawn(const Case& c, const ClockPolicy& policy, const City& city) {
    return c.id.value % 100 < city.CallbackPercent(c.category, policy);
}

Result<CaseRedone, Refusal> MakeRedo(const Case& c, const VaultRef& reason, const Facts& facts) {
    const Assignment* lead = FindLead(c);
    if (lead == nullptr) return Refuse(RefusalCode::kNoSuchAssignment);
    const Calendar& calendar = facts.city.calendar;
    const Limit first = lead->handling.limit;
    const auto minutes =
        std::chrono::floor<std::chrono::minutes>(LengthOf(first, calendar)).count() *
        facts.city.limits.redo_percent / 100;
    const LimitUnit unit =
        first.unit == LimitUnit::kMinutes ? LimitUnit::kMinutes : LimitUnit::kWorkingMinutes;
    LD_TRY(Clock handling,
           Begin(ClockKind::kHandling, {std::max<std::int64_t>(minutes, 1), unit}, facts));
    return CaseRedone{lead->no, reason, std::move(handling)};
}

// Another attempt so soon finds nobody new; the last one that may be made ends the asking. Whoever
// answers under a wrong number, or does not want to be asked, is not called again.
Decision DecideUnreached(const Case& c, CalledBack called, const Facts& facts) {
    const Limits& limits = facts.city.limits;
    const bool is_final =
        called.outcome == CallOutcome::kWrongNumber || called.outcome == CallOutcome::kRefused;
    const bool is_again = c.callback_attempts > 0 && c.callbacks && !c.callbacks->attempts.empty();
    if (!is_final && is_again && limits.callback_attempt_gap.amount > 0) {
        const auto next = DueAt(c.callbacks->attempts.back().at, limits.callback_attempt_gap,
                                facts.city.calendar);
        if (!next) return Refuse(RefusalCode::kCalendarTooShort);
        if (facts.now < *next) return Refuse(RefusalCode::kTooSoon);
    }
    if (!is_final && c.callback_attempts + 1 < limits.callback_attempts_max)
        return Events(std::move(called));
    LD_TRY(Clock archive, BeginArchive(facts));
    return Events(std::move(called), CaseFinished{std::move(archive)});
}

// Unsolved, or unsatisfied with good cause: back to the unit in less time, and after that often
// enough to the ladder.
Decision DecideRedoAsked(const Case& c, CalledBack called, const Facts& facts) {
    if (c.state == CaseState::kHandedOver) return Refuse(RefusalCode::kWrongState);
    if (c.redo_count >= facts.city.limits.redo_count_max) {
        if (c.supervision_called_at) return Refuse(RefusalCode::kAlreadyDone);
        return Events(std::move(called), SupervisionCalled{c.redo_count});
    }
    const VaultRef reason = called.opinion;
    LD_TRY(CaseRedone redone, MakeRedo(c, reason, facts));
    return Events(std::move(called), std::move(redone));
}

bool LinkHolds(const Case& c, std::int32_t version, Instant now) {
    return version > 0 && c.callbacks && c.callbacks->link_version == version &&
           now <= c.callbacks->link_expires_at.value_or(now);
}

Decision FireArchive(const Case& c, const Facts& facts) {
    const bool parent_lives =
        c.state == CaseState::kMerged && facts.other_state && IsOpen(*facts.other_state);
    if (!parent_lives) return Events(CaseArchived{});
    LD_TRY(Clock archive, BeginArchive(facts));
    return Events(ArchivePostponed{std::move(archive)});
}

}  // namespace

Decision DecideReview(const Case& c, const Review& command, const Facts& facts) {
    LD_TRY(command.accept ? AllowText(command.note, facts) : NeedText(command.note, facts));
    const Assignment* lead = FindLead(c);
    if (!command.accept) return Events(AnswerSentBack{lead->no, command.note.ref});
    const ClockPolicy& policy = PolicyOf(c, facts);
    AnswerAccepted accepted{command.note.ref, {}, {}};
    if (policy.callback.amount > 0 && IsDrawn(c, policy, facts.city)) {
        LD_TRY(accepted.callback, Begin(ClockKind::kCallback, policy.callback, facts));
    } else {
        LD_TRY(accepted.archive, BeginArchive(facts));
    }
    return Events(std::move(accepted));
}

Decision DecideCallback(const Case& c, const Callback& command, const Facts& facts) {
    LD_TRY(command.redo ? NeedText(command.opinion, facts) : AllowText(command.opinion, facts));
    const CallOutcome outcome =
        command.outcome.value_or(command.reached ? CallOutcome::kReached : CallOutcome::kNoAnswer);
    const bool reached = outcome == CallOutcome::kReached;
    CalledBack called{reached, command.unit_contacted, {},         {},
                      {},      command.opinion.ref,    command.by, outcome};
    if (!reached) return DecideUnreached(c, std::move(called), facts);
    if (!command.solved || !command.satisfied) return Refuse(RefusalCode::kVerdictRequired);
    if (command.by == CallbackBy::kMessage && !LinkHolds(c, command.link_version, facts.now))
        return Refuse(RefusalCode::kLinkInvalid);
    called.solved = command.solved;
    called.satisfied = command.satisfied;
    called.attitude = command.attitude;
    if (command.redo) return DecideRedoAsked(c, std::move(called), facts);
    if (IsForPerson(command.by, command.solved, command.satisfied))
        return Events(std::move(called));
    LD_TRY(Clock archive, BeginArchive(facts));
    return Events(std::move(called), CaseFinished{std::move(archive)});
}

Decision DecideSendCallbackLink(const Case&, const Facts& facts) {
    const auto expires_at = DueAt(facts.now, facts.city.limits.callback_link, facts.city.calendar);
    if (!expires_at) return Refuse(RefusalCode::kCalendarTooShort);
    return Events(CallbackLinkSent{*expires_at});
}

Decision DecideRedo(const Case& c, const SealedText& reason, const Facts& facts) {
    LD_TRY(NeedText(reason, facts));
    LD_TRY(CaseRedone redone, MakeRedo(c, reason.ref, facts));
    return Events(std::move(redone));
}

Decision DecideFireDeadline(const Case& c, const FireDeadline& command, const Facts& facts) {
    const Clock* clock = FindClock(c, command.clock, command.assignment);
    if (clock == nullptr) return Refuse(RefusalCode::kNoSuchAssignment);
    // The row was written before somebody stopped or paused the clock: nothing is due any more.
    if (!IsRunning(*clock) || IsPaused(*clock)) return Refuse(RefusalCode::kAlreadyDone);
    // "The lead's" becomes its number, so that the event stands by itself.
    const AssignmentNo no =
        IsOfCase(command.clock) ? AssignmentNo{} : FindAssignment(c, command.assignment)->no;
    if (command.percent < 100) {
        const auto& reminded = clock->reminded;
        if (std::ranges::find(reminded, command.percent) != reminded.end())
            return Refuse(RefusalCode::kAlreadyDone);
        const auto reached = ReachedAt(*clock, command.percent, facts.city.calendar);
        if (!reached) return Refuse(RefusalCode::kCalendarTooShort);
        if (*reached > facts.now) return Refuse(RefusalCode::kNotBeforeDeadline);
        return Events(ReminderSent{command.clock, no, command.percent});
    }
    if (clock->due_at > facts.now) return Refuse(RefusalCode::kNotBeforeDeadline);
    if (command.clock == ClockKind::kArchive) return FireArchive(c, facts);
    if (command.clock == ClockKind::kSupplement) return DecideSupplementLapse(c, facts);
    if (command.clock == ClockKind::kMoveCar) return DecideMoveLapse(c, facts);
    if (command.clock == ClockKind::kDispute) return DecideDisputeLapse(c, facts);
    return Events(ClockMissed{command.clock, no});
}

}  // namespace liandong
