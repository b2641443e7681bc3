#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/case/decide.hpp"

// Trees spelled out for the stores, which know codes only.

namespace liandong {

/// The place and all within; empty for an empty place: anywhere.
[[nodiscard]] std::vector<PlaceCode> PlacesWithin(const City& city, const PlaceCode& around);
[[nodiscard]] std::vector<UnitCode> UnitsWithin(const City& city, const UnitCode& root);

/// Whose cases somebody sees who holds `permission`: no value means everybody's; an empty list,
/// nobody's. `wanted` narrows it to a unit and those below.
/// Errors: kForbidden "not_permitted"; kInvalid "unknown_unit".
[[nodiscard]] Result<std::optional<std::vector<UnitCode>>> UnitsSeen(const Principal& who,
                                                                     const City& city,
                                                                     std::string_view permission,
                                                                     const UnitCode& wanted);

}  // namespace liandong
