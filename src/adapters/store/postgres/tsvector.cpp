#include "adapters/store/postgres/tsvector.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "adapters/store/rows.hpp"
#include "base/text.hpp"

namespace liandong::postgres {

namespace {

constexpr std::size_t kLexemeBytesMax = 2046;
constexpr std::uint16_t kPlaceMax = 16'383;
constexpr std::size_t kPlacesPerLexemeMax = 255;

using Lexemes = std::map<std::string, std::vector<std::uint16_t>>;

/// Returns the next free place, one further than it must be: no phrase reaches over the gap.
std::uint32_t AddTokens(Lexemes& lexemes, std::string_view tokens, std::string_view prefix,
                        std::uint32_t place) {
    for (const std::string_view token : Split(tokens, ' ')) {
        if (token.empty()) continue;
        const auto at = static_cast<std::uint16_t>(std::min<std::uint32_t>(place++, kPlaceMax));
        if (prefix.size() + token.size() > kLexemeBytesMax) continue;
        std::vector<std::uint16_t>& places = lexemes[std::string(prefix) + std::string(token)];
        if (places.size() < kPlacesPerLexemeMax && (places.empty() || places.back() < at))
            places.push_back(at);
    }
    return place + 1;
}

void PutShort(std::string& out, std::size_t value) {
    out.push_back(static_cast<char>(value >> 8U));
    out.push_back(static_cast<char>(value));
}

std::string Quoted(std::string_view prefix, std::string_view token) {
    std::string out = "'" + std::string(prefix);
    for (const char c : token) {
        if (c == '\'' || c == '\\') out.push_back(c);
        out.push_back(c);
    }
    return out + "'";
}

void AddPhrases(std::string& text, const std::vector<std::vector<std::string>>& phrases,
                std::string_view prefix) {
    for (const std::vector<std::string>& phrase : phrases) {
        std::string joined;
        for (const std::string& token : phrase) {
            if (token.empty()) continue;
            if (!joined.empty()) joined += " <-> ";
            // What was too long for the index is found nowhere: two blanks stand for it.
            joined +=
                prefix.size() + token.size() > kLexemeBytesMax ? "'  '" : Quoted(prefix, token);
        }
        if (joined.empty()) continue;
        if (!text.empty()) text += " & ";
        text += "(" + joined + ")";
    }
}

}  // namespace

std::string MarkLexeme(Mark mark, std::string_view value) {
    return std::string{'\x01', static_cast<char>(mark)} + std::string(value);
}

std::string NumberMark(std::int64_t number, std::int64_t stretch) {
    return MarkLexeme(Mark::kNumber, std::to_string(number / stretch * stretch));
}

std::vector<std::string> MarksOf(const Case& c) {
    std::vector<std::string> marks{MarkLexeme(Mark::kPlace, c.place.value)};
    const std::string& category = c.category.value;
    for (std::size_t length = 1; length <= CountCodePoints(category); ++length)
        marks.push_back(MarkLexeme(Mark::kCategory, FirstCodePoints(category, length)));
    for (const UnitCode& unit : store::UnitsOf(c))
        marks.push_back(MarkLexeme(Mark::kUnit, unit.value));
    return marks;
}

std::vector<std::string> AllMarksOf(const Case& c) {
    std::vector<std::string> marks = MarksOf(c);
    for (const std::int64_t stretch : {kDayOfNumbers, kMonthOfNumbers, kYearOfNumbers})
        marks.push_back(NumberMark(c.id.value, stretch));
    return marks;
}

std::string EncodeDocument(const SearchDocument& document, const std::vector<std::string>& marks) {
    Lexemes lexemes;
    for (const std::string& mark : marks) {
        if (mark.size() <= kLexemeBytesMax) lexemes[mark];
    }
    const std::uint32_t place = AddTokens(lexemes, document.private_tokens, " ", 1);
    AddTokens(lexemes, document.words, "", place);
    std::string out;
    PutShort(out, lexemes.size() >> 16U);
    PutShort(out, lexemes.size());
    for (const auto& [lexeme, places] : lexemes) {
        out += lexeme;
        out.push_back('\0');
        PutShort(out, places.size());
        for (const std::uint16_t at : places) PutShort(out, at);
    }
    return out;
}

namespace {

std::string Joined(const std::vector<std::string>& marks, std::string_view by) {
    std::string text;
    for (const std::string& mark : marks) {
        text += text.empty() ? "(" : std::string(by);
        text += Quoted("", mark);
    }
    return text + ")";
}

}  // namespace

std::string AllOf(const std::vector<std::string>& marks) { return Joined(marks, " & "); }
std::string AnyOf(const std::vector<std::string>& marks) { return Joined(marks, " | "); }

std::string QueryText(const SearchQuery& query) {
    std::string text;
    AddPhrases(text, query.word_phrases, "");
    for (const WordChoice& choice : query.word_choices) {
        std::string any;
        for (const auto& way : choice) {
            std::string all;
            AddPhrases(all, way, "");
            if (all.empty()) continue;
            any += (any.empty() ? "(" : " | (") + all + ")";
        }
        if (any.empty()) continue;
        text += (text.empty() ? "(" : " & (") + any + ")";
    }
    AddPhrases(text, query.private_phrases, " ");
    return text;
}

}  // namespace liandong::postgres
