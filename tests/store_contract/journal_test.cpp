#include <atomic>
#include <map>
#include <mutex>
#include <set>

#include "store_contract/contract.hpp"

namespace liandong {
namespace {

/// Seals up to `limit` of what waits; returns how many, or -1 when somebody else was faster.
int SealSome(Store& store, std::int32_t limit) {
    const auto size = store.SealedSize(Soon());
    const auto waiting = store.Unsealed(limit, Soon());
    if (!size || !waiting) return 0;
    SealBatch batch;
    batch.first_index = *size;
    for (const JournalEntry& entry : *waiting) {
        EXPECT_FALSE(entry.log_index);
        batch.events.emplace_back(entry.case_id, entry.seq);
    }
    if (batch.events.empty()) return 0;
    const auto sealed = store.Seal(batch, Soon());
    if (sealed) return static_cast<int>(batch.events.size());
    EXPECT_EQ(CodeOf(sealed), "sealed_elsewhere") << sealed.error().for_log;
    return -1;
}

/// What waits, once it is as much as `count`: on a server that others write to, a transaction under
/// way anywhere holds events back for a moment.
Result<std::vector<JournalEntry>> WaitForUnsealed(Store& store, std::int32_t limit,
                                                  std::size_t count) {
    const Deadline deadline = Deadline::In(std::chrono::seconds(20));
    auto waiting = store.Unsealed(limit, Soon());
    while (waiting && waiting->size() < count && !deadline.Passed()) {
        waiting = store.Unsealed(limit, Soon());
    }
    return waiting;
}

TEST_F(StoreContract, EventsAreSealedInTheOrderOfTheirCommits) {
    EXPECT_EQ(*store().SealedSize(Soon()), 0);
    EXPECT_TRUE(store().Unsealed(10, Soon())->empty());
    Case a = PlainCase(Number(2));
    MustOpen(store(), a);
    const Case b = PlainCase(Number(1));
    MustOpen(store(), b);
    a = Touch(store(), a);
    ChangeSet record;
    record.records = Entries(Number(3), 0, 1);
    MustCommit(store(), record);

    const auto waiting = WaitForUnsealed(store(), 10, 4);
    ASSERT_EQ(waiting->size(), 4U);
    const std::vector<std::pair<CaseId, std::int32_t>> want{
        {a.id, 1}, {b.id, 1}, {a.id, 2}, {Number(3), 1}};
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ((std::pair{(*waiting)[i].case_id, (*waiting)[i].seq}), want[i]) << i;
    }
    EXPECT_EQ(waiting->at(2).payload, Entries(a.id, 1, 1)[0].payload);
    EXPECT_EQ(store().Unsealed(3, Soon())->size(), 3U);

    EXPECT_EQ(SealSome(store(), 3), 3);
    EXPECT_EQ(*store().SealedSize(Soon()), 3);
    ASSERT_EQ(store().Unsealed(10, Soon())->size(), 1U);
    EXPECT_EQ(SealSome(store(), 10), 1);
    Reopen();
    EXPECT_EQ(*store().SealedSize(Soon()), 4);
    EXPECT_TRUE(store().Unsealed(10, Soon())->empty());
    const auto sealed = store().Sealed(0, 100, Soon());
    ASSERT_EQ(sealed->size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ((std::pair{(*sealed)[i].case_id, (*sealed)[i].seq}), want[i]) << i;
        EXPECT_EQ((*sealed)[i].log_index, static_cast<std::int64_t>(i));
    }
    EXPECT_EQ(sealed->at(1).payload, Entries(b.id, 0, 1)[0].payload);
    EXPECT_EQ(store().Sealed(2, 1, Soon())->at(0).seq, 2);
    EXPECT_TRUE(store().Sealed(4, 10, Soon())->empty());
    EXPECT_EQ(store().History(a.id, Soon())->at(1).log_index, 2);
}

TEST_F(StoreContract, TwoSealersNeverSealTheSame) {
    constexpr int kCases = 120;
    std::atomic<bool> writing = true;
    std::atomic<int> writers = 4;
    InParallel(7, [&](int i) {
        if (i < 4) {
            for (int n = i; n < kCases; n += 4) {
                const Case c = PlainCase(Number(n + 1));
                MustOpen(store(), c);
                Touch(store(), c);
            }
            if (--writers == 0) writing = false;
            return;
        }
        while (writing || *store().SealedSize(Soon()) < 2 * kCases) SealSome(store(), 9);
    });
    EXPECT_EQ(*store().SealedSize(Soon()), 2 * kCases);
    const auto sealed = store().Sealed(0, 1'000, Soon());
    ASSERT_EQ(sealed->size(), 2U * kCases);
    std::map<std::int64_t, std::int32_t> last;
    for (std::size_t i = 0; i < sealed->size(); ++i) {
        const JournalEntry& entry = (*sealed)[i];
        EXPECT_EQ(entry.log_index, static_cast<std::int64_t>(i)) << "no gap";
        EXPECT_EQ(entry.seq, last[entry.case_id.value] + 1) << "a case's events keep their order";
        last[entry.case_id.value] = entry.seq;
    }
    EXPECT_TRUE(store().Orphans(Soon())->empty());
}

TEST_F(StoreContract, AStaleSealChangesNothing) {
    MustOpen(store(), PlainCase(Number(1)));
    MustOpen(store(), PlainCase(Number(2)));
    SealBatch batch;
    batch.events = {{Number(1), 1}};
    batch.tiles = {{0, 0, std::string(32, 'a')}};
    ASSERT_TRUE(store().Seal(batch, Soon()));
    SealBatch stale;
    stale.events = {{Number(2), 1}};
    stale.tiles = {{0, 0, std::string(64, 'x')}};
    stale.head = StoredTreeHead{1, {}, Minute(1), "k", "s"};
    for (const std::int64_t wrong : {0, 2}) {
        stale.first_index = wrong;
        const auto refused = store().Seal(stale, Soon());
        EXPECT_EQ(CodeOf(refused), "sealed_elsewhere");
        EXPECT_EQ(refused.error().kind, ErrorKind::kStale);
    }
    EXPECT_EQ(*store().SealedSize(Soon()), 1);
    EXPECT_EQ(store().ReadTile(0, 0, Soon())->hashes, std::string(32, 'a'));
    EXPECT_FALSE(store().LatestTreeHead(Soon())->has_value());
}

TEST_F(StoreContract, TilesGrowAndHeadsStay) {
    EXPECT_EQ(CodeOf(store().ReadTile(0, 0, Soon())), "no_such_tile");
    EXPECT_FALSE(store().LatestTreeHead(Soon())->has_value());
    Case c = PlainCase(Number(1));
    MustOpen(store(), c);
    for (int n = 0; n < 4; ++n) c = Touch(store(), c);
    for (int n = 0; n < 5; ++n) {
        SealBatch batch;
        batch.first_index = n;
        batch.events = {{c.id, n + 1}};
        const auto bytes = static_cast<std::size_t>(32 * (n + 1));
        batch.tiles = {{0, 0, std::string(bytes, static_cast<char>(n))},
                       {1, n, std::string("\0'\xff", 3)}};
        StoredTreeHead head;
        head.tree_size = n + 1;
        head.root.bytes.fill(static_cast<unsigned char>(200 + n));
        head.at = Minute(n);
        head.key_id = "key-'1";
        head.signature = std::string("\0\x01\xff", 3);
        if (n != 2) batch.head = head;
        ASSERT_TRUE(store().Seal(batch, Soon()));
    }
    Reopen();
    EXPECT_EQ(store().ReadTile(0, 0, Soon())->hashes, std::string(160, '\4'));
    const auto tile = store().ReadTile(1, 3, Soon());
    EXPECT_EQ(tile->level, 1);
    EXPECT_EQ(tile->index, 3);
    EXPECT_EQ(tile->hashes, std::string("\0'\xff", 3));
    const auto latest = store().LatestTreeHead(Soon());
    ASSERT_TRUE(latest->has_value());
    EXPECT_EQ((*latest)->tree_size, 5);
    EXPECT_EQ((*latest)->root.bytes[31], 204);
    EXPECT_EQ((*latest)->at, Minute(4));
    EXPECT_EQ((*latest)->key_id, "key-'1");
    EXPECT_EQ((*latest)->signature, std::string("\0\x01\xff", 3));
    const auto heads = store().TreeHeads(1, 2, Soon());
    ASSERT_EQ(heads->size(), 2U);
    EXPECT_EQ(heads->at(0).tree_size, 2);
    EXPECT_EQ(heads->at(1).tree_size, 4);
    EXPECT_EQ(store().TreeHeads(0, 100, Soon())->size(), 4U);
}

TEST_F(StoreContract, AHeadMayBeSignedWithoutNewEvents) {
    MustOpen(store(), PlainCase(Number(1)));
    ASSERT_EQ(SealSome(store(), 5), 1);
    SealBatch batch;
    batch.first_index = 1;
    batch.head = StoredTreeHead{1, {}, Minute(1), "k", "s"};
    ASSERT_TRUE(store().Seal(batch, Soon()));
    EXPECT_EQ((*store().LatestTreeHead(Soon()))->tree_size, 1);
    EXPECT_EQ(*store().SealedSize(Soon()), 1);
}

TEST_F(StoreContract, EveryCaseIsWalkedByNumber) {
    for (const int n : {5, 3, 9, 1, 7}) MustOpen(store(), FullCase(Number(n)));
    ChangeSet record;
    record.records = Entries(Number(4), 0, 1);
    MustCommit(store(), record);
    std::vector<std::int64_t> seen;
    CaseId after{0};
    while (true) {
        const auto page = store().CasesAfter(after, 2, Soon());
        ASSERT_TRUE(page) << page.error().for_log;
        if (page->empty()) break;
        for (const Case& c : *page) {
            EXPECT_EQ(c, FullCase(c.id));
            seen.push_back(c.id.value % 10'000'000);
        }
        after = page->back().id;
    }
    EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 3, 5, 7, 9}));
}

TEST_F(StoreContract, WhatOnlyWaitsForItsSealIsNoOrphan) {
    MustOpen(store(), PlainCase(Number(1)));
    EXPECT_TRUE(store().Orphans(Soon())->empty());
    EXPECT_EQ(SealSome(store(), 5), 1);
    MustOpen(store(), PlainCase(Number(2)));
    EXPECT_TRUE(store().Orphans(Soon())->empty());
}

}  // namespace
}  // namespace liandong
