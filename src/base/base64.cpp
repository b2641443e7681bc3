#include "base/base64.hpp"

#include <cstddef>
#include <cstdint>

namespace liandong {
namespace {

constexpr std::string_view kStandard =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrl =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string Encode(std::span<const unsigned char> bytes, std::string_view alphabet, bool padded) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t left = bytes.size() - at;
        std::uint32_t group = static_cast<std::uint32_t>(bytes[at]) << 16;
        if (left > 1) group |= static_cast<std::uint32_t>(bytes[at + 1]) << 8;
        if (left > 2) group |= static_cast<std::uint32_t>(bytes[at + 2]);
        out.push_back(alphabet[group >> 18]);
        out.push_back(alphabet[(group >> 12) & 63]);
        if (left > 1) out.push_back(alphabet[(group >> 6) & 63]);
        if (left > 2) out.push_back(alphabet[group & 63]);
    }
    while (padded && out.size() % 4 != 0) out.push_back('=');
    return out;
}

}  // namespace

std::string Base64(std::span<const unsigned char> bytes) { return Encode(bytes, kStandard, true); }
std::string Base64Url(std::span<const unsigned char> bytes) { return Encode(bytes, kUrl, false); }

std::optional<std::vector<unsigned char>> FromBase64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::string_view body = text;
    while (!body.empty() && body.back() == '=') body.remove_suffix(1);
    if (text.size() - body.size() > 2) return std::nullopt;
    std::vector<unsigned char> out;
    out.reserve(body.size() * 3 / 4);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : body) {
        const std::size_t digit = kStandard.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = ((bits << 6) | static_cast<std::uint32_t>(digit)) & 0xFFFFFFU;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        out.push_back(static_cast<unsigned char>((bits >> held) & 0xFFU));
    }
    // Two texts for the same bytes would let a copy differ from its original unseen.
    if (Base64(out) != text) return std::nullopt;
    return out;
}

}  // namespace liandong
