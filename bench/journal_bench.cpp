// journal_bench PATH [EVENTS]   a new SQLite database with so many unsealed events; then the time
// to seal them in batches of 4,000 (leaf hashes, tree, tiles, log rows, fsync), to sign, and to
// verify all of it.

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "app/case_change.hpp"
#include "app/seal_journal.hpp"
#include "app/verify_journal.hpp"
#include "domain/testing/small_city.hpp"
#include "support.hpp"

namespace liandong {
namespace {

using bench::Must;
using Watch = std::chrono::steady_clock;

void Fill(Store& store, const City& city, std::int64_t events) {
    for (std::int64_t done = 0; done < events;) {
        ChangeSet changes;
        for (; done < events && changes.records.size() < 1000; ++done) {
            changes.records.push_back(
                MakeRecord(CaseId{202603020000001 + done}, ListExported{"cases", "csv", done},
                           SystemPrincipal().actor, FromMillis(1'772'413'200'000 + done), city));
        }
        Must(store.Commit(changes, Deadline::In(std::chrono::minutes(1))));
    }
}

void PrintPer(const char* what, Watch::time_point begun, std::int64_t events) {
    const double seconds = std::chrono::duration<double>(Watch::now() - begun).count();
    std::printf("%-8s %10.0f events/s %8.0f ns/event\n", what,
                static_cast<double>(events) / seconds, seconds * 1e9 / static_cast<double>(events));
}

int Run(const char* path, std::int64_t events) {
    bench::SystemTime clock;
    bench::OneCity city(std::make_shared<const City>(testing::SmallCity()));
    const auto store = Must(store::OpenSqliteStore(path, city.Current()->code));
    const std::array<unsigned char, 32> seed{7};
    const auto signer = crypto::MakeTreeSigner(crypto::Signer::FromSeed(seed));
    Fill(*store, *city.Current(), events);
    JournalSealer sealer({*store, clock, city, *signer, &crypto::Sha256});
    const auto sealing = Watch::now();
    while (Must(sealer.RunOnce(clock.Now())) > 0) {
    }
    if (!sealer.SignNow(clock.Now())) return 2;
    PrintPer("seal", sealing, events);
    const auto verifier = Must(crypto::MakeTreeVerifier(signer->PublicKeyPem()));
    VerifyOptions options;
    options.hash = &crypto::Sha256;
    options.verifier = verifier.get();
    const auto verifying = Watch::now();
    const VerifyReport report = VerifyJournal(*store, options);
    PrintPer("verify", verifying, events);
    std::printf("%lld events, %lld heads, %zu faults\n", static_cast<long long>(report.events),
                static_cast<long long>(report.heads), report.faults.size());
    for (const std::string& fault : report.faults) std::printf("%s\n", fault.c_str());
    return static_cast<int>(report.Outcome());
}

}  // namespace
}  // namespace liandong

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "journal_bench PATH [EVENTS]\n");
        return 2;
    }
    return liandong::Run(argv[1], argc > 2 ? std::strtoll(argv[2], nullptr, 10) : 200'000);
}
