#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/services.hpp"
#include "domain/document/access_change.hpp"

// Every change of who may do what goes through here, and so into the journal. The change and the
// line that tells of it are one transaction: after a crash there are both or neither.

namespace liandong {

struct AccessRequest {
    ChangeAccess told;
    std::vector<AccessWrite> writes;
    /// What it was decided on, as it can be only once: an account and its revision, a token that
    /// ends. Who comes second is told that somebody was faster.
    std::string ground;
};
/// Writes it; where nothing differs nothing is written. The caller has asked who may. Errors:
/// kStale "version_conflict" when the ground has moved; kRejected "login_taken".
[[nodiscard]] Result<void> WriteAccessChange(const Services& services, const Principal& who,
                                             const AccessRequest& request, Deadline deadline);

/// What changes of an account; without `before` all of it is new. Never a secret.
[[nodiscard]] ChangeAccess DifferenceOf(const std::optional<User>& before, const User& after);
[[nodiscard]] ChangeAccess TokenMade(const ApiToken& token, UtcOffset offset);
[[nodiscard]] ChangeAccess TokenEnded(const ApiToken& token);
[[nodiscard]] ChangeAccess SubscriptionMade(const Subscription& subscription);
[[nodiscard]] ChangeAccess SubscriptionEnded(const Subscription& subscription);

}  // namespace liandong
