#pragma once

#include "server/open_city.hpp"

namespace liandong::server {

/// Seals every committed event and signs a head over them, for commands that write without serving.
/// Harmless while a server runs on the same database: whoever is second finds nothing to do.
[[nodiscard]] Result<void> SealAll(OpenedCity& city);

}  // namespace liandong::server
