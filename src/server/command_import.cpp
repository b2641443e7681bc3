#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "adapters/import/open_source.hpp"
#include "adapters/profile/city_holder.hpp"
#include "adapters/profile/load_import_map.hpp"
#include "app/import_cases.hpp"
#include "server/commands.hpp"
#include "server/open_city.hpp"
#include "server/seal_all.hpp"

namespace liandong::server {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int kRowsRejected = 1;
constexpr int kCouldNotRun = 2;
constexpr std::chrono::seconds kLineEvery{5};  // where no terminal overwrites its line

struct ImportArguments {
    CityOptions city;
    std::filesystem::path map;
    std::filesystem::path rejects = "rejects.csv";
    std::vector<std::filesystem::path> files;
    ImportOptions options;
};

/// Says of which file a row is, where there are several.
class RejectsOfFile final : public RejectSink {
public:
    RejectsOfFile(RejectSink& all, std::string file) : all_(all), file_(std::move(file)) {}
    Result<void> Write(const ImportFault& fault, std::string_view raw) override {
        ImportFault named = fault;
        if (!file_.empty()) named.reason = file_ + ": " + fault.reason;
        return all_.Write(named, raw);
    }

private:
    RejectSink& all_;
    std::string file_;
};

class ProgressLine {
public:
    void operator()(const ImportSummary& so_far) {
        const auto now = Steady::now();
        const bool is_terminal = ::isatty(STDERR_FILENO) == 1;
        if (!is_terminal && now - said_at_ < kLineEvery) return;
        said_at_ = now;
        const double seconds = std::max(std::chrono::duration<double>(now - began_).count(), 0.001);
        const auto done = static_cast<double>(so_far.bytes_read);
        const double share =
            so_far.bytes_all > 0 ? done / static_cast<double>(so_far.bytes_all) : 0;
        const auto left = share > 0 ? static_cast<long>(seconds * (1 - share) / share) : 0;
        std::cerr << (is_terminal ? "\r" : "") << so_far.read << " rows, "
                  << static_cast<int>(share * 100) << " %, "
                  << static_cast<long>(static_cast<double>(so_far.read) / seconds) << " rows/s, "
                  << left / 60 << ':' << std::setw(2) << std::setfill('0') << left % 60 << " left, "
                  << so_far.rejected << " rejected" << (is_terminal ? "   " : "\n") << std::flush;
        open_line_ = is_terminal;
    }
    ~ProgressLine() {
        if (open_line_) std::cerr << '\n';
    }
    ProgressLine() = default;
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

private:
    Steady::time_point began_ = Steady::now();
    Steady::time_point said_at_;
    bool open_line_ = false;
};

Result<ImportMap> OpenMap(const std::filesystem::path& path, const City& city) {
    LD_TRY(auto map, profile::LoadImportMap(path));
    const auto unknown = profile::CheckImportMap(map, city);
    if (unknown.empty()) return map;
    std::string text = "The map names what this city does not have:";
    for (const auto& fault : unknown) {
        text += "\n" + fault.file + ":" + std::to_string(fault.line) + ":" +
                std::to_string(fault.column) + ": " + fault.what;
    }
    return Failure{Invalid("bad_import_map", text)};
}

Result<ImportSummary> ImportFiles(const ImportArguments& arguments) {
    LD_TRY(auto city, OpenedCity::Open(arguments.city));
    const Services services = city.Use();
    LD_TRY(const ImportMap map, OpenMap(arguments.map, *services.city.Current()));
    const auto rejects = import::MakeRejectsFile(arguments.rejects);
    ImportSummary all;
    for (const auto& file : arguments.files) {
        auto source = import::OpenSource(file, map);
        if (!source) return Failure{std::move(source).error().Within(file.string())};
        RejectsOfFile sink(*rejects, arguments.files.size() > 1 ? file.string() : "");
        ProgressLine line;
        auto done = ImportCases(services, map, **source, sink, arguments.options,
                                [&](const ImportSummary& so_far) { line(so_far); });
        if (!done) return Failure{std::move(done).error().Within(file.string())};
        all.Add(*done);
    }
    LD_TRY(SealAll(city));
    return all;
}

int Run(const ImportArguments& arguments) {
    const auto began = Steady::now();
    const auto done = ImportFiles(arguments);
    if (!done) {
        Complain(done.error());
        return kCouldNotRun;
    }
    const double seconds =
        std::max(std::chrono::duration<double>(Steady::now() - began).count(), 0.001);
    std::cout << "read " << done->read << "\nimported " << done->imported << "\nalready there "
              << done->already_there << "\nignored " << done->ignored << "\nrejected "
              << done->rejected << "\nwith reply " << done->with_answer << "\nwithout category "
              << done->without_category << "\nrows a second "
              << static_cast<long>(static_cast<double>(done->read) / seconds) << '\n';
    if (done->rejected == 0) return 0;
    std::cerr << "liandong: rejected rows are in " << arguments.rejects.string() << '\n';
    return kRowsRejected;
}

}  // namespace

void AddImportCommand(CLI::App& app, int& exit_code) {
    const auto arguments = std::make_shared<ImportArguments>();  // shared with the callback, which
                                                                 // outlives this function
    CLI::App* command = app.add_subcommand(
        "import", "Brings in another system's cases with their dates and answers.");
    AddCityOptions(*command, arguments->city);
    command->add_option("--map", arguments->map, "What the columns mean: profiles/maps/NAME.toml")
        ->required();
    command->add_option("--rejects", arguments->rejects, "Where rows go that cannot be taken")
        ->capture_default_str();
    command->add_option("--threads", arguments->options.threads, "Rows written at once")
        ->check(CLI::Range(std::size_t{1}, kImportThreadsMax))
        ->capture_default_str();
    command->add_flag("--dispatch", arguments->options.dispatch,
                      "Send on what is still open and has a category");
    command->add_option("FILE", arguments->files, "CSV or JSON lines")->required();
    command->footer(
        "Exit codes: 0 done, 1 some rows rejected, 2 could not run. May be repeated: no row comes "
        "in twice.");
    command->callback([arguments, &exit_code] { exit_code = Run(*arguments); });
}

}  // namespace liandong::server
