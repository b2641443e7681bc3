#include "domain/classify/linear_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/check.hpp"
#include "base/text.hpp"

namespace liandong {
namespace {

// By FeatureField.
constexpr std::array<double, kFeatureFields> kFieldWeights{1.0, 1.0, 1.0};
constexpr std::uint32_t kMessagesMin = 2;
constexpr std::size_t kPrefetchAhead = 16;

double LogCount(float count) { return 1 + std::log(static_cast<double>(count)); }

/// What each field's values are multiplied with, so that every field has its weight and the whole
/// the length 1.
std::array<double, kFeatureFields> FieldScales(const std::array<double, kFeatureFields>& squares) {
    std::array<double, kFeatureFields> scales{};
    double whole = 0;
    for (std::size_t i = 0; i < kFeatureFields; ++i)
        whole += squares[i] > 0 ? kFieldWeights[i] * kFieldWeights[i] : 0;
    for (std::size_t i = 0; i < kFeatureFields; ++i) {
        if (squares[i] > 0) scales[i] = kFieldWeights[i] / std::sqrt(squares[i] * whole);
    }
    return scales;
}

struct Known {
    std::uint32_t number = 0;
    FeatureField field = FeatureField::kCharacters;
    double value = 0;
};

/// The known features, scaled.
std::vector<Known> KnownFeatures(std::span<const Feature> features, const Vocabulary& vocabulary) {
    std::vector<Known> known;
    known.reserve(features.size());
    std::array<double, kFeatureFields> squares{};
    for (std::size_t i = 0; i < features.size(); ++i) {
        if (i + kPrefetchAhead < features.size())
            vocabulary.Prefetch(features[i + kPrefetchAhead].hash);
        const Feature& feature = features[i];
        const std::uint32_t number = vocabulary.Find(feature.hash);
        if (number == HashIndex::kNone) continue;
        const double value = LogCount(feature.count) * vocabulary.Rarity()[number];
        squares[static_cast<std::size_t>(feature.field)] += value * value;
        known.push_back({number, feature.field, value});
    }
    const auto scales = FieldScales(squares);
    for (Known& feature : known) feature.value *= scales[static_cast<std::size_t>(feature.field)];
    return known;
}

std::vector<float> Scores(const LinearModel& model, std::span<const Known> known) {
    const std::size_t labels = model.labels.size();
    const float* const weights = model.weights.data();
    const float* const constant = weights + (model.vocabulary.size() * labels);
    std::vector<float> scores(labels);
    for (std::size_t label = 0; label < labels; ++label)
        scores[label] = static_cast<float>(kConstantFeature) * constant[label];
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (i + kPrefetchAhead < known.size())
            __builtin_prefetch(weights + (known[i + kPrefetchAhead].number * labels));
        const float* const row = weights + (known[i].number * labels);
        const auto value = static_cast<float>(known[i].value);
        for (std::size_t label = 0; label < labels; ++label) scores[label] += value * row[label];
    }
    if (model.network.empty()) return scores;
    SparseVector message;
    message.reserve(known.size());
    for (const Known& feature : known)
        message.emplace_back(feature.number, static_cast<float>(feature.value));
    model.network.AddScores(message, scores);
    return scores;
}

}  // namespace

Vocabulary::Vocabulary(std::vector<std::uint64_t> hashes, std::vector<float> rarity)
    : hashes_(std::move(hashes)), rarity_(std::move(rarity)), index_(hashes_.size()) {
    LD_CHECK(hashes_.size() == rarity_.size());
    for (const std::uint64_t hash : hashes_) (void)index_.FindOrAdd(hash);
}

Vocabulary Vocabulary::Learn(std::span<const std::vector<Feature>> messages,
                             std::size_t features_max) {
    HashIndex index(1U << 20U);
    std::vector<std::uint64_t> hashes;
    std::vector<std::uint32_t> stands_in;
    for (const auto& features : messages) {
        for (const Feature& feature : features) {
            const std::uint32_t number = index.FindOrAdd(feature.hash);
            if (number == hashes.size()) {
                hashes.push_back(feature.hash);
                stands_in.push_back(0);
            }
            ++stands_in[number];
        }
    }
    std::vector<std::uint32_t> kept;
    for (std::uint32_t i = 0; i < hashes.size(); ++i) {
        if (stands_in[i] >= kMessagesMin) kept.push_back(i);
    }
    if (kept.size() > features_max) {
        std::ranges::sort(kept, [&](std::uint32_t a, std::uint32_t b) {
            return stands_in[a] != stands_in[b] ? stands_in[a] > stands_in[b] : a < b;
        });
        kept.resize(features_max);
    }
    std::vector<std::uint64_t> kept_hashes;
    std::vector<float> rarity;
    const auto count = static_cast<double>(messages.size());
    for (const std::uint32_t i : kept) {
        kept_hashes.push_back(hashes[i]);
        rarity.push_back(static_cast<float>(1 + std::log(count / stands_in[i])));
    }
    return {std::move(kept_hashes), std::move(rarity)};
}

SparseVector Vectorise(std::span<const Feature> features, const Vocabulary& vocabulary) {
    SparseVector vector;
    for (const Known& feature : KnownFeatures(features, vocabulary))
        vector.emplace_back(feature.number, static_cast<float>(feature.value));
    std::ranges::sort(vector);
    return vector;
}

std::vector<std::uint32_t> CommonParts(std::span<const std::vector<Feature>> messages,
                                       const Vocabulary& vocabulary) {
    std::vector<bool> is_part(vocabulary.size());
    for (const auto& features : messages) {
        for (const Feature& feature : features) {
            if (feature.field != FeatureField::kCharacters) continue;
            const std::uint32_t number = vocabulary.Find(feature.hash);
            if (number != HashIndex::kNone) is_part[number] = true;
        }
    }
    std::vector<std::uint32_t> parts;
    for (std::uint32_t number = 0; number < is_part.size(); ++number) {
        if (is_part[number]) parts.push_back(number);
    }
    if (parts.size() > kNetworkFeaturesMax) {
        std::ranges::sort(parts, [&](std::uint32_t a, std::uint32_t b) {
            const float of_a = vocabulary.Rarity()[a];
            const float of_b = vocabulary.Rarity()[b];
            return of_a != of_b ? of_a < of_b : a < b;
        });
        parts.resize(kNetworkFeaturesMax);
        std::ranges::sort(parts);
    }
    return parts;
}

std::vector<float> ScoresOf(const LinearModel& model, std::span<const Feature> features) {
    return Scores(model, KnownFeatures(features, model.vocabulary));
}

std::vector<LabelGuess> LikeliestFirst(std::span<const double> probabilities) {
    std::vector<LabelGuess> guesses;
    guesses.reserve(probabilities.size());
    for (std::uint32_t label = 0; label < probabilities.size(); ++label)
        guesses.push_back({label, probabilities[label]});
    std::ranges::sort(guesses, [](const LabelGuess& a, const LabelGuess& b) {
        return a.probability != b.probability ? a.probability > b.probability : a.label < b.label;
    });
    return guesses;
}

std::vector<LabelGuess> GuessLabels(const LinearModel& model, const MessageText& message) {
    const std::vector<Feature> features = FeaturesOf(message, model.words);
    return LikeliestFirst(Probabilities(ScoresOf(model, features), model.calibration));
}

std::vector<DecidingWord> DecidingWords(const LinearModel& model, const MessageText& message,
                                        std::uint32_t label, std::size_t count_max) {
    const std::size_t labels = model.labels.size();
    const std::vector<Feature> features = FeaturesOf(message, model.words);
    std::vector<double> value_of;
    HashIndex seen(features.size());
    for (const Known& known : KnownFeatures(features, model.vocabulary)) {
        const float* const row = model.weights.data() + (known.number * labels);
        const double mean = std::accumulate(row, row + labels, 0.0) /
                            static_cast<double>(std::max<std::size_t>(labels, 1));
        (void)seen.FindOrAdd(model.vocabulary.Hashes()[known.number]);
        value_of.push_back(known.value * (static_cast<double>(row[label]) - mean));
    }
    struct Candidate {
        std::u32string text;
        double strength = 0;
    };
    std::vector<Candidate> candidates;
    HashIndex shown;
    for (ShownFeature& feature : ShownFeaturesOf(message, model.words)) {
        const std::uint32_t known = seen.Find(feature.hash);
        if (known == HashIndex::kNone || feature.text.size() < 2) continue;
        const std::uint32_t number = shown.FindOrAdd(HashOf(1, feature.text));
        if (number == candidates.size()) candidates.push_back({std::move(feature.text), 0});
        candidates[number].strength = std::max(candidates[number].strength, value_of[known]);
    }
    std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
        return a.strength != b.strength ? a.strength > b.strength : a.text < b.text;
    });
    std::vector<Candidate> chosen;
    for (const Candidate& candidate : candidates) {
        if (chosen.size() == count_max || candidate.strength <= 0) break;
        const bool overlaps = std::ranges::any_of(chosen, [&](const Candidate& other) {
            return other.text.find(candidate.text) != std::u32string::npos ||
                   candidate.text.find(other.text) != std::u32string::npos;
        });
        if (!overlaps) chosen.push_back(candidate);
    }
    std::vector<DecidingWord> words;
    for (const Candidate& candidate : chosen) {
        DecidingWord& word = words.emplace_back();
        for (const char32_t point : candidate.text) AppendUtf8(word.text, point);
        word.strength = candidate.strength;
    }
    return words;
}

}  // namespace liandong
