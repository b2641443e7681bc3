#include "app/figure_plan.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace liandong {
namespace {

struct Span {
    Step step = Step::kDay;
    Day from{};
    Day to{};
};

// Whole months in the middle, days before and behind.
std::vector<Span> SpansOf(Day from, Day to, bool by_day) {
    if (by_day) return {{Step::kDay, from, to}};
    constexpr std::chrono::days kOne{1};
    const Day first = from == FirstOfMonth(from) ? from : LastOfMonth(from) + kOne;
    const Day last = to == LastOfMonth(to) ? to : FirstOfMonth(to) - kOne;
    if (last < first) return {{Step::kDay, from, to}};
    std::vector<Span> spans;
    if (from < first) spans.push_back({Step::kDay, from, first - kOne});
    spans.push_back({Step::kMonth, first, last});
    if (last < to) spans.push_back({Step::kDay, last + kOne, to});
    return spans;
}

struct Dimensions {
    bool unit = false;
    bool place = false;
    bool category = false;
    bool type = false;
    bool channel = false;

    [[nodiscard]] int Count() const {
        return int{unit} + int{place} + int{category} + int{type} + int{channel};
    }
};

Dimensions DimensionsOf(const FigureScope& scope, GroupBy group) {
    return {scope.units || group == GroupBy::kUnit,
            scope.places || group == GroupBy::kDistrict || group == GroupBy::kStreet,
            scope.categories || group == GroupBy::kCategory, scope.type || group == GroupBy::kType,
            scope.channel || group == GroupBy::kChannel};
}

using Codes = std::optional<std::vector<std::string>>;

Codes One(std::string_view code) { return std::vector<std::string>{std::string(code)}; }

class Planner {
public:
    Planner(const std::vector<Measure>& measures, const FigureScope& scope, GroupBy group,
            const Codes& known)
        : measures_(measures),
          scope_(scope),
          group_(group),
          known_(known),
          dimensions_(DimensionsOf(scope, group)) {}

    SumQuestion Plan() {
        for (const Span& span : SpansOf(scope_.from, scope_.to, group_ == GroupBy::kDay)) {
            if (dimensions_.Count() <= 1) {
                Alone(span);
            } else if (span.step == Step::kMonth && !dimensions_.type && !dimensions_.channel) {
                Together(span);
            } else {
                FromFacts(span);
            }
        }
        return std::move(question_);
    }

private:
    CounterQuestion Begin(const Span& span, Grain grain) const {
        CounterQuestion part;
        part.measures = measures_;
        part.grain = grain;
        part.step = span.step;
        const auto period = span.step == Step::kDay ? DayPeriod : MonthPeriod;
        part.from = period(span.from);
        part.to = period(span.to);
        if (group_ == GroupBy::kDay || group_ == GroupBy::kMonth) {
            part.split = CounterQuestion::Split::kPeriod;
        }
        return part;
    }

    void Alone(const Span& span) {
        using Split = CounterQuestion::Split;
        const auto add = [&](Grain grain, const Codes& codes, bool is_group) {
            CounterQuestion part = Begin(span, grain);
            part.first = codes;
            if (is_group) {
                part.split = Split::kFirst;
                // A walk over every day of every code would be long; a list makes it short.
                if (!part.first && span.step == Step::kDay) part.first = known_;
            }
            question_.counters.push_back(std::move(part));
        };
        if (dimensions_.unit) {
            add(Grain::kUnit, scope_.units, group_ == GroupBy::kUnit);
        } else if (dimensions_.place) {
            add(Grain::kPlace, scope_.places,
                group_ == GroupBy::kDistrict || group_ == GroupBy::kStreet);
        } else if (dimensions_.category) {
            add(Grain::kCategory, scope_.categories, group_ == GroupBy::kCategory);
        } else if (dimensions_.type) {
            add(Grain::kType, scope_.type ? One(Code(*scope_.type)) : Codes{},
                group_ == GroupBy::kType);
        } else if (dimensions_.channel) {
            add(Grain::kChannel, scope_.channel ? One(Code(*scope_.channel)) : Codes{},
                group_ == GroupBy::kChannel);
        } else {
            add(Grain::kCity, Codes{}, false);
        }
    }

    void Together(const Span& span) {
        using Split = CounterQuestion::Split;
        const bool with_unit = dimensions_.unit;
        CounterQuestion part =
            Begin(span, with_unit ? Grain::kUnitCategoryPlace : Grain::kPlaceCategory);
        part.first = with_unit ? scope_.units : scope_.places;
        part.second = scope_.categories;
        if (with_unit) part.third = scope_.places;
        if (group_ == GroupBy::kUnit) part.split = Split::kFirst;
        if (group_ == GroupBy::kCategory) part.split = Split::kSecond;
        if (group_ == GroupBy::kDistrict || group_ == GroupBy::kStreet) {
            part.split = with_unit ? Split::kThird : Split::kFirst;
        }
        question_.counters.push_back(std::move(part));
    }

    void FromFacts(const Span& span) {
        std::vector<FactKind> kinds;
        for (const Measure measure : measures_) {
            if (std::ranges::find(kinds, KindOf(measure)) == kinds.end()) {
                kinds.push_back(KindOf(measure));
            }
        }
        for (const FactKind kind : kinds) {
            FactQuestion part;
            part.filter = {kind,
                           1,
                           span.from,
                           span.to,
                           scope_.units,
                           scope_.places,
                           scope_.categories,
                           scope_.type,
                           scope_.channel,
                           std::nullopt};
            part.split = SplitOfFacts();
            question_.facts.push_back(std::move(part));
        }
    }

    [[nodiscard]] FactQuestion::Split SplitOfFacts() const {
        using Split = FactQuestion::Split;
        switch (group_) {
            case GroupBy::kNone: return Split::kNone;
            case GroupBy::kUnit: return Split::kUnit;
            case GroupBy::kDistrict:
            case GroupBy::kStreet: return Split::kPlace;
            case GroupBy::kCategory: return Split::kCategory;
            case GroupBy::kType: return Split::kType;
            case GroupBy::kChannel: return Split::kChannel;
            case GroupBy::kDay:
            case GroupBy::kMonth: return Split::kDay;
        }
        return Split::kNone;
    }

    const std::vector<Measure>& measures_;
    const FigureScope& scope_;
    GroupBy group_;
    const Codes& known_;
    Dimensions dimensions_;
    SumQuestion question_;
};

bool IsOneOf(const std::vector<Measure>& measures, Measure measure) {
    return std::ranges::find(measures, measure) != measures.end();
}

}  // namespace

SumQuestion PlanSum(const std::vector<Measure>& measures, const FigureScope& scope, GroupBy group,
                    const Codes& known) {
    return Planner(measures, scope, group, known).Plan();
}

Tally TallyOf(const Metric& metric, const std::vector<SumLine>& lines, bool assessed) {
    const bool is_quantile =
        metric.shape == MetricShape::kMedian || metric.shape == MetricShape::kP90;
    Tally tally;
    if (is_quantile) tally.buckets.assign(metric.numerator.size(), 0);
    for (const SumLine& line : lines) {
        if (assessed && line.exempt) continue;
        const auto total = static_cast<double>(line.total);
        if (IsOneOf(metric.numerator, line.measure)) {
            if (is_quantile) {
                const auto at = std::ranges::find(metric.numerator, line.measure);
                tally.buckets[static_cast<std::size_t>(at - metric.numerator.begin())] +=
                    line.total;
            }
            tally.numerator += total;
        }
        if (metric.half == line.measure) tally.numerator += total / 2;
        if (IsOneOf(metric.denominator, line.measure)) tally.denominator += total;
    }
    return tally;
}

}  // namespace liandong
