#include <iostream>

#include <CLI/CLI.hpp>

#include "server/commands.hpp"
#include "server/rules_text.hpp"

namespace liandong::server {

void AddRulesCommand(CLI::App& app, int&) {
    CLI::App* rules = app.add_subcommand("rules", "Prints the rules that are code, as Markdown.");
    rules->require_subcommand(1);
    rules->add_subcommand("lifecycle", "Every allowed move of a case")->callback([] {
        std::cout << LifecycleText();
    });
    rules->add_subcommand("refusals", "Why the rules say no, in order")->callback([] {
        std::cout << RefusalsText();
    });
    rules->add_subcommand("figures", "Every figure with its formula")->callback([] {
        std::cout << FiguresText();
    });
}

}  // namespace liandong::server
