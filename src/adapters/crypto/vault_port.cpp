#include <array>

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/vault.hpp"
#include "app/ports.hpp"

namespace liandong::crypto {
namespace {

constexpr std::size_t kTokenHashDigits = 16;

// The port speaks of keys as bytes, so that no use case needs our types.
class PortedVault : public liandong::Vault {
public:
    explicit PortedVault(crypto::Vault vault)
        : vault_(std::move(vault)), search_key_(vault_.Derive("search")) {}

    Result<liandong::Vault::CaseKey> NewCaseKey(CaseId id) override {
        auto made = vault_.NewCaseKey(id.value);
        const auto bytes = made.key.Bytes();
        return liandong::Vault::CaseKey{std::string(bytes.begin(), bytes.end()),
                                        std::move(made.wrapped)};
    }

    Result<std::string> Unwrap(CaseId id, std::string_view wrapped) override {
        LD_TRY(const SecretKey key, vault_.Unwrap(id.value, wrapped));
        return std::string(key.Bytes().begin(), key.Bytes().end());
    }

    Result<liandong::Vault::SealedRow> Seal(std::string_view key, CaseId id, std::int32_t row,
                                            std::string_view plaintext) override {
        LD_TRY(const SecretKey secret, Read(key));
        auto sealed = crypto::Vault::Seal(secret, id.value, row, plaintext);
        return liandong::Vault::SealedRow{sealed.digest, std::move(sealed.ciphertext)};
    }

    Result<std::string> Open(std::string_view key, CaseId id, std::int32_t row,
                             std::string_view ciphertext, const Digest& digest) override {
        LD_TRY(const SecretKey secret, Read(key));
        return crypto::Vault::Open(secret, id.value, row, ciphertext, digest);
    }

    std::string TokenHash(std::string_view token) override {
        return HmacSha256(search_key_.Bytes(), token).Hex().substr(0, kTokenHashDigits);
    }

private:
    static Result<SecretKey> Read(std::string_view key) {
        if (key.size() != SecretKey::kSize) return Failure{Bug("a case key has 32 bytes")};
        return SecretKey(std::span<const unsigned char, SecretKey::kSize>(
            reinterpret_cast<const unsigned char*>(key.data()), SecretKey::kSize));
    }

    crypto::Vault vault_;
    SecretKey search_key_;
};

}  // namespace

std::unique_ptr<liandong::Vault> MakeVault(Vault vault) {
    return std::make_unique<PortedVault>(std::move(vault));
}

}  // namespace liandong::crypto
