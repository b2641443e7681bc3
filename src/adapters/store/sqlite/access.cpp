#include "adapters/store/faults.hpp"
#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/store.hpp"

// Accounts, tokens and subscriptions, by the writer of a commit.

namespace liandong::sqlite {

namespace {

std::string_view View(const std::string& text) { return text; }

Result<void> EndSessions(Db& db, const UserId& user) {
    Statement end(db, "DELETE FROM sessions WHERE user = ?1");
    return end.Bind(View(user.value)).Run();
}

struct Writing {
    Db& db;

    Result<void> operator()(const SaveAccount& save) const {
        const User& user = save.user;
        const std::string roles = store::JoinLines(user.roles);
        {
            Statement put(
                db,
                "INSERT INTO users (id, login, name, password_hash, totp_secret, totp_last_step, "
                "unit, roles, active, failed_sign_ins, locked_until, staff, revision)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
                " ON CONFLICT (id) DO UPDATE SET login = excluded.login, name = excluded.name,"
                " password_hash = excluded.password_hash, totp_secret = excluded.totp_secret,"
                " totp_last_step = CASE WHEN totp_secret = excluded.totp_secret THEN "
                "totp_last_step ELSE excluded.totp_last_step END, unit = excluded.unit, roles = "
                "excluded.roles, active = excluded.active, staff = excluded.staff, revision = "
                "excluded.revision");
            put.BindAll(View(user.id.value), View(user.login), View(user.name),
                        View(user.password_hash), Bytes{user.totp_secret}, user.totp_last_step,
                        View(user.unit.value), View(roles), std::int64_t{user.active ? 1 : 0},
                        std::int64_t{user.failed_sign_ins}, user.locked_until, View(user.staff),
                        user.revision);
            if (auto done = put.Run(); !done) {
                if (put.BrokeUnique()) return Failure{store::LoginTaken()};
                return done;
            }
        }
        return save.ends_sessions ? EndSessions(db, user.id) : Result<void>{};
    }
    Result<void> operator()(const SaveToken& save) const {
        const ApiToken& token = save.token;
        const std::string scopes = store::JoinLines(token.scopes);
        Statement put(
            db,
            "INSERT OR REPLACE INTO api_tokens (token_hash, name, system, scopes, expires_at)"
            " VALUES (?1, ?2, ?3, ?4, ?5)");
        return put
            .BindAll(View(token.token_hash), View(token.name), View(token.system), View(scopes),
                     token.expires_at)
            .Run();
    }
    Result<void> operator()(const DropToken& drop) const {
        Statement remove(db, "DELETE FROM api_tokens WHERE token_hash = ?1");
        return remove.Bind(View(drop.token_hash)).Run();
    }
    Result<void> operator()(const SaveSubscription& save) const {
        const Subscription& s = save.subscription;
        const std::string kinds = store::JoinLines(s.kinds);
        std::vector<std::string> codes;
        codes.reserve(s.units.size());
        for (const UnitCode& unit : s.units) codes.push_back(unit.value);
        const std::string units = store::JoinLines(codes);
        Statement put(db,
                      "INSERT OR REPLACE INTO subscriptions (id, name, url, kinds, units, "
                      "wrapped_secret, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        return put
            .BindAll(s.id.value, View(s.name), View(s.url), View(kinds), View(units),
                     Bytes{s.wrapped_secret}, s.created_at)
            .Run();
    }
    Result<void> operator()(const DropSubscription& drop) const {
        Statement remove(db, "DELETE FROM subscriptions WHERE id = ?1");
        return remove.Bind(drop.id.value).Run();
    }
};

}  // namespace

Result<void> WriteAccess(Db& db, const std::vector<AccessWrite>& writes) {
    for (const AccessWrite& write : writes) LD_TRY(std::visit(Writing{db}, write));
    return {};
}

}  // namespace liandong::sqlite
