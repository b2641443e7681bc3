#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/webhook_ports.hpp"

// Signed as Standard Webhooks has it (version 1 of its specification): what is signed is
// "ID.TIMESTAMP.BODY".

namespace liandong {

/// webhook-id, webhook-timestamp, webhook-signature. `keys`: raw; each gives one signature.
/// `id` holds no dot. Shape: pure.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> WebhookHeaders(
    const KeyedHash& hash, const std::vector<std::string>& keys, std::string_view id, Instant at,
    std::string_view body);

/// "whsec_" and the key in base64, as people hand it on.
[[nodiscard]] std::string SecretText(std::string_view key);
/// The key behind such a text, 24 to 64 bytes. Errors: kInvalid "bad_secret".
[[nodiscard]] Result<std::string> SecretKeyOf(std::string_view text);

}  // namespace liandong
