#include "adapters/store/postgres/access.hpp"

#include "adapters/store/rows.hpp"

namespace liandong::postgres {

namespace {

struct Writing {
    const std::string& city;
    std::vector<Statement>& to;

    [[nodiscard]] Params City() const { return Params().Text(city); }

    void operator()(const SaveAccount& save) const {
        const User& user = save.user;
        to.push_back(
            {"INSERT INTO users (city, id, login, name, password_hash, totp_secret, "
             "totp_last_step, unit, roles, active, failed_sign_ins, locked_until, staff, revision) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
             " ON CONFLICT (city, id) DO UPDATE SET login = excluded.login, name = excluded.name,"
             " password_hash = excluded.password_hash, totp_secret = excluded.totp_secret,"
             " totp_last_step = CASE WHEN users.totp_secret = excluded.totp_secret THEN "
             "users.totp_last_step ELSE excluded.totp_last_step END, unit = excluded.unit, roles = "
             "excluded.roles, active = excluded.active, staff = excluded.staff, revision = "
             "excluded.revision",
             City()
                 .Text(user.id.value)
                 .Text(user.login)
                 .Text(user.name)
                 .Text(user.password_hash)
                 .Bytes(user.totp_secret)
                 .Int8(user.totp_last_step)
                 .Text(user.unit.value)
                 .Text(store::JoinLines(user.roles))
                 .Bool(user.active)
                 .Int4(user.failed_sign_ins)
                 .Time(user.locked_until)
                 .Text(user.staff)
                 .Int8(user.revision)});
        if (!save.ends_sessions) return;
        to.push_back(
            {"DELETE FROM sessions WHERE city = $1 AND user_id = $2", City().Text(user.id.value)});
    }
    void operator()(const SaveToken& save) const {
        const ApiToken& token = save.token;
        to.push_back(
            {"INSERT INTO api_tokens (city, token_hash, name, system, scopes, expires_at) VALUES "
             "($1, $2, $3, $4, $5, $6) ON CONFLICT (city, token_hash) DO UPDATE SET name = "
             "excluded.name, system = excluded.system, scopes = excluded.scopes, expires_at = "
             "excluded.expires_at",
             City()
                 .Text(token.token_hash)
                 .Text(token.name)
                 .Text(token.system)
                 .Text(store::JoinLines(token.scopes))
                 .Time(token.expires_at)});
    }
    void operator()(const DropToken& drop) const {
        to.push_back({"DELETE FROM api_tokens WHERE city = $1 AND token_hash = $2",
                      City().Text(drop.token_hash)});
    }
    void operator()(const SaveSubscription& save) const {
        const Subscription& s = save.subscription;
        std::vector<std::string> units;
        units.reserve(s.units.size());
        for (const UnitCode& unit : s.units) units.push_back(unit.value);
        to.push_back(
            {"INSERT INTO subscriptions (city, id, name, url, kinds, units, wrapped_secret, "
             "created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (city, id) DO UPDATE "
             "SET name = excluded.name, url = excluded.url, kinds = excluded.kinds, units = "
             "excluded.units, wrapped_secret = excluded.wrapped_secret, created_at = "
             "excluded.created_at",
             City()
                 .Int8(s.id.value)
                 .Text(s.name)
                 .Text(s.url)
                 .Text(store::JoinLines(s.kinds))
                 .Text(store::JoinLines(units))
                 .Bytes(s.wrapped_secret)
                 .Time(s.created_at)});
    }
    void operator()(const DropSubscription& drop) const {
        to.push_back(
            {"DELETE FROM subscriptions WHERE city = $1 AND id = $2", City().Int8(drop.id.value)});
    }
};

}  // namespace

std::vector<Statement> AccessStatements(const std::string& city,
                                        const std::vector<AccessWrite>& writes) {
    std::vector<Statement> statements;
    for (const AccessWrite& write : writes) std::visit(Writing{city, statements}, write);
    return statements;
}

}  // namespace liandong::postgres
