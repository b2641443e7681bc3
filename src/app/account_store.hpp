#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.hpp"
#include "base/result.hpp"
#include "domain/case/types.hpp"

// People who sign in, their sessions, and the tokens of linked systems: a part of the store
// (app/ports.hpp).

namespace liandong {

struct User {
    UserId id;
    std::string login;
    std::string name;
    std::string password_hash;
    std::string totp_secret;  ///< sealed under the master key; empty: no second factor
    std::int64_t totp_last_step = 0;
    UnitCode unit;
    std::vector<std::string> roles;
    std::string staff;  ///< their code in the city's list of staff; empty: not in it
    bool active = true;
    std::int32_t failed_sign_ins = 0;
    std::optional<Instant> locked_until;
    std::int64_t revision = 0;  ///< how often it was written whole; 0: not yet
};
struct Session {
    std::string token_hash;
    std::string csrf_token;
    UserId user;
    Instant created_at;
    Instant expires_at;
};
struct ApiToken {
    std::string token_hash;
    std::string name;
    std::string system;               ///< the linked system that holds it
    std::vector<std::string> scopes;  ///< permissions, city-wide
    std::optional<Instant> expires_at;
};

class AccountStore {
public:
    virtual ~AccountStore() = default;
    virtual Result<std::optional<User>> FindUser(const UserId& id, Deadline deadline) = 0;
    virtual Result<std::optional<User>> FindUserByLogin(std::string_view login,
                                                        Deadline deadline) = 0;
    /// What signing in leaves behind: failures, lock and the last step of the second factor. All
    /// else of an account is changed by CaseStore::Commit, with the journal (app/access_write.hpp).
    virtual Result<void> SaveSignIn(const User& user, Deadline deadline) = 0;
    virtual Result<std::vector<User>> ListUsers(Deadline deadline) = 0;
    virtual Result<void> SaveSession(const Session& session, Deadline deadline) = 0;
    virtual Result<std::optional<Session>> FindSession(std::string_view token_hash,
                                                       Deadline deadline) = 0;
    virtual Result<void> EndSession(std::string_view token_hash, Deadline deadline) = 0;
    virtual Result<void> EndSessionsOf(const UserId& user, Deadline deadline) = 0;
    virtual Result<void> DropExpiredSessions(Instant now, Deadline deadline) = 0;
    virtual Result<std::optional<ApiToken>> FindToken(std::string_view token_hash,
                                                      Deadline deadline) = 0;
    virtual Result<std::vector<ApiToken>> ListTokens(Deadline deadline) = 0;
};

}  // namespace liandong
