#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/propose_route.hpp"
#include "app/services.hpp"
#include "domain/dispatch/try_rules.hpp"

namespace liandong {

struct TriedRuleView {
    RuleId rule;
    RuleVerdict verdict = RuleVerdict::kLater;
    std::string verdict_label;
};
struct TriedRoute {
    RouteView route;
    LocalTime at;                      ///< the moment it was tried for
    bool is_working_time = false;      ///< at that moment, by the city's calendar
    std::vector<TriedRuleView> rules;  ///< those that speak of such matters, in the catalogue's
                                       ///< order
};

/// Holds a matter against the catalogue: who would get it, by which rule, and why by none of the
/// others. Writes nothing. `at` empty: now. Errors: kInvalid "unknown_category", "unknown_place";
/// those of the store.
[[nodiscard]] Result<TriedRoute> TryRoute(const Services& services, const CategoryCode& category,
                                          const PlaceCode& place, std::optional<Instant> at,
                                          Deadline deadline);

}  // namespace liandong
