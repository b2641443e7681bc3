#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cell_index.hpp"
#include "app/precedents.hpp"
#include "app/services.hpp"

namespace liandong {

struct ProposeRequest {
    std::string text;
    CategoryCode category;  ///< empty: the best guess
    PlaceCode place;        ///< empty: where the point lies
    std::optional<GeoPoint> point;
    std::string phone;  ///< the caller's, for what they brought before; may be empty
};
struct GuessView {
    CategoryCode category;
    std::string category_name;
    double probability = 0;
};
struct RouteView {
    RuleId rule;
    UnitCode lead;
    std::string lead_name;
    std::vector<UnitCode> assisting;
    std::string basis;
    std::optional<PrecedentId> precedent;  ///< the ruling followed instead of a rule
};
struct Proposal {
    std::vector<GuessView> guesses;
    CategoryCode category;  ///< that the route was looked up for
    PlaceCode place;
    std::string place_name;
    std::optional<std::string> grid_cell;
    RouteView route;
    /// What was ruled on such matters here, followed or not, newest first.
    std::vector<PrecedentView> precedents;
};

/// What the desk would be advised: category, place, and who would get it by which rule. Writes
/// nothing. Errors: kInvalid "unknown_category", "unknown_place".
[[nodiscard]] Result<Proposal> ProposeRoute(const Services& services, const ProposeRequest& request,
                                            Deadline deadline);

}  // namespace liandong
