#pragma once

#include <string>
#include <string_view>

#include "app/ports.hpp"

// The full-text index holds the program's own tokens: no dictionary or parser of the server touches
// them. Words and private tokens share one tsvector; a private lexeme begins with a blank, which no
// word contains.

namespace liandong::postgres {

/// tsvector in PostgreSQL's binary format. What the type cannot hold is left out: tokens over 2046
/// bytes and, of one token, all but the first 255 places; places beyond 16'383 all count as 16'383.
[[nodiscard]] std::string EncodeDocument(const SearchDocument& document);

/// A tsquery as text, for `$n::tsquery`; empty when the query has no token at all.
[[nodiscard]] std::string QueryText(const SearchQuery& query);

}  // namespace liandong::postgres
