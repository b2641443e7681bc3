#include "domain/assessment/score.hpp"

#include <algorithm>
#include <cmath>

namespace liandong {
namespace {

double Cents(double value) { return std::round(value * 100) / 100; }

AdjustmentScore Adjust(const AssessmentAdjustment& rule, std::int64_t count) {
    AdjustmentScore score{rule.code, rule.name, count, 0, ""};
    const double raw = rule.points * static_cast<double>(count);
    score.score = Cents(std::clamp(raw, -rule.points_max, rule.points_max));
    score.arithmetic =
        std::to_string(count) + " × " + ShortNumber(rule.points) + " = " + ShortNumber(raw);
    if (score.score != Cents(raw)) score.arithmetic += "，限 " + ShortNumber(score.score);
    return score;
}

UnitScore ScoreUnit(const AssessmentRules& rules, double total, const Unit& unit,
                    const UnitFigures& figures) {
    UnitScore score;
    score.unit = unit.code;
    score.unit_name = unit.name;
    score.sample = figures.sample;
    double reached = 0;
    double weights = 0;
    std::string sum;
    for (std::size_t i = 0; i < rules.parts.size(); ++i) {
        PartScore part = ScorePart(rules.parts[i], figures.parts.at(i));
        if (part.value) {
            reached += part.score;
            weights += part.weight;
            sum += (sum.empty() ? "" : " + ") + ShortNumber(part.score);
        }
        score.parts.push_back(std::move(part));
    }
    double extra = 0;
    for (std::size_t i = 0; i < rules.adjustments.size(); ++i) {
        score.adjustments.push_back(Adjust(rules.adjustments[i], figures.adjustments.at(i)));
        extra += score.adjustments.back().score;
    }
    score.is_apart = figures.sample < rules.sample_min || weights <= 0;
    if (weights <= 0) return score;
    score.score = std::max(0.0, Cents(reached / weights * total + extra));
    score.arithmetic = "(" + sum + ") ÷ " + ShortNumber(weights) + " × " + ShortNumber(total) +
                       (extra < 0 ? " − " : " + ") + ShortNumber(std::abs(extra)) + " = " +
                       ShortNumber(*score.score);
    return score;
}

void Rank(std::vector<UnitScore>& units) {
    std::ranges::sort(units, [](const UnitScore& a, const UnitScore& b) {
        if (a.is_apart != b.is_apart) return b.is_apart;
        if (a.score != b.score) return a.score > b.score;
        return a.unit < b.unit;
    });
    for (std::size_t i = 0; i < units.size() && !units[i].is_apart; ++i) {
        const bool is_equal = i > 0 && units[i].score == units[i - 1].score;
        units[i].rank = is_equal ? units[i - 1].rank : static_cast<std::int32_t>(i + 1);
    }
}

}  // namespace

std::string ShortNumber(double value) {
    const double cents = std::round(std::abs(value) * 100);
    const auto whole = static_cast<std::int64_t>(cents) / 100;
    const auto rest = static_cast<std::int64_t>(cents) % 100;
    std::string text = (value < 0 && cents > 0 ? "−" : "") + std::to_string(whole);
    if (rest == 0) return text;
    text += (rest < 10 ? ".0" : ".") + std::to_string(rest);
    while (text.back() == '0') text.pop_back();
    return text;
}

PartScore ScorePart(const AssessmentPart& part, const ScoredFigure& figures) {
    PartScore score;
    score.code = part.code;
    score.name = part.name;
    score.figure = part.figure;
    score.weight = part.weight;
    score.numerator = figures.assessed.numerator;
    score.denominator = figures.assessed.denominator;
    const Metric* metric = FindMetric(part.figure);
    if (metric != nullptr) {
        score.value = ValueOf(*metric, figures.assessed);
        score.record = ValueOf(*metric, figures.record);
    }
    if (!score.value) {
        score.arithmetic = "—";
        return score;
    }
    const double value = *score.value;
    if (part.higher && value < part.zero_below) {
        score.arithmetic =
            ShortNumber(value) + "% < " + ShortNumber(part.zero_below) + "%，计 0 分";
        return score;
    }
    const double away = std::max(0.0, part.higher ? part.target - value : value - part.target);
    const double raw = part.weight * (1 - part.slope * away);
    const double least = part.weight * part.floor;
    score.score = Cents(std::max(raw, least));
    score.arithmetic = ShortNumber(part.weight) + " × (1 − " + ShortNumber(part.slope) + " × " +
                       ShortNumber(away) + ") = " + ShortNumber(raw);
    if (raw < least) score.arithmetic += "，保底 " + ShortNumber(score.score);
    return score;
}

std::vector<GroupScore> ScoreUnits(const AssessmentRules& rules, const City& city,
                                   const std::vector<UnitFigures>& figures) {
    std::vector<GroupScore> groups;
    for (const AssessmentGroup& rule : rules.groups) {
        GroupScore group{rule.code, rule.name, rule.total, {}};
        for (const UnitFigures& of : figures) {
            const Unit* unit = city.FindUnit(of.unit);
            if (unit == nullptr || std::ranges::find(rule.kinds, unit->kind) == rule.kinds.end()) {
                continue;
            }
            group.units.push_back(ScoreUnit(rules, rule.total, *unit, of));
        }
        Rank(group.units);
        groups.push_back(std::move(group));
    }
    return groups;
}

}  // namespace liandong
