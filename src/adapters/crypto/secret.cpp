#include "adapters/crypto/secret.hpp"

#include <algorithm>

#include <sodium.h>

#include "adapters/crypto/random.hpp"

namespace liandong::crypto {

void Wipe(std::span<unsigned char> bytes) { sodium_memzero(bytes.data(), bytes.size()); }
void Wipe(std::string& text) { sodium_memzero(text.data(), text.size()); }

bool SameSecret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

SecretKey::SecretKey(std::span<const unsigned char, kSize> bytes) {
    std::ranges::copy(bytes, bytes_.begin());
}

SecretKey::SecretKey(SecretKey&& other) noexcept : bytes_(other.bytes_) { Wipe(other.bytes_); }

SecretKey& SecretKey::operator=(SecretKey&& other) noexcept {
    if (this == &other) return *this;
    bytes_ = other.bytes_;
    Wipe(other.bytes_);
    return *this;
}

SecretKey::~SecretKey() { Wipe(bytes_); }

SecretKey SecretKey::Random() {
    SecretKey key;
    FillRandom(key.bytes_);
    return key;
}

}  // namespace liandong::crypto
