#include "server/seal_all.hpp"

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/signer.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "adapters/profile/city_holder.hpp"
#include "app/seal_journal.hpp"

namespace liandong::server {

Result<void> SealAll(OpenedCity& city) {
    const Services services = city.Use();
    LD_TRY(auto key, crypto::Signer::LoadOrCreate(city.Keys() / "journal.key"));
    const auto signer = crypto::MakeTreeSigner(std::move(key));
    JournalSealer sealer({services.store, services.clock, services.city, *signer, crypto::Sha256});
    for (std::size_t sealed = 1; sealed > 0;) {
        LD_TRY(sealed, sealer.RunOnce(services.clock.Now()));
    }
    return sealer.SignNow(services.clock.Now());
}

}  // namespace liandong::server
