#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/journal/tree_head.hpp"

namespace liandong::crypto {

using RawPublicKey = std::array<unsigned char, 32>;

/// The public half of a journal's key: all that a stranger needs.
class Verifier {
public:
    explicit Verifier(const RawPublicKey& key) : key_(key) {}
    /// From "-----BEGIN PUBLIC KEY-----…". Errors: kInvalid "bad_public_key" unless it holds one
    /// Ed25519 key.
    [[nodiscard]] static Result<Verifier> FromPem(std::string_view pem);

    [[nodiscard]] bool Verify(std::string_view message, const Signature& signature) const;
    /// Also compares the key id. Errors: kUnavailable "other_key" or "bad_signature".
    [[nodiscard]] Result<void> Verify(const SignedTreeHead& signed_head) const;

    [[nodiscard]] const RawPublicKey& Raw() const { return key_; }
    [[nodiscard]] std::string Pem() const;
    /// First 8 bytes of the SHA-256 of the raw key, as 16 hexadecimal digits.
    [[nodiscard]] std::string KeyId() const;

private:
    RawPublicKey key_;
};

/// The journal's Ed25519 key (RFC 8032). Any thread may sign.
class Signer {
public:
    /// Reads the key file (PEM, PKCS #8).
    /// Errors: those of `ReadKeyFile`; kUnavailable "key_file" when it is not one Ed25519 private
    /// key.
    [[nodiscard]] static Result<Signer> Load(const std::filesystem::path& path);
    /// As `Load`; makes a new key where there is no file.
    [[nodiscard]] static Result<Signer> LoadOrCreate(const std::filesystem::path& path);
    /// From the 32 bytes of RFC 8032's seed, as for test vectors.
    [[nodiscard]] static Signer FromSeed(std::span<const unsigned char, 32> seed);

    Signer(const Signer&) = delete;
    Signer& operator=(const Signer&) = delete;
    Signer(Signer&&) noexcept;
    Signer& operator=(Signer&&) noexcept;
    ~Signer();

    [[nodiscard]] Signature Sign(std::string_view message) const;
    [[nodiscard]] SignedTreeHead Sign(TreeHead head) const;
    [[nodiscard]] const Verifier& Public() const;

private:
    struct Key;
    explicit Signer(std::unique_ptr<Key> key);
    static Result<Signer> FromPem(const std::string& pem, const std::filesystem::path& path);

    std::unique_ptr<Key> key_;
};

}  // namespace liandong::crypto
