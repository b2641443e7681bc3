#include "adapters/http/rate_limit.hpp"

#include <algorithm>
#include <cmath>

namespace liandong::http {

std::optional<std::chrono::milliseconds> RateLimiter::Take(std::string_view key,
                                                           Clock::time_point now) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) {
        if (buckets_.size() >= keys_max_ && !buckets_.empty()) {
            by_key_.erase(buckets_.back().key);
            buckets_.pop_back();
        }
        buckets_.push_front({std::string(key), rate_.burst, now});
        by_key_.emplace(buckets_.front().key, buckets_.begin());
    } else {
        buckets_.splice(buckets_.begin(), buckets_, found->second);
    }
    Bucket& bucket = buckets_.front();
    const double seconds =
        std::chrono::duration<double>(std::max(now, bucket.at) - bucket.at).count();
    bucket.tokens = std::min(rate_.burst, bucket.tokens + seconds * rate_.per_second);
    bucket.at = std::max(now, bucket.at);
    if (bucket.tokens >= 1.0) {
        bucket.tokens -= 1.0;
        return std::nullopt;
    }
    const double missing = (1.0 - bucket.tokens) / rate_.per_second;
    return std::chrono::milliseconds(static_cast<long long>(std::ceil(missing * 1000.0)));
}

std::size_t RateLimiter::KeysHeld() const {
    const std::scoped_lock lock(mutex_);
    return buckets_.size();
}

}  // namespace liandong::http
