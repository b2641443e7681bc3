#include "app/category_matcher.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kTextCodePointsMax = 3'000;
constexpr std::size_t kTitleCodePointsMax = 80;

// What a phrase is worth by where it comes from.
constexpr double kKeywordWeight = 1.0;
constexpr double kNameWeight = 0.9;
constexpr double kGroupWeight = 0.2;
// Words of the body beside a first line that reads like a title; people come to their matter soon.
constexpr std::size_t kLeadCodePoints = 100;
constexpr double kLeadWeight = 0.6;
constexpr double kBodyWeight = 0.4;
// What is said again weighs more, by the logarithm of how often, and not without end.
constexpr double kAgainWeight = 0.2;
constexpr double kSaidMax = 1.2;
// Two characters with one between them are a pair too, a weaker one: "停了水" says "停水".
constexpr double kApartWeight = 0.3;
// Half a phrase is worth less than half: 0.5^1.6 = 0.33; and long ones say more than short ones.
constexpr double kCoveragePower = 1.6;
constexpr double kLengthPower = 0.75;
// The best phrases of a category support each other, as far as they say something new.
constexpr std::array kSupport{1.0, 0.8, 0.5, 0.4, 0.3, 0.2};
// Besides, each pair speaks for the categories in whose phrases it stands: a matter in other words.
constexpr double kPairWeight = 0.25;
// What stands in messages of every kind says little.
constexpr double kCommonWeight = 0.15;
constexpr std::array<std::u32string_view, 46> kCommon{
    U"什么", U"么时", U"时候", U"怎么", U"怎样", U"希望", U"建议", U"投诉", U"咨询", U"请求",
    U"反映", U"问题", U"领导", U"请问", U"强烈", U"哪里", U"没有", U"可以", U"能不", U"不能",
    U"一直", U"长期", U"何时", U"严重", U"出现", U"一个", U"要求", U"有关", U"部门", U"相关",
    U"解决", U"情况", U"影响", U"居民", U"需要", U"是否", U"如何", U"为何", U"关于", U"处理",
    U"没人", U"存在", U"附近", U"旁边", U"市民", U"政府"};

// Chosen on the development part with half of the words left out (docs/INTELLIGENCE.md), and held
// to what category_matcher_test asks. "None of these" scores as a phrase of less than one rare
// pair.
constexpr double kTemperature = 0.5;
constexpr double kNoneScore = 1.0;

constexpr double kProbabilityMin = 0.05;
constexpr double kDareMin = 0.15;
constexpr std::size_t kGuessesMax = 5;
constexpr std::size_t kReasonsMax = 5;
constexpr double kReasonCoverage = 0.5;

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

// Pairs of Han characters with one more between them.
template <class Visit>
void EachPairApart(std::u32string_view text, Visit visit) {
    for (std::size_t k = 0; k + 2 < text.size(); ++k) {
        if (IsHan(text[k]) && IsHan(text[k + 1]) && IsHan(text[k + 2]))
            visit((Gram{text[k]} << 32U) | text[k + 2]);
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
        std::vector<Gram> grams;
        std::u32string text;
    };
    /// What a gram says for a category by itself.
    struct Hint {
        std::uint32_t category = 0;
        double weight = 0;
    };
    /// A phrase of which the text holds something.
    struct Match {
        double score = 0;
        double coverage = 0;
        std::uint32_t phrase = 0;
    };

    std::string version;
    std::vector<CategoryCode> categories;
    std::vector<Phrase> phrases;
    std::unordered_map<Gram, double> gram_weight;
    std::unordered_map<Gram, std::vector<std::uint32_t>> phrases_of;
    std::unordered_map<Gram, std::vector<Hint>> hints_of;

    explicit Index(const City& city);
    [[nodiscard]] std::vector<double> Scores(std::u32string_view text) const;
    /// Category by category, best first.
    [[nodiscard]] std::vector<std::vector<Match>> Matches(std::u32string_view text) const;

private:
    /// How strongly the text says a gram, 0 .. kSaidMax.
    using Said = std::unordered_map<Gram, double>;
    [[nodiscard]] static Said SaidIn(std::u32string_view text);
    [[nodiscard]] std::vector<std::vector<Match>> Matches(const Said& said) const;
    void Add(std::uint32_t category, double weight, std::u32string_view phrase);
    void Weigh();
    [[nodiscard]] double Supported(const std::vector<Match>& matches) const;
};

void CategoryMatcher::Index::Add(std::uint32_t category, double weight,
                                 std::u32string_view phrase) {
    std::vector<Gram> grams;
    EachGram(phrase, false, [&](Gram gram) { grams.push_back(gram); });
    std::ranges::sort(grams);
    const auto repeated = std::ranges::unique(grams);
    grams.erase(repeated.begin(), repeated.end());
    if (grams.empty()) return;
    const auto same = std::ranges::find_if(phrases, [&](const Phrase& phrase) {
        return phrase.category == category && phrase.grams == grams;
    });
    if (same != phrases.end()) {
        same->weight = std::max(same->weight, weight);
        return;
    }
    const auto id = static_cast<std::uint32_t>(phrases.size());
    for (const Gram gram : grams) phrases_of[gram].push_back(id);
    phrases.push_back({category, weight, 0, std::move(grams), std::u32string(phrase)});
}

void CategoryMatcher::Index::Weigh() {
    std::set<Gram> common;
    for (const std::u32string_view word : kCommon)
        EachGram(word, false, [&](Gram gram) { common.insert(gram); });
    // 1 for a gram that one category uses, falling to 0 for one that all use.
    const double scale = std::log(1.0 + static_cast<double>(categories.size()));
    for (const auto& [gram, used_by] : phrases_of) {
        std::map<std::uint32_t, double> in;
        double phrases_with = 0;
        for (const std::uint32_t id : used_by) {
            const bool is_own = phrases[id].weight > kGroupWeight;
            in[phrases[id].category] += is_own ? 1 : 0;
            phrases_with += is_own ? 1 : 0;
        }
        double weight = std::log((1.0 + static_cast<double>(categories.size())) /
                                 static_cast<double>(in.size())) /
                        scale;
        if (gram < 0x110000) weight *= 0.5;  // one character says little
        if (common.contains(gram)) weight *= kCommonWeight;
        gram_weight.emplace(gram, weight);
        for (const std::uint32_t id : used_by) phrases[id].total += weight;
        for (const auto& [category, count] : in) {
            if (count > 0)
                hints_of[gram].push_back(
                    {category, kPairWeight * weight * std::sqrt(count / phrases_with)});
        }
    }
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
    Weigh();
}

CategoryMatcher::Index::Said CategoryMatcher::Index::SaidIn(std::u32string_view text) {
    Said said;
    const Weighed parts = SplitTitle(text);
    const std::u32string_view lead = parts.body.substr(0, kLeadCodePoints);
    const auto say = [&](std::u32string_view part, double weight) {
        const auto at_least = [&](double strength) {
            return [&said, strength](Gram gram) {
                double& so_far = said[gram];
                so_far = std::max(so_far, strength);
            };
        };
        EachGram(part, true, at_least(weight));
        EachPairApart(part, at_least(weight * kApartWeight));
    };
    say(parts.title, 1);
    say(lead, kLeadWeight);
    say(parts.body, kBodyWeight);
    std::unordered_map<Gram, double> times;
    EachGram(text, true, [&](Gram gram) { times[gram] += 1; });
    for (auto& [gram, strength] : said) {
        const double again = 1 + kAgainWeight * std::log(std::max(1.0, times[gram]));
        strength = std::min(kSaidMax, strength * again);
    }
    return said;
}

std::vector<std::vector<CategoryMatcher::Index::Match>> CategoryMatcher::Index::Matches(
    std::u32string_view text) const {
    return Matches(SaidIn(text));
}

std::vector<std::vector<CategoryMatcher::Index::Match>> CategoryMatcher::Index::Matches(
    const Said& said) const {
    std::vector<double> matched(phrases.size());
    for (const auto& [gram, strength] : said) {
        const auto found = phrases_of.find(gram);
        if (found == phrases_of.end()) continue;
        const double weight = gram_weight.at(gram) * strength;
        for (const std::uint32_t id : found->second) matched[id] += weight;
    }
    std::vector<std::vector<Match>> matches(categories.size());
    for (std::uint32_t id = 0; id < phrases.size(); ++id) {
        if (matched[id] <= 0) continue;
        const Phrase& phrase = phrases[id];
        const double coverage = std::min(1.0, matched[id] / phrase.total);
        const double score = phrase.weight * std::pow(phrase.total, kLengthPower) *
                             std::pow(coverage, kCoveragePower);
        matches[phrase.category].push_back({score, coverage, id});
    }
    for (auto& of_one : matches) {
        std::ranges::sort(of_one, [](const Match& a, const Match& b) {
            return a.score != b.score ? a.score > b.score : a.phrase < b.phrase;
        });
    }
    return matches;
}

double CategoryMatcher::Index::Supported(const std::vector<Match>& matches) const {
    double score = 0;
    std::set<Gram> seen;
    std::size_t taken = 0;
    for (const Match& match : matches) {
        if (taken == kSupport.size()) break;
        const std::vector<Gram>& grams = phrases[match.phrase].grams;
        const auto fresh =
            std::ranges::count_if(grams, [&](Gram gram) { return !seen.contains(gram); });
        if (fresh == 0) continue;
        score += match.score * kSupport[taken++] * static_cast<double>(fresh) /
                 static_cast<double>(grams.size());
        seen.insert(grams.begin(), grams.end());
    }
    return score;
}

std::vector<double> CategoryMatcher::Index::Scores(std::u32string_view text) const {
    const Said said = SaidIn(text);
    std::vector<double> scores;
    for (const auto& of_one : Matches(said)) scores.push_back(Supported(of_one));
    for (const auto& [gram, strength] : said) {
        const auto found = hints_of.find(gram);
        if (found == hints_of.end()) continue;
        for (const Hint& hint : found->second) scores[hint.category] += strength * hint.weight;
    }
    return scores;
}

CategoryMatcher::CategoryMatcher() = default;
CategoryMatcher::~CategoryMatcher() = default;

std::shared_ptr<const CategoryMatcher::Index> CategoryMatcher::IndexOf(const City& city) {
    auto kept = index_.With([](const auto& index) { return index; });
    if (kept != nullptr && !city.version.empty() && kept->version == city.version) return kept;
    auto built = std::make_shared<const Index>(city);
    index_.With([&](auto& index) { index = built; });
    return built;
}

std::vector<Guess> CategoryMatcher::Ranked(const City& city, std::string_view text,
                                           std::size_t count_max) {
    const auto index = IndexOf(city);
    const std::vector<double> scores =
        index->Scores(FoldedText(FirstCodePoints(text, kTextCodePointsMax)));
    double sum = std::exp(kNoneScore / kTemperature);
    for (const double score : scores) {
        if (score > 0) sum += std::exp(score / kTemperature);
    }
    std::vector<Guess> guesses;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (scores[i] > 0)
            guesses.push_back({index->categories[i], std::exp(scores[i] / kTemperature) / sum});
    }
    std::ranges::sort(guesses, [](const Guess& a, const Guess& b) {
        return a.probability != b.probability ? a.probability > b.probability
                                              : a.category < b.category;
    });
    if (guesses.size() > count_max) guesses.resize(count_max);
    return guesses;
}

std::vector<Guess> CategoryMatcher::Classify(const City& city, std::string_view text) {
    std::vector<Guess> guesses = Ranked(city, text, kGuessesMax);
    std::erase_if(guesses, [](const Guess& guess) { return guess.probability < kProbabilityMin; });
    if (!guesses.empty() && guesses.front().probability < kDareMin) guesses.clear();
    return guesses;
}

std::vector<std::string> CategoryMatcher::Reasons(const City& city, std::string_view text,
                                                  const CategoryCode& category) {
    const auto index = IndexOf(city);
    std::vector<std::string> reasons;
    const auto found = std::ranges::find(index->categories, category);
    if (found == index->categories.end()) return reasons;
    const auto matches = index->Matches(FoldedText(FirstCodePoints(text, kTextCodePointsMax)));
    for (const auto& match : matches[static_cast<std::size_t>(found - index->categories.begin())]) {
        if (reasons.size() == kReasonsMax) break;
        if (match.coverage < kReasonCoverage) continue;
        std::string& reason = reasons.emplace_back();
        for (const char32_t point : index->phrases[match.phrase].text) AppendUtf8(reason, point);
    }
    return reasons;
}

double CategoryMatcher::ShareOfUrgent(const City& city, std::string_view text) {
    double share = 0;
    for (const Guess& guess : Ranked(city, text, city.categories.size())) {
        const Category* category = city.FindCategory(guess.category);
        if (category != nullptr && category->urgent) share += guess.probability;
    }
    return share;
}

}  // namespace liandong
