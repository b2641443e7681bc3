#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace liandong {

/// What people say for the same thing: 井盖, 窨井盖, 马葫芦盖. The profile's synonyms.csv.
class Synonyms {
public:
    static constexpr std::size_t kWaysMax = 12;
    static constexpr std::size_t kWordCodePointsMin = 2;
    static constexpr std::size_t kWordCodePointsMax = 16;

    Synonyms() = default;
    /// Words are folded as in FoldText; a word that stands in several groups belongs to the first.
    explicit Synonyms(const std::vector<std::vector<std::string>>& groups);

    /// A folded piece of a question (domain/search/tokens.hpp) in every way it may be said: as it
    /// was typed first, then with its words replaced, the longest that begin at a place. At most
    /// kWaysMax; just the piece when it has none of these words.
    [[nodiscard]] std::vector<std::string> WaysToSay(std::string_view piece) const;
    [[nodiscard]] std::size_t size() const { return groups_.size(); }

private:
    std::vector<std::vector<std::u32string>> groups_;
    std::unordered_map<std::u32string, std::size_t> group_of_;
};

}  // namespace liandong
