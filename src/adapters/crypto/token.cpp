#include "adapters/crypto/token.hpp"

#include <sodium.h>

#include "adapters/crypto/random.hpp"
#include "adapters/crypto/sodium.hpp"
#include "base/base64.hpp"

namespace liandong::crypto {

std::string RandomToken() {
    std::array<unsigned char, 32> bytes{};
    FillRandom(bytes);
    return Base64Url(bytes);
}

Digest HashToken(const SecretKey& key, std::string_view token) {
    StartSodium();
    Digest digest;
    crypto_generichash(digest.bytes.data(), digest.bytes.size(),
                       reinterpret_cast<const unsigned char*>(token.data()), token.size(),
                       key.Bytes().data(), key.Bytes().size());
    return digest;
}

}  // namespace liandong::crypto
