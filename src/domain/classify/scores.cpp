#include "domain/classify/scores.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "domain/classify/hash_index.hpp"

namespace liandong {
namespace {

constexpr std::size_t kBins = 10;

/// The five figures, in the order of ClassifierScores.
using Plain = std::array<double, 5>;

double Share(double part, double whole) { return whole > 0 ? part / whole : 0; }

double MacroF1(std::span<const Judged> judged, std::size_t labels) {
    std::vector<double> hit(labels);
    std::vector<double> miss(labels);  // wrongly named, or wrongly passed over
    for (const Judged& one : judged) {
        if (one.first == one.right) {
            ++hit[one.right];
        } else {
            ++miss[one.first];
            ++miss[one.right];
        }
    }
    double sum = 0;
    double occurring = 0;
    for (std::size_t label = 0; label < labels; ++label) {
        if (hit[label] + miss[label] == 0) continue;
        sum += 2 * hit[label] / (2 * hit[label] + miss[label]);
        ++occurring;
    }
    return Share(sum, occurring);
}

double CalibrationError(std::span<const Judged> judged) {
    std::array<double, kBins> right{};
    std::array<double, kBins> said{};
    for (const Judged& one : judged) {
        const auto bin = std::min(static_cast<std::size_t>(one.probability * kBins), kBins - 1);
        right[bin] += one.first == one.right ? 1 : 0;
        said[bin] += one.probability;
    }
    double sum = 0;
    for (std::size_t bin = 0; bin < kBins; ++bin) sum += std::abs(right[bin] - said[bin]);
    return Share(sum, static_cast<double>(judged.size()));
}

/// `judged` surest first.
Plain PlainScores(std::span<const Judged> judged, std::size_t labels) {
    double first = 0;
    double second = 0;
    double of_surest = 0;
    const auto surest = static_cast<std::size_t>(static_cast<double>(judged.size()) * kSurestShare);
    for (std::size_t i = 0; i < judged.size(); ++i) {
        const bool is_right = judged[i].first == judged[i].right;
        first += is_right ? 1 : 0;
        second += is_right || judged[i].second == judged[i].right ? 1 : 0;
        of_surest += is_right && i < surest ? 1 : 0;
    }
    const auto count = static_cast<double>(judged.size());
    return {Share(first, count), MacroF1(judged, labels), Share(second, count),
            CalibrationError(judged), Share(of_surest, static_cast<double>(surest))};
}

Figure Interval(double value, std::vector<double> redrawn) {
    if (redrawn.empty()) return {value, value, value};
    std::ranges::sort(redrawn);
    const auto at = [&](double share) {
        return redrawn[static_cast<std::size_t>(share * static_cast<double>(redrawn.size() - 1))];
    };
    return {value, at(0.025), at(0.975)};
}

}  // namespace

ClassifierScores ScoreOf(std::span<const Judged> judged, std::size_t labels, std::uint64_t seed,
                         int redraws) {
    std::vector<Judged> sorted(judged.begin(), judged.end());
    std::ranges::sort(sorted, std::ranges::greater{}, &Judged::probability);
    const Plain plain = PlainScores(sorted, labels);
    std::array<std::vector<double>, 5> redrawn;
    std::uint64_t state = seed;
    for (int draw = 0; draw < redraws && !sorted.empty(); ++draw) {
        std::vector<std::uint32_t> times(sorted.size());
        for (std::size_t i = 0; i < sorted.size(); ++i)
            ++times[MixBits(++state * 0x9E3779B97F4A7C15ULL) % sorted.size()];
        std::vector<Judged> drawn;
        drawn.reserve(sorted.size());
        for (std::size_t i = 0; i < sorted.size(); ++i)
            drawn.insert(drawn.end(), times[i], sorted[i]);
        const Plain again = PlainScores(drawn, labels);
        for (std::size_t k = 0; k < again.size(); ++k) redrawn[k].push_back(again[k]);
    }
    ClassifierScores scores;
    scores.messages = static_cast<std::uint32_t>(judged.size());
    scores.accuracy = Interval(plain[0], redrawn[0]);
    scores.macro_f1 = Interval(plain[1], redrawn[1]);
    scores.top_two = Interval(plain[2], redrawn[2]);
    scores.calibration_error = Interval(plain[3], redrawn[3]);
    scores.accuracy_of_surest = Interval(plain[4], redrawn[4]);
    scores.confusion.assign(labels, std::vector<std::uint32_t>(labels));
    for (const Judged& one : judged) ++scores.confusion[one.right][one.first];
    return scores;
}

}  // namespace liandong
