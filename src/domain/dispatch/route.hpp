#pragma once

#include <string>
#include <vector>

#include "domain/city/city.hpp"

namespace liandong {

/// Who gets a matter, and why.
struct Route {
    RuleId rule;
    UnitCode lead;
    std::vector<UnitCode> assisting;
    std::string basis;
};

/// The first catalogue rule that matches. A placeholder the place cannot resolve climbs: street →
/// district → the city's fallback unit. A category or place the city does not know is matched by
/// the catch-all only. Shape: pure, O(rules). Always finds one: with no rule at all the fallback
/// unit leads under rule "".
[[nodiscard]] Route FindRoute(const City& city, const CategoryCode& category,
                              const PlaceCode& place, Instant now);

}  // namespace liandong
