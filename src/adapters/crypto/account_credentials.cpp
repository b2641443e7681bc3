#include "adapters/crypto/account_credentials.hpp"

#include "adapters/crypto/password.hpp"
#include "adapters/crypto/token.hpp"
#include "adapters/crypto/totp.hpp"
#include "app/ports.hpp"

namespace liandong::crypto {
namespace {

constexpr std::string_view kTotpPurpose = "totp";

class AccountCredentials final : public Credentials {
public:
    explicit AccountCredentials(const Vault& vault)
        : vault_(Vault::FromKey(vault.Derive("accounts"))), token_key_(vault.Derive("sessions")) {}

    Result<std::string> HashPassword(std::string_view password, Deadline deadline) override {
        return hasher_.Hash(password, deadline);
    }
    Result<bool> VerifyPassword(std::string_view hash, std::string_view password, Deadline deadline) override {
        return hasher_.Verify(hash, password, deadline);
    }

    Result<TotpEnrolment> NewTotp(std::string_view issuer, std::string_view login) override {
        std::vector<unsigned char> secret = NewTotpSecret();
        std::string plain(secret.begin(), secret.end());
        TotpEnrolment made{vault_.Protect(kTotpPurpose, plain), OtpauthUri(issuer, login, secret)};
        Wipe(plain);
        Wipe(secret);
        return made;
    }

    Result<std::optional<std::int64_t>> VerifyTotp(std::string_view sealed_secret, std::string_view code, Instant now,
                                                   std::int64_t last_step) override {
        LD_TRY(std::string plain, vault_.Unprotect(kTotpPurpose, sealed_secret));
        std::vector<unsigned char> secret(plain.begin(), plain.end());
        const auto step = MatchTotp(secret, code, now, last_step);
        Wipe(plain);
        Wipe(secret);
        return step;
    }

    std::string NewToken() override { return RandomToken(); }
    std::string HashToken(std::string_view token) override { return crypto::HashToken(token_key_, token).Hex(); }

private:
    Vault vault_;
    SecretKey token_key_;
    PasswordHasher hasher_;
};

}  // namespace

std::unique_ptr<Credentials> MakeCredentials(const Vault& vault) {
    return std::make_unique<AccountCredentials>(vault);
}

}  // namespace liandong::crypto
