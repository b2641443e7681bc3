#include <algorithm>

#include "app/simulate_life.hpp"
#include "app/simulate_texts.hpp"
#include "domain/dispatch/route.hpp"

// What the people of a simulated city do next, state by state. Shares are our own, near those of
// DOMAIN §8 and §10.

namespace liandong {
namespace {

using namespace std::chrono_literals;
using std::chrono::minutes;

constexpr int kReturnPermille = 50;
constexpr int kReturnAgainPermille = 700;
constexpr int kAssistingReturnPermille = 40;
constexpr int kLateAcknowledgePermille = 70;
constexpr int kExtensionPermille = 70;
constexpr int kPausePermille = 12;
constexpr int kLateFinishPermille = 60;
constexpr int kSentBackPermille = 70;
constexpr int kUnreachedPermille = 130;
constexpr int kUnsolvedPermille = 90;
constexpr std::int32_t kRedoMax = 2;

Principal OfficerOf(const UnitCode& unit) {
    Principal who;
    who.actor = {ActorKind::kUser, "officer-" + unit.value, unit};
    who.unit_permissions = {"acknowledge", "contact",        "return", "request_extension",
                            "pause",       "finish",         "note",   "attach",
                            "pass_down",   "request_appeal", "view"};
    return who;
}

Principal LeaderOf(const UnitCode& hotline) {
    Principal who;
    who.actor = {ActorKind::kUser, "leader-1", hotline};
    who.city_permissions = {"rule_extension", "pause", "view"};
    return who;
}

}  // namespace

SealedText MatterLife::Write(Life& life, int kind) {
    return {ComposeOfficeText(life.random, static_cast<OfficeText>(kind), life.category_name), {}};
}

std::optional<MatterLife::Step> MatterLife::Plan(Life& life, const std::vector<Life>& lives) {
    SeededRandom& random = life.random;
    const Instant now = life.last;
    switch (life.state.state) {
        case CaseState::kRegistered: return PlanAtDesk(life, lives);
        case CaseState::kAwaitingSupplement:
            // One in four never answers; the clock lets the case go on without.
            if (life.state.supplement && random.Chance(250)) return std::nullopt;
            return Step{now + random.Between(Duration{1h}, Duration{40h}),
                        Staff(life, "agent", 200),
                        Supplement{Write(life, static_cast<int>(OfficeText::kSupplement))}};
        case CaseState::kDeclineReview:
            return Step{now + random.Between(Duration{10min}, Duration{2h}),
                        Staff(life, "supervisor", 6),
                        RuleDecline{random.Chance(850),
                                    Write(life, static_cast<int>(OfficeText::kDeclineNote))}};
        case CaseState::kDispatched:
        case CaseState::kHandling: return PlanUnits(life);
        case CaseState::kReturnReview: {
            const Assignment* lead = FindLead(life.state);
            return Step{now + random.Between(Duration{15min}, Duration{100min}),
                        Staff(life, "dispatcher", 20),
                        RuleReturn{lead->no, random.Chance(720),
                                   Write(life, static_cast<int>(OfficeText::kReturnNote))}};
        }
        case CaseState::kAnswerReview: return PlanReview(life);
        case CaseState::kCallback: {
            auto link = PlanLink(life);
            return link ? std::move(link) : PlanCallback(life);
        }
        case CaseState::kFinished: return PlanAppeal(life);
        case CaseState::kDeclined:
        case CaseState::kAnsweredAtDesk:
        case CaseState::kHandedOver:
        case CaseState::kMerged:
        case CaseState::kVoided:
        case CaseState::kArchived: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<MatterLife::Step> MatterLife::PlanAtDesk(Life& life, const std::vector<Life>& lives) {
    SeededRandom& random = life.random;
    const Instant now = life.last;
    const bool is_new = life.state.assignments.empty();
    const auto soon = now + random.Between(Duration{90s}, Duration{9min});
    const auto text = [&](OfficeText kind) { return Write(life, static_cast<int>(kind)); };
    if (life.plan->fate == Fate::kMerge && !life.merge_tried) {
        life.merge_tried = true;
        const Case& first = lives.front().state;
        if (lives.front().opened && IsOpen(first.state)) {
            return Step{now + random.Between(Duration{2min}, Duration{20min}),
                        Staff(life, "dispatcher", 20), Merge{first.id, text(OfficeText::kMerge)}};
        }
    }
    if (life.state.hand_over && !life.state.hand_over->accepted) {
        const bool takes_it = random.Chance(960);
        const std::string number = takes_it ? std::to_string(random.Between(10'000, 99'999)) : "";
        return Step{now + random.Between(Duration{10s}, Duration{4min}), Staff(life, "agent", 200),
                    RuleHandOver{takes_it, number, text(OfficeText::kHandOver)}};
    }
    if (is_new && life.refusals == 0) {
        switch (life.plan->fate) {
            case Fate::kDesk:
                return Step{soon, Staff(life, "agent", 200),
                            AnswerAtDesk{text(OfficeText::kDeskAnswer), ArticleFor(life)}};
            case Fate::kVoid:
                return Step{soon, Staff(life, "agent", 200), VoidCase{text(OfficeText::kVoid)}};
            case Fate::kHandOver:
                if (life.state.hand_over) break;  // not taken: the desk sends it to a unit
                return Step{now + random.Between(Duration{20s}, Duration{3min}),
                            Staff(life, "agent", 200),
                            HandOver{random.Pick(city_.hand_over_targets).code,
                                     text(OfficeText::kHandOver)}};
            case Fate::kDecline:
                if (life.state.decline_reason.empty()) {
                    return Step{soon, Staff(life, "agent", 200),
                                Decline{random.Pick(city_.decline_reasons).code,
                                        text(OfficeText::kDecline)}};
                }
                break;
            case Fate::kDispatch:
            case Fate::kMerge: break;
        }
    }
    if (is_new && life.plan->ask_supplement && life.state.supplement_count == 0) {
        return Step{soon, Staff(life, "agent", 200),
                    AskSupplement{text(OfficeText::kSupplementQuestion)}};
    }
    return PlanDispatch(life);
}

std::optional<MatterLife::Step> MatterLife::PlanDispatch(Life& life) {
    SeededRandom& random = life.random;
    Duration wait = random.Between(Duration{3min}, Duration{26min});
    if (life.state.urgent) wait = random.Between(Duration{40s}, Duration{5min});
    if (random.Chance(25)) wait += random.Between(Duration{30min}, Duration{90min});
    Dispatch dispatch;
    if (life.state.assignments.empty() && life.state.channel == Channel::kGrid) {
        return Step{life.last + 1s, Opener(life), PlanMobilisation(life)};
    }
    if (life.state.assignments.empty() && !life.state.category.value.empty() &&
        !HasOwnRule(city_, life.state.category, life.state.place, life.last + wait)) {
        // No ruling of another matter decides here: matters live side by side.
        dispatch.lead =
            FindRoute(city_, life.state.category, life.state.place, life.last + wait).lead;
    }
    if (!life.state.assignments.empty()) {
        // Sent back by the unit that had it: the one it named gets it.
        const Assignment& returned = life.state.assignments.back();
        UnitCode lead = returned.return_proposed.value_or(city_.fallback_unit);
        for (const Assignment& a : life.state.assignments) {
            if (a.is_lead && a.return_proposed) lead = *a.return_proposed;
        }
        dispatch.lead = lead;
    }
    return Step{life.last + wait, Staff(life, "dispatcher", 20), std::move(dispatch)};
}

MatterLife::Intent MatterLife::DrawIntent(Life& life, const Assignment& a) const {
    SeededRandom& random = life.random;
    Intent intent;
    intent.drawn_for = a.handling.started_at;
    const auto acknowledge_minutes =
        random.Chance(kLateAcknowledgePermille) ? random.Between(35, 240) : random.Between(1, 26);
    intent.acknowledge_at = After(life, a.sent_at, acknowledge_minutes);
    const Instant taken = std::max(intent.acknowledge_at, life.last);
    intent.contact_at =
        After(life, taken, life.state.urgent ? random.Between(2, 25) : random.Between(10, 330));
    std::int64_t permille = random.Chance(600) ? random.Between(80, 600) : random.Between(600, 960);
    if (a.is_lead && random.Chance(kLateFinishPermille)) permille = random.Between(1050, 1700);
    intent.finish_at = std::max(Fraction(a.handling, permille), After(life, taken, 12));
    const bool may_return = a.return_until && a.redo_count == 0 && !a.parent && !life.state.dispute;
    const int return_permille = !a.is_lead                    ? kAssistingReturnPermille
                                : life.state.return_count > 0 ? kReturnAgainPermille
                                                              : kReturnPermille;
    if (may_return && random.Chance(return_permille)) {
        intent.return_at = std::min(After(life, a.sent_at, random.Between(5, 90)), *a.return_until);
    }
    const bool is_long =
        a.handling.limit.unit == LimitUnit::kWorkingDays && a.handling.limit.amount > 1;
    if (a.is_lead && is_long && a.redo_count == 0) {
        const bool may_extend =
            city_.ClocksFor(life.state.type, life.state.urgent, life.state.category)
                .extension_count > 0;
        if (may_extend && random.Chance(kExtensionPermille)) {
            intent.extend_at = Fraction(a.handling, random.Between(500, 950));
            intent.finish_at = Fraction(a.handling, random.Between(1000, 1500));
        } else if (random.Chance(kPausePermille)) {
            intent.pause_at = Fraction(a.handling, random.Between(100, 300));
        }
    }
    DrawLinkage(life, a, intent);
    return intent;
}

std::optional<MatterLife::Step> MatterLife::PlanUnits(Life& life) {
    std::optional<Step> first = PlanRuling(life);
    for (const Assignment& a : life.state.assignments) {
        if (a.state == AssignmentState::kReturnReview) {
            Step ruling{life.last + life.random.Between(Duration{15min}, Duration{100min}),
                        Staff(life, "dispatcher", 20),
                        RuleReturn{a.no, life.random.Chance(500),
                                   Write(life, static_cast<int>(OfficeText::kReturnNote))}};
            if (!first || ruling.at < first->at) first = std::move(ruling);
            continue;
        }
        const bool is_at_work =
            a.state == AssignmentState::kSent || a.state == AssignmentState::kHandling;
        if (!is_at_work) continue;
        const auto [found, is_new] = life.intents.try_emplace(a.no.value);
        if (is_new || found->second.drawn_for != a.handling.started_at)
            found->second = DrawIntent(life, a);
        if (auto linkage = PlanLinkage(life, a, found->second);
            linkage && (!first || linkage->at < first->at)) {
            first = std::move(linkage);
        }
        Step step = PlanPart(life, a, found->second);
        if (!first || step.at < first->at) first = std::move(step);
    }
    return first;
}

MatterLife::Step MatterLife::PlanPart(Life& life, const Assignment& a, Intent& intent) {
    SeededRandom& random = life.random;
    const auto text = [&](OfficeText kind) { return Write(life, static_cast<int>(kind)); };
    const Principal officer = OfficerOf(a.unit);
    const bool is_pending = !a.extensions.empty() && !a.extensions.back().granted;
    if (is_pending) {
        return {After(life, a.extensions.back().asked_at, random.Between(20, 200)),
                LeaderOf(city_.hotline_unit),
                RuleExtension{a.no, random.Chance(830), text(OfficeText::kExtensionNote)}};
    }
    if (IsPaused(a.handling)) {
        return {After(life, a.handling.pauses.back().from, 420 * random.Between(1, 4)), officer,
                ResumeHandling{a.no}};
    }
    if (intent.return_at && *intent.return_at >= life.last && life.refusals == 0 &&
        !life.state.dispute) {
        const Instant at = *intent.return_at;
        const auto other = std::ranges::find_if(city_.units, [&](const Unit& unit) {
            return unit.code != a.unit && (unit.kind == "bureau" || unit.kind == "department");
        });
        const UnitCode proposed =
            random.Chance(500) || other == city_.units.end() ? city_.fallback_unit : other->code;
        if (proposed != a.unit && at <= a.return_until.value_or(at)) {
            return {at, officer, Return{a.no, text(OfficeText::kReturnBasis), proposed}};
        }
    }
    if (a.state == AssignmentState::kSent)
        return {intent.acknowledge_at, officer, Acknowledge{a.no}};
    if (a.contact && IsRunning(*a.contact) && !a.contacted &&
        intent.contact_at < intent.finish_at) {
        const bool reached = random.Chance(900);
        const Instant at = std::max(intent.contact_at, life.last);
        if (!reached) intent.contact_at = After(life, at, 60);
        return {at, officer,
                Contact{a.no,
                        random.Chance(850) ? ContactMethod::kPhone : ContactMethod::kVisit,
                        reached,
                        {},
                        text(OfficeText::kContactNote)}};
    }
    if (intent.extend_at && a.extensions.empty() && *intent.extend_at >= life.last &&
        *intent.extend_at < a.handling.due_at && IsRunning(a.handling)) {
        Limit asked =
            city_.ClocksFor(life.state.type, life.state.urgent, life.state.category).extension_max;
        if (asked.unit == LimitUnit::kWorkingDays)
            asked.amount = std::min(asked.amount, random.Between(1, 3));
        return {*intent.extend_at, officer,
                RequestExtension{a.no, asked, text(OfficeText::kExtensionReason)}};
    }
    const bool may_pause = a.handling.pauses.empty() && IsRunning(a.handling) && !life.state.urgent;
    if (intent.pause_at && *intent.pause_at >= life.last && may_pause) {
        return {*intent.pause_at, officer, PauseHandling{a.no, text(OfficeText::kPauseNote)}};
    }
    return PlanFinish(life, a, intent);
}

MatterLife::Step MatterLife::PlanFinish(Life& life, const Assignment& a, const Intent& intent) {
    SeededRandom& random = life.random;
    const auto text = [&](OfficeText kind) { return Write(life, static_cast<int>(kind)); };
    Finish finish;
    finish.assignment = a.no;
    finish.substantiated = random.Chance(880) ? Verdict::kYes : Verdict::kNo;
    finish.solved =
        random.Chance(860) ? Verdict::kYes : (random.Chance(600) ? Verdict::kPartly : Verdict::kNo);
    finish.beyond_duty = random.Chance(10);
    finish.caller_contacted = a.contacted;
    finish.done = text(OfficeText::kDone);
    finish.reply = text(OfficeText::kReply);
    const bool others_open = std::ranges::any_of(
        life.state.assignments,
        [&](const Assignment& other) { return !other.is_lead && IsOpen(other.state); });
    Instant at = std::max(intent.finish_at, life.last + 1min);
    for (const Assignment& other : life.state.assignments) {
        const auto theirs = life.intents.find(other.no.value);
        const bool is_awaited = a.is_lead && intent.waits && !other.is_lead && IsOpen(other.state);
        if (is_awaited && theirs != life.intents.end())
            at = std::max(at, theirs->second.finish_at + 15min);
    }
    if (a.is_lead && others_open) finish.overrule = text(OfficeText::kOverrule);
    return {at, OfficerOf(a.unit), std::move(finish)};
}

MatterLife::Step MatterLife::PlanReview(Life& life) {
    SeededRandom& random = life.random;
    const Instant at = After(life, life.last, random.Between(5, 240));
    const bool is_good = life.sent_back || !random.Chance(kSentBackPermille);
    if (!is_good) {
        life.sent_back = true;
        // The unit needs some hours more for what was missing.
        for (auto& [no, intent] : life.intents)
            intent.finish_at = After(life, at, random.Between(60, 500));
    }
    return {at, Staff(life, "reviewer", 12),
            Review{is_good, Write(life, static_cast<int>(is_good ? OfficeText::kReviewNote
                                                                 : OfficeText::kSentBack))}};
}

MatterLife::Step MatterLife::PlanCallback(Life& life) {
    SeededRandom& random = life.random;
    Callback callback;
    callback.reached = !random.Chance(kUnreachedPermille);
    auto words = OfficeText::kUnreached;
    if (callback.reached) {
        const bool is_bad = random.Chance(kUnsolvedPermille);
        callback.unit_contacted = !random.Chance(is_bad ? 300 : 30);
        callback.solved =
            is_bad ? Verdict::kNo : (random.Chance(60) ? Verdict::kPartly : Verdict::kYes);
        callback.satisfied = is_bad ? Satisfaction::kUnsatisfied
                                    : (random.Chance(180) ? Satisfaction::kBasicallySatisfied
                                                          : Satisfaction::kSatisfied);
        callback.attitude =
            random.Chance(950) ? Satisfaction::kSatisfied : Satisfaction::kBasicallySatisfied;
        const bool may_redo = life.state.redo_count < kRedoMax || !life.state.supervision_called_at;
        callback.redo = is_bad && may_redo && random.Chance(800);
        words = is_bad ? OfficeText::kOpinionBad : OfficeText::kOpinionGood;
    }
    callback.opinion = Write(life, static_cast<int>(words));
    // Nobody is called at night, however urgent the matter was, nor again before the profile's gap.
    const auto gap =
        std::chrono::floor<minutes>(LengthOf(city_.limits.callback_attempt_gap, city_.calendar));
    const auto least = life.state.callback_attempts > 0 ? gap.count() + 15 : 15;
    const auto daytime = liandong::Advance(life.last, minutes{random.Between(least, least + 585)},
                                           LimitUnit::kWorkingMinutes, city_.calendar);
    return {daytime ? *daytime : life.last + 1h, Staff(life, "caller", 30), std::move(callback)};
}

}  // namespace liandong
