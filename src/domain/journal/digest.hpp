#pragma once

#include <array>
#include <compare>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace liandong {

/// 32 bytes that stand for others: a SHA-256.
struct Digest {
    std::array<unsigned char, 32> bytes{};

    auto operator<=>(const Digest&) const = default;
    [[nodiscard]] std::string Hex() const;  ///< 64 lower-case digits
};

/// The hash that the pure journal code is given (`crypto::Sha256` in the server): deterministic,
/// safe to call from any thread.
using HashFunction = Digest (*)(std::span<const unsigned char>);

/// Errors: kInvalid "bad_digest" unless it is exactly 64 hexadecimal digits.
[[nodiscard]] Result<Digest> ParseDigest(std::string_view hex);

}  // namespace liandong
