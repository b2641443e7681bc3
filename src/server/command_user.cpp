#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "server/commands.hpp"
#include "server/open_city.hpp"

namespace liandong::server {
namespace {

constexpr std::chrono::seconds kTime{30};

struct UserOptions {
    CityOptions city;
    NewUser user;
    std::string unit;
    std::string token_name;
    std::string system;
    std::vector<std::string> scopes;
};

int Run(const UserOptions& options, const std::function<Result<void>(OpenedCity&)>& work) {
    auto city = OpenedCity::Open(options.city);
    if (!city) return Complain(city.error());
    const auto done = work(*city);
    return done ? 0 : Complain(done.error());
}

// The password comes on standard input, so that it stands in no process list and no history.
Result<void> AddUser(const UserOptions& options, OpenedCity& city) {
    NewUser user = options.user;
    user.unit = UnitCode{options.unit};
    if (!std::getline(std::cin, user.password))
        return Failure{Invalid("no_password", "Give the password on standard input.")};
    LD_TRY(const User saved,
           SaveUser(city.Accounts(), SystemPrincipal(), user, Deadline::In(kTime)));
    std::cout << saved.login << '\n';
    return {};
}

Result<void> ListUsers(OpenedCity& city) {
    LD_TRY(const auto users, city.Use().store.ListUsers(Deadline::In(kTime)));
    for (const User& user : users) {
        std::cout << user.login << '\t' << user.name << '\t' << user.unit.value << '\t';
        for (const std::string& role : user.roles) std::cout << role << ' ';
        std::cout << (user.active ? "" : "(inactive)") << '\n';
    }
    return {};
}

Result<void> AddToken(const UserOptions& options, OpenedCity& city) {
    LD_TRY(const std::string token,
           IssueToken(city.Accounts(), SystemPrincipal(), options.token_name, options.system,
                      options.scopes, std::nullopt, Deadline::In(kTime)));
    std::cout << token << '\n';
    return {};
}

}  // namespace

void AddUserCommand(CLI::App& app, int& exit_code) {
    const auto options = std::make_shared<UserOptions>();  // shared with the callbacks, which
                                                           // outlive this function
    CLI::App* user = app.add_subcommand("user", "People and systems that may sign in.");
    user->require_subcommand(1);
    CLI::App* add = user->add_subcommand(
        "add", "Adds somebody, or gives them a new password; reads it from standard input.");
    AddCityOptions(*add, options->city);
    add->add_option("LOGIN", options->user.login, "Sign-in name")->required();
    add->add_option("--name", options->user.name, "Name as people read it")->required();
    add->add_option("--unit", options->unit, "Code of their unit")->required();
    add->add_option("--role", options->user.roles, "Code of a role; may be repeated")->required();
    add->add_option("--staff", options->user.staff, "Their code in the city's list of staff");
    add->callback([options, &exit_code] {
        exit_code = Run(*options, [&](OpenedCity& city) { return AddUser(*options, city); });
    });
    CLI::App* list = user->add_subcommand("list", "Lists everybody.");
    AddCityOptions(*list, options->city);
    list->callback([options, &exit_code] { exit_code = Run(*options, ListUsers); });
    CLI::App* token =
        user->add_subcommand("token", "Issues a bearer token for a linked system; printed once.");
    AddCityOptions(*token, options->city);
    token->add_option("NAME", options->token_name, "What the token is for")->required();
    token->add_option("--system", options->system, "Code of the linked system")->required();
    token->add_option("--scope", options->scopes, "A permission; may be repeated")->required();
    token->callback([options, &exit_code] {
        exit_code = Run(*options, [&](OpenedCity& city) { return AddToken(*options, city); });
    });
}

}  // namespace liandong::server
