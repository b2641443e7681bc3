#include <thread>

#include <gmock/gmock.h>

#include "adapters/crypto/account_credentials.hpp"
#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "adapters/crypto/vault.hpp"
#include "app/accounts.hpp"
#include "app/list_access_changes.hpp"
#include "app/subscriptions.hpp"
#include "app/verify_journal.hpp"
#include "background/world.hpp"

namespace liandong::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Principal Administrator() {
    Principal who;
    who.actor = {ActorKind::kUser, "admin", UnitCode{"H"}};
    who.city_permissions = {"administer", "audit"};
    return who;
}

std::vector<std::string> Codes(const std::vector<AccessValueView>& values) {
    std::vector<std::string> codes;
    codes.reserve(values.size());
    for (const AccessValueView& value : values) codes.push_back(value.code);
    return codes;
}

/// Who was given which access stands in the journal, and only that.
class Access : public BackgroundStory {
protected:
    void SetUp() override {
        BackgroundStory::SetUp();
        std::array<unsigned char, 32> key{};
        key.fill(9);
        credentials_ =
            crypto::MakeCredentials(crypto::Vault::FromKey(crypto::SecretKey(std::move(key))));
        City city = *world().city.Current();
        for (const char* code : {"agent", "dispatcher"}) {
            Role& role = city.roles.emplace_back();
            role.code = code;
            role.name = std::string("岗位") + code;
            role.scope = RoleScope::kCity;
        }
        city.BuildIndex();
        city_.city = std::make_shared<const City>(std::move(city));
    }
    AccountServices Accounts() {
        return {{*world().store, *world().vault, world().clock, city_, world().classifier},
                *credentials_};
    }
    Result<User> Save(const std::string& role, const std::string& password = "first password") {
        return SaveUser(Accounts(), Administrator(),
                        {"zhang", "张测试", password, UnitCode{"A"}, {role}}, Soon());
    }
    std::vector<AccessChangeView> Changes() {
        const auto page =
            ListAccessChanges(Accounts(), Administrator(), {}, {std::nullopt, 100}, Soon());
        EXPECT_TRUE(page) << page.error().for_log;
        return page ? page->items : std::vector<AccessChangeView>{};
    }
    std::vector<std::string> Parts(const AccessChangeView& change) {
        std::vector<std::string> parts;
        for (const AccessDifferenceView& d : change.differences) parts.emplace_back(Code(d.part));
        return parts;
    }
    std::vector<std::string> Faults() {
        world().Seal();
        const auto verifier = *crypto::MakeTreeVerifier(world().signer->PublicKeyPem());
        VerifyOptions options;
        options.hash = &crypto::Sha256;
        options.city = "460100";
        options.verifier = verifier.get();
        options.vault = world().vault.get();
        return VerifyJournal(*world().store, options).faults;
    }

    /// As somebody with a hand on the database would.
    void SaveSilently(const User& user) {
        ChangeSet changes;
        changes.access.emplace_back(SaveAccount{user});
        EXPECT_TRUE(world().store->Commit(changes, Soon()));
    }

    struct CityOfRoles final : CitySource {
        std::shared_ptr<const City> city;
        std::shared_ptr<const City> Current() override { return city; }
    };
    std::unique_ptr<Credentials> credentials_;
    CityOfRoles city_;
};

TEST_F(Access, EveryChangeOfAnAccountIsToldOnceAndNeverASecret) {
    ASSERT_TRUE(Save("agent"));
    ASSERT_TRUE(Save("agent")) << "the same once more";
    EXPECT_EQ(CodeOf(Save("king")), "unknown_role");
    EXPECT_EQ(CodeOf(Save("agent", "short")), "weak_password");
    ASSERT_EQ(Changes().size(), 1U) << "neither is a change";
    const AccessChangeView made = Changes().front();
    EXPECT_EQ(made.by.id, "admin");
    EXPECT_EQ(made.subject, AccessSubject::kAccount);
    EXPECT_EQ(made.subject_id, "zhang");
    EXPECT_EQ(made.name, "张测试");
    EXPECT_THAT(Parts(made), ElementsAre("status", "name", "units", "roles", "password"));

    ASSERT_TRUE(Save("dispatcher"));
    const AccessChangeView moved = Changes().front();
    EXPECT_EQ(moved.name, std::nullopt);
    ASSERT_THAT(Parts(moved), ElementsAre("roles"));
    EXPECT_THAT(Codes(moved.differences[0].before), ElementsAre("agent"));
    EXPECT_EQ(moved.differences[0].after.front().name, "岗位dispatcher");

    Principal zhang;
    zhang.actor = {ActorKind::kUser, "zhang", UnitCode{"A"}};
    const UserId id{"zhang"};
    EXPECT_EQ(CodeOf(ChangePassword(Accounts(), zhang, id, "wrong", "second password", Soon())),
              "bad_credentials");
    ASSERT_TRUE(ChangePassword(Accounts(), zhang, id, "first password", "second password", Soon()));
    ASSERT_TRUE(DropTotp(Accounts(), zhang, id, Soon())) << "there is none: no change";
    const auto uri = EnrolTotp(Accounts(), zhang, id, Soon());
    ASSERT_TRUE(uri);
    ASSERT_TRUE(DismissUser(Accounts(), Administrator(), id, Soon()));
    ASSERT_TRUE(DismissUser(Accounts(), Administrator(), id, Soon())) << "gone already";
    const auto changes = Changes();
    ASSERT_EQ(changes.size(), 5U);
    EXPECT_THAT(Parts(changes[0]), ElementsAre("status"));
    EXPECT_THAT(Codes(changes[0].differences[0].after), ElementsAre("off"));
    EXPECT_THAT(Parts(changes[1]), ElementsAre("second_factor"));
    EXPECT_THAT(Parts(changes[2]), ElementsAre("password"));
    EXPECT_EQ(changes[2].by.id, "zhang");

    for (const AccessChangeView& change : changes) {
        for (const JournalEntry& entry : *world().store->History(change.id, Soon())) {
            for (const std::string secret : {"first password", "argon2", "张测试", "secret="})
                EXPECT_EQ(entry.payload.find(secret), std::string::npos) << entry.payload;
        }
    }
    EXPECT_THAT(Faults(), IsEmpty());
}

TEST_F(Access, TokensAndSubscriptionsBeginAndEndInTheJournal) {
    const auto token = IssueToken(Accounts(), Administrator(), "数字城管", "patrol", {"exchange"},
                                  std::nullopt, Soon());
    ASSERT_TRUE(token);
    EXPECT_EQ(CodeOf(IssueToken(Accounts(), Administrator(), "t", "patrol", {"fly"}, std::nullopt,
                                Soon())),
              "unknown_scope");
    EXPECT_THAT(*EndTokens(Accounts(), Administrator(), "数字城管", Soon()), ElementsAre("patrol"));
    EXPECT_THAT(*EndTokens(Accounts(), Administrator(), "数字城管", Soon()), IsEmpty());
    const auto made =
        Subscribe(Accounts(), Administrator(),
                  {"大屏", "https://wall.example:8443/in?key=hidden", {"case_opened"}, {}}, Soon());
    ASSERT_TRUE(made) << made.error().for_caller;
    ASSERT_TRUE(Unsubscribe(Accounts(), Administrator(), made->subscription.id, Soon()));
    EXPECT_EQ(CodeOf(Unsubscribe(Accounts(), Administrator(), made->subscription.id, Soon())),
              "no_such_subscription");

    const auto changes = Changes();
    ASSERT_EQ(changes.size(), 4U);
    EXPECT_THAT(Parts(changes[0]), ElementsAre("status"));
    EXPECT_EQ(changes[1].name, "大屏");
    ASSERT_THAT(Parts(changes[1]), ElementsAre("status", "name", "address", "event_kinds"));
    EXPECT_THAT(Codes(changes[1].differences[2].after), ElementsAre("https://wall.example:8443"));
    EXPECT_THAT(Parts(changes[2]), ElementsAre("status", "system", "scopes"));
    EXPECT_THAT(Codes(changes[3].differences[2].after), ElementsAre("exchange"));
    for (const AccessChangeView& change : changes) {
        for (const JournalEntry& entry : *world().store->History(change.id, Soon())) {
            for (const std::string& secret : {*token, made->secret, std::string("hidden")})
                EXPECT_EQ(entry.payload.find(secret), std::string::npos) << entry.payload;
        }
    }
    EXPECT_THAT(Faults(), IsEmpty());
}

TEST_F(Access, OfTwoAdministratorsAtOnceBothAreToldInTheirOrder) {
    ASSERT_TRUE(Save("agent"));
    {
        std::vector<std::jthread> administrators;
        for (const char* role : {"dispatcher", "agent", "dispatcher", "agent"}) {
            administrators.emplace_back([this, role] {
                const auto saved = Save(role);
                EXPECT_TRUE(saved) << saved.error().for_log;
            });
        }
    }
    // However they met: each change follows from the one before it, and the last is what is.
    const User user = **world().store->FindUser(UserId{"zhang"}, Soon());
    EXPECT_EQ(std::ssize(Changes()), user.revision);
    EXPECT_THAT(Faults(), IsEmpty());
}

TEST_F(Access, WhoeverChangesAnAccountBehindTheJournalIsFound) {
    ASSERT_TRUE(Save("agent"));
    User user = **world().store->FindUser(UserId{"zhang"}, Soon());
    user.roles = {"dispatcher"};
    SaveSilently(user);
    EXPECT_THAT(Faults(), ElementsAre("account zhang: roles not as the journal tells"));
    ++user.revision;
    SaveSilently(user);
    EXPECT_THAT(Faults(), ElementsAre("account zhang: changed 2 times, the journal tells of 1",
                                      "account zhang: roles not as the journal tells"));
}

TEST_F(Access, WhoMayNotAuditSeesNothingOfIt) {
    ASSERT_TRUE(Save("agent"));
    const auto refused = ListAccessChanges(Accounts(), Agent(), {}, {std::nullopt, 100}, Soon());
    EXPECT_EQ(CodeOf(refused), "not_permitted");
}

}  // namespace
}  // namespace liandong::testing
