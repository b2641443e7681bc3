#include <atomic>
#include <mutex>
#include <set>

#include "store_contract/contract.hpp"

namespace liandong {
namespace {

using std::chrono::sys_days;

constexpr Day kDay{std::chrono::days(20'454)};  // 2026-01-01

TEST_F(StoreContract, NumbersAreOfTheirDayAndUniqueWhateverRunsAtOnce) {
    std::mutex mutex;
    std::set<std::int64_t> seen;
    InParallel(16, [&](int i) {
        const Day day = i % 2 == 0 ? kDay : kDay + std::chrono::days(1);
        const std::int64_t front = i % 2 == 0 ? 20'260'101 : 20'260'102;
        for (int n = 0; n < 50; ++n) {
            const auto id = store().NewCaseId(day, Soon());
            ASSERT_TRUE(id) << id.error().for_log;
            EXPECT_EQ(id->value / 10'000'000, front);
            EXPECT_GT(id->value % 10'000'000, 0);
            const std::scoped_lock lock(mutex);
            EXPECT_TRUE(seen.insert(id->value).second) << id->value;
        }
    });
    EXPECT_EQ(seen.size(), 800U);
    Reopen();
    for (int n = 0; n < 10; ++n) {
        const auto id = store().NewCaseId(kDay, Soon());
        ASSERT_TRUE(id);
        EXPECT_TRUE(seen.insert(id->value).second) << "given out again after a restart";
    }
}

TEST_F(StoreContract, EveryFieldComesBack) {
    const Case c = FullCase(Number(1));
    CaseChange change = Opening(c);
    change.vault_rows = {{1, std::string("\0\x01'\"\xff\x80 tail", 12)}, {2, ""}, {7, "七"}};
    MustCommit(store(), One(change));
    for (int round = 0; round < 2; ++round) {
        const auto loaded = store().Load(c.id, Soon());
        ASSERT_TRUE(loaded) << loaded.error().for_log;
        EXPECT_EQ(loaded->state, c);
        EXPECT_EQ(loaded->wrapped_key, change.wrapped_key);
        const auto history = store().History(c.id, Soon());
        ASSERT_TRUE(history);
        ASSERT_EQ(history->size(), 2U);
        for (std::size_t i = 0; i < 2; ++i) {
            const JournalEntry& got = (*history)[i];
            const JournalEntry& put = change.events[i];
            EXPECT_EQ(got.case_id, put.case_id);
            EXPECT_EQ(got.seq, put.seq);
            EXPECT_EQ(got.kind, put.kind);
            EXPECT_EQ(got.at, put.at);
            EXPECT_EQ(got.recorded_at, put.recorded_at);
            EXPECT_EQ(got.actor, put.actor);
            EXPECT_EQ(got.profile_version, put.profile_version);
            EXPECT_EQ(got.payload, put.payload);
            EXPECT_FALSE(got.log_index);
        }
        const auto rows = store().VaultRows(c.id, {7, 1, 2, 99}, Soon());
        ASSERT_TRUE(rows);
        std::map<std::int32_t, std::string> by_row;
        for (const VaultRow& row : *rows) by_row[row.row] = row.ciphertext;
        EXPECT_EQ(by_row.size(), 3U);
        for (const VaultRow& row : change.vault_rows) EXPECT_EQ(by_row[row.row], row.ciphertext);
        Reopen();
    }
}

TEST_F(StoreContract, WhatIsNotThereIsNotFound) {
    EXPECT_EQ(CodeOf(store().Load(Number(404), Soon())), "no_such_case");
    EXPECT_EQ(CodeOf(store().ReadBlob(Number(404), BlobId{"x"}, Soon())), "no_such_attachment");
    const auto history = store().History(Number(404), Soon());
    ASSERT_TRUE(history);
    EXPECT_TRUE(history->empty());
    const auto rows = store().VaultRows(Number(404), {1}, Soon());
    ASSERT_TRUE(rows);
    EXPECT_TRUE(rows->empty());
}

TEST_F(StoreContract, OfFiftyWhoActAtOnceExactlyOneWins) {
    const Case c = PlainCase(Number(1));
    MustOpen(store(), c);
    std::atomic<int> won = 0;
    std::atomic<int> stale = 0;
    InParallel(50, [&](int i) {
        Case after = c;
        after.redo_count = i;
        const auto done = store().Commit(One(Step(c, after)), Soon());
        if (done)
            ++won;
        else if (done.error().kind == ErrorKind::kStale && done.error().code == "version_conflict")
            ++stale;
        else
            ADD_FAILURE() << done.error().code << done.error().for_log;
    });
    EXPECT_EQ(won, 1);
    EXPECT_EQ(stale, 49);
    EXPECT_EQ(store().History(c.id, Soon())->size(), 2U);
}

TEST_F(StoreContract, FiftyDifferentCasesAtOnceAllSucceed) {
    InParallel(50, [&](int i) {
        Case c = PlainCase(Number(i + 1));
        MustOpen(store(), c);
        for (int n = 0; n < 5; ++n) c = Touch(store(), c);
    });
    for (int i = 0; i < 50; ++i) {
        const auto loaded = store().Load(Number(i + 1), Soon());
        ASSERT_TRUE(loaded);
        EXPECT_EQ(loaded->state.version, 6);
        EXPECT_EQ(store().History(Number(i + 1), Soon())->size(), 6U);
    }
}

TEST_F(StoreContract, TheVersionMustBeTheOneSeen) {
    const Case c = PlainCase(Number(1));
    EXPECT_EQ(CodeOf(store().Commit(One(Step(c, c)), Soon())), "version_conflict")
        << "there is no such case";
    MustOpen(store(), c);
    EXPECT_EQ(CodeOf(store().Commit(One(Opening(c)), Soon())), "version_conflict")
        << "it exists already";
    Case ahead = c;
    ahead.version = 5;
    EXPECT_EQ(CodeOf(store().Commit(One(Step(ahead, ahead)), Soon())), "version_conflict");
    EXPECT_EQ(store().Load(c.id, Soon())->state, c);
}

TEST_F(StoreContract, OneStaleCaseUndoesItsWholeSet) {
    const Case a = PlainCase(Number(1));
    const Case b = PlainCase(Number(2));
    MustOpen(store(), a);
    MustOpen(store(), b);
    const Case b_now = Touch(store(), b);
    ChangeSet set;
    CaseChange first = Step(a, a);
    first.vault_rows = {{5, "never"}};
    first.blobs = {{BlobId{"never"}, "never"}};
    first.deadlines = {{ClockKind::kHandling, AssignmentNo{1}, 100, Minute(1)}};
    first.outbox = {{"never", "mail", "a@example.invalid", "s", "b", a.id}};
    first.search = SearchDocument{"从不", ""};
    set.cases = {first, Opening(PlainCase(Number(3))), Step(b, b)};
    set.records = Entries(Number(4), 0, 1);
    set.idempotency = IdempotencyKey{"u", "never", "00"};
    EXPECT_EQ(CodeOf(store().Commit(set, Soon())), "version_conflict");

    EXPECT_EQ(store().Load(a.id, Soon())->state, a);
    EXPECT_EQ(store().Load(b.id, Soon())->state, b_now);
    EXPECT_EQ(store().History(a.id, Soon())->size(), 1U);
    EXPECT_EQ(CodeOf(store().Load(Number(3), Soon())), "no_such_case");
    EXPECT_TRUE(store().History(Number(4), Soon())->empty());
    EXPECT_TRUE(store().VaultRows(a.id, {5}, Soon())->empty());
    EXPECT_EQ(CodeOf(store().ReadBlob(a.id, BlobId{"never"}, Soon())), "no_such_attachment");
    EXPECT_FALSE(store().NextDeadline(Soon())->has_value());
    EXPECT_TRUE(store().ClaimOutbox(Minute(99'999), Minute(100'000), 10, Soon())->empty());
    EXPECT_FALSE(store().FindIdempotent({"u", "never", "00"}, Soon())->has_value());
    EXPECT_TRUE(
        FoundWords(store(), {.word_phrases = {{"从不"}}, .private_phrases = {}, .filter = {}})
            .empty());
}

TEST_F(StoreContract, StaleOnesDoNotDisturbTheirNeighbours) {
    const Case shared = PlainCase(Number(1'000));
    MustOpen(store(), shared);
    std::atomic<int> won = 0;
    InParallel(40, [&](int i) {
        if (i % 2 == 0) {
            MustOpen(store(), PlainCase(Number(i + 1)));
        } else if (store().Commit(One(Step(shared, shared)), Soon())) {
            ++won;
        }
    });
    EXPECT_EQ(won, 1);
    EXPECT_EQ(Found(store(), {}, 50).size(), 21U);
}

TEST_F(StoreContract, SeveralCasesAndRecordsGoTogether) {
    const Case parent = PlainCase(Number(1));
    MustOpen(store(), parent);
    ChangeSet set;
    set.cases = {Step(parent, parent), Opening(PlainCase(Number(2))), Opening(FullCase(Number(3)))};
    set.records = Entries(Number(4), 0, 1);
    MustCommit(store(), set);
    EXPECT_EQ(store().Load(Number(1), Soon())->state.version, 2);
    EXPECT_TRUE(store().Load(Number(2), Soon()));
    EXPECT_EQ(store().Load(Number(3), Soon())->state, FullCase(Number(3)));
    EXPECT_EQ(store().History(Number(4), Soon())->size(), 1U);
    EXPECT_EQ(CodeOf(store().Load(Number(4), Soon())), "no_such_case") << "a record is no case";
}

TEST_F(StoreContract, ASourceIsTakenOnce) {
    Case first = PlainCase(Number(1));
    first.source_system = "province";
    first.source_id = "HN'1";
    MustOpen(store(), first);
    Case second = PlainCase(Number(2));
    second.source_system = "province";
    second.source_id = "HN'1";
    const auto refused = store().Commit(One(Opening(second)), Soon());
    EXPECT_EQ(CodeOf(refused), "duplicate_source");
    EXPECT_EQ(refused.error().kind, ErrorKind::kRejected);
    EXPECT_EQ(ArgOf(refused, "case_id"), std::to_string(first.id.value));
    EXPECT_EQ(CodeOf(store().Load(second.id, Soon())), "no_such_case");

    second.source_system = "city";
    MustOpen(store(), second);
    EXPECT_EQ(*store().FindBySource("province", "HN'1", Soon()), first.id);
    EXPECT_EQ(*store().FindBySource("city", "HN'1", Soon()), second.id);
    EXPECT_FALSE(store().FindBySource("province", "HN'2", Soon())->has_value());
    MustOpen(store(), PlainCase(Number(3)));
    MustOpen(store(), PlainCase(Number(4)));  // no source at all is not a source
    Touch(store(), first);
}

TEST_F(StoreContract, OneSourceManyTimesAtOnceMakesOneCase) {
    std::atomic<int> won = 0;
    InParallel(20, [&](int i) {
        Case c = PlainCase(Number(i + 1));
        c.source_system = "grid";
        c.source_id = "7";
        const auto done = store().Commit(One(Opening(c)), Soon());
        if (done)
            ++won;
        else
            EXPECT_EQ(CodeOf(done), "duplicate_source");
    });
    EXPECT_EQ(won, 1);
    EXPECT_EQ(Found(store(), {}).size(), 1U);
}

TEST_F(StoreContract, ARepeatedRequestFindsItsCase) {
    ChangeSet set = One(Opening(PlainCase(Number(1))));
    set.idempotency = IdempotencyKey{"user:u1", "k-1", "aa"};
    EXPECT_FALSE(store().FindIdempotent(*set.idempotency, Soon())->has_value());
    MustCommit(store(), set);
    EXPECT_EQ(*store().FindIdempotent(*set.idempotency, Soon()), Number(1));

    ChangeSet again = One(Opening(PlainCase(Number(2))));
    again.idempotency = set.idempotency;
    const auto repeated = store().Commit(again, Soon());
    EXPECT_EQ(CodeOf(repeated), "duplicate_request");
    EXPECT_EQ(repeated.error().kind, ErrorKind::kRejected);
    EXPECT_EQ(ArgOf(repeated, "case_id"), std::to_string(Number(1).value));

    again.idempotency->request_digest = "bb";
    const auto reused = store().Commit(again, Soon());
    EXPECT_EQ(CodeOf(reused), "idempotency_key_reused");
    EXPECT_EQ(reused.error().kind, ErrorKind::kInvalid);
    EXPECT_EQ(CodeOf(store().FindIdempotent(*again.idempotency, Soon())), "idempotency_key_reused");
    EXPECT_EQ(CodeOf(store().Load(Number(2), Soon())), "no_such_case");

    again.idempotency->scope = "user:u2";
    MustCommit(store(), again);
    EXPECT_EQ(*store().FindIdempotent(*again.idempotency, Soon()), Number(2));
}

TEST_F(StoreContract, OneRequestManyTimesAtOnceMakesOneCase) {
    std::atomic<int> won = 0;
    InParallel(20, [&](int i) {
        ChangeSet set = One(Opening(PlainCase(Number(i + 1))));
        set.idempotency = IdempotencyKey{"user:u1", "k-1", "aa"};
        const auto done = store().Commit(set, Soon());
        if (done)
            ++won;
        else
            EXPECT_EQ(CodeOf(done), "duplicate_request");
    });
    EXPECT_EQ(won, 1);
    EXPECT_EQ(Found(store(), {}).size(), 1U);
}

TEST_F(StoreContract, WhoComesTooLateChangesNothing) {
    const auto late = store().Commit(One(Opening(PlainCase(Number(1)))),
                                     Deadline::In(std::chrono::milliseconds(-1)));
    ASSERT_FALSE(late);
    EXPECT_TRUE(late.error().kind == ErrorKind::kBusy ||
                late.error().kind == ErrorKind::kUnavailable);
    MustOpen(store(), PlainCase(Number(2)));
    EXPECT_EQ(CodeOf(store().Load(Number(1), Soon())), "no_such_case");
}

TEST_F(StoreContract, BigAndStrangeBytesSurvive) {
    std::string big(1 << 20, '\0');
    for (std::size_t i = 0; i < big.size(); ++i) big[i] = static_cast<char>(i * 2654435761U >> 13U);
    CaseChange change = Opening(PlainCase(Number(1)));
    change.blobs = {
        {BlobId{"b'1"}, big}, {BlobId{"空"}, ""}, {BlobId{"nul"}, std::string("\0\0", 2)}};
    change.vault_rows = {{1, big}};
    change.events[0].payload =
        R"({"t":")" + std::string(200'000, 'x') + R"(🚧'; DROP TABLE cases; --"})";
    change.wrapped_key = std::string("\0\xff", 2);
    MustCommit(store(), One(change));
    Reopen();
    EXPECT_EQ(*store().ReadBlob(Number(1), BlobId{"b'1"}, Soon()), big);
    EXPECT_EQ(*store().ReadBlob(Number(1), BlobId{"空"}, Soon()), "");
    EXPECT_EQ(*store().ReadBlob(Number(1), BlobId{"nul"}, Soon()), std::string("\0\0", 2));
    EXPECT_EQ(CodeOf(store().ReadBlob(Number(2), BlobId{"nul"}, Soon())), "no_such_attachment");
    EXPECT_EQ(store().VaultRows(Number(1), {1}, Soon())->at(0).ciphertext, big);
    EXPECT_EQ(store().History(Number(1), Soon())->at(0).payload, change.events[0].payload);
    EXPECT_EQ(store().Load(Number(1), Soon())->wrapped_key, change.wrapped_key);
}

TEST_F(StoreContract, ErasingAPersonLeavesTheEvents) {
    const Case c = PlainCase(Number(1));
    CaseChange open = Opening(c);
    open.vault_rows = {{1, "who"}, {2, "what"}};
    open.blobs = {{BlobId{"b"}, "photo"}};
    open.search = SearchDocument{"铁皮", "feed"};
    MustCommit(store(), One(open));
    CaseChange other = Opening(PlainCase(Number(2)));
    other.vault_rows = {{1, "other"}};
    other.search = SearchDocument{"铁皮", "feed"};
    MustCommit(store(), One(other));

    Case after = c;
    after.erased = true;
    CaseChange erase = Step(c, after);
    erase.erase_person = true;
    MustCommit(store(), One(erase));
    for (int round = 0; round < 2; ++round) {
        EXPECT_FALSE(store().Load(c.id, Soon())->wrapped_key.has_value());
        EXPECT_TRUE(store().Load(c.id, Soon())->state.erased);
        EXPECT_TRUE(store().VaultRows(c.id, {1, 2}, Soon())->empty());
        EXPECT_EQ(CodeOf(store().ReadBlob(c.id, BlobId{"b"}, Soon())), "no_such_attachment");
        EXPECT_EQ(store().History(c.id, Soon())->size(), 2U);
        EXPECT_EQ(FoundWords(store(), {{{"铁皮"}}, {}, {}}), std::vector<std::int64_t>{2});
        EXPECT_EQ(FoundWords(store(), {{}, {{"feed"}}, {}}), std::vector<std::int64_t>{2});
        EXPECT_EQ(store().VaultRows(Number(2), {1}, Soon())->size(), 1U);
        EXPECT_TRUE(store().Load(Number(2), Soon())->wrapped_key.has_value());
        Reopen();
    }
}

TEST_F(StoreContract, LaterStepsAddToTheVault) {
    const Case c = PlainCase(Number(1));
    CaseChange open = Opening(c);
    open.vault_rows = {{1, "one"}};
    MustCommit(store(), One(open));
    CaseChange step = Step(c, c);
    step.vault_rows = {{3, "three"}};
    step.blobs = {{BlobId{"late"}, "bytes"}};
    MustCommit(store(), One(step));
    EXPECT_EQ(store().VaultRows(c.id, {1, 3}, Soon())->size(), 2U);
    EXPECT_EQ(*store().ReadBlob(c.id, BlobId{"late"}, Soon()), "bytes");
    EXPECT_EQ(store().Load(c.id, Soon())->wrapped_key, open.wrapped_key) << "the key stays";
}

TEST_F(StoreContract, ItTellsHowItIs) {
    EXPECT_TRUE(store().Ping(Soon()));
    EXPECT_FALSE(store().Describe().empty());
}

}  // namespace
}  // namespace liandong
