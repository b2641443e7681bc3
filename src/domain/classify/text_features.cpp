#include "domain/classify/text_features.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kFrontCodePoints = 30;  // of a body without a subject
constexpr std::size_t kCharactersMax = 4;
constexpr std::size_t kFrontCharactersMax = 3;
constexpr std::uint64_t kCharacterSeed = 11;
constexpr std::uint64_t kWordSeed = 77;
constexpr std::uint64_t kFrontCharacterSeed = 999;
constexpr std::uint64_t kFrontWordSeed = 7777;
constexpr std::size_t kGapBlanks = 5;
constexpr std::size_t kSubjectCodePointsMax = 200;

bool IsBlank(char32_t c) { return c <= ' ' || c == 0x3000 || c == 0xA0; }
bool IsHan(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF); }
bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }
bool IsLatin(char32_t c) { return c >= 'a' && c <= 'z'; }

char32_t Folded(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

std::u32string FoldedText(std::string_view utf8, std::size_t code_points_max) {
    std::u32string text = CodePoints(FirstCodePoints(utf8, code_points_max));
    for (char32_t& c : text) c = Folded(c);
    return text;
}

// Letters and digits only, each run of digits as one 0.
void AppendClean(std::u32string& out, std::u32string_view text) {
    bool in_digits = false;
    for (const char32_t c : text) {
        if (IsDigit(c)) {
            if (!in_digits) out += U'0';
        } else if (IsHan(c) || IsLatin(c)) {
            out += c;
        }
        in_digits = IsDigit(c);
    }
}

/// A text as the features see it.
struct Prepared {
    std::vector<std::u32string> words;
    std::u32string joined;  ///< the words without anything between
};

void AddWord(Prepared& prepared, std::u32string_view raw) {
    std::u32string word;
    AppendClean(word, raw);
    if (word.empty()) return;
    prepared.joined += word;
    prepared.words.push_back(std::move(word));
}

template <class Is>
std::size_t RunEnd(std::u32string_view text, std::size_t at, Is is) {
    while (at < text.size() && is(text[at])) ++at;
    return at;
}

void AddHanRun(Prepared& prepared, std::u32string_view run, const WordList& list) {
    if (list.empty()) {
        prepared.joined += run;
        return;
    }
    std::vector<std::u32string_view> words;
    list.Cut(run, words);
    for (const std::u32string_view word : words) AddWord(prepared, word);
}

Prepared Prepare(std::u32string_view text, const WordList& list) {
    Prepared prepared;
    const bool segmented = IsSegmented(text);
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        if (segmented && !IsBlank(text[at])) {
            end = RunEnd(text, at, [](char32_t c) { return !IsBlank(c); });
            AddWord(prepared, text.substr(at, end - at));
        } else if (IsHan(text[at])) {
            end = RunEnd(text, at, IsHan);
            AddHanRun(prepared, text.substr(at, end - at), list);
        } else if (IsLatin(text[at]) || IsDigit(text[at])) {
            end = RunEnd(text, at, [](char32_t c) { return IsLatin(c) || IsDigit(c); });
            AddWord(prepared, text.substr(at, end - at));
        }
        at = end;
    }
    return prepared;
}

template <class Visit>
void EachPart(std::u32string_view text, std::size_t length_max, std::uint64_t seed,
              FeatureField field, Visit& visit) {
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
        std::uint64_t hash = seed;
        const std::size_t longest = std::min(length_max, text.size() - begin);
        for (std::size_t length = 1; length <= longest; ++length) {
            hash = ExtendHash(hash, text[begin + length - 1]);
            visit(hash + length, field, text.substr(begin, length), std::u32string_view{});
        }
    }
}

template <class Visit>
void EachFeature(const MessageText& message, const WordList& list, Visit visit) {
    const std::u32string subject = FoldedText(message.subject, kSubjectCodePointsMax);
    const std::u32string body = FoldedText(message.body, kMessageCodePointsMax);
    const Prepared whole = Prepare(subject + U'\n' + body, list);
    EachPart(whole.joined, kCharactersMax, kCharacterSeed, FeatureField::kCharacters, visit);
    std::u32string_view before;
    for (const std::u32string& word : whole.words) {
        const std::uint64_t hash = HashOf(kWordSeed, word);
        visit(hash, FeatureField::kWords, word, std::u32string_view{});
        if (!before.empty())
            visit(HashOf(hash, before) ^ 0x5555U, FeatureField::kWords, before, word);
        before = word;
    }
    std::u32string_view front = subject;
    if (Trim(message.subject).empty()) {
        const std::size_t length = IsSegmented(body) ? kFrontCodePoints * 4 / 3 : kFrontCodePoints;
        front = std::u32string_view(body).substr(0, length);
    }
    const Prepared named = Prepare(front, list);
    EachPart(named.joined, kFrontCharactersMax, kFrontCharacterSeed, FeatureField::kFront, visit);
    for (const std::u32string& word : named.words)
        visit(HashOf(kFrontWordSeed, word), FeatureField::kFront, word, std::u32string_view{});
}

}  // namespace

bool IsSegmented(std::u32string_view text) {
    std::size_t han = 0;
    std::size_t gaps = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (IsHan(text[i])) ++han;
        if (IsBlank(text[i]) && i + 1 < text.size() && !IsBlank(text[i + 1])) ++gaps;
    }
    return han >= 4 && gaps >= 2 && gaps * 5 > han;
}

MessageText SplitAtGap(std::string_view text) {
    const std::u32string points = CodePoints(text);
    const std::size_t searched = std::min(points.size(), kSubjectCodePointsMax);
    for (std::size_t begin = 1; begin < searched; ++begin) {
        if (!IsBlank(points[begin])) continue;
        const std::size_t end = RunEnd(points, begin, IsBlank);
        if (end - begin >= kGapBlanks) {
            MessageText parts;
            for (std::size_t k = 0; k < begin; ++k) AppendUtf8(parts.subject, points[k]);
            for (std::size_t k = end; k < points.size(); ++k) AppendUtf8(parts.body, points[k]);
            if (!Trim(parts.subject).empty()) return parts;
        }
        begin = end;
    }
    return {"", std::string(text)};
}

std::vector<Feature> FeaturesOf(const MessageText& message, const WordList& words) {
    HashIndex index(2'000);
    std::vector<Feature> features;
    EachFeature(
        message, words,
        [&](std::uint64_t hash, FeatureField field, std::u32string_view, std::u32string_view) {
            const std::uint32_t number = index.FindOrAdd(hash);
            if (number == features.size()) features.push_back({hash, field, 0});
            features[number].count += 1;
        });
    return features;
}

std::vector<ShownFeature> ShownFeaturesOf(const MessageText& message, const WordList& words) {
    std::vector<ShownFeature> all;
    bool has_words = false;
    EachFeature(message, words,
                [&](std::uint64_t hash, FeatureField field, std::u32string_view text,
                    std::u32string_view second) {
                    if (!second.empty()) return;  // the two need not stand side by side
                    all.push_back({hash, field, std::u32string(text)});
                    has_words = has_words || field == FeatureField::kWords;
                });
    if (has_words) {
        std::erase_if(
            all, [](const ShownFeature& feature) { return feature.field != FeatureField::kWords; });
    }
    return all;
}

std::vector<std::u32string> SegmentedWords(std::string_view text) {
    const std::u32string folded = FoldedText(text, kMessageCodePointsMax);
    std::vector<std::u32string> words;
    if (!IsSegmented(folded)) return words;
    for (std::size_t at = 0; at < folded.size(); ++at) {
        if (!IsHan(folded[at])) continue;
        const std::size_t end = RunEnd(folded, at, IsHan);
        words.push_back(folded.substr(at, end - at));
        at = end;
    }
    return words;
}

}  // namespace liandong
