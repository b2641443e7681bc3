#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/export/table_port.hpp"
#include "app/export_list.hpp"
#include "server/commands.hpp"
#include "server/open_city.hpp"

namespace liandong::server {
namespace {

constexpr std::chrono::hours kTime{6};

struct ExportOptions {
    CityOptions city;
    std::filesystem::path output;
    std::string unit;
    std::string place;
    std::string category;
    std::vector<std::string> states;
    std::string from;
    std::string before;
};

Result<TableFormat> FormatOf(const std::filesystem::path& output) {
    const std::string ending = output.extension().string();
    const auto format = FromCode<TableFormat>(ending.empty() ? ending : ending.substr(1));
    if (!format)
        return Failure{Invalid("bad_output", "The file's name must end in .csv or .xlsx.")};
    return *format;
}

template <class State>
Result<std::set<State>> StatesOf(const std::vector<std::string>& codes) {
    std::set<State> states;
    for (const std::string& code : codes) {
        const auto state = FromCode<State>(code);
        if (!state) return Failure{Invalid("bad_state", "There is no state " + code + ".")};
        states.insert(*state);
    }
    return states;
}

Result<std::optional<Instant>> TimeOf(const std::string& text) {
    if (text.empty()) return std::optional<Instant>{};
    const auto time = ParseRfc3339(text);
    if (!time)
        return Failure{Invalid("bad_time", text + " is no time like 2026-03-01T00:00:00+08:00.")};
    return std::optional(*time);
}

/// Beside the target first: a file of that name is always a whole one.
Result<void> WriteFile(TableFile& table, const std::filesystem::path& output) {
    const std::filesystem::path part = output.string() + ".part";
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    std::vector<char> bytes(1 << 16);
    while (file) {
        LD_TRY(const std::size_t size, table.Read(bytes));
        if (size == 0) break;
        file.write(bytes.data(), static_cast<std::streamsize>(size));
    }
    file.close();
    std::error_code failed;
    if (file) std::filesystem::rename(part, output, failed);
    if (!file || failed) {
        std::filesystem::remove(part, failed);
        Error error = Unavailable("writing " + output.string());
        error.for_caller = output.string() + " cannot be written.";
        return Failure{std::move(error)};
    }
    return {};
}

/// Whoever sits at the machine may read the database anyway; that they took a list out is recorded
/// as of everybody.
Principal AtTheMachine() {
    Principal who = SystemPrincipal();
    who.actor.id = "export";
    return who;
}

Result<ExportedTable> MakeTable(const ExportOptions& options, bool assignments, OpenedCity& city,
                                TableMaker& tables) {
    LD_TRY(const TableFormat format, FormatOf(options.output));
    const auto deadline = Deadline::In(kTime);
    if (assignments) {
        WorkQuestion question;
        LD_TRY(question.filter.states, StatesOf<AssignmentState>(options.states));
        LD_TRY(question.filter.due_before, TimeOf(options.before));
        question.filter.category = options.category;
        question.unit.value = options.unit;
        question.place.value = options.place;
        return ExportWork(city.Use(), tables, AtTheMachine(), question, format, deadline);
    }
    CaseQuestion question;
    LD_TRY(question.filter.states, StatesOf<CaseState>(options.states));
    LD_TRY(question.filter.opened_from, TimeOf(options.from));
    LD_TRY(question.filter.opened_before, TimeOf(options.before));
    question.filter.category = options.category;
    question.unit.value = options.unit;
    question.place.value = options.place;
    return ExportCases(city.Use(), tables, AtTheMachine(), question, format, deadline);
}

int Run(const ExportOptions& options, bool assignments) {
    auto city = OpenedCity::Open(options.city);
    if (!city) return Complain(city.error());
    const auto tables = exporting::MakeTableMaker(std::filesystem::temp_directory_path());
    auto table = MakeTable(options, assignments, *city, *tables);
    if (!table) return Complain(table.error());
    const auto written = WriteFile(*table->file, options.output);
    if (!written) return Complain(written.error());
    std::cout << table->rows << " rows in " << options.output.string() << '\n';
    return 0;
}

}  // namespace

void AddExportCommand(CLI::App& app, int& exit_code) {
    const auto options = std::make_shared<ExportOptions>();
    CLI::App* command =
        app.add_subcommand("export", "Writes a list as CSV or Excel; that it did is an event.");
    command->require_subcommand(1);
    for (const bool assignments : {false, true}) {
        CLI::App* list =
            assignments
                ? command->add_subcommand("assignments", "What units owe, due first.")
                : command->add_subcommand("cases", "Cases, newest first, with their titles.");
        AddCityOptions(*list, options->city);
        list->add_option("--output", options->output, "FILE.csv or FILE.xlsx")->required();
        list->add_option("--unit", options->unit, "Of this unit and those below it");
        list->add_option("--place", options->place, "In this place and those within");
        list->add_option("--category", options->category, "A code or the front of one");
        list->add_option("--state", options->states, "Code of a state; may be repeated");
        if (!assignments) list->add_option("--from", options->from, "Opened at or after, RFC 3339");
        list->add_option("--before", options->before,
                         assignments ? "Due before, RFC 3339" : "Opened before, RFC 3339");
        list->callback(
            [options, assignments, &exit_code] { exit_code = Run(*options, assignments); });
    }
}

}  // namespace liandong::server
