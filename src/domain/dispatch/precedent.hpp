#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/city/city.hpp"

namespace liandong {

/// A ruling on whose it is, followed the next time where the catalogue has no rule of its own.
struct Precedent {
    PrecedentId id;
    CategoryCode category;
    PlaceCode place;  ///< holds here and for all within; empty: everywhere
    UnitCode unit;
    CaseId case_id;  ///< where it was ruled
    Instant ruled_at;
    Actor ruled_by;
    std::string basis;  ///< law or duty
    std::optional<Instant> retired_at;
    std::optional<Actor> retired_by;
    std::string retired_why;

    bool operator==(const Precedent&) const = default;
};

/// The newest of `known` that still holds for this category and place and whose unit still exists;
/// nullptr when there is none. Shape: pure, O(known).
[[nodiscard]] const Precedent* FindPrecedent(const City& city, const std::vector<Precedent>& known,
                                             const CategoryCode& category, const PlaceCode& place);

}  // namespace liandong
