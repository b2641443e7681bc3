#pragma once

struct sqlite3;

namespace liandong::sqlite {

/// Makes the FTS5 tokenizer "blanks" known to the connection: it splits at the ASCII blank and
/// nowhere else and changes no byte, so that grams and hashed tokens made by the program are the
/// terms of the index. False when this SQLite has no FTS5.
[[nodiscard]] bool RegisterBlanksTokenizer(sqlite3* db);

}  // namespace liandong::sqlite
