#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/search/synonyms.hpp"
#include "domain/search/tokens.hpp"

namespace liandong {

/// One thing that a question wants.
struct Wanted {
    std::vector<std::u32string> ways;  ///< folded, the typed one first
    std::vector<std::string> sounds;   ///< a phrase of sounds, where there are no ways
};

/// A question as it may be meant: what the index is asked, and what a text found is held against.
struct Reading {
    std::vector<std::vector<std::string>> phrases;
    std::vector<WordChoice> choices;
    std::vector<Wanted> wanted;
};

/// The question taken by its words, each in every way the city says it.
[[nodiscard]] Reading ReadByWords(std::string_view question, const Synonyms& synonyms);
/// The question taken by its sounds, likeliest first (domain/search/sounds.hpp).
[[nodiscard]] std::vector<Reading> ReadBySounds(std::string_view question);

}  // namespace liandong
