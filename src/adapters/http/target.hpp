#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "adapters/http/message.hpp"
#include "base/result.hpp"

namespace liandong::http {

inline constexpr std::size_t kQueryPairsMax = 256;
inline constexpr std::size_t kCookiesMax = 64;

struct Target {
    std::string path;
    Pairs query;
};

/// The request target, decoded.
/// Shape:  pure; origin form ("/a?b=c"), absolute form ("http://host/a") and "*" (becomes "/").
/// Errors: kInvalid "bad_path": not starting with '/', a broken escape, bytes that are no UTF-8, a
///         control character, '\', an escaped '/', a "." or ".." segment; "bad_query" likewise, or
///         more than kQueryPairsMax pairs. The error never repeats the input.
[[nodiscard]] Result<Target> DecodeTarget(std::string_view raw);

/// "a=1&b=2" with '+' for blank: query strings and form bodies. Errors: kInvalid "bad_query".
[[nodiscard]] Result<Pairs> DecodeForm(std::string_view raw);

/// The pairs of a Cookie header; malformed ones are left out, at most kCookiesMax are taken.
void AppendCookies(std::string_view header, Pairs& cookies);

}  // namespace liandong::http
