#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/classify/word_list.hpp"

// What a classifier sees of a message. Three fields, each weighed on its own: parts of one to four
// characters, words and pairs of neighbouring words, and the front of the message, where people
// name their matter. A text is folded first (full-width to half-width, capitals to small letters,
// each run of digits to one 0); punctuation, emoji and blanks are left out.

namespace liandong {

/// A message as it came. `subject` may be empty.
struct MessageText {
    std::string subject;
    std::string body;
};

/// Longer messages are read up to here.
inline constexpr std::size_t kMessageCodePointsMax = 3'000;

enum class FeatureField : std::uint8_t { kCharacters = 0, kWords = 1, kFront = 2 };
inline constexpr std::size_t kFeatureFields = 3;

struct Feature {
    std::uint64_t hash = 0;  ///< the field is part of it
    FeatureField field = FeatureField::kCharacters;
    float count = 0;
};

/// Whether a text stands as words with blanks between, as segmented collections do.
[[nodiscard]] bool IsSegmented(std::u32string_view text);

/// The subject of a segmented message that stands before a wide gap, or all of it as the body.
[[nodiscard]] MessageText SplitAtGap(std::string_view text);

/// The distinct features of a message. With an empty word list there are no words, except in a
/// segmented text. Shape: linear; at most about twelve for each code point read.
[[nodiscard]] std::vector<Feature> FeaturesOf(const MessageText& message, const WordList& words);

/// What to show of the features, one for each place: whole words where words are known, otherwise
/// the parts of characters.
struct ShownFeature {
    std::uint64_t hash = 0;
    FeatureField field = FeatureField::kCharacters;
    std::u32string text;
};
[[nodiscard]] std::vector<ShownFeature> ShownFeaturesOf(const MessageText& message,
                                                        const WordList& words);

/// The Han words of a segmented text, to be counted for a word list; none of another.
[[nodiscard]] std::vector<std::u32string> SegmentedWords(std::string_view text);

}  // namespace liandong
