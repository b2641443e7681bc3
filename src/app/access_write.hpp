#pragma once

#include <string>
#include <variant>

#include "app/account_store.hpp"
#include "app/linked_store.hpp"

// What changes who may do what: a part of a ChangeSet, so that it is written together with the line
// of the journal that tells of it (app/change_access.hpp).

namespace liandong {

/// Creates or replaces the account. What signing in leaves behind stays as it is, but for the last
/// step of another second factor. Errors: kRejected "login_taken".
struct SaveAccount {
    User user;
    bool ends_sessions = false;
};
/// Creates or replaces.
struct SaveToken {
    ApiToken token;
};
struct DropToken {
    std::string token_hash;
};
/// Creates or replaces.
struct SaveSubscription {
    Subscription subscription;
};
struct DropSubscription {
    CaseId id;
};
using AccessWrite =
    std::variant<SaveAccount, SaveToken, DropToken, SaveSubscription, DropSubscription>;

}  // namespace liandong
