#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace liandong {

/// RFC 4648 §4 with padding: "aGk=".
[[nodiscard]] std::string Base64(std::span<const unsigned char> bytes);
/// RFC 4648 §5 without padding: safe in URLs, file names and headers.
[[nodiscard]] std::string Base64Url(std::span<const unsigned char> bytes);

/// Strict: the one text that `Base64` writes for these bytes; anything else (white space, missing
/// padding, set bits behind the end) is nullopt.
[[nodiscard]] std::optional<std::vector<unsigned char>> FromBase64(std::string_view text);

}  // namespace liandong
