#include "domain/search/synonyms.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/search/tokens.hpp"

namespace liandong {
namespace {

std::string Utf8(const std::u32string& text) {
    std::string out;
    for (const char32_t c : text) AppendUtf8(out, c);
    return out;
}

}  // namespace

Synonyms::Synonyms(const std::vector<std::vector<std::string>>& groups) {
    for (const auto& words : groups) {
        std::vector<std::u32string> group;
        for (const std::string& word : words) {
            std::u32string folded = FoldText(word);
            if (group_of_.emplace(folded, groups_.size()).second)
                group.push_back(std::move(folded));
        }
        groups_.push_back(std::move(group));
    }
}

std::vector<std::string> Synonyms::WaysToSay(std::string_view piece) const {
    const std::u32string text = FoldText(piece);
    std::vector<std::u32string> ways{U""};
    for (std::size_t at = 0; at < text.size();) {
        auto found = group_of_.end();
        std::size_t length = std::min(kWordCodePointsMax, text.size() - at);
        for (; length >= kWordCodePointsMin; --length) {
            found = group_of_.find(text.substr(at, length));
            if (found != group_of_.end()) break;
        }
        if (found == group_of_.end()) length = 1;
        const std::u32string typed = text.substr(at, length);
        const std::size_t before = ways.size();
        if (found != group_of_.end()) {
            for (const std::u32string& word : groups_[found->second]) {
                for (std::size_t i = 0; word != typed && i < before; ++i) {
                    if (ways.size() < kWaysMax) ways.push_back(ways[i] + word);
                }
            }
        }
        for (std::size_t i = 0; i < before; ++i) ways[i] += typed;
        at += length;
    }
    std::vector<std::string> texts;
    for (const std::u32string& way : ways) texts.push_back(Utf8(way));
    return texts;
}

}  // namespace liandong
