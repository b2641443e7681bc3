#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// What the full-text indexes of both stores hold and are asked for. The stores know two things
// only: whole tokens, and phrases of tokens that stand side by side. All tokens are UTF-8 of
// letters and digits: no blanks, no quotes.
//
// A text is folded (full-width forms to half-width, Latin letters to lower case) and falls into
// runs; whatever is neither letter nor digit (punctuation, emoji, blanks, malformed bytes) ends a
// run, and so does a change between the two kinds:
// - Han, kana and hangul have no blanks between words, so such a run becomes its bigrams, and its
//   last character alone: "楼顶铁皮" is 楼顶 顶铁 铁皮 皮. That last one keeps a phrase from going
//   on in the next run.
// - Letters and digits of other scripts are one token a run ("a3", "12345"), cut into pieces of
//   `kTokenCodePointsMax`.
// Behind all runs stand the characters that ended none, once each: they answer one-character
// questions, and the 楼 of "5楼", without any store having to know prefixes.

namespace liandong {

inline constexpr std::size_t kTokenCodePointsMax = 64;
/// PostgreSQL knows no position of a word beyond 16'383; words behind the limit are not found.
inline constexpr std::size_t kRunTokensMax = 16'000;
inline constexpr std::size_t kQueryPhrasesMax = 32;
inline constexpr std::size_t kPhraseTokensMax = 64;
inline constexpr std::size_t kPhoneDigitsMax = 20;
inline constexpr std::size_t kPhonePartDigitsMin = 4;
inline constexpr std::size_t kNameCodePointsMax = 64;

/// One thing that may be said in several ways, of which one must be found: each way is phrases of
/// tokens, all of them.
using WordChoice = std::vector<std::vector<std::vector<std::string>>>;

/// A text in the form in which it is compared: full-width forms are half-width, capitals small,
/// malformed bytes blanks. Well-formed text keeps its length in code points.
[[nodiscard]] std::u32string FoldText(std::string_view text);
/// The folded pieces of a text between blanks and punctuation, of whatever scripts.
[[nodiscard]] std::vector<std::string> WordPieces(std::string_view text);

/// Tokens of a text in order. Shape: linear; at most `kRunTokensMax` tokens of runs and as many
/// single characters.
[[nodiscard]] std::vector<std::string> IndexTokens(std::string_view text);

/// What must be found for a typed question: every run is one phrase, in any order and anywhere in
/// the text. A run of one character is the token of that character. Empty when there is nothing to
/// look for. What is too long is cut, which finds more, never less.
[[nodiscard]] std::vector<std::vector<std::string>> QueryPhrases(std::string_view text);

/// The digits of a telephone number, without China's prefix when a mobile number follows it; the
/// last `kPhoneDigitsMax` of them. "+86 100-1234-5678" is "10012345678".
[[nodiscard]] std::string PhoneDigits(std::string_view number);
/// Every part of a number that somebody may type, once each: of `kPhonePartDigitsMin` digits or
/// more, at most 153 parts; a shorter number whole. To look one up, take `PhoneDigits` of what was
/// typed as one token.
[[nodiscard]] std::vector<std::string> PhoneTokens(std::string_view number);

/// What somebody may type of a name: the whole (without blanks and dots), then its parts in order,
/// bigrams of Han characters and words of letters. No surname alone: a keyed hash of it would tell
/// the surname by how often it occurs.
[[nodiscard]] std::vector<std::string> NameTokens(std::string_view name);
/// The phrases to look for among `NameTokens` for a name or two or more characters of it; empty
/// when there are fewer.
[[nodiscard]] std::vector<std::vector<std::string>> NamePhrases(std::string_view text);

}  // namespace liandong
