#include "domain/classify/small_network.hpp"

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/classify/hash_index.hpp"

namespace liandong {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

constexpr std::size_t kVocabulary = 40;
constexpr std::uint32_t kGroup = 8;  // features that mean the same

/// Messages that say one thing of two, in three of eight ways, and another of two: label 0 where
/// the choices are alike. No sum of weights can tell that.
struct Messages {
    std::vector<SparseVector> vectors;
    std::vector<std::uint32_t> right;
    std::vector<std::uint32_t> features;

    Messages(std::size_t count, std::uint64_t seed) {
        for (std::uint32_t i = 0; i < 4 * kGroup; ++i) features.push_back(i);
        std::uint64_t state = seed;
        const auto draw = [&] { return MixBits(++state * 0x9E3779B97F4A7C15ULL) >> 8U; };
        for (std::size_t i = 0; i < count; ++i) {
            const auto first = static_cast<std::uint32_t>(draw() % 2);
            const auto second = static_cast<std::uint32_t>(draw() % 2);
            SparseVector& vector = vectors.emplace_back();
            for (const std::uint32_t group : {first, 2 + second}) {
                const auto begin = static_cast<std::uint32_t>(draw() % kGroup);
                for (std::uint32_t k = 0; k < 3; ++k)
                    vector.emplace_back((group * kGroup) + ((begin + k) % kGroup),
                                        1 / std::sqrt(6.0F));
            }
            right.push_back(first == second ? 0 : 1);
        }
    }
    [[nodiscard]] NetworkLesson Lesson(std::size_t labels = 2) const {
        return {vectors, right, features, kVocabulary, labels};
    }
};

std::vector<float> ScoresOf(const SmallNetwork& network, const SparseVector& message) {
    std::vector<float> scores(2);
    network.AddScores(message, scores);
    return scores;
}

TEST(SmallNetwork, TellsWhatNoSumOfWeightsCan) {
    const SmallNetwork network = LearnSmallNetwork(Messages(2'000, 1).Lesson());
    ASSERT_FALSE(network.empty());
    const Messages unseen(500, 70'000);
    int hits = 0;
    for (std::size_t i = 0; i < unseen.vectors.size(); ++i) {
        const auto scores = ScoresOf(network, unseen.vectors[i]);
        hits += (scores[1] > scores[0]) == (unseen.right[i] == 1) ? 1 : 0;
    }
    EXPECT_GT(hits, 450);
}

TEST(SmallNetwork, TheSameLessonGivesTheSameNetwork) {
    const Messages messages(400, 1);
    const SmallNetwork one = LearnSmallNetwork(messages.Lesson());
    const SmallNetwork other = LearnSmallNetwork(messages.Lesson());
    EXPECT_EQ(one.AllParts().directions, other.AllParts().directions);
    EXPECT_EQ(one.AllParts().hidden, other.AllParts().hidden);
    EXPECT_EQ(one.AllParts().output, other.AllParts().output);
}

TEST(SmallNetwork, SaysNothingWhereItKnowsNothing) {
    EXPECT_THAT(ScoresOf(SmallNetwork{}, {{0, 1.0F}}), ElementsAre(0, 0));
    const SmallNetwork network = LearnSmallNetwork(Messages(400, 1).Lesson());
    EXPECT_THAT(ScoresOf(network, {}), ElementsAre(0, 0));
    EXPECT_THAT(ScoresOf(network, {{kVocabulary - 1, 1.0F}}), ElementsAre(0, 0))
        << "a feature that it does not look at";
    EXPECT_THAT(ScoresOf(network, {{0, 1.0F}}), Each(::testing::Ne(0)));
}

TEST(SmallNetwork, IsNotLearnedFromFewMessagesForManyLabelsOrFromNothing) {
    EXPECT_TRUE(LearnSmallNetwork(Messages(kNetworkMessagesMin - 1, 1).Lesson()).empty());
    EXPECT_TRUE(LearnSmallNetwork(Messages(400, 1).Lesson(kNetworkLabelsMax + 1)).empty());
    Messages blind(400, 1);
    blind.features.clear();
    EXPECT_TRUE(LearnSmallNetwork(blind.Lesson()).empty());
    Messages silent(400, 1);
    for (SparseVector& vector : silent.vectors) vector.clear();
    EXPECT_TRUE(LearnSmallNetwork(silent.Lesson()).empty());
}

TEST(SmallNetwork, MessagesMoreAlikeThanItHasDirectionsDoNoHarm) {
    Messages few(400, 1);
    for (std::size_t i = 5; i < few.vectors.size(); ++i) {
        few.vectors[i] = few.vectors[i % 5];
        few.right[i] = few.right[i % 5];
    }
    const SmallNetwork network = LearnSmallNetwork(few.Lesson());
    for (std::size_t i = 0; i < 5; ++i) {
        const auto scores = ScoresOf(network, few.vectors[i]);
        EXPECT_EQ(scores[1] > scores[0], few.right[i] == 1);
        EXPECT_TRUE(std::isfinite(scores[0]) && std::isfinite(scores[1]));
    }
}

TEST(SmallNetwork, PartsThatDoNotFitAreFoundOut) {
    EXPECT_TRUE(SmallNetwork::Fit({}, 10, 2));
    const SmallNetwork::Parts whole{.width = 2,
                                    .units = 3,
                                    .features = {1, 4},
                                    .directions = std::vector<float>(4),
                                    .hidden = std::vector<float>(9),
                                    .output = std::vector<float>(8)};
    EXPECT_TRUE(SmallNetwork::Fit(whole, 5, 2));
    EXPECT_FALSE(SmallNetwork::Fit(whole, 4, 2)) << "a feature beyond the vocabulary";
    EXPECT_FALSE(SmallNetwork::Fit(whole, 5, 3)) << "votes for another number of labels";
    auto changed = whole;
    changed.features = {4, 4};
    EXPECT_FALSE(SmallNetwork::Fit(changed, 5, 2));
    changed = whole;
    changed.directions.pop_back();
    EXPECT_FALSE(SmallNetwork::Fit(changed, 5, 2));
    changed = whole;
    changed.hidden.pop_back();
    EXPECT_FALSE(SmallNetwork::Fit(changed, 5, 2));
    changed = whole;
    changed.width = 0;
    EXPECT_FALSE(SmallNetwork::Fit(changed, 5, 2));
}

}  // namespace
}  // namespace liandong
