#include "adapters/crypto/account_credentials.hpp"

#include <gtest/gtest.h>

#include "adapters/crypto/totp.hpp"
#include "app/ports.hpp"

namespace liandong::crypto {
namespace {

const Instant kNow = FromMillis(1'772'413'200'000);

Deadline Soon() { return Deadline::In(std::chrono::seconds(60)); }

std::vector<unsigned char> SecretIn(const std::string& uri) {
    const auto from = uri.find("secret=") + 7;
    return *FromBase32(uri.substr(from, uri.find('&', from) - from));
}

TEST(AccountCredentials, APasswordIsKnownAgainAndNoOther) {
    const auto credentials = MakeCredentials(Vault::FromKey(SecretKey::Random()));
    const auto hash = credentials->HashPassword("海口 12345!", Soon());
    ASSERT_TRUE(hash);
    EXPECT_TRUE(*credentials->VerifyPassword(*hash, "海口 12345!", Soon()));
    EXPECT_FALSE(*credentials->VerifyPassword(*hash, "海口 12346!", Soon()));
    EXPECT_FALSE(*credentials->VerifyPassword("", "海口 12345!", Soon()));
}

TEST(AccountCredentials, TheCodeOnThePhoneCountsOnce) {
    const auto credentials = MakeCredentials(Vault::FromKey(SecretKey::Random()));
    const auto made = credentials->NewTotp("海口12345", "li.ming");
    ASSERT_TRUE(made);
    const auto secret = SecretIn(made->uri);
    EXPECT_EQ(made->sealed_secret.find(std::string(secret.begin(), secret.end())), std::string::npos);
    const std::string code = TotpCode(secret, TotpStep(kNow));
    const auto step = credentials->VerifyTotp(made->sealed_secret, code, kNow, 0);
    ASSERT_TRUE(step && *step);
    EXPECT_EQ(**step, TotpStep(kNow));
    EXPECT_FALSE(*credentials->VerifyTotp(made->sealed_secret, code, kNow, **step));
    EXPECT_FALSE(*credentials->VerifyTotp(made->sealed_secret, "abc", kNow, 0));
    EXPECT_FALSE(credentials->VerifyTotp("altered", code, kNow, 0));
}

TEST(AccountCredentials, ASecretOpensUnderItsMasterKeyOnlyEvenAfterARestart) {
    const SecretKey key = SecretKey::Random();
    const auto same = [&] { return MakeCredentials(Vault::FromKey(SecretKey(key.Bytes()))); };
    const auto made = *same()->NewTotp("海口12345", "li.ming");
    const std::string code = TotpCode(SecretIn(made.uri), TotpStep(kNow));
    EXPECT_TRUE(same()->VerifyTotp(made.sealed_secret, code, kNow, 0)->has_value());
    EXPECT_EQ(same()->HashToken("t"), same()->HashToken("t"));
    const auto other = MakeCredentials(Vault::FromKey(SecretKey::Random()));
    EXPECT_FALSE(other->VerifyTotp(made.sealed_secret, code, kNow, 0));
    EXPECT_NE(other->HashToken("t"), same()->HashToken("t"));
    EXPECT_NE(other->NewToken(), other->NewToken());
}

}  // namespace
}  // namespace liandong::crypto
