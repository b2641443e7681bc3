#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "app/assess_units.hpp"
#include "app/recount_figures.hpp"
#include "server/commands.hpp"
#include "server/open_city.hpp"
#include "server/seal_all.hpp"

namespace liandong::server {
namespace {

constexpr std::chrono::hours kLongest{24};

struct FiguresArguments {
    CityOptions city;
    std::string from;
    std::string to;
    std::string month;
    std::int64_t log_index = -1;
};

FiguresServices ForFigures(OpenedCity& city) {
    const Services services = city.Use();
    return {services.store, services.clock, services.city};
}

// Everything that is committed: sealed, then counted.
Result<std::int64_t> CountAll(OpenedCity& city) {
    LD_TRY(SealAll(city));
    FigureCounter counter(ForFigures(city), [](const Error& e) { std::cerr << e.for_log << '\n'; },
                          {.batch_max = 4000});
    for (std::size_t counted = 1; counted > 0;) {
        LD_TRY(counted, counter.RunOnce());
    }
    return counter.Stats().events;
}

int Count(const FiguresArguments& arguments) {
    auto city = OpenedCity::Open(arguments.city);
    if (!city) return Complain(city.error());
    const auto counted = CountAll(*city);
    if (!counted) return Complain(counted.error());
    std::cout << "events counted " << *counted << '\n';
    return 0;
}

int Recount(const FiguresArguments& arguments) {
    auto city = OpenedCity::Open(arguments.city);
    if (!city) return Complain(city.error());
    const auto from = ParseDay(arguments.from);
    if (!from) return Complain(from.error());
    const auto to = ParseDay(arguments.to);
    if (!to) return Complain(to.error());
    const auto report = RecountFigures(ForFigures(*city), *from, *to, Deadline::In(kLongest));
    if (!report) return Complain(report.error());
    std::cout << "journal up to log index " << report->position.log_index << "\ncases "
              << report->cases << "\ncounters compared " << report->counters << "\ndifferent "
              << report->different << '\n';
    for (const std::string& line : report->lines) std::cout << line << '\n';
    return report->different == 0 ? 0 : 1;
}

int Assess(const FiguresArguments& arguments) {
    auto city = OpenedCity::Open(arguments.city);
    if (!city) return Complain(city.error());
    const Services services = city->Use();
    const Deadline deadline = Deadline::In(kLongest);
    const auto assessment =
        arguments.log_index < 0
            ? AssessMonth(services, SystemPrincipal(), arguments.month, deadline)
            : AssessAgain(services, arguments.month, arguments.log_index, deadline);
    if (!assessment) return Complain(assessment.error());
    std::cout << EncodeAssessment(*assessment) << '\n';
    return 0;
}

}  // namespace

void AddFiguresCommand(CLI::App& app, int& exit_code) {
    const auto arguments = std::make_shared<FiguresArguments>();  // shared with the callbacks,
                                                                  // which outlive this
    CLI::App* figures = app.add_subcommand("figures", "The figures, and the proof of them.");
    figures->require_subcommand(1);
    CLI::App* count =
        figures->add_subcommand("count", "Brings the figures up with the journal (a server does).");
    AddCityOptions(*count, arguments->city);
    count->callback([arguments, &exit_code] { exit_code = Count(*arguments); });

    CLI::App* recount = figures->add_subcommand(
        "recount", "Counts a period again from the journal and compares: exit 1 when they differ.");
    AddCityOptions(*recount, arguments->city);
    recount->add_option("--from", arguments->from, "First day, YYYY-MM-DD")->required();
    recount->add_option("--to", arguments->to, "Last day, YYYY-MM-DD")->required();
    recount->callback([arguments, &exit_code] { exit_code = Recount(*arguments); });

    CLI::App* assess = figures->add_subcommand(
        "assess", "Reckons a month's assessment; with --at, as the journal stood then.");
    AddCityOptions(*assess, arguments->city);
    assess->add_option("--month", arguments->month, "YYYY-MM")->required();
    assess->add_option("--at", arguments->log_index, "Log index of an earlier result");
    assess->callback([arguments, &exit_code] { exit_code = Assess(*arguments); });
}

}  // namespace liandong::server
