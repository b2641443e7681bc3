#pragma once

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "app/services.hpp"

// What several benches need of the world around the use cases: the clock, one city, nobody's guess.

namespace liandong::bench {

class SystemTime final : public WallClock {
public:
    Instant Now() override {
        return std::chrono::floor<Duration>(std::chrono::system_clock::now());
    }
};

/// A profile that never changes.
class OneCity final : public CitySource {
public:
    explicit OneCity(std::shared_ptr<const City> city) : city_(std::move(city)) {}
    std::shared_ptr<const City> Current() override { return city_; }

private:
    std::shared_ptr<const City> city_;
};

class NoGuess final : public Classifier {
public:
    std::vector<Guess> Classify(const City& /*city*/, std::string_view /*text*/) override {
        return {};
    }
};

/// The value, or the end of the program: a bench has nobody to tell.
template <class T>
T Must(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", result.error().code.c_str(),
                     result.error().for_log.c_str());
        std::exit(2);  // NOLINT(concurrency-mt-unsafe): nothing is left to tidy up
    }
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

}  // namespace liandong::bench
