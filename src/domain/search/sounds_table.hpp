#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace liandong {

/// Sorted; the first is empty. Made in the build by tools/make_pinyin.cpp.
[[nodiscard]] std::span<const std::string_view> KnownSounds();
/// Of U+4E00 and those that follow it: places in KnownSounds.
[[nodiscard]] std::span<const std::uint16_t> SoundsOfHan();

}  // namespace liandong
