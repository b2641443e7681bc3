#include "domain/search/tokens.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "base/text.hpp"

namespace liandong {
namespace {

enum class Script : std::uint8_t { kNone, kIdeographs, kLetters };

struct Range {
    char32_t first;
    char32_t last;
};

// Written without blanks between words.
constexpr std::array kIdeographRanges = std::to_array<Range>({
    {0x3005, 0x3007},    // 々 〆 〇
    {0x3041, 0x3096},    // hiragana
    {0x30A1, 0x30FA},    // katakana
    {0x30FC, 0x30FE},    // its long vowel and repetition marks
    {0x3400, 0x4DBF},    // Han, extension A
    {0x4E00, 0x9FFF},    // Han
    {0xAC00, 0xD7A3},    // hangul
    {0xF900, 0xFAFF},    // Han, compatibility
    {0x20000, 0x323AF},  // Han, extensions B to H
});

// ASCII is handled before; these are the other scripts a city's people may write.
constexpr std::array kLetterRanges = std::to_array<Range>({
    {0x00C0, 0x00D6},
    {0x00D8, 0x00F6},
    {0x00F8, 0x024F},  // Latin
    {0x0300, 0x036F},  // accents that follow their letter
    {0x0370, 0x03FF},
    {0x0400, 0x052F},  // Greek, Cyrillic
    {0x0620, 0x0669},
    {0x066E, 0x06D3},  // Arabic, Uyghur
    {0x0F20, 0x0F33},
    {0x0F40, 0x0FBC},  // Tibetan; its dot between syllables separates
    {0x1810, 0x1819},
    {0x1820, 0x18AA},  // Mongolian
    {0x1E00, 0x1EFF},  // Latin, Vietnamese
});

template <std::size_t kSize>
bool IsIn(const std::array<Range, kSize>& ranges, char32_t c) {
    return std::ranges::any_of(ranges,
                               [&](Range range) { return range.first <= c && c <= range.last; });
}

char32_t Fold(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    // Latin-1, Greek, Cyrillic: capitals stand a fixed distance before their small letters.
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) ||
        (c >= 0x410 && c <= 0x42F))
        c += 0x20;
    return c;
}

Script ScriptOf(char32_t folded) {
    if (folded < 0x80) {
        const bool is_word =
            (folded >= U'a' && folded <= U'z') || (folded >= U'0' && folded <= U'9');
        return is_word ? Script::kLetters : Script::kNone;
    }
    if (IsIn(kIdeographRanges, folded)) return Script::kIdeographs;
    return IsIn(kLetterRanges, folded) ? Script::kLetters : Script::kNone;
}

struct Run {
    Script script = Script::kNone;
    std::u32string characters;
};

// Malformed bytes separate like punctuation: what follows them is still found.
std::u32string LenientCodePoints(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::string_view one = FirstCodePoints(text, 1);
        out += one.empty() ? std::u32string{U' '} : CodePoints(one);
        text.remove_prefix(std::max<std::size_t>(one.size(), 1));
    }
    return out;
}

std::vector<Run> RunsOf(std::string_view text) {
    std::vector<Run> runs;
    Script before = Script::kNone;
    for (const char32_t c : LenientCodePoints(text)) {
        const char32_t folded = Fold(c);
        const Script script = ScriptOf(folded);
        if (script != Script::kNone) {
            if (script != before) runs.push_back({script, {}});
            runs.back().characters.push_back(folded);
        }
        before = script;
    }
    return runs;
}

std::string Utf8(std::u32string_view characters) {
    std::string out;
    for (const char32_t c : characters) AppendUtf8(out, c);
    return out;
}

// Bigrams of ideographs, pieces of at most kTokenCodePointsMax of letters.
std::vector<std::string> GramsOf(const Run& run, std::size_t count_max) {
    const std::u32string_view characters = run.characters;
    std::vector<std::string> grams;
    if (run.script == Script::kIdeographs) {
        for (std::size_t i = 0; i + 1 < characters.size() && grams.size() < count_max; ++i) {
            grams.push_back(Utf8(characters.substr(i, 2)));
        }
    } else {
        for (std::size_t i = 0; i < characters.size() && grams.size() < count_max;
             i += kTokenCodePointsMax) {
            grams.push_back(Utf8(characters.substr(i, kTokenCodePointsMax)));
        }
    }
    return grams;
}

// A name is one thing, dots and blanks between its Han parts or not.
std::vector<Run> RunsOfName(std::string_view name) {
    std::vector<Run> joined;
    for (Run& run : RunsOf(FirstCodePoints(name, kNameCodePointsMax))) {
        if (!joined.empty() && run.script == Script::kIdeographs &&
            joined.back().script == run.script) {
            joined.back().characters += run.characters;
        } else {
            joined.push_back(std::move(run));
        }
    }
    return joined;
}

}  // namespace

std::u32string FoldText(std::string_view text) {
    std::u32string folded = LenientCodePoints(text);
    std::ranges::transform(folded, folded.begin(), Fold);
    return folded;
}

std::vector<std::string> WordPieces(std::string_view text) {
    std::vector<std::string> pieces;
    bool inside = false;
    for (const char32_t c : FoldText(text)) {
        const bool is_word = ScriptOf(c) != Script::kNone;
        if (is_word && !inside) pieces.emplace_back();
        if (is_word) AppendUtf8(pieces.back(), c);
        inside = is_word;
    }
    return pieces;
}

std::vector<std::string> IndexTokens(std::string_view text) {
    std::vector<std::string> tokens;
    std::u32string seen;
    std::unordered_set<char32_t> alone;
    for (const Run& run : RunsOf(text)) {
        if (tokens.size() >= kRunTokensMax) break;
        std::vector<std::string> grams = GramsOf(run, kRunTokensMax - tokens.size());
        std::ranges::move(grams, std::back_inserter(tokens));
        if (run.script != Script::kIdeographs) continue;
        seen.append(run.characters, 0, grams.size() + 1);
        if (tokens.size() < kRunTokensMax) {
            tokens.push_back(Utf8({&run.characters.back(), 1}));
            alone.insert(run.characters.back());
        }
    }
    for (const char32_t c : seen) {
        if (alone.insert(c).second) tokens.push_back(Utf8({&c, 1}));
    }
    return tokens;
}

std::vector<std::vector<std::string>> QueryPhrases(std::string_view text) {
    std::vector<std::vector<std::string>> phrases;
    for (const Run& run : RunsOf(text)) {
        if (phrases.size() >= kQueryPhrasesMax) break;
        if (run.characters.size() == 1) {
            phrases.push_back({Utf8(run.characters)});
        } else {
            phrases.push_back(GramsOf(run, kPhraseTokensMax));
        }
    }
    return phrases;
}

std::string PhoneDigits(std::string_view number) {
    std::string digits;
    for (const char32_t c : LenientCodePoints(number)) {
        const char32_t folded = Fold(c);
        if (folded >= U'0' && folded <= U'9') digits.push_back(static_cast<char>(folded));
    }
    constexpr std::size_t kMobileDigits = 11;
    for (const std::string_view prefix : {"0086", "86"}) {
        if (digits.size() == prefix.size() + kMobileDigits && digits.starts_with(prefix) &&
            digits[prefix.size()] == '1') {
            digits.erase(0, prefix.size());
        }
    }
    if (digits.size() > kPhoneDigitsMax) digits.erase(0, digits.size() - kPhoneDigitsMax);
    return digits;
}

std::vector<std::string> PhoneTokens(std::string_view number) {
    const std::string digits = PhoneDigits(number);
    if (digits.empty()) return {};
    if (digits.size() < kPhonePartDigitsMin) return {digits};
    std::vector<std::string> tokens;
    for (std::size_t length = kPhonePartDigitsMin; length <= digits.size(); ++length) {
        for (std::size_t from = 0; from + length <= digits.size(); ++from)
            tokens.push_back(digits.substr(from, length));
    }
    std::ranges::sort(tokens);
    const auto repeats = std::ranges::unique(tokens);
    tokens.erase(repeats.begin(), repeats.end());
    return tokens;
}

std::vector<std::string> NameTokens(std::string_view name) {
    const std::vector<Run> runs = RunsOfName(name);
    std::u32string whole;
    for (const Run& run : runs) whole += run.characters;
    if (whole.empty()) return {};
    std::vector<std::string> tokens{Utf8(whole)};
    for (const Run& run : runs) {
        for (std::string& gram : GramsOf(run, kNameCodePointsMax)) {
            // "张三" is its own and only bigram.
            if (runs.size() > 1 || gram != tokens.front()) tokens.push_back(std::move(gram));
        }
    }
    return tokens;
}

std::vector<std::vector<std::string>> NamePhrases(std::string_view text) {
    std::vector<std::vector<std::string>> phrases;
    for (const Run& run : RunsOfName(text)) {
        std::vector<std::string> grams = GramsOf(run, kNameCodePointsMax);
        if (!grams.empty() && run.characters.size() > 1) phrases.push_back(std::move(grams));
    }
    return phrases;
}

}  // namespace liandong
