#include "adapters/crypto/random.hpp"

#include <sodium.h>

#include "adapters/crypto/sodium.hpp"
#include "base/check.hpp"

namespace liandong::crypto {

void StartSodium() {
    static const bool started = sodium_init() >= 0;
    LD_CHECK(started);
}

void FillRandom(std::span<unsigned char> bytes) {
    StartSodium();
    randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace liandong::crypto
