#include "app/assess_units.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/case_scope.hpp"
#include "app/figure_plan.hpp"
#include "app/read_figures.hpp"
#include "app/recount_figures.hpp"
#include "app/view_words.hpp"
#include "codec/event_codec.hpp"

namespace liandong {
namespace {

using LinesByUnit = std::map<std::string, std::vector<SumLine>>;

std::vector<Measure> MeasuresOfRules(const AssessmentRules& rules) {
    std::set<Measure> all{Measure::kHandlingDue};
    const auto add = [&](const std::string& figure) {
        const Metric* metric = FindMetric(figure);
        if (metric == nullptr) return;
        for (const Measure measure : MeasuresOf(*metric)) all.insert(measure);
    };
    for (const AssessmentPart& part : rules.parts) add(part.figure);
    for (const AssessmentAdjustment& adjustment : rules.adjustments) add(adjustment.code);
    return {all.begin(), all.end()};
}

Tally TallyFor(const std::string& figure, const std::vector<SumLine>& lines, bool assessed) {
    const Metric* metric = FindMetric(figure);
    return metric == nullptr ? Tally{} : TallyOf(*metric, lines, assessed);
}

// A district answers for its streets, a department for its branches.
std::vector<SumLine> LinesWithin(const City& city, const UnitCode& root, const LinesByUnit& all) {
    std::vector<SumLine> lines;
    for (const auto& [unit, own] : all) {
        if (city.IsWithin(UnitCode{unit}, root)) lines.insert(lines.end(), own.begin(), own.end());
    }
    return lines;
}

std::vector<UnitFigures> FiguresOf(const City& city, const AssessmentRules& rules,
                                   const LinesByUnit& all) {
    std::vector<UnitFigures> figures;
    for (const Unit& unit : city.units) {
        const auto lines = LinesWithin(city, unit.code, all);
        UnitFigures& of = figures.emplace_back();
        of.unit = unit.code;
        of.sample =
            static_cast<std::int64_t>(TallyFor("finished_on_time_rate", lines, true).denominator);
        for (const AssessmentPart& part : rules.parts) {
            of.parts.push_back(
                {TallyFor(part.figure, lines, true), TallyFor(part.figure, lines, false)});
        }
        for (const AssessmentAdjustment& adjustment : rules.adjustments) {
            of.adjustments.push_back(
                static_cast<std::int64_t>(TallyFor(adjustment.code, lines, true).numerator));
        }
    }
    return figures;
}

Result<Assessment> Reckon(const City& city, const StoredRules& stored, const std::string& period,
                          std::int64_t log_index, const LinesByUnit& lines) {
    Assessment assessment;
    assessment.period = period;
    assessment.log_index = log_index;
    assessment.rules_version = stored.version;
    LD_TRY(assessment.rules, DecodeRules(stored.text));
    assessment.groups =
        ScoreUnits(assessment.rules, city, FiguresOf(city, assessment.rules, lines));
    return assessment;
}

// Kept as "user:supervisor@L08", told as the name of whoever that is.
Result<std::string> MakerOf(const std::string& made_by, ViewWords& words) {
    LD_TRY(const Actor actor, DecodeActor(made_by));
    LD_TRY(ActorView maker, words.ActorOf(actor));
    return std::move(maker.name);
}

}  // namespace

Result<StoredRules> RulesOfMonth(FiguresStore& figures, const City& city, std::pair<Day, Day> month,
                                 Deadline deadline) {
    LD_TRY(const auto all, figures.AllRules(deadline));
    const Instant end = StartOf(month.second + std::chrono::days{1}, city.calendar.offset);
    const StoredRules* found = nullptr;
    for (const StoredRules& rules : all) {
        if (rules.since < end) found = &rules;
    }
    if (found == nullptr && !all.empty()) found = &all.front();
    if (found != nullptr) return *found;
    const std::string text = EncodeRules(city.assessment);
    return StoredRules{RulesVersion(text), {}, text};
}

Result<Assessment> AssessMonth(const Services& services, const Principal& who,
                               const std::string& period, Deadline deadline) {
    const bool may = who.city_permissions.contains("*") || who.city_permissions.contains("assess");
    if (!may) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    LD_TRY(const auto month, MonthOf(period));
    const auto city = services.city.Current();
    FiguresStore& figures = services.store.Figures();
    LD_TRY(const StoredRules stored, RulesOfMonth(figures, *city, month, deadline));
    LD_TRY(const AssessmentRules rules, DecodeRules(stored.text));
    CounterQuestion part;
    part.measures = MeasuresOfRules(rules);
    part.grain = Grain::kUnit;
    part.from = part.to = MonthPeriod(month.first);
    part.split = CounterQuestion::Split::kFirst;
    SumQuestion question;
    question.counters.push_back(std::move(part));
    LD_TRY(const SumAnswer answer, figures.Sum(question, deadline));
    if (answer.position.log_index < 0 || answer.position.formulas != kFormulas) {
        Error error = Unavailable("the figures are being counted anew");
        error.code = "figures_behind";
        return Failure{std::move(error)};
    }
    LinesByUnit lines;
    for (const SumLine& line : answer.lines) lines[line.group].push_back(line);
    LD_TRY(auto assessment, Reckon(*city, stored, period, answer.position.log_index, lines));
    const Instant now = services.clock.Now();
    assessment.made_at = FormatRfc3339(now, city->calendar.offset);
    assessment.made_by = EncodeActor(who.actor);
    LD_TRY(figures.KeepAssessment({MonthPeriod(month.first), assessment.log_index, stored.version,
                                   now, assessment.made_by, EncodeAssessment(assessment)},
                                  deadline));
    ViewWords words(*city, services.store, deadline);
    LD_TRY(assessment.made_by, MakerOf(assessment.made_by, words));
    return assessment;
}

Result<Assessment> AssessAgain(const Services& services, const std::string& period,
                               std::int64_t log_index, Deadline deadline) {
    LD_TRY(const auto month, MonthOf(period));
    const auto city = services.city.Current();
    LD_TRY(const StoredRules stored,
           RulesOfMonth(services.store.Figures(), *city, month, deadline));
    LD_TRY(const Counters counters, CountAgain({services.store, services.clock, services.city},
                                               log_index, month.first, month.second, deadline));
    LinesByUnit lines;
    for (const auto& [key, total] : counters) {
        if (key.grain != Grain::kUnit || key.step != Step::kMonth) continue;
        lines[key.first].push_back({key.first, key.measure, key.exempt, total, 0});
    }
    return Reckon(*city, stored, period, log_index, lines);
}

Result<Assessment> ReadAssessment(const Services& services, const Principal& who,
                                  const std::string& period, Deadline deadline) {
    LD_TRY(const auto month, MonthOf(period));
    const auto city = services.city.Current();
    LD_TRY(const auto seen, UnitsSeen(who, *city, "view", {}));
    LD_TRY(const auto found,
           services.store.Figures().Assessments(MonthPeriod(month.first), 1, deadline));
    if (found.empty()) {
        return Failure{NotFound("not_assessed", "This month has not been assessed yet.")};
    }
    LD_TRY(auto assessment, DecodeAssessment(found.front().text));
    ViewWords words(*city, services.store, deadline);
    LD_TRY(assessment.made_by, MakerOf(assessment.made_by, words));
    if (!seen) return assessment;
    for (GroupScore& group : assessment.groups) {
        std::erase_if(group.units, [&](const UnitScore& unit) {
            return std::ranges::find(*seen, unit.unit) == seen->end();
        });
    }
    return assessment;
}

Result<std::vector<AssessmentBrief>> ListAssessments(const Services& services,
                                                     const std::string& period, Deadline deadline) {
    constexpr std::int32_t kAtMost = 100;
    LD_TRY(const auto month, MonthOf(period));
    const auto city = services.city.Current();
    LD_TRY(const auto found,
           services.store.Figures().Assessments(MonthPeriod(month.first), kAtMost, deadline));
    ViewWords words(*city, services.store, deadline);
    std::vector<AssessmentBrief> briefs;
    briefs.reserve(found.size());
    for (const StoredAssessment& made : found) {
        LD_TRY(auto maker, MakerOf(made.made_by, words));
        briefs.push_back({PeriodText(made.period), made.log_index, made.rules_version,
                          words.Local(made.made_at), std::move(maker)});
    }
    return briefs;
}

}  // namespace liandong
