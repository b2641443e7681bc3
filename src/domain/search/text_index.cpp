#include "domain/search/text_index.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "domain/search/tokens.hpp"

namespace liandong {
namespace {

constexpr float kLeastShare = 1.0F / 3;
// Of a word that no text has: mostly it is how people talk.
constexpr float kUnknownShare = 0.5F;
constexpr std::size_t kQuestionTokensMax = 64;

}  // namespace

void TextIndex::Put(std::int64_t key, const std::vector<Part>& parts) {
    Remove(key);
    std::map<std::string, float> weights;
    for (const Part& part : parts) {
        std::set<std::string> seen;
        for (std::string& token : IndexTokens(part.text)) {
            const auto [at, is_new] = seen.insert(std::move(token));
            if (is_new) weights[*at] += part.weight;
        }
    }
    std::uint32_t slot = 0;
    if (free_.empty()) {
        slot = static_cast<std::uint32_t>(slots_.size());
        slots_.emplace_back();
    } else {
        slot = free_.back();
        free_.pop_back();
    }
    slots_[slot].key = key;
    slot_of_[key] = slot;
    for (const auto& [token, weight] : weights) {
        entries_[token].push_back({slot, weight});
        slots_[slot].tokens.push_back(token);
    }
}

void TextIndex::Remove(std::int64_t key) {
    const auto found = slot_of_.find(key);
    if (found == slot_of_.end()) return;
    const std::uint32_t slot = found->second;
    for (const std::string& token : slots_[slot].tokens) {
        const auto list = entries_.find(token);
        std::erase_if(list->second, [&](const Entry& entry) { return entry.slot == slot; });
        if (list->second.empty()) entries_.erase(list);
    }
    slots_[slot] = {};
    free_.push_back(slot);
    slot_of_.erase(found);
}

std::vector<TextIndex::Wanted> TextIndex::WantedBy(std::string_view question, float& whole) const {
    std::set<std::string> tokens;
    for (const auto& phrase : QueryPhrases(question)) {
        for (const std::string& token : phrase) {
            if (tokens.size() < kQuestionTokensMax) tokens.insert(token);
        }
    }
    const auto all = static_cast<float>(slot_of_.size());
    std::vector<Wanted> wanted;
    for (const std::string& token : tokens) {
        const auto found = entries_.find(token);
        const float with = found == entries_.end() ? 0 : static_cast<float>(found->second.size());
        const float rarity = std::log(1 + (all + 1) / (with + 1));
        whole += with > 0 ? rarity : rarity * kUnknownShare;
        if (with > 0) wanted.push_back({&found->second, rarity});
    }
    return wanted;
}

std::vector<TextIndex::Hit> TextIndex::Find(std::string_view question, std::size_t limit,
                                            const std::function<bool(std::int64_t)>& accept) const {
    float whole = 0;
    const std::vector<Wanted> wanted = WantedBy(question, whole);
    std::vector<float> scores(slots_.size(), 0);
    std::vector<float> shares(slots_.size(), 0);
    for (const Wanted& token : wanted) {
        for (const Entry& entry : *token.entries) {
            scores[entry.slot] += token.rarity * entry.weight;
            shares[entry.slot] += token.rarity;
        }
    }
    std::vector<Hit> hits;
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
        if (shares[slot] < kLeastShare * whole || shares[slot] == 0) continue;
        if (accept(slots_[slot].key)) hits.push_back({slots_[slot].key, scores[slot]});
    }
    const std::size_t kept = std::min(limit, hits.size());
    std::ranges::partial_sort(hits, hits.begin() + static_cast<std::ptrdiff_t>(kept),
                              [](const Hit& a, const Hit& b) {
                                  return a.score != b.score ? a.score > b.score : a.key < b.key;
                              });
    hits.resize(kept);
    return hits;
}

}  // namespace liandong
