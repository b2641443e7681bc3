// What a sign-in stands on: passwords, second factors, tokens.
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "adapters/crypto/password.hpp"
#include "adapters/crypto/token.hpp"
#include "adapters/crypto/totp.hpp"

namespace liandong::crypto {
namespace {

using namespace std::chrono_literals;

Deadline Soon() { return Deadline::In(60s); }

TEST(Password, TheRightOneAndNoOther) {
    const PasswordHasher hasher;
    const auto stored = hasher.Hash("海口12345", Soon());
    ASSERT_TRUE(stored);
    EXPECT_TRUE(stored->starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << *stored;
    EXPECT_TRUE(*hasher.Verify(*stored, "海口12345", Soon()));
    EXPECT_FALSE(*hasher.Verify(*stored, "海口12346", Soon()));
    EXPECT_FALSE(*hasher.Verify(*stored, "", Soon()));
    EXPECT_FALSE(*hasher.Verify("", "海口12345", Soon()));
    EXPECT_FALSE(*hasher.Verify("not a hash", "海口12345", Soon()));
    EXPECT_FALSE(*hasher.Verify(*stored, std::string(1025, 'x'), Soon()));
    EXPECT_NE(*hasher.Hash("海口12345", Soon()), *stored);
}

TEST(Password, ImpossiblePasswordsAreRefused) {
    const PasswordHasher hasher;
    EXPECT_EQ(hasher.Hash("", Soon()).error().code, "bad_password");
    EXPECT_EQ(hasher.Hash(std::string(1025, 'x'), Soon()).error().code, "bad_password");
}

TEST(Password, OldCostsAreToldFromTodays) {
    const PasswordHasher hasher;
    EXPECT_FALSE(PasswordHasher::NeedsRehash(*hasher.Hash("x", Soon())));
    EXPECT_TRUE(
        PasswordHasher::NeedsRehash("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                    "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE"));
    EXPECT_TRUE(PasswordHasher::NeedsRehash("not a hash"));
}

TEST(Password, WhoGetsNoTurnIsToldToComeBack) {
    const PasswordHasher nobody_gets_a_turn(0);
    EXPECT_EQ(nobody_gets_a_turn.Hash("x", Deadline::In(0ms)).error().kind, ErrorKind::kBusy);
    EXPECT_EQ(nobody_gets_a_turn.Verify("", "x", Deadline::In(1ms)).error().code, "sign_in_busy");
}

TEST(Password, AStormIsServedInTurn) {
    const PasswordHasher hasher;
    std::vector<int> right(6);
    const std::string stored = *hasher.Hash("x", Soon());
    {
        std::vector<std::jthread> people;
        for (int& mine : right)
            people.emplace_back([&] { mine = *hasher.Verify(stored, "x", Soon()) ? 1 : 0; });
    }
    EXPECT_EQ(right, std::vector<int>(6, 1));
}

TEST(Totp, TheVectorsOfRfc6238) {
    const std::string_view text = "12345678901234567890";
    const std::span secret(reinterpret_cast<const unsigned char*>(text.data()), text.size());
    for (const auto& [second, code] :
         std::vector<std::pair<long long, std::string>>{{59, "94287082"},
                                                        {1'111'111'109, "07081804"},
                                                        {1'111'111'111, "14050471"},
                                                        {1'234'567'890, "89005924"},
                                                        {2'000'000'000, "69279037"},
                                                        {20'000'000'000, "65353130"}}) {
        EXPECT_EQ(TotpCode(secret, TotpStep(FromMillis(second * 1000)), 8), code);
    }
    EXPECT_EQ(Base32(secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

TEST(Totp, ACodeWorksOnceAndOnlyNearItsTime) {
    const auto secret = NewTotpSecret();
    const Instant now = FromMillis(1'772'413'200'000);
    const std::int64_t step = TotpStep(now);
    const std::string code = TotpCode(secret, step);
    EXPECT_EQ(MatchTotp(secret, code, now, 0), step);
    EXPECT_EQ(MatchTotp(secret, code, now + 30s, 0), step);
    EXPECT_EQ(MatchTotp(secret, code, now - 30s, 0), step);
    EXPECT_EQ(MatchTotp(secret, code, now + 60s, 0), std::nullopt);
    EXPECT_EQ(MatchTotp(secret, code, now, step), std::nullopt);  // seen before
    for (const std::string bad : {"", "00000", "1234567", "abcdef"}) {
        EXPECT_EQ(MatchTotp(secret, bad, now, 0), std::nullopt) << bad;
    }
}

TEST(Totp, SecretsComeBackAsPeopleTypeThem) {
    const auto secret = NewTotpSecret();
    ASSERT_EQ(secret.size(), 20U);
    EXPECT_EQ(FromBase32(Base32(secret)), secret);
    EXPECT_EQ(Base32(*FromBase32("mzxw 6ytb oi======")), "MZXW6YTBOI");
    EXPECT_FALSE(FromBase32("MZXW1"));
    const std::string foobar = "foobar";
    EXPECT_EQ(FromBase32("MZXW6YTBOI"), std::vector<unsigned char>(foobar.begin(), foobar.end()));
}

TEST(Totp, TheUriCarriesChineseNames) {
    const std::vector<unsigned char> secret{'f', 'o', 'o'};
    EXPECT_EQ(OtpauthUri("海口 12345", "u17", secret),
              "otpauth://totp/"
              "%E6%B5%B7%E5%8F%A3%2012345:u17?secret=MZXW6&issuer=%E6%B5%B7%E5%8F%A3%2012345"
              "&algorithm=SHA1&digits=6&period=30");
}

TEST(Token, NoTwoAreEqualAndTheTableDoesNotHoldThem) {
    std::set<std::string> tokens;
    for (int i = 0; i < 1'000; ++i) tokens.insert(RandomToken());
    EXPECT_EQ(tokens.size(), 1'000U);
    const std::string token = *tokens.begin();
    EXPECT_EQ(token.size(), 43U);
    EXPECT_EQ(
        token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
        std::string::npos);
    const SecretKey key = SecretKey::Random();
    EXPECT_EQ(HashToken(key, token), HashToken(key, token));
    EXPECT_NE(HashToken(key, token), HashToken(SecretKey::Random(), token));
    EXPECT_NE(HashToken(key, token), HashToken(key, RandomToken()));
    EXPECT_TRUE(SameSecret(token, std::string(token)));
    EXPECT_FALSE(SameSecret(token, token + "x"));
    EXPECT_TRUE(SameSecret("", ""));
}

}  // namespace
}  // namespace liandong::crypto
