#pragma once

#include <string>
#include <vector>

#include "domain/dispatch/precedent.hpp"

namespace liandong {

/// Who gets a matter, and why.
struct Route {
    RuleId rule;
    UnitCode lead;
    std::vector<UnitCode> assisting;
    std::string basis;
    std::optional<PrecedentId> precedent = {};  ///< the ruling that says so, instead of a rule
};

/// The first catalogue rule that matches, or nullptr.
[[nodiscard]] const CatalogueRule* FindRule(const City& city, const CategoryCode& category,
                                            const PlaceCode& place, Instant now);
/// Whether the catalogue knows this kind of matter, and does not merely take what is left.
[[nodiscard]] bool HasOwnRule(const City& city, const CategoryCode& category,
                              const PlaceCode& place, Instant now);

/// The first catalogue rule that matches. A placeholder the place cannot resolve climbs: street →
/// district → the city's fallback unit. A category or place the city does not know is matched by
/// the catch-all only. Shape: pure, O(rules). Always finds one: with no rule at all the fallback
/// unit leads under rule "". Where the catalogue has no rule of its own `precedent` decides, if
/// any.
[[nodiscard]] Route FindRoute(const City& city, const CategoryCode& category,
                              const PlaceCode& place, Instant now,
                              const Precedent* precedent = nullptr);

}  // namespace liandong
