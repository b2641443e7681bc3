#include "app/simulate_city.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "app/knowledge.hpp"
#include "app/simulate_duty.hpp"
#include "base/guarded.hpp"

namespace liandong {
namespace {

constexpr std::chrono::seconds kPatience{60};
// Matters are planned ahead in chunks of about this many, so that years need no more memory than
// days.
constexpr std::size_t kChunk = 20'000;
constexpr std::int64_t kProgressEvery = 1'000;

struct Shared {
    SimulationReport report;
    std::optional<Error> fault;
    std::int64_t told = 0;
};

class Simulation {
public:
    Simulation(const Services& services, const City& city, const SimulationOptions& options,
               Instant until, const SimulationProgress& progress)
        : services_(services),
          city_(city),
          people_(std::make_shared<const MatchIndex>(services.city.Current())),
          options_(options),
          until_(until),
          progress_(progress) {}

    Result<SimulationReport> Run() {
        if (options_.lives) {
            LD_TRY(PublishArticles());
        }
        const ArrivalPlan plan(city_, options_.seed, options_.cases_per_day);
        std::vector<Matter> chunk;
        std::uint64_t number = 1;
        for (std::int32_t i = 0; i < options_.days; ++i) {
            const Day day = options_.start + std::chrono::days{i};
            auto matters = plan.MattersOf(day, number);
            for (Matter& matter : matters) {
                number += matter.cases.size();
                LD_TRY(Number(matter));
                chunk.push_back(std::move(matter));
            }
            const bool is_last = i + 1 == options_.days;
            if (chunk.size() < kChunk && !is_last) continue;
            LD_TRY(Live(chunk, day));
            chunk.clear();
        }
        if (options_.lives) {
            LD_TRY(const auto shifts, SimulateDuty(services_, options_.seed, until_));
            shared_.With([&](Shared& shared) { shared.report.Add(shifts); });
        }
        return shared_.With([](const Shared& shared) { return shared.report; });
    }

private:
    // What the desk may cite was there before the first day.
    Result<void> PublishArticles() {
        MatterClock clock;
        clock.Set(StartOf(options_.start, city_.calendar.offset));
        const Services before{services_.store, services_.vault, clock, services_.city,
                              services_.classifier};
        ArticleBoard board;
        LD_TRY(PublishSeeds({before, board}, Deadline::In(kPatience)));
        return {};
    }

    // Numbers are taken in the order of the plan, so that no thread's pace decides them.
    Result<void> Number(Matter& matter) {
        for (PlannedCase& planned : matter.cases) {
            planned.request.at = planned.at;
            planned.request.dispatch = !options_.lives;
            if (planned.at > until_) continue;
            LD_TRY(planned.request.id,
                   services_.store.NewCaseId(DayOf(planned.at, city_.calendar.offset),
                                             Deadline::In(kPatience)));
        }
        return {};
    }

    Result<void> Live(const std::vector<Matter>& matters, Day day) {
        std::atomic<std::size_t> next{0};
        std::atomic<bool> stop{false};
        const auto work = [&] {
            MatterLife life(services_, city_, people_, options_.seed, until_);
            for (std::size_t i = next++; i < matters.size() && !stop; i = next++) {
                auto lived = life.Run(matters[i], !options_.lives);
                if (!lived) stop = true;
                Note(std::move(lived), day);
            }
        };
        {
            std::vector<std::jthread> threads;  // ld-simulate, ended by this block
            for (std::size_t i = 0; i < std::min(options_.threads, matters.size()); ++i)
                threads.emplace_back(work);
        }
        return shared_.With([](const Shared& shared) -> Result<void> {
            if (shared.fault) return Failure{*shared.fault};
            return {};
        });
    }

    void Note(Result<SimulationReport> lived, Day day) {
        std::optional<SimulationReport> to_tell;
        shared_.With([&](Shared& shared) {
            if (!lived) {
                if (!shared.fault) shared.fault = std::move(lived).error();
                return;
            }
            shared.report.Add(*lived);
            if (!progress_ || shared.report.cases - shared.told < kProgressEvery) return;
            shared.told = shared.report.cases;
            to_tell = shared.report;
        });
        if (to_tell) {
            const std::scoped_lock one_at_a_time(telling_);
            progress_(*to_tell, day);
        }
    }

    const Services& services_;
    const City& city_;
    std::shared_ptr<const MatchIndex> people_;  // shared with every matter
    const SimulationOptions& options_;
    Instant until_;
    const SimulationProgress& progress_;
    Guarded<Shared> shared_;
    std::mutex telling_;
};

bool IsWithin(std::int64_t value, std::int64_t most) { return value >= 1 && value <= most; }

}  // namespace

Result<SimulationReport> SimulateCity(const Services& services, const SimulationOptions& options,
                                      const SimulationProgress& progress) {
    const auto city = services.city.Current();
    const bool is_good = IsWithin(options.days, kSimulationDaysMax) &&
                         IsWithin(options.cases_per_day, kSimulationCasesPerDayMax) &&
                         options.threads >= 1 && options.threads <= kSimulationThreadsMax &&
                         !city->categories.empty();
    if (!is_good) {
        return Failure{Invalid("bad_simulation",
                               "A simulation needs 1 to 36600 days, 1 to 5000000 cases a day, 1 to "
                               "1024 threads and a city with categories.")};
    }
    const Instant end =
        StartOf(options.start + std::chrono::days{options.days}, city->calendar.offset);
    return Simulation(services, *city, options, std::min(options.until.value_or(end), end),
                      progress)
        .Run();
}

}  // namespace liandong
