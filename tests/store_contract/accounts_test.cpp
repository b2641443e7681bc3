#include <algorithm>

#include "store_contract/contract.hpp"

namespace liandong {
namespace {

User FullUser(const std::string& id, const std::string& login) {
    User user;
    user.id = UserId{id};
    user.login = login;
    user.name = "测试员 \"O'Neil\" 🚧";
    user.password_hash = "$argon2id$v=19$x";
    user.totp_secret = std::string("\0sealed\xff", 8);
    user.totp_last_step = 57'000'000'000;
    user.unit = UnitCode{"M001"};
    user.roles = {"agent", "dispatcher", "a,b \"c\""};
    user.staff = "TJ'001";
    user.active = false;
    user.failed_sign_ins = 3;
    user.locked_until = Minute(5);
    return user;
}

void ExpectEqual(const std::optional<User>& got, const User& want) {
    ASSERT_TRUE(got.has_value());
    EXPECT_EQ(got->id, want.id);
    EXPECT_EQ(got->login, want.login);
    EXPECT_EQ(got->name, want.name);
    EXPECT_EQ(got->password_hash, want.password_hash);
    EXPECT_EQ(got->totp_secret, want.totp_secret);
    EXPECT_EQ(got->totp_last_step, want.totp_last_step);
    EXPECT_EQ(got->unit, want.unit);
    EXPECT_EQ(got->roles, want.roles);
    EXPECT_EQ(got->staff, want.staff);
    EXPECT_EQ(got->active, want.active);
    EXPECT_EQ(got->failed_sign_ins, want.failed_sign_ins);
    EXPECT_EQ(got->locked_until, want.locked_until);
}

TEST_F(StoreContract, UsersAreKeptWhole) {
    const User user = FullUser("u1", "zhang");
    ASSERT_TRUE(store().SaveUser(user, Soon()));
    User plain;
    plain.id = UserId{"u2"};
    plain.login = "li";
    ASSERT_TRUE(store().SaveUser(plain, Soon()));
    Reopen();
    ExpectEqual(*store().FindUser(UserId{"u1"}, Soon()), user);
    ExpectEqual(*store().FindUserByLogin("zhang", Soon()), user);
    ExpectEqual(*store().FindUser(UserId{"u2"}, Soon()), plain);
    EXPECT_FALSE(store().FindUser(UserId{"u3"}, Soon())->has_value());
    EXPECT_FALSE(store().FindUserByLogin("zhang' OR '1'='1", Soon())->has_value());
    EXPECT_EQ(store().ListUsers(Soon())->size(), 2U);

    User changed = user;
    changed.login = "zhang.san";
    changed.roles.clear();
    changed.locked_until.reset();
    ASSERT_TRUE(store().SaveUser(changed, Soon()));
    ExpectEqual(*store().FindUserByLogin("zhang.san", Soon()), changed);
    EXPECT_FALSE(store().FindUserByLogin("zhang", Soon())->has_value());
    EXPECT_EQ(store().ListUsers(Soon())->size(), 2U);

    User thief = FullUser("u3", "li");
    const auto refused = store().SaveUser(thief, Soon());
    EXPECT_EQ(CodeOf(refused), "login_taken");
    EXPECT_EQ(refused.error().kind, ErrorKind::kRejected);
    ExpectEqual(*store().FindUserByLogin("li", Soon()), plain);
}

TEST_F(StoreContract, SessionsBeginAndEnd) {
    for (const auto& [hash, user, until] :
         {std::tuple{"h1", "u1", 10}, {"h2", "u1", 20}, {"h3", "u2", 30}, {"h4", "u3", 5}}) {
        ASSERT_TRUE(store().SaveSession(
            {hash, "csrf'" + std::string(hash), UserId{user}, Minute(0), Minute(until)}, Soon()));
    }
    const auto found = store().FindSession("h1", Soon());
    ASSERT_TRUE(found->has_value());
    EXPECT_EQ((*found)->token_hash, "h1");
    EXPECT_EQ((*found)->csrf_token, "csrf'h1");
    EXPECT_EQ((*found)->user, UserId{"u1"});
    EXPECT_EQ((*found)->created_at, Minute(0));
    EXPECT_EQ((*found)->expires_at, Minute(10));
    const auto is_there = [&](const char* hash) {
        return store().FindSession(hash, Soon())->has_value();
    };
    ASSERT_TRUE(store().DropExpiredSessions(Minute(6), Soon()));
    EXPECT_FALSE(is_there("h4"));
    EXPECT_TRUE(is_there("h1"));
    ASSERT_TRUE(store().EndSession("h1", Soon()));
    ASSERT_TRUE(store().EndSession("nobody", Soon()));
    EXPECT_FALSE(is_there("h1"));
    Reopen();
    EXPECT_TRUE(is_there("h2"));
    ASSERT_TRUE(store().EndSessionsOf(UserId{"u1"}, Soon()));
    EXPECT_FALSE(is_there("h2"));
    EXPECT_TRUE(is_there("h3"));
    ASSERT_TRUE(store().SaveSession({"h3", "new", UserId{"u2"}, Minute(0), Minute(99)}, Soon()));
    EXPECT_EQ((*store().FindSession("h3", Soon()))->expires_at, Minute(99))
        << "saved again means prolonged";
}

TEST_F(StoreContract, TokensAreKeptUntilDropped) {
    const ApiToken token{"hash1", "省平台", "province", {"open", "view 'all'"}, Minute(77)};
    ASSERT_TRUE(store().SaveToken(token, Soon()));
    ASSERT_TRUE(store().SaveToken({"hash2", "grid", "grid", {}, std::nullopt}, Soon()));
    Reopen();
    const auto found = store().FindToken("hash1", Soon());
    ASSERT_TRUE(found->has_value());
    EXPECT_EQ((*found)->token_hash, token.token_hash);
    EXPECT_EQ((*found)->name, token.name);
    EXPECT_EQ((*found)->system, token.system);
    EXPECT_EQ((*found)->scopes, token.scopes);
    EXPECT_EQ((*found)->expires_at, token.expires_at);
    EXPECT_FALSE((*store().FindToken("hash2", Soon()))->expires_at.has_value());
    EXPECT_EQ(store().ListTokens(Soon())->size(), 2U);
    ASSERT_TRUE(store().DropToken("省平台", Soon()));
    EXPECT_FALSE(store().FindToken("hash1", Soon())->has_value());
    EXPECT_EQ(store().ListTokens(Soon())->size(), 1U);
}

}  // namespace
}  // namespace liandong
