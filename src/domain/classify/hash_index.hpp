#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace liandong {

/// Spreads the bits of a number over all 64 of the result; two different numbers never meet.
[[nodiscard]] constexpr std::uint64_t MixBits(std::uint64_t bits) {
    bits ^= bits >> 33U;
    bits *= 0xff51afd7ed558ccdULL;
    bits ^= bits >> 33U;
    bits *= 0xc4ceb9fe1a85ec53ULL;
    bits ^= bits >> 33U;
    return bits;
}

/// The hash of a text one code point longer. The same on every machine, as model files need.
[[nodiscard]] constexpr std::uint64_t ExtendHash(std::uint64_t hash, char32_t point) {
    return MixBits(hash ^ (std::uint64_t{point} * 0x9E3779B97F4A7C15ULL));
}
[[nodiscard]] constexpr std::uint64_t HashOf(std::uint64_t seed, std::u32string_view text) {
    for (const char32_t point : text) seed = ExtendHash(seed, point);
    return seed;
}

/// Numbers 64-bit hashes 0, 1, 2 … in the order in which they come, in one flat table: a look-up
/// touches one cache line.
class HashIndex {
public:
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;

    HashIndex() : HashIndex(16) {}
    explicit HashIndex(std::size_t expected);

    /// The number of a hash, or kNone.
    [[nodiscard]] std::uint32_t Find(std::uint64_t hash) const {
        for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
            const Slot& slot = slots_[at];
            if (slot.number == kNone || slot.hash == hash) return slot.number;
        }
    }
    /// The number of a hash, which gets the next one when it is new.
    std::uint32_t FindOrAdd(std::uint64_t hash);
    /// Fetches what `Find` will look at.
    void Prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask_]); }

    [[nodiscard]] std::size_t size() const { return size_; }

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t number = kNone;
    };
    void Grow();

    std::vector<Slot> slots_;
    std::size_t mask_ = 0;
    std::size_t size_ = 0;
};

}  // namespace liandong
