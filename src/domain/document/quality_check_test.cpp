#include "domain/document/quality_check.hpp"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "domain/document/quality_draw.hpp"
#include "domain/journal/toy_hash.hpp"

namespace liandong {
namespace {

// Three agents and two units, with 40, 7 and 1 records and 30 and 2 answers.
std::vector<QualityWork> Works() {
    std::vector<QualityWork> works;
    std::int64_t number = 0;
    const auto add = [&](QualitySubject subject, const char* person, const char* unit, int count) {
        for (int i = 0; i < count; ++i)
            works.push_back({CaseId{++number}, subject, 1, person, UnitCode{unit}});
    };
    add(QualitySubject::kRecord, "a1", "H", 40);
    add(QualitySubject::kRecord, "a2", "H", 7);
    add(QualitySubject::kRecord, "a3", "H", 1);
    add(QualitySubject::kAnswer, "o1", "A", 30);
    add(QualitySubject::kAnswer, "o2", "B", 2);
    return works;
}

QualityRules TenPercent() {
    QualityRules rules;
    rules.record_percent = 10;
    rules.answer_percent = 10;
    return rules;
}

Digest Root(unsigned char fill) {
    Digest root;
    root.bytes.fill(fill);
    return root;
}

std::map<std::string, int> CountByWhom(const std::vector<QualityWork>& drawn) {
    std::map<std::string, int> count;
    for (const QualityWork& work : drawn) ++count[work.person];
    return count;
}

TEST(DrawQualityLot, EverybodyWhoWorkedIsLookedAtInTheCitysShare) {
    const auto drawn = DrawQualityLot(Works(), TenPercent(), Root(1), &testing::ToyHash);
    const std::map<std::string, int> expected{
        {"a1", 4}, {"a2", 1}, {"a3", 1}, {"o1", 3}, {"o2", 1}};
    EXPECT_EQ(CountByWhom(drawn), expected);
    QualityRules answers_only = TenPercent();
    answers_only.record_percent = 0;
    EXPECT_EQ(DrawQualityLot(Works(), answers_only, Root(1), &testing::ToyHash).size(), 4U);
    EXPECT_TRUE(DrawQualityLot({}, TenPercent(), Root(1), &testing::ToyHash).empty());
}

TEST(DrawQualityLot, OneRootOneLotWhateverTheOrder) {
    auto turned = Works();
    std::ranges::reverse(turned);
    const auto drawn = DrawQualityLot(Works(), TenPercent(), Root(1), &testing::ToyHash);
    EXPECT_EQ(DrawQualityLot(turned, TenPercent(), Root(1), &testing::ToyHash), drawn);
    EXPECT_NE(DrawQualityLot(Works(), TenPercent(), Root(2), &testing::ToyHash), drawn);
}

TEST(QualityScore, APointLostWhereNoneMayBeIsAllPointsLost) {
    const auto mark = [](std::int32_t points, bool fatal) {
        return QualityMark{"x", points, 50, fatal, {}};
    };
    EXPECT_EQ(QualityScoreOf({mark(50, false), mark(50, true)}), 100);
    EXPECT_EQ(QualityScoreOf({mark(20, false), mark(50, true)}), 70);
    EXPECT_EQ(QualityScoreOf({mark(50, false), mark(49, true)}), 0);
    EXPECT_EQ(QualityScoreOf({}), 0);
}

}  // namespace
}  // namespace liandong
