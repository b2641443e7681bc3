#pragma once

#include <vector>

#include "app/services.hpp"
#include "codec/link_codec.hpp"

namespace liandong {

/// A push as it is sent: the case as it is now, and of what people said only what the profile lets
/// this system see. Who brought a secret case is never told.
struct ComposedPush {
    PushMessage message;
    std::vector<LinkField> fields;  ///< that are in it
};
/// Errors: kNotFound "no_such_case"; those of the vault.
[[nodiscard]] Result<ComposedPush> ComposePush(const Services& services, const City& city,
                                               const LinkedSystem& system, const OutboxMessage& row,
                                               Deadline deadline);

}  // namespace liandong
