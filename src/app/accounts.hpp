#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/services.hpp"

// Who people and systems are, and what follows from it. Rights = role × unit subtree × command;
// they are looked up at every request, so a change counts at once. Every change is told to the
// journal with the name of `who` made it (app/change_access.hpp); the command line is the system.

namespace liandong {

struct AccountServices : Services {
    Credentials& credentials;
};

inline constexpr std::int32_t kFailedSignInsMax = 5;
inline constexpr std::chrono::minutes kSignInLock{15};
inline constexpr std::chrono::hours kSessionLife{12};
inline constexpr std::size_t kPasswordCodePointsMin = 8;
inline constexpr std::size_t kPasswordBytesMax = 1024;

struct SignInRequest {
    std::string login;
    std::string password;
    std::string code;  ///< of the second factor, when there is one
};
struct SignedIn {
    std::string token;  ///< for the session cookie; only its hash is stored
    std::string csrf_token;
    Instant expires_at;
    User user;
};
/// Errors: kUnauthenticated "bad_credentials" (the same for an unknown login, in the same time),
/// "code_required", "bad_code"; kForbidden "locked" after kFailedSignInsMax failures, with args
/// "until"; kBusy.
[[nodiscard]] Result<SignedIn> SignIn(const AccountServices& services, const SignInRequest& request,
                                      Deadline deadline);
[[nodiscard]] Result<void> SignOut(const AccountServices& services, std::string_view token,
                                   Deadline deadline);

struct Identity {
    Principal principal;
    std::optional<User> user;  ///< empty for a linked system
    std::optional<std::string> csrf_token;
};
/// Whose session or bearer token this is. Errors: kUnauthenticated "no_session", "no_token".
[[nodiscard]] Result<Identity> IdentifySession(const AccountServices& services,
                                               std::string_view token, Deadline deadline);
[[nodiscard]] Result<Identity> IdentifyToken(const AccountServices& services,
                                             std::string_view token, Deadline deadline);

/// The union of the roles' permissions, each within its scope. A role the city no longer knows
/// gives nothing.
[[nodiscard]] Principal PrincipalOf(const User& user, const City& city);

struct NewUser {
    std::string login;
    std::string name;
    std::string password;
    UnitCode unit;
    std::vector<std::string> roles;
    std::string staff{};  ///< their code in the city's list of staff; empty: not in it
};
/// Creates the user, or gives an existing login another name, password, unit, roles and place in
/// the list of staff (its sessions end). Errors: kInvalid "bad_login", "weak_password",
/// "unknown_unit", "unknown_role", "unknown_person".
[[nodiscard]] Result<User> SaveUser(const AccountServices& services, const Principal& who,
                                    const NewUser& request, Deadline deadline);
/// The person can no longer sign in, and is signed out everywhere. What they did keeps their name.
/// Errors: kNotFound "no_such_user".
[[nodiscard]] Result<void> DismissUser(const AccountServices& services, const Principal& who,
                                       const UserId& id, Deadline deadline);
/// Errors: kUnauthenticated "bad_credentials" when `old_password` is wrong; kInvalid
/// "weak_password".
[[nodiscard]] Result<void> ChangePassword(const AccountServices& services, const Principal& who,
                                          const UserId& id, std::string_view old_password,
                                          std::string_view new_password, Deadline deadline);
/// Turns the second factor on with a new secret and gives its otpauth:// address, or turns it off.
[[nodiscard]] Result<std::string> EnrolTotp(const AccountServices& services, const Principal& who,
                                            const UserId& id, Deadline deadline);
[[nodiscard]] Result<void> DropTotp(const AccountServices& services, const Principal& who,
                                    const UserId& id, Deadline deadline);

/// A bearer token for a linked system; shown once. Errors: kInvalid "unknown_scope".
[[nodiscard]] Result<std::string> IssueToken(const AccountServices& services, const Principal& who,
                                             const std::string& name, const std::string& system,
                                             const std::vector<std::string>& scopes,
                                             std::optional<Instant> expires_at, Deadline deadline);
/// Ends every token of that name and says which systems held them; none is no error.
[[nodiscard]] Result<std::vector<std::string>> EndTokens(const AccountServices& services,
                                                         const Principal& who,
                                                         std::string_view name, Deadline deadline);

/// Every permission that a role or a token may hold.
[[nodiscard]] const std::vector<std::string>& KnownPermissions();

}  // namespace liandong
