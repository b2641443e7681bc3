#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/learn/labelled_table.hpp"
#include "adapters/learn/model_file.hpp"
#include "server/commands.hpp"
#include "server/open_city.hpp"

namespace liandong::server {
namespace {

constexpr int kSomeUnread = 1;
constexpr std::size_t kWordsShown = 6;

struct ClassifyArguments {
    std::filesystem::path model;
    std::filesystem::path file;
    TableColumns columns;
    bool explain = false;
};

std::string Cell(std::string_view text) {
    if (text.find_first_of("\",\r\n") == std::string_view::npos) return std::string(text);
    std::string cell = "\"";
    for (const char c : text) {
        if (c == '"') cell += '"';
        cell += c;
    }
    return cell + '"';
}

void PrintRow(const LinearModel& model, const MessageText& text, bool explain) {
    const auto guesses = GuessLabels(model, text);
    const LabelGuess& first = guesses.front();
    const LabelGuess& second = guesses[guesses.size() > 1 ? 1 : 0];
    std::cout << Cell(model.labels[first.label]) << ',' << first.probability << ','
              << Cell(model.labels[second.label]) << ',' << second.probability;
    if (explain) {
        std::string words;
        for (const DecidingWord& word : DecidingWords(model, text, first.label, kWordsShown))
            words += (words.empty() ? "" : "|") + word.text;
        std::cout << ',' << Cell(words);
    }
    std::cout << '\n';
}

int Classify(const ClassifyArguments& arguments) {
    const auto trained = ReadModel(arguments.model);
    if (!trained) return Complain(trained.error());
    std::cout << std::fixed << std::setprecision(6) << "label,probability,label2,probability2"
              << (arguments.explain ? ",words\n" : "\n");
    int exit_code = 0;
    const auto read = ReadTable(arguments.file, arguments.columns, [&](const TableRow& row) {
        if (row.fault.empty()) {
            PrintRow(trained->model, row.message.text, arguments.explain);
        } else {
            // Its line stays, so that line n answers record n.
            std::cout << (arguments.explain ? ",0,,0,\n" : ",0,,0\n");
            std::cerr << arguments.file.string() << ':' << row.fault << '\n';
            exit_code = kSomeUnread;
        }
        return static_cast<bool>(std::cout);
    });
    if (!read) return Complain(read.error());
    return exit_code;
}

}  // namespace

void AddClassifyCommand(CLI::App& app, int& exit_code) {
    const auto arguments = std::make_shared<ClassifyArguments>();  // shared with the callback,
                                                                   // which outlives this function
    CLI::App* classify = app.add_subcommand("classify", "Labels the messages of a CSV file.");
    classify->add_option("--model", arguments->model, "A file of `liandong train`")->required();
    classify->add_option("--input", arguments->file, "A CSV file with a header")->required();
    classify->add_option("--text", arguments->columns.text, "Columns: subject,body")
        ->delimiter(',')
        ->required();
    classify->add_flag("--explain", arguments->explain, "Add the words that decided");
    classify->callback([arguments, &exit_code] { exit_code = Classify(*arguments); });
}

}  // namespace liandong::server
