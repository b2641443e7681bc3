#include "app/simulate_random.hpp"

#include <algorithm>
#include <bit>

namespace liandong {
namespace {

std::uint64_t SplitMix(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31U);
}

}  // namespace

SeededRandom::SeededRandom(std::uint64_t seed) {
    for (std::uint64_t& word : state_) word = SplitMix(seed);
}

SeededRandom::SeededRandom(std::uint64_t seed, std::uint64_t number)
    : SeededRandom(SplitMix(seed) ^ (number * 0xD1342543DE82EF95ULL)) {}

std::uint64_t SeededRandom::Next() {
    const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
}

std::size_t SeededRandom::Below(std::size_t count) {
    return static_cast<std::size_t>(((Next() >> 32U) * count) >> 32U);
}

std::int64_t SeededRandom::Between(std::int64_t from, std::int64_t to) {
    return from + static_cast<std::int64_t>(
                      Below(static_cast<std::size_t>(std::max<std::int64_t>(to - from, 0)) + 1));
}

Duration SeededRandom::Between(Duration from, Duration to) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(to - from).count();
    return from + std::chrono::seconds{Between(0, std::max<std::int64_t>(seconds - 1, 0))};
}

std::size_t SeededRandom::Weighted(std::span<const int> weights) {
    std::size_t total = 0;
    for (const int weight : weights) total += static_cast<std::size_t>(weight);
    std::size_t drawn = Below(total);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (drawn < static_cast<std::size_t>(weights[i])) return i;
        drawn -= static_cast<std::size_t>(weights[i]);
    }
    return 0;
}

}  // namespace liandong
