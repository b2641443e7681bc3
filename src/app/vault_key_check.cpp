#include "app/vault_key_check.hpp"

namespace liandong {

namespace {
constexpr std::string_view kName = "vault_key_check";
}  // namespace

Result<void> CheckVaultKey(Store& store, std::string_view key_check, Deadline deadline) {
    LD_TRY(const auto noted, store.Meta(kName, deadline));
    if (!noted) return store.SetMeta(kName, key_check, deadline);
    if (*noted == key_check) return {};
    Error error = Unavailable("the database was sealed under the master key " + *noted +
                              ", the one given is " + std::string(key_check) +
                              "; find the right key file, personal data cannot be read");
    error.code = "other_master_key";
    return Failure{std::move(error)};
}

}  // namespace liandong
