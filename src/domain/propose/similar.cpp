#include "domain/propose/similar.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "base/text.hpp"
#include "domain/geo/geo.hpp"
#include "domain/propose/spoken_names.hpp"

namespace liandong {
namespace {

constexpr std::size_t kTextCodePointsMax = 1'000;
constexpr std::size_t kWordsMax = 4;
constexpr std::size_t kWordCodePointsMax = 16;
constexpr double kNearMetres = 300;
constexpr double kFarMetres = 2'000;

// Fitted to the development part of tests/data/similar_pairs.csv by logistic regression.
constexpr double kConstant = -1.28;
constexpr double kTextWeight = 2.73;
constexpr double kTitleWeight = 1.06;
constexpr double kPersonWeight = 0.16;
constexpr double kMonthsWeight = -0.22;
constexpr double kMonthsMax = 3;
constexpr double kSharedNameWeight = 0.50;
constexpr std::size_t kSharedNamesMax = 2;
constexpr double kNameOfTitleWeight = 1.93;
constexpr double kOtherNamesWeight = -1.08;
// What those pairs cannot show, set by hand: categories, places and points of our own cases. A rule
// of thumb: a category that fits says half of what a shared name does.
constexpr double kCategoryWeight = 0.5;
constexpr double kOtherCategoryWeight = -0.8;
constexpr double kPlaceWeight = 0.3;
constexpr double kOtherPlaceWeight = -0.8;
constexpr double kNamedPlaceWeight = 0.5;
constexpr double kNearWeight = 1.2;
constexpr double kFarWeight = -2.5;

using Gram = std::uint64_t;
using Grams = std::unordered_set<Gram>;

bool IsHan(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF); }
bool IsWord(char32_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

std::u32string Folded(std::string_view text) {
    std::u32string points = CodePoints(FirstCodePoints(text, kTextCodePointsMax));
    for (char32_t& c : points) {
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
        if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    }
    return points;
}

// Pairs of neighbouring Han characters, and whole words and numbers.
Grams GramsOf(std::u32string_view text) {
    Grams grams;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (IsHan(text[i])) {
            if (i + 1 < text.size() && IsHan(text[i + 1]))
                grams.insert((Gram{text[i]} << 32U) | text[i + 1]);
        } else if (IsWord(text[i])) {
            Gram hash = 1469598103934665603ULL;
            for (; i < text.size() && IsWord(text[i]); ++i)
                hash = (hash ^ text[i]) * 1099511628211ULL;
            --i;
            grams.insert(hash | (Gram{1} << 63U));
        }
    }
    return grams;
}

using Names = std::set<std::u32string>;

struct ReadMatter {
    std::u32string text;
    Grams title;
    Grams all;
    Names names_of_title;
    Names names;
};
ReadMatter Read(const ComparedMatter& matter) {
    ReadMatter read;
    const std::u32string title = Folded(matter.title);
    read.text = title + U'\n' + Folded(matter.text);
    read.title = GramsOf(title);
    read.all = GramsOf(read.text);
    read.names_of_title = SpokenNames(matter.title);
    read.names = SpokenNames(matter.title + "，" + matter.text);
    return read;
}

/// How much a gram says: the fewer of the texts at hand hold it, the more.
class Rarity {
public:
    explicit Rarity(const ReadMatter& matter, std::span<const ReadMatter> candidates)
        : texts_(static_cast<double>(candidates.size() + 1)) {
        for (const Gram gram : matter.all) ++count_[gram];
        for (const ReadMatter& candidate : candidates) {
            for (const Gram gram : candidate.all) ++count_[gram];
        }
    }
    [[nodiscard]] double Of(Gram gram) const {
        const auto found = count_.find(gram);
        const double count = found == count_.end() ? 1 : static_cast<double>(found->second);
        // Two texts that share a gram are always at least two, so few candidates must not make
        // everything common.
        return std::log((texts_ + kTextsImagined) / (count + kCountImagined));
    }

private:
    static constexpr double kTextsImagined = 100;
    static constexpr double kCountImagined = 1;
    double texts_;
    std::unordered_map<Gram, int> count_;
};

double Cosine(const Grams& a, const Grams& b, const Rarity& rarity) {
    const auto weight = [&](Gram gram) { return rarity.Of(gram) * rarity.Of(gram); };
    double both = 0;
    double sum_a = 0;
    double sum_b = 0;
    for (const Gram gram : a) {
        sum_a += weight(gram);
        if (b.contains(gram)) both += weight(gram);
    }
    for (const Gram gram : b) sum_b += weight(gram);
    return sum_a > 0 && sum_b > 0 ? both / std::sqrt(sum_a * sum_b) : 0;
}

std::string Utf8Of(std::u32string_view points) {
    std::string text;
    for (const char32_t c : points) AppendUtf8(text, c);
    return text;
}

// The longest runs of three characters or more that both texts hold.
std::vector<std::string> SharedWords(const ReadMatter& a, const ReadMatter& b,
                                     const Rarity& rarity) {
    struct Run {
        double weight = 0;
        std::u32string_view text;
    };
    std::vector<Run> runs;
    const std::u32string_view text = a.text;
    for (std::size_t begin = 0; begin + 1 < text.size();) {
        std::size_t end = begin;
        double weight = 0;
        while (end + 1 < text.size() && end - begin + 1 < kWordCodePointsMax && IsHan(text[end]) &&
               IsHan(text[end + 1])) {
            const Gram gram = (Gram{text[end]} << 32U) | text[end + 1];
            if (!b.all.contains(gram)) break;
            weight += rarity.Of(gram);
            ++end;
        }
        const std::u32string_view run = text.substr(begin, end - begin + 1);
        if (run.size() >= 3 && b.text.find(run) != std::u32string::npos)
            runs.push_back({weight, run});
        begin = end > begin ? end : begin + 1;
    }
    std::ranges::sort(runs, [](const Run& x, const Run& y) {
        return x.weight != y.weight ? x.weight > y.weight : x.text.data() < y.text.data();
    });
    std::vector<std::string> words;
    for (const Run& run : runs) {
        std::string word = Utf8Of(run.text);
        if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
        if (words.size() == kWordsMax) break;
    }
    return words;
}

/// Adds up what speaks for and against, and remembers what spoke.
struct Weighing {
    double sum = kConstant;
    Similarity result;
    void Add(double weight, SimilarReason reason) {
        sum += weight;
        result.reasons.push_back(reason);
    }
};

std::size_t CountShared(const Names& a, const Names& b) {
    return static_cast<std::size_t>(
        std::ranges::count_if(a, [&](const std::u32string& name) { return b.contains(name); }));
}

void WeighNames(const ReadMatter& a, const ReadMatter& b, Weighing& weighing) {
    const std::size_t shared = CountShared(a.names, b.names);
    weighing.sum += kSharedNameWeight * static_cast<double>(std::min(shared, kSharedNamesMax));
    const bool names_title =
        CountShared(a.names_of_title, b.names) > 0 || CountShared(b.names_of_title, a.names) > 0;
    if (names_title) weighing.sum += kNameOfTitleWeight;
    weighing.result.names_shared = static_cast<std::int32_t>(shared);
    if (shared == 0 && !a.names_of_title.empty() && !b.names_of_title.empty())
        weighing.sum += kOtherNamesWeight;
}

void WeighCategory(const ComparedMatter& a, const ComparedMatter& b, Weighing& weighing) {
    constexpr std::size_t kGroupDigits = 4;
    if (a.category.value.empty() || b.category.value.empty()) return;
    const bool same_group =
        a.category.value.substr(0, kGroupDigits) == b.category.value.substr(0, kGroupDigits);
    if (a.category == b.category) {
        weighing.Add(kCategoryWeight, SimilarReason::kSameCategory);
    } else if (!same_group && std::ranges::find(a.may_be, b.category) == a.may_be.end()) {
        weighing.sum += kOtherCategoryWeight;
    }
}

void WeighPlace(const ComparedMatter& a, const ComparedMatter& b, Weighing& weighing) {
    const bool names_one = std::ranges::any_of(
        a.names, [&](const std::string& name) { return b.names.contains(name); });
    if (names_one) weighing.Add(kNamedPlaceWeight, SimilarReason::kNamedPlace);
    if (a.point && b.point) {
        const double metres = DistanceMetres(*a.point, *b.point);
        if (metres <= kNearMetres) weighing.Add(kNearWeight, SimilarReason::kNear);
        if (metres >= kFarMetres) weighing.sum += kFarWeight;
    }
    if (a.street.value.empty() || b.street.value.empty()) return;
    if (a.street == b.street) {
        weighing.Add(kPlaceWeight, SimilarReason::kSamePlace);
    } else {
        weighing.sum += kOtherPlaceWeight;
    }
}

}  // namespace

std::vector<Similarity> CompareAll(const ComparedMatter& matter,
                                   std::span<const ComparedMatter> candidates) {
    constexpr double kSharedWordsMin = 0.15;
    constexpr double kMillisAMonth = 30.0 * 24 * 3'600 * 1'000;
    const ReadMatter read = Read(matter);
    std::vector<ReadMatter> others;
    others.reserve(candidates.size());
    for (const ComparedMatter& candidate : candidates) others.push_back(Read(candidate));
    const Rarity rarity(read, others);
    std::vector<Similarity> similarities;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const ComparedMatter& other = candidates[i];
        Weighing weighing;
        const double text = Cosine(read.all, others[i].all, rarity);
        weighing.sum += kTextWeight * text;
        weighing.sum += kTitleWeight * Cosine(read.title, others[i].title, rarity);
        if (text >= kSharedWordsMin) {
            weighing.result.words = SharedWords(read, others[i], rarity);
            weighing.Add(0, SimilarReason::kSameWords);
        }
        WeighNames(read, others[i], weighing);
        WeighCategory(matter, other, weighing);
        WeighPlace(matter, other, weighing);
        if (other.is_same_person) weighing.Add(kPersonWeight, SimilarReason::kSamePerson);
        const auto apart = (matter.opened_at - other.opened_at).count();
        weighing.sum += kMonthsWeight *
                        std::min(std::abs(static_cast<double>(apart)) / kMillisAMonth, kMonthsMax);
        if (weighing.result.names_shared > 0 &&
            std::ranges::find(weighing.result.reasons, SimilarReason::kNamedPlace) ==
                weighing.result.reasons.end())
            weighing.result.reasons.push_back(SimilarReason::kNamedPlace);
        weighing.result.score = 1 / (1 + std::exp(-weighing.sum));
        similarities.push_back(std::move(weighing.result));
    }
    return similarities;
}

}  // namespace liandong
