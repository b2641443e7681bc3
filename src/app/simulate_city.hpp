#pragma once

#include <cstdint>
#include <functional>

#include "app/simulate_life.hpp"

namespace liandong {

struct SimulationOptions {
    Day start{};
    std::int32_t days = 1;
    std::int32_t cases_per_day = 14'306;  ///< Haikou in 2022 (docs: 5.22 million in the year)
    std::uint64_t seed = 1;
    std::size_t threads = 64;  ///< matters written at once; each waits for its own commits, so many
                               ///< make large batches
    /// The present of the simulation: nothing happens after it, and what is open then stays open.
    /// Empty: the end of the last day.
    std::optional<Instant> until;
    /// False: every case is opened and dispatched in one step, and nothing more; for measuring.
    bool lives = true;
};
inline constexpr std::int32_t kSimulationDaysMax = 36'600;
inline constexpr std::int32_t kSimulationCasesPerDayMax = 5'000'000;
inline constexpr std::size_t kSimulationThreadsMax = 1'024;

/// Called from the threads that write, one at a time.
using SimulationProgress = std::function<void(const SimulationReport& so_far, Day day)>;

/// Lives days, months or years of a city through the use cases, in the city's own time. The same
/// seed, options and profile on a fresh store give the same cases with the same numbers and events,
/// whatever the threads do; salts and keys differ, and so does the order of the log. Beside the
/// cases stand their papers (app/simulate_papers.hpp) and the leaders on duty
/// (app/simulate_duty.hpp); the same ones, at the same times, by the same people, but their own
/// numbers follow the order in which they were written. Errors: kInvalid "bad_simulation" for
/// options out of range or a city without categories; faults of the store.
[[nodiscard]] Result<SimulationReport> SimulateCity(const Services& services,
                                                    const SimulationOptions& options,
                                                    const SimulationProgress& progress = {});

}  // namespace liandong
