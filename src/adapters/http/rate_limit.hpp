#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace liandong::http {

/// How fast one key may go: `burst` at once, refilled at `per_second`.
struct Rate {
    double per_second = 1.0;
    double burst = 10.0;
};

/// A token bucket per key (an address, a session, an account). Holds at most `keys_max` buckets;
/// beyond that the key not seen for longest is forgotten, which can only favour that key. Any
/// thread.
class RateLimiter {
public:
    using Clock = std::chrono::steady_clock;

    RateLimiter(Rate rate, std::size_t keys_max) : rate_(rate), keys_max_(keys_max) {}

    /// Takes one token. Nothing when there was one; otherwise how long until there is.
    [[nodiscard]] std::optional<std::chrono::milliseconds> Take(std::string_view key,
                                                                Clock::time_point now);
    [[nodiscard]] std::size_t KeysHeld() const;

private:
    struct Bucket {
        std::string key;
        double tokens;
        Clock::time_point at;
    };
    Rate rate_;
    std::size_t keys_max_;
    mutable std::mutex mutex_;
    std::list<Bucket> buckets_;  // the one used last in front
    // The views point into the list's strings, which never move.
    std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key_;
};

}  // namespace liandong::http
