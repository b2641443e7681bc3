#include "domain/propose/answer_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/propose/spoken_date.hpp"

namespace liandong {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

AnswerToCheck GoodAnswer() {
    AnswerToCheck answer;
    answer.asked = "海风街道路灯不亮\n海风街道菜场门口的路灯三天不亮，老人摔倒了。";
    answer.done = "3月2日下午城管局路灯所到海风街道菜场门口现场检查，更换了损坏的镇流器。";
    answer.reply =
        "您好，您反映的海风街道菜场门口路灯不亮，我局已于2026年3月2日派人现场检修，路灯已恢复照明。"
        "如再次熄灭请随时来电。";
    answer.places = {"海风街道"};
    answer.answered_on = *ParseDay("2026-03-03");
    return answer;
}

std::vector<AnswerFlaw> FlawsOf(const AnswerToCheck& answer) {
    std::vector<AnswerFlaw> flaws;
    for (const AnswerFinding& finding : CheckAnswer(answer).findings) flaws.push_back(finding.flaw);
    return flaws;
}

TEST(AnswerCheck, AGoodAnswerHasNoFlaw) {
    EXPECT_THAT(FlawsOf(GoodAnswer()), IsEmpty());
    EXPECT_GT(CheckAnswer(GoodAnswer()).relevance, 0.4);
}

TEST(AnswerCheck, AnAnswerToSomethingElseIsSeen) {
    AnswerToCheck answer = GoodAnswer();
    answer.done = "已核实。";
    answer.reply = "您好，公积金提取需要本人携带身份证到中心窗口办理，3月5日前均可，请您知悉。";
    EXPECT_THAT(FlawsOf(answer), ElementsAre(AnswerFlaw::kOffTopic, AnswerFlaw::kPlaceMissing));
}

TEST(AnswerCheck, WhatIsMissingIsNamed) {
    AnswerToCheck answer = GoodAnswer();
    answer.done = "好了";
    answer.reply = "海风街道路灯不亮菜场门口";
    answer.is_refused = true;
    answer.caller_contacted = false;
    EXPECT_THAT(FlawsOf(answer), ElementsAre(AnswerFlaw::kTooShort, AnswerFlaw::kDoneMissing,
                                             AnswerFlaw::kWhenMissing, AnswerFlaw::kBasisMissing,
                                             AnswerFlaw::kContactMissing));
}

TEST(AnswerCheck, APromiseNeedsADateThatIsStillToCome) {
    AnswerToCheck answer = GoodAnswer();
    answer.reply += "我局将加装两盏路灯。我局将在3月20日前完成改造。我局将于2026年2月1日更换灯杆。";
    const auto check = CheckAnswer(answer);
    ASSERT_EQ(check.promises.size(), 3U);
    EXPECT_FALSE(check.promises[0].is_dated);
    EXPECT_EQ(check.promises[1].by, *ParseDay("2026-03-20"));
    EXPECT_THAT(FlawsOf(answer),
                ElementsAre(AnswerFlaw::kPromiseWithoutDate, AnswerFlaw::kPromiseOverdue));
}

TEST(AnswerCheck, TheSameAnswerForAnotherCaseIsSeen) {
    AnswerToCheck answer = GoodAnswer();
    const std::vector<std::string> others{"您好，您反映的道路积水已经处理。", answer.reply};
    answer.other_replies = others;
    const auto check = CheckAnswer(answer);
    EXPECT_EQ(check.copied_from, 1U);
    EXPECT_THAT(FlawsOf(answer), ElementsAre(AnswerFlaw::kCopied));
}

TEST(AnswerCheck, RudeAndEvasiveWordsAreQuoted) {
    AnswerToCheck answer = GoodAnswer();
    answer.done = "海风街道路灯不亮，已知悉。";
    answer.reply = "海风街道路灯不亮的问题属于历史遗留问题，请耐心等待，不要再打电话了，没空。";
    const auto check = CheckAnswer(answer);
    const auto found = [&](AnswerFlaw flaw) {
        const auto at = std::ranges::find(check.findings, flaw, &AnswerFinding::flaw);
        return at == check.findings.end() ? std::string() : at->found;
    };
    EXPECT_EQ(found(AnswerFlaw::kRude), "不要再打");
    EXPECT_EQ(found(AnswerFlaw::kEvasive), "历史遗留问题");
}

TEST(AnswerCheck, WhoAsksForTheRuleIsToldWhichItIs) {
    AnswerToCheck answer = GoodAnswer();
    answer.type = RequestType::kConsultation;
    EXPECT_THAT(FlawsOf(answer), ElementsAre(AnswerFlaw::kBasisMissing));
    answer.reply += "依据《小城照明管理办法》第三条。";
    EXPECT_THAT(CheckAnswer(answer).basis, ElementsAre("《小城照明管理办法》"));
    EXPECT_THAT(FlawsOf(answer), IsEmpty());
}

TEST(AnswerCheck, TextsOfEveryKindAreHarmless) {
    for (const std::string& text :
         {std::string(), std::string("好"), std::string("DONE!!!"), std::string("😀"),
          std::string("\xff\xfe"), std::string(100'000, '9'), std::string("《没有结尾")}) {
        AnswerToCheck answer;
        answer.asked = answer.done = answer.reply = text;
        EXPECT_THAT(FlawsOf(answer), Not(Contains(AnswerFlaw::kCopied)));
    }
}

TEST(SpokenDate, DaysAreReadAsPeopleMeanThem) {
    const Day today = *ParseDay("2026-12-20");
    const auto day = [&](std::u32string_view text) {
        const auto found = DateIn(text, today);
        return found && found->day ? FormatDay(*found->day) : std::string(found ? "some" : "none");
    };
    EXPECT_EQ(day(U"将于2027年3月5日前完成"), "2027-03-05");
    EXPECT_EQ(day(U"计划1月10日动工"), "2027-01-10");
    EXPECT_EQ(day(U"12月1日已完成"), "2026-12-01");
    EXPECT_EQ(day(U"5个工作日内回复"), "some");
    EXPECT_EQ(day(U"年底前完成"), "some");
    EXPECT_EQ(day(U"2月30日"), "none");
    EXPECT_EQ(day(U"99999月99999日"), "none");
    EXPECT_EQ(day(U"尽快完成"), "none");
    EXPECT_EQ(day(U""), "none");
}

}  // namespace
}  // namespace liandong
