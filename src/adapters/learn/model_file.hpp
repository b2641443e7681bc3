#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/train_classifier.hpp"
#include "base/result.hpp"

// A model's file tells about itself: its head is lines of text that `head` shows (kind and version,
// labels, messages, scores), then a blank line, then the numbers. Length and checksum stand in the
// head, so a file that was cut or altered is found out.

namespace liandong {

inline constexpr int kModelFileVersion = 2;

[[nodiscard]] std::string ModelBytes(const TrainedClassifier& trained);
/// Errors: kInvalid "not_a_model", "newer_model", "damaged_model".
[[nodiscard]] Result<TrainedClassifier> ModelOfBytes(std::string_view bytes);

/// Whole or not at all: a new file takes the place of the old one when it is complete.
/// Errors: kUnavailable.
[[nodiscard]] Result<void> WriteModel(const std::filesystem::path& path,
                                      const TrainedClassifier& trained);
/// Errors: kNotFound "no_such_model" and those of ModelOfBytes; kUnavailable.
[[nodiscard]] Result<TrainedClassifier> ReadModel(const std::filesystem::path& path);

}  // namespace liandong
