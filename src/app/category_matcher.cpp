#include "app/category_matcher.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kTextCodePointsMax = 3'000;
constexpr std::size_t kTitleCodePointsMax = 80;

// What a phrase is worth by where it comes from.
constexpr double kKeywordWeight = 1.0;
constexpr double kNameWeight = 0.9;
constexpr double kGroupWeight = 0.25;
// Words of the body beside a first line that reads like a title.
constexpr double kBodyWeight = 0.6;
// Half a phrase is worth less than half: 0.5^1.6 = 0.33.
constexpr double kCoveragePower = 1.6;
// The second best phrase of a category supports the best.
constexpr double kSecondWeight = 0.35;

// Fixed by hand on the first set of category_matcher_requests.hpp, and on the cautious side: 0.32
// takes a fifth more of those, but real messages are longer and say several things, and there its
// mistakes grow fastest. "None of these" scores as a phrase of not quite one rare pair.
constexpr double kTemperature = 0.4;
constexpr double kNoneScore = 0.75;

constexpr double kProbabilityMin = 0.05;
constexpr double kDareMin = 0.15;
constexpr std::size_t kGuessesMax = 5;

/// Two neighbouring characters, one alone, or the hash of a Latin word.
using Gram = std::uint64_t;

constexpr Gram kWordBit = Gram{1} << 63U;

bool IsHan(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF); }
bool IsLatin(char32_t c) { return c >= 'a' && c <= 'z'; }

char32_t Folded(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

// Pairs of neighbouring Han characters and whole Latin words; a Han run of one gives that one when
// `singles`.
template <class Visit>
void EachGram(std::u32string_view text, bool singles, Visit visit) {
    for (std::size_t i = 0; i < text.size();) {
        if (IsHan(text[i])) {
            std::size_t end = i + 1;
            while (end < text.size() && IsHan(text[end])) ++end;
            for (std::size_t k = i; k + 1 < end; ++k) visit((Gram{text[k]} << 32U) | text[k + 1]);
            if (singles || end - i == 1) {
                for (std::size_t k = i; k < end; ++k) visit(Gram{text[k]});
            }
            i = end;
        } else if (IsLatin(text[i])) {
            Gram hash = 1469598103934665603ULL;
            for (; i < text.size() && IsLatin(text[i]); ++i)
                hash = (hash ^ text[i]) * 1099511628211ULL;
            visit(hash | kWordBit);
        } else {
            ++i;
        }
    }
}

std::u32string FoldedText(std::string_view text) {
    std::u32string points = CodePoints(text);
    for (char32_t& c : points) c = Folded(c);
    return points;
}

/// The title and the rest. A text of one line, or with a long first line, is all title.
struct Weighed {
    std::u32string_view title;
    std::u32string_view body;
};
Weighed SplitTitle(std::u32string_view text) {
    const auto end = text.find(U'\n');
    if (end == std::u32string_view::npos || end == 0 || end > kTitleCodePointsMax)
        return {text, {}};
    return {text.substr(0, end), text.substr(end + 1)};
}

// "垃圾桶满溢与收集点异味" are two things that somebody may complain of.
std::vector<std::u32string> PartsOfName(std::string_view name) {
    std::vector<std::u32string> parts(1);
    for (const char32_t c : FoldedText(name)) {
        if (c == U'与' || c == U'及' || c == U'或' || !IsHan(c)) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    std::erase_if(parts, [](const std::u32string& part) { return part.size() < 2; });
    return parts;
}

}  // namespace

struct CategoryMatcher::Index {
    struct Phrase {
        std::uint32_t category = 0;
        double weight = 1;
        double total = 0;  ///< of the weights of its grams
    };

    std::string version;
    std::vector<CategoryCode> categories;
    std::vector<Phrase> phrases;
    std::unordered_map<Gram, double> gram_weight;
    std::unordered_map<Gram, std::vector<std::uint32_t>> phrases_of;

    explicit Index(const City& city);
    [[nodiscard]] std::vector<double> Scores(std::u32string_view text) const;

private:
    void Add(std::uint32_t category, double weight, std::u32string_view phrase);
};

void CategoryMatcher::Index::Add(std::uint32_t category, double weight, std::u32string_view text) {
    const auto id = static_cast<std::uint32_t>(phrases.size());
    std::vector<Gram> grams;
    EachGram(text, false, [&](Gram gram) { grams.push_back(gram); });
    std::ranges::sort(grams);
    const auto repeated = std::ranges::unique(grams);
    grams.erase(repeated.begin(), repeated.end());
    if (grams.empty()) return;
    phrases.push_back({category, weight, 0});
    for (const Gram gram : grams) phrases_of[gram].push_back(id);
}

CategoryMatcher::Index::Index(const City& city) : version(city.version) {
    for (std::size_t i = 0; i < city.categories.size(); ++i) {
        const Category& category = city.categories[i];
        const auto number = static_cast<std::uint32_t>(i);
        categories.push_back(category.code);
        for (const std::string& keyword : category.keywords)
            Add(number, kKeywordWeight, FoldedText(keyword));
        for (const std::u32string& part : PartsOfName(category.name))
            Add(number, kNameWeight, part);
        for (const std::u32string& part : PartsOfName(category.level2))
            Add(number, kGroupWeight, part);
    }
    // 1 for a gram that one category uses, falling to 0 for one that all use.
    const double scale = std::log(1.0 + static_cast<double>(categories.size()));
    for (const auto& [gram, used_by] : phrases_of) {
        std::set<std::uint32_t> in;
        for (const std::uint32_t id : used_by) in.insert(phrases[id].category);
        const double rarity = std::log((1.0 + static_cast<double>(categories.size())) /
                                       static_cast<double>(in.size())) /
                              scale;
        const double weight = gram < 0x110000 ? rarity * 0.5 : rarity;  // one character says little
        gram_weight.emplace(gram, weight);
        for (const std::uint32_t id : used_by) phrases[id].total += weight;
    }
}

std::vector<double> CategoryMatcher::Index::Scores(std::u32string_view text) const {
    std::unordered_map<Gram, double> said;
    const Weighed parts = SplitTitle(text);
    EachGram(parts.title, true, [&](Gram gram) { said.emplace(gram, 1.0); });
    EachGram(parts.body, true, [&](Gram gram) { said.emplace(gram, kBodyWeight); });
    std::vector<double> matched(phrases.size());
    for (const auto& [gram, strength] : said) {
        const auto found = phrases_of.find(gram);
        if (found == phrases_of.end()) continue;
        const double weight = gram_weight.at(gram) * strength;
        for (const std::uint32_t id : found->second) matched[id] += weight;
    }
    std::vector<double> best(categories.size());
    std::vector<double> second(categories.size());
    for (std::size_t i = 0; i < phrases.size(); ++i) {
        if (matched[i] <= 0) continue;
        const Phrase& phrase = phrases[i];
        const double score =
            phrase.weight * phrase.total * std::pow(matched[i] / phrase.total, kCoveragePower);
        double& first = best[phrase.category];
        second[phrase.category] = std::max(second[phrase.category], std::min(first, score));
        first = std::max(first, score);
    }
    for (std::size_t i = 0; i < best.size(); ++i) best[i] += kSecondWeight * second[i];
    return best;
}

CategoryMatcher::CategoryMatcher() = default;
CategoryMatcher::~CategoryMatcher() = default;

std::shared_ptr<const CategoryMatcher::Index> CategoryMatcher::IndexOf(const City& city) {
    const auto kept = index_.With([](const auto& index) { return index; });
    if (kept != nullptr && !city.version.empty() && kept->version == city.version) return kept;
    auto built = std::make_shared<const Index>(city);
    index_.With([&](auto& index) { index = built; });
    return built;
}

std::vector<Guess> CategoryMatcher::Classify(const City& city, std::string_view text) {
    const auto index = IndexOf(city);
    const std::vector<double> scores =
        index->Scores(FoldedText(FirstCodePoints(text, kTextCodePointsMax)));
    double sum = std::exp(kNoneScore / kTemperature);
    for (const double score : scores) {
        if (score > 0) sum += std::exp(score / kTemperature);
    }
    std::vector<Guess> guesses;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const double probability = scores[i] > 0 ? std::exp(scores[i] / kTemperature) / sum : 0;
        if (probability >= kProbabilityMin) guesses.push_back({index->categories[i], probability});
    }
    std::ranges::sort(guesses, [](const Guess& a, const Guess& b) {
        return a.probability != b.probability ? a.probability > b.probability
                                              : a.category < b.category;
    });
    if (guesses.size() > kGuessesMax) guesses.resize(kGuessesMax);
    if (!guesses.empty() && guesses.front().probability < kDareMin) guesses.clear();
    return guesses;
}

}  // namespace liandong
