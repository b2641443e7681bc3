#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace liandong {

/// How alike two messages must be to count as one.
enum class Likeness : std::uint8_t {
    kSame = 1,  ///< nine tenths of the shorter's pairs of characters stand in the longer
    kNear = 2,  ///< six tenths do: the same letter sent again, or written after a model
};

/// Groups messages that are alike: result[i] is the lowest number of a message in i's group.
/// A message that is less than an eighth as long as another is never like it. Copies must not
/// stand on both sides of a split, or the score praises memory.
/// Shape: about linear; messages are compared when they share two rare pairs of characters.
[[nodiscard]] std::vector<std::uint32_t> GroupAlike(std::span<const std::u32string> texts,
                                                    Likeness likeness);

}  // namespace liandong
