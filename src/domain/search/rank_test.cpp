#include "domain/search/rank.hpp"

#include <array>

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace liandong {
namespace {

const Synonyms& City() {
    static const Synonyms synonyms({{"井盖", "窨井盖"}, {"路灯", "街灯"}});
    return synonyms;
}

double Of(std::string_view title, std::string_view content, std::string_view question) {
    const std::array<WeighedText, 2> parts{WeighedText{title, 3}, WeighedText{content, 2}};
    return Relevance(parts, ReadByWords(question, City()).wanted);
}
std::optional<BestPart> Shown(std::string_view content, std::string_view question) {
    const std::array<std::string_view, 1> parts{content};
    return ExcerptOf(parts, ReadByWords(question, City()).wanted);
}

TEST(Relevance, TheTitleCountsMoreThanTheContentAndThatMoreThanNothing) {
    EXPECT_GT(Of("路灯不亮", "很久了", "路灯"), Of("照明", "路灯不亮", "路灯"));
    EXPECT_GT(Of("照明", "路灯不亮", "路灯"), Of("照明", "不亮", "路灯"));
    EXPECT_DOUBLE_EQ(Of("照明", "不亮", "路灯"), kWeightElsewhere);
    EXPECT_DOUBLE_EQ(Of("", "", ""), kWeightElsewhere);
}

TEST(Relevance, TheTypedWordCountsMoreThanAnotherForTheSame) {
    EXPECT_GT(Of("路灯不亮", "", "路灯"), Of("街灯不亮", "", "路灯"));
    EXPECT_GT(Of("街灯不亮", "", "街灯"), Of("路灯不亮", "", "街灯"));
    EXPECT_DOUBLE_EQ(Of("街灯", "", "路灯"), 3 * kWeightOtherWord);
}

TEST(Relevance, OftenIsMoreButNotForEver) {
    EXPECT_GT(Of("", "路灯坏，路灯修", "路灯"), Of("", "路灯坏", "路灯"));
    std::string flood;
    for (int i = 0; i < 1'000; ++i) flood += "路灯，";
    EXPECT_DOUBLE_EQ(Of("", flood, "路灯"), 2 + kAgainMax * kWeightAgain);
    EXPECT_GT(Of("路灯", "", "路灯"), Of("", flood, "路灯"));
}

TEST(Relevance, EveryThingWantedCountsAlike) {
    EXPECT_DOUBLE_EQ(Of("路灯", "井盖", "路灯 井盖"), (3.0 + 2.0) / 2);
}

TEST(Score, FallsWithAgeToHalf) {
    EXPECT_DOUBLE_EQ(Score(2, Duration{0}), 2);
    EXPECT_DOUBLE_EQ(Score(2, std::chrono::days(kHalfFreshDays)), 1.5);
    EXPECT_GT(Score(2, std::chrono::days(40'000)), 1);
    EXPECT_DOUBLE_EQ(Score(2, Duration{-5}), 2) << "a clock that went back";
}

TEST(Excerpt, MarksWhatAnswersInCodePoints) {
    const auto shown = Shown("我家🚧门口的街灯不亮，井盖也坏了", "路灯 井盖");
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->excerpt.text, "我家🚧门口的街灯不亮，井盖也坏了");
    EXPECT_EQ(shown->excerpt.marks, (std::vector<TextSpan>{{6, 8}, {11, 13}}));
}

TEST(Excerpt, OverlappingMarksAreOne) {
    EXPECT_EQ(Shown("那个窨井盖响", "井盖")->excerpt.marks, (std::vector<TextSpan>{{2, 5}}));
}

TEST(Excerpt, ALongTextIsCutAroundTheFirstMark) {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "天";
    const std::string before = text;
    text += "路灯\n";
    for (int i = 0; i < 100; ++i) text += "地";
    const auto shown = Shown(text, "路灯");
    ASSERT_TRUE(shown);
    EXPECT_TRUE(shown->excerpt.text.starts_with("…天"));
    EXPECT_TRUE(shown->excerpt.text.ends_with("地…"));
    EXPECT_EQ(shown->excerpt.text.find('\n'), std::string::npos);
    EXPECT_EQ(shown->excerpt.marks, (std::vector<TextSpan>{{21, 23}}));
    const auto at_end = Shown(before + "路灯", "路灯");
    EXPECT_EQ(CodePoints(at_end->excerpt.text).size(), kExcerptCodePoints + 1);
    EXPECT_EQ(at_end->excerpt.marks.front().to, 81);
}

TEST(Excerpt, IsOfThePartThatSaysMost) {
    const std::array<std::string_view, 3> parts{"天气", "路灯", "路灯和井盖"};
    EXPECT_EQ(ExcerptOf(parts, ReadByWords("路灯 井盖", City()).wanted)->part, 2U);
    EXPECT_EQ(ExcerptOf(parts, ReadByWords("路灯", City()).wanted)->part, 1U);
    EXPECT_FALSE(ExcerptOf(parts, ReadByWords("噪音", City()).wanted));
    EXPECT_FALSE(Shown("路灯\xff", "路灯")) << "what is no text is not shown";
}

TEST(Excerpt, MarksWhatSoundsLikeTheQuestion) {
    const std::array<std::string_view, 1> parts{"门口路灯不亮"};
    for (const char* typed : {"路登", "ludeng", "ld"}) {
        bool is_found = false;
        for (const Reading& reading : ReadBySounds(typed)) {
            const auto shown = ExcerptOf(parts, reading.wanted);
            if (!shown) continue;
            is_found = true;
            EXPECT_EQ(shown->excerpt.marks, (std::vector<TextSpan>{{2, 4}})) << typed;
        }
        EXPECT_TRUE(is_found) << typed;
    }
}

TEST(ReadByWords, BadQuestionsAreReadToo) {
    EXPECT_TRUE(ReadByWords("", City()).wanted.empty());
    EXPECT_TRUE(ReadByWords("？！ \xff", City()).wanted.empty());
    std::string flood;
    for (int i = 0; i < 5'000; ++i) flood += "井盖 路灯坏 ";
    const Reading reading = ReadByWords(flood, City());
    EXPECT_LE(reading.phrases.size() + reading.choices.size(), kQueryPhrasesMax);
}

}  // namespace
}  // namespace liandong
