#pragma once

#include <memory>
#include <string_view>

#include "adapters/crypto/signer.hpp"

namespace liandong {
class TreeSigner;    // the ports, app/ports.hpp
class TreeVerifier;
}  // namespace liandong

namespace liandong::crypto {

[[nodiscard]] std::unique_ptr<TreeSigner> MakeTreeSigner(Signer signer);
/// Errors: kInvalid "bad_public_key" unless `public_key_pem` holds one Ed25519 key.
[[nodiscard]] Result<std::unique_ptr<TreeVerifier>> MakeTreeVerifier(std::string_view public_key_pem);

}  // namespace liandong::crypto
