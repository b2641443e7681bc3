#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "adapters/store/sqlite/db.hpp"

namespace liandong::sqlite {

/// The thread `ld-checkpoint`: copies the write-ahead log back into the database beside the writer,
/// so that nobody waits for it. Under steady load it never quite catches up; the writer then copies
/// the short rest itself between two batches, and the log starts over.
class LogCopier {
public:
    explicit LogCopier(std::unique_ptr<Db> db);
    ~LogCopier();
    LogCopier(const LogCopier&) = delete;
    LogCopier& operator=(const LogCopier&) = delete;

    /// Does nothing when a copy is under way.
    void Start();
    /// True once after each copy that ended.
    [[nodiscard]] bool TakeFinished();

private:
    enum class State { kIdle, kAsked, kRunning, kFinished };
    void Run(const std::stop_token& stop);

    std::unique_ptr<Db> db_;
    std::mutex mutex_;
    std::condition_variable_any asked_;
    State state_ = State::kIdle;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace liandong::sqlite
