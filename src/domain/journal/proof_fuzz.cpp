// Any proof of any sizes: verification ends, and what it accepts cannot be moved to another place.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "base/check.hpp"
#include "domain/journal/merkle.hpp"
#include "domain/journal/toy_hash.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace liandong;
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    std::vector<Digest> hashes;
    const auto take = [&](void* to, std::size_t count) {
        if (size < count) return false;
        std::memcpy(to, data, count);
        data += count;
        size -= count;
        return true;
    };
    Digest a;
    Digest b;
    if (!take(&first, 8) || !take(&second, 8) || !take(a.bytes.data(), 32) ||
        !take(b.bytes.data(), 32))
        return 0;
    for (Digest hash; take(hash.bytes.data(), 32);) hashes.push_back(hash);
    const HashFunction hash = &testing::ToyHash;
    if (merkle::VerifyInclusion(hash, a, first, second, hashes, b)) {
        LD_CHECK(first < second && hashes.size() <= 64);
        // Equal neighbours may change places; no other two may.
        const bool moved =
            !hashes.empty() && merkle::VerifyInclusion(hash, a, first ^ 1, second, hashes, b);
        LD_CHECK(!moved || hashes.front() == a);
    }
    if (merkle::VerifyConsistency(hash, first, second, a, b, hashes))
        LD_CHECK(first <= second && hashes.size() <= 65);
    return 0;
}
