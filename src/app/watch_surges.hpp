#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "app/background_loop.hpp"
#include "app/services.hpp"
#include "domain/topics/surge.hpp"

namespace liandong {

struct SurgeLoopOptions {
    SurgeOptions surge;
    std::int32_t past_days = 28;    ///< read from the store at the start, a day a round
    std::int32_t events_max = 500;  ///< of the journal, read at once
    Duration poll_max = std::chrono::seconds(1);
};

/// The thread ld-surges: learns the last weeks from the store, then follows the sealed journal and
/// raises a warning with its cases when a group of categories leaves its own past in a place, or
/// adds a case to the one that is open (domain/document/surge_warning.hpp). What it learnt is in
/// memory; a restart reads it again. May run on every node of one database: one hour of one series
/// is raised once.
class SurgeLoop {
public:
    struct Counters {
        std::int64_t raised = 0;
        std::int64_t faults = 0;
    };

    explicit SurgeLoop(const Services& services, OnFault on_fault = {},
                       SurgeLoopOptions options = {});

    /// One day of the past, or one batch of the journal. Returns how much there was: 0 when
    /// everything sealed is read. Errors: the store's; then the same comes again.
    Result<std::size_t> RunOnce();

    void Start();
    void Stop() { loop_.Stop(); }
    void Wake() { loop_.Wake(); }
    [[nodiscard]] Counters Stats() const { return {raised_, faults_}; }

private:
    Result<void> Begin(Deadline deadline);
    Result<std::size_t> LearnDay(Deadline deadline);
    Result<void> LearnRows(const std::vector<CaseRow>& rows, const City& city, Deadline deadline);
    Result<void> Take(const JournalEntry& entry, Deadline deadline);
    Result<void> Tell(const SurgeFinding& finding, Deadline deadline);
    Result<bool> Grow(const SurgeFinding& finding, Deadline deadline);
    Duration Round();
    void Report(const Error& error);

    const Services& services_;
    OnFault on_fault_;
    SurgeLoopOptions options_;
    SurgeWatch watch_;
    std::optional<std::int64_t> position_;  ///< in the journal; empty: not begun
    Day next_day_{};                        ///< of the past
    Day last_day_{};
    std::set<CaseId> learnt_today_;  ///< the journal may tell of these again
    std::atomic<std::int64_t> raised_ = 0;
    std::atomic<std::int64_t> faults_ = 0;
    BackgroundLoop loop_;  // last: its thread ends before what it uses
};

}  // namespace liandong
