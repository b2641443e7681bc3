#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/named.hpp"
#include "domain/figures/measure.hpp"

namespace liandong {

enum class MetricShape : std::uint8_t {
    kCount = 1,   ///< a number of things; only a numerator
    kRate = 2,    ///< numerator ÷ denominator, shown in per cent
    kMean = 3,    ///< a sum ÷ a number, in working hours
    kMedian = 4,  ///< of working hours, interpolated within a bucket
    kP90 = 5,
};
template <>
inline constexpr auto kNames<MetricShape> = std::to_array<Named<MetricShape>>({
    {MetricShape::kCount, "count", "数量"},
    {MetricShape::kRate, "rate", "比率"},
    {MetricShape::kMean, "mean", "平均"},
    {MetricShape::kMedian, "median", "中位数"},
    {MetricShape::kP90, "p90", "九成位"},
});

/// By which day something belongs to a period.
enum class CountedBy : std::uint8_t {
    kOpened = 1,
    kSent = 2,
    kDue = 3,
    kClosed = 4,
    kHappened = 5,
    kReported = 6,
};
template <>
inline constexpr auto kNames<CountedBy> = std::to_array<Named<CountedBy>>({
    {CountedBy::kOpened, "opened", "登记日"},
    {CountedBy::kSent, "sent", "派单日"},
    {CountedBy::kDue, "due", "到期日"},
    {CountedBy::kClosed, "closed", "办结日"},
    {CountedBy::kHappened, "happened", "发生日"},
    {CountedBy::kReported, "reported", "填报日"},
});

/// One named figure. Its numerator and its denominator are sums of measures, or numbers that
/// others report (`outside`): telephone statistics of the exchange, petitions, follows.
struct Metric {
    std::string_view code;
    std::string_view name;  ///< "按时办结率"
    std::string_view name_en;
    std::string_view formula;  ///< "按时办结 ÷ 应办"
    std::string_view formula_en;
    MetricShape shape = MetricShape::kRate;
    CountedBy counted = CountedBy::kClosed;
    std::vector<Measure> numerator{};
    std::vector<Measure> denominator{};
    std::optional<Measure> half{};  ///< counts half in the numerator
    bool complement = false;        ///< 1 − numerator ÷ denominator
    std::string_view outside_numerator{};
    std::string_view outside_denominator{};
    bool higher_is_better = true;

    [[nodiscard]] bool IsOutside() const { return !outside_numerator.empty(); }
};

/// Every figure there is, in the order of the list.
[[nodiscard]] std::span<const Metric> Metrics();
/// By code; nullptr when there is none such.
[[nodiscard]] const Metric* FindMetric(std::string_view code);
/// What may be reported from outside: "calls_asked", "petitions" …
struct OutsideFigure {
    std::string_view code;
    std::string_view name;
    std::string_view name_en;
};
[[nodiscard]] std::span<const OutsideFigure> OutsideFigures();
[[nodiscard]] const OutsideFigure* FindOutsideFigure(std::string_view code);

/// All measures that a metric needs.
[[nodiscard]] std::vector<Measure> MeasuresOf(const Metric& metric);

/// What a figure's measures came to.
struct Tally {
    double numerator = 0;
    double denominator = 0;             ///< of a count 0
    std::vector<std::int64_t> buckets;  ///< of a quantile

    [[nodiscard]] bool operator==(const Tally&) const = default;
};
/// The figure's value: per cent of a rate, working hours of a mean or quantile, else the number
/// itself. Empty when the denominator is zero: "—", which is not 0.
[[nodiscard]] std::optional<double> ValueOf(const Metric& metric, const Tally& tally);

/// Below it a rate says little, and is flagged.
inline constexpr std::int64_t kSmallSample = 10;

/// Whole per cents that add up to 100 for shares of a whole (largest remainder); all 0 when there
/// is nothing to share. In tenths of a per cent.
[[nodiscard]] std::vector<std::int64_t> SharesInTenths(std::span<const std::int64_t> parts);

}  // namespace liandong
