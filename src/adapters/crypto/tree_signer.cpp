#include "adapters/crypto/tree_signer.hpp"

#include "app/ports.hpp"

namespace liandong::crypto {
namespace {

class PortedSigner final : public TreeSigner {
public:
    explicit PortedSigner(Signer signer) : signer_(std::move(signer)) {}

    SignedTreeHead Sign(const TreeHead& head) override { return signer_.Sign(head); }
    std::string PublicKeyPem() override { return signer_.Public().Pem(); }
    std::string KeyId() override { return signer_.Public().KeyId(); }

private:
    Signer signer_;
};

class PortedVerifier final : public TreeVerifier {
public:
    explicit PortedVerifier(const Verifier& verifier) : verifier_(verifier) {}

    Result<void> Verify(const SignedTreeHead& signed_head) override { return verifier_.Verify(signed_head); }

private:
    Verifier verifier_;
};

}  // namespace

std::unique_ptr<TreeSigner> MakeTreeSigner(Signer signer) {
    return std::make_unique<PortedSigner>(std::move(signer));
}

Result<std::unique_ptr<TreeVerifier>> MakeTreeVerifier(std::string_view public_key_pem) {
    LD_TRY(const Verifier verifier, Verifier::FromPem(public_key_pem));
    return std::unique_ptr<TreeVerifier>(std::make_unique<PortedVerifier>(verifier));
}

}  // namespace liandong::crypto
