#include "domain/classify/near_duplicates.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "domain/classify/hash_index.hpp"

namespace liandong {
namespace {

constexpr std::uint32_t kRareMax = 60;   // a pair that stands in more messages says nothing
constexpr std::uint32_t kSharedMin = 2;  // rare pairs
constexpr std::size_t kShortMax = 15;    // messages so short need one
constexpr double kLengthShareMin = 0.125;

bool IsHan(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF); }

/// Groups that grow together.
class Forest {
public:
    explicit Forest(std::size_t size) : parent_(size) {
        std::iota(parent_.begin(), parent_.end(), 0U);
    }

    std::uint32_t Root(std::uint32_t node) {
        while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
        return node;
    }
    void Join(std::uint32_t a, std::uint32_t b) {
        a = Root(a);
        b = Root(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::uint32_t> parent_;
};

// The distinct pairs of neighbouring Han characters, as numbers, ascending.
std::vector<std::vector<std::uint32_t>> PairsOf(std::span<const std::u32string> texts,
                                                HashIndex& index) {
    std::vector<std::vector<std::uint32_t>> pairs(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::u32string& text = texts[i];
        for (std::size_t k = 0; k + 1 < text.size(); ++k) {
            if (IsHan(text[k]) && IsHan(text[k + 1]))
                pairs[i].push_back(
                    index.FindOrAdd(MixBits((std::uint64_t{text[k]} << 32U) | text[k + 1])));
        }
        std::ranges::sort(pairs[i]);
        const auto repeated = std::ranges::unique(pairs[i]);
        pairs[i].erase(repeated.begin(), repeated.end());
    }
    return pairs;
}

bool Alike(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b,
           double share_min) {
    const auto shorter = static_cast<double>(std::min(a.size(), b.size()));
    const auto longer = static_cast<double>(std::max(a.size(), b.size()));
    if (shorter < 3 || shorter < kLengthShareMin * longer) return false;
    std::vector<std::uint32_t> both;
    std::ranges::set_intersection(a, b, std::back_inserter(both));
    return static_cast<double>(both.size()) >= share_min * shorter;
}

}  // namespace

std::vector<std::uint32_t> GroupAlike(std::span<const std::u32string> texts, Likeness likeness) {
    const double share_min = likeness == Likeness::kSame ? 0.9 : 0.6;
    HashIndex index(1U << 16U);
    const auto pairs = PairsOf(texts, index);
    std::vector<std::uint32_t> stands_in(index.size());
    for (const auto& of_one : pairs) {
        for (const std::uint32_t pair : of_one) ++stands_in[pair];
    }
    Forest forest(texts.size());
    std::vector<std::vector<std::uint32_t>> seen_with(index.size());
    std::vector<std::uint32_t> shared(texts.size());
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
        std::vector<std::uint32_t> candidates;
        for (const std::uint32_t pair : pairs[i]) {
            if (stands_in[pair] > kRareMax) continue;
            for (const std::uint32_t other : seen_with[pair]) {
                if (shared[other]++ == 0) candidates.push_back(other);
            }
            seen_with[pair].push_back(i);
        }
        for (const std::uint32_t other : candidates) {
            const bool is_short = std::min(pairs[i].size(), pairs[other].size()) < kShortMax;
            if ((is_short || shared[other] >= kSharedMin) && forest.Root(i) != forest.Root(other) &&
                Alike(pairs[i], pairs[other], share_min)) {
                forest.Join(i, other);
            }
            shared[other] = 0;
        }
    }
    std::vector<std::uint32_t> groups(texts.size());
    for (std::uint32_t i = 0; i < texts.size(); ++i) groups[i] = forest.Root(i);
    return groups;
}

}  // namespace liandong
