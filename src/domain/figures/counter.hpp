#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "domain/figures/fact.hpp"

// The sums that figures are read from. A page never counts cases: it adds up a few hundred of
// these.

namespace liandong {

/// By what a counter is split. One dimension is kept by day and by month, two and three by month
/// only: a day of three dimensions would be as many rows as there are cases.
enum class Grain : std::uint8_t {
    kCity = 1,
    kUnit = 2,
    kPlace = 3,
    kCategory = 4,
    kType = 5,
    kChannel = 6,
    kPlaceCategory = 7,
    kUnitCategoryPlace = 8,
};
enum class Step : std::uint8_t { kDay = 1, kMonth = 2 };

/// A day as 20260302, a month as 202603.
[[nodiscard]] std::int32_t DayPeriod(Day day);
[[nodiscard]] std::int32_t MonthPeriod(Day day);
[[nodiscard]] Day FirstOfMonth(Day day);
[[nodiscard]] Day LastOfMonth(Day day);
/// "2026-03-02", "2026-03".
[[nodiscard]] std::string PeriodText(std::int32_t period);

struct CounterKey {
    Measure measure = Measure::kRegistered;
    bool exempt = false;
    Grain grain = Grain::kCity;
    Step step = Step::kDay;
    std::string first;  ///< unit, place, category, type or channel; of two or three, the first
    std::int32_t period = 0;
    std::string second;
    std::string third;

    auto operator<=>(const CounterKey&) const = default;
};

using Counters = std::map<CounterKey, std::int64_t>;

/// Adds (or with -1 takes away) everything that one fact counts for. A sum that comes to zero
/// stays as a zero.
void Count(const Fact& fact, std::int64_t times, Counters& into);

/// The measures of a fact, with how much each grows by it.
[[nodiscard]] std::vector<std::pair<Measure, std::int64_t>> MeasuresOf(const Fact& fact);
/// Likewise for many facts of one kind that are alike but for their amounts.
[[nodiscard]] std::vector<std::pair<Measure, std::int64_t>> MeasuresOf(FactKind kind,
                                                                       std::uint16_t marks,
                                                                       std::int64_t count,
                                                                       std::int64_t amount);

}  // namespace liandong
