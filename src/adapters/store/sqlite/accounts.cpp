#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/store.hpp"

namespace liandong::sqlite {

namespace {

constexpr std::string_view kUserColumns =
    "id, login, name, password_hash, totp_secret, totp_last_step, unit, roles, active, "
    "failed_sign_ins, locked_until, staff, revision";

User ReadUser(const Statement& query) {
    User user;
    user.id.value = query.Text(0);
    user.login = query.Text(1);
    user.name = query.Text(2);
    user.password_hash = query.Text(3);
    user.totp_secret = query.Text(4);
    user.totp_last_step = query.Int(5);
    user.unit.value = query.Text(6);
    user.roles = store::SplitLines(query.View(7));
    user.active = query.Bool(8);
    user.failed_sign_ins = query.Int32(9);
    user.locked_until = query.MaybeAt(10);
    user.staff = query.Text(11);
    user.revision = query.Int(12);
    return user;
}

ApiToken ReadToken(const Statement& query) {
    return {query.Text(0), query.Text(1), query.Text(2), store::SplitLines(query.View(3)),
            query.MaybeAt(4)};
}

template <class T, class Read>
Result<std::vector<T>> ReadAll(Db& db, const std::string& sql, Read read) {
    std::vector<T> found;
    Statement query(db, sql);
    while (true) {
        LD_TRY(const bool row, query.Step());
        if (!row) return found;
        found.push_back(read(query));
    }
}

template <class T, class Read>
Result<std::optional<T>> ReadOne(Db& db, const std::string& sql, std::string_view key, Read read) {
    Statement query(db, sql);
    LD_TRY(const bool there, query.Bind(key).Step());
    if (!there) return std::optional<T>{};
    return std::optional<T>(read(query));
}

std::string SelectUsers(std::string_view rest) {
    return "SELECT " + std::string(kUserColumns) + " FROM users " + std::string(rest);
}

}  // namespace

Result<std::optional<User>> SqliteStore::FindUser(const UserId& id, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) {
        return ReadOne<User>(db, SelectUsers("WHERE id = ?1"), id.value, ReadUser);
    });
}

Result<std::optional<User>> SqliteStore::FindUserByLogin(std::string_view login,
                                                         Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) {
        return ReadOne<User>(db, SelectUsers("WHERE login = ?1"), login, ReadUser);
    });
}

Result<void> SqliteStore::SaveSignIn(const User& user, Deadline deadline) {
    return WriteOne(deadline,
                    "UPDATE users SET totp_last_step = ?2, failed_sign_ins = ?3, locked_until = ?4 "
                    "WHERE id = ?1",
                    std::string_view(user.id.value), user.totp_last_step,
                    std::int64_t{user.failed_sign_ins}, user.locked_until);
}

Result<std::vector<User>> SqliteStore::ListUsers(Deadline deadline) {
    return readers_.Read(
        deadline, [&](Db& db) { return ReadAll<User>(db, SelectUsers("ORDER BY id"), ReadUser); });
}

Result<void> SqliteStore::SaveSession(const Session& session, Deadline deadline) {
    return WriteOne(
        deadline,
        "INSERT OR REPLACE INTO sessions (token_hash, csrf_token, user, created_at, expires_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",
        std::string_view(session.token_hash), std::string_view(session.csrf_token),
        std::string_view(session.user.value), session.created_at, session.expires_at);
}

Result<std::optional<Session>> SqliteStore::FindSession(std::string_view token_hash,
                                                        Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) {
        return ReadOne<Session>(db,
                                "SELECT token_hash, csrf_token, user, created_at, expires_at FROM "
                                "sessions WHERE token_hash = ?1",
                                token_hash, [](const Statement& query) {
                                    return Session{query.Text(0), query.Text(1),
                                                   UserId{query.Text(2)}, query.At(3), query.At(4)};
                                });
    });
}

Result<void> SqliteStore::EndSession(std::string_view token_hash, Deadline deadline) {
    return WriteOne(deadline, "DELETE FROM sessions WHERE token_hash = ?1", token_hash);
}

Result<void> SqliteStore::EndSessionsOf(const UserId& user, Deadline deadline) {
    return WriteOne(deadline, "DELETE FROM sessions WHERE user = ?1", std::string_view(user.value));
}

Result<void> SqliteStore::DropExpiredSessions(Instant now, Deadline deadline) {
    return WriteOne(deadline, "DELETE FROM sessions WHERE expires_at <= ?1", now);
}

Result<std::optional<ApiToken>> SqliteStore::FindToken(std::string_view token_hash,
                                                       Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) {
        return ReadOne<ApiToken>(db,
                                 "SELECT token_hash, name, system, scopes, expires_at FROM "
                                 "api_tokens WHERE token_hash = ?1",
                                 token_hash, ReadToken);
    });
}

Result<std::vector<ApiToken>> SqliteStore::ListTokens(Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) {
        return ReadAll<ApiToken>(db,
                                 "SELECT token_hash, name, system, scopes, expires_at FROM "
                                 "api_tokens ORDER BY name, token_hash",
                                 ReadToken);
    });
}

}  // namespace liandong::sqlite
