#pragma once

#include <atomic>
#include <string>

#include "app/background_loop.hpp"
#include "app/figures_store.hpp"

namespace liandong {

/// Version of FactsOf and Count. A program with another one counts everything anew.
inline constexpr std::int32_t kFormulas = 1;

struct FiguresServices {
    Store& store;
    WallClock& clock;
    CitySource& city;
};
struct FiguresOptions {
    /// Small, because the embedded store's one writer serves the desks too.
    std::int32_t batch_max = 100;
    Duration poll = std::chrono::milliseconds(500);
};

/// Keeps the figures up with the sealed journal. Facts, counters and position change in one
/// transaction, and a batch fits only where the figures stand: so killing it at any moment counts
/// nothing twice, and any number of them may run on one database, of which one is always first.
/// Also keeps the rules of assessment that the city's profile has, with the time they came.
class FigureCounter {
public:
    struct Counters {
        std::int64_t events = 0;      ///< counted by this one
        std::int64_t elsewhere = 0;   ///< batches that another node was faster with
        std::int64_t unreadable = 0;  ///< cases whose history cannot be read: counted nowhere
        std::int64_t faults = 0;
    };

    explicit FigureCounter(FiguresServices services, OnFault on_fault = {},
                           FiguresOptions options = {});

    /// Counts one batch. Returns how many events there were; 0 when everything sealed is counted.
    /// Errors: the store's own. Not from two threads at once.
    Result<std::size_t> RunOnce();

    void Start();  ///< thread ld-figures
    void Stop();
    [[nodiscard]] Counters Stats() const;

private:
    Result<std::size_t> CountSome(const FiguresPosition& position, Deadline deadline);
    Result<void> KeepRules(const City& city, Deadline deadline);
    Duration Round();
    void Report(const Error& error);

    FiguresServices services_;
    OnFault on_fault_;
    FiguresOptions options_;
    std::string kept_profile_;  ///< whose rules are known to be kept
    std::atomic<std::int64_t> events_ = 0;
    std::atomic<std::int64_t> elsewhere_ = 0;
    std::atomic<std::int64_t> unreadable_ = 0;
    std::atomic<std::int64_t> faults_ = 0;
    BackgroundLoop loop_;  // last: its thread ends before what it uses
};

/// The facts of one case from its journal entries, by seq; none for a record outside cases.
/// Errors: kUnavailable "unreadable_payload", "bad_history".
[[nodiscard]] Result<std::vector<CaseFact>> FactsFrom(const std::vector<JournalEntry>& entries,
                                                      const City& city);

}  // namespace liandong
