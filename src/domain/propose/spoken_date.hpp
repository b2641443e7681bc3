#pragma once

#include <optional>
#include <string_view>

#include "base/instant.hpp"

namespace liandong {

/// A time that a clause names.
struct SpokenDate {
    std::optional<Day> day;  ///< empty: a time is named, but no day ("三个工作日内", "年底前")
};

/// The last time that a clause names, or nothing: 2026年3月5日, 3月5日前, 3月底, 5个工作日内,
/// 年底前, 下周 and the like. A day without a year is the one nearest to `today`, a day that no
/// calendar has is no time. Shape: linear.
[[nodiscard]] std::optional<SpokenDate> DateIn(std::u32string_view clause, Day today);

}  // namespace liandong
