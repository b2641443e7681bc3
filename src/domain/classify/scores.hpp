#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace liandong {

/// What a model said of one message whose label is known.
struct Judged {
    std::uint32_t right = 0;
    std::uint32_t first = 0;
    std::uint32_t second = 0;  ///< the same as `first` where there is one label only
    double probability = 0;    ///< of `first`
};

/// A figure and the interval that holds it in 95 of 100 redrawn sets.
struct Figure {
    double value = 0;
    double low = 0;
    double high = 0;
};

struct ClassifierScores {
    std::uint32_t messages = 0;
    Figure accuracy;
    Figure macro_f1;  ///< over the labels that occur
    Figure top_two;
    /// Expected calibration error: |share right − mean probability| over ten bins of equal width,
    /// weighed by their messages.
    Figure calibration_error;
    /// Accuracy on the 85 % of messages with the highest probability.
    Figure accuracy_of_surest;
    /// Row: right label; column: first guess.
    std::vector<std::vector<std::uint32_t>> confusion;
};

inline constexpr double kSurestShare = 0.85;

/// Shape: `redraws` times linear; the same seed gives the same intervals.
[[nodiscard]] ClassifierScores ScoreOf(std::span<const Judged> judged, std::size_t labels,
                                       std::uint64_t seed, int redraws = 1'000);

}  // namespace liandong
