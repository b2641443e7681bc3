#include "app/try_route.hpp"

#include "app/precedents.hpp"

namespace liandong {

Result<TriedRoute> TryRoute(const Services& services, const CategoryCode& category,
                            const PlaceCode& place, std::optional<Instant> at, Deadline deadline) {
    const auto city = services.city.Current();
    if (city->FindCategory(category) == nullptr) {
        return Failure{Invalid("unknown_category", "There is no such category.")};
    }
    if (!place.value.empty() && city->FindPlace(place) == nullptr) {
        return Failure{Invalid("unknown_place", "There is no such place.")};
    }
    const Instant moment = at.value_or(services.clock.Now());
    LD_TRY(const auto precedent, PrecedentFor(services, *city, category, place, moment, deadline));
    const Precedent* const followed = precedent ? &*precedent : nullptr;
    const Route route = FindRoute(*city, category, place, moment, followed);
    const Unit* lead = city->FindUnit(route.lead);
    TriedRoute tried;
    tried.route = {route.rule,      route.lead,  lead == nullptr ? "" : lead->name,
                   route.assisting, route.basis, route.precedent};
    tried.at = {moment, city->calendar.offset};
    tried.is_working_time = city->calendar.IsWorkingTime(moment);
    for (const TriedRule& each : TryRules(*city, category, place, moment, followed)) {
        tried.rules.push_back({each.rule, each.verdict, std::string(Label(each.verdict))});
    }
    return tried;
}

}  // namespace liandong
