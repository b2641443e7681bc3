#include "app/read_figures.hpp"

#include <algorithm>
#include <map>

#include "app/case_scope.hpp"

namespace liandong {
namespace {

using Codes = std::optional<std::vector<std::string>>;

constexpr std::chrono::days kPeriodMax{366 * 20};
constexpr std::chrono::days kDaysMax{366 * 2};
constexpr std::chrono::days kFactDaysMax{366};

Error BadPeriod(std::string why) {
    Error error = Invalid("bad_period", "The period is not as it should be: " + why);
    error.args = {{"problem", std::move(why)}};
    return error;
}

template <class C>
std::vector<std::string> Texts(const std::vector<C>& codes) {
    std::vector<std::string> texts;
    for (const C& code : codes) texts.push_back(code.value);
    return texts;
}

Result<Codes> PlacesOf(const City& city, const PlaceCode& wanted) {
    if (wanted.value.empty()) return Codes{};
    const Place* place = city.FindPlace(wanted);
    if (place == nullptr || place->kind == PlaceKind::kCommunity) {
        return Failure{
            Invalid("unknown_place", "Figures are kept by district and street; this is neither.")};
    }
    return Codes{Texts(PlacesWithin(city, wanted))};
}

Result<Codes> CategoriesOf(const City& city, const std::string& wanted) {
    if (wanted.empty()) return Codes{};
    // A code that the city dropped may still be asked for; what is no code may not.
    const bool is_code = wanted.size() <= 32 && std::ranges::all_of(wanted, [](char c) {
                             return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                                    (c >= 'a' && c <= 'z') || c == '_' || c == '-';
                         });
    if (!is_code) return Failure{Invalid("unknown_category", "There is no such category.")};
    std::vector<std::string> codes{wanted};
    for (const Category& category : city.categories) {
        if (category.code.value != wanted && category.code.value.starts_with(wanted)) {
            codes.push_back(category.code.value);
        }
    }
    return Codes{std::move(codes)};
}

// Every code that a group can have; what the city knows no more shows in the rest.
Codes KnownCodes(const City& city, GroupBy group) {
    std::vector<std::string> codes{""};
    switch (group) {
        case GroupBy::kUnit:
            for (const Unit& unit : city.units) codes.push_back(unit.code.value);
            return codes;
        case GroupBy::kDistrict:
        case GroupBy::kStreet:
            for (const Place& place : city.places) {
                if (place.kind != PlaceKind::kCommunity) codes.push_back(place.code.value);
            }
            return codes;
        case GroupBy::kCategory:
            for (const Category& category : city.categories) codes.push_back(category.code.value);
            return codes;
        case GroupBy::kNone:
        case GroupBy::kType:
        case GroupBy::kChannel:
        case GroupBy::kDay:
        case GroupBy::kMonth: return {};
    }
    return {};
}

template <class E>
std::string LabelOf(const std::string& code) {
    const auto found = FromCode<E>(code);
    return found ? std::string(Label(*found)) : code;
}

class Reader {
public:
    Reader(const City& city, const Metric& metric, const FigureQuestion& question)
        : city_(city), metric_(metric), question_(question) {}

    /// `is_total` tells of a part of the plan whether it makes up the whole.
    template <class IsTotal>
    void Add(const SumAnswer& answer, const IsTotal& is_total) {
        std::vector<SumLine> whole;
        std::map<std::string, std::vector<SumLine>> by_group;
        for (const SumLine& line : answer.lines) {
            if (is_total(line.part)) {
                whole.push_back(line);
            } else {
                by_group[GroupOf(line.group)].push_back(line);
            }
        }
        view_.metric = metric_.code;
        view_.name = metric_.name;
        view_.from = FormatDay(question_.from);
        view_.to = FormatDay(question_.to);
        view_.log_index = answer.position.log_index;
        view_.total = ValueOfLines(whole);
        for (const auto& [group, lines] : by_group) Line(group, ValueOfLines(lines));
        if (question_.group != GroupBy::kNone) Rest();
        Order();
    }

    void AddOutside(const std::vector<OutsideSum>& sums, const FiguresPosition& position) {
        view_.metric = metric_.code;
        view_.name = metric_.name;
        view_.from = FormatDay(question_.from);
        view_.to = FormatDay(question_.to);
        view_.log_index = position.log_index;
        std::map<std::string, Tally> by_group;
        Tally all;
        for (const OutsideSum& sum : sums) {
            const auto value = static_cast<double>(sum.total);
            if (sum.figure == metric_.outside_numerator) {
                all.numerator += value;
                by_group[sum.group].numerator += value;
            }
            if (sum.figure == metric_.outside_denominator) {
                all.denominator += value;
                by_group[sum.group].denominator += value;
            }
        }
        view_.total = ValueOfTallies(all, all);
        if (question_.group == GroupBy::kNone) return;
        for (const auto& [group, tally] : by_group) Line(group, ValueOfTallies(tally, tally));
    }

    FigureView Take() && { return std::move(view_); }

private:
    FigureValue ValueOfLines(const std::vector<SumLine>& lines) const {
        return ValueOfTallies(TallyOf(metric_, lines, true), TallyOf(metric_, lines, false));
    }
    FigureValue ValueOfTallies(const Tally& assessed, const Tally& record) const {
        FigureValue value;
        value.numerator = assessed.numerator;
        value.denominator = assessed.denominator;
        value.value = ValueOf(metric_, assessed);
        value.record_numerator = record.numerator;
        value.record_denominator = record.denominator;
        value.record_value = ValueOf(metric_, record);
        const double sample =
            metric_.shape == MetricShape::kCount ? assessed.numerator : assessed.denominator;
        value.is_small = sample < static_cast<double>(question_.sample_min);
        return value;
    }

    [[nodiscard]] std::string GroupOf(const std::string& code) const {
        switch (question_.group) {
            case GroupBy::kDistrict: return PlaceOfKind(code, PlaceKind::kDistrict);
            case GroupBy::kStreet: return PlaceOfKind(code, PlaceKind::kStreet);
            case GroupBy::kMonth: return code.substr(0, 7);  // "2026-03" of a day
            case GroupBy::kNone:
            case GroupBy::kUnit:
            case GroupBy::kCategory:
            case GroupBy::kType:
            case GroupBy::kChannel:
            case GroupBy::kDay: return code;
        }
        return code;
    }
    [[nodiscard]] std::string PlaceOfKind(const std::string& code, PlaceKind kind) const {
        const Place* place = city_.Enclosing(PlaceCode{code}, kind);
        return place == nullptr ? std::string() : place->code.value;
    }

    [[nodiscard]] std::string NameOf(const std::string& code) const {
        if (code.empty()) return "未定";
        switch (question_.group) {
            case GroupBy::kUnit: {
                const Unit* unit = city_.FindUnit(UnitCode{code});
                return unit == nullptr ? code : unit->name;
            }
            case GroupBy::kDistrict:
            case GroupBy::kStreet: {
                const Place* place = city_.FindPlace(PlaceCode{code});
                return place == nullptr ? code : place->name;
            }
            case GroupBy::kCategory: {
                const Category* category = city_.FindCategory(CategoryCode{code});
                return category == nullptr ? code : category->name;
            }
            case GroupBy::kType: return LabelOf<RequestType>(code);
            case GroupBy::kChannel: return LabelOf<Channel>(code);
            case GroupBy::kNone:
            case GroupBy::kDay:
            case GroupBy::kMonth: return code;
        }
        return code;
    }

    void Line(const std::string& group, FigureValue value) {
        view_.lines.push_back({group, NameOf(group), std::move(value), {}, {}});
    }

    // What lies with codes that the city no longer knows: the lines must add up to the whole.
    void Rest() {
        if (metric_.shape == MetricShape::kMedian || metric_.shape == MetricShape::kP90) return;
        Tally assessed{view_.total.numerator, view_.total.denominator, {}};
        Tally record{view_.total.record_numerator, view_.total.record_denominator, {}};
        for (const FigureLine& line : view_.lines) {
            assessed.numerator -= line.figure.numerator;
            assessed.denominator -= line.figure.denominator;
            record.numerator -= line.figure.record_numerator;
            record.denominator -= line.figure.record_denominator;
        }
        if (record.numerator == 0 && record.denominator == 0) return;
        view_.lines.push_back({"?", "其他", ValueOfTallies(assessed, record), {}, {}});
    }

    [[nodiscard]] bool IsByTime() const {
        return question_.group == GroupBy::kDay || question_.group == GroupBy::kMonth;
    }

    // Best first; those without a value or with too small a sample behind, in the order of codes.
    void Order() {
        if (question_.group == GroupBy::kNone) view_.lines.clear();
        if (metric_.shape == MetricShape::kCount) Share();
        if (IsByTime()) return;
        const auto can_rank = [](const FigureLine& line) {
            return line.figure.value.has_value() && !line.figure.is_small;
        };
        std::ranges::sort(view_.lines, [&](const FigureLine& a, const FigureLine& b) {
            if (can_rank(a) != can_rank(b)) return can_rank(a);
            if (can_rank(a) && a.figure.value != b.figure.value) {
                const bool is_more = *a.figure.value > *b.figure.value;
                return is_more == metric_.higher_is_better;
            }
            return a.group < b.group;
        });
        for (std::size_t i = 0; i < view_.lines.size() && can_rank(view_.lines[i]); ++i) {
            const bool is_equal =
                i > 0 && view_.lines[i].figure.value == view_.lines[i - 1].figure.value;
            view_.lines[i].rank =
                is_equal ? view_.lines[i - 1].rank : static_cast<std::int32_t>(i + 1);
        }
    }

    void Share() {
        constexpr double kTenths = 10;
        std::vector<std::int64_t> parts;
        for (const FigureLine& line : view_.lines) {
            parts.push_back(static_cast<std::int64_t>(line.figure.numerator));
        }
        const auto shares = SharesInTenths(parts);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            view_.lines[i].share = static_cast<double>(shares[i]) / kTenths;
        }
    }

    const City& city_;
    const Metric& metric_;
    const FigureQuestion& question_;
    FigureView view_;
};

SumQuestion PlanOutside(const Metric& metric, const FigureQuestion& question) {
    using Split = SumQuestion::Outside::Split;
    Split split = Split::kNone;
    if (question.group == GroupBy::kDay) split = Split::kDay;
    if (question.group == GroupBy::kMonth) split = Split::kMonth;
    SumQuestion plan;
    for (const std::string_view code : {metric.outside_numerator, metric.outside_denominator}) {
        if (code.empty()) continue;
        plan.outside.push_back({std::string(code), question.from, question.to, split});
    }
    return plan;
}

Result<const Metric*> CheckedMetric(const FigureQuestion& question) {
    const Metric* metric = FindMetric(question.metric);
    if (metric == nullptr) {
        return Failure{NotFound("no_such_figure", "There is no figure of that name.")};
    }
    if (question.to < question.from) return Failure{BadPeriod("it ends before it begins")};
    if (question.to - question.from > kPeriodMax) return Failure{BadPeriod("it is too long")};
    const auto days = question.to - question.from;
    if (question.group == GroupBy::kDay && days > kDaysMax) {
        return Failure{BadPeriod("at most two years by day")};
    }
    return metric;
}

bool IsScoped(const FigureScope& scope) {
    return scope.units || scope.places || scope.categories || scope.type || scope.channel;
}

// Kept by day are single dimensions only; several at once come from the facts, and not for ever.
Result<void> CheckWidth(const SumQuestion& plan) {
    for (const FactQuestion& part : plan.facts) {
        if (part.filter.to - part.filter.from > kFactDaysMax) {
            return Failure{BadPeriod("at most a year for so many conditions at once")};
        }
    }
    return {};
}

}  // namespace

Result<std::pair<Day, Day>> MonthOf(std::string_view text) {
    const auto first = ParseDay(std::string(text) + "-01");
    if (!first) return Failure{BadPeriod("write a month, such as 2026-03")};
    return std::pair(*first, LastOfMonth(*first));
}

Result<FigureScope> ScopeOf(const City& city, const Principal& who,
                            const FigureQuestion& question) {
    FigureScope scope;
    LD_TRY(const auto units, UnitsSeen(who, city, "view", question.unit));
    if (units) scope.units = Texts(*units);
    LD_TRY(scope.places, PlacesOf(city, question.place));
    LD_TRY(scope.categories, CategoriesOf(city, question.category));
    scope.type = question.type;
    scope.channel = question.channel;
    scope.from = question.from;
    scope.to = question.to;
    return scope;
}

Result<FigureView> ReadFigure(const Services& services, const Principal& who,
                              const FigureQuestion& question, Deadline deadline) {
    LD_TRY(const Metric* metric, CheckedMetric(question));
    const auto city = services.city.Current();
    LD_TRY(const FigureScope scope, ScopeOf(*city, who, question));
    Reader reader(*city, *metric, question);
    FiguresStore& figures = services.store.Figures();
    if (metric->IsOutside()) {
        const bool by_time = question.group == GroupBy::kDay || question.group == GroupBy::kMonth ||
                             question.group == GroupBy::kNone;
        if (IsScoped(scope) || !by_time) {
            return Failure{Invalid("group_not_possible",
                                   "This figure is reported for the whole city, by day.")};
        }
        LD_TRY(const auto answer, figures.Sum(PlanOutside(*metric, question), deadline));
        reader.AddOutside(answer.outside, answer.position);
        return std::move(reader).Take();
    }
    const auto measures = MeasuresOf(*metric);
    const SumQuestion total = PlanSum(measures, scope, GroupBy::kNone, {});
    SumQuestion plan = total;
    if (question.group != GroupBy::kNone) {
        const SumQuestion groups =
            PlanSum(measures, scope, question.group, KnownCodes(*city, question.group));
        plan.counters.insert(plan.counters.end(), groups.counters.begin(), groups.counters.end());
        plan.facts.insert(plan.facts.end(), groups.facts.begin(), groups.facts.end());
    }
    LD_TRY(CheckWidth(plan));
    LD_TRY(const SumAnswer answer, figures.Sum(plan, deadline));
    reader.Add(answer, [&](std::size_t part) {
        if (part < plan.counters.size()) return part < total.counters.size();
        return part - plan.counters.size() < total.facts.size();
    });
    return std::move(reader).Take();
}

Result<PageOf<FigureCase>> ListFigureCases(const Services& services, const Principal& who,
                                           const FigureQuestion& question, bool of_denominator,
                                           const Page& page, Deadline deadline) {
    LD_TRY(const Metric* metric, CheckedMetric(question));
    if (metric->IsOutside()) {
        return Failure{Invalid("no_cases_behind", "No cases stand behind a reported number.")};
    }
    const auto city = services.city.Current();
    LD_TRY(FigureScope scope, ScopeOf(*city, who, question));
    std::vector<Measure> measures =
        of_denominator && !metric->denominator.empty() ? metric->denominator : metric->numerator;
    if (!of_denominator && metric->half) measures.push_back(*metric->half);
    FactFilter filter;
    filter.kind = KindOf(measures.front());
    filter.any_of = 0;
    for (const Measure measure : measures) {
        // A sum of amounts is made of every fact of its kind.
        const int bit = BitOf(measure) == kAmountBit ? 0 : BitOf(measure);
        filter.any_of = static_cast<std::uint16_t>(filter.any_of | (1U << bit));
    }
    filter.from = question.from;
    filter.to = question.to;
    filter.units = std::move(scope.units);
    filter.places = std::move(scope.places);
    filter.categories = std::move(scope.categories);
    filter.type = scope.type;
    filter.channel = scope.channel;
    LD_TRY(const auto found, services.store.Figures().ListFacts(filter, page, deadline));
    PageOf<FigureCase> lines{{}, found.next};
    for (const auto& [id, fact] : found.items) {
        const Unit* unit = city->FindUnit(fact.unit);
        const Category* category = city->FindCategory(fact.category);
        const Place* place = city->FindPlace(fact.place);
        lines.items.push_back({id, AssignmentNo{fact.no}, FormatDay(fact.day), fact.unit,
                               unit == nullptr ? "" : unit->name, fact.category,
                               category == nullptr ? "" : category->name, fact.place,
                               place == nullptr ? "" : place->name, fact.exempt});
    }
    return lines;
}

}  // namespace liandong
