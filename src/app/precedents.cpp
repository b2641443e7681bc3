#include "app/precedents.hpp"

#include "app/case_change.hpp"
#include "app/view_words.hpp"
#include "base/text.hpp"
#include "domain/dispatch/route.hpp"

namespace liandong {
namespace {

constexpr std::size_t kReasonCodePointsMax = 500;

Result<PrecedentView> ViewOf(const Precedent& precedent, const City& city, ViewWords& words) {
    PrecedentView view;
    view.id = precedent.id;
    view.category = precedent.category;
    if (const Category* category = city.FindCategory(precedent.category))
        view.category_name = category->name;
    view.place = precedent.place;
    if (const Place* place = city.FindPlace(precedent.place)) view.place_name = place->name;
    view.unit = precedent.unit;
    view.unit_name = words.UnitName(precedent.unit);
    view.case_id = precedent.case_id;
    view.ruled_at = words.Local(precedent.ruled_at);
    LD_TRY(const auto ruled_by, words.ActorOf(precedent.ruled_by));
    view.ruled_by = ruled_by.name;
    view.basis = precedent.basis;
    view.holds = !precedent.retired_at;
    view.retired_at = words.Local(precedent.retired_at);
    view.retired_why = precedent.retired_why;
    if (precedent.retired_by) {
        LD_TRY(const auto retired_by, words.ActorOf(*precedent.retired_by));
        view.retired_by = retired_by.name;
    }
    return view;
}

Result<std::vector<PrecedentView>> ViewsOf(const std::vector<Precedent>& precedents,
                                           const City& city, ViewWords& words) {
    std::vector<PrecedentView> views;
    for (const Precedent& precedent : precedents) {
        LD_TRY(auto view, ViewOf(precedent, city, words));
        views.push_back(std::move(view));
    }
    return views;
}

Result<void> CheckReason(const std::string& reason) {
    const auto refuse = [](RefusalCode code) { return Failure{ToError({code, {}})}; };
    if (Trim(reason).empty()) return refuse(RefusalCode::kTextRequired);
    if (CountCodePoints(reason) > kReasonCodePointsMax) return refuse(RefusalCode::kTextTooLong);
    if (!IsUtf8(reason) || reason.find('\0') != std::string::npos)
        return refuse(RefusalCode::kBadText);
    return {};
}

}  // namespace

Result<std::optional<Precedent>> PrecedentFor(const Services& services, const City& city,
                                              const CategoryCode& category, const PlaceCode& place,
                                              Instant now, Deadline deadline) {
    if (category.value.empty() || HasOwnRule(city, category, place, now))
        return std::optional<Precedent>{};
    LD_TRY(const auto known, services.store.PrecedentsOf(category, deadline));
    const Precedent* found = FindPrecedent(city, known, category, place);
    return found == nullptr ? std::optional<Precedent>{} : std::optional(*found);
}

std::optional<Precedent> PrecedentOf(const Case& after, const RuleDispute& ruling, const Actor& by,
                                     Instant at) {
    if (after.category.value.empty()) return std::nullopt;
    Precedent made;
    made.id.value = std::to_string(after.id.value) + "-" + std::to_string(after.version);
    made.category = after.category;
    made.place = ruling.place.value_or(after.place);
    made.unit = ruling.unit;
    made.case_id = after.id;
    made.ruled_at = at;
    made.ruled_by = by;
    made.basis = ruling.basis;
    return made;
}

Result<std::vector<PrecedentView>> PrecedentHistory(const Services& services, const City& city,
                                                    const CategoryCode& category,
                                                    const PlaceCode& place, Deadline deadline) {
    if (category.value.empty()) return std::vector<PrecedentView>{};
    LD_TRY(auto known, services.store.PrecedentsOf(category, deadline));
    std::erase_if(
        known, [&](const Precedent& precedent) { return !city.IsWithin(place, precedent.place); });
    ViewWords words(city, services.store, deadline);
    return ViewsOf(known, city, words);
}

Result<PageOf<PrecedentView>> ListPrecedents(const Services& services, const Page& page,
                                             Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(const auto rows, services.store.ListPrecedents(page, deadline));
    ViewWords words(*city, services.store, deadline);
    PageOf<PrecedentView> views{{}, rows.next};
    LD_TRY(views.items, ViewsOf(rows.items, *city, words));
    return views;
}

Result<PrecedentView> RetirePrecedent(const Services& services, const Principal& who,
                                      const PrecedentId& id, const std::string& reason,
                                      Deadline deadline) {
    const auto city = services.city.Current();
    // A precedent speaks for the whole city.
    if (!MayFor(who, Code(CaseAction::kRuleDispute), UnitCode{}, *city))
        return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    LD_TRY(CheckReason(reason));
    LD_TRY(auto found, services.store.FindPrecedent(id, deadline));
    if (!found) return Failure{NotFound("no_such_precedent", "There is no such precedent.")};
    if (found->retired_at) return Failure{ToError({RefusalCode::kAlreadyDone, {}})};
    const Instant now = services.clock.Now();
    found->retired_at = now;
    found->retired_by = who.actor;
    found->retired_why = reason;
    LD_TRY(const CaseId stream,
           services.store.NewCaseId(DayOf(now, city->calendar.offset), deadline));
    ChangeSet changes;
    changes.records.push_back(
        MakeRecord(stream, PrecedentRetired{id, reason}, who.actor, now, *city));
    changes.precedents.push_back(*found);
    LD_TRY(services.store.Commit(changes, deadline));
    ViewWords words(*city, services.store, deadline);
    return ViewOf(*found, *city, words);
}

}  // namespace liandong
