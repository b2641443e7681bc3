#include <algorithm>

#include "base/text.hpp"
#include "domain/case/guards.hpp"
#include "domain/dispatch/route.hpp"

// What agents and dispatchers decide, before a unit has the case and when it leaves one.

namespace liandong {
namespace {

Result<void, Refusal> CheckNarrative(const Narrative& narrative, const Facts& facts) {
    for (const std::string* member :
         {&narrative.title, &narrative.content, &narrative.address, &narrative.wish}) {
        LD_TRY(CheckText(*member));
    }
    if (Trim(narrative.title).empty() && Trim(narrative.content).empty())
        return Refuse(RefusalCode::kTextRequired);
    const auto content_max = static_cast<std::size_t>(facts.city.limits.content_code_points_max);
    const auto text_max = static_cast<std::size_t>(facts.city.limits.text_code_points_max);
    if (CountCodePoints(narrative.content) > content_max ||
        CountCodePoints(narrative.title) > text_max ||
        CountCodePoints(narrative.address) > text_max ||
        CountCodePoints(narrative.wish) > text_max) {
        return Refuse(RefusalCode::kTextTooLong);
    }
    return {};
}

Result<void, Refusal> CheckCaller(const Caller& caller) {
    for (const std::string* member : {&caller.name, &caller.phone, &caller.other_contact,
                                      &caller.sex, &caller.enterprise, &caller.tags}) {
        LD_TRY(CheckWord(*member));
    }
    return {};
}

Result<void, Refusal> CheckKnown(const CategoryCode& category, const PlaceCode& place,
                                 const Facts& facts) {
    LD_TRY(CheckWord(category.value));
    LD_TRY(CheckWord(place.value));
    if (!category.value.empty() && facts.city.FindCategory(category) == nullptr) {
        return Failure{Refusal{RefusalCode::kUnknownCategory, {{"category", category.value}}}};
    }
    if (!place.value.empty() && facts.city.FindPlace(place) == nullptr) {
        return Failure{Refusal{RefusalCode::kUnknownPlace, {{"place", place.value}}}};
    }
    return {};
}

struct Resumed {
    std::optional<Clock> dispatch;
    std::vector<Assignment> assignments;
};

// Only what we waited for the citizen for: an expert whom the law demands works on after the
// citizen's answer.
Result<Clock, Refusal> ResumeSupplemented(const Clock& clock, const Facts& facts) {
    const bool waited =
        IsPaused(clock) && clock.pauses.back().reason == PauseReason::kAwaitingSupplement;
    return waited ? Resume(clock, facts) : Result<Clock, Refusal>(clock);
}

// While everything stands still the time to say "not ours" does so too.
Result<std::optional<Instant>, Refusal> ShiftReturn(const Case& c, const Assignment& a,
                                                    Instant still_since, const Facts& facts) {
    if (!a.return_until || *a.return_until <= still_since) return a.return_until;
    const LimitUnit unit = PolicyOf(c, facts).return_within.unit;
    const Duration left = CountedBetween(still_since, *a.return_until, unit, facts.city.calendar);
    const auto until = Advance(facts.now, left, unit, facts.city.calendar);
    if (!until) return Refuse(RefusalCode::kCalendarTooShort);
    return std::optional(*until);
}

// Every clock that stood still because we waited for the citizen runs on.
Result<Resumed, Refusal> ResumeAll(const Case& c, const Facts& facts) {
    Resumed resumed;
    if (c.dispatch && IsRunning(*c.dispatch)) {
        LD_TRY(resumed.dispatch, ResumeSupplemented(*c.dispatch, facts));
    }
    for (const Assignment& a : c.assignments) {
        if (!IsOpen(a.state)) continue;
        Assignment again = a;
        LD_TRY(again.acknowledge, ResumeSupplemented(a.acknowledge, facts));
        if (a.contact) {
            LD_TRY(again.contact, ResumeSupplemented(*a.contact, facts));
        }
        LD_TRY(again.handling, ResumeSupplemented(a.handling, facts));
        if (c.supplement && !c.urgent) {
            LD_TRY(again.return_until, ShiftReturn(c, a, c.supplement->started_at, facts));
        }
        resumed.assignments.push_back(std::move(again));
    }
    return resumed;
}

// Units exist, each once, none already at work on this case.
Result<void, Refusal> CheckUnits(const Case& c, const Route& route, const Facts& facts) {
    LD_TRY(CheckUnit(route.lead, facts));
    LD_TRY(CheckNotAtWork(c, route.lead, facts));
    std::vector<UnitCode> seen{route.lead};
    for (const UnitCode& unit : route.assisting) {
        LD_TRY(CheckUnit(unit, facts));
        LD_TRY(CheckNotAtWork(c, unit, facts));
        if (std::ranges::find(seen, unit) != seen.end()) {
            return Failure{Refusal{RefusalCode::kDuplicateUnit, {{"unit", unit.value}}}};
        }
        seen.push_back(unit);
    }
    return {};
}

// Clocks that stopped when the case was merged run again, as if the time between had been a pause.
// A pause that the merge ended goes on through it: an expert's until the unit says so, the wait for
// the citizen until now.
Result<Clock, Refusal> Restore(Clock clock, Instant merged_at, const Facts& facts) {
    if (clock.outcome != ClockOutcome::kCancelled || clock.stopped_at != merged_at) return clock;
    clock.outcome = ClockOutcome::kRunning;
    clock.stopped_at.reset();
    const bool was_paused = !clock.pauses.empty() && clock.pauses.back().to == merged_at;
    if (!was_paused)
        return Resume(PauseClock(std::move(clock), merged_at, PauseReason::kMerged), facts);
    clock.pauses.back().to.reset();
    if (clock.pauses.back().reason == PauseReason::kStatutoryProcedure) return clock;
    return Resume(std::move(clock), facts);
}

/// Whoever reports wrongdoing is protected whether or not they think of asking; the profile says of
/// which types that holds.
bool IsAlwaysSecret(RequestType type, const Facts& facts) {
    return facts.city.mask.secret_types.contains(type);
}

}  // namespace

Decision DecideOpen(const OpenCase& command, const Facts& facts) {
    if (!MayAnywhere(facts.who, "open")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(CheckNarrative(command.narrative.plain, facts));
    LD_TRY(CheckCaller(command.caller.plain));
    LD_TRY(CheckKnown(command.category, command.place, facts));
    for (const std::string* word :
         {&command.source_system, &command.source_id, &command.category_chosen_by}) {
        LD_TRY(CheckWord(*word));
    }
    const Category* category = facts.city.FindCategory(command.category);
    CaseOpened opened;
    opened.channel = command.channel;
    opened.type = command.type;
    opened.category = command.category;
    opened.place = command.place;
    opened.point = command.point;
    opened.urgent = command.urgent.value_or(category != nullptr && category->urgent);
    opened.secret = command.secret.value_or(false) || IsAlwaysSecret(command.type, facts);
    opened.source_system = command.source_system;
    opened.source_id = command.source_id;
    opened.caller = command.caller.ref;
    opened.narrative = command.narrative.ref;
    opened.category_chosen_by = command.category_chosen_by;
    opened.reopens = command.reopens;
    opened.split_from = command.split_from;
    const ClockPolicy& policy = facts.city.ClocksFor(opened.type, opened.urgent, opened.category);
    LD_TRY(opened.dispatch, Begin(ClockKind::kDispatch, policy.dispatch, facts));
    if (command.hand_in) {
        LD_TRY(opened.hand_in, Begin(ClockKind::kHandIn, facts.city.limits.hand_over, facts));
    }
    return Events(std::move(opened));
}

Decision DecideAmend(const Case& c, const Amend& command, const Facts& facts) {
    // Such a case is secret whatever somebody wants: that wish changes nothing.
    const bool stays_secret = !command.type && IsAlwaysSecret(c.type, facts);
    const bool is_empty = !command.type && !command.category && !command.place && !command.point &&
                          !command.urgent && (!command.secret || stays_secret) && !command.caller &&
                          !command.narrative;
    if (is_empty) return Refuse(RefusalCode::kNothingToChange);
    LD_TRY(CheckKnown(command.category.value_or(CategoryCode{}),
                      command.place.value_or(PlaceCode{}), facts));
    CaseAmended amended{command.type,
                        command.category,
                        command.place,
                        command.point,
                        command.urgent,
                        command.secret,
                        {},
                        {}};
    if (stays_secret) amended.secret.reset();
    if (command.type && IsAlwaysSecret(*command.type, facts)) amended.secret = true;
    if (command.caller) {
        LD_TRY(CheckCaller(command.caller->plain));
        amended.caller = command.caller->ref;
    }
    if (command.narrative) {
        LD_TRY(CheckNarrative(command.narrative->plain, facts));
        amended.narrative = command.narrative->ref;
    }
    return Events(std::move(amended));
}

Decision DecideAskSupplement(const Case&, const AskSupplement& command, const Facts& facts) {
    LD_TRY(NeedText(command.question, facts));
    LD_TRY(Clock wait, Begin(ClockKind::kSupplement, facts.city.limits.supplement, facts));
    return Events(SupplementAsked{command.question.ref, std::move(wait)});
}

Decision DecideSupplement(const Case& c, const Supplement& command, const Facts& facts) {
    LD_TRY(NeedText(command.text, facts));
    LD_TRY(Resumed resumed, ResumeAll(c, facts));
    return Events(Supplemented{command.text.ref, std::move(resumed.dispatch),
                               std::move(resumed.assignments)});
}

Decision DecideSupplementLapse(const Case& c, const Facts& facts) {
    LD_TRY(Resumed resumed, ResumeAll(c, facts));
    return Events(SupplementLapsed{std::move(resumed.dispatch), std::move(resumed.assignments)});
}

Decision DecideAnswerAtDesk(const Case&, const AnswerAtDesk& command, const Facts& facts) {
    LD_TRY(NeedText(command.answer, facts));
    LD_TRY(CheckWord(command.article));
    LD_TRY(Clock archive, BeginArchive(facts));
    return Events(AnsweredAtDesk{command.answer.ref, command.article, std::move(archive)});
}

Decision DecideDecline(const Case&, const Decline& command, const Facts& facts) {
    LD_TRY(NeedText(command.explanation, facts));
    const DeclineReason* reason = facts.city.FindDeclineReason(command.reason);
    if (reason == nullptr) return Refuse(RefusalCode::kUnknownReason);
    if (reason->needs_approval)
        return Events(DeclineProposed{command.reason, command.explanation.ref});
    LD_TRY(Clock archive, BeginArchive(facts));
    return Events(CaseDeclined{command.reason, reason->proper_channel, command.explanation.ref,
                               std::move(archive)});
}

Decision DecideRuleDecline(const Case& c, const RuleDecline& command, const Facts& facts) {
    LD_TRY(command.approve ? AllowText(command.note, facts) : NeedText(command.note, facts));
    if (!command.approve) {
        DeclineRefused refused{command.note.ref, c.dispatch};
        if (!c.dispatch || c.dispatch->stopped_at) {
            LD_TRY(refused.dispatch, BeginDispatch(c, facts));
        } else {
            LD_TRY(refused.dispatch, Resume(*c.dispatch, facts));
        }
        return Events(std::move(refused));
    }
    const DeclineReason* reason = facts.city.FindDeclineReason(c.decline_reason);
    LD_TRY(Clock archive, BeginArchive(facts));
    return Events(CaseDeclined{c.decline_reason, reason == nullptr ? "" : reason->proper_channel,
                               std::nullopt, std::move(archive)});
}

Decision DecideDispatch(const Case& c, const Dispatch& command, const Facts& facts) {
    if (std::ssize(command.assisting) > facts.city.limits.assisting_max)
        return Refuse(RefusalCode::kTooMany);
    Route route;
    if (command.lead) {
        route = {RuleId{}, *command.lead, command.assisting, {}};
    } else {
        if (c.category.value.empty()) return Refuse(RefusalCode::kNoCategory);
        route = FindRoute(facts.city, c.category, c.place, facts.now, facts.precedent);
        if (!command.assisting.empty()) route.assisting = command.assisting;
    }
    LD_TRY(CheckUnits(c, route, facts));
    LD_TRY(const Limit handling, HandlingLimitOf(c, command.handling_limit, facts));
    if (command.lead) {
        LD_TRY(CheckOwnDuty(c, RuleId{}, route.lead, facts));
    }
    CaseDispatched dispatched{{}, route.basis, route.precedent};
    auto no = static_cast<std::int32_t>(c.assignments.size());
    LD_TRY(Assignment lead, MakeAssignment(c, route.lead, ++no, handling, facts));
    lead.is_lead = true;
    lead.rule = route.rule;
    dispatched.assignments.push_back(std::move(lead));
    for (const UnitCode& unit : route.assisting) {
        LD_TRY(Assignment assisting, MakeAssignment(c, unit, ++no, handling, facts));
        assisting.rule = route.rule;
        dispatched.assignments.push_back(std::move(assisting));
    }
    return Events(std::move(dispatched));
}

Decision DecideWithdraw(const Case& c, const Withdraw& command, const Facts& facts) {
    LD_TRY(NeedText(command.reason, facts));
    LD_TRY(Clock dispatch, BeginDispatch(c, facts));
    return Events(DispatchWithdrawn{command.reason.ref, std::move(dispatch)});
}

Decision DecideMerge(const Case& c, const Merge& command, const Facts& facts) {
    LD_TRY(AllowText(command.reason, facts));
    if (command.into == c.id) return Refuse(RefusalCode::kMergeIntoItself);
    if (!facts.other_state || !IsOpen(*facts.other_state))
        return Refuse(RefusalCode::kMergeIntoClosed);
    LD_TRY(Clock archive, BeginArchive(facts));
    return Events(CaseMerged{command.into, command.reason.ref, std::move(archive)});
}

Decision DecideUnmerge(const Case& c, const Unmerge& command, const Facts& facts) {
    LD_TRY(NeedText(command.reason, facts));
    CaseUnmerged unmerged{*c.merged_into, command.reason.ref, {}, {}, {}};
    const Instant merged_at = c.closed_at.value_or(facts.now);
    if (c.dispatch) {
        LD_TRY(unmerged.dispatch, Restore(*c.dispatch, merged_at, facts));
    }
    for (const Assignment& a : c.assignments) {
        if (std::ranges::find(c.suspended, a.no) == c.suspended.end()) continue;
        Assignment again = a;
        const bool was_taken =
            a.acknowledge.stopped_at && a.acknowledge.outcome != ClockOutcome::kCancelled;
        again.state = was_taken ? AssignmentState::kHandling : AssignmentState::kSent;
        LD_TRY(again.acknowledge, Restore(a.acknowledge, merged_at, facts));
        if (a.contact) {
            LD_TRY(again.contact, Restore(*a.contact, merged_at, facts));
        }
        LD_TRY(again.handling, Restore(a.handling, merged_at, facts));
        const bool waited =
            c.state_before_merge == CaseState::kAwaitingSupplement && c.supplement && !c.urgent;
        LD_TRY(again.return_until,
               ShiftReturn(c, a, waited ? c.supplement->started_at : merged_at, facts));
        unmerged.resumed.push_back(std::move(again));
    }
    return Events(std::move(unmerged));
}

}  // namespace liandong
