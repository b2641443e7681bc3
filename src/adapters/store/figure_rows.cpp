#include "adapters/store/figure_rows.hpp"

namespace liandong::store {

Error CountedElsewhere(const FiguresPosition& expected, const FiguresPosition& found) {
    return {ErrorKind::kStale,
            "counted_elsewhere",
            "The figures were counted by somebody else meanwhile.",
            "the figures stand at " + std::to_string(found.log_index) + ", the batch begins at " +
                std::to_string(expected.log_index),
            {}};
}

std::string_view SplitColumn(CounterQuestion::Split split) {
    switch (split) {
        case CounterQuestion::Split::kNone: return "";
        case CounterQuestion::Split::kFirst: return "first";
        case CounterQuestion::Split::kSecond: return "second";
        case CounterQuestion::Split::kThird: return "third";
        case CounterQuestion::Split::kPeriod: return "period";
    }
    return "";
}

std::string_view SplitColumn(FactQuestion::Split split) {
    switch (split) {
        case FactQuestion::Split::kNone: return "";
        case FactQuestion::Split::kUnit: return "unit";
        case FactQuestion::Split::kPlace: return "place";
        case FactQuestion::Split::kCategory: return "category";
        case FactQuestion::Split::kType: return "type";
        case FactQuestion::Split::kChannel: return "channel";
        case FactQuestion::Split::kDay: return "day";
    }
    return "";
}

void AddLines(const std::string& group, const Fact& alike, std::int64_t count,
              std::vector<SumLine>& lines) {
    for (const auto& [measure, total] : MeasuresOf(alike.kind, alike.marks, count, alike.amount)) {
        lines.push_back({group, measure, alike.exempt, total, 0});
    }
}

}  // namespace liandong::store
