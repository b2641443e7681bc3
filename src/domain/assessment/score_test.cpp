#include "domain/assessment/score.hpp"

#include <gtest/gtest.h>

#include "domain/assessment/card.hpp"
#include "domain/testing/small_city.hpp"

namespace liandong {
namespace {

AssessmentPart Part(const char* code, const char* figure, double weight, double target,
                    double slope, double floor) {
    return {code, code, figure, weight, target, slope, floor, 0, "by_due", true};
}
ScoredFigure Rate(double numerator, double denominator) {
    return {{numerator, denominator, {}}, {numerator, denominator, {}}};
}

// Published scores of one city, from which its formula was read.
TEST(ScorePart, GivesThePublishedScores) {
    const auto on_time = Part("on_time", "finished_on_time_rate", 25, 100, 0.04, 0);
    EXPECT_NEAR(ScorePart(on_time, Rate(8982, 10000)).score, 14.82, 1e-9);
    EXPECT_NEAR(ScorePart(on_time, Rate(80, 100)).score, 5, 1e-9);
    EXPECT_NEAR(ScorePart(on_time, Rate(6667, 10000)).score, 0, 1e-9);
    const auto satisfied = Part("satisfied", "satisfied_rate", 25, 98, 0.02, 0.5);
    EXPECT_NEAR(ScorePart(satisfied, Rate(875, 1000)).score, 19.75, 1e-9);
    EXPECT_NEAR(ScorePart(satisfied, Rate(75, 100)).score, 13.5, 1e-9);
    EXPECT_NEAR(ScorePart(satisfied, Rate(50, 100)).score, 12.5, 1e-9);
    EXPECT_NEAR(ScorePart(satisfied, Rate(100, 100)).score, 25, 1e-9) << "above the target";
}

TEST(ScorePart, ShowsItsArithmetic) {
    const auto on_time = Part("on_time", "finished_on_time_rate", 20, 100, 0.04, 0);
    EXPECT_EQ(ScorePart(on_time, Rate(898, 1000)).arithmetic, "20 × (1 − 0.04 × 10.2) = 11.84");
    auto strict = on_time;
    strict.zero_below = 70;
    EXPECT_EQ(ScorePart(strict, Rate(69, 100)).arithmetic, "69% < 70%，计 0 分");
    EXPECT_EQ(ScorePart(on_time, Rate(0, 0)).arithmetic, "—");
    EXPECT_EQ(ScorePart(on_time, Rate(0, 0)).value, std::nullopt);
}

TEST(ScorePart, LowerIsBetterWhereTheRulesSaySo) {
    auto redo = Part("redo", "redone_rate", 10, 5, 0.05, 0);
    redo.higher = false;
    EXPECT_NEAR(ScorePart(redo, Rate(3, 100)).score, 10, 1e-9);
    EXPECT_NEAR(ScorePart(redo, Rate(9, 100)).score, 8, 1e-9);
}

AssessmentRules TwoParts() {
    AssessmentRules rules;
    rules.total = 100;
    rules.sample_min = 10;
    rules.parts = {Part("on_time", "finished_on_time_rate", 40, 100, 0.02, 0),
                   Part("solved", "solved_rate", 60, 95, 0.02, 0)};
    rules.adjustments = {{"false_finish", "虚假办结", -2, 5}};
    rules.groups = {{"all", "全部", {"department", "district", "street"}, 150}};
    return rules;
}
UnitFigures Figures(const char* unit, double on_time, double solved_of, std::int64_t sample) {
    return {UnitCode{unit}, sample, {Rate(on_time, 100), Rate(solved_of * 0.95, solved_of)}, {0}};
}

TEST(ScoreUnits, RanksEqualScoresEquallyAndListsSmallSamplesApart) {
    const City city = testing::SmallCity();
    const auto groups = ScoreUnits(TwoParts(), city,
                                   {Figures("A", 90, 100, 50), Figures("B", 100, 100, 50),
                                    Figures("D", 90, 100, 50), Figures("S", 100, 100, 9)});
    ASSERT_EQ(groups.size(), 1U);
    const auto& units = groups.front().units;
    ASSERT_EQ(units.size(), 4U);
    EXPECT_EQ(units[0].unit, UnitCode{"B"});
    EXPECT_EQ(units[0].rank, 1);
    EXPECT_NEAR(*units[0].score, 150, 1e-9) << "of this group's 150";
    EXPECT_EQ(units[1].rank, 2);
    EXPECT_EQ(units[2].rank, 2);
    EXPECT_EQ(units[3].unit, UnitCode{"S"});
    EXPECT_TRUE(units[3].is_apart);
    EXPECT_EQ(units[3].rank, std::nullopt);
}

TEST(ScoreUnits, APartWithoutADenominatorLeavesItsWeightToTheOthers) {
    const City city = testing::SmallCity();
    const auto groups = ScoreUnits(TwoParts(), city, {Figures("A", 100, 0, 50)});
    EXPECT_NEAR(*groups.front().units.front().score, 150, 1e-9);
    EXPECT_EQ(groups.front().units.front().arithmetic, "(40) ÷ 40 × 150 + 0 = 150");
}

TEST(ScoreUnits, AdjustmentsAreLimited) {
    const City city = testing::SmallCity();
    auto figures = Figures("A", 100, 100, 50);
    figures.adjustments = {4};
    const auto groups = ScoreUnits(TwoParts(), city, {figures});
    const auto& unit = groups.front().units.front();
    EXPECT_NEAR(unit.adjustments.front().score, -5, 1e-9);
    EXPECT_EQ(unit.adjustments.front().arithmetic, "4 × −2 = −8，限 −5");
    EXPECT_NEAR(*unit.score, 145, 1e-9);
}

TEST(Card, VolumesMoveInPerCentAndRatesInPoints) {
    EXPECT_NEAR(*RelativeChange(302, 239), 26.3598, 1e-3);
    EXPECT_NEAR(*ChangeInPoints(72.51, 61.90), 10.61, 1e-9);
    EXPECT_EQ(RelativeChange(5, 0), std::nullopt) << "nothing to compare with";
    EXPECT_EQ(ChangeInPoints(5, std::nullopt), std::nullopt);
}

}  // namespace
}  // namespace liandong
