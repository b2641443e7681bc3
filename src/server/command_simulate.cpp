#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "app/simulate_city.hpp"
#include "server/commands.hpp"
#include "server/open_city.hpp"
#include "server/seal_all.hpp"

namespace liandong::server {
namespace {

using Steady = std::chrono::steady_clock;

struct SimulateArguments {
    CityOptions city;
    SimulationOptions options;
    std::string start;
    bool bare = false;
};

// Without a first day the simulation ends now: yesterday's cases are being worked on, this hour's
// have just come in.
Result<SimulationOptions> OptionsOf(const SimulateArguments& arguments, OpenedCity& city) {
    SimulationOptions options = arguments.options;
    options.lives = !arguments.bare;
    const Instant now = city.Time().Now();
    const auto offset = city.Use().city.Current()->calendar.offset;
    options.start = DayOf(now, offset) - std::chrono::days{options.days - 1};
    if (!arguments.start.empty()) {
        LD_TRY(options.start, ParseDay(arguments.start));
    }
    const Instant end = StartOf(options.start + std::chrono::days{options.days}, offset);
    if (now < end && now > StartOf(options.start, offset)) options.until = now;
    return options;
}

void Print(const SimulationReport& report, double seconds) {
    const auto rate = [&](std::int64_t count) {
        return static_cast<long>(static_cast<double>(count) / seconds);
    };
    std::cout << "cases " << report.cases << "\nevents " << report.events << "\ncommits "
              << report.commits << "\ndeadlines fired " << report.deadlines_fired << "\nstill open "
              << report.still_open << "\ncases a second " << rate(report.cases)
              << "\ncommits a second " << rate(report.commits) << '\n';
    for (const auto& [state, count] : report.states)
        std::cout << "state " << Code(state) << ' ' << count << '\n';
    for (const auto& [action, count] : report.acts)
        std::cout << "act " << Code(action) << ' ' << count << '\n';
    for (const auto& [kind, count] : report.papers)
        std::cout << "paper " << Code(kind) << ' ' << count << '\n';
    for (const auto& [what, count] : report.refused)
        std::cout << "refused " << what << ' ' << count << '\n';
}

int Run(const SimulateArguments& arguments) {
    auto city = OpenedCity::Open(arguments.city);
    if (!city) return Complain(city.error());
    const auto options = OptionsOf(arguments, *city);
    if (!options) return Complain(options.error());
    const auto began = Steady::now();
    const auto spent = [&] {
        return std::max(std::chrono::duration<double>(Steady::now() - began).count(), 0.001);
    };
    const bool is_terminal = ::isatty(STDERR_FILENO) == 1;
    const auto done =
        SimulateCity(city->Use(), *options, [&](const SimulationReport& so_far, Day day) {
            if (!is_terminal) return;
            std::cerr << '\r' << FormatDay(day) << ": " << so_far.cases << " cases, "
                      << so_far.commits << " commits, "
                      << static_cast<long>(static_cast<double>(so_far.commits) / spent())
                      << " commits/s   " << std::flush;
        });
    if (is_terminal) std::cerr << '\n';
    if (!done) return Complain(done.error());
    if (const auto sealed = SealAll(*city); !sealed) return Complain(sealed.error());
    Print(*done, spent());
    return 0;
}

}  // namespace

void AddSimulateCommand(CLI::App& app, int& exit_code) {
    const auto arguments = std::make_shared<SimulateArguments>();  // shared with the callback,
                                                                   // which outlives this
    CLI::App* command = app.add_subcommand(
        "simulate", "Lives days, months or years of an invented city, from one seed.");
    AddCityOptions(*command, arguments->city);
    SimulationOptions& options = arguments->options;
    command->add_option("--days", options.days, "How many")
        ->check(CLI::Range(1, kSimulationDaysMax))
        ->capture_default_str();
    command->add_option("--cases-per-day", options.cases_per_day, "On a mean day")
        ->check(CLI::Range(1, kSimulationCasesPerDayMax))
        ->capture_default_str();
    command->add_option("--seed", options.seed, "The same seed gives the same city")
        ->capture_default_str();
    command->add_option("--start", arguments->start,
                        "First day, YYYY-MM-DD (default: so many days ago that it ends now)");
    command->add_option("--threads", options.threads, "Matters written at once")
        ->check(CLI::Range(std::size_t{1}, kSimulationThreadsMax))
        ->capture_default_str();
    command->add_flag("--bare", arguments->bare, "Only open and dispatch, for measuring");
    command->callback([arguments, &exit_code] { exit_code = Run(*arguments); });
}

}  // namespace liandong::server
