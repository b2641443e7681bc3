#include "app/train_classifier.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "domain/classify/near_duplicates.hpp"

namespace liandong {
namespace {

// So that a model of few labels has all its features, and one of 363 stays below 60 MB.
constexpr std::size_t kWeightsMax = 12'000'000;
constexpr std::uint32_t kFoldsMax = 20;

/// The messages to learn from, side by side.
struct Lesson {
    std::vector<MessageText> texts;
    std::vector<std::u32string> points;  ///< of subject and body
    std::vector<std::uint32_t> right;
    std::vector<bool> segmented;
    std::vector<std::string> labels;
};

// Labels in the order of their text, so that the order of the files does not matter.
Lesson ReadLesson(std::vector<LabelledMessage>& messages, TrainingCounts& counts) {
    counts.given = static_cast<std::uint32_t>(messages.size());
    std::erase_if(messages, [](LabelledMessage& message) {
        message.label = std::string(Trim(message.label));
        return message.label.empty() ||
               (Trim(message.text.subject).empty() && Trim(message.text.body).empty());
    });
    counts.empty = counts.given - static_cast<std::uint32_t>(messages.size());
    std::map<std::string, std::uint32_t> number_of;
    for (const LabelledMessage& message : messages) number_of.emplace(message.label, 0);
    Lesson lesson;
    for (auto& [label, number] : number_of) {
        number = static_cast<std::uint32_t>(lesson.labels.size());
        lesson.labels.push_back(label);
    }
    for (LabelledMessage& message : messages) {
        lesson.points.push_back(CodePoints(message.text.subject + "\n" + message.text.body));
        lesson.segmented.push_back(IsSegmented(lesson.points.back()));
        lesson.right.push_back(number_of.at(message.label));
        lesson.texts.push_back(std::move(message.text));
    }
    return lesson;
}

// Of copies one stays: with the label that most of them have (of equals the first), and as people
// wrote it where one of them is whole.
std::vector<std::uint32_t> WithoutCopies(const Lesson& lesson,
                                         const std::vector<std::uint32_t>& groups,
                                         TrainingCounts& counts) {
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (std::uint32_t i = 0; i < groups.size(); ++i) members[groups[i]].push_back(i);
    std::vector<std::uint32_t> kept;
    for (const auto& [group, copies] : members) {
        std::map<std::uint32_t, std::uint32_t> votes;
        for (const std::uint32_t i : copies) ++votes[lesson.right[i]];
        std::uint32_t winner = lesson.right[copies.front()];
        for (const auto& [label, count] : votes) {
            if (count > votes[winner]) winner = label;
        }
        std::optional<std::uint32_t> chosen;
        for (const std::uint32_t i : copies) {
            if (lesson.right[i] != winner) {
                ++counts.contradictory;
                continue;
            }
            if (chosen && (lesson.segmented[i] || !lesson.segmented[*chosen])) continue;
            chosen = i;
        }
        kept.push_back(*chosen);
    }
    std::ranges::sort(kept);
    counts.used = static_cast<std::uint32_t>(kept.size());
    counts.copies = counts.given - counts.empty - counts.contradictory - counts.used;
    return kept;
}

/// `chosen`: numbers of messages; the words are those of all their copies too, which does no harm.
WordList LearnWords(const Lesson& lesson, const std::vector<std::uint32_t>& chosen) {
    std::map<std::u32string, std::uint32_t> counts;
    for (const std::uint32_t i : chosen) {
        if (!lesson.segmented[i]) continue;
        const MessageText& text = lesson.texts[i];
        for (std::u32string& word : SegmentedWords(text.subject + "\n" + text.body))
            ++counts[std::move(word)];
    }
    std::erase_if(counts, [](const auto& word) { return word.second < 2; });
    return WordList({counts.begin(), counts.end()});
}

/// Everything of a model but its calibration.
Result<LinearModel> LearnModel(const Lesson& lesson, const std::vector<std::uint32_t>& words_of,
                               const std::vector<std::uint32_t>& chosen, double cost,
                               LinearLearner& learner) {
    LinearModel model;
    model.labels = lesson.labels;
    model.calibration.offsets.assign(lesson.labels.size(), 0);
    model.words = LearnWords(lesson, words_of);
    std::vector<std::uint32_t> right;
    std::vector<std::vector<Feature>> features;
    for (const std::uint32_t i : chosen) {
        features.push_back(FeaturesOf(lesson.texts[i], model.words));
        right.push_back(lesson.right[i]);
    }
    model.vocabulary = Vocabulary::Learn(features, kWeightsMax / (lesson.labels.size() + 2));
    const std::vector<std::uint32_t> common = CommonParts(features, model.vocabulary);
    std::vector<SparseVector> vectors;
    for (std::vector<Feature>& of_one : features) {
        vectors.push_back(Vectorise(of_one, model.vocabulary));
        of_one = {};
    }
    LD_TRY(model.weights, learner.Learn({.vectors = vectors,
                                         .right = right,
                                         .features = model.vocabulary.size(),
                                         .labels = lesson.labels.size(),
                                         .cost = cost}));
    model.network = LearnSmallNetwork({.vectors = vectors,
                                       .right = right,
                                       .features = common,
                                       .vocabulary = model.vocabulary.size(),
                                       .labels = lesson.labels.size()});
    return model;
}

/// Messages judged by models that had not seen them.
struct Unseen {
    std::vector<std::vector<float>> scores;
    std::vector<std::uint32_t> right;
    std::vector<std::uint32_t> fold;
    std::vector<bool> segmented;
};

struct Folds {
    std::vector<std::uint32_t> of;  ///< of every message, used or not
    std::uint32_t count = 0;
};

Result<void> JudgeFold(const Lesson& lesson, const Folds& folds, std::uint32_t fold,
                       const std::vector<std::uint32_t>& used, double cost, LinearLearner& learner,
                       Unseen& unseen) {
    std::vector<std::uint32_t> chosen;
    std::vector<std::uint32_t> judged;
    for (const std::uint32_t i : used) (folds.of[i] == fold ? judged : chosen).push_back(i);
    std::vector<std::uint32_t> words_of;
    for (std::uint32_t i = 0; i < lesson.texts.size(); ++i) {
        if (folds.of[i] != fold) words_of.push_back(i);
    }
    LD_TRY(const LinearModel model, LearnModel(lesson, words_of, chosen, cost, learner));
    for (const std::uint32_t i : judged) {
        unseen.scores.push_back(ScoresOf(model, FeaturesOf(lesson.texts[i], model.words)));
        unseen.right.push_back(lesson.right[i]);
        unseen.fold.push_back(fold);
        unseen.segmented.push_back(lesson.segmented[i]);
    }
    return {};
}

// Each fold's probabilities from a calibration on the others.
std::vector<Judged> JudgedFairly(const Unseen& unseen, std::uint32_t folds, std::size_t labels) {
    std::vector<Judged> judged(unseen.scores.size());
    for (std::uint32_t fold = 0; fold < folds; ++fold) {
        std::vector<std::vector<float>> scores;
        std::vector<std::uint32_t> right;
        for (std::size_t i = 0; i < unseen.scores.size(); ++i) {
            if (unseen.fold[i] == fold) continue;
            scores.push_back(unseen.scores[i]);
            right.push_back(unseen.right[i]);
        }
        const Calibration calibration = FitCalibration(scores, right, labels);
        for (std::size_t i = 0; i < unseen.scores.size(); ++i) {
            if (unseen.fold[i] != fold) continue;
            const auto probabilities = Probabilities(unseen.scores[i], calibration);
            const auto guesses = LikeliestFirst(probabilities);
            judged[i] = {unseen.right[i], guesses[0].label, guesses[labels > 1 ? 1 : 0].label,
                         guesses[0].probability};
        }
    }
    return judged;
}

void SetScores(TrainedClassifier& trained, const Unseen& unseen, const std::vector<Judged>& judged,
               const TrainingSettings& settings) {
    const std::size_t labels = trained.model.labels.size();
    trained.scores = ScoreOf(judged, labels, settings.seed);
    std::vector<Judged> whole;
    for (std::size_t i = 0; i < judged.size(); ++i) {
        if (!unseen.segmented[i]) whole.push_back(judged[i]);
    }
    if (!whole.empty() && whole.size() < judged.size())
        trained.scores_of_whole_texts = ScoreOf(whole, labels, settings.seed);
}

}  // namespace

Result<TrainedClassifier> TrainClassifier(std::vector<LabelledMessage> messages,
                                          const TrainingSettings& settings, LinearLearner& learner,
                                          const std::function<void(std::string_view)>& progress) {
    if (settings.folds < 2 || settings.folds > kFoldsMax)
        return Failure{Invalid("bad_folds", "The number of folds must be 2 to 20.")};
    TrainedClassifier trained;
    const Lesson lesson = ReadLesson(messages, trained.counts);
    if (lesson.texts.empty())
        return Failure{Invalid("no_messages", "No message has both a text and a label.")};
    if (lesson.labels.size() < 2)
        return Failure{Invalid("one_label", "All messages have the label " + lesson.labels.front() +
                                                ": there is nothing to tell apart.")};
    if (lesson.labels.size() > kLabelsMax)
        return Failure{Invalid("too_many_labels",
                               "There are more than 2000 labels: is this the "
                               "column of the labels?")};
    const auto copies = GroupAlike(lesson.points, Likeness::kSame);
    const auto used = WithoutCopies(lesson, copies, trained.counts);
    const auto groups = settings.splits == Splits::kCopiesTogether
                            ? copies
                            : GroupAlike(lesson.points, Likeness::kNear);
    progress(std::to_string(used.size()) + " messages with " +
             std::to_string(lesson.labels.size()) + " labels");
    Folds folds;
    folds.count = settings.folds;
    for (const std::uint32_t group : groups)
        folds.of.push_back(static_cast<std::uint32_t>(
            MixBits((std::uint64_t{group} << 20U) + settings.seed) % settings.folds));
    Unseen unseen;
    for (std::uint32_t fold = 0; fold < settings.folds; ++fold) {
        progress("cross-validation " + std::to_string(fold + 1) + " of " +
                 std::to_string(settings.folds));
        LD_TRY(JudgeFold(lesson, folds, fold, used, settings.cost, learner, unseen));
    }
    progress("the model itself");
    std::vector<std::uint32_t> all(lesson.texts.size());
    std::iota(all.begin(), all.end(), 0U);
    LD_TRY(trained.model, LearnModel(lesson, all, used, settings.cost, learner));
    trained.model.calibration = FitCalibration(unseen.scores, unseen.right, lesson.labels.size());
    SetScores(trained, unseen, JudgedFairly(unseen, settings.folds, lesson.labels.size()),
              settings);
    return trained;
}

}  // namespace liandong
