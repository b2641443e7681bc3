#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/learn/labelled_table.hpp"
#include "adapters/learn/liblinear_learner.hpp"
#include "adapters/learn/model_file.hpp"
#include "app/learn_from_cases.hpp"
#include "server/commands.hpp"
#include "server/open_city.hpp"

namespace liandong::server {
namespace {

constexpr int kRefused = 1;

struct TrainArguments {
    CityOptions city;
    std::string from_store;  ///< empty: from files
    std::vector<std::filesystem::path> files;
    TableColumns columns;
    std::filesystem::path output;
    TrainingSettings settings;
    std::string splits = "near-duplicates";
    bool force = false;
};

Result<std::vector<LabelledMessage>> ReadMessages(const TrainArguments& arguments) {
    std::vector<LabelledMessage> messages;
    for (const std::filesystem::path& path : arguments.files) {
        const std::size_t before = messages.size();
        auto read = ReadTable(path, arguments.columns, [&](TableRow row) {
            if (row.fault.empty()) {
                messages.push_back(std::move(row.message));
            } else {
                std::cerr << path.string() << ':' << row.fault << '\n';
            }
            return true;
        });
        if (!read) {
            Error error = std::move(read).error();
            error.for_caller = path.string() + ": " + error.for_caller;
            return Failure{std::move(error)};
        }
        std::cerr << path.string() << ": " << messages.size() - before << " rows\n";
    }
    return messages;
}

/// The city's own cases, as people left them.
Result<std::vector<LabelledMessage>> ReadCases(const TrainArguments& arguments) {
    constexpr std::chrono::hours kReadTime{6};
    CityOptions options = arguments.city;
    options.store = arguments.from_store;
    LD_TRY(auto city, OpenedCity::Open(options));
    LD_TRY(auto lessons, LessonsOf(city.Use(), kLessonsMax, Deadline::In(kReadTime)));
    std::cerr << lessons.cases << " cases: " << lessons.messages.size() << " teach, "
              << lessons.unsettled << " are open or were not settled by a unit, "
              << lessons.closed_to_us << " secret or erased, " << lessons.unknown
              << " of no category that the city has\n";
    return std::move(lessons.messages);
}

void PrintFigure(std::string_view name, const Figure& figure) {
    std::cout << "  " << std::left << std::setw(22) << name << std::right << std::fixed
              << std::setprecision(4) << figure.value << "  (" << figure.low << " to "
              << figure.high << ")\n";
}

void PrintScores(std::string_view title, const ClassifierScores& scores) {
    std::cout << title << ", " << scores.messages << " messages, 95 % intervals:\n";
    PrintFigure("accuracy", scores.accuracy);
    PrintFigure("macro F1", scores.macro_f1);
    PrintFigure("right among first two", scores.top_two);
    PrintFigure("calibration error", scores.calibration_error);
    PrintFigure("accuracy of 85 %", scores.accuracy_of_surest);
}

void Print(const TrainedClassifier& trained, const TrainArguments& arguments) {
    const TrainingCounts& counts = trained.counts;
    std::cout << counts.used << " messages used of " << counts.given << ": " << counts.empty
              << " without text or label, " << counts.copies << " copies, " << counts.contradictory
              << " copies with another label than most\n"
              << trained.model.labels.size() << " labels, " << trained.model.vocabulary.size()
              << " features, " << trained.model.words.Counted().size() << " words\n";
    const std::string how = "cross-validation in " + std::to_string(arguments.settings.folds) +
                            " parts, " + arguments.splits + " together";
    PrintScores(how, trained.scores);
    if (trained.scores_of_whole_texts)
        PrintScores("of these, texts as people wrote them", *trained.scores_of_whole_texts);
    const ClassifierScores& shown =
        trained.scores_of_whole_texts ? *trained.scores_of_whole_texts : trained.scores;
    if (trained.model.labels.size() > 20) return;
    std::cout << "right label, then how often each was guessed in this order\n";
    for (std::size_t row = 0; row < shown.confusion.size(); ++row) {
        for (const std::uint32_t count : shown.confusion[row]) std::cout << std::setw(6) << count;
        std::cout << "  " << trained.model.labels[row] << '\n';
    }
}

/// Why the file that is there should stay, or empty.
std::string ReasonToKeep(const std::filesystem::path& path, const TrainedClassifier& trained) {
    const auto old = ReadModel(path);
    if (!old) {
        if (old.error().kind == ErrorKind::kNotFound) return {};
        return path.string() + " is there and is no model that can be read";
    }
    if (old->model.labels != trained.model.labels)
        return path.string() + " is a model of other labels";
    if (old->scores.accuracy.value > trained.scores.accuracy.value) {
        std::ostringstream reason;
        reason << path.string() << " is better: accuracy " << std::fixed << std::setprecision(4)
               << old->scores.accuracy.value << ", the new one " << trained.scores.accuracy.value;
        return reason.str();
    }
    return {};
}

int Train(const TrainArguments& arguments) {
    auto messages = arguments.from_store.empty() ? ReadMessages(arguments) : ReadCases(arguments);
    if (!messages) return Complain(messages.error());
    LiblinearLearner learner;
    const auto trained = TrainClassifier(*std::move(messages), arguments.settings, learner,
                                         [](std::string_view line) { std::cerr << line << '\n'; });
    if (!trained) return Complain(trained.error());
    Print(*trained, arguments);
    if (!arguments.force) {
        const std::string reason = ReasonToKeep(arguments.output, *trained);
        if (!reason.empty()) {
            std::cerr << reason << "; nothing was written, --force writes all the same\n";
            return kRefused;
        }
    }
    if (const auto written = WriteModel(arguments.output, *trained); !written)
        return Complain(written.error());
    std::cout << "written: " << arguments.output.string() << ", "
              << std::filesystem::file_size(arguments.output) << " bytes\n";
    return 0;
}

}  // namespace

void AddTrainCommand(CLI::App& app, int& exit_code) {
    const auto arguments = std::make_shared<TrainArguments>();  // shared with the callback, which
                                                                // outlives this function
    CLI::App* train = app.add_subcommand("train", "Learns to classify from labelled messages.");
    CLI::Option* text =
        train->add_option("--text", arguments->columns.text, "Columns: subject,body")
            ->delimiter(',');
    CLI::Option* label =
        train->add_option("--label", arguments->columns.label, "Column of the label")
            ->delimiter(',');
    CLI::Option* files = train->add_option("--input", arguments->files, "CSV files with a header")
                             ->needs(text)
                             ->needs(label);
    CLI::Option* store =
        train->add_option("--from-store", arguments->from_store,
                          "sqlite:FILE or postgresql://…: the city's own settled cases");
    store->excludes(files);
    train->add_option("--profile", arguments->city.profile, "The city's folder, for --from-store")
        ->capture_default_str();
    train->add_option("--keys", arguments->city.keys, "Folder of master.key, for --from-store");
    train->add_option("--output", arguments->output, "The model's file")->required();
    train->add_option("--folds", arguments->settings.folds, "Parts of the cross-validation")
        ->capture_default_str();
    train->add_option("--seed", arguments->settings.seed, "Of the split into parts")
        ->capture_default_str();
    train
        ->add_option("--together", arguments->splits,
                     "What may not stand on both sides of the split")
        ->check(CLI::IsMember({"near-duplicates", "copies"}))
        ->capture_default_str();
    train->add_flag("--force", arguments->force, "Write even over a better model");
    train->callback([arguments, &exit_code] {
        arguments->settings.splits = arguments->splits == "copies"
                                         ? Splits::kCopiesTogether
                                         : Splits::kNearDuplicatesTogether;
        if (arguments->files.empty() && arguments->from_store.empty())
            throw CLI::RequiredError("--input or --from-store");
        exit_code = Train(*arguments);
    });
}

}  // namespace liandong::server
