#pragma once

#include <vector>

#include "app/services.hpp"

namespace liandong {

/// Several commands on one case as one decision, each on what the one before left: all of them or
/// none. Sealed, decided and built, not yet written. Errors: the first refusal.
[[nodiscard]] Result<CaseChange> DecideInOrder(const Services& services, const City& city,
                                               const Principal& who, const StoredCase& found,
                                               std::vector<Command> commands);

}  // namespace liandong
