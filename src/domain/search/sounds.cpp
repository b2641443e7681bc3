#include "domain/search/sounds.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.hpp"
#include "domain/search/sounds_table.hpp"

namespace liandong {
namespace {

constexpr char32_t kFirstHan = 0x4E00;
constexpr std::size_t kLettersMax = 32;
constexpr std::size_t kInitialsMax = 12;

using Sounds = std::vector<std::string_view>;

std::string_view SoundOf(char32_t c) {
    const auto all = SoundsOfHan();
    if (c < kFirstHan || c - kFirstHan >= all.size()) return {};
    return KnownSounds()[all[c - kFirstHan]];
}

bool IsSound(std::string_view letters) {
    // 嗯 and 呣 are sounds too, but nobody cuts "lan" into "la" and "n".
    return letters.find_first_of("aeiouv") != std::string_view::npos &&
           std::ranges::binary_search(KnownSounds(), letters);
}

std::string Pair(std::string_view a, std::string_view b) {
    return "P" + std::string(a) + "0" + std::string(b);
}
std::string Initials(char a, char b) { return {'I', a, b}; }

std::vector<std::string> Pairs(const Sounds& sounds) {
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i + 1 < sounds.size(); ++i)
        pairs.push_back(Pair(sounds[i], sounds[i + 1]));
    return pairs;
}

char Small(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    return c >= U'a' && c <= U'z' ? static_cast<char>(c) : '\0';
}

// Runs of sounds of Han characters; anything else ends one.
std::vector<Sounds> HanRuns(std::string_view text) {
    std::vector<Sounds> runs(1);
    for (const char32_t c : CodePoints(FirstCodePoints(text, kSoundCodePointsMax))) {
        const std::string_view sound = SoundOf(c);
        if (!sound.empty()) {
            runs.back().push_back(sound);
        } else if (!runs.back().empty()) {
            runs.emplace_back();
        }
    }
    return runs;
}

// Every way to cut letters into sounds, longer sounds first, until there are enough.
void CutInto(std::string_view letters, Sounds& so_far, std::vector<Sounds>& ways) {
    constexpr std::size_t kSoundLettersMax = 6;
    if (ways.size() >= kSoundReadingsMax) return;
    if (letters.empty()) {
        ways.push_back(so_far);
        return;
    }
    for (std::size_t length = std::min(kSoundLettersMax, letters.size()); length > 0; --length) {
        if (!IsSound(letters.substr(0, length))) continue;
        so_far.push_back(letters.substr(0, length));
        CutInto(letters.substr(length), so_far, ways);
        so_far.pop_back();
    }
}

std::vector<SoundPhrases> ReadingsOfLetters(std::string_view letters) {
    std::vector<SoundPhrases> readings;
    if (letters.size() < 2 || letters.size() > kLettersMax) return readings;
    std::vector<Sounds> ways;
    Sounds so_far;
    CutInto(letters, so_far, ways);
    for (const Sounds& way : ways) {
        if (way.size() > 1) readings.push_back({Pairs(way)});
    }
    if (letters.size() <= kInitialsMax) {
        std::vector<std::string> initials;
        for (std::size_t i = 0; i + 1 < letters.size(); ++i)
            initials.push_back(Initials(letters[i], letters[i + 1]));
        readings.push_back({std::move(initials)});
    }
    if (readings.size() > kSoundReadingsMax)
        readings.erase(readings.begin() + kSoundReadingsMax - 1, readings.end() - 1);
    return readings;
}

}  // namespace

std::vector<std::string> SoundTokens(std::string_view text) {
    std::vector<std::string> tokens;
    std::vector<std::string> initials;
    for (const Sounds& run : HanRuns(text)) {
        std::ranges::move(Pairs(run), std::back_inserter(tokens));
        for (std::size_t i = 0; i + 1 < run.size(); ++i)
            initials.push_back(Initials(run[i].front(), run[i + 1].front()));
    }
    std::ranges::move(initials, std::back_inserter(tokens));
    return tokens;
}

std::vector<std::pair<std::size_t, std::size_t>> SoundPlaces(
    std::u32string_view text, const std::vector<std::string>& phrase) {
    std::vector<std::pair<std::size_t, std::size_t>> places;
    const std::size_t length = phrase.size() + 1;
    Sounds sounds;
    for (const char32_t c : text.substr(0, kSoundCodePointsMax)) sounds.push_back(SoundOf(c));
    const auto says = [&](std::size_t at, const std::string& token) {
        const std::string_view a = sounds[at];
        const std::string_view b = sounds[at + 1];
        if (a.empty() || b.empty()) return false;
        return token == Pair(a, b) || token == Initials(a.front(), b.front());
    };
    for (std::size_t at = 0; !phrase.empty() && at + length <= sounds.size(); ++at) {
        std::size_t i = 0;
        while (i < phrase.size() && says(at + i, phrase[i])) ++i;
        if (i < phrase.size()) continue;
        places.emplace_back(at, at + length);
        at += length - 1;
    }
    return places;
}

std::vector<SoundPhrases> SoundReadings(std::string_view question) {
    SoundPhrases han;
    for (const Sounds& run : HanRuns(question)) {
        if (run.size() > 1) han.push_back(Pairs(run));
    }
    if (!han.empty()) return {std::move(han)};
    std::string letters;
    for (const char32_t c : CodePoints(FirstCodePoints(question, kSoundCodePointsMax))) {
        const char small = Small(c);
        if (small != '\0') letters += small;
        // "lu deng", "xi'an": people part their syllables.
        const bool parts = c == U' ' || c == U'\'' || c == U'’';
        if (small == '\0' && !parts) return {};
    }
    return ReadingsOfLetters(letters);
}

}  // namespace liandong
