#include "adapters/store/sqlite/store.hpp"

#include <sqlite3.h>

#include "adapters/store/sqlite/migrate.hpp"

namespace liandong::sqlite {

SqliteStore::SqliteStore(std::unique_ptr<Db> writing, std::unique_ptr<Db> copying,
                         const std::string& path, const store::SqliteOptions& options)
    : readers_(path, options.readers_max, options.reader_cache_mib),
      writer_(std::move(writing), std::move(copying),
              {options.queue_max, options.batch_max, options.wal_pages_max}) {}

Result<void> SqliteStore::Ping(Deadline deadline) {
    return WriteOne(deadline,
                    "INSERT INTO meta (name, value) VALUES ('pings', '1') "
                    "ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1");
}

std::string SqliteStore::Describe() const { return std::string("SQLite ") + sqlite3_libversion(); }

Result<std::optional<std::string>> SqliteStore::Meta(std::string_view name, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::optional<std::string>> {
        Statement query(db, "SELECT value FROM meta WHERE name = ?1");
        LD_TRY(const bool there, query.Bind(name).Step());
        return there ? std::optional(query.Text(0)) : std::nullopt;
    });
}

Result<void> SqliteStore::SetMeta(std::string_view name, std::string_view value,
                                  Deadline deadline) {
    return WriteOne(deadline,
                    "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET "
                    "value = excluded.value",
                    name, value);
}

}  // namespace liandong::sqlite

namespace liandong::store {

namespace {

Result<std::unique_ptr<Store>> Open(const std::string& path, std::string_view city_code,
                                    const SqliteOptions& options) {
    LD_TRY(auto db, sqlite::Db::Open(path, sqlite::Db::Mode::kReadWrite));
    // A page size counts only before the first page is written. secure_delete overwrites what is
    // deleted inside pages: an erased person's key must not stay in the file. The log is copied
    // back by the writer, not by SQLite.
    LD_TRY(db->Execute(
        "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "PRAGMA secure_delete = FAST; PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY;"
        "PRAGMA journal_size_limit = 67108864; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -" +
        std::to_string(options.writer_cache_mib * 1024)));
    LD_TRY(sqlite::Migrate(*db, sqlite::Migrations()));
    LD_TRY(sqlite::ClaimCity(*db, city_code));
    if (options.pages_max > 0) {
        LD_TRY(db->Execute("PRAGMA max_page_count = " + std::to_string(options.pages_max)));
    }
    LD_TRY(auto copying, sqlite::Db::Open(path, sqlite::Db::Mode::kReadWrite));
    LD_TRY(copying->Execute(
        "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA busy_timeout = 0"));
    return std::unique_ptr<Store>(
        std::make_unique<sqlite::SqliteStore>(std::move(db), std::move(copying), path, options));
}

}  // namespace

Result<std::unique_ptr<Store>> OpenSqliteStore(const std::string& path, std::string_view city_code,
                                               const SqliteOptions& options) {
    auto opened = Open(path, city_code, options);
    if (!opened) return Failure{std::move(opened).error().Within("opening the store " + path)};
    return opened;
}

}  // namespace liandong::store
