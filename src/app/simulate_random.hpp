#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/instant.hpp"

namespace liandong {

/// All chance of a simulation. The same seed gives the same numbers with every compiler and
/// library, which the distributions of <random> do not promise. Source: xoshiro256** and splitmix64
/// of Blackman and Vigna.
class SeededRandom {
public:
    explicit SeededRandom(std::uint64_t seed);
    /// A generator of its own for part `number`, whatever else was drawn meanwhile.
    SeededRandom(std::uint64_t seed, std::uint64_t number);

    std::uint64_t Next();
    /// 0 .. count − 1; 0 when `count` is 0. The bias of at most 2^-32 does not matter here.
    std::size_t Below(std::size_t count);
    /// from .. to, both included.
    std::int64_t Between(std::int64_t from, std::int64_t to);
    bool Chance(int per_thousand) { return Below(1000) < static_cast<std::size_t>(per_thousand); }
    /// Of [from, to), to the second.
    Duration Between(Duration from, Duration to);
    /// An index, drawn by weight; 0 when all weights are 0.
    std::size_t Weighted(std::span<const int> weights);

    template <class Container>
    decltype(auto) Pick(const Container& items) {
        return items[Below(std::size(items))];
    }

private:
    std::array<std::uint64_t, 4> state_{};
};

}  // namespace liandong
