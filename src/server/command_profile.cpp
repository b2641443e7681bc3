#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/profile/load_profile.hpp"
#include "server/commands.hpp"

namespace liandong::server {

void AddProfileCommand(CLI::App& app, int& exit_code) {
    CLI::App* profile = app.add_subcommand("profile", "Works on a city's profile.");
    profile->require_subcommand(1);
    CLI::App* check = profile->add_subcommand(
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

}  // namespace liandong::server
