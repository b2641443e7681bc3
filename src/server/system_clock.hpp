#pragma once

#include "app/ports.hpp"

namespace liandong::server {

/// The machine's clock. It may jump; nothing in the rules assumes that it does not.
class SystemClock final : public WallClock {
public:
    Instant Now() override;
};

}  // namespace liandong::server
