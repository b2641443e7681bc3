#include "adapters/store/sqlite/log_copier.hpp"

#include <pthread.h>
#include <sqlite3.h>

namespace liandong::sqlite {

LogCopier::LogCopier(std::unique_ptr<Db> db)
    : db_(std::move(db)), thread_([this](const std::stop_token& stop) { Run(stop); }) {
    pthread_setname_np(thread_.native_handle(), "ld-checkpoint");
}

LogCopier::~LogCopier() {
    thread_.request_stop();
    thread_.join();
}

void LogCopier::Start() {
    const std::scoped_lock lock(mutex_);
    if (state_ != State::kIdle) return;
    state_ = State::kAsked;
    asked_.notify_one();
}

bool LogCopier::TakeFinished() {
    const std::scoped_lock lock(mutex_);
    if (state_ != State::kFinished) return false;
    state_ = State::kIdle;
    return true;
}

void LogCopier::Run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    // tidy:allow(wait): the stop token ends it
    while (asked_.wait(lock, stop, [&] { return state_ == State::kAsked; })) {
        state_ = State::kRunning;
        lock.unlock();
        // Whatever stops it (a reader in the way, a full disk) is met again by the writer, who can
        // tell its callers.
        (void)sqlite3_wal_checkpoint_v2(db_->Handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                        nullptr);
        lock.lock();
        state_ = State::kFinished;
    }
}

}  // namespace liandong::sqlite
