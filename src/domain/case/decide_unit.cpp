#include <algorithm>

#include "domain/case/guards.hpp"

// What a unit decides about its part, and what the hotline rules about what a unit asked for.

namespace liandong {
namespace {

Result<void, Refusal> CheckTime(const Case& c, Instant at, const Facts& facts) {
    if (at > facts.now) return Refuse(RefusalCode::kTimeInFuture);
    if (at < c.opened_at) return Refuse(RefusalCode::kTimeTooEarly);
    return {};
}

}  // namespace

Decision DecideContact(const Case& c, const Contact& command, const Facts& facts) {
    LD_TRY(AllowText(command.note, facts));
    const Instant at = command.contacted_at.value_or(facts.now);
    LD_TRY(CheckTime(c, at, facts));
    const Assignment* a = FindAssignment(c, command.assignment);
    return Events(CitizenContacted{a->no, command.method, command.reached, at, command.note.ref});
}

Decision DecideReturn(const Case& c, const Return& command, const Facts& facts) {
    LD_TRY(NeedText(command.basis, facts));
    LD_TRY(CheckWord(command.proposed_unit.value));
    if (facts.city.FindUnit(command.proposed_unit) == nullptr) {
        return Failure{Refusal{RefusalCode::kUnknownUnit, {{"unit", command.proposed_unit.value}}}};
    }
    const Assignment* a = FindAssignment(c, command.assignment);
    if (a->unit == command.proposed_unit) return Refuse(RefusalCode::kDuplicateUnit);
    return Events(ReturnRequested{a->no, command.basis.ref, command.proposed_unit});
}

Decision DecideRuleReturn(const Case& c, const RuleReturn& command, const Facts& facts) {
    LD_TRY(command.accept ? AllowText(command.note, facts) : NeedText(command.note, facts));
    const Assignment* a = FindAssignment(c, command.assignment);
    if (!command.accept) return Events(ReturnRefused{a->no, command.note.ref});
    ReturnAccepted accepted{a->no, command.note.ref, {}};
    if (a->is_lead) {
        LD_TRY(accepted.dispatch, BeginDispatch(c, facts));
    }
    return Events(std::move(accepted));
}

Decision DecideRequestExtension(const Case& c, const RequestExtension& command,
                                const Facts& facts) {
    LD_TRY(NeedText(command.reason, facts));
    const Calendar& calendar = facts.city.calendar;
    const Limit most = PolicyOf(c, facts).extension_max;
    if (command.asked.amount < 1) return Refuse(RefusalCode::kLimitOutOfRange);
    // Compared as due times, so that days and minutes may be mixed.
    const auto asked_until = DueAt(facts.now, command.asked, calendar);
    const auto allowed_until = DueAt(facts.now, most, calendar);
    if (!asked_until || !allowed_until) return Refuse(RefusalCode::kCalendarTooShort);
    if (*asked_until > *allowed_until) return Refuse(RefusalCode::kExtensionTooLong);
    const Assignment* a = FindAssignment(c, command.assignment);
    return Events(ExtensionRequested{a->no, command.asked, command.reason.ref});
}

Decision DecideRuleExtension(const Case& c, const RuleExtension& command, const Facts& facts) {
    LD_TRY(command.grant ? AllowText(command.note, facts) : NeedText(command.note, facts));
    const Assignment* a = FindAssignment(c, command.assignment);
    if (!command.grant) return Events(ExtensionRefused{a->no, command.note.ref});
    // An extension moves the deadline; it does not pause the clock.
    const auto due = DueAt(a->handling.due_at, a->extensions.back().asked, facts.city.calendar);
    if (!due) return Refuse(RefusalCode::kCalendarTooShort);
    return Events(ExtensionGranted{a->no, *due, command.note.ref});
}

Decision DecideResume(const Case& c, const ResumeHandling& command, const Facts& facts) {
    const Assignment* a = FindAssignment(c, command.assignment);
    LD_TRY(Clock handling, Resume(a->handling, facts));
    return Events(HandlingResumed{a->no, std::move(handling)});
}

Decision DecideFinish(const Case& c, const Finish& command, const Facts& facts) {
    LD_TRY(NeedText(command.done, facts));
    LD_TRY(NeedText(command.reply, facts));
    LD_TRY(AllowText(command.overrule, facts));
    const Assignment* a = FindAssignment(c, command.assignment);
    if (command.caller_contacted && !command.contacted_at && !a->contacted) {
        return Refuse(RefusalCode::kContactRequired);
    }
    if (command.contacted_at) {
        LD_TRY(CheckTime(c, *command.contacted_at, facts));
    }
    AssignmentFinished finished{a->no,
                                command.substantiated,
                                command.beyond_duty,
                                command.caller_contacted,
                                command.contacted_at,
                                command.solved,
                                command.done.ref,
                                command.reply.ref,
                                std::nullopt};
    const bool others_open = std::ranges::any_of(c.assignments, [&](const Assignment& other) {
        return !other.is_lead && IsOpen(other.state);
    });
    if (a->is_lead && others_open) {
        // The lead's answer waits for the assisting answers, or says why it does not.
        if (command.overrule.plain.empty()) return Refuse(RefusalCode::kAssistingUnfinished);
        finished.overrule = command.overrule.ref;
    }
    return Events(std::move(finished));
}

}  // namespace liandong
