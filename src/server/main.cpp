#include <CLI/CLI.hpp>

#include "server/commands.hpp"

int main(int argc, char** argv) {
    CLI::App app{"Liandong 联动: runs a city's 12345 hotline."};
    app.set_version_flag("--version", LIANDONG_VERSION);
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done, 1 refused or found wanting, 2 could not run.");
    int exit_code = 0;
    liandong::server::AddServeCommand(app, exit_code);
    liandong::server::AddImportCommand(app, exit_code);
    liandong::server::AddSimulateCommand(app, exit_code);
    liandong::server::AddVerifyCommand(app, exit_code);
    liandong::server::AddProfileCommand(app, exit_code);
    liandong::server::AddUserCommand(app, exit_code);
    liandong::server::AddExportCommand(app, exit_code);
    liandong::server::AddFiguresCommand(app, exit_code);
    liandong::server::AddRulesCommand(app, exit_code);
    liandong::server::AddTrainCommand(app, exit_code);
    liandong::server::AddClassifyCommand(app, exit_code);
    liandong::server::AddTopicsCommand(app, exit_code);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // Help and version are asked for; anything else is a command line that cannot run.
        return app.exit(error) == 0 ? 0 : 2;
    }
    return exit_code;
}
