#include "app/case_scope.hpp"

namespace liandong {

std::vector<PlaceCode> PlacesWithin(const City& city, const PlaceCode& around) {
    std::vector<PlaceCode> within;
    if (around.value.empty()) return within;
    within.push_back(around);  // also when the city knows it no more: then nothing else matches
    for (const Place& place : city.places) {
        if (place.code != around && city.IsWithin(place.code, around)) within.push_back(place.code);
    }
    return within;
}

std::vector<UnitCode> UnitsWithin(const City& city, const UnitCode& root) {
    std::vector<UnitCode> within;
    for (const Unit& unit : city.units) {
        if (city.IsWithin(unit.code, root)) within.push_back(unit.code);
    }
    return within;
}

Result<std::optional<std::vector<UnitCode>>> UnitsSeen(const Principal& who, const City& city,
                                                       std::string_view permission,
                                                       const UnitCode& wanted) {
    if (!MayAnywhere(who, permission)) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    const bool has_wish = !wanted.value.empty();
    if (has_wish && city.FindUnit(wanted) == nullptr) {
        return Failure{Invalid("unknown_unit", "There is no such unit.")};
    }
    // What somebody may find is at most what they may view.
    const auto& held = who.city_permissions;
    const bool is_city_wide =
        held.contains("*") || (held.contains(permission) && held.contains("view"));
    if (is_city_wide) {
        if (!has_wish) return std::optional<std::vector<UnitCode>>{};
        return std::optional(UnitsWithin(city, wanted));
    }
    const UnitCode& own = who.actor.unit;
    if (own.value.empty()) return std::optional(std::vector<UnitCode>{});
    if (!has_wish || city.IsWithin(own, wanted)) return std::optional(UnitsWithin(city, own));
    if (city.IsWithin(wanted, own)) return std::optional(UnitsWithin(city, wanted));
    return std::optional(std::vector<UnitCode>{});
}

}  // namespace liandong
