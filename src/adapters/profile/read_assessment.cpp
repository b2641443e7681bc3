#include <cmath>

#include "adapters/profile/draft.hpp"
#include "domain/figures/metric.hpp"

namespace liandong::profile {
namespace {

constexpr std::string_view kFile = "assessment.toml";

void NewCode(TomlTable& item, const std::string& code, Words& seen) {
    if (code.empty()) return;
    if (!IsCode(code)) item.Fault("code", Quote(code) + " is no code", std::string(kCodeShape));
    if (!seen.insert(code).second)
        item.Fault("code", "code " + Quote(code) + " stands there twice", "use it once");
}

double ReadParts(TomlTable& table, AssessmentRules& rules, Words& codes) {
    double sum = 0;
    for (TomlTable& item : table.Tables("part")) {
        AssessmentPart& part = rules.parts.emplace_back();
        part.code = item.String("code");
        NewCode(item, part.code, codes);
        part.name = item.String("name");
        part.figure = item.String("figure");
        CheckFigure(item, part.figure);
        const Metric* metric = FindMetric(part.figure);
        if (metric != nullptr && metric->shape != MetricShape::kRate) {
            item.Fault("figure", "figure " + Quote(part.figure) + " is no rate",
                       "score a rate; a count can be an adjustment");
        }
        part.weight = item.Number("weight", 0, 10'000);
        part.target = item.Number("target", 0, 100);
        part.zero_below = item.Number("zero_below", 0, 100);
        part.slope = item.Number("slope", 0, 1);
        part.floor = item.Number("floor", 0, 1);
        part.counted = item.Choice("counted", {"by_close", "by_due"});
        part.higher = item.Truth("higher");
        sum += part.weight;
        item.Done();
    }
    return sum;
}

void ReadAdjustments(TomlTable& table, AssessmentRules& rules) {
    Words codes;
    for (TomlTable& item : table.Tables("adjustment", TomlTable::Presence::kOptional)) {
        AssessmentAdjustment& adjustment = rules.adjustments.emplace_back();
        adjustment.code = item.String("code");
        NewCode(item, adjustment.code, codes);
        const Metric* metric = FindMetric(adjustment.code);
        if (IsCode(adjustment.code) &&
            (metric == nullptr || metric->shape != MetricShape::kCount)) {
            item.Fault("code", "no figure counts " + Quote(adjustment.code),
                       "name a figure that is a count (docs/rules/figures.md)");
        }
        adjustment.name = item.String("name");
        adjustment.points = item.Number("points", -10'000, 10'000);
        adjustment.points_max = item.Number("points_max", 0, 10'000);
        item.Done();
    }
}

void ReadGroups(TomlTable& table, AssessmentRules& rules) {
    Words codes;
    const Words kinds = UnitKindWords();
    for (TomlTable& item : table.Tables("group")) {
        AssessmentGroup& group = rules.groups.emplace_back();
        group.code = item.String("code");
        NewCode(item, group.code, codes);
        group.name = item.String("name");
        for (const auto& kind : item.Strings("kinds")) {
            if (!kinds.contains(kind.text)) {
                item.Unknown(kind.at, "kind", kind.text, kinds, "the kinds of units.csv");
            }
            group.kinds.push_back(kind.text);
        }
        group.total = item.Number("total", 0, 10'000);
        item.Done();
    }
}

}  // namespace

void ReadAssessment(Draft& draft) {
    const std::string* bytes = draft.files.Find(kFile);
    if (bytes == nullptr) return;
    const auto root = ParseToml(kFile, *bytes, draft.faults);
    if (!root) return;
    AssessmentRules& rules = draft.city.assessment;
    TomlTable table(std::string(kFile), *root, "", draft.faults);
    TomlTable head = table.Table("assessment");
    rules.name = head.String("name");
    rules.period = head.Choice("period", {"month"});
    rules.total = head.Number("total", 1, 10'000);
    rules.sample_min = head.Integer("sample_min", 0, 1'000'000);
    Words parts;
    const double sum = ReadParts(table, rules, parts);
    if (head.Has("total") && std::abs(sum - rules.total) > 1e-6) {
        head.Fault("total", "the weights of the parts together are " + Decimal(sum),
                   "let them add up to total");
    }
    rules.show_first = head.Choice("show_first", parts);
    head.Done();
    ReadAdjustments(table, rules);
    ReadGroups(table, rules);
    table.Done();
}

}  // namespace liandong::profile
