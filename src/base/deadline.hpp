#pragma once

#include <chrono>

namespace liandong {

/// When a request stops being worth the work. Taken once, at the rim, and passed down: every wait
/// has one.
class Deadline {
public:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] static Deadline In(std::chrono::milliseconds left) {
        return Deadline{Clock::now() + left};
    }
    [[nodiscard]] bool Passed() const { return Clock::now() >= at_; }
    [[nodiscard]] Clock::time_point At() const { return at_; }

private:
    explicit Deadline(Clock::time_point at) : at_(at) {}
    Clock::time_point at_;
};

}  // namespace liandong
