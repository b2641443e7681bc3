#include "domain/classify/linear_model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/classify/near_duplicates.hpp"
#include "domain/classify/scores.hpp"

namespace liandong {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

WordList SmallList() {
    return WordList({{U"公交", 50}, {U"公交车", 20}, {U"车站", 30}, {U"停水", 40}, {U"水", 5}});
}

std::vector<std::u32string> Cut(const WordList& list, std::u32string_view run) {
    std::vector<std::u32string_view> words;
    list.Cut(run, words);
    return {words.begin(), words.end()};
}

/// Two labels, one word each: water and bus.
LinearModel SmallModel() {
    LinearModel model;
    model.labels = {"供水", "公交"};
    model.words = SmallList();
    const std::vector<std::vector<Feature>> lesson{
        FeaturesOf({"", "停水了"}, model.words), FeaturesOf({"", "又停水"}, model.words),
        FeaturesOf({"", "公交车"}, model.words), FeaturesOf({"", "坐公交"}, model.words)};
    model.vocabulary = Vocabulary::Learn(lesson, 1'000);
    model.weights.assign((model.vocabulary.size() + 1) * 2, 0);
    const auto set = [&](const std::vector<Feature>& features, float water) {
        for (const Feature& feature : features) {
            const std::uint32_t number = model.vocabulary.Find(feature.hash);
            if (number == HashIndex::kNone) continue;
            model.weights[(number * 2) + 0] += water;
            model.weights[(number * 2) + 1] -= water;
        }
    };
    set(lesson[0], 1);
    set(lesson[2], -1);
    model.calibration = {.scale = 2, .offsets = {0, 0}};
    return model;
}

TEST(HashIndex, NumbersInOrderAndKeepsThemWhileGrowing) {
    HashIndex index(1);
    for (std::uint64_t i = 0; i < 10'000; ++i) ASSERT_EQ(index.FindOrAdd(MixBits(i)), i);
    for (std::uint64_t i = 0; i < 10'000; ++i) ASSERT_EQ(index.Find(MixBits(i)), i);
    EXPECT_EQ(index.Find(MixBits(10'001)), HashIndex::kNone);
    EXPECT_EQ(index.FindOrAdd(MixBits(7)), 7U);
    EXPECT_EQ(index.size(), 10'000U);
}

TEST(WordList, CutsIntoTheLikeliestWordsAndLeavesUnknownCharactersOut) {
    const WordList list = SmallList();
    EXPECT_THAT(Cut(list, U"公交车站"), ElementsAre(U"公交", U"车站"));
    EXPECT_THAT(Cut(list, U"公交车"), ElementsAre(U"公交车"));
    EXPECT_THAT(Cut(list, U"我家停水"), ElementsAre(U"", U"", U"停水"));
    EXPECT_THAT(Cut(list, U""), IsEmpty());
    EXPECT_THAT(Cut(WordList{}, U"停水"), ElementsAre(U"", U""));
}

TEST(TextFeatures, WholeAndSegmentedTextsMeetInTheSameWords) {
    EXPECT_FALSE(IsSegmented(U"小区停水三天了 没人管"));
    EXPECT_TRUE(IsSegmented(U"小区 停水 三天 没人 管"));
    const WordList list({{U"小区", 9}, {U"停水", 9}, {U"三天", 9}});
    const auto whole = FeaturesOf({"", "小区又停水三天了"}, list);
    const auto segmented = FeaturesOf({"", "小区 停水 三天"}, list);
    ASSERT_EQ(whole.size(), segmented.size());
    for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_EQ(whole[i].hash, segmented[i].hash);
}

TEST(TextFeatures, AWideGapEndsTheSubjectOfASegmentedMessage) {
    const MessageText parts = SplitAtGap("楼下 油烟      每天 晚上 都 有");
    EXPECT_EQ(parts.subject, "楼下 油烟");
    EXPECT_EQ(parts.body, "每天 晚上 都 有");
    EXPECT_EQ(SplitAtGap("没有空隙").subject, "");
    EXPECT_EQ(SplitAtGap("      只有前面").subject, "");
}

TEST(TextFeatures, BadDaysGiveFewFeaturesButNoHarm) {
    const WordList list = SmallList();
    EXPECT_THAT(FeaturesOf({"", ""}, list), IsEmpty());
    EXPECT_THAT(FeaturesOf({"", "😀😡！！？？"}, list), IsEmpty());
    EXPECT_FALSE(FeaturesOf({"", "水"}, list).empty());
    EXPECT_FALSE(FeaturesOf({"", "HELP ME, 12345"}, list).empty());
    std::string long_text;
    for (int i = 0; i < 40'000; ++i) long_text += "停水";
    EXPECT_LT(FeaturesOf({"", long_text}, list).size(), 100U);
    EXPECT_THAT(FeaturesOf({"\xFF\xFE", "\xE5\x81"}, list), IsEmpty()) << "no UTF-8, no features";
}

TEST(LinearModel, GuessesAndSaysWhichWordsDecided) {
    const LinearModel model = SmallModel();
    const MessageText message{"", "家里停水三天，公交也少"};
    const auto guesses = GuessLabels(model, message);
    ASSERT_EQ(guesses.size(), 2U);
    EXPECT_EQ(model.labels[guesses[0].label], "供水");
    EXPECT_NEAR(guesses[0].probability + guesses[1].probability, 1, 1e-9);
    const auto words = DecidingWords(model, message, guesses[0].label, 3);
    ASSERT_FALSE(words.empty());
    EXPECT_EQ(words[0].text, "停水");
    for (const DecidingWord& word : words) EXPECT_GT(word.strength, 0);
}

TEST(LinearModel, OfAMessageWithoutFeaturesItKnowsNothing) {
    const LinearModel model = SmallModel();
    const auto guesses = GuessLabels(model, {"", "😀"});
    EXPECT_NEAR(guesses[0].probability, 0.5, 1e-9);
    EXPECT_THAT(DecidingWords(model, {"", "😀"}, 0, 3), IsEmpty());
}

TEST(LinearModel, CommonPartsAreNumbersOfCharactersOnly) {
    const LinearModel model = SmallModel();
    const std::vector<std::vector<Feature>> messages{FeaturesOf({"", "停水了"}, model.words)};
    const auto parts = CommonParts(messages, model.vocabulary);
    EXPECT_FALSE(parts.empty());
    EXPECT_TRUE(std::ranges::is_sorted(parts));
    for (const Feature& feature : messages.front()) {
        const std::uint32_t number = model.vocabulary.Find(feature.hash);
        if (number == HashIndex::kNone) continue;
        EXPECT_EQ(std::ranges::binary_search(parts, number),
                  feature.field == FeatureField::kCharacters);
    }
}

TEST(Calibration, SaysThreeQuartersWhereThreeOfFourAreRight) {
    std::vector<std::vector<float>> scores;
    std::vector<std::uint32_t> right;
    for (std::uint32_t i = 0; i < 400; ++i) {
        scores.push_back({1, -1});
        right.push_back(i % 4 == 0 ? 1 : 0);
    }
    const Calibration fitted = FitCalibration(scores, right, 2);
    EXPECT_NEAR(Probabilities(scores[0], fitted)[0], 0.75, 0.02);
}

TEST(Scores, CountWhatTheySay) {
    // 8 of 10 right; one of the wrong ones right at the second guess.
    std::vector<Judged> judged;
    judged.reserve(10);
    for (int i = 0; i < 8; ++i) judged.push_back({0, 0, 1, 0.95});
    judged.push_back({1, 0, 1, 0.55});
    judged.push_back({1, 0, 2, 0.35});
    const ClassifierScores scores = ScoreOf(judged, 3, 1);
    EXPECT_DOUBLE_EQ(scores.accuracy.value, 0.8);
    EXPECT_DOUBLE_EQ(scores.top_two.value, 0.9);
    EXPECT_DOUBLE_EQ(scores.accuracy_of_surest.value, 1.0);
    EXPECT_NEAR(scores.macro_f1.value, (16.0 / 18.0) / 2, 1e-12) << "label 2 does not occur";
    EXPECT_NEAR(scores.calibration_error.value, (8 * 0.05 + 0.55 + 0.35) / 10, 1e-12);
    EXPECT_EQ(scores.confusion[1][0], 2U);
    EXPECT_LT(scores.accuracy.low, 0.8);
    EXPECT_GT(scores.accuracy.high, 0.8);
    EXPECT_EQ(ScoreOf(judged, 3, 1).accuracy.low, scores.accuracy.low) << "one seed, one answer";
    EXPECT_EQ(ScoreOf({}, 3, 1).accuracy.value, 0);
}

TEST(NearDuplicates, TheSameLetterSentAgainIsOneGroup) {
    const std::vector<std::u32string> texts{
        U"小区门口的路灯坏了三天没有人来修理请尽快处理谢谢",
        U"公交车等了一个小时也不来希望增加班次",
        U"小区门口的路灯坏了三天没有人来修理请尽快处理谢谢大家",
        U"小区门口的路灯坏了三天没有人来修理，晚上孩子放学很不安全，希望领导重视",
    };
    EXPECT_THAT(GroupAlike(texts, Likeness::kSame), ElementsAre(0, 1, 0, 3));
    EXPECT_THAT(GroupAlike(texts, Likeness::kNear), ElementsAre(0, 1, 0, 0));
    EXPECT_THAT(GroupAlike({}, Likeness::kNear), IsEmpty());
}

}  // namespace
}  // namespace liandong
