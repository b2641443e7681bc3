#include "adapters/store/page_token.hpp"

#include <charconv>

#include "adapters/store/faults.hpp"
#include "base/text.hpp"

namespace liandong::store {

namespace {

/// FNV-1a, 32 bits.
std::string CheckDigits(std::string_view text) {
    std::uint32_t hash = 2'166'136'261U;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 16'777'619U;
    }
    std::array<unsigned char, 4> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<unsigned char>(hash >> (24 - 8 * i));
    return Hex(bytes);
}

std::optional<PageKey> ParseToken(ListKind list, std::string_view token) {
    const std::size_t check_at = token.rfind('-');
    if (check_at == std::string_view::npos) return std::nullopt;
    const std::string_view body = token.substr(0, check_at);
    if (token.substr(check_at + 1) != CheckDigits(body)) return std::nullopt;
    const std::vector<std::string_view> parts = Split(body, '-');
    PageKey key{};
    if (parts.size() != key.size() + 1 ||
        parts[0] != std::string_view{reinterpret_cast<const char*>(&list), 1}) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < key.size(); ++i) {
        const std::string_view part = parts[i + 1];
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), key[i]);
        if (error != std::errc{} || end != part.data() + part.size() || key[i] < 0)
            return std::nullopt;
    }
    return key;
}

}  // namespace

std::string MakePageToken(ListKind list, const PageKey& last) {
    std::string token(1, static_cast<char>(list));
    for (const std::int64_t value : last) token += "-" + std::to_string(value);
    const std::string check = CheckDigits(token);
    return token + "-" + check;
}

Result<std::optional<PageKey>> ReadPage(ListKind list, const Page& page) {
    if (page.limit < 1 || page.limit > kPageLimitMax) return Failure{BadPage()};
    if (!page.after) return std::optional<PageKey>{};
    const std::optional<PageKey> key = ParseToken(list, *page.after);
    if (!key) return Failure{BadPage()};
    return key;
}

}  // namespace liandong::store
