#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/ports.hpp"

namespace liandong::store {

inline constexpr std::int32_t kPageLimitMax = 500;

/// Which list gave a token out: one list's token is "bad_page" to every other.
enum class ListKind : char {
    kCases = 'c',
    kSearch = 's',
    kAssignments = 'a',
    kOutbox = 'o',
    kDocuments = 'd',
    kPrecedents = 'p',
    kFacts = 'f',
    kInbound = 'i',
    kLooks = 'l',
};

/// The keys of the last line of a page, in the order in which the list sorts; unused ones are 0.
using PageKey = std::array<std::int64_t, 3>;

/// "c-202611220000123-0-0-5f1c03aa": readable for whoever debugs, opaque to everybody else. The
/// check digits catch slips, not attackers: a forged token shows no line that the filter does not
/// allow.
[[nodiscard]] std::string MakePageToken(ListKind list, const PageKey& last);

/// Where the page begins, empty for the first.
/// Errors: kInvalid "bad_page" for a foreign or damaged token and for a limit outside 1 .. 500.
[[nodiscard]] Result<std::optional<PageKey>> ReadPage(ListKind list, const Page& page);

/// Cuts `items`, read with one more than the limit, to the page and says where the next begins.
template <class T, class KeyOf>
[[nodiscard]] PageOf<T> CutPage(ListKind list, const Page& page, std::vector<T> items,
                                KeyOf key_of) {
    PageOf<T> out{std::move(items), std::nullopt};
    const auto limit = static_cast<std::size_t>(page.limit);
    if (out.items.size() > limit) {
        out.items.resize(limit);
        out.next = MakePageToken(list, key_of(out.items.back()));
    }
    return out;
}

}  // namespace liandong::store
