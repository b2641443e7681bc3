#include "domain/city/linked_system.hpp"

#include <algorithm>

#include "domain/city/city.hpp"

namespace liandong {
namespace {

constexpr std::size_t kEndpointBytesMax = 500;

bool IsOfThisMachine(std::string_view host) {
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

bool IsPort(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool IsHost(std::string_view host) {
    if (host.starts_with('[')) return host == "[::1]";
    return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '.';
    });
}

}  // namespace

bool NamesPerson(LinkField field) {
    return field == LinkField::kCallerName || field == LinkField::kCallerPhone;
}

bool Serves(const LinkedSystem& system, const UnitCode& unit, const CategoryCode& category) {
    if (system.units.empty() && system.categories.empty()) return false;
    const bool has_unit =
        system.units.empty() || std::ranges::find(system.units, unit) != system.units.end();
    const bool has_category =
        system.categories.empty() ||
        std::ranges::any_of(system.categories, [&](const std::string& pattern) {
            return MatchesCode(pattern, category.value);
        });
    return has_unit && has_category;
}

CategoryCode OurCategory(const LinkedSystem& system, std::string_view theirs) {
    for (const auto& [ours, code] : system.category_codes) {
        if (code == theirs) return CategoryCode{ours};
    }
    return {};
}

std::string TheirCategory(const LinkedSystem& system, const CategoryCode& ours) {
    const auto found = system.category_codes.find(ours.value);
    return found == system.category_codes.end() ? std::string() : found->second;
}

std::string EndpointFault(std::string_view url) {
    if (url.size() > kEndpointBytesMax) return "it is longer than 500 bytes";
    // Every byte is a visible one of ASCII: no blank, no line end, no trick with look-alikes.
    if (!std::ranges::all_of(url, [](char c) { return c > ' ' && c <= '~'; }))
        return "it holds something that no address holds";
    const bool is_secure = url.starts_with("https://");
    if (!is_secure && !url.starts_with("http://")) return "it begins neither https:// nor http://";
    std::string_view rest = url.substr(is_secure ? 8 : 7);
    if (rest.find_first_of("@#\\") != std::string_view::npos)
        return "it names a user or a place within a page";
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
    const auto colon = authority.ends_with(']') ? std::string_view::npos : authority.rfind(':');
    const std::string_view host = authority.substr(0, colon);
    if (!IsHost(host)) return "it names no host";
    if (colon != std::string_view::npos && !IsPort(authority.substr(colon + 1)))
        return "its port is no number";
    if (!is_secure && !IsOfThisMachine(host))
        return "http:// reaches only this machine; another one needs https://";
    return {};
}

}  // namespace liandong
