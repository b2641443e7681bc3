#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"

namespace liandong::crypto {

inline constexpr int kTotpDigits = 6;

/// RFC 4648 base32 without padding, as phones expect it.
[[nodiscard]] std::string Base32(std::span<const unsigned char> bytes);
/// Takes lower case, spaces and padding too, as people type it. Nullopt for anything else.
[[nodiscard]] std::optional<std::vector<unsigned char>> FromBase32(std::string_view text);

/// A new secret of 20 bytes.
[[nodiscard]] std::vector<unsigned char> NewTotpSecret();

/// The code that a phone shows (RFC 6238: SHA-1, steps of 30 s); 1 to 9 digits.
[[nodiscard]] std::string TotpCode(std::span<const unsigned char> secret, std::int64_t step,
                                   int digits = kTotpDigits);
[[nodiscard]] std::int64_t TotpStep(Instant at);

/// The step whose code this is, when it is the present one or a neighbour and later than
/// `last_step`. Store it in the same transaction as the sign-in: it is the next `last_step`, and a
/// code seen over a shoulder is of no use.
[[nodiscard]] std::optional<std::int64_t> MatchTotp(std::span<const unsigned char> secret,
                                                    std::string_view code, Instant now,
                                                    std::int64_t last_step);

/// What the QR code holds:
/// "otpauth://totp/<issuer>:<account>?secret=…&issuer=…&algorithm=SHA1&digits=6&period=30".
[[nodiscard]] std::string OtpauthUri(std::string_view issuer, std::string_view account,
                                     std::span<const unsigned char> secret);

}  // namespace liandong::crypto
