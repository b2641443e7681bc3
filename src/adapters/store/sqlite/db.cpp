#include "adapters/store/sqlite/db.hpp"

#include <sqlite3.h>

#include "adapters/store/faults.hpp"
#include "adapters/store/sqlite/blanks_tokenizer.hpp"

namespace liandong::sqlite {

namespace {

constexpr int kBusyTimeoutMillis = 2000;  // another process (an import, a backup) holds the write
                                          // lock
constexpr int kProgressInstructions = 8192;  // about 0.1 ms between looks at the deadline

int DeadlineCallback(void* data) {
    const auto* deadline = static_cast<const std::optional<Deadline>*>(data);
    return *deadline && (*deadline)->Passed() ? 1 : 0;
}

}  // namespace

Statement::Statement(Db& db, std::string_view sql) : db_(db), sql_(sql) {
    handle_ = db.Take(sql, &code_);
}

Statement::~Statement() {
    if (handle_ != nullptr) db_.GiveBack(sql_, handle_);
}

Statement& Statement::Bind(std::int64_t value) {
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_int64(handle_, next_++, value);
    return *this;
}

Statement& Statement::Bind(std::string_view value) {
    // A null pointer would bind NULL.
    const char* data = value.data() == nullptr ? "" : value.data();
    if (code_ == SQLITE_OK) {
        code_ =
            sqlite3_bind_text64(handle_, next_++, data, value.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    return *this;
}

Statement& Statement::Bind(Bytes bytes) {
    const char* data = bytes.value.data() == nullptr ? "" : bytes.value.data();
    if (code_ == SQLITE_OK) {
        code_ = sqlite3_bind_blob64(handle_, next_++, data, bytes.value.size(), SQLITE_STATIC);
    }
    return *this;
}

Statement& Statement::BindNull() {
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_null(handle_, next_++);
    return *this;
}

void Statement::Reset() {
    if (handle_ == nullptr) return;
    sqlite3_reset(handle_);
    next_ = 1;
    code_ = SQLITE_OK;
}

Result<bool> Statement::Step() {
    if (code_ != SQLITE_OK) return Failure{db_.Explain(code_, sql_)};
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    code_ = sqlite3_extended_errcode(db_.handle_);
    return Failure{db_.Explain(code_, sql_)};
}

Result<void> Statement::Run() {
    while (true) {
        LD_TRY(const bool row, Step());
        if (!row) return {};
    }
}

bool Statement::BrokeUnique() const {
    return code_ == SQLITE_CONSTRAINT_UNIQUE || code_ == SQLITE_CONSTRAINT_PRIMARYKEY ||
           code_ == SQLITE_CONSTRAINT_ROWID;
}

std::int64_t Statement::Int(int column) const { return sqlite3_column_int64(handle_, column); }

std::string_view Statement::View(int column) const {
    const void* data = sqlite3_column_blob(handle_, column);
    if (data == nullptr) return {};
    return {static_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::optional<Instant> Statement::MaybeAt(int column) const {
    if (sqlite3_column_type(handle_, column) == SQLITE_NULL) return std::nullopt;
    return At(column);
}

Result<std::unique_ptr<Db>> Db::Open(const std::string& path, Mode mode) {
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (mode == Mode::kReadOnly ? SQLITE_OPEN_READONLY
                                               : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    std::unique_ptr<Db> db(new Db(handle));
    if (code != SQLITE_OK) return Failure{db->Explain(code, "open").Within("opening " + path)};
    sqlite3_busy_timeout(handle, kBusyTimeoutMillis);
    if (!RegisterBlanksTokenizer(handle)) {
        return Failure{
            Unavailable("this SQLite (" + std::string(sqlite3_libversion()) + ") has no FTS5")};
    }
    return db;
}

Db::~Db() {
    for (auto& [sql, statements] : idle_) {
        for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
    }
    sqlite3_close(handle_);
}

Result<void> Db::Execute(std::string_view script) {
    const std::string text(script);
    const int code = sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return Failure{Explain(code, script.substr(0, 80))};
    return {};
}

bool Db::InTransaction() const { return sqlite3_get_autocommit(handle_) == 0; }

std::int64_t Db::Changes() const { return sqlite3_changes64(handle_); }

void Db::SetDeadline(std::optional<Deadline> deadline) {
    deadline_ = deadline;
    sqlite3_progress_handler(handle_, deadline ? kProgressInstructions : 0,
                             deadline ? &DeadlineCallback : nullptr, &deadline_);
}

Error Db::Explain(int code, std::string_view sql) const {
    const int primary = code & 0xFF;
    if (primary == SQLITE_INTERRUPT) return store::DeadlinePassed("reading the database");
    std::string text =
        "SQLite " + std::string(sqlite3_errstr(code)) + " (" + std::to_string(code) + ")";
    if (handle_ != nullptr) text += ": " + std::string(sqlite3_errmsg(handle_));
    text += ", at: " + std::string(sql.substr(0, 200));
    // Everything but a broken constraint or a misuse is the world's doing: disk full, unreadable,
    // away, altered.
    if (primary == SQLITE_CONSTRAINT || primary == SQLITE_MISUSE || primary == SQLITE_RANGE) {
        return Bug(std::move(text));
    }
    return Unavailable(std::move(text));
}

sqlite3_stmt* Db::Take(std::string_view sql, int* code) {
    if (const auto found = idle_.find(sql); found != idle_.end() && !found->second.empty()) {
        sqlite3_stmt* statement = found->second.back();
        found->second.pop_back();
        *code = SQLITE_OK;
        return statement;
    }
    sqlite3_stmt* statement = nullptr;
    *code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                               SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    return statement;
}

void Db::GiveBack(std::string_view sql, sqlite3_stmt* statement) {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);  // what was bound is about to go away
    if (const auto found = idle_.find(sql); found != idle_.end()) {
        found->second.push_back(statement);
    } else {
        idle_.emplace(std::string(sql), std::vector{statement});
    }
}

}  // namespace liandong::sqlite
