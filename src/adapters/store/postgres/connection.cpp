#include "adapters/store/postgres/connection.hpp"

#include <algorithm>
#include <array>

#include <libpq-fe.h>
#include <poll.h>

namespace liandong::postgres {

namespace {

int MillisLeft(Deadline deadline) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline.At() - Deadline::Clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
}

/// False when the deadline passed first.
bool WaitFor(int socket, short events, Deadline deadline) {
    pollfd waiting{socket, events, 0};
    while (true) {
        const int ready = poll(&waiting, 1, MillisLeft(deadline));
        if (ready > 0) return true;
        if (ready == 0 && deadline.Passed()) return false;
        if (ready < 0 && errno != EINTR) return false;
    }
}

Fault FaultOf(const PGresult* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return {state == nullptr ? "" : state, PQresultErrorMessage(result)};
}

/// Settings that the store relies on, whatever the server's file says.
// Every statement has an index to go by. Without enable_seqscan = off, a table that was empty when
// somebody last looked at it would be read from end to end until it is analysed.
constexpr std::string_view kSession =
    "SET idle_in_transaction_session_timeout = '15s';"
    "SET lock_timeout = '5s';"
    "SET statement_timeout = '60s';"
    "SET enable_seqscan = off;"
    "SET jit = off;"
    "SELECT set_config('synchronous_commit', 'on', false) WHERE "
    "current_setting('synchronous_commit') = 'off';";

}  // namespace

bool Fault::Retryable() const {
    return sqlstate == "40001" || sqlstate == "40P01" || sqlstate == "55P03";
}

Error ToError(const Fault& fault, std::string_view doing) {
    Error error = Unavailable(std::string(doing) + ": " + fault.message);
    if (fault.timed_out) error.code = "deadline_passed";
    if (fault.Retryable()) error.kind = ErrorKind::kBusy;
    // Class 22: a value that no text can hold (a NUL, broken UTF-8) or that is out of range.
    if (fault.sqlstate.starts_with("22"))
        error = Invalid("bad_value", "A value cannot be stored."), error.for_log = fault.message;
    return error;
}

Result<std::unique_ptr<Connection>> Connection::Open(const std::string& url, Deadline deadline) {
    // What the URL says goes last for everything but the encoding, which we rely on.
    constexpr std::array kKeys{"fallback_application_name", "tcp_user_timeout",
                               "keepalives_idle",           "dbname",
                               "client_encoding",           static_cast<const char*>(nullptr)};
    const std::array values{"liandong",  "10000", "5",
                            url.c_str(), "UTF8",  static_cast<const char*>(nullptr)};
    std::unique_ptr<Connection> connection(
        new Connection(PQconnectStartParams(kKeys.data(), values.data(), 1)));
    PGconn* conn = connection->conn_;
    if (conn == nullptr) return Failure{Unavailable("connecting to PostgreSQL: out of memory")};
    PQsetNoticeProcessor(conn, [](void*, const char*) {}, nullptr);
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (PQstatus(conn) != CONNECTION_BAD && state != PGRES_POLLING_OK) {
        if (!WaitFor(PQsocket(conn), state == PGRES_POLLING_READING ? POLLIN : POLLOUT, deadline)) {
            return Failure{Unavailable("connecting to PostgreSQL: deadline passed")};
        }
        state = PQconnectPoll(conn);
        if (state == PGRES_POLLING_FAILED) break;
    }
    if (PQstatus(conn) != CONNECTION_OK || PQsetnonblocking(conn, 1) != 0) {
        return Failure{
            Unavailable(std::string("connecting to PostgreSQL: ") + PQerrorMessage(conn))};
    }
    if (auto ready = connection->Script(std::string(kSession), deadline); !ready) {
        return Failure{ToError(ready.error(), "preparing a PostgreSQL session")};
    }
    return connection;
}

Connection::~Connection() { Close(); }

void Connection::Close() {
    if (conn_ != nullptr) PQfinish(conn_);
    conn_ = nullptr;
    prepared_.clear();
}

int Connection::ServerVersion() const { return conn_ == nullptr ? 0 : PQserverVersion(conn_); }

Fault Connection::Lost(bool timed_out) {
    Fault fault{"", "the connection is closed", true, timed_out};
    if (conn_ != nullptr) fault.message = timed_out ? "no answer in time" : PQerrorMessage(conn_);
    Close();
    return fault;
}

Result<void, Fault> Connection::WaitReadable(Deadline deadline) {
    while (PQisBusy(conn_) != 0) {
        const int unsent = PQflush(conn_);
        if (unsent < 0) return Failure{Lost(false)};
        const int events = unsent > 0 ? POLLIN | POLLOUT : POLLIN;
        if (!WaitFor(PQsocket(conn_), static_cast<short>(events), deadline))
            return Failure{Lost(true)};
        if (PQconsumeInput(conn_) == 0) return Failure{Lost(false)};
    }
    return {};
}

Result<void, Fault> Connection::Send(const Statement& statement,
                                     std::vector<std::string>& newly_prepared) {
    const std::vector<Params::Value>& values = statement.params.Values();
    std::vector<Oid> types(values.size());
    std::vector<const char*> bytes(values.size());
    std::vector<int> lengths(values.size());
    const std::vector<int> formats(values.size(), 1);
    for (std::size_t i = 0; i < values.size(); ++i) {
        types[i] = values[i].type;
        bytes[i] = values[i].bytes ? values[i].bytes->data() : nullptr;
        lengths[i] = values[i].bytes ? static_cast<int>(values[i].bytes->size()) : 0;
    }
    const int count = statement.params.size();
    if (!statement.prepare) {
        if (PQsendQueryParams(conn_, statement.sql.c_str(), count, types.data(), bytes.data(),
                              lengths.data(), formats.data(), 1) == 0) {
            return Failure{Lost(false)};
        }
        return {};
    }
    auto known = prepared_.find(statement.sql);
    if (known == prepared_.end()) {
        known = prepared_.emplace(statement.sql, "s" + std::to_string(next_name_++)).first;
        newly_prepared.push_back(statement.sql);
        if (PQsendPrepare(conn_, known->second.c_str(), statement.sql.c_str(), count,
                          types.data()) == 0) {
            return Failure{Lost(false)};
        }
    }
    if (PQsendQueryPrepared(conn_, known->second.c_str(), count, bytes.data(), lengths.data(),
                            formats.data(), 1) == 0) {
        return Failure{Lost(false)};
    }
    return {};
}

Result<std::vector<Rows>, Fault> Connection::Receive(std::size_t count, Deadline deadline) {
    std::vector<Rows> all;
    all.reserve(count);
    std::optional<Fault> first;
    while (true) {
        LD_TRY(WaitReadable(deadline));
        PGresult* result = PQgetResult(conn_);
        if (result == nullptr) {  // the end of one statement
            if (PQstatus(conn_) != CONNECTION_OK) return Failure{Lost(false)};
            continue;
        }
        Rows rows(result);
        switch (PQresultStatus(result)) {
            case PGRES_TUPLES_OK:
            case PGRES_COMMAND_OK: all.push_back(std::move(rows)); break;
            case PGRES_PIPELINE_ABORTED: break;
            case PGRES_PIPELINE_SYNC:
                if (first) return Failure{std::move(*first)};
                return all;
            default:
                if (PQstatus(conn_) != CONNECTION_OK) return Failure{Lost(false)};
                if (!first) first = FaultOf(result);
        }
    }
}

Result<std::vector<Rows>, Fault> Connection::Run(const std::vector<Statement>& statements,
                                                 Deadline deadline) {
    if (conn_ == nullptr) return Failure{Lost(false)};
    if (PQpipelineStatus(conn_) == PQ_PIPELINE_OFF && PQenterPipelineMode(conn_) == 0)
        return Failure{Lost(false)};
    std::vector<std::string> newly_prepared;
    for (const Statement& statement : statements) LD_TRY(Send(statement, newly_prepared));
    if (PQpipelineSync(conn_) == 0) return Failure{Lost(false)};
    auto received = Receive(statements.size() + newly_prepared.size(), deadline);
    if (!received) {
        // Which of the new ones the server knows is not worth asking: names are never used twice.
        for (const std::string& sql : newly_prepared) prepared_.erase(sql);
        return received;
    }
    // A result of PREPARE stands before that of its first use; it has no columns and nobody wants
    // it.
    std::vector<Rows> rows;
    std::size_t at = 0;
    for (const Statement& statement : statements) {
        const auto fresh = std::find(newly_prepared.begin(), newly_prepared.end(), statement.sql);
        if (statement.prepare && fresh != newly_prepared.end()) {
            newly_prepared.erase(fresh);
            ++at;
        }
        rows.push_back(std::move((*received)[at++]));
    }
    return rows;
}

Result<Rows, Fault> Connection::Run(Statement statement, Deadline deadline) {
    std::vector<Statement> one;
    one.push_back(std::move(statement));
    auto rows = Run(one, deadline);
    if (!rows) return Failure{std::move(rows).error()};
    return std::move(rows->front());
}

Result<void, Fault> Connection::Script(const std::string& sql, Deadline deadline) {
    if (conn_ == nullptr) return Failure{Lost(false)};
    if (PQpipelineStatus(conn_) != PQ_PIPELINE_OFF && PQexitPipelineMode(conn_) == 0)
        return Failure{Lost(false)};
    if (PQsendQuery(conn_, sql.c_str()) == 0) return Failure{Lost(false)};
    std::optional<Fault> first;
    while (true) {
        LD_TRY(WaitReadable(deadline));
        PGresult* result = PQgetResult(conn_);
        if (result == nullptr) break;
        const Rows rows(result);
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK &&
            status != PGRES_EMPTY_QUERY && !first) {
            first = FaultOf(result);
        }
    }
    if (PQstatus(conn_) != CONNECTION_OK) return Failure{Lost(false)};
    if (first) return Failure{std::move(*first)};
    return {};
}

}  // namespace liandong::postgres
