#include <mutex>
#include <set>

#include "store_contract/contract.hpp"

namespace liandong {
namespace {

DueRow Due(std::int64_t minute, ClockKind clock = ClockKind::kHandling, std::int32_t no = 1,
           std::int32_t percent = 100) {
    return {clock, AssignmentNo{no}, percent, Minute(minute)};
}

OutboxMessage Message(const std::string& key) {
    return {key, "mail", "单位@example.invalid", "主题 '" + key + "'", "body \"1\" 🚧", Number(1)};
}

/// Opens a case that sends `count` messages m0, m1 …
void OpenWithMessages(Store& store, int count) {
    CaseChange change = Opening(PlainCase(Number(1)));
    for (int i = 0; i < count; ++i) change.outbox.push_back(Message("m" + std::to_string(i)));
    MustCommit(store, One(change));
}

TEST_F(StoreContract, DeadlinesAreReplacedAsASet) {
    const Case c = PlainCase(Number(1));
    CaseChange open = Opening(c);
    open.deadlines = {Due(10), Due(5, ClockKind::kContact, 2, 80),
                      Due(5, ClockKind::kContact, 2, 100)};
    MustCommit(store(), One(open));
    CaseChange other = Opening(PlainCase(Number(2)));
    other.deadlines = {Due(7)};
    MustCommit(store(), One(other));
    EXPECT_EQ(*store().NextDeadline(Soon()), Minute(5));
    EXPECT_EQ(store().DueDeadlines(Minute(100), 50, Soon())->size(), 4U);

    CaseChange step = Step(c, c);
    step.deadlines = {Due(20, ClockKind::kCallback, 0, 50)};
    MustCommit(store(), One(step));
    const auto due = store().DueDeadlines(Minute(100), 50, Soon());
    ASSERT_EQ(due->size(), 2U);
    EXPECT_EQ(due->at(0).case_id, Number(2));
    EXPECT_EQ(due->at(1).case_id, c.id);
    EXPECT_EQ(due->at(1).due, Due(20, ClockKind::kCallback, 0, 50));

    CaseChange quiet;  // no events: only the deadlines change, the version stays
    quiet.expected_version = 2;
    quiet.after = step.after;
    MustCommit(store(), One(quiet));
    EXPECT_EQ(store().DueDeadlines(Minute(100), 50, Soon())->size(), 1U);
    EXPECT_EQ(store().Load(c.id, Soon())->state.version, 2);
    quiet.expected_version = 1;
    quiet.after.version = 1;
    EXPECT_EQ(CodeOf(store().Commit(One(quiet), Soon())), "version_conflict");
}

TEST_F(StoreContract, WhatIsDueComesEarliestFirstAndNotBeforeItsTime) {
    EXPECT_FALSE(store().NextDeadline(Soon())->has_value());
    for (int i = 1; i <= 20; ++i) {
        CaseChange change = Opening(PlainCase(Number(i)));
        change.deadlines = {Due(i * 37 % 21)};
        MustCommit(store(), One(change));
    }
    const auto due = store().DueDeadlines(Minute(10), 100, Soon());
    ASSERT_EQ(due->size(), 10U) << "a row due just now is due";
    for (std::size_t i = 0; i < 10; ++i)
        EXPECT_EQ((*due)[i].due.due_at, Minute(static_cast<int>(i) + 1));
    EXPECT_EQ(store().DueDeadlines(Minute(10), 3, Soon())->size(), 3U);
    EXPECT_EQ(store().DueDeadlines(Minute(1) - std::chrono::milliseconds(1), 3, Soon())->size(),
              0U);
    Reopen();
    EXPECT_EQ(*store().NextDeadline(Soon()), Minute(1));
}

TEST_F(StoreContract, AMessageGoesOutOnceEvenWithManySenders) {
    OpenWithMessages(store(), 100);
    std::mutex mutex;
    std::multiset<std::string> sent;
    InParallel(8, [&](int) {
        while (true) {
            const auto rows = store().ClaimOutbox(Minute(1), Minute(10), 7, Soon());
            ASSERT_TRUE(rows) << rows.error().for_log;
            if (rows->empty()) return;
            for (const OutboxRow& row : *rows) {
                EXPECT_TRUE(store().MarkSent({row.id}, Minute(2), Soon()));
                const std::scoped_lock lock(mutex);
                sent.insert(row.message.key);
            }
        }
    });
    EXPECT_EQ(sent.size(), 100U);
    EXPECT_EQ((std::set<std::string>(sent.begin(), sent.end()).size()), 100U);
    EXPECT_TRUE(store().ClaimOutbox(Minute(99), Minute(100), 10, Soon())->empty())
        << "what is sent stays sent";
}

TEST_F(StoreContract, AClaimedMessageComesBackWhenItsLeaseEnds) {
    OpenWithMessages(store(), 1);
    const auto first = store().ClaimOutbox(Minute(1), Minute(10), 5, Soon());
    ASSERT_EQ(first->size(), 1U);
    const OutboxRow& row = first->at(0);
    const OutboxMessage want = Message("m0");
    EXPECT_EQ(row.message.key, want.key);
    EXPECT_EQ(row.message.channel, want.channel);
    EXPECT_EQ(row.message.recipient, want.recipient);
    EXPECT_EQ(row.message.subject, want.subject);
    EXPECT_EQ(row.message.body, want.body);
    EXPECT_EQ(row.message.case_id, want.case_id);
    EXPECT_EQ(row.state, "waiting");
    EXPECT_TRUE(store().ClaimOutbox(Minute(9), Minute(20), 5, Soon())->empty()) << "leased";
    Reopen();
    EXPECT_TRUE(store().ClaimOutbox(Minute(9), Minute(20), 5, Soon())->empty())
        << "a restart ends no lease";
    EXPECT_EQ(store().ClaimOutbox(Minute(10), Minute(20), 5, Soon())->size(), 1U);
}

TEST_F(StoreContract, AMessageThatFailsWaitsOrDies) {
    OpenWithMessages(store(), 1);
    const std::int64_t id = store().ClaimOutbox(Minute(1), Minute(2), 5, Soon())->at(0).id;
    ASSERT_TRUE(store().MarkFailed(id, "451 'busy'", Minute(30), Soon()));
    EXPECT_TRUE(store().ClaimOutbox(Minute(29), Minute(31), 5, Soon())->empty());
    const auto again = store().ClaimOutbox(Minute(30), Minute(31), 5, Soon());
    ASSERT_EQ(again->size(), 1U);
    EXPECT_EQ(again->at(0).attempts, 1);
    EXPECT_EQ(again->at(0).last_error, "451 'busy'");

    ASSERT_TRUE(store().MarkFailed(id, "550 nobody", std::nullopt, Soon()));
    EXPECT_TRUE(store().ClaimOutbox(Minute(9'999), Minute(10'000), 5, Soon())->empty());
    const auto dead = store().ListOutbox("dead", {}, Soon());
    ASSERT_EQ(dead->items.size(), 1U);
    EXPECT_EQ(dead->items[0].attempts, 2);
    EXPECT_EQ(dead->items[0].state, "dead");
    EXPECT_EQ(dead->items[0].last_error, "550 nobody");

    ASSERT_TRUE(store().Resend(id, Minute(50), Soon()));
    EXPECT_TRUE(store().ListOutbox("dead", {}, Soon())->items.empty());
    ASSERT_EQ(store().ClaimOutbox(Minute(50), Minute(60), 5, Soon())->size(), 1U);
    ASSERT_TRUE(store().MarkSent({id}, Minute(51), Soon()));
    const auto sent = store().ListOutbox("sent", {}, Soon());
    ASSERT_EQ(sent->items.size(), 1U);
    EXPECT_EQ(sent->items[0].sent_at, Minute(51));
    EXPECT_EQ(CodeOf(store().Resend(987'654, Minute(50), Soon())), "no_such_message");
}

TEST_F(StoreContract, MessagesAreMarkedTogetherOrNotAtAll) {
    OpenWithMessages(store(), 5);
    const auto rows = store().ClaimOutbox(Minute(1), Minute(10), 5, Soon());
    ASSERT_EQ(rows->size(), 5U);
    const std::int64_t first = rows->at(0).id;
    EXPECT_EQ(CodeOf(store().MarkSent({first, 987'654}, Minute(2), Soon())), "no_such_message");
    EXPECT_TRUE(store().ListOutbox("sent", {}, Soon())->items.empty());
    std::vector<std::int64_t> ids;
    for (const OutboxRow& row : *rows) ids.push_back(row.id);
    ASSERT_TRUE(store().MarkSent(ids, Minute(3), Soon()));
    const auto sent = store().ListOutbox("sent", {}, Soon());
    ASSERT_EQ(sent->items.size(), 5U);
    for (const OutboxRow& row : sent->items) EXPECT_EQ(row.sent_at, Minute(3));
    EXPECT_TRUE(store().MarkSent({}, Minute(3), Soon()));
}

TEST_F(StoreContract, TheSameMessageTwiceIsOneMessage) {
    OpenWithMessages(store(), 1);
    CaseChange other = Opening(PlainCase(Number(2)));
    other.outbox = {Message("m0"), Message("m1")};
    MustCommit(store(), One(other));
    EXPECT_EQ(store().ClaimOutbox(Minute(1), Minute(10), 50, Soon())->size(), 2U);
}

TEST_F(StoreContract, TheOutboxIsListedToItsEnd) {
    OpenWithMessages(store(), 10);
    const auto list = [&](const Page& page) { return store().ListOutbox("waiting", page, Soon()); };
    std::set<std::string> keys;
    for (const OutboxRow& row : Walk<OutboxRow>(3, list))
        EXPECT_TRUE(keys.insert(row.message.key).second);
    EXPECT_EQ(keys.size(), 10U);
    EXPECT_TRUE(store().ListOutbox("sent", {}, Soon())->items.empty());
    EXPECT_EQ(CodeOf(store().ListOutbox("waiting", {.after = "x'y", .limit = 5}, Soon())),
              "bad_page");
}

}  // namespace
}  // namespace liandong
