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
    ReturnRequested requested{a->no, command.basis.ref, command.proposed_unit, {}};
    if (MakesDispute(c, *a)) {
        LD_TRY(DisputeOpened opened,
               OpenDispute(c, {a->no, a->unit, command.proposed_unit}, facts));
        return Events(std::move(requested), std::move(opened));
    }
    const Limits& limits = facts.city.limits;
    const Limit ruling = c.urgent ? limits.return_ruling_urgent : limits.return_ruling;
    if (ruling.amount > 0) {
        LD_TRY(requested.ruling, Begin(ClockKind::kReturnRuling, ruling, facts));
    }
    return Events(std::move(requested));
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
    const Assignment* parent = a->parent ? FindAssignment(c, *a->parent) : nullptr;
    if (parent != nullptr && *due > parent->handling.due_at)
        return Refuse(RefusalCode::kAfterParent);
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
    // An answer builds on the answers of those below and, the lead's, on the assisting ones: it
    // waits for them, or says why it does not.
    const auto is_open = [&](bool is_below) {
        return std::ranges::any_of(c.assignments, [&](const Assignment& other) {
            return !other.is_lead && IsOpen(other.state) && IsBelow(c, other, a->no) == is_below;
        });
    };
    const bool assisting_open = a->is_lead && is_open(false);
    const bool below_open = is_open(true);
    if (assisting_open || below_open) {
        if (command.overrule.plain.empty()) {
            return Refuse(assisting_open ? RefusalCode::kAssistingUnfinished
                                         : RefusalCode::kChildUnfinished);
        }
        finished.overrule = command.overrule.ref;
    }
    return Events(std::move(finished));
}

}  // namespace liandong
