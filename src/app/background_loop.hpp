#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "base/error.hpp"
#include "base/instant.hpp"

namespace liandong {

/// Told of each fault of a round: for the log. Called on the loop's thread.
using OnFault = std::function<void(const Error&)>;

/// A named thread that does one round of work after another and sleeps in between, never without a limit.
/// A round that throws is a fault like any other; the loop goes on.
class BackgroundLoop {
public:
    BackgroundLoop() = default;
    BackgroundLoop(const BackgroundLoop&) = delete;
    BackgroundLoop& operator=(const BackgroundLoop&) = delete;
    ~BackgroundLoop() { Stop(); }

    /// `round` returns how long to sleep before the next. `name` at most 15 bytes, as `ps -T` and docs/THREADS.md
    /// have it. Starting twice changes nothing.
    void Start(std::string name, std::function<Duration()> round, OnFault on_fault);
    /// Ends after the round that runs. May be called twice, not from a round.
    void Stop();
    /// The next round begins at once.
    void Wake();
    [[nodiscard]] bool IsRunning() const { return running_; }

private:
    void Run(const std::stop_token& stop, const std::function<Duration()>& round, const OnFault& on_fault);

    std::mutex mutex_;
    std::condition_variable woken_;
    bool wake_ = false;
    bool stopping_ = false;
    std::atomic<bool> running_ = false;
    std::jthread thread_;
};

}  // namespace liandong
