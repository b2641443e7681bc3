#include <chrono>
#include <map>
#include <memory>
#include <vector>

#include <libpq-fe.h>

#include "adapters/store/postgres/postgres_store.hpp"
#include "bare_loop.hpp"

namespace liandong::bench {
namespace {

struct Table {
    const char* name;
    const char* key;
};
constexpr Table kTables[] = {{"cases", "id"},          {"assignments", "case_id"},
                             {"deadlines", "case_id"}, {"events", "case_id"},
                             {"vault", "case_id"},     {"outbox", "case_id"},
                             {"search", "case_id"},    {"idempotency", "case_id"}};
constexpr std::size_t kTableCount = std::size(kTables);

struct ConnectionEnd {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ResultEnd {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, ConnectionEnd>;
using Rows = std::unique_ptr<PGresult, ResultEnd>;

Connection Open(const std::string& url) {
    Connection connection(PQconnectdb(url.c_str()));
    if (PQstatus(connection.get()) != CONNECTION_OK) Stop(PQerrorMessage(connection.get()));
    return connection;
}

Rows Ask(PGconn* connection, const std::string& sql) {
    Rows rows(PQexec(connection, sql.c_str()));
    const auto status = PQresultStatus(rows.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        Stop(sql + ": " + PQerrorMessage(connection));
    return rows;
}

/// The columns that an INSERT names: those that the database does not make itself.
struct Columns {
    std::vector<std::string> names;
    std::vector<std::string> types;
};
Columns ColumnsOf(PGconn* connection, const std::string& table) {
    const Rows rows = Ask(
        connection,
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '" +
            table +
            "'::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = ''"
            " AND attname <> 'txid' ORDER BY attnum");
    Columns columns;
    for (int i = 0; i < PQntuples(rows.get()); ++i) {
        columns.names.emplace_back(PQgetvalue(rows.get(), i, 0));
        columns.types.emplace_back(PQgetvalue(rows.get(), i, 1));
    }
    return columns;
}

std::string InsertSql(const std::string& table, const Columns& columns) {
    std::string names;
    std::string values;
    for (std::size_t i = 0; i < columns.names.size(); ++i) {
        names += (i == 0 ? "" : ", ") + columns.names[i];
        values += (i == 0 ? "$" : ", $") + std::to_string(i + 1) + "::" + columns.types[i] + "[]";
    }
    return "INSERT INTO " + table + " (" + names + ") SELECT * FROM unnest(" + values + ")";
}

/// A batch's rows of one table, a column each, as the text of an array.
using Arrays = std::vector<std::string>;

void AddTo(std::string& array, const char* value, bool is_null) {
    array += array.empty() ? "{" : ",";
    if (is_null) {
        array += "NULL";
        return;
    }
    array += '"';
    for (const char* c = value; *c != '\0'; ++c) {
        if (*c == '"' || *c == '\\') array += '\\';
        array += *c;
    }
    array += '"';
}

/// [batch][table] of what the newest cases of the source hold.
std::vector<std::vector<Arrays>> ReadBatches(PGconn* source, std::int64_t batch,
                                             std::int64_t cases_max, BareResult& result) {
    const std::string newest =
        "(SELECT id FROM cases ORDER BY id DESC LIMIT " + std::to_string(cases_max) + ")";
    const Rows ids = Ask(source, "SELECT id FROM " + newest + " x ORDER BY id");
    std::map<std::string, std::size_t> batch_of;
    for (int i = 0; i < PQntuples(ids.get()); ++i) {
        batch_of[PQgetvalue(ids.get(), i, 0)] = static_cast<std::size_t>(i / batch);
    }
    result.cases = PQntuples(ids.get());
    std::vector<std::vector<Arrays>> batches(
        static_cast<std::size_t>((result.cases + batch - 1) / batch),
        std::vector<Arrays>(kTableCount));
    for (std::size_t t = 0; t < kTableCount; ++t) {
        const std::string key = kTables[t].key;
        const Columns columns = ColumnsOf(source, kTables[t].name);
        std::string sql = "SELECT " + key;
        for (const std::string& name : columns.names) sql.append(", ").append(name);
        sql.append(" FROM ").append(kTables[t].name).append(" WHERE ").append(key);
        sql.append(" IN ").append(newest).append(" ORDER BY ").append(key);
        const Rows rows = Ask(source, sql);
        for (int i = 0; i < PQntuples(rows.get()); ++i, ++result.rows) {
            Arrays& arrays = batches[batch_of.at(PQgetvalue(rows.get(), i, 0))][t];
            arrays.resize(columns.names.size());
            for (std::size_t c = 0; c < arrays.size(); ++c) {
                const int column = static_cast<int>(c) + 1;
                AddTo(arrays[c], PQgetvalue(rows.get(), i, column),
                      PQgetisnull(rows.get(), i, column) == 1);
            }
        }
    }
    for (auto& one : batches) {
        for (Arrays& arrays : one) {
            for (std::string& array : arrays) array += '}';
        }
    }
    return batches;
}

void WriteBatch(PGconn* target, const std::vector<Arrays>& batch) {
    int expected = 2;
    PQsendQueryPrepared(target, "begin", 0, nullptr, nullptr, nullptr, 0);
    for (std::size_t t = 0; t < kTableCount; ++t) {
        if (batch[t].empty()) continue;
        std::vector<const char*> values;
        for (const std::string& array : batch[t]) values.push_back(array.c_str());
        PQsendQueryPrepared(target, kTables[t].name, static_cast<int>(values.size()), values.data(),
                            nullptr, nullptr, 0);
        ++expected;
    }
    PQsendQueryPrepared(target, "commit", 0, nullptr, nullptr, nullptr, 0);
    PQpipelineSync(target);
    for (int i = 0; i < expected; ++i) {
        const Rows answer(PQgetResult(target));
        if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) Stop(PQerrorMessage(target));
        if (PQgetResult(target) != nullptr) Stop("an answer too many");
    }
    const Rows synced(PQgetResult(target));
    if (PQresultStatus(synced.get()) != PGRES_PIPELINE_SYNC) Stop("the pipeline is out of step");
}

}  // namespace

BareResult BarePostgres(const std::string& from, const std::string& to, std::int64_t batch,
                        std::int64_t cases_max) {
    BareResult result;
    const Connection source = Open(from);
    const auto batches = ReadBatches(source.get(), batch, cases_max, result);
    {
        auto schema = store::OpenPostgresStore(to, "460100");
        if (!schema) Stop(schema.error().for_log);
    }
    const Connection target = Open(to);
    // Nobody else is there who could have made a plan worse (adapters/store/postgres/writer.cpp
    // does the same).
    (void)Ask(target.get(), "SET plan_cache_mode = force_generic_plan");
    for (const auto& [name, sql] : {std::pair{"begin", "BEGIN"}, std::pair{"commit", "COMMIT"}}) {
        (void)Rows(PQprepare(target.get(), name, sql, 0, nullptr));
    }
    for (const Table& table : kTables) {
        const std::string sql = InsertSql(table.name, ColumnsOf(target.get(), table.name));
        const Rows prepared(PQprepare(target.get(), table.name, sql.c_str(), 0, nullptr));
        if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) Stop(PQerrorMessage(target.get()));
    }
    PQenterPipelineMode(target.get());
    const auto start = std::chrono::steady_clock::now();
    for (const auto& one : batches) WriteBatch(target.get(), one);
    // What still waits beside the search index is owed as well.
    PQexitPipelineMode(target.get());
    (void)Ask(target.get(), "SELECT gin_clean_pending_list('search_document')");
    result.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

}  // namespace liandong::bench
