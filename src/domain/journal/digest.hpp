#pragma once

#include <array>
#include <compare>
#include <string>

#include "base/text.hpp"

namespace liandong {

/// A SHA-256 value.
struct Digest {
    std::array<unsigned char, 32> bytes{};

    auto operator<=>(const Digest&) const = default;
    [[nodiscard]] std::string Hex() const { return liandong::Hex(bytes); }
};

}  // namespace liandong
