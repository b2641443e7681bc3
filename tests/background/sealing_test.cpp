#include <gmock/gmock.h>

#include <thread>

#include "adapters/crypto/sha256.hpp"
#include "app/journal_tiles.hpp"
#include "background/world.hpp"
#include "codec/proof_codec.hpp"

namespace liandong::testing {
namespace {

class Sealing : public BackgroundStory {
protected:
    // The log holds every event of the store once, without a gap, and the tree over it is the signed one.
    void ExpectWholeLog() {
        const auto size = world().store->SealedSize(Soon());
        const auto entries = world().store->Sealed(0, 100'000, Soon());
        ASSERT_TRUE(size && entries);
        ASSERT_EQ(std::ssize(*entries), *size);
        auto tree = merkle::TreeBuilder::Empty(&crypto::Sha256);
        std::map<CaseId, std::int32_t> seqs;
        std::int64_t index = 0;
        for (const JournalEntry& entry : *entries) {
            EXPECT_EQ(entry.log_index, index++);
            EXPECT_EQ(entry.seq, ++seqs[entry.case_id]);
            tree.Append(LeafHash(&crypto::Sha256, entry, "460100"));
            if (const auto head = world().store->TreeHeads(index - 1, 1, Soon());
                !head->empty() && head->front().tree_size == index) {
                EXPECT_EQ(head->front().root, tree.Root()) << index;
            }
        }
        EXPECT_TRUE(world().store->Unsealed(1, Soon())->empty());
        EXPECT_TRUE(world().store->Orphans(Soon())->empty());
    }
};

TEST_F(Sealing, EventsGetTheirPlaceAndAHeadIsSignedInTime) {
    std::vector<std::int64_t> told;
    const auto sealer = world().MakeSealer([&](const std::vector<JournalEntry>& entries) {
        for (const JournalEntry& entry : entries) told.push_back(entry.log_index.value_or(-1));
    });
    EXPECT_EQ(*sealer->RunOnce(world().clock.Now()), 0U);
    const CaseId id = world().Live(4);
    EXPECT_EQ(*sealer->RunOnce(world().clock.Now()), world().Kinds(id).size());
    EXPECT_EQ(told.size(), world().Kinds(id).size());
    ASSERT_TRUE(*world().store->LatestTreeHead(Soon()));  // the first head does not wait
    world().Open("另一件", false);
    world().clock.Move(std::chrono::seconds(9));
    EXPECT_EQ(*sealer->RunOnce(world().clock.Now()), 1U);
    EXPECT_EQ(sealer->Stats().heads, 1);
    world().clock.Move(std::chrono::seconds(1));
    EXPECT_EQ(*sealer->RunOnce(world().clock.Now()), 0U);
    EXPECT_EQ(sealer->Stats().heads, 2);
    EXPECT_EQ((*world().store->LatestTreeHead(Soon()))->tree_size, std::ssize(told));
    world().clock.Move(std::chrono::hours(1));
    EXPECT_EQ(*sealer->RunOnce(world().clock.Now()), 0U);
    EXPECT_EQ(sealer->Stats().heads, 2);  // nothing new, no new head
    for (std::size_t i = 0; i < told.size(); ++i) EXPECT_EQ(told[i], static_cast<std::int64_t>(i));
    ExpectWholeLog();
}

TEST_F(Sealing, ManyEventsGetAHeadWithoutWaiting) {
    SealerOptions options;
    options.events_per_head = 20;
    options.batch_max = 7;
    const auto sealer = world().MakeSealer({}, options);
    for (int i = 0; i < 20; ++i) world().Live(i);
    while (*sealer->RunOnce(At("2026-03-05T09:00")) > 0) {
    }
    const auto heads = world().store->TreeHeads(0, 100, Soon());
    ASSERT_GT(heads->size(), 3U);
    for (std::size_t i = 1; i < heads->size(); ++i) {
        EXPECT_LT((*heads)[i].tree_size - (*heads)[i - 1].tree_size, 27);
    }
    ExpectWholeLog();
}

TEST_F(Sealing, TwoSealersShareOneLogAndBothTellEverything) {
    std::unique_ptr<Store> beside;
    if (factory_->ManyAtOnce()) beside = *factory_->Open();
    Store& other = beside ? *beside : *world().store;
    const std::vector<Store*> stores{world().store.get(), &other};
    std::vector<std::vector<std::int64_t>> told(2);
    std::atomic<bool> writing = true;
    const auto seal = [&](std::size_t which) {
        SealerServices services{*stores[which], world().clock, world().city, *world().signer, &crypto::Sha256};
        SealerOptions options;
        options.batch_max = 5;
        options.events_per_head = 10;
        JournalSealer sealer(
            services,
            [&](const std::vector<JournalEntry>& entries) {
                for (const JournalEntry& entry : entries) told[which].push_back(*entry.log_index);
            },
            {}, options);
        int quiet = 0;
        while (quiet < 2) {
            const auto sealed = sealer.RunOnce(world().clock.Now());
            ASSERT_TRUE(sealed) << sealed.error().for_log;
            const bool done = !writing && stores[which]->Unsealed(1, Soon())->empty();
            quiet = done ? quiet + 1 : 0;
        }
        ASSERT_TRUE(sealer.SignNow(world().clock.Now()));
    };
    std::jthread one([&] { seal(0); });
    std::jthread two([&] { seal(1); });
    for (int i = 0; i < 25; ++i) world().Live(i);
    writing = false;
    one.join();
    two.join();
    ExpectWholeLog();
    const std::int64_t size = *world().store->SealedSize(Soon());
    for (const auto& indexes : told) {
        ASSERT_FALSE(indexes.empty());
        for (std::size_t i = 1; i < indexes.size(); ++i) ASSERT_EQ(indexes[i], indexes[i - 1] + 1);
        EXPECT_EQ(indexes.back(), size - 1);
    }
}

TEST_F(Sealing, AnAlteredTreeIsNotSealedOver) {
    world().Live(4);
    world().Seal();
    StoredTile tile = *world().store->ReadTile(0, 0, Soon());
    tile.hashes[40] = static_cast<char>(tile.hashes[40] ^ 1);
    ASSERT_TRUE(world().store->Seal({*world().store->SealedSize(Soon()), {}, {tile}, {}}, Soon()));
    world().Open();
    const auto sealed = world().MakeSealer()->RunOnce(world().clock.Now());
    ASSERT_FALSE(sealed);
    EXPECT_EQ(sealed.error().code, "journal_altered");
    EXPECT_FALSE(world().store->Unsealed(1, Soon())->empty());
}

TEST_F(Sealing, TheThreadSealsWhatIsCommittedAndSignsWhenItStops) {
    std::mutex mutex;
    std::condition_variable arrived;
    std::size_t told = 0;
    const auto sealer = world().MakeSealer([&](const std::vector<JournalEntry>& entries) {
        const std::scoped_lock lock(mutex);
        told += entries.size();
        arrived.notify_all();
    });
    sealer->Start();
    const CaseId id = world().Open();
    const std::size_t expected = world().Kinds(id).size();
    {
        std::unique_lock lock(mutex);
        EXPECT_TRUE(arrived.wait_for(lock, std::chrono::seconds(60), [&] { return told == expected; }));
    }
    sealer->Stop();
    EXPECT_EQ((*world().store->LatestTreeHead(Soon()))->tree_size, static_cast<std::int64_t>(expected));
    ExpectWholeLog();
}

class Proving : public BackgroundStory {};

TEST_F(Proving, AStrangerChecksTheLifeOfACaseWithThePublicKeyAlone) {
    std::vector<CaseId> cases;
    for (int i = 0; i < 15; ++i) {
        cases.push_back(world().Live(i));
        if (i % 4 == 3) world().Seal();
    }
    const auto early = ProveCase(world().ForProofs(), Everybody(), cases.back(), {}, Soon());
    ASSERT_TRUE(early);
    EXPECT_TRUE(early->events.empty());
    EXPECT_EQ(early->pending_events, world().Kinds(cases.back()).size());
    EXPECT_NE(EncodeProof(*early).find("\"pending_events\":"), std::string::npos);
    world().Seal();
    const std::string pem = PublicKeyPem(world().ForProofs());
    const auto heads = ListTreeHeads(world().ForProofs(), 0, 500, Soon());
    ASSERT_TRUE(heads);
    ASSERT_EQ(heads->size(), 4U);
    for (const CaseId id : {cases[4], cases[9], cases[14]}) {
        const auto kept = heads->front();
        const auto proof =
            ProveCase(world().ForProofs(), Everybody(), id, static_cast<std::int64_t>(kept.head.tree_size), Soon());
        ASSERT_TRUE(proof) << proof.error().for_log;
        EXPECT_EQ(proof->pending_events, 0U);
        EXPECT_EQ(proof->events.size(), world().Kinds(id).size());
        const Ran ran = CheckProofFile(pem, EncodeProof(*proof), EncodeTreeHead(kept));
        EXPECT_EQ(ran.exit, 0) << ran.output;
    }
}

TEST_F(Proving, AnyHeadCarriesOnFromAnyEarlierOne) {
    for (int i = 0; i < 12; ++i) {
        world().Live(i);
        world().Seal();
    }
    const auto heads = *ListTreeHeads(world().ForProofs(), 0, 500, Soon());
    ASSERT_EQ(heads.size(), 12U);
    for (std::size_t i = 0; i < heads.size(); ++i) {
        for (std::size_t j = i; j < heads.size(); ++j) {
            const auto proof = ProveConsistency(world().ForProofs(), static_cast<std::int64_t>(heads[i].head.tree_size),
                                                static_cast<std::int64_t>(heads[j].head.tree_size), Soon());
            ASSERT_TRUE(proof) << proof.error().for_log;
            EXPECT_TRUE(merkle::VerifyConsistency(&crypto::Sha256, proof->first.head.tree_size,
                                                  proof->second.head.tree_size, proof->first.head.root,
                                                  proof->second.head.root, proof->path));
        }
    }
}

TEST_F(Proving, WhatCannotBeProvedIsRefusedWithItsReason) {
    const ProofServices services = world().ForProofs();
    const CaseId id = world().Live(4);
    const auto code = [&](std::optional<std::int64_t> kept) {
        return CodeOf(ProveCase(services, Everybody(), id, kept, Soon()));
    };
    EXPECT_EQ(code({}), "no_tree_head");
    EXPECT_EQ(CodeOf(ProveConsistency(services, 0, {}, Soon())), "no_tree_head");
    world().Seal();
    EXPECT_EQ(code({}), "");
    EXPECT_EQ(code(3), "no_such_tree_head");
    EXPECT_EQ(code(9'999), "bad_tree_size");
    EXPECT_EQ(code(-1), "bad_tree_size");
    EXPECT_EQ(CodeOf(ProveCase(services, Everybody(), CaseId{1}, {}, Soon())), "no_such_case");
    EXPECT_EQ(CodeOf(ProveCase(services, OfficerOf("B"), id, {}, Soon())), "no_such_case");
    EXPECT_EQ(CodeOf(ListTreeHeads(services, 0, 501, Soon())), "bad_page");
}

}  // namespace
}  // namespace liandong::testing
