#include "adapters/store/sqlite/blanks_tokenizer.hpp"

#include <algorithm>
#include <string_view>

#include <sqlite3.h>

namespace liandong::sqlite {

namespace {

using OnToken = int (*)(void*, int, const char*, int, int, int);

int Create(void*, const char**, int, Fts5Tokenizer** out) {
    // There is no state, but FTS5 wants a pointer that is not null.
    static int nothing = 0;
    *out = reinterpret_cast<Fts5Tokenizer*>(&nothing);
    return SQLITE_OK;
}

void Delete(Fts5Tokenizer*) {}

int Tokenize(Fts5Tokenizer*, void* context, int, const char* data, int size, OnToken on_token) {
    const std::string_view text(data, static_cast<std::size_t>(size));
    std::size_t begin = 0;
    while ((begin = text.find_first_not_of(' ', begin)) != std::string_view::npos) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const int code = on_token(context, 0, data + begin, static_cast<int>(end - begin),
                                  static_cast<int>(begin), static_cast<int>(end));
        if (code != SQLITE_OK) return code;
        begin = end;
    }
    return SQLITE_OK;
}

fts5_api* FindApi(sqlite3* db) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

}  // namespace

bool RegisterBlanksTokenizer(sqlite3* db) {
    fts5_api* api = FindApi(db);
    if (api == nullptr) return false;
    fts5_tokenizer tokenizer{&Create, &Delete, &Tokenize};
    return api->xCreateTokenizer(api, "blanks", nullptr, &tokenizer, nullptr) == SQLITE_OK;
}

}  // namespace liandong::sqlite
