#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "domain/classify/hash_index.hpp"
#include "domain/topics/topic.hpp"

namespace liandong {

/// A text as units: a Han character, or a run of Latin letters and digits ("a3", "58"), folded to
/// half width and small letters. An empty unit stands for whatever separates. Numbers of more than
/// six digits separate too: they are telephones and identity cards, and name nobody's topic.
[[nodiscard]] std::vector<std::u32string> TopicUnits(std::string_view text,
                                                     std::size_t code_points_max);

inline constexpr std::size_t kTopicTitleMax = 100;  ///< code points read of a title
inline constexpr std::size_t kTopicTextMax = 400;   ///< and of the text behind it
inline constexpr std::size_t kTopicPartMax = 3;     ///< units of the longest word part

struct WordWeight {
    std::uint32_t word = 0;
    float weight = 0;
};
/// By word, each once; of length 1, or empty.
using WordVector = std::vector<WordWeight>;

/// Messages as vectors of word parts (two or three units side by side): what stands in the title
/// weighs three times, and what few people say weighs more.
struct WordVectors {
    std::vector<WordVector> of;          ///< in the order of the messages
    std::vector<std::uint32_t> persons;  ///< a number for each message's person
    std::size_t word_count = 0;
};
[[nodiscard]] WordVectors WordVectorsOf(std::span<const TopicMessage* const> messages);

}  // namespace liandong
