#pragma once

#include <vector>

#include "base/named.hpp"
#include "domain/dispatch/route.hpp"

namespace liandong {

/// What became of one rule of the catalogue when a matter was held against it.
enum class RuleVerdict : std::uint8_t {
    kDecides = 1,
    kOtherPlace = 2,
    kOtherHours = 3,
    kLater = 4,
    kPrecedent = 5
};
template <>
inline constexpr auto kNames<RuleVerdict> = std::to_array<Named<RuleVerdict>>({
    {RuleVerdict::kDecides, "decides", "命中"},
    {RuleVerdict::kOtherPlace, "other_place", "地点不符"},
    {RuleVerdict::kOtherHours, "other_hours", "时段不符"},
    {RuleVerdict::kLater, "later", "前面已有命中"},
    {RuleVerdict::kPrecedent, "precedent", "有裁定先例，从先例"},
});

struct TriedRule {
    RuleId rule;
    RuleVerdict verdict = RuleVerdict::kLater;
};

/// Every rule that speaks of this kind of matter, in the order of the catalogue, with why it
/// decides or does not; beside FindRoute with the same arguments. At most one decides.
/// Shape: pure, O(rules).
[[nodiscard]] std::vector<TriedRule> TryRules(const City& city, const CategoryCode& category,
                                              const PlaceCode& place, Instant now,
                                              const Precedent* precedent = nullptr);

}  // namespace liandong
