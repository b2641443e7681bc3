#include "app/accounts.hpp"

#include <algorithm>

#include "app/act_on_case.hpp"
#include "app/change_access.hpp"
#include "base/text.hpp"

namespace liandong {
namespace {

Error Unauthenticated(const std::string& code, std::string for_caller) {
    return {ErrorKind::kUnauthenticated, code, std::move(for_caller), code, {}};
}

Error BadCredentials() {
    return Unauthenticated("bad_credentials", "The name or the password is wrong.");
}

// Verified against when there is no such user, so that a stranger cannot tell by the time it takes.
Result<void> PretendToVerify(const AccountServices& services, std::string_view password,
                             Deadline deadline) {
    static const Result<std::string> hash =
        services.credentials.HashPassword("nobody's password", deadline);
    if (hash) {
        LD_TRY(services.credentials.VerifyPassword(*hash, password, deadline));
    }
    return {};
}

Result<void> CheckPassword(std::string_view password) {
    if (CountCodePoints(password) < kPasswordCodePointsMin || password.size() > kPasswordBytesMax) {
        return Failure{Invalid("weak_password", "A password needs at least 8 characters.")};
    }
    return {};
}

bool IsLogin(std::string_view login) {
    return !login.empty() && login.size() <= 64 && std::ranges::all_of(login, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
}

Result<void> CountFailure(const AccountServices& services, User user, Instant now,
                          Deadline deadline) {
    ++user.failed_sign_ins;
    if (user.failed_sign_ins >= kFailedSignInsMax) {
        user.failed_sign_ins = 0;
        user.locked_until = now + kSignInLock;
    }
    return services.store.SaveSignIn(user, deadline);
}

Result<void> CheckCode(const AccountServices& services, User& user, std::string_view code,
                       Instant now, Deadline deadline) {
    if (user.totp_secret.empty()) return {};
    if (code.empty())
        return Failure{
            Unauthenticated("code_required", "Please enter the code of your authenticator.")};
    LD_TRY(const auto step,
           services.credentials.VerifyTotp(user.totp_secret, code, now, user.totp_last_step));
    if (!step) {
        LD_TRY(CountFailure(services, user, now, deadline));
        return Failure{Unauthenticated("bad_code", "The code is wrong or was used already.")};
    }
    user.totp_last_step = *step;
    return {};
}

Result<User> NeedUser(const AccountServices& services, const UserId& id, Deadline deadline) {
    LD_TRY(auto user, services.store.FindUser(id, deadline));
    if (!user) return Failure{NotFound("no_such_user", "There is no such person.")};
    return *std::move(user);
}

/// Writes the account with the line that tells of it; an account that is as it was stays.
Result<void> Replace(const AccountServices& services, const Principal& who,
                     const std::optional<User>& before, User after, bool ends_sessions,
                     Deadline deadline) {
    const std::int64_t revision = before ? before->revision : 0;
    after.revision = revision + 1;
    AccessRequest request{DifferenceOf(before, after), {}, {}};
    if (request.told.differences.empty()) {
        if (!ends_sessions) return {};
        return services.store.EndSessionsOf(after.id, deadline);
    }
    request.ground = "account-" + after.id.value + "-" + std::to_string(revision);
    request.writes.emplace_back(SaveAccount{std::move(after), ends_sessions});
    return WriteAccessChange(services, who, request, deadline);
}

/// Changes one thing of an account that is there. A lost race is tried again.
template <class Change>
Result<void> Alter(const AccountServices& services, const Principal& who, const UserId& id,
                   bool ends_sessions, Deadline deadline, const Change& change) {
    return RetryLostRace(std::nullopt, [&]() -> Result<void> {
        LD_TRY(const auto before, NeedUser(services, id, deadline));
        User after = before;
        change(after);
        return Replace(services, who, before, std::move(after), ends_sessions, deadline);
    });
}

/// Everything of a request but whether it is new.
Result<void> Check(const City& city, const NewUser& request) {
    if (!IsLogin(request.login)) {
        return Failure{Invalid(
            "bad_login", "A sign-in name has 1 to 64 of a-z, 0-9, dot, dash and underscore.")};
    }
    LD_TRY(CheckPassword(request.password));
    if (city.FindUnit(request.unit) == nullptr)
        return Failure{Invalid("unknown_unit", "There is no such unit.")};
    for (const std::string& role : request.roles) {
        if (city.FindRole(role) == nullptr)
            return Failure{Invalid("unknown_role", "There is no such role: " + role)};
    }
    if (!request.staff.empty() && city.FindStaff(request.staff) == nullptr)
        return Failure{Invalid("unknown_person", "The list of staff has nobody of this code.")};
    return {};
}

/// The hash that the account has when it is this password's already, so that the same password once
/// more is no change; else a new one.
Result<std::string> HashFor(const AccountServices& services, const std::optional<User>& before,
                            std::string_view password, Deadline deadline) {
    if (before) {
        LD_TRY(const bool is_same,
               services.credentials.VerifyPassword(before->password_hash, password, deadline));
        if (is_same) return before->password_hash;
    }
    return services.credentials.HashPassword(password, deadline);
}

}  // namespace

Result<SignedIn> SignIn(const AccountServices& services, const SignInRequest& request,
                        Deadline deadline) {
    const Instant now = services.clock.Now();
    if (request.password.size() > kPasswordBytesMax) return Failure{BadCredentials()};
    LD_TRY(auto found, services.store.FindUserByLogin(request.login, deadline));
    if (!found || !found->active) {
        LD_TRY(PretendToVerify(services, request.password, deadline));
        return Failure{BadCredentials()};
    }
    User user = *std::move(found);
    if (user.locked_until && *user.locked_until > now) {
        const std::string until =
            FormatRfc3339(*user.locked_until, services.city.Current()->calendar.offset);
        return Failure{Error{ErrorKind::kForbidden,
                             "locked",
                             "Too many failures; please try again later.",
                             "locked out",
                             {{"until", until}}}};
    }
    LD_TRY(const bool is_right,
           services.credentials.VerifyPassword(user.password_hash, request.password, deadline));
    if (!is_right) {
        LD_TRY(CountFailure(services, user, now, deadline));
        return Failure{BadCredentials()};
    }
    LD_TRY(CheckCode(services, user, request.code, now, deadline));
    user.failed_sign_ins = 0;
    user.locked_until.reset();
    LD_TRY(services.store.SaveSignIn(user, deadline));

    SignedIn signed_in{services.credentials.NewToken(), services.credentials.NewToken(),
                       now + kSessionLife, user};
    LD_TRY(services.store.SaveSession({services.credentials.HashToken(signed_in.token),
                                       signed_in.csrf_token, user.id, now, signed_in.expires_at},
                                      deadline));
    return signed_in;
}

Result<void> SignOut(const AccountServices& services, std::string_view token, Deadline deadline) {
    return services.store.EndSession(services.credentials.HashToken(token), deadline);
}

Result<Identity> IdentifySession(const AccountServices& services, std::string_view token,
                                 Deadline deadline) {
    const Error refused = Unauthenticated("no_session", "Please sign in.");
    LD_TRY(auto session,
           services.store.FindSession(services.credentials.HashToken(token), deadline));
    if (!session || session->expires_at <= services.clock.Now()) return Failure{refused};
    LD_TRY(auto user, services.store.FindUser(session->user, deadline));
    if (!user || !user->active) return Failure{refused};
    Principal principal = PrincipalOf(*user, *services.city.Current());
    return Identity{std::move(principal), std::move(user), session->csrf_token};
}

Result<Identity> IdentifyToken(const AccountServices& services, std::string_view token,
                               Deadline deadline) {
    const Error refused = Unauthenticated("no_token", "The token is not known or has expired.");
    LD_TRY(const auto found,
           services.store.FindToken(services.credentials.HashToken(token), deadline));
    if (!found || (found->expires_at && *found->expires_at <= services.clock.Now()))
        return Failure{refused};
    Principal principal;
    principal.actor = {ActorKind::kLinkedSystem, found->system, {}};
    principal.city_permissions.insert(found->scopes.begin(), found->scopes.end());
    return Identity{std::move(principal), std::nullopt, std::nullopt};
}

Principal PrincipalOf(const User& user, const City& city) {
    Principal principal;
    principal.actor = {ActorKind::kUser, user.id.value, user.unit};
    principal.staff = user.staff;
    for (const std::string& code : user.roles) {
        const Role* role = city.FindRole(code);
        if (role == nullptr) continue;
        auto& held = role->scope == RoleScope::kCity ? principal.city_permissions
                                                     : principal.unit_permissions;
        held.insert(role->permissions.begin(), role->permissions.end());
    }
    return principal;
}

Result<User> SaveUser(const AccountServices& services, const Principal& who, const NewUser& request,
                      Deadline deadline) {
    LD_TRY(Check(*services.city.Current(), request));
    return RetryLostRace(std::nullopt, [&]() -> Result<User> {
        LD_TRY(const auto before, services.store.FindUserByLogin(request.login, deadline));
        User user = before.value_or(User{});
        if (!before) user.id = UserId{request.login};
        user.login = request.login;
        user.name = request.name;
        user.unit = request.unit;
        user.roles = request.roles;
        user.staff = request.staff;
        user.active = true;
        LD_TRY(user.password_hash, HashFor(services, before, request.password, deadline));
        LD_TRY(Replace(services, who, before, user, true, deadline));
        return user;
    });
}

Result<void> DismissUser(const AccountServices& services, const Principal& who, const UserId& id,
                         Deadline deadline) {
    return Alter(services, who, id, true, deadline, [](User& user) { user.active = false; });
}

Result<void> ChangePassword(const AccountServices& services, const Principal& who, const UserId& id,
                            std::string_view old_password, std::string_view new_password,
                            Deadline deadline) {
    LD_TRY(const auto before, NeedUser(services, id, deadline));
    LD_TRY(const bool is_right,
           services.credentials.VerifyPassword(before.password_hash, old_password, deadline));
    if (!is_right) return Failure{BadCredentials()};
    LD_TRY(CheckPassword(new_password));
    User after = before;
    LD_TRY(after.password_hash, services.credentials.HashPassword(new_password, deadline));
    // Not tried again: the old password was checked against this very account.
    return Replace(services, who, before, std::move(after), true, deadline);
}

Result<std::string> EnrolTotp(const AccountServices& services, const Principal& who,
                              const UserId& id, Deadline deadline) {
    LD_TRY(const auto user, NeedUser(services, id, deadline));
    LD_TRY(auto enrolment, services.credentials.NewTotp(services.city.Current()->name, user.login));
    LD_TRY(Alter(services, who, id, false, deadline, [&](User& changed) {
        changed.totp_secret = enrolment.sealed_secret;
        changed.totp_last_step = 0;
    }));
    return std::move(enrolment.uri);
}

Result<void> DropTotp(const AccountServices& services, const Principal& who, const UserId& id,
                      Deadline deadline) {
    return Alter(services, who, id, false, deadline, [](User& user) { user.totp_secret.clear(); });
}

Result<std::string> IssueToken(const AccountServices& services, const Principal& who,
                               const std::string& name, const std::string& system,
                               const std::vector<std::string>& scopes,
                               std::optional<Instant> expires_at, Deadline deadline) {
    for (const std::string& scope : scopes) {
        if (std::ranges::find(KnownPermissions(), scope) == KnownPermissions().end()) {
            return Failure{Invalid("unknown_scope", "There is no such permission: " + scope)};
        }
    }
    std::string token = services.credentials.NewToken();
    const ApiToken kept{services.credentials.HashToken(token), name, system, scopes, expires_at};
    LD_TRY(WriteAccessChange(services, who,
                             {TokenMade(kept, services.city.Current()->calendar.offset),
                              {SaveToken{kept}},
                              "token-made-" + kept.token_hash},
                             deadline));
    return token;
}

Result<std::vector<std::string>> EndTokens(const AccountServices& services, const Principal& who,
                                           std::string_view name, Deadline deadline) {
    LD_TRY(const auto tokens, services.store.ListTokens(deadline));
    std::vector<std::string> systems;
    for (const ApiToken& token : tokens) {
        if (token.name != name) continue;
        const auto ended = WriteAccessChange(
            services, who,
            {TokenEnded(token), {DropToken{token.token_hash}}, "token-ended-" + token.token_hash},
            deadline);
        // Somebody else was faster: it has ended all the same.
        if (!ended && ended.error().kind != ErrorKind::kStale) return Failure{ended.error()};
        systems.push_back(token.system);
    }
    return systems;
}

const std::vector<std::string>& KnownPermissions() {
    static const std::vector<std::string> known = [] {
        std::vector<std::string> all{"open",       "view",     "view_secret",   "search",
                                     "export",     "split",    "reopen",        "import",
                                     "administer", "verify",   "resend_outbox", "live",
                                     "exchange",   "reconcile"};
        for (const auto& action : kNames<CaseAction>) all.emplace_back(action.code);
        std::ranges::sort(all);
        return all;
    }();
    return known;
}

}  // namespace liandong
