#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Finding by sound: 路登 finds 路灯, and so do "ludeng" and "ld". A text is indexed by pairs of
// sounds and pairs of initials, as tokens that begin with a capital letter, which no token of a
// text does (domain/search/tokens.hpp). Characters are taken in their commonest reading, in the
// text and in the question alike.

namespace liandong {

using SoundPhrases = std::vector<std::vector<std::string>>;

inline constexpr std::size_t kSoundCodePointsMax = 300;  ///< read of a text
inline constexpr std::size_t kSoundReadingsMax = 6;      ///< of one question

/// The tokens of a text by sound, pairs of initials last. Shape: linear.
[[nodiscard]] std::vector<std::string> SoundTokens(std::string_view text);

/// What may be meant by a question that was heard, likeliest first: each entry is what must be
/// found, all of it. Han characters by their sounds; letters as whole syllables, in every way to
/// cut them, then as initials. Empty when the question has neither, or a single sound only.
[[nodiscard]] std::vector<SoundPhrases> SoundReadings(std::string_view question);

/// Where a text sounds like a phrase of a reading: code points [from, to), ascending.
/// Shape: linear in the first `kSoundCodePointsMax` code points, which are those that are indexed.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> SoundPlaces(
    std::u32string_view text, const std::vector<std::string>& phrase);

}  // namespace liandong
