#include "server/system_clock.hpp"

namespace liandong::server {

Instant SystemClock::Now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace liandong::server
