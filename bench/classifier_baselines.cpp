// How well plain means tell the labels of messages, on the same messages and the same split as
// `liandong train --together copies`: words with a linear support vector machine, and a rule that
// counts words. Usage: classifier_baselines FILE.csv…  (columns subject, body, label)

#include <algorithm>
#include <iostream>
#include <map>
#include <numeric>
#include <set>

#include "adapters/learn/labelled_table.hpp"
#include "adapters/learn/liblinear_learner.hpp"
#include "base/text.hpp"
#include "domain/classify/near_duplicates.hpp"
#include "domain/classify/scores.hpp"

namespace liandong {
namespace {

constexpr std::uint32_t kFolds = 5;
constexpr std::uint64_t kSeed = 7;

struct Sample {
    std::u32string text;
    std::string bytes;
    std::uint32_t right = 0;
    bool segmented = false;
    std::uint32_t fold = 0;
};

std::vector<Sample> ReadSamples(int count, char** paths, std::size_t& labels) {
    std::map<std::string, std::uint32_t> number_of;
    std::vector<std::pair<std::string, std::string>> read;
    for (int i = 0; i < count; ++i) {
        const auto result =
            ReadTable(paths[i], {{"subject", "body"}, {"label"}}, [&](const TableRow& row) {
                const LabelledMessage& message = row.message;
                number_of.emplace(message.label, 0);
                read.emplace_back(message.label, message.text.subject + "\n" + message.text.body);
                return true;
            });
        if (!result) std::cerr << paths[i] << ": " << result.error().for_caller << '\n';
    }
    for (auto& [label, number] : number_of) number = static_cast<std::uint32_t>(labels++);
    std::vector<Sample> samples;
    for (auto& [label, text] : read) {
        const std::u32string points = CodePoints(text);
        samples.push_back({points, text, number_of.at(label), IsSegmented(points), 0});
    }
    return samples;
}

// One of each group of copies, whole ones first; the fold is the group's.
std::vector<Sample> WithoutCopies(const std::vector<Sample>& samples) {
    std::vector<std::u32string> texts;
    for (const Sample& sample : samples) texts.push_back(sample.text);
    const auto groups = GroupAlike(texts, Likeness::kSame);
    std::map<std::uint32_t, std::uint32_t> chosen;
    for (std::uint32_t i = 0; i < samples.size(); ++i) {
        const auto [at, is_new] = chosen.emplace(groups[i], i);
        if (!is_new && samples[at->second].segmented && !samples[i].segmented) at->second = i;
    }
    std::vector<Sample> kept;
    for (const auto& [group, i] : chosen) {
        kept.push_back(samples[i]);
        kept.back().fold =
            static_cast<std::uint32_t>(MixBits((std::uint64_t{group} << 20U) + kSeed) % kFolds);
    }
    return kept;
}

/// The words of a message and how often each stands in it.
std::map<std::u32string, float> WordsOf(const Sample& sample, const WordList& list) {
    std::map<std::u32string, float> words;
    if (sample.segmented) {
        for (const std::u32string& word : SegmentedWords(sample.bytes)) words[word] += 1;
        return words;
    }
    std::vector<std::u32string_view> cut;
    list.Cut(sample.text, cut);
    for (const std::u32string_view word : cut) {
        if (!word.empty()) words[std::u32string(word)] += 1;
    }
    return words;
}

WordList ListOf(const std::vector<Sample>& samples, std::uint32_t left_out) {
    std::map<std::u32string, std::uint32_t> counts;
    for (const Sample& sample : samples) {
        if (!sample.segmented || sample.fold == left_out) continue;
        for (std::u32string& word : SegmentedWords(sample.bytes)) ++counts[std::move(word)];
    }
    std::erase_if(counts, [](const auto& word) { return word.second < 2; });
    return WordList({counts.begin(), counts.end()});
}

/// Words as features of one field, so that vectors weigh them as TF-IDF does.
std::vector<Feature> FeaturesOfWords(const std::map<std::u32string, float>& words) {
    std::vector<Feature> features;
    for (const auto& [word, count] : words)
        features.push_back({HashOf(1, word), FeatureField::kWords, count});
    return features;
}

/// Each word stands for the label that most messages with it have; the most words win.
class CountingRule {
public:
    explicit CountingRule(std::size_t labels) : labels_(labels) {}

    void Learn(const std::map<std::u32string, float>& words, std::uint32_t right) {
        for (const auto& [word, count] : words) {
            auto& of_word = counts_[word];
            of_word.resize(labels_);
            of_word[right] += 1;
        }
    }
    [[nodiscard]] std::vector<float> Scores(const std::map<std::u32string, float>& words) const {
        std::vector<float> scores(labels_);
        for (const auto& [word, count] : words) {
            const auto found = counts_.find(word);
            if (found == counts_.end()) continue;
            scores[static_cast<std::size_t>(std::ranges::max_element(found->second) -
                                            found->second.begin())] += 1;
        }
        return scores;
    }

private:
    std::size_t labels_;
    std::map<std::u32string, std::vector<std::uint32_t>> counts_;
};

Judged JudgedOf(std::uint32_t right, const std::vector<float>& scores) {
    const std::vector<double> values(scores.begin(), scores.end());
    const auto order = LikeliestFirst(values);
    return {right, order[0].label, order[1].label, values[order[0].label] - values[order[1].label]};
}

void Print(const char* name, const std::vector<Judged>& judged, std::size_t labels) {
    const ClassifierScores scores = ScoreOf(judged, labels, kSeed);
    std::cout << name << ": " << scores.messages << " messages, accuracy " << scores.accuracy.value
              << " (" << scores.accuracy.low << " to " << scores.accuracy.high << "), macro F1 "
              << scores.macro_f1.value << ", right among first two " << scores.top_two.value
              << ", accuracy of 85 % " << scores.accuracy_of_surest.value << '\n';
}

int Run(int count, char** paths) {
    std::size_t labels = 0;
    const std::vector<Sample> samples = WithoutCopies(ReadSamples(count, paths, labels));
    if (labels < 2) return 2;
    std::vector<Judged> machine;
    std::vector<Judged> rule;
    LiblinearLearner learner;
    for (std::uint32_t fold = 0; fold < kFolds; ++fold) {
        const WordList list = ListOf(samples, fold);
        CountingRule counting(labels);
        std::vector<std::vector<Feature>> features;
        std::vector<std::uint32_t> right;
        for (const Sample& sample : samples) {
            if (sample.fold == fold) continue;
            const auto words = WordsOf(sample, list);
            counting.Learn(words, sample.right);
            features.push_back(FeaturesOfWords(words));
            right.push_back(sample.right);
        }
        LinearModel model;
        model.labels.resize(labels);
        model.vocabulary = Vocabulary::Learn(features, 1'000'000);
        std::vector<SparseVector> vectors;
        for (const auto& of_one : features) vectors.push_back(Vectorise(of_one, model.vocabulary));
        auto learned = learner.Learn({vectors, right, model.vocabulary.size(), labels, 1});
        if (!learned) return 2;
        model.weights = *std::move(learned);
        for (const Sample& sample : samples) {
            if (sample.fold != fold || sample.segmented) continue;
            const auto words = WordsOf(sample, list);
            machine.push_back(JudgedOf(sample.right, ScoresOf(model, FeaturesOfWords(words))));
            rule.push_back(JudgedOf(sample.right, counting.Scores(words)));
        }
    }
    Print("words, linear support vector machine", machine, labels);
    Print("words, counted", rule, labels);
    return 0;
}

}  // namespace
}  // namespace liandong

int main(int argc, char** argv) { return liandong::Run(argc - 1, argv + 1); }
