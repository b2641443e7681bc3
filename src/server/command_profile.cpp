#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/profile/import_grid.hpp"
#include "adapters/profile/load_profile.hpp"
#include "server/commands.hpp"

namespace liandong::server {

namespace {

void AddCheck(CLI::App& profile, int& exit_code) {
    CLI::App* check = profile.add_subcommand(
        "check", "Reports every fault as file:line:column: what; what would be right.");
    const auto directory = std::make_shared<std::string>();  // shared with the callback, which
                                                             // outlives this function
    check->add_option("DIR", *directory, "The profile's folder")->required();
    check->callback([directory, &exit_code] {
        const profile::ProfileResult result = profile::LoadProfile(*directory);
        profile::PrintFaults(std::cout, *directory, result.faults);
        if (!result.faults.empty()) {
            exit_code = 1;
            return;
        }
        const City& city = *result.city;
        std::cout << city.name << ": " << city.units.size() << " units, " << city.categories.size()
                  << " categories, " << city.catalogue.size() << " catalogue rules, "
                  << city.places.size() << " places, " << city.grid.size() << " grid cells, "
                  << city.staff.size() << " staff; version " << city.version << '\n';
    });
}

struct ImportGridOptions {
    std::string profile = "profiles/haikou";
    std::string official;
    std::string datum = "cgcs2000";
    std::string output;
    profile::GridImportOptions options;
};

void PrintReport(const profile::GridImport& import) {
    std::cout << import.features << " features became " << import.cells
              << " cells: " << import.split << " of several areas were split, " << import.closed
              << " rings closed, " << import.points_twice << " repeated points and " << import.holes
              << " holes left out\n";
    if (!import.communities_without_cells.empty()) {
        std::cout << import.communities_without_cells.size() << " communities have no cell:\n";
        for (const std::string& place : import.communities_without_cells)
            std::cout << "  " << place << '\n';
    }
}

int ImportGridFile(ImportGridOptions& wanted) {
    const std::map<std::string, profile::Datum> datums{{"wgs84", profile::Datum::kWgs84},
                                                       {"cgcs2000", profile::Datum::kCgcs2000},
                                                       {"gcj02", profile::Datum::kGcj02}};
    wanted.options.datum = datums.at(wanted.datum);
    std::ifstream in(wanted.official, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in) {
        std::cerr << "liandong: " << wanted.official << " cannot be read\n";
        return 2;
    }
    const profile::GridImport import =
        profile::ImportGrid(wanted.profile, bytes.str(), wanted.options);
    PrintReport(import);
    for (const profile::ProfileFault& fault : import.faults)
        std::cout << profile::Text(fault) << '\n';
    if (!import.faults.empty()) {
        std::cout << "nothing was written: " << import.faults.size() << " faults\n";
        return 1;
    }
    const std::filesystem::path output =
        wanted.output.empty() ? std::filesystem::path(wanted.profile) / "grid.geojson"
                              : std::filesystem::path(wanted.output);
    // A whole file or none: a running server may be looking at it.
    std::filesystem::path beside = output;
    beside += ".new";
    std::ofstream out(beside, std::ios::binary);
    out << import.text << std::flush;
    std::error_code failed;
    if (out) std::filesystem::rename(beside, output, failed);
    if (!out || failed) {
        std::cerr << "liandong: " << output.string() << " cannot be written\n";
        return 2;
    }
    std::cout << "written: " << output.string() << '\n';
    return 0;
}

void AddImportGrid(CLI::App& profile, int& exit_code) {
    CLI::App* import = profile.add_subcommand(
        "import-grid",
        "Turns official polygons into the profile's grid.geojson, with a report; a fault writes "
        "nothing.");
    const auto wanted = std::make_shared<ImportGridOptions>();  // shared with the callback, which
                                                                // outlives this function
    import->add_option("FILE", wanted->official, "The official GeoJSON")->required();
    import->add_option("--profile", wanted->profile, "The city's folder")->capture_default_str();
    import->add_option("--datum", wanted->datum, "What its numbers mean")
        ->check(CLI::IsMember({"wgs84", "cgcs2000", "gcj02"}))
        ->capture_default_str();
    import->add_option("--code", wanted->options.code_member, "Property with the cell's code")
        ->capture_default_str();
    import->add_option("--name", wanted->options.name_member, "Property with the cell's name")
        ->capture_default_str();
    import
        ->add_option("--community", wanted->options.community_member,
                     "Property with the community's code or name")
        ->capture_default_str();
    import->add_option("--street", wanted->options.street_member,
                       "Property with the street, where communities share a name");
    import->add_option("--output", wanted->output, "Instead of the profile's grid.geojson");
    import->callback([wanted, &exit_code] { exit_code = ImportGridFile(*wanted); });
}

}  // namespace

void AddProfileCommand(CLI::App& app, int& exit_code) {
    CLI::App* profile = app.add_subcommand("profile", "Works on a city's profile.");
    profile->require_subcommand(1);
    AddCheck(*profile, exit_code);
    AddImportGrid(*profile, exit_code);
}

}  // namespace liandong::server
