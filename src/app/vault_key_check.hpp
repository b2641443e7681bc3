#pragma once

#include <string_view>

#include "app/ports.hpp"

namespace liandong {

/// Whether this database was sealed under this master key; the first start notes it. `key_check` is
/// crypto::Vault::KeyCheck(). Errors: kUnavailable "other_master_key"; the store's own.
[[nodiscard]] Result<void> CheckVaultKey(Store& store, std::string_view key_check,
                                         Deadline deadline);

}  // namespace liandong
