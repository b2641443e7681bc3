#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/case_views.hpp"
#include "app/services.hpp"

// What units dispute most, and whose it turned out to be: where the catalogue wants a rule.

namespace liandong {

/// All rulings of one matter that gave it to the same unit.
struct RuledFor {
    UnitCode unit;
    std::string unit_name;
    std::int32_t rulings = 0;
    std::vector<CaseId> cases;  ///< the newest kCasesShown, newest first
};
struct DisputedMatter {
    CategoryCode category;
    std::string category_name;
    std::int32_t rulings = 0;
    std::vector<RuledFor> units;  ///< most rulings first
};
struct DisputedMatters {
    std::int32_t rulings = 0;           ///< how many were counted
    std::optional<LocalTime> since;     ///< when the oldest of them was made
    std::vector<DisputedMatter> items;  ///< most rulings first, at most kMattersShown
};

inline constexpr std::int32_t kRulingsCounted = 1'000;
inline constexpr std::size_t kMattersShown = 10;
inline constexpr std::size_t kCasesShown = 5;

/// Of the newest kRulingsCounted rulings on disputes, retired ones too; what nobody ruled on within
/// the limit is not among them, nor a matter that nobody had named. Equal numbers in the order of
/// the codes. Errors: those of the store.
[[nodiscard]] Result<DisputedMatters> CountDisputedMatters(const Services& services,
                                                           Deadline deadline);

}  // namespace liandong
