#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "domain/search/question.hpp"

// Which of the texts found answers a question best, and the place in it that shows why.
//
//   score = relevance × (1 + 1 / (1 + age / 30 days)) / 2
//   relevance = mean, over the things wanted, of
//       weight of the best part that says it × (1 as typed, 0.8 by another word or by sound)
//       + 0.1 for each further time it is said, at most 4
//
// What the index found in no part (the name of the category or of the place) weighs
// kWeightElsewhere. The age is counted from the newest text that is compared, so the order does not
// hang on the clock.

namespace liandong {

inline constexpr double kWeightElsewhere = 0.5;
inline constexpr double kWeightOtherWord = 0.8;
inline constexpr double kWeightAgain = 0.1;
inline constexpr int kAgainMax = 4;
inline constexpr std::int64_t kHalfFreshDays = 30;

/// Code points of a text, [from, to).
struct TextSpan {
    std::int32_t from = 0;
    std::int32_t to = 0;

    bool operator==(const TextSpan&) const = default;
};

/// A part of what was found, with what it weighs when it says what is wanted.
struct WeighedText {
    std::string_view text;
    double weight = 1;
};

[[nodiscard]] double Relevance(std::span<const WeighedText> parts,
                               const std::vector<Wanted>& wanted);
/// `age` from the newest of the texts compared; below zero counts as none.
[[nodiscard]] double Score(double relevance, Duration age);

struct Excerpt {
    std::string text;             ///< with "…" where it was cut; blanks for line ends
    std::vector<TextSpan> marks;  ///< what answers the question; ascending, apart from each other
};
inline constexpr std::size_t kExcerptCodePoints = 80;
inline constexpr std::size_t kExcerptBefore = 20;  ///< shown before the first mark

/// The part that says most of what is wanted, of several the first; empty when none says any.
struct BestPart {
    std::size_t part = 0;
    Excerpt excerpt;
};
[[nodiscard]] std::optional<BestPart> ExcerptOf(std::span<const std::string_view> parts,
                                                const std::vector<Wanted>& wanted);

}  // namespace liandong
