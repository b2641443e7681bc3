#include <atomic>
#include <cstdlib>
#include <string>

#include <libpq-fe.h>
#include <unistd.h>

#include "adapters/store/postgres/postgres_store.hpp"
#include "store_contract/contract.hpp"

namespace liandong {
namespace {

/// Runs one statement on the server that the environment names; "" or what went wrong.
std::string Administer(const std::string& url, const std::string& sql) {
    PGconn* connection = PQconnectdb(url.c_str());
    std::string trouble;
    if (PQstatus(connection) != CONNECTION_OK) {
        trouble = PQerrorMessage(connection);
    } else {
        PGresult* result = PQexec(connection, sql.c_str());
        if (PQresultStatus(result) != PGRES_COMMAND_OK) trouble = PQresultErrorMessage(result);
        PQclear(result);
    }
    PQfinish(connection);
    return trouble;
}

/// The URL with another database: "postgresql://host/postgres?a=b" -> "postgresql://host/NAME?a=b".
std::string WithDatabase(const std::string& url, const std::string& name) {
    const std::size_t authority = url.find("://") + 3;
    const std::size_t query = std::min(url.find('?', authority), url.size());
    const std::size_t path = std::min(url.find('/', authority), query);
    return url.substr(0, path) + "/" + name + url.substr(query);
}

class PostgresFactory final : public StoreFactory {
public:
    PostgresFactory(std::string server, std::string name)
        : server_(std::move(server)), name_(std::move(name)) {}
    PostgresFactory(const PostgresFactory&) = delete;
    PostgresFactory& operator=(const PostgresFactory&) = delete;
    ~PostgresFactory() override {
        const std::string trouble =
            Administer(server_, "DROP DATABASE \"" + name_ + "\" WITH (FORCE)");
        if (!trouble.empty()) ADD_FAILURE() << trouble;
    }
    Result<std::unique_ptr<Store>> Open() override {
        return store::OpenPostgresStore(WithDatabase(server_, name_), "460100", {});
    }
    bool ManyAtOnce() const override { return true; }

private:
    std::string server_;
    std::string name_;
};

}  // namespace

std::unique_ptr<StoreFactory> MakeStoreFactory() {
    static std::atomic<int> count = 0;
    const char* server = std::getenv("LIANDONG_TEST_POSTGRES");
    if (server == nullptr || *server == '\0') {
        ADD_FAILURE() << "LIANDONG_TEST_POSTGRES names no PostgreSQL server. Run ./test, which "
                         "starts a private one, or "
                         "give the URL of a server where databases may be created: "
                         "postgresql://user@host/postgres";
        return nullptr;
    }
    const std::string name =
        "liandong_contract_" + std::to_string(getpid()) + "_" + std::to_string(++count);
    const std::string trouble =
        Administer(server, "CREATE DATABASE \"" + name + "\" TEMPLATE template0");
    if (!trouble.empty()) {
        ADD_FAILURE() << "LIANDONG_TEST_POSTGRES: " << trouble;
        return nullptr;
    }
    return std::make_unique<PostgresFactory>(server, name);
}

}  // namespace liandong
