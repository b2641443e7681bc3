#pragma once

#include <cstdint>

namespace liandong {

/// How many cases wait until somebody rules whose they are.
struct RulingCounts {
    std::int64_t disputes = 0;
    std::int64_t returns = 0;

    bool operator==(const RulingCounts&) const = default;
};

}  // namespace liandong
