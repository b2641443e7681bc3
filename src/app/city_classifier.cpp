#include "app/city_classifier.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr double kProbabilityMin = 0.05;
constexpr double kDareMin = 0.15;
constexpr std::size_t kGuessesMax = 5;
constexpr std::size_t kReasonsMax = 5;

// People's first line is their subject, as in the messages that models learn from.
MessageText MessageOf(std::string_view text) {
    const std::string_view read = FirstCodePoints(text, kMessageCodePointsMax);
    const auto end = read.find('\n');
    if (end == std::string_view::npos) return {"", std::string(read)};
    return {std::string(read.substr(0, end)), std::string(read.substr(end + 1))};
}

std::vector<Guess> GuessesOf(const City& city, const LinearModel& model, std::string_view text) {
    std::vector<Guess> guesses;
    const MessageText message = MessageOf(text);
    // Of nothing known the model would give back how often each category came up.
    const auto features = FeaturesOf(message, model.words);
    if (Vectorise(features, model.vocabulary).empty()) return guesses;
    for (const LabelGuess& guess : GuessLabels(model, message)) {
        if (guess.probability < kProbabilityMin || guesses.size() == kGuessesMax) break;
        const CategoryCode category{model.labels[guess.label]};
        if (city.FindCategory(category) != nullptr)
            guesses.push_back({category, guess.probability});
    }
    if (!guesses.empty() && guesses.front().probability < kDareMin) guesses.clear();
    return guesses;
}

}  // namespace

Result<void> CityClassifier::Take(const City& city, std::shared_ptr<const LinearModel> model) {
    const bool knows_one = std::ranges::any_of(model->labels, [&](const std::string& label) {
        return city.FindCategory(CategoryCode{label}) != nullptr;
    });
    if (!knows_one) {
        return Failure{
            Invalid("other_labels", "The model's labels are not codes of this city's categories.")};
    }
    model_.With([&](Model& current) { current.swap(model); });
    return {};
}

std::vector<Guess> CityClassifier::Classify(const City& city, std::string_view text) {
    if (const Model model = Current()) {
        auto guesses = GuessesOf(city, *model, text);
        if (!guesses.empty()) return guesses;
    }
    return matcher_.Classify(city, text);
}

std::vector<std::string> CityClassifier::Reasons(const City& city, std::string_view text,
                                                 const CategoryCode& category) {
    if (const Model model = Current()) {
        const auto guesses = GuessesOf(city, *model, text);
        if (std::ranges::find(guesses, category, &Guess::category) != guesses.end()) {
            const auto label = std::ranges::find(model->labels, category.value);
            const auto number = static_cast<std::uint32_t>(label - model->labels.begin());
            std::vector<std::string> words;
            for (DecidingWord& word : DecidingWords(*model, MessageOf(text), number, kReasonsMax))
                words.push_back(std::move(word.text));
            return words;
        }
    }
    return matcher_.Reasons(city, text, category);
}

double CityClassifier::ShareOfUrgent(const City& city, std::string_view text) {
    const Model model = Current();
    if (!model || GuessesOf(city, *model, text).empty()) return matcher_.ShareOfUrgent(city, text);
    double share = 0;
    for (const LabelGuess& guess : GuessLabels(*model, MessageOf(text))) {
        const Category* category = city.FindCategory(CategoryCode{model->labels[guess.label]});
        if (category != nullptr && category->urgent) share += guess.probability;
    }
    return share;
}

}  // namespace liandong
