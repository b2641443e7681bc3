#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/figures_store.hpp"
#include "domain/figures/metric.hpp"

namespace liandong {

enum class GroupBy : std::uint8_t {
    kNone = 1,
    kUnit = 2,
    kDistrict = 3,
    kStreet = 4,
    kCategory = 5,
    kType = 6,
    kChannel = 7,
    kDay = 8,
    kMonth = 9,
};
template <>
inline constexpr auto kNames<GroupBy> = std::to_array<Named<GroupBy>>({
    {GroupBy::kNone, "none", "不分组"},
    {GroupBy::kUnit, "unit", "单位"},
    {GroupBy::kDistrict, "district", "区"},
    {GroupBy::kStreet, "street", "街道"},
    {GroupBy::kCategory, "category", "分类"},
    {GroupBy::kType, "type", "类型"},
    {GroupBy::kChannel, "channel", "渠道"},
    {GroupBy::kDay, "day", "日"},
    {GroupBy::kMonth, "month", "月"},
});

/// Of which facts a figure is made, trees spelled out. An empty optional: all.
struct FigureScope {
    std::optional<std::vector<std::string>> units;
    std::optional<std::vector<std::string>> places;
    std::optional<std::vector<std::string>> categories;
    std::optional<RequestType> type;
    std::optional<Channel> channel;
    Day from{};
    Day to{};  ///< included
};

/// How to add up these measures: by month where whole months lie in the period, by day at its
/// edges, from the facts themselves where no counter knows so many dimensions at once.
/// Shape: pure. `known` spells out every code of the grouped dimension, so that a sum by days need
/// not walk through all of them.
[[nodiscard]] SumQuestion PlanSum(const std::vector<Measure>& measures, const FigureScope& scope,
                                  GroupBy group,
                                  const std::optional<std::vector<std::string>>& known);

/// Sums of one group, as a metric reads them. `assessed`: without what an upheld appeal took out.
[[nodiscard]] Tally TallyOf(const Metric& metric, const std::vector<SumLine>& lines, bool assessed);

}  // namespace liandong
