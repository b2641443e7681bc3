#include "adapters/store/postgres/store.hpp"
#include "adapters/store/rows.hpp"

namespace liandong::postgres {

namespace {

std::vector<ApiToken> ReadTokens(const Rows& rows) {
    std::vector<ApiToken> tokens;
    tokens.reserve(static_cast<std::size_t>(rows.size()));
    for (int i = 0; i < rows.size(); ++i) {
        tokens.push_back({rows.Text(i, 0), rows.Text(i, 1), rows.Text(i, 2),
                          store::SplitLines(rows.View(i, 3)), rows.OptionalTime(i, 4)});
    }
    return tokens;
}

template <class T>
std::optional<T> First(std::vector<T> all) {
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
}

}  // namespace

Result<std::vector<User>> PostgresStore::Users(std::string_view condition, Params params,
                                               Deadline deadline) {
    const std::string sql =
        "SELECT id, login, name, password_hash, totp_secret, totp_last_step, unit, roles, active, "
        "failed_sign_ins,"
        " locked_until, staff, revision FROM users WHERE city = $1" +
        std::string(condition) + " ORDER BY login";
    LD_TRY(const Rows rows, pool_.Run({sql, std::move(params)}, deadline, "reading users"));
    std::vector<User> users;
    for (int i = 0; i < rows.size(); ++i) {
        User& user = users.emplace_back();
        user.id = UserId{rows.Text(i, 0)};
        user.login = rows.Text(i, 1);
        user.name = rows.Text(i, 2);
        user.password_hash = rows.Text(i, 3);
        user.totp_secret = rows.Text(i, 4);
        user.totp_last_step = rows.Int8(i, 5);
        user.unit = UnitCode{rows.Text(i, 6)};
        user.roles = store::SplitLines(rows.View(i, 7));
        user.active = rows.Bool(i, 8);
        user.failed_sign_ins = rows.Int4(i, 9);
        user.locked_until = rows.OptionalTime(i, 10);
        user.staff = rows.Text(i, 11);
        user.revision = rows.Int8(i, 12);
    }
    return users;
}

Result<std::optional<User>> PostgresStore::FindUser(const UserId& id, Deadline deadline) {
    LD_TRY(auto users, Users(" AND id = $2", City().Text(id.value), deadline));
    return First(std::move(users));
}

Result<std::optional<User>> PostgresStore::FindUserByLogin(std::string_view login,
                                                           Deadline deadline) {
    LD_TRY(auto users, Users(" AND login = $2", City().Text(login), deadline));
    return First(std::move(users));
}

Result<std::vector<User>> PostgresStore::ListUsers(Deadline deadline) {
    return Users("", City(), deadline);
}

Result<void> PostgresStore::SaveSignIn(const User& user, Deadline deadline) {
    return Do(
        "UPDATE users SET totp_last_step = $3, failed_sign_ins = $4, locked_until = $5 WHERE city "
        "= $1 AND id = $2",
        City()
            .Text(user.id.value)
            .Int8(user.totp_last_step)
            .Int4(user.failed_sign_ins)
            .Time(user.locked_until),
        deadline, "saving a sign-in");
}

Result<void> PostgresStore::SaveSession(const Session& session, Deadline deadline) {
    return Do(
        "INSERT INTO sessions (city, token_hash, csrf_token, user_id, created_at, expires_at)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (city, token_hash) DO UPDATE SET"
        " csrf_token = excluded.csrf_token, user_id = excluded.user_id, created_at = "
        "excluded.created_at,"
        " expires_at = excluded.expires_at",
        City()
            .Text(session.token_hash)
            .Text(session.csrf_token)
            .Text(session.user.value)
            .Time(session.created_at)
            .Time(session.expires_at),
        deadline, "saving a session");
}

Result<std::optional<Session>> PostgresStore::FindSession(std::string_view token_hash,
                                                          Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT token_hash, csrf_token, user_id, created_at, expires_at FROM sessions"
                      " WHERE city = $1 AND token_hash = $2",
                      City().Text(token_hash)},
                     deadline, "reading a session"));
    if (rows.empty()) return std::optional<Session>{};
    return std::optional(Session{rows.Text(0, 0), rows.Text(0, 1), UserId{rows.Text(0, 2)},
                                 rows.Time(0, 3), rows.Time(0, 4)});
}

Result<void> PostgresStore::EndSession(std::string_view token_hash, Deadline deadline) {
    return Do("DELETE FROM sessions WHERE city = $1 AND token_hash = $2", City().Text(token_hash),
              deadline, "ending a session");
}

Result<void> PostgresStore::EndSessionsOf(const UserId& user, Deadline deadline) {
    return Do("DELETE FROM sessions WHERE city = $1 AND user_id = $2", City().Text(user.value),
              deadline, "ending sessions");
}

Result<void> PostgresStore::DropExpiredSessions(Instant now, Deadline deadline) {
    return Do("DELETE FROM sessions WHERE city = $1 AND expires_at <= $2", City().Time(now),
              deadline, "dropping old sessions");
}

Result<std::optional<ApiToken>> PostgresStore::FindToken(std::string_view token_hash,
                                                         Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT token_hash, name, system, scopes, expires_at FROM api_tokens"
                      " WHERE city = $1 AND token_hash = $2",
                      City().Text(token_hash)},
                     deadline, "reading a token"));
    return First(ReadTokens(rows));
}

Result<std::vector<ApiToken>> PostgresStore::ListTokens(Deadline deadline) {
    LD_TRY(
        const Rows rows,
        pool_.Run(
            {"SELECT token_hash, name, system, scopes, expires_at FROM api_tokens WHERE city = $1"
             " ORDER BY name",
             City()},
            deadline, "listing tokens"));
    return ReadTokens(rows);
}

}  // namespace liandong::postgres
