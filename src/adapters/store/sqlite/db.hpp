#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace liandong::sqlite {

class Db;

/// A value that is bound as BLOB instead of TEXT.
struct Bytes {
    std::string_view value;
};

/// A prepared statement, lent by the connection's cache and given back when this goes out of scope.
/// Trouble while preparing or binding shows at the first Step. Bound text is not copied: it must
/// live until the last Step.
class Statement {
public:
    Statement(Db& db, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& Bind(std::int64_t value);
    Statement& Bind(std::string_view value);
    Statement& Bind(Bytes value);
    Statement& Bind(Instant at) { return Bind(static_cast<std::int64_t>(ToMillis(at))); }
    Statement& BindNull();
    template <class T>
    Statement& Bind(const std::optional<T>& value) {
        return value ? Bind(*value) : BindNull();
    }
    template <class... Args>
    Statement& BindAll(const Args&... args) {
        (Bind(args), ...);
        return *this;
    }
    /// Ready to be bound and run again.
    void Reset();

    /// True: a row is there. False: done.
    [[nodiscard]] Result<bool> Step();
    /// Steps to the end.
    [[nodiscard]] Result<void> Run();
    /// Whether the last Step failed because of a UNIQUE or PRIMARY KEY constraint.
    [[nodiscard]] bool BrokeUnique() const;

    [[nodiscard]] std::int64_t Int(int column) const;
    [[nodiscard]] std::int32_t Int32(int column) const {
        return static_cast<std::int32_t>(Int(column));
    }
    [[nodiscard]] bool Bool(int column) const { return Int(column) != 0; }
    [[nodiscard]] std::string Text(int column) const {
        return std::string(View(column));
    }  ///< TEXT or BLOB
    /// Valid until the next Step or Reset.
    [[nodiscard]] std::string_view View(int column) const;
    [[nodiscard]] Instant At(int column) const { return FromMillis(Int(column)); }
    [[nodiscard]] std::optional<Instant> MaybeAt(int column) const;

private:
    Db& db_;
    std::string sql_;
    sqlite3_stmt* handle_ = nullptr;
    int next_ = 1;
    int code_ = 0;
};

/// One connection, for one thread at a time.
class Db {
public:
    enum class Mode { kReadWrite, kReadOnly };

    /// Errors: kUnavailable, with the path and SQLite's reason in `for_log`.
    [[nodiscard]] static Result<std::unique_ptr<Db>> Open(const std::string& path, Mode mode);
    ~Db();
    Db(const Db&) = delete;
    Db& operator=(const Db&) = delete;

    /// Runs a script without results. Not cached.
    [[nodiscard]] Result<void> Execute(std::string_view script);
    /// Whether a transaction is open: SQLite ends it by itself after some faults.
    [[nodiscard]] bool InTransaction() const;
    [[nodiscard]] std::int64_t Changes() const;
    /// Statements that run past it fail with kUnavailable "deadline_passed"; empty: none.
    void SetDeadline(std::optional<Deadline> deadline);
    [[nodiscard]] Error Explain(int code, std::string_view sql) const;
    [[nodiscard]] sqlite3* Handle() const { return handle_; }

private:
    friend class Statement;
    explicit Db(sqlite3* handle) : handle_(handle) {}
    sqlite3_stmt* Take(std::string_view sql, int* code);
    void GiveBack(std::string_view sql, sqlite3_stmt* statement);

    sqlite3* handle_;
    std::optional<Deadline> deadline_;
    /// Idle statements by text; as many of one text as were ever in use at once.
    std::map<std::string, std::vector<sqlite3_stmt*>, std::less<>> idle_;
};

}  // namespace liandong::sqlite
