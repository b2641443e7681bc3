#include "adapters/crypto/sha256.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.hpp"

namespace liandong::crypto {
namespace {

// Looking an algorithm up by name costs more than hashing a tree node, so it is done once.
const EVP_MD* Algorithm() {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    LD_CHECK(algorithm != nullptr);
    return algorithm;
}

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

Context NewContext() {
    Context context(EVP_MD_CTX_new());
    LD_CHECK(context != nullptr);
    return context;
}

void Begin(EVP_MD_CTX* context) {
    LD_CHECK(EVP_DigestInit_ex2(context, Algorithm(), nullptr) == 1);
}

Digest End(EVP_MD_CTX* context) {
    Digest digest;
    LD_CHECK(EVP_DigestFinal_ex(context, digest.bytes.data(), nullptr) == 1);
    return digest;
}

std::span<const unsigned char> BytesOf(std::string_view text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

}  // namespace

Digest Sha256(std::span<const unsigned char> bytes) {
    thread_local const Context context = NewContext();
    Begin(context.get());
    LD_CHECK(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1);
    return End(context.get());
}

Digest Sha256(std::string_view bytes) { return Sha256(BytesOf(bytes)); }

Digest HmacSha256(std::span<const unsigned char> key, std::string_view bytes) {
    Digest digest;
    unsigned int length = 0;
    const auto data = BytesOf(bytes);
    LD_CHECK(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data.data(), data.size(),
                  digest.bytes.data(), &length) != nullptr);
    LD_CHECK(length == digest.bytes.size());
    return digest;
}

struct Sha256Stream::State {
    Context context = NewContext();
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) { Begin(state_->context.get()); }
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;
Sha256Stream::~Sha256Stream() = default;

Sha256Stream& Sha256Stream::Add(std::span<const unsigned char> bytes) {
    LD_CHECK(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
    return *this;
}

Sha256Stream& Sha256Stream::Add(std::string_view bytes) { return Add(BytesOf(bytes)); }

Digest Sha256Stream::Finish() {
    const Digest digest = End(state_->context.get());
    Begin(state_->context.get());
    return digest;
}

}  // namespace liandong::crypto
