#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "app/verify_journal.hpp"
#include "background/world.hpp"
#include "codec/proof_codec.hpp"

namespace liandong::testing {
namespace {

VerifyReport Verify(World& world, std::optional<SignedTreeHead> kept = {}) {
    const auto verifier = *crypto::MakeTreeVerifier(world.signer->PublicKeyPem());
    VerifyOptions options;
    options.hash = &crypto::Sha256;
    options.city = "460100";
    options.verifier = verifier.get();
    options.vault = world.vault.get();
    options.kept = std::move(kept);
    return VerifyJournal(*world.store, options);
}

std::string Lines(const VerifyReport& report) {
    std::string text;
    for (const std::string& fault : report.faults) text += fault + "\n";
    if (report.unreadable) text += "unreadable: " + report.unreadable->for_log;
    return text;
}

class Verifying : public BackgroundStory {};

TEST_F(Verifying, AnHonestJournalIsProvedAtEveryMoment) {
    EXPECT_EQ(Verify(world()).Outcome(), VerifyOutcome::kProved)
        << "empty: " << Lines(Verify(world()));
    for (int i = 0; i < 12; ++i) {
        world().Live(i);
        if (i % 3 == 0) world().Seal();
        const VerifyReport report = Verify(world());
        ASSERT_EQ(report.Outcome(), VerifyOutcome::kProved) << Lines(report);
        EXPECT_EQ(report.cases, i + 1);
        if (i % 3 != 0) EXPECT_GT(report.unsealed, 0);
    }
    world().Seal();
    const VerifyReport report = Verify(world());
    EXPECT_EQ(report.Outcome(), VerifyOutcome::kProved) << Lines(report);
    EXPECT_EQ(report.heads, 5);
    EXPECT_EQ(report.unsealed, 0);
    EXPECT_EQ(report.unsigned_events, 0);
    EXPECT_EQ(report.events, *world().store->SealedSize(Soon()));
}

TEST_F(Verifying, AKeptHeadOfAnotherPastIsNamed) {
    for (int i = 0; i < 6; ++i) world().Live(i);
    world().Seal();
    SignedTreeHead kept = *LatestTreeHead(world().ForProofs(), Soon());
    const auto read = DecodeTreeHead(EncodeTreeHead(kept));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, kept);
    EXPECT_FALSE(DecodeTreeHead("{}"));
    world().Live(2);
    world().Seal();
    EXPECT_EQ(Verify(world(), kept).Outcome(), VerifyOutcome::kProved);
    TreeHead other = kept.head;
    other.root.bytes[0] ^= 1;
    const VerifyReport rewritten = Verify(world(), world().signer->Sign(other));
    EXPECT_EQ(rewritten.Outcome(), VerifyOutcome::kAltered);
    EXPECT_NE(Lines(rewritten).find("kept head " + std::to_string(other.tree_size) +
                                    ": the journal does not begin"),
              std::string::npos)
        << Lines(rewritten);
    other = kept.head;
    other.tree_size = 100'000;
    EXPECT_NE(Lines(Verify(world(), world().signer->Sign(other))).find("the journal has only"),
              std::string::npos);
    kept.signature[3] ^= 1;
    EXPECT_NE(Lines(Verify(world(), kept)).find("signature wrong"), std::string::npos);
}

// A process that opens cases and seals them until it is killed; tells through the pipe how far it
// is.
[[noreturn]] void LiveUntilKilled(StoreFactory& factory, int pipe) {
    auto opened = factory.Open();
    if (!opened) _exit(3);
    World mine(*std::move(opened));
    SealerOptions options;
    options.batch_max = 3;
    options.events_per_head = 5;
    const auto sealer = mine.MakeSealer({}, options);
    for (int i = 0;; ++i) {
        mine.Live(i);
        if (!sealer->RunOnce(mine.clock.Now())) _exit(4);
        if (::write(pipe, "x", 1) != 1) _exit(5);
    }
}

TEST_F(Verifying, ASealerKilledAtAnyMomentLeavesNothingToRepair) {
    for (int round = 1; round <= 6; ++round) {
        world_.reset();  // the child has the database to itself
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) LiveUntilKilled(*factory_, ends[1]);
        ::close(ends[1]);
        for (int i = 0; i < 2 + round * 3; ++i) {
            char byte = 0;
            ASSERT_EQ(::read(ends[0], &byte, 1), 1);
        }
        ASSERT_EQ(::kill(child, SIGKILL), 0);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFSIGNALED(status));
        ::close(ends[0]);
        auto opened = factory_->Open();
        ASSERT_TRUE(opened) << opened.error().for_log;
        world_ = std::make_unique<World>(*std::move(opened));
        const VerifyReport found = Verify(world());
        EXPECT_EQ(found.Outcome(), VerifyOutcome::kProved) << Lines(found);
        world().Seal();
        const VerifyReport after = Verify(world());
        EXPECT_EQ(after.Outcome(), VerifyOutcome::kProved) << Lines(after);
        EXPECT_EQ(after.unsealed, 0);
        EXPECT_EQ(after.unsigned_events, 0);
    }
}

}  // namespace
}  // namespace liandong::testing
