#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/linear_learner.hpp"
#include "base/result.hpp"
#include "domain/classify/linear_model.hpp"
#include "domain/classify/scores.hpp"

namespace liandong {

struct LabelledMessage {
    MessageText text;
    std::string label;
};

/// How messages fall into the parts of the cross-validation.
enum class Splits : std::uint8_t {
    kNearDuplicatesTogether = 1,  ///< honest: no letter is judged by its own copy
    kCopiesTogether = 2,          ///< as new messages come: some are nearly the same as old ones
};

struct TrainingSettings {
    std::uint32_t folds = 5;
    std::uint64_t seed = 7;
    Splits splits = Splits::kNearDuplicatesTogether;
    double cost = 1;
};

/// What was learned from, and what was left out.
struct TrainingCounts {
    std::uint32_t given = 0;
    std::uint32_t empty = 0;          ///< without a text or without a label
    std::uint32_t copies = 0;         ///< left out: the same text with the same label came before
    std::uint32_t contradictory = 0;  ///< left out: the same text with another label came more
                                      ///< often
    std::uint32_t used = 0;
};

struct TrainedClassifier {
    LinearModel model;
    /// From cross-validation: every message judged, and its probability set, by models and
    /// calibrations that had not seen it.
    ClassifierScores scores;
    /// The same of the messages that came as people wrote them; empty when all did.
    std::optional<ClassifierScores> scores_of_whole_texts;
    TrainingCounts counts;
};

/// Learns to tell labels from messages: features, weights, calibration and the scores of it all.
/// `progress` hears what goes on, a line at a time.
/// Shape: folds + 1 trainings; two to three minutes for 8'000 messages where nothing is
/// optimised.
/// Errors: kInvalid "no_messages", "one_label", "too_many_labels", "bad_folds".
[[nodiscard]] Result<TrainedClassifier> TrainClassifier(
    std::vector<LabelledMessage> messages, const TrainingSettings& settings, LinearLearner& learner,
    const std::function<void(std::string_view)>& progress);

inline constexpr std::size_t kLabelsMax = 2'000;

}  // namespace liandong
