#pragma once

#include "adapters/store/page_token.hpp"
#include "app/figures_store.hpp"

// Figures as rows, alike in both stores.

namespace liandong::store {

inline constexpr std::int32_t kRoundsMax = 1000;

[[nodiscard]] inline std::int64_t DayCount(Day day) { return day.time_since_epoch().count(); }
[[nodiscard]] inline Day DayFromCount(std::int64_t count) {
    return Day{std::chrono::days{static_cast<int>(count)}};
}
[[nodiscard]] inline std::int64_t NoRound(const Fact& fact) {
    return std::int64_t{fact.no} * kRoundsMax + fact.round;
}
[[nodiscard]] inline bool IsSame(const FiguresPosition& a, const FiguresPosition& b) {
    return a.log_index == b.log_index && a.formulas == b.formulas;
}
[[nodiscard]] Error CountedElsewhere(const FiguresPosition& expected, const FiguresPosition& found);

/// Order of a list of facts: newest day first, then newest case.
[[nodiscard]] inline PageKey KeyOf(const CaseFact& row) {
    return {DayCount(row.fact.day), row.case_id.value, NoRound(row.fact)};
}
inline constexpr PageKey kBeforeAllFacts{std::int64_t{1} << 40, 0, 0};

/// The name of the column that a sum of counters is split by; "" for none.
[[nodiscard]] std::string_view SplitColumn(CounterQuestion::Split split);
/// Likewise of facts.
[[nodiscard]] std::string_view SplitColumn(FactQuestion::Split split);
/// Says of the lines from `first` on that they answer that part of the question.
inline void MarkPart(std::vector<SumLine>& lines, std::size_t first, std::size_t part) {
    for (std::size_t i = first; i < lines.size(); ++i) lines[i].part = part;
}
/// What one group of alike facts adds to a sum.
void AddLines(const std::string& group, const Fact& alike, std::int64_t count,
              std::vector<SumLine>& lines);

}  // namespace liandong::store
