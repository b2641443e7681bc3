#include "adapters/crypto/signer.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include "adapters/crypto/key_file.hpp"
#include "adapters/crypto/secret.hpp"
#include "adapters/crypto/sha256.hpp"
#include "base/check.hpp"
#include "base/text.hpp"

namespace liandong::crypto {
namespace {

struct FreeOpenSsl {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using Pkey = std::unique_ptr<EVP_PKEY, FreeOpenSsl>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeOpenSsl>;
using Bio = std::unique_ptr<BIO, FreeOpenSsl>;

const unsigned char* BytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// Never asks a terminal: an encrypted key file is simply not readable.
int NoPassword(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*unused*/) { return -1; }

Bio Reading(std::string_view text) {
    Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    LD_CHECK(bio != nullptr);
    return bio;
}

std::string Content(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

Pkey PublicKey(const RawPublicKey& raw) {
    return Pkey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw.data(), raw.size()));
}

RawPublicKey RawOf(const EVP_PKEY* key) {
    RawPublicKey raw{};
    std::size_t size = raw.size();
    LD_CHECK(EVP_PKEY_get_raw_public_key(key, raw.data(), &size) == 1 && size == raw.size());
    return raw;
}

Error Altered(std::string code, std::string for_log) {
    Error error = Unavailable(std::move(for_log));
    error.code = std::move(code);
    return error;
}

}  // namespace

Result<Verifier> Verifier::FromPem(std::string_view pem) {
    const Failure bad{
        Invalid("bad_public_key", "This is not a PEM file with one Ed25519 public key.")};
    if (pem.size() > kKeyFileBytesMax) return bad;
    const Bio bio = Reading(pem);
    const Pkey key(PEM_read_bio_PUBKEY(bio.get(), nullptr, &NoPassword, nullptr));
    if (key == nullptr || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) return bad;
    return Verifier(RawOf(key.get()));
}

bool Verifier::Verify(std::string_view message, const Signature& signature) const {
    const Pkey key = PublicKey(key_);
    const Context context(EVP_MD_CTX_new());
    if (key == nullptr || context == nullptr) return false;
    return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(), BytesOf(message),
                            message.size()) == 1;
}

Result<void> Verifier::Verify(const SignedTreeHead& signed_head) const {
    const std::string size = std::to_string(signed_head.head.tree_size);
    if (signed_head.key_id != KeyId()) {
        return Failure{Altered("other_key", "tree head of size " + size + " is signed with key " +
                                                signed_head.key_id + ", not " + KeyId())};
    }
    if (!Verify(SignedText(signed_head.head), signed_head.signature)) {
        return Failure{Altered(
            "bad_signature", "the signature of the tree head of size " + size + " does not hold")};
    }
    return {};
}

std::string Verifier::Pem() const {
    const Pkey key = PublicKey(key_);
    const Bio bio(BIO_new(BIO_s_mem()));
    LD_CHECK(key != nullptr && bio != nullptr && PEM_write_bio_PUBKEY(bio.get(), key.get()) == 1);
    return Content(bio.get());
}

std::string Verifier::KeyId() const { return Sha256(key_).Hex().substr(0, 16); }

struct Signer::Key {
    Pkey pkey;
    Verifier verifier;
};

Signer::Signer(std::unique_ptr<Key> key) : key_(std::move(key)) {}
Signer::Signer(Signer&&) noexcept = default;
Signer& Signer::operator=(Signer&&) noexcept = default;
Signer::~Signer() = default;

Signer Signer::FromSeed(std::span<const unsigned char, 32> seed) {
    Pkey key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
    LD_CHECK(key != nullptr);
    const Verifier verifier(RawOf(key.get()));
    return Signer(std::make_unique<Key>(Key{std::move(key), verifier}));
}

Result<Signer> Signer::FromPem(const std::string& pem, const std::filesystem::path& path) {
    const Bio bio = Reading(pem);
    Pkey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &NoPassword, nullptr));
    if (key == nullptr || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) {
        Error error = Unavailable("key file " + path.string() +
                                  ": is not one unencrypted Ed25519 private key in PEM");
        error.code = "key_file";
        return Failure{std::move(error)};
    }
    const Verifier verifier(RawOf(key.get()));
    return Signer(std::make_unique<Key>(Key{std::move(key), verifier}));
}

Result<Signer> Signer::Load(const std::filesystem::path& path) {
    LD_TRY(std::string pem, ReadKeyFile(path));
    auto signer = FromPem(pem, path);
    Wipe(pem);
    return signer;
}

Result<Signer> Signer::LoadOrCreate(const std::filesystem::path& path) {
    auto found = Load(path);
    if (found || found.error().kind != ErrorKind::kNotFound) return found;
    const SecretKey seed = SecretKey::Random();
    const Signer made = FromSeed(seed.Bytes());
    const Bio bio(BIO_new(BIO_s_secmem()));
    LD_CHECK(bio != nullptr &&
             PEM_write_bio_PKCS8PrivateKey(bio.get(), made.key_->pkey.get(), nullptr, nullptr, 0,
                                           nullptr, nullptr) == 1);
    std::string pem = Content(bio.get());
    const auto created = CreateKeyFile(path, pem);
    Wipe(pem);
    if (!created) return Failure{created.error()};
    // Whoever made it, what counts is what is on disk.
    return Load(path);
}

Signature Signer::Sign(std::string_view message) const {
    const Context context(EVP_MD_CTX_new());
    Signature signature{};
    std::size_t size = signature.size();
    LD_CHECK(context != nullptr &&
             EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_->pkey.get()) == 1 &&
             EVP_DigestSign(context.get(), signature.data(), &size, BytesOf(message),
                            message.size()) == 1);
    return signature;
}

SignedTreeHead Signer::Sign(TreeHead head) const {
    const Signature signature = Sign(SignedText(head));
    return {std::move(head), key_->verifier.KeyId(), signature};
}

const Verifier& Signer::Public() const { return key_->verifier; }

}  // namespace liandong::crypto
