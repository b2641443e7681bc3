#pragma once

// One function a subcommand, one file each: command_<name>.cpp. It registers its options; its
// callback sets the exit code: 0 done, 1 refused or found wanting, 2 could not run.

namespace CLI {
class App;
}

namespace liandong::server {

void AddServeCommand(CLI::App& app, int& exit_code);
void AddImportCommand(CLI::App& app, int& exit_code);
void AddSimulateCommand(CLI::App& app, int& exit_code);
void AddVerifyCommand(CLI::App& app, int& exit_code);
void AddProfileCommand(CLI::App& app, int& exit_code);
void AddUserCommand(CLI::App& app, int& exit_code);
void AddExportCommand(CLI::App& app, int& exit_code);
void AddFiguresCommand(CLI::App& app, int& exit_code);
void AddRulesCommand(CLI::App& app, int& exit_code);
void AddTrainCommand(CLI::App& app, int& exit_code);
void AddClassifyCommand(CLI::App& app, int& exit_code);
void AddTopicsCommand(CLI::App& app, int& exit_code);

}  // namespace liandong::server
