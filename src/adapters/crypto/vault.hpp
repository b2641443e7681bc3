#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/crypto/secret.hpp"
#include "base/result.hpp"
#include "domain/journal/digest.hpp"

namespace liandong {
class Vault;  // the port, app/ports.hpp
}  // namespace liandong

namespace liandong::crypto {

/// A personal row as it is stored: the event in the journal holds the digest, the vault row the
/// ciphertext.
struct SealedRow {
    Digest digest;
    std::string ciphertext;
};

/// A key for one case. Store `wrapped`; deleting it in every copy erases the person and leaves the
/// proof.
struct CaseKey {
    SecretKey key;
    std::string wrapped;
};

/// Keeps what must not stand in the journal (DESIGN §5). Personal rows are sealed under a key per
/// case, case keys under the master key, with XChaCha20-Poly1305. Any thread. Source:
/// docs/rules/journal.md §6 has the exact bytes.
class Vault {
public:
    enum class IfMissing : std::uint8_t {
        kCreate = 1,  ///< the first start of an empty store
        kFail = 2,    ///< the store already has case keys: a new master key would make all of them
                      ///< unreadable
    };

    /// The master key from a file of 64 hexadecimal digits, mode 0600.
    /// Errors: those of `ReadKeyFile`; kUnavailable "key_file" when the file is not such a key.
    [[nodiscard]] static Result<Vault> FromFile(const std::filesystem::path& path,
                                                IfMissing if_missing);
    /// The master key from an environment variable of 64 hexadecimal digits.
    /// Errors: kNotFound "no_key_variable"; kUnavailable "key_variable".
    [[nodiscard]] static Result<Vault> FromEnvironment(const std::string& name);
    [[nodiscard]] static Vault FromKey(SecretKey master) { return Vault(std::move(master)); }

    /// Tells one master key from another and nothing else about it: keep it in the store and
    /// compare at start.
    [[nodiscard]] std::string KeyCheck() const;
    /// A key for another purpose ("search", "sessions"), from which the master key cannot be found.
    [[nodiscard]] SecretKey Derive(std::string_view purpose) const;

    /// A secret that belongs to no case, as a second factor's ("totp/u17"): opens only for the same
    /// purpose.
    [[nodiscard]] std::string Protect(std::string_view purpose, std::string_view plaintext) const;
    /// Errors: kUnavailable "vault_altered".
    [[nodiscard]] Result<std::string> Unprotect(std::string_view purpose,
                                                std::string_view sealed) const;

    [[nodiscard]] CaseKey NewCaseKey(std::int64_t case_id) const;
    /// Errors: kUnavailable "vault_altered" when it is not what `NewCaseKey` gave for this case
    /// under this master key.
    [[nodiscard]] Result<SecretKey> Unwrap(std::int64_t case_id, std::string_view wrapped) const;

    /// Shape: 57 bytes longer than the plaintext; a fresh salt and nonce each time, so that equal
    /// texts look different.
    [[nodiscard]] static SealedRow Seal(const SecretKey& case_key, std::int64_t case_id,
                                        std::int64_t row, std::string_view plaintext);
    /// Errors: kUnavailable "vault_altered" when the row was changed, belongs elsewhere, or is not
    /// the one that the event recorded.
    [[nodiscard]] static Result<std::string> Open(const SecretKey& case_key, std::int64_t case_id,
                                                  std::int64_t row, std::string_view ciphertext,
                                                  const Digest& expected);

private:
    explicit Vault(SecretKey master) : master_(std::move(master)) {}

    SecretKey master_;
};

/// The port over such a vault. Also gives it the key that hashes search tokens.
[[nodiscard]] std::unique_ptr<liandong::Vault> MakeVault(Vault vault);

}  // namespace liandong::crypto
