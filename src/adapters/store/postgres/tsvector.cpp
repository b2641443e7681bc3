#include "adapters/store/postgres/tsvector.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

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

std::string EncodeDocument(const SearchDocument& document) {
    Lexemes lexemes;
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

std::string QueryText(const SearchQuery& query) {
    std::string text;
    AddPhrases(text, query.word_phrases, "");
    AddPhrases(text, query.private_phrases, " ");
    return text;
}

}  // namespace liandong::postgres
