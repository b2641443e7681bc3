#include "support/test_database.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>

#include <libpq-fe.h>
#include <unistd.h>

#include "adapters/store/postgres/postgres_store.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "base/testing/test_folder.hpp"

namespace liandong::testing {
namespace {

constexpr std::string_view kSqlitePrefix = "sqlite:";

class SqliteFile final : public TestDatabase {
public:
    Result<std::unique_ptr<Store>> Open(std::string_view city_code,
                                        const StoreLimits& limits) override {
        store::SqliteOptions options;
        options.pages_max = limits.pages_max;
        return store::OpenSqliteStore(Path(), city_code, options);
    }
    std::string Address() const override { return std::string(kSqlitePrefix) + Path(); }

private:
    std::string Path() const { return (folder_ / "store.db").string(); }
    TestFolder folder_;
};

// "postgresql://host/postgres?a=b" with another database: "postgresql://host/NAME?a=b".
std::string WithDatabase(const std::string& url, const std::string& name) {
    const std::size_t authority = url.find("://") + 3;
    const std::size_t query = std::min(url.find('?', authority), url.size());
    const std::size_t path = std::min(url.find('/', authority), query);
    return url.substr(0, path) + "/" + name + url.substr(query);
}

class PostgresDatabase final : public TestDatabase {
public:
    PostgresDatabase(std::string server, std::string name)
        : server_(std::move(server)), name_(std::move(name)) {}
    PostgresDatabase(const PostgresDatabase&) = delete;
    PostgresDatabase& operator=(const PostgresDatabase&) = delete;
    ~PostgresDatabase() override {
        // What could not be dropped goes with the private server.
        static_cast<void>(RunOnPostgres(server_, "DROP DATABASE \"" + name_ + "\" WITH (FORCE)"));
    }

    Result<std::unique_ptr<Store>> Open(std::string_view city_code, const StoreLimits&) override {
        return store::OpenPostgresStore(Address(), city_code, {});
    }
    std::string Address() const override { return WithDatabase(server_, name_); }

private:
    std::string server_;
    std::string name_;
};

Result<std::unique_ptr<TestDatabase>> MakePostgres() {
    static std::atomic<int> count = 0;
    const char* server = std::getenv("LIANDONG_TEST_POSTGRES");  // NOLINT(concurrency-mt-unsafe)
    if (server == nullptr || *server == '\0') {
        return Failure{Error{
            ErrorKind::kUnavailable,
            "no_postgres",
            "LIANDONG_TEST_POSTGRES names no PostgreSQL server. Run ./test, which starts a private "
            "one, or: export LIANDONG_TEST_POSTGRES=$(tools/private_postgres.sh start /tmp/pg)",
            "no server",
            {}}};
    }
    const std::string name =
        "liandong_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
    const std::string trouble =
        RunOnPostgres(server, "CREATE DATABASE \"" + name + "\" TEMPLATE template0");
    if (!trouble.empty()) {
        return Failure{Error{ErrorKind::kUnavailable,
                             "no_postgres",
                             "LIANDONG_TEST_POSTGRES: " + trouble,
                             trouble,
                             {}}};
    }
    return std::unique_ptr<TestDatabase>(std::make_unique<PostgresDatabase>(server, name));
}

}  // namespace

std::string_view NameOfEngine(Engine engine) {
    return engine == Engine::kSqlite ? "sqlite" : "postgres";
}

Result<std::unique_ptr<TestDatabase>> TestDatabase::Make(Engine engine) {
    return engine == Engine::kSqlite
               ? Result<std::unique_ptr<TestDatabase>>(std::make_unique<SqliteFile>())
               : MakePostgres();
}

Result<std::unique_ptr<Store>> OpenAt(const std::string& address, std::string_view city_code) {
    if (address.starts_with(kSqlitePrefix)) {
        return store::OpenSqliteStore(address.substr(kSqlitePrefix.size()), city_code, {});
    }
    return store::OpenPostgresStore(address, city_code, {});
}

std::string RunOnPostgres(const std::string& url, const std::string& sql) {
    PGconn* connection = PQconnectdb(url.c_str());
    std::string trouble;
    if (PQstatus(connection) != CONNECTION_OK) {
        trouble = PQerrorMessage(connection);
    } else {
        PGresult* result = PQexec(connection, sql.c_str());
        const auto status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            trouble = PQresultErrorMessage(result);
        PQclear(result);
    }
    PQfinish(connection);
    return trouble;
}

}  // namespace liandong::testing
