#include "adapters/store/sqlite/migrate.hpp"

#include "adapters/store/faults.hpp"

namespace liandong::sqlite {

namespace {

Result<std::int64_t> SchemaVersion(Db& db) {
    Statement query(db, "SELECT coalesce(max(version), 0) FROM schema_version");
    LD_TRY(query.Step());
    return query.Int(0);
}

Result<void> RunOne(Db& db, const store::Migration& migration) {
    LD_TRY(db.Execute(migration.sql));
    Statement mark(db, "INSERT INTO schema_version (version, name) VALUES (?1, ?2)");
    return mark.BindAll(std::int64_t{migration.version}, migration.name).Run();
}

/// Looks and writes under one write lock, so that two programs starting at once do not both
/// migrate.
Result<bool> RunNext(Db& db, std::span<const store::Migration> migrations) {
    LD_TRY(const std::int64_t version, SchemaVersion(db));
    const auto known = static_cast<std::int64_t>(migrations.size());
    if (version > known) return Failure{store::NewerDatabase(version, known)};
    if (version == known) return false;
    const store::Migration& next = migrations[static_cast<std::size_t>(version)];
    if (auto done = RunOne(db, next); !done) {
        return Failure{std::move(done).error().Within("migration " + std::string(next.name))};
    }
    return true;
}

}  // namespace

Result<void> Migrate(Db& db, std::span<const store::Migration> migrations) {
    LD_TRY(
        db.Execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name "
                   "TEXT NOT NULL) STRICT"));
    while (true) {
        LD_TRY(db.Execute("BEGIN IMMEDIATE"));
        auto ran = RunNext(db, migrations);
        if (!ran) {
            if (db.InTransaction()) (void)db.Execute("ROLLBACK");
            return Failure{std::move(ran).error()};
        }
        LD_TRY(db.Execute("COMMIT"));
        if (!*ran) return {};
    }
}

Result<void> ClaimCity(Db& db, std::string_view city_code) {
    {
        Statement claim(
            db, "INSERT INTO meta (name, value) VALUES ('city_code', ?1) ON CONFLICT DO NOTHING");
        LD_TRY(claim.Bind(city_code).Run());
    }
    Statement query(db, "SELECT value FROM meta WHERE name = 'city_code'");
    LD_TRY(query.Step());
    if (query.View(0) != city_code) return Failure{store::WrongCity(city_code, query.View(0))};
    return {};
}

}  // namespace liandong::sqlite
