#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace liandong::http {

/// Threads that run handlers, which may wait (for a commit, for the store). The queue has a limit:
/// what would only wait too long is refused at once.
class Workers {
public:
    Workers(std::size_t threads, std::size_t queue_max);
    ~Workers() { Stop(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    void Start();
    /// False when the queue is full or the workers stop; `job` is then untouched.
    [[nodiscard]] bool TryRun(std::function<void()> job);
    /// For the next piece of a reply that has begun: not refused, there is at most one per
    /// connection.
    void RunNext(std::function<void()> job);
    /// Finishes what runs, forgets what waits, joins.
    void Stop();
    [[nodiscard]] std::size_t Waiting() const;

private:
    void Work();

    std::size_t threads_wanted_;
    std::size_t queue_max_;
    mutable std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<std::function<void()>> jobs_;
    std::size_t idle_ = 0;
    bool stopping_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace liandong::http
