#include "domain/classify/word_list.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace liandong {
namespace {

constexpr std::uint64_t kSeed = 0x77;

}  // namespace

WordList::WordList(std::vector<std::pair<std::u32string, std::uint32_t>> counted)
    : counted_(std::move(counted)), index_(counted_.size() * 2) {
    std::erase_if(counted_, [](const auto& word) {
        return word.first.empty() || word.first.size() > kWordCodePointsMax || word.second == 0;
    });
    double total = 0;
    for (const auto& [word, count] : counted_) total += count;
    for (const auto& [word, count] : counted_) {
        std::uint64_t hash = kSeed;
        for (const char32_t point : word) {
            hash = ExtendHash(hash, point);
            if (index_.FindOrAdd(hash) == entries_.size()) entries_.emplace_back();
        }
        entries_[index_.Find(hash)] = {std::log(count / total), true};
    }
    // Three times rarer than the rarest word, in logarithms: a known word of one character wins
    // over an unknown one, and an unknown one over cutting a known word apart.
    unknown_log_frequency_ = total > 0 ? std::log(0.5 / total) - 3 : 0;
}

void WordList::Cut(std::u32string_view run, std::vector<std::u32string_view>& words) const {
    struct Best {
        double score = -std::numeric_limits<double>::infinity();
        std::uint32_t length = 1;
        bool is_word = false;
    };
    std::vector<Best> best(run.size() + 1);
    best[0].score = 0;
    for (std::size_t begin = 0; begin < run.size(); ++begin) {
        const double before = best[begin].score;
        if (before + unknown_log_frequency_ > best[begin + 1].score)
            best[begin + 1] = {before + unknown_log_frequency_, 1, false};
        std::uint64_t hash = kSeed;
        const std::size_t length_max = std::min(kWordCodePointsMax, run.size() - begin);
        for (std::size_t length = 1; length <= length_max; ++length) {
            hash = ExtendHash(hash, run[begin + length - 1]);
            const std::uint32_t found = index_.Find(hash);
            if (found == HashIndex::kNone) break;
            const Entry& entry = entries_[found];
            Best& end = best[begin + length];
            if (entry.is_word && before + entry.log_frequency > end.score)
                end = {before + entry.log_frequency, static_cast<std::uint32_t>(length), true};
        }
    }
    const std::size_t first = words.size();
    for (std::size_t end = run.size(); end > 0; end -= best[end].length) {
        words.push_back(best[end].is_word ? run.substr(end - best[end].length, best[end].length)
                                          : std::u32string_view{});
    }
    std::reverse(words.begin() + static_cast<std::ptrdiff_t>(first), words.end());
}

}  // namespace liandong
