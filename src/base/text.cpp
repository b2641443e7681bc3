#include "base/text.hpp"

#include <charconv>
#include <cmath>
#include <system_error>

namespace liandong {
namespace {

constexpr char32_t kMalformed = 0xFFFFFFFF;

// Decodes one code point at `at` and moves past it; kMalformed leaves `at` where it was.
char32_t Next(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) {
        ++at;
        return lead;
    }
    std::size_t length = 0;
    char32_t code_point = 0;
    char32_t smallest = 0;
    if ((lead & 0xE0) == 0xC0) {
        length = 2, code_point = lead & 0x1F, smallest = 0x80;
    } else if ((lead & 0xF0) == 0xE0) {
        length = 3, code_point = lead & 0x0F, smallest = 0x800;
    } else if ((lead & 0xF8) == 0xF0) {
        length = 4, code_point = lead & 0x07, smallest = 0x10000;
    } else {
        return kMalformed;
    }
    if (at + length > text.size()) return kMalformed;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return kMalformed;
        code_point = (code_point << 6) | (byte(at + i) & 0x3F);
    }
    if (code_point < smallest || code_point > 0x10FFFF ||
        (code_point >= 0xD800 && code_point <= 0xDFFF)) {
        return kMalformed;
    }
    at += length;
    return code_point;
}

constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsAsciiSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

}  // namespace

bool IsUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (Next(text, at) == kMalformed) return false;
    }
    return true;
}

std::u32string CodePoints(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size() / 2);
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t next = Next(utf8, at);
        if (next == kMalformed) break;
        out.push_back(next);
    }
    return out;
}

std::size_t CountCodePoints(std::string_view utf8) {
    std::size_t count = 0;
    for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1U : 0U;
    return count;
}

void AppendUtf8(std::string& out, char32_t c) {
    const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)),
            put(0x80 | (c & 0x3F));
    }
}

std::string_view FirstCodePoints(std::string_view utf8, std::size_t count) {
    std::size_t at = 0;
    while (at < utf8.size() && count > 0) {
        if (Next(utf8, at) == kMalformed) break;
        --count;
    }
    return utf8.substr(0, at);
}

std::string_view Trim(std::string_view text) {
    for (bool moved = true; moved && !text.empty();) {
        moved = true;
        if (IsAsciiSpace(text.front())) {
            text.remove_prefix(1);
        } else if (text.starts_with(kIdeographicSpace) || text.starts_with(kByteOrderMark)) {
            text.remove_prefix(3);
        } else if (IsAsciiSpace(text.back())) {
            text.remove_suffix(1);
        } else if (text.ends_with(kIdeographicSpace) || text.ends_with(kByteOrderMark)) {
            text.remove_suffix(3);
        } else {
            moved = false;
        }
    }
    return text;
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (std::size_t at = text.find(separator); at != std::string_view::npos;
         at = text.find(separator, from)) {
        parts.push_back(text.substr(from, at - from));
        from = at + 1;
    }
    parts.push_back(text.substr(from));
    return parts;
}

std::optional<double> ParseDouble(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double number = 0;
    const char* const begin = text.data();  // NOLINT(bugprone-suspicious-stringview-data-usage)
    const char* const end = begin + text.size();
    const auto [stopped, failed] = std::from_chars(begin, end, number);
    if (text.empty() || failed != std::errc{} || stopped != end || !std::isfinite(number)) {
        return std::nullopt;
    }
    return number;
}

std::string Hex(std::span<const unsigned char> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const unsigned char byte : bytes) {
        out.push_back(digits[byte >> 4]);
        out.push_back(digits[byte & 0x0F]);
    }
    return out;
}

std::optional<std::vector<unsigned char>> FromHex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    const auto digit = [](char c) -> int {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    };
    std::vector<unsigned char> out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = digit(text[i]);
        const int low = digit(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out.push_back(static_cast<unsigned char>(high * 16 + low));
    }
    return out;
}

}  // namespace liandong
