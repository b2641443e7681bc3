#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <vector>

#include "app/background_loop.hpp"
#include "app/services.hpp"

namespace liandong {

struct TimerOptions {
    std::int32_t rows_max = 500;  ///< of one round
    /// The longest sleep: how late a deadline can fire that another node wrote meanwhile.
    Duration poll_max = std::chrono::seconds(1);
};

/// Decided and committed together; if that fails, each alone.
inline constexpr std::size_t kDeadlinesPerCommit = 64;

/// Turns every deadline row that falls due into an ordinary command by the actor `system`, decided
/// by the same rules as everybody's. Any number of nodes may fire the same row: whoever is second
/// is refused ("already_done") or loses the race for the case's version, so one deadline gives one
/// event. A row that the rules refuse is replaced by what the case needs now, so no row fires for
/// ever. A clock set back makes rows wait, one set forward makes them fire.
class DeadlineTimer {
public:
    struct Counters {
        std::int64_t fired = 0;
        std::int64_t refreshed = 0;  ///< rows that were out of date
        std::int64_t faults = 0;
    };

    explicit DeadlineTimer(const Services& services, OnFault on_fault = {},
                           TimerOptions options = {});

    /// Fires what is due at `now`, at most `rows_max`; returns how many rows were handled. One
    /// row's trouble does not keep the others waiting. Errors: the store's when the rows cannot be
    /// read. Not from two threads at once.
    Result<std::size_t> RunOnce(Instant now);

    void Start();  ///< thread ld-timer
    void Stop();
    /// A deadline may have become earlier.
    void Wake() { loop_.Wake(); }

    [[nodiscard]] Counters Stats() const { return {fired_, refreshed_, faults_}; }

private:
    void HandleAll(const std::vector<DueCase>& due, Instant now, Deadline deadline);
    /// Fires what can be fired in one transaction; returns what is left.
    Result<std::vector<DueCase>> FireTogether(const std::vector<DueCase>& due, Deadline deadline);
    void Handle(const DueCase& due, Instant now, Deadline deadline);
    Result<void> Refresh(const DueCase& due, const Error& refusal, Instant now, Deadline deadline);
    void Rest(CaseId id, Instant now);
    Duration Round();
    void Report(const Error& error);

    const Services& services_;
    OnFault on_fault_;
    TimerOptions options_;
    /// Cases that gave trouble, and until when they are left alone, so that they do not stand in
    /// others' way.
    std::map<CaseId, Instant> resting_;
    std::atomic<std::int64_t> fired_ = 0;
    std::atomic<std::int64_t> refreshed_ = 0;
    std::atomic<std::int64_t> faults_ = 0;
    BackgroundLoop loop_;
};

}  // namespace liandong
