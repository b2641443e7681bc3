#include "adapters/crypto/vault.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include <sodium.h>

#include "adapters/crypto/key_file.hpp"
#include "adapters/crypto/random.hpp"
#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/sodium.hpp"
#include "base/text.hpp"

namespace liandong::crypto {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kHeadSize = 1 + kNonceSize;
static_assert(kNonceSize == 24 && kTagSize == 16);
static_assert(SecretKey::kSize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

constexpr std::string_view kProtectContext = "liandong-protected-v1\n";
constexpr std::string_view kDigestPrefix = "liandong-vault-v1\n";

unsigned char* Raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* Raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string KeyContext(std::int64_t case_id) {
    return "liandong-case-key-v1\n" + std::to_string(case_id) + "\n";
}

std::string RowContext(std::int64_t case_id, std::int64_t row) {
    return "liandong-vault-row-v1\n" + std::to_string(case_id) + "\n" + std::to_string(row) + "\n";
}

// version byte || nonce || ciphertext and tag
std::string Encrypt(const SecretKey& key, std::string_view context, std::string_view plaintext) {
    StartSodium();
    std::string out(kHeadSize + plaintext.size() + kTagSize, '\0');
    out[0] = kVersion;
    FillRandom({Raw(out) + 1, kNonceSize});
    crypto_aead_xchacha20poly1305_ietf_encrypt(Raw(out) + kHeadSize, nullptr, Raw(plaintext),
                                               plaintext.size(), Raw(context), context.size(),
                                               nullptr, Raw(out) + 1, key.Bytes().data());
    return out;
}

std::optional<std::string> Decrypt(const SecretKey& key, std::string_view context,
                                   std::string_view sealed) {
    StartSodium();
    if (sealed.size() < kHeadSize + kTagSize || sealed[0] != kVersion) return std::nullopt;
    std::string out(sealed.size() - kHeadSize - kTagSize, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            Raw(out), nullptr, nullptr, Raw(sealed) + kHeadSize, sealed.size() - kHeadSize,
            Raw(context), context.size(), Raw(sealed) + 1, key.Bytes().data()) != 0) {
        return std::nullopt;
    }
    return out;
}

Digest RowDigest(std::string_view salt_and_plaintext) {
    thread_local Sha256Stream stream;
    return stream.Add(kDigestPrefix).Add(salt_and_plaintext).Finish();
}

Error Altered(std::string for_log) {
    Error error = Unavailable(std::move(for_log));
    error.code = "vault_altered";
    return error;
}

std::optional<SecretKey> ReadMaster(std::string_view text) {
    auto bytes = FromHex(Trim(text));
    if (!bytes) return std::nullopt;
    std::optional<SecretKey> key;
    if (bytes->size() == SecretKey::kSize)
        key.emplace(std::span<const unsigned char, SecretKey::kSize>(*bytes));
    Wipe(*bytes);
    return key;
}

}  // namespace

Result<Vault> Vault::FromFile(const std::filesystem::path& path, IfMissing if_missing) {
    auto text = ReadKeyFile(path);
    if (!text && text.error().kind == ErrorKind::kNotFound && if_missing == IfMissing::kCreate) {
        const SecretKey made = SecretKey::Random();
        std::string hex = Hex(made.Bytes()) + "\n";
        const auto created = CreateKeyFile(path, hex);
        Wipe(hex);
        if (!created) return Failure{created.error()};
        // Whoever made it, what counts is what is on disk.
        text = ReadKeyFile(path);
    }
    if (!text) return Failure{std::move(text).error()};
    auto master = ReadMaster(*text);
    Wipe(*text);
    if (!master) {
        Error error = Unavailable("key file " + path.string() +
                                  ": is not a master key of 64 hexadecimal digits");
        error.code = "key_file";
        return Failure{std::move(error)};
    }
    return Vault(std::move(*master));
}

Result<Vault> Vault::FromEnvironment(const std::string& name) {
    const char* const text = std::getenv(name.c_str());
    if (text == nullptr) {
        Error error = NotFound("no_key_variable", "A key of the server is missing.");
        error.for_log = "environment variable " + name + " is not set";
        return Failure{std::move(error)};
    }
    auto master = ReadMaster(text);
    if (!master) {
        Error error = Unavailable("environment variable " + name +
                                  " is not a master key of 64 hexadecimal digits");
        error.code = "key_variable";
        return Failure{std::move(error)};
    }
    return Vault(std::move(*master));
}

std::string Vault::KeyCheck() const {
    return HmacSha256(master_.Bytes(), "liandong-key-check-v1\n").Hex().substr(0, 16);
}

SecretKey Vault::Derive(std::string_view purpose) const {
    Digest derived = HmacSha256(master_.Bytes(), "liandong-derive-v1\n" + std::string(purpose));
    SecretKey key(derived.bytes);
    Wipe(derived.bytes);
    return key;
}

std::string Vault::Protect(std::string_view purpose, std::string_view plaintext) const {
    return Encrypt(Derive(purpose), kProtectContext, plaintext);
}

Result<std::string> Vault::Unprotect(std::string_view purpose, std::string_view sealed) const {
    auto plain = Decrypt(Derive(purpose), kProtectContext, sealed);
    if (!plain) {
        return Failure{
            Altered("what was protected for " + std::string(purpose) +
                    " does not open: it was altered, or sealed under another master key")};
    }
    return std::move(*plain);
}

CaseKey Vault::NewCaseKey(std::int64_t case_id) const {
    SecretKey key = SecretKey::Random();
    const std::string_view plain(reinterpret_cast<const char*>(key.Bytes().data()),
                                 SecretKey::kSize);
    std::string wrapped = Encrypt(master_, KeyContext(case_id), plain);
    return {std::move(key), std::move(wrapped)};
}

Result<SecretKey> Vault::Unwrap(std::int64_t case_id, std::string_view wrapped) const {
    auto plain = Decrypt(master_, KeyContext(case_id), wrapped);
    const bool whole = plain && plain->size() == SecretKey::kSize;
    if (!whole) {
        return Failure{
            Altered("the key of case " + std::to_string(case_id) +
                    " does not open: it was altered, moved, or sealed under another master key")};
    }
    SecretKey key(std::span<const unsigned char, SecretKey::kSize>(Raw(*plain), SecretKey::kSize));
    Wipe(*plain);
    return key;
}

SealedRow Vault::Seal(const SecretKey& case_key, std::int64_t case_id, std::int64_t row,
                      std::string_view plaintext) {
    std::string salted(kSaltSize + plaintext.size(), '\0');
    FillRandom({Raw(salted), kSaltSize});
    std::ranges::copy(plaintext, salted.begin() + kSaltSize);
    SealedRow sealed{RowDigest(salted), Encrypt(case_key, RowContext(case_id, row), salted)};
    Wipe(salted);
    return sealed;
}

Result<std::string> Vault::Open(const SecretKey& case_key, std::int64_t case_id, std::int64_t row,
                                std::string_view ciphertext, const Digest& expected) {
    const std::string name =
        "vault row " + std::to_string(row) + " of case " + std::to_string(case_id);
    auto salted = Decrypt(case_key, RowContext(case_id, row), ciphertext);
    if (!salted || salted->size() < kSaltSize)
        return Failure{Altered(name + " was altered or belongs elsewhere")};
    if (RowDigest(*salted) != expected) {
        Wipe(*salted);
        return Failure{Altered(name + " is not the one that the journal recorded")};
    }
    salted->erase(0, kSaltSize);
    return std::move(*salted);
}

}  // namespace liandong::crypto
