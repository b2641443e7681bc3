#include <algorithm>

#include "app/citizen.hpp"
#include "app/simulate_life.hpp"
#include "app/simulate_texts.hpp"
#include "domain/dispatch/route.hpp"

// How the departments of a simulated city move together: who is added and passed down to, who
// disputes and who rules, whom the street calls at once, and what comes after a case has ended.

namespace liandong {
namespace {

using namespace std::chrono_literals;

constexpr int kPassDownPermille = 450;
constexpr int kAddUnitPermille = 60;
constexpr int kImpatientPermille = 200;
constexpr int kLinkPermille = 220;
constexpr int kLinkAnsweredPermille = 600;
constexpr int kAppealPermille = 150;
constexpr int kRuledSoonPermille = 700;
constexpr int kOfferPermille = 500;
constexpr int kMobiliseTwoPermille = 600;

bool IsBureau(const Unit& unit) { return unit.kind == "bureau" || unit.kind == "department"; }

bool IsAtWork(const Case& c, const UnitCode& unit) {
    return std::ranges::any_of(
        c.assignments, [&](const Assignment& a) { return IsOpen(a.state) && a.unit == unit; });
}

bool WasLate(const Case& c) {
    return std::ranges::any_of(c.assignments, [](const Assignment& a) {
        return a.handling.outcome == ClockOutcome::kMissed || a.redo_count > 0;
    });
}

}  // namespace

// The law may keep a matter with a department (CheckOwnDuty): whoever plans knows that.
bool MatterLife::MayBeGiven(const Life& life, const UnitCode& unit) const {
    const Unit* found = city_.FindUnit(unit);
    if (found == nullptr) return false;
    if (!IsGrassRoots(*found)) return true;
    const Case& c = life.state;
    const CatalogueRule* rule = FindRule(city_, c.category, c.place, life.last);
    const bool by_any = std::ranges::any_of(c.assignments, [&](const Assignment& a) {
        const CatalogueRule* own = city_.FindRule(a.rule);
        return own != nullptr && own->own_duty;
    });
    return !by_any && (rule == nullptr || !rule->own_duty);
}

std::optional<UnitCode> MatterLife::AnotherBureau(Life& life) const {
    constexpr int kTries = 20;
    for (int i = 0; i < kTries && !city_.units.empty(); ++i) {
        const Unit& unit = life.random.Pick(city_.units);
        if (IsBureau(unit) && !IsAtWork(life.state, unit.code)) return unit.code;
    }
    return std::nullopt;
}

Principal MatterLife::Opener(Life& life) const {
    if (life.plan->request.command.channel != Channel::kGrid) return Staff(life, "agent", 200);
    // Whoever covers the place, else somebody of the grid; the same one for the whole matter.
    const StaffMember* worker = nullptr;
    for (const StaffMember& person : city_.staff) {
        if (person.kind != "grid_worker") continue;
        const bool covers = city_.IsWithin(life.plan->request.command.place, person.place);
        if (worker == nullptr || covers) worker = &person;
        if (covers) break;
    }
    if (worker == nullptr) return Staff(life, "agent", 200);
    Principal who;
    who.actor = {ActorKind::kUser, "grid-" + worker->code, worker->unit};
    who.city_permissions = {"open", "dispatch"};
    who.unit_permissions = {"mobilise", "view"};
    who.staff = worker->code;
    return who;
}

// 群众吹哨、部门联动: the lead that the catalogue names, and one or two more departments at once.
Dispatch MatterLife::PlanMobilisation(Life& life) const {
    const Route route =
        FindRoute(city_, life.state.category, life.state.place, life.last + Duration{1s});
    Dispatch dispatch;
    dispatch.assisting = route.assisting;
    if (!HasOwnRule(city_, life.state.category, life.state.place, life.last + Duration{1s}))
        dispatch.lead = route.lead;
    const int wanted = life.random.Chance(kMobiliseTwoPermille) ? 2 : 1;
    for (int i = 0; i < wanted; ++i) {
        const auto more = AnotherBureau(life);
        const bool is_there =
            !more || *more == route.lead ||
            std::ranges::find(dispatch.assisting, *more) != dispatch.assisting.end();
        if (!is_there) dispatch.assisting.push_back(*more);
    }
    return dispatch;
}

void MatterLife::DrawLinkage(Life& life, const Assignment& a, Intent& intent) const {
    SeededRandom& random = life.random;
    intent.waits = !random.Chance(kImpatientPermille);
    if (!a.is_lead || life.state.urgent) return;
    if (random.Chance(kPassDownPermille))
        intent.pass_down_at = Fraction(a.handling, random.Between(50, 300));
    if (random.Chance(kAddUnitPermille))
        intent.add_unit_at = Fraction(a.handling, random.Between(50, 500));
    if (life.offer_tried || !papers_.NeedsPeople(life.state, life.last)) return;
    life.offer_tried = true;
    if (random.Chance(kOfferPermille))
        life.offer_at = life.last + random.Between(Duration{5min}, Duration{90min});
}

std::optional<MatterLife::Step> MatterLife::PlanLinkage(Life& life, const Assignment& a,
                                                        Intent& intent) {
    if (!a.is_lead) return std::nullopt;
    if (intent.add_unit_at && *intent.add_unit_at >= life.last) {
        const Instant at = *std::exchange(intent.add_unit_at, std::nullopt);
        if (const auto unit = AnotherBureau(life)) {
            return Step{at, Staff(life, "dispatcher", 20),
                        AddUnit{*unit, {}, Write(life, static_cast<int>(OfficeText::kNote))}};
        }
    }
    const bool may_pass = a.state == AssignmentState::kHandling && intent.pass_down_at &&
                          *intent.pass_down_at >= life.last &&
                          *intent.pass_down_at < a.handling.due_at;
    if (!may_pass) return std::nullopt;
    const Instant at = *std::exchange(intent.pass_down_at, std::nullopt);
    std::vector<UnitCode> below;
    for (const Unit& unit : city_.units) {
        const bool is_here = unit.parent == a.unit && !IsAtWork(life.state, unit.code);
        if (is_here && MayBeGiven(life, unit.code)) below.push_back(unit.code);
    }
    if (below.empty()) return std::nullopt;
    // The street of the place, where the district has one there.
    const Unit* of_place = city_.UnitOfPlace(life.state.place);
    const bool is_below =
        of_place != nullptr && std::ranges::find(below, of_place->code) != below.end();
    const UnitCode unit = is_below ? of_place->code : life.random.Pick(below);
    Principal officer;
    officer.actor = {ActorKind::kUser, "officer-" + a.unit.value, a.unit};
    officer.unit_permissions = {"pass_down", "view"};
    return Step{at, std::move(officer),
                PassDown{a.no, unit, {}, Write(life, static_cast<int>(OfficeText::kNote))}};
}

// Somebody rules in time, or time does it; the lead handles meanwhile (先办后议).
std::optional<MatterLife::Step> MatterLife::PlanRuling(Life& life) {
    const auto& dispute = life.state.dispute;
    if (!dispute || !IsOpen(*dispute)) {
        life.ruling_at.reset();
        return std::nullopt;
    }
    SeededRandom& random = life.random;
    if (!life.ruling_at) {
        const std::int64_t permille = random.Chance(kRuledSoonPermille)
                                          ? random.Between(20, 200)
                                          : random.Between(200, 1'150);
        life.ruling_at = Fraction(dispute->ruling, permille);
    }
    if (*life.ruling_at >= dispute->ruling.due_at) return std::nullopt;
    const Assignment* lead = FindLead(life.state);
    UnitCode unit = city_.fallback_unit;
    if (lead != nullptr && random.Chance(500) && MayBeGiven(life, lead->unit)) unit = lead->unit;
    for (const DisputePosition& position : dispute->positions) {
        if (random.Chance(350) && MayBeGiven(life, position.proposed)) unit = position.proposed;
    }
    return Step{
        std::max(*life.ruling_at, life.last), Staff(life, "dispatcher", 20),
        RuleDispute{
            unit, "部门职责清单", Write(life, static_cast<int>(OfficeText::kNote)), {}, {}}};
}

// First a message with a link; whoever does not answer it is called.
std::optional<MatterLife::Step> MatterLife::PlanLink(Life& life) {
    SeededRandom& random = life.random;
    const auto& record = life.state.callbacks;
    const bool has_link = record && record->link_version > 0;
    if (has_link) {
        if (!random.Chance(kLinkAnsweredPermille)) return std::nullopt;
        Callback answer;
        answer.reached = true;
        answer.by = CallbackBy::kMessage;
        answer.link_version = record->link_version;
        const bool is_good = random.Chance(900);
        answer.solved = is_good ? Verdict::kYes : Verdict::kNo;
        answer.satisfied = is_good ? Satisfaction::kSatisfied : Satisfaction::kUnsatisfied;
        answer.opinion = Write(
            life, static_cast<int>(is_good ? OfficeText::kOpinionGood : OfficeText::kOpinionBad));
        const Instant at = life.last + random.Between(Duration{2min}, Duration{8h});
        if (record->link_expires_at && at > *record->link_expires_at) return std::nullopt;
        return Step{at, CitizenPrincipal(), std::move(answer)};
    }
    if (life.link_tried || life.state.callback_attempts > 0) return std::nullopt;
    life.link_tried = true;
    if (!random.Chance(kLinkPermille)) return std::nullopt;
    return Step{After(life, life.last, random.Between(5, 60)), Staff(life, "caller", 30),
                SendCallbackLink{}};
}

std::optional<MatterLife::Step> MatterLife::PlanAppeal(Life& life) {
    SeededRandom& random = life.random;
    const Assignment* lead = FindLead(life.state);
    if (lead == nullptr) return std::nullopt;
    if (FindOpenAppeal(life.state, lead->no) != nullptr) {
        return Step{After(life, life.last, random.Between(200, 1'500)),
                    Staff(life, "supervisor", 6),
                    RuleAppeal{lead->no, random.Chance(450),
                               Write(life, static_cast<int>(OfficeText::kNote))}};
    }
    if (life.appeal_tried || !WasLate(life.state)) return std::nullopt;
    life.appeal_tried = true;
    if (!random.Chance(kAppealPermille)) return std::nullopt;
    Principal officer;
    officer.actor = {ActorKind::kUser, "officer-" + lead->unit.value, lead->unit};
    officer.unit_permissions = {"request_appeal", "view"};
    const auto kind =
        random.Chance(700) ? AppealKind::kAssessment : AppealKind::kUnreasonableRequest;
    return Step{After(life, life.last, random.Between(60, 900)), std::move(officer),
                RequestAppeal{lead->no, kind, Write(life, static_cast<int>(OfficeText::kNote))}};
}

// The first article of the profile that is in force for the category; many answers need none.
std::string MatterLife::ArticleFor(const Life& life) const {
    const Day today = DayOf(life.last, city_.calendar.offset);
    for (const ArticleSeed& seed : city_.knowledge) {
        const bool is_early = seed.effective && *seed.effective >= today;
        const bool is_late = seed.expiry && *seed.expiry <= today;
        if (seed.category == life.state.category && !is_early && !is_late) return seed.code;
    }
    return {};
}

}  // namespace liandong
