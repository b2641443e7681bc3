#pragma once

#include <iosfwd>

#include "server/open_city.hpp"

namespace liandong::server {

/// Invented people, one for each role, and some days of an invented city, written through the same
/// use cases as the real ones. Does nothing where somebody can sign in already, so that a restart
/// keeps what visitors did.
[[nodiscard]] Result<void> PlantDemo(OpenedCity& city, std::ostream& progress);

/// Who can sign in to the demo, as a table for the terminal.
void PrintDemoUsers(OpenedCity& city, std::ostream& out);

}  // namespace liandong::server
