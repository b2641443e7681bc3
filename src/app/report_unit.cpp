#include "app/report_unit.hpp"

#include <algorithm>
#include <tuple>

#include "app/case_scope.hpp"

namespace liandong {
namespace {

constexpr std::chrono::days kOne{1};

// One plan for several scopes: which parts of the answer belong to which.
class Bundle {
public:
    void Add(const SumQuestion& plan) {
        ends_.push_back((ends_.empty() ? 0 : ends_.back()) + plan.counters.size());
        question_.counters.insert(question_.counters.end(), plan.counters.begin(),
                                  plan.counters.end());
    }
    [[nodiscard]] const SumQuestion& Question() const { return question_; }
    [[nodiscard]] std::vector<std::vector<SumLine>> Sort(const SumAnswer& answer) const {
        std::vector<std::vector<SumLine>> sorted(ends_.size());
        for (const SumLine& line : answer.lines) {
            const auto at = std::ranges::upper_bound(ends_, line.part);
            sorted[static_cast<std::size_t>(at - ends_.begin())].push_back(line);
        }
        return sorted;
    }

private:
    SumQuestion question_;
    std::vector<std::size_t> ends_;
};

std::vector<Measure> EveryMeasure() {
    std::vector<Measure> all;
    for (const Metric& metric : Metrics()) {
        const auto own = MeasuresOf(metric);
        all.insert(all.end(), own.begin(), own.end());
    }
    std::ranges::sort(all);
    const auto twice = std::ranges::unique(all);
    all.erase(twice.begin(), twice.end());
    return all;
}

FigureValue ValueFor(const Metric& metric, const std::vector<SumLine>& lines) {
    const Tally assessed = TallyOf(metric, lines, true);
    const Tally record = TallyOf(metric, lines, false);
    FigureValue value;
    value.numerator = assessed.numerator;
    value.denominator = assessed.denominator;
    value.value = ValueOf(metric, assessed);
    value.record_numerator = record.numerator;
    value.record_denominator = record.denominator;
    value.record_value = ValueOf(metric, record);
    value.is_small = metric.shape != MetricShape::kCount &&
                     assessed.denominator < static_cast<double>(kSmallSample);
    return value;
}

Result<void> AddScore(const Services& services, UnitReport& report, Deadline deadline) {
    const Principal system = SystemPrincipal();
    const auto found = ReadAssessment(services, system, report.period, deadline);
    if (!found) {
        if (found.error().kind == ErrorKind::kNotFound) return {};
        return Failure{found.error()};
    }
    report.rules_version = found->rules_version;
    for (const GroupScore& group : found->groups) {
        const auto unit = std::ranges::find(group.units, report.unit, &UnitScore::unit);
        if (unit == group.units.end()) continue;
        report.score = *unit;
        report.group_name = group.name;
        report.group_size = static_cast<std::int32_t>(std::ranges::count_if(
            group.units, [](const UnitScore& of) { return of.rank.has_value(); }));
    }
    return {};
}

std::string Whole(double value) { return ShortNumber(value); }

std::vector<std::string> CellsOf(const UnitReport::Line& line) {
    const bool is_count = line.shape == MetricShape::kCount;
    return {line.name,
            FigureText(line.shape, line.now.value) + (line.now.is_small ? "（样本少）" : ""),
            is_count ? Whole(line.now.numerator)
                     : Whole(line.now.numerator) + " / " + Whole(line.now.denominator),
            FigureText(line.shape, line.now.record_value),
            FigureText(line.shape, line.before),
            FigureText(line.shape, line.city)};
}

PaperTable FigureTable(const UnitReport& report) {
    PaperTable table{{{"指标", 4, CellAlign::kStart},
                      {"本月", 2.4, CellAlign::kEnd},
                      {"分子 / 分母", 2.4, CellAlign::kEnd},
                      {"申诉剔除前", 2, CellAlign::kEnd},
                      {"上月", 2, CellAlign::kEnd},
                      {"全市", 2, CellAlign::kEnd}},
                     {}};
    for (const auto& line : report.lines) table.rows.push_back(CellsOf(line));
    return table;
}

PaperTable ScoreTable(const UnitScore& score) {
    PaperTable table{{{"考核项", 2.4, CellAlign::kStart},
                      {"实际值", 1.6, CellAlign::kEnd},
                      {"分值", 1.2, CellAlign::kEnd},
                      {"算式", 5, CellAlign::kStart},
                      {"得分", 1.2, CellAlign::kEnd}},
                     {}};
    for (const PartScore& part : score.parts) {
        table.rows.push_back({part.name, FigureText(MetricShape::kRate, part.value),
                              ShortNumber(part.weight), part.arithmetic,
                              part.value ? ShortNumber(part.score) : "—"});
    }
    for (const AdjustmentScore& adjustment : score.adjustments) {
        table.rows.push_back({adjustment.name, std::to_string(adjustment.count) + " 件", "",
                              adjustment.arithmetic, ShortNumber(adjustment.score)});
    }
    return table;
}

std::string MonthInWords(const std::string& period) {
    const auto dash = period.find('-');
    const std::string month = period.substr(dash + (period[dash + 1] == '0' ? 2 : 1));
    return period.substr(0, dash) + " 年 " + month + " 月";
}

std::vector<TableColumn> FigureColumns() {
    return {{"分组", 30}, {"代码", 14}, {"分子", 12},  {"分母", 12},      {"值", 12},
            {"名次", 8},  {"占比", 8},  {"样本少", 8}, {"申诉剔除前", 14}};
}

TableCell Number(std::optional<double> value) {
    if (!value) return std::string("—");
    return *value;
}

std::vector<TableCell> TableCells(const std::string& name, const std::string& code,
                                  const FigureValue& value, const FigureLine* line) {
    std::vector<TableCell> cells{name, code, value.numerator, value.denominator,
                                 Number(value.value)};
    const bool ranked = line != nullptr && line->rank;
    cells.push_back(ranked ? TableCell{std::int64_t{*line->rank}} : TableCell{});
    const bool shared = line != nullptr && line->share;
    cells.push_back(shared ? TableCell{*line->share} : TableCell{});
    cells.emplace_back(std::string(value.is_small ? "是" : ""));
    cells.push_back(Number(value.record_value));
    return cells;
}

Result<ExportedTable> Finished(const Services& services, const Principal& who, TableSink& sink,
                               const std::string& list, TableFormat format, std::int64_t rows,
                               Deadline deadline) {
    ExportedTable table{nullptr, std::string(sink.MediaType()), rows};
    LD_TRY(table.file, sink.Finish());
    LD_TRY(RecordExport(services, who, list, Code(format), rows, deadline));
    return table;
}

}  // namespace

std::string FigureText(MetricShape shape, std::optional<double> value) {
    if (!value) return "—";
    switch (shape) {
        case MetricShape::kRate: return ShortNumber(*value) + "%";
        case MetricShape::kCount: return ShortNumber(*value);
        case MetricShape::kMean:
        case MetricShape::kMedian:
        case MetricShape::kP90: return ShortNumber(*value) + " 小时";
    }
    return "—";
}

Result<UnitReport> MakeUnitReport(const Services& services, const Principal& who,
                                  const UnitCode& unit, const std::string& period,
                                  Deadline deadline) {
    LD_TRY(const auto month, MonthOf(period));
    const auto city = services.city.Current();
    const Unit* found = city->FindUnit(unit);
    if (found == nullptr) return Failure{Invalid("unknown_unit", "There is no such unit.")};
    LD_TRY(const auto seen, UnitsSeen(who, *city, "view", unit));
    if (seen && std::ranges::find(*seen, unit) == seen->end()) {
        return Failure{ToError({RefusalCode::kNotYours, {}})};
    }
    UnitReport report;
    report.unit = unit;
    report.unit_name = found->name;
    report.period = period;
    report.city_name = city->name;
    report.made_at = services.clock.Now();
    report.offset = city->calendar.offset;
    FigureScope scope;
    scope.units.emplace();
    for (const UnitCode& code : UnitsWithin(*city, unit)) scope.units->push_back(code.value);
    std::tie(scope.from, scope.to) = month;
    FigureScope before = scope;
    before.to = month.first - kOne;
    before.from = FirstOfMonth(before.to);
    FigureScope whole;
    std::tie(whole.from, whole.to) = month;
    const auto measures = EveryMeasure();
    Bundle bundle;
    for (const FigureScope* part : {&scope, &before, &whole}) {
        bundle.Add(PlanSum(measures, *part, GroupBy::kNone, {}));
    }
    LD_TRY(const SumAnswer answer, services.store.Figures().Sum(bundle.Question(), deadline));
    report.log_index = answer.position.log_index;
    const auto sorted = bundle.Sort(answer);
    for (const Metric& metric : Metrics()) {
        if (metric.IsOutside()) continue;
        report.lines.push_back({std::string(metric.code), std::string(metric.name),
                                std::string(metric.formula), metric.shape,
                                ValueFor(metric, sorted[0]),
                                ValueOf(metric, TallyOf(metric, sorted[1], true)),
                                ValueOf(metric, TallyOf(metric, sorted[2], true))});
    }
    LD_TRY(AddScore(services, report, deadline));
    return report;
}

Paper PaperOf(const UnitReport& report) {
    Paper document;
    document.issuer = report.city_name + "12345 热线";
    document.title = report.unit_name + "诉求办理月度报告";
    document.subtitle = MonthInWords(report.period);
    document.footer = report.unit_name + " " + report.period;
    document.made_at = report.made_at;
    document.blocks.emplace_back(PaperHeading{"一、考核得分", 1});
    if (report.score) {
        const UnitScore& score = *report.score;
        std::string text = "本月应办 " + std::to_string(score.sample) + " 件，得分 " +
                           (score.score ? ShortNumber(*score.score) : "—") + "。";
        text += score.rank
                    ? "在“" + report.group_name + "”组 " + std::to_string(report.group_size) +
                          " 个单位中列第 " + std::to_string(*score.rank) + "。"
                    : std::string("样本不足，单列，不参加排序。");
        document.blocks.emplace_back(PaperParagraph{text, true, false});
        document.blocks.emplace_back(ScoreTable(score));
        if (!score.arithmetic.empty()) {
            document.blocks.emplace_back(PaperParagraph{"合计：" + score.arithmetic, true, false});
        }
    } else {
        document.blocks.emplace_back(PaperParagraph{"本月尚未考核。", true, false});
    }
    document.blocks.emplace_back(PaperHeading{"二、各项指标", 1});
    document.blocks.emplace_back(FigureTable(report));
    document.blocks.emplace_back(PaperHeading{"三、指标口径", 1});
    for (const auto& line : report.lines) {
        document.blocks.emplace_back(PaperParagraph{line.name + " = " + line.formula, false, true});
    }
    std::string note = "统计截至存证序号 " + std::to_string(report.log_index) +
                       "；作废、并入他单、不予受理、紧急转出的件不计；“—”表示分母为零。";
    if (!report.rules_version.empty()) note += "考核规则版本 " + report.rules_version + "。";
    document.blocks.emplace_back(PaperParagraph{note, true, true});
    document.blocks.emplace_back(PaperSignatures{{"制表人", "审核人"}});
    document.blocks.emplace_back(
        PaperSeal{document.issuer, FormatRfc3339(report.made_at, report.offset).substr(0, 10)});
    return document;
}

Result<std::string> PrintUnitReport(const Services& services, DocumentPrinter& printer,
                                    const Principal& who, const UnitCode& unit,
                                    const std::string& period, Deadline deadline) {
    LD_TRY(const UnitReport report, MakeUnitReport(services, who, unit, period, deadline));
    LD_TRY(auto bytes, printer.Print(PaperOf(report)));
    LD_TRY(RecordExport(services, who, "unit_report", "pdf", std::ssize(report.lines), deadline));
    return bytes;
}

Result<ExportedTable> ExportUnitReport(const Services& services, TableMaker& tables,
                                       const Principal& who, const UnitCode& unit,
                                       const std::string& period, TableFormat format,
                                       Deadline deadline) {
    LD_TRY(const UnitReport report, MakeUnitReport(services, who, unit, period, deadline));
    const std::vector<TableColumn> columns{
        {"指标", 26},       {"口径", 50}, {"分子", 12}, {"分母", 12}, {"本月", 12},
        {"申诉剔除前", 14}, {"上月", 12}, {"全市", 12}, {"得分", 10}, {"算式", 50}};
    LD_TRY(const auto sink, tables.Make(format, columns, report.offset));
    std::int64_t rows = 0;
    for (const auto& line : report.lines) {
        ++rows;
        LD_TRY(sink->Row(std::vector<TableCell>{line.name, line.formula, line.now.numerator,
                                                line.now.denominator, Number(line.now.value),
                                                Number(line.now.record_value), Number(line.before),
                                                Number(line.city)}));
    }
    if (report.score) {
        for (const PartScore& part : report.score->parts) {
            ++rows;
            LD_TRY(sink->Row(std::vector<TableCell>{
                "考核：" + part.name, part.figure, part.numerator, part.denominator,
                Number(part.value), Number(part.record), std::monostate{}, std::monostate{},
                part.score, part.arithmetic}));
        }
        for (const AdjustmentScore& adjustment : report.score->adjustments) {
            ++rows;
            LD_TRY(sink->Row(std::vector<TableCell>{
                "考核：" + adjustment.name, adjustment.code, adjustment.count, std::monostate{},
                std::monostate{}, std::monostate{}, std::monostate{}, std::monostate{},
                adjustment.score, adjustment.arithmetic}));
        }
        ++rows;
        LD_TRY(sink->Row(std::vector<TableCell>{
            "考核合计", report.rules_version, std::monostate{}, std::monostate{}, std::monostate{},
            std::monostate{}, std::monostate{}, std::monostate{}, Number(report.score->score),
            report.score->arithmetic}));
    }
    return Finished(services, who, *sink, "unit_report", format, rows, deadline);
}

Result<ExportedTable> ExportFigure(const Services& services, TableMaker& tables,
                                   const Principal& who, const FigureQuestion& question,
                                   TableFormat format, Deadline deadline) {
    LD_TRY(const FigureView view, ReadFigure(services, who, question, deadline));
    const auto city = services.city.Current();
    LD_TRY(const auto sink, tables.Make(format, FigureColumns(), city->calendar.offset));
    for (const FigureLine& line : view.lines) {
        LD_TRY(sink->Row(TableCells(line.name, line.group, line.figure, &line)));
    }
    LD_TRY(sink->Row(TableCells("合计", "", view.total, nullptr)));
    return Finished(services, who, *sink, "figure_" + view.metric, format,
                    std::ssize(view.lines) + 1, deadline);
}

}  // namespace liandong
