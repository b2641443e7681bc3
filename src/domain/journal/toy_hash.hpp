#pragma once

#include <cstdint>
#include <cstring>

#include "domain/journal/digest.hpp"

namespace liandong::testing {

/// A quick hash for tests of the tree's shape, where no library of cryptography may be linked. Not
/// secure.
inline Digest ToyHash(std::span<const unsigned char> bytes) {
    Digest digest;
    std::uint64_t state = 0xcbf29ce484222325ULL ^ bytes.size();
    for (const unsigned char byte : bytes) state = (state ^ byte) * 0x100000001b3ULL;
    for (std::size_t i = 0; i < digest.bytes.size(); i += sizeof state) {
        state ^= state >> 29;
        state *= 0xbf58476d1ce4e5b9ULL;
        state ^= state >> 32;
        std::memcpy(digest.bytes.data() + i, &state, sizeof state);
    }
    return digest;
}

}  // namespace liandong::testing
