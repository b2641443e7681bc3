#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace liandong {

/// Whether the bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
[[nodiscard]] bool IsUtf8(std::string_view text);
/// Code points of well-formed UTF-8; stops at the first malformed byte.
[[nodiscard]] std::u32string CodePoints(std::string_view utf8);
[[nodiscard]] std::size_t CountCodePoints(std::string_view utf8);
void AppendUtf8(std::string& out, char32_t code_point);
/// At most `count` code points from the front, never cutting one.
[[nodiscard]] std::string_view FirstCodePoints(std::string_view utf8, std::size_t count);

/// Without ASCII white space, U+3000 and U+FEFF at either end.
[[nodiscard]] std::string_view Trim(std::string_view text);
[[nodiscard]] std::vector<std::string_view> Split(std::string_view text, char separator);

/// A whole finite number in plain or scientific notation, with an optional sign; nothing else
/// around it.
[[nodiscard]] std::optional<double> ParseDouble(std::string_view text);

[[nodiscard]] std::string Hex(std::span<const unsigned char> bytes);
[[nodiscard]] std::optional<std::vector<unsigned char>> FromHex(std::string_view text);

}  // namespace liandong
