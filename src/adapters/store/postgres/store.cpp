#include "adapters/store/postgres/store.hpp"

#include <span>

#include "adapters/store/faults.hpp"
#include "adapters/store/migration.hpp"

namespace liandong::postgres {

std::span<const store::Migration> Migrations();

namespace {

constexpr int kOldestServer = 150'000;
constexpr std::chrono::milliseconds kOpenTimeout{60'000};
/// A migration of a big database rewrites it; whoever stops it half way begins anew.
constexpr std::chrono::hours kMigrationTimeout{24};
/// Nodes that start together bring the schema up one after the other: any number will do, if it is
/// always the same.
constexpr std::int64_t kSchemaLock = 0x6c69'616e'646f'6e67;

Result<void> Checked(Result<void, Fault> done, std::string_view doing) {
    if (!done) return Failure{ToError(done.error(), doing)};
    return {};
}

template <class T>
Result<T> Checked(Result<T, Fault> done, std::string_view doing) {
    if (!done) return Failure{ToError(done.error(), doing)};
    return *std::move(done);
}

Result<void> Migrate(Connection& connection, Deadline deadline) {
    LD_TRY(Checked(
        connection.Script(
            "CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, name text"
            " NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
            deadline),
        "making the table of migrations"));
    LD_TRY(const Rows rows,
           Checked(
               connection.Run(Statement{"SELECT coalesce(max(version), 0) FROM schema_version", {}},
                              deadline),
               "reading the schema's version"));
    const int present = rows.Int4(0, 0);
    const std::span<const store::Migration> known = Migrations();
    if (present > known.back().version)
        return Failure{store::NewerDatabase(present, known.back().version)};
    for (const store::Migration& migration : known) {
        if (migration.version <= present) continue;
        const std::string script =
            "BEGIN; SET LOCAL statement_timeout = 0;" + std::string(migration.sql) +
            "; INSERT INTO schema_version (version, name) VALUES (" +
            std::to_string(migration.version) + ", '" + std::string(migration.name) + "'); COMMIT;";
        const auto done = connection.Script(script, Deadline::In(kMigrationTimeout));
        if (!done)
            return Failure{ToError(done.error(), "migration " + std::string(migration.name))};
    }
    return {};
}

/// Transaction numbers order the journal; those of another server (this database was restored from
/// a dump) do not compare with ours, so they begin a new epoch.
Result<void> JoinLineage(Connection& connection, Deadline deadline) {
    const char* sql =
        "INSERT INTO lineage (epoch, system_identifier)"
        " SELECT coalesce((SELECT max(epoch) FROM lineage), 0) + 1, system_identifier FROM "
        "pg_control_system()"
        " WHERE system_identifier IS DISTINCT FROM"
        " (SELECT l.system_identifier FROM lineage l ORDER BY epoch DESC LIMIT 1)";
    LD_TRY(Checked(connection.Script(sql, deadline), "joining the database's lineage"));
    return {};
}

Result<void> Prepare(Connection& connection, const std::string& city, Deadline deadline) {
    LD_TRY(const Rows facts,
           Checked(
               connection.Run(Statement{"SELECT current_setting('server_encoding')", {}}, deadline),
               "asking for the encoding"));
    if (facts.View(0, 0) != "UTF8") {
        return Failure{
            Unavailable("the database's encoding is " + facts.Text(0, 0) + "; it must be UTF8")};
    }
    if (connection.ServerVersion() < kOldestServer) {
        return Failure{Unavailable("PostgreSQL " +
                                   std::to_string(connection.ServerVersion() / 10'000) +
                                   " is too old; 15 or newer is needed")};
    }
    const std::string lock = "SELECT pg_advisory_lock(" + std::to_string(kSchemaLock) + ")";
    LD_TRY(Checked(connection.Script("SET lock_timeout = 0;" + lock, deadline),
                   "waiting for other nodes that migrate"));
    LD_TRY(Migrate(connection, deadline));
    LD_TRY(JoinLineage(connection, deadline));
    Statement state{"INSERT INTO journal_state (city) VALUES ($1) ON CONFLICT DO NOTHING",
                    Params().Text(city)};
    LD_TRY(Checked(connection.Run(std::move(state), deadline), "beginning the journal"));
    return {};  // closing the connection frees the lock
}

}  // namespace

Result<void> PostgresStore::Do(std::string sql, Params params, Deadline deadline,
                               std::string_view doing) {
    LD_TRY(pool_.Run({std::move(sql), std::move(params)}, deadline, doing));
    return {};
}

Result<void> PostgresStore::Ping(Deadline deadline) {
    // A standby answers reads; only a server that takes writes is any good.
    LD_TRY(
        const Rows rows,
        pool_.Run(
            Statement{
                "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::bool", {}},
            deadline, "asking whether PostgreSQL takes writes"));
    if (rows.Bool(0, 0)) return Failure{Unavailable("PostgreSQL is read-only just now")};
    return {};
}

std::string PostgresStore::Describe() const {
    return "PostgreSQL " + std::to_string(version_ / 10'000) + "." +
           std::to_string(version_ % 10'000);
}

Result<std::optional<std::string>> PostgresStore::Meta(std::string_view name, Deadline deadline) {
    if (name == "city_code") return std::optional(city_);
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT value FROM meta WHERE city = $1 AND name = $2", City().Text(name)},
                     deadline, "reading a note"));
    if (rows.empty()) return std::optional<std::string>{};
    return std::optional(rows.Text(0, 0));
}

Result<void> PostgresStore::SetMeta(std::string_view name, std::string_view value,
                                    Deadline deadline) {
    return Do(
        "INSERT INTO meta (city, name, value) VALUES ($1, $2, $3)"
        " ON CONFLICT (city, name) DO UPDATE SET value = excluded.value",
        City().Text(name).Bytes(value), deadline, "writing a note");
}

}  // namespace liandong::postgres

namespace liandong::store {

namespace {

/// The one city of a database, for commands that are not told which. Errors: kInvalid "which_city".
Result<std::string> OnlyCity(postgres::Connection& connection, Deadline deadline) {
    const auto rows =
        connection.Run(postgres::Statement{"SELECT city FROM journal_state", {}}, deadline);
    if (rows && rows->size() == 1) return rows->Text(0, 0);
    return Failure{Invalid("which_city", "The database holds no city or several; say which.")};
}

}  // namespace

Result<std::unique_ptr<Store>> OpenPostgresStore(const std::string& url, std::string_view city_code,
                                                 const PostgresOptions& options) {
    const Deadline deadline = Deadline::In(postgres::kOpenTimeout);
    LD_TRY(const auto connection, postgres::Connection::Open(url, deadline));
    const int version = connection->ServerVersion();
    std::string city(city_code);
    if (city.empty()) {
        LD_TRY(city, OnlyCity(*connection, deadline));
    }
    LD_TRY(postgres::Prepare(*connection, city, deadline));
    return std::unique_ptr<Store>(
        std::make_unique<postgres::PostgresStore>(url, city, options, version));
}

}  // namespace liandong::store
