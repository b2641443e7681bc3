#pragma once

#include <string>
#include <string_view>

#include "adapters/crypto/secret.hpp"
#include "domain/journal/digest.hpp"

namespace liandong::crypto {

/// 256 random bits as 43 characters of base64url: session cookies, CSRF tokens, tokens for systems.
[[nodiscard]] std::string RandomToken();

/// What is stored instead of the token: BLAKE2b under a key, so that a stolen table signs nobody
/// in. Take the key from `Vault::Derive`.
[[nodiscard]] Digest HashToken(const SecretKey& key, std::string_view token);

}  // namespace liandong::crypto
