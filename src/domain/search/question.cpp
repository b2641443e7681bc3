#include "domain/search/question.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "domain/search/sounds.hpp"

namespace liandong {

Reading ReadByWords(std::string_view question, const Synonyms& synonyms) {
    Reading reading;
    for (const std::string& piece : WordPieces(question)) {
        if (reading.phrases.size() + reading.choices.size() >= kQueryPhrasesMax) break;
        const std::vector<std::string> ways = synonyms.WaysToSay(piece);
        Wanted wanted;
        std::ranges::transform(ways, std::back_inserter(wanted.ways), FoldText);
        reading.wanted.push_back(std::move(wanted));
        if (ways.size() == 1) {
            std::ranges::move(QueryPhrases(piece), std::back_inserter(reading.phrases));
            continue;
        }
        WordChoice choice;
        for (const std::string& way : ways) choice.push_back(QueryPhrases(way));
        reading.choices.push_back(std::move(choice));
    }
    if (reading.phrases.size() > kQueryPhrasesMax) reading.phrases.resize(kQueryPhrasesMax);
    return reading;
}

std::vector<Reading> ReadBySounds(std::string_view question) {
    std::vector<Reading> readings;
    for (SoundPhrases& phrases : SoundReadings(question)) {
        Reading reading;
        for (const auto& phrase : phrases) reading.wanted.push_back({{}, phrase});
        reading.phrases = std::move(phrases);
        readings.push_back(std::move(reading));
    }
    return readings;
}

}  // namespace liandong
