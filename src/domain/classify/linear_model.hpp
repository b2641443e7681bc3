#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "domain/classify/hash_index.hpp"
#include "domain/classify/small_network.hpp"
#include "domain/classify/text_features.hpp"
#include "domain/classify/word_list.hpp"

namespace liandong {

/// Which features a model knows, and how much each says: rare ones more.
class Vocabulary {
public:
    Vocabulary() = default;
    Vocabulary(std::vector<std::uint64_t> hashes, std::vector<float> rarity);

    /// Of messages: the features that stand in at least two of them; when these are more than
    /// `features_max`, those that stand in most.
    [[nodiscard]] static Vocabulary Learn(std::span<const std::vector<Feature>> messages,
                                          std::size_t features_max);

    [[nodiscard]] std::size_t size() const { return hashes_.size(); }
    [[nodiscard]] const std::vector<std::uint64_t>& Hashes() const { return hashes_; }
    [[nodiscard]] const std::vector<float>& Rarity() const { return rarity_; }
    [[nodiscard]] std::uint32_t Find(std::uint64_t hash) const { return index_.Find(hash); }
    void Prefetch(std::uint64_t hash) const { index_.Prefetch(hash); }

private:
    std::vector<std::uint64_t> hashes_;
    std::vector<float> rarity_;
    HashIndex index_;
};

/// The features that the vocabulary knows: the logarithm of the count times rarity, each field
/// brought to its own weight.
[[nodiscard]] SparseVector Vectorise(std::span<const Feature> features,
                                     const Vocabulary& vocabulary);

/// The numbers, ascending, of the parts of characters that stand in most messages: what an
/// SmallNetwork looks at.
[[nodiscard]] std::vector<std::uint32_t> CommonParts(std::span<const std::vector<Feature>> messages,
                                                     const Vocabulary& vocabulary);

/// What stands for the constant in a vector.
inline constexpr double kConstantFeature = 0.5;

/// Turns the scores of the labels into probabilities: the softmax of scale × score + offset.
struct Calibration {
    double scale = 1;
    std::vector<double> offsets;  ///< one a label
};
[[nodiscard]] std::vector<double> Probabilities(std::span<const float> scores,
                                                const Calibration& calibration);
/// The calibration under which the labels that were right are likeliest. `scores`: one row a
/// message, from models that had not seen it.
[[nodiscard]] Calibration FitCalibration(std::span<const std::vector<float>> scores,
                                         std::span<const std::uint32_t> right, std::size_t labels);

/// One score for each label from the features of a message: what the weights say and, where there
/// were messages enough, what a small network says.
struct LinearModel {
    std::vector<std::string> labels;
    WordList words;
    Vocabulary vocabulary;
    /// Feature by feature, one weight for each label; the constant's behind the last feature.
    std::vector<float> weights;
    SmallNetwork network;
    Calibration calibration;
};

/// One score for each label. An empty message gets the constant's.
[[nodiscard]] std::vector<float> ScoresOf(const LinearModel& model,
                                          std::span<const Feature> features);

struct LabelGuess {
    std::uint32_t label = 0;
    double probability = 0;
};
[[nodiscard]] std::vector<LabelGuess> LikeliestFirst(std::span<const double> probabilities);
/// All labels, likeliest first. Thread: any. Shape: about 0.2 ms for a message of 400 characters.
[[nodiscard]] std::vector<LabelGuess> GuessLabels(const LinearModel& model,
                                                  const MessageText& message);

/// A part of the text that spoke for a label, by how much more than for the average label.
struct DecidingWord {
    std::string text;
    double strength = 0;
};
/// The parts that spoke most for `label`, strongest first; none inside another.
[[nodiscard]] std::vector<DecidingWord> DecidingWords(const LinearModel& model,
                                                      const MessageText& message,
                                                      std::uint32_t label, std::size_t count_max);

}  // namespace liandong
