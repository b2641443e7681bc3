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
    user.revision = 1;
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
    EXPECT_EQ(got->revision, want.revision);
}

ChangeSet Saving(const User& user, bool ends_sessions = false) {
    return {.access = {SaveAccount{user, ends_sessions}}};
}

/// The journal's line of a change of access, as a document that has ended.
DocumentChange Told(DocumentId id) {
    DocumentChange change;
    change.after.id = id;
    change.after.version = 1;
    change.after.kind = DocumentKind::kAccessChange;
    change.after.state = "recorded";
    change.after.person = "u1";
    change.after.open = false;
    change.after.opened_at = Minute(1);
    change.after.closed_at = Minute(1);
    change.body = "{}";
    change.events = Entries(id, 0, 1);
    return change;
}

TEST_F(StoreContract, UsersAreKeptWhole) {
    const User user = FullUser("u1", "zhang");
    MustCommit(store(), Saving(user));
    User plain;
    plain.id = UserId{"u2"};
    plain.login = "li";
    MustCommit(store(), Saving(plain));
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
    ++changed.revision;
    MustCommit(store(), Saving(changed));
    ExpectEqual(*store().FindUserByLogin("zhang.san", Soon()), changed);
    EXPECT_FALSE(store().FindUserByLogin("zhang", Soon())->has_value());
    EXPECT_EQ(store().ListUsers(Soon())->size(), 2U);

    User thief = FullUser("u3", "li");
    const auto refused = store().Commit(Saving(thief), Soon());
    EXPECT_EQ(CodeOf(refused), "login_taken");
    EXPECT_EQ(refused.error().kind, ErrorKind::kRejected);
    ExpectEqual(*store().FindUserByLogin("li", Soon()), plain);
}

TEST_F(StoreContract, SigningInTouchesNothingElseOfAnAccount) {
    const User user = FullUser("u1", "zhang");
    MustCommit(store(), Saving(user));
    User seen = user;  // when the password was asked for; meanwhile the person was dismissed
    User dismissed = user;
    dismissed.active = !user.active;
    dismissed.roles = {"none"};
    dismissed.revision = 2;
    MustCommit(store(), Saving(dismissed));
    seen.failed_sign_ins = 0;
    seen.locked_until.reset();
    seen.totp_last_step += 1;
    ASSERT_TRUE(store().SaveSignIn(seen, Soon()));
    User want = dismissed;
    want.failed_sign_ins = 0;
    want.locked_until.reset();
    want.totp_last_step = seen.totp_last_step;
    ExpectEqual(*store().FindUser(UserId{"u1"}, Soon()), want);

    // And who changes the account has an old step in hand, but not of another second factor.
    dismissed.revision = 3;
    MustCommit(store(), Saving(dismissed));
    EXPECT_EQ((*store().FindUser(UserId{"u1"}, Soon()))->totp_last_step, seen.totp_last_step);
    dismissed.totp_secret = "another";
    dismissed.totp_last_step = 0;
    MustCommit(store(), Saving(dismissed));
    EXPECT_EQ((*store().FindUser(UserId{"u1"}, Soon()))->totp_last_step, 0);
}

TEST_F(StoreContract, AChangeOfAccessAndItsLineAreBothThereOrNeither) {
    const Session session{"h1", "csrf", UserId{"u1"}, Minute(0), Minute(99)};
    ASSERT_TRUE(store().SaveSession(session, Soon()));
    User user = FullUser("u1", "zhang");
    ChangeSet first = Saving(user, true);
    first.documents.push_back(Told(Number(1)));
    first.idempotency = IdempotencyKey{"access", "account-u1-0", "account-u1-0"};
    MustCommit(store(), first);
    EXPECT_FALSE(store().FindSession("h1", Soon())->has_value()) << "they are signed out with it";
    EXPECT_EQ(store().History(Number(1), Soon())->size(), 1U);

    // Somebody who decided on the same ground comes second: nothing of theirs is there.
    ASSERT_TRUE(store().SaveSession(session, Soon()));
    user.roles = {"administrator"};
    ChangeSet second = Saving(user, true);
    second.access.emplace_back(SaveToken{{"hash", "令牌", "province", {"view"}, std::nullopt}});
    second.documents.push_back(Told(Number(2)));
    second.idempotency = first.idempotency;
    EXPECT_EQ(CodeOf(store().Commit(second, Soon())), "duplicate_request");

    // Nor when the line is there, but the name is taken.
    ChangeSet thief = Saving(FullUser("u2", "zhang"));
    thief.documents.push_back(Told(Number(3)));
    thief.idempotency = IdempotencyKey{"access", "account-u2-0", "account-u2-0"};
    EXPECT_EQ(CodeOf(store().Commit(thief, Soon())), "login_taken");

    Reopen();
    ExpectEqual(*store().FindUser(UserId{"u1"}, Soon()), FullUser("u1", "zhang"));
    EXPECT_TRUE(store().FindSession("h1", Soon())->has_value());
    EXPECT_TRUE(store().ListTokens(Soon())->empty());
    for (const std::int64_t number : {2, 3})
        EXPECT_TRUE(store().History(Number(number), Soon())->empty()) << number;
    EXPECT_EQ(store().ListUsers(Soon())->size(), 1U);
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
    const ApiToken other{"hash2", "grid", "grid", {}, std::nullopt};
    MustCommit(store(), {.access = {SaveToken{token}, SaveToken{other}}});
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
    MustCommit(store(), {.access = {DropToken{"hash1"}}});
    EXPECT_FALSE(store().FindToken("hash1", Soon())->has_value());
    EXPECT_EQ(store().ListTokens(Soon())->size(), 1U);
}

}  // namespace
}  // namespace liandong
