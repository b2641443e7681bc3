#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <vector>

#include <sqlite3.h>

#include "adapters/store/sqlite/db.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "bare_loop.hpp"

namespace liandong::bench {
namespace {

/// What one request writes into one table. `key` names the case.
struct Table {
    const char* name;
    const char* key;
    const char* columns;
};
constexpr Table kTables[] = {
    {"idempotency", "case_id", "scope, key, request_digest, case_id"},
    {"cases", "id",
     "id, version, state, closed, type, channel, category, place, lead, urgent, secret, overdue, "
     "redo_count, opened_at,"
     " closed_at, next_due_at, source_system, source_id"},
    {"case_states", "id", "id, state"},
    {"events", "case_id", "case_id, seq, kind, at, recorded_at, actor, profile_version, payload"},
    {"assignments", "case_id",
     "case_id, no, unit, is_lead, state, category, place, urgent, overdue, sent_at, due_at, "
     "acknowledge_due_at,"
     " contact_due_at, handling_due_at"},
    {"case_units", "case_id", "unit, closed, case_id, place"},
    {"deadlines", "case_id", "case_id, clock, assignment, percent, due_at"},
    {"case_keys", "case_id", "case_id, wrapped_key"},
    {"vault_rows", "case_id", "case_id, row, ciphertext"},
    {"outbox", "case_id",
     "key, channel, recipient, subject, body, case_id, state, attempts, next_attempt_at, sent_at, "
     "last_error"},
    {"search", "rowid", "rowid, words, private_tokens"},
};
constexpr std::size_t kTableCount = std::size(kTables);

struct ValueEnd {
    void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
};
using Value = std::unique_ptr<sqlite3_value, ValueEnd>;
using Row = std::vector<Value>;
using RowsOfCase = std::array<std::vector<Row>, kTableCount>;

std::unique_ptr<sqlite::Db> Open(const std::string& path) {
    auto db = sqlite::Db::Open(path, sqlite::Db::Mode::kReadWrite);
    if (!db) Stop(db.error().for_log);
    return *std::move(db);
}

sqlite3_stmt* Prepare(sqlite3* db, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        Stop(sql + ": " + sqlite3_errmsg(db));
    return statement;
}

std::map<std::int64_t, RowsOfCase> ReadRows(sqlite3* db, std::int64_t cases_max) {
    std::map<std::int64_t, RowsOfCase> cases;
    const std::string newest =
        " IN (SELECT id FROM cases ORDER BY id DESC LIMIT " + std::to_string(cases_max) + ")";
    for (std::size_t t = 0; t < kTableCount; ++t) {
        const std::string key = kTables[t].key;
        sqlite3_stmt* query = Prepare(db, "SELECT " + key + ", " + kTables[t].columns + " FROM " +
                                              kTables[t].name + " WHERE " + key + newest + "");
        while (sqlite3_step(query) == SQLITE_ROW) {
            Row& row = cases[sqlite3_column_int64(query, 0)][t].emplace_back();
            for (int c = 1; c < sqlite3_column_count(query); ++c) {
                row.emplace_back(sqlite3_value_dup(sqlite3_column_value(query, c)));
            }
        }
        sqlite3_finalize(query);
    }
    return cases;
}

void Run(sqlite3* db, sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) Stop(sqlite3_errmsg(db));
    sqlite3_reset(statement);
}

std::string InsertSql(const Table& table) {
    const std::string columns = table.columns;
    std::string marks = "?";
    for (auto i = std::count(columns.begin(), columns.end(), ','); i > 0; --i) marks += ", ?";
    return std::string("INSERT INTO ") + table.name + " (" + columns + ") VALUES (" + marks + ")";
}

}  // namespace

BareResult BareSqlite(const std::string& from, const std::string& to, std::int64_t batch,
                      std::int64_t cases_max) {
    const auto source = Open(from);
    const auto cases = ReadRows(source->Handle(), cases_max);
    {
        auto schema = store::OpenSqliteStore(to, "460100");
        if (!schema) Stop(schema.error().for_log);
    }
    const auto target = Open(to);
    // As the server's writer has it (adapters/store/sqlite/store.cpp), but for the copying of the
    // log, which is left to SQLite.
    if (auto set = target->Execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST;"
            "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"
            "PRAGMA wal_autocheckpoint = 4000");
        !set) {
        Stop(set.error().for_log);
    }
    sqlite3* db = target->Handle();
    std::vector<sqlite3_stmt*> inserts;
    for (const Table& table : kTables) inserts.push_back(Prepare(db, InsertSql(table)));
    sqlite3_stmt* begin = Prepare(db, "BEGIN IMMEDIATE");
    sqlite3_stmt* commit = Prepare(db, "COMMIT");

    BareResult result;
    const auto start = std::chrono::steady_clock::now();
    for (auto next = cases.begin(); next != cases.end();) {
        Run(db, begin);
        for (std::int64_t i = 0; i < batch && next != cases.end(); ++i, ++next, ++result.cases) {
            for (std::size_t t = 0; t < kTableCount; ++t) {
                for (const Row& row : next->second[t]) {
                    for (std::size_t c = 0; c < row.size(); ++c) {
                        sqlite3_bind_value(inserts[t], static_cast<int>(c) + 1, row[c].get());
                    }
                    Run(db, inserts[t]);
                    ++result.rows;
                }
            }
        }
        Run(db, commit);
    }
    result.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    for (sqlite3_stmt* insert : inserts) sqlite3_finalize(insert);
    sqlite3_finalize(begin);
    sqlite3_finalize(commit);
    return result;
}

}  // namespace liandong::bench
