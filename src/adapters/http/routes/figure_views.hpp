#pragma once

// What the API shows and reads of figures, a line a type. Include it in .cpp files only.

#include "app/read_figures.hpp"
#include "app/report_outside.hpp"
#include "app/report_unit.hpp"
// tidy:allow(include): descriptions; what includes this is a .cpp
#include "codec/describe.hpp"

namespace liandong {

struct MetricView {
    std::string code;
    std::string name;
    std::string name_en;
    std::string formula;
    std::string formula_en;
    MetricShape shape = MetricShape::kRate;
    std::string shape_label;
    CountedBy counted_by = CountedBy::kClosed;
    std::string counted_by_label;
    bool higher_is_better = true;
    bool is_outside = false;
};
struct MetricsView {
    std::vector<MetricView> items;
    std::string excluded;  ///< what is left out of every figure
    std::string excluded_en;
};

template <>
inline constexpr bool HasDefault<EnterOutside> = true;
template <>
inline constexpr auto kRequired<EnterOutside> =
    std::to_array<std::string_view>({"figure", "day", "value"});

BOOST_DESCRIBE_STRUCT(EnterOutside, (), (figure, day, value))
BOOST_DESCRIBE_STRUCT(MetricView, (),
                      (code, name, name_en, formula, formula_en, shape, shape_label, counted_by,
                       counted_by_label, higher_is_better, is_outside))
BOOST_DESCRIBE_STRUCT(MetricsView, (), (items, excluded, excluded_en))
BOOST_DESCRIBE_STRUCT(FigureValue, (),
                      (numerator, denominator, value, is_small, record_numerator,
                       record_denominator, record_value))
BOOST_DESCRIBE_STRUCT(FigureLine, (), (group, name, figure, rank, share))
BOOST_DESCRIBE_STRUCT(FigureView, (), (metric, name, from, to, log_index, total, lines))
BOOST_DESCRIBE_STRUCT(FigureCase, (),
                      (case_id, assignment, day, unit, unit_name, category, category_name, place,
                       place_name, exempt))
BOOST_DESCRIBE_STRUCT(OutsideLine, (), (figure, name, day, value, entered_by, entered_at))
BOOST_DESCRIBE_STRUCT(CardLine, (),
                      (figure, name, is_up, in_points, is_outside, now, before, change, is_reached,
                       text))
BOOST_DESCRIBE_STRUCT(CardView, (),
                      (name, from, to, before_from, before_to, log_index, up, down, lines))
BOOST_DESCRIBE_STRUCT(AssessmentBrief, (), (period, log_index, rules_version, made_at, made_by))

}  // namespace liandong
