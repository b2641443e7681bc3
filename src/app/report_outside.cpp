#include "app/report_outside.hpp"

#include <algorithm>
#include <cmath>

#include "app/case_change.hpp"
#include "app/read_figures.hpp"
#include "base/text.hpp"
#include "domain/assessment/card.hpp"

namespace liandong {
namespace {

constexpr std::chrono::days kOne{1};

bool MayInCity(const Principal& who, std::string_view permission) {
    return who.city_permissions.contains("*") || who.city_permissions.contains(permission);
}

struct Span {
    Day from{};
    Day to{};
};

Result<Span> SpanOf(const std::string& period) {
    if (const auto month = MonthOf(period)) return Span{month->first, month->second};
    const auto first = ParseDay(period + "-01-01");
    const auto last = ParseDay(period + "-12-31");
    if (first && last) return Span{*first, *last};
    return Failure{Invalid("bad_period", "Write a year or a month, such as 2026 or 2026-03.")};
}

// The same day of the year before; 29 February becomes the 28th.
Day YearBefore(Day day) {
    const std::chrono::year_month_day date{day};
    const auto same = (date.year() - std::chrono::years{1}) / date.month() / date.day();
    if (same.ok()) return Day{std::chrono::local_days{same}};
    return Day{std::chrono::local_days{same.year() / same.month() / std::chrono::last}};
}

std::string Signed(double value, std::string_view unit) {
    // Two decimals, as reports have them.
    const auto cents = static_cast<std::int64_t>(std::round(std::abs(value) * 100));
    std::string text = value < 0 && cents > 0 ? "−" : "+";
    text += std::to_string(cents / 100) + "." + (cents % 100 < 10 ? "0" : "") +
            std::to_string(cents % 100);
    return text + std::string(unit);
}

class Card {
public:
    Card(const Services& services, const Principal& who, Span now, Span before, Deadline deadline)
        : services_(services), who_(who), now_(now), before_(before), deadline_(deadline) {}

    Result<CardLine> Line(const FigureCard::Item& item) {
        CardLine line;
        line.figure = item.figure;
        line.name = item.name;
        line.is_up = item.is_up;
        line.in_points = item.in_points;
        line.is_outside = item.is_outside;
        LD_TRY(line.now, ValueIn(item.figure, now_));
        LD_TRY(line.before, ValueIn(item.figure, before_));
        line.change = item.in_points ? ChangeInPoints(line.now, line.before)
                                     : RelativeChange(line.now, line.before);
        line.text = "—";
        if (!line.change) return line;
        line.text = Signed(*line.change, item.in_points ? " 个百分点" : "%");
        line.is_reached = item.is_up ? *line.change > 0 : *line.change < 0;
        return line;
    }
    [[nodiscard]] std::int64_t LogIndex() const { return log_index_; }

private:
    Result<std::optional<double>> ValueIn(const std::string& figure, Span span) {
        FigureQuestion question;
        question.metric = figure;
        question.from = span.from;
        question.to = span.to;
        LD_TRY(const FigureView view, ReadFigure(services_, who_, question, deadline_));
        log_index_ = view.log_index;
        // Nobody reported anything: that is not zero.
        const bool is_silent = FindMetric(figure)->IsOutside() && view.total.numerator == 0;
        if (is_silent) return std::optional<double>{};
        return view.total.value;
    }

    const Services& services_;
    const Principal& who_;
    Span now_;
    Span before_;
    Deadline deadline_;
    std::int64_t log_index_ = 0;
};

}  // namespace

Result<void> ReportOutside(const Services& services, const Principal& who,
                           const EnterOutside& entry, Deadline deadline) {
    constexpr std::int64_t kValueMax = 1'000'000'000'000;
    if (!MayInCity(who, "enter_figures")) {
        return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    }
    if (FindOutsideFigure(entry.figure) == nullptr) {
        return Failure{Invalid("unknown_figure", "No such figure is reported from outside.")};
    }
    if (entry.value < 0 || entry.value > kValueMax) {
        return Failure{Invalid("bad_value", "The value must be a whole number, not below zero.")};
    }
    const auto city = services.city.Current();
    const Instant now = services.clock.Now();
    const auto day = ParseDay(entry.day);
    if (!day || *day > DayOf(now, city->calendar.offset)) {
        return Failure{Invalid("bad_day", "Write a day that is not in the future: 2026-03-31.")};
    }
    LD_TRY(const CaseId stream,
           services.store.NewCaseId(DayOf(now, city->calendar.offset), deadline));
    ChangeSet changes;
    changes.records.push_back(
        MakeRecord(stream, OutsideFigureReported{entry.figure, FormatDay(*day), entry.value},
                   who.actor, now, *city));
    return services.store.Commit(changes, deadline);
}

Result<std::vector<OutsideLine>> ListOutside(const Services& services, const Principal& who,
                                             Day from, Day to, Deadline deadline) {
    constexpr std::chrono::days kLongest{366 * 2};
    constexpr std::int32_t kAtMost = 20'000;
    if (!MayAnywhere(who, "view")) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    if (to < from || to - from > kLongest) {
        return Failure{Invalid("bad_period", "At most two years, beginning before they end.")};
    }
    const auto city = services.city.Current();
    LD_TRY(const auto found, services.store.Figures().ListOutside(from, to, kAtMost, deadline));
    std::vector<OutsideLine> lines;
    for (const OutsideReport& report : found) {
        const OutsideFigure* figure = FindOutsideFigure(report.figure);
        lines.push_back(
            {report.figure,
             std::string(figure == nullptr ? std::string_view(report.figure) : figure->name),
             FormatDay(report.day),
             report.value,
             report.entered_by,
             {report.entered_at, city->calendar.offset}});
    }
    return lines;
}

Result<CardView> ReadCard(const Services& services, const Principal& who, const std::string& period,
                          Deadline deadline) {
    if (!MayAnywhere(who, "view")) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    LD_TRY(Span now, SpanOf(period));
    const auto city = services.city.Current();
    const Day yesterday = DayOf(services.clock.Now(), city->calendar.offset) - kOne;
    now.to = std::max(now.from, std::min(now.to, yesterday));
    const Span before{YearBefore(now.from), YearBefore(now.to)};
    CardView view;
    view.name = city->card.name;
    view.from = FormatDay(now.from);
    view.to = FormatDay(now.to);
    view.before_from = FormatDay(before.from);
    view.before_to = FormatDay(before.to);
    // The card is the city's own, whoever looks at it.
    const Principal system = SystemPrincipal();
    Card card(services, system, now, before, deadline);
    for (const FigureCard::Item& item : city->card.items) {
        LD_TRY(auto line, card.Line(item));
        if (line.is_reached.value_or(false)) ++(item.is_up ? view.up : view.down);
        view.lines.push_back(std::move(line));
    }
    view.log_index = card.LogIndex();
    return view;
}

}  // namespace liandong
