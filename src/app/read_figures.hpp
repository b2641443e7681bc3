#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/figure_plan.hpp"
#include "app/services.hpp"

namespace liandong {

/// What somebody asks of a figure, in the city's words.
struct FigureQuestion {
    std::string metric;
    UnitCode unit;         ///< it and the units below
    PlaceCode place;       ///< it and the places within; a district or a street
    std::string category;  ///< a code or the front of one
    std::optional<RequestType> type;
    std::optional<Channel> channel;
    Day from{};
    Day to{};  ///< included
    GroupBy group = GroupBy::kNone;
    std::int64_t sample_min = kSmallSample;  ///< groups below it have no rank
};

/// A figure as it is shown; the value is empty where the denominator is zero: "—".
struct FigureValue {
    double numerator = 0;
    double denominator = 0;
    std::optional<double> value;
    bool is_small = false;  ///< fewer than the smallest sample
    /// As the record has it, before appeals took anything out of what is assessed.
    double record_numerator = 0;
    double record_denominator = 0;
    std::optional<double> record_value;
};
struct FigureLine {
    std::string group;
    std::string name;
    FigureValue figure;
    std::optional<std::int32_t> rank;  ///< best first; equal ones equal
    std::optional<double> share;       ///< of a count, per cent of all lines; they add up to 100
};
struct FigureView {
    std::string metric;
    std::string name;
    std::string from;
    std::string to;
    std::int64_t log_index = 0;  ///< every event below it is counted
    FigureValue total;
    std::vector<FigureLine> lines;  ///< by rank, then those without; days and months by time
};

/// Shape: adds up counters, never cases.
/// Errors: kNotFound "no_such_figure"; kForbidden "not_permitted"; kInvalid "unknown_unit",
/// "unknown_place", "bad_period", "group_not_possible".
[[nodiscard]] Result<FigureView> ReadFigure(const Services& services, const Principal& who,
                                            const FigureQuestion& question, Deadline deadline);

/// A case behind a number.
struct FigureCase {
    CaseId case_id;
    AssignmentNo assignment;
    std::string day;
    UnitCode unit;
    std::string unit_name;
    CategoryCode category;
    std::string category_name;
    PlaceCode place;
    std::string place_name;
    bool exempt = false;  ///< in the record, not in what is assessed
};
/// The cases of the numerator, or of the denominator. Newest first.
/// Errors: those of ReadFigure; kInvalid "no_cases_behind" for a figure reported from outside.
[[nodiscard]] Result<PageOf<FigureCase>> ListFigureCases(const Services& services,
                                                         const Principal& who,
                                                         const FigureQuestion& question,
                                                         bool of_denominator, const Page& page,
                                                         Deadline deadline);

/// For other use cases: a scope in which the rights of `who` are spelled out.
[[nodiscard]] Result<FigureScope> ScopeOf(const City& city, const Principal& who,
                                          const FigureQuestion& question);

/// "2026-03": the first and the last day of a month. Errors: kInvalid "bad_period".
[[nodiscard]] Result<std::pair<Day, Day>> MonthOf(std::string_view text);

}  // namespace liandong
