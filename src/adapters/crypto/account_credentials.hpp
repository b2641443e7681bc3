#pragma once

#include <memory>

#include "adapters/crypto/vault.hpp"

namespace liandong {
class Credentials;  // the port, app/ports.hpp
}  // namespace liandong

namespace liandong::crypto {

/// Passwords, second factors and tokens behind their port. Takes keys of its own from the vault, which need not
/// outlive it: another master key makes stored sessions, tokens and second factors worthless, passwords stay.
[[nodiscard]] std::unique_ptr<Credentials> MakeCredentials(const Vault& vault);

}  // namespace liandong::crypto
