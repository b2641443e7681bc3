#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "adapters/store/postgres/wire.hpp"
#include "base/deadline.hpp"
#include "base/result.hpp"

struct pg_conn;

namespace liandong::postgres {

/// What the server or the way to it refused.
struct Fault {
    std::string sqlstate;  ///< five characters; empty when the trouble is ours or the network's
    std::string message;
    bool lost = false;  ///< the connection is gone; whether a statement took effect is not known
    bool timed_out = false;  ///< `lost`, because the deadline passed

    /// Deadlock, serialisation, lock timeout: the same again may succeed.
    [[nodiscard]] bool Retryable() const;
    [[nodiscard]] bool IsDuplicate() const { return sqlstate == "23505"; }
};
[[nodiscard]] Error ToError(const Fault& fault, std::string_view doing);

struct Statement {
    std::string sql;
    Params params;
    bool prepare = true;  ///< keep it prepared on this connection; for texts of which there are few
};

/// One connection, for one thread at a time. Always in pipeline mode: any number of statements is
/// one round trip.
class Connection {
public:
    /// Connects and makes the session ready. Errors: kUnavailable.
    static Result<std::unique_ptr<Connection>> Open(const std::string& url, Deadline deadline);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// All statements in one round trip and, unless they say BEGIN themselves, one transaction: all
    /// or none. The first that fails ends it. A deadline that passes closes the connection.
    Result<std::vector<Rows>, Fault> Run(const std::vector<Statement>& statements,
                                         Deadline deadline);
    Result<Rows, Fault> Run(Statement statement, Deadline deadline);
    /// Many statements separated by semicolons, without parameters or results: migrations.
    Result<void, Fault> Script(const std::string& sql, Deadline deadline);

    [[nodiscard]] bool IsOpen() const { return conn_ != nullptr; }
    [[nodiscard]] int ServerVersion() const;
    void Close();

private:
    explicit Connection(pg_conn* conn) : conn_(conn) {}
    Result<void, Fault> Send(const Statement& statement, std::vector<std::string>& newly_prepared);
    Result<std::vector<Rows>, Fault> Receive(std::size_t count, Deadline deadline);
    Result<void, Fault> WaitReadable(Deadline deadline);
    Fault Lost(bool timed_out);

    pg_conn* conn_;
    std::unordered_map<std::string, std::string> prepared_;  ///< text -> name
    std::uint64_t next_name_ = 0;
};

}  // namespace liandong::postgres
