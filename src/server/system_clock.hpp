#pragma once

#include "app/ports.hpp"

namespace liandong {

/// The machine's own clock; keep it on time with NTP.
class SystemClock final : public WallClock {
public:
    Instant Now() override { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }
};

}  // namespace liandong
