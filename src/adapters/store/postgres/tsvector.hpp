#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports.hpp"

// The full-text index holds the program's own tokens: no dictionary or parser of the server touches
// them. Words and private tokens share one tsvector; a private lexeme begins with a blank, which no
// word contains.
//
// Beside them a document holds marks, lexemes that tell of the case: its place, every front of its
// category's code, its units, and what its number begins with. So the index itself finds a word in
// one place, or among the newest; without them it would hand out every case that ever had the word.
// A mark may be out of date: whoever asks by marks looks at the case, too.

namespace liandong::postgres {

/// What a mark tells.
enum class Mark : char { kPlace = 'p', kCategory = 'c', kUnit = 'u', kNumber = 'n' };

/// The lexeme of a mark: begins with U+0001, which no token has.
[[nodiscard]] std::string MarkLexeme(Mark mark, std::string_view value);
/// The mark of the stretch of numbers that this one lies in.
[[nodiscard]] std::string NumberMark(std::int64_t number, std::int64_t stretch);
/// The stretches: a day, a month, a year.
inline constexpr std::int64_t kDayOfNumbers = 10'000'000;
inline constexpr std::int64_t kMonthOfNumbers = 100 * kDayOfNumbers;
inline constexpr std::int64_t kYearOfNumbers = 100 * kMonthOfNumbers;

/// Marks of what a case may change: place, category, units.
[[nodiscard]] std::vector<std::string> MarksOf(const Case& c);
/// Those and the marks of its number.
[[nodiscard]] std::vector<std::string> AllMarksOf(const Case& c);

/// tsvector in PostgreSQL's binary format; marks have no place. What the type cannot hold is left
/// out: tokens over 2046 bytes and, of one token, all but the first 255 places; places beyond
/// 16'383 all count as 16'383.
[[nodiscard]] std::string EncodeDocument(const SearchDocument& document,
                                         const std::vector<std::string>& marks);

/// A tsquery as text, for `$n::tsquery`; empty when the query has no token at all.
[[nodiscard]] std::string QueryText(const SearchQuery& query);
/// A tsquery that all of these marks, or any of them, fulfil.
[[nodiscard]] std::string AllOf(const std::vector<std::string>& marks);
[[nodiscard]] std::string AnyOf(const std::vector<std::string>& marks);

}  // namespace liandong::postgres
