#include "adapters/store/sqlite/sqlite_store.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/store/sample_change.hpp"
#include "adapters/store/sqlite/store.hpp"
#include "base/testing/test_folder.hpp"

// What only this store must do; what every store must do stands in tests/store_contract.

namespace liandong::store {
namespace {

namespace fs = std::filesystem;

Deadline Soon() { return Deadline::In(std::chrono::seconds(60)); }
constexpr Instant kNow = FromMillis(1'767'225'600'000);  // 2026-01-01
CaseId Number(std::int64_t running) { return CaseId{202'601'010'000'000 + running}; }
ChangeSet One(CaseChange change) {
    ChangeSet set;
    set.cases.push_back(std::move(change));
    return set;
}

class SqliteStoreTest : public ::testing::Test {
protected:
    void Open(const SqliteOptions& options = {}) {
        store_.reset();
        auto opened = OpenSqliteStore(path_, "460100", options);
        ASSERT_TRUE(opened) << opened.error().for_log;
        store_ = *std::move(opened);
    }
    /// What somebody else does to the file.
    void Meddle(const std::string& sql) {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(db);
        sqlite3_close(db);
    }
    Result<void> Commit(std::int64_t running) {
        return store_->Commit(One(SampleOpening(Number(running), kNow)), Soon());
    }
    void ExpectWhole(std::int64_t running) {
        const CaseChange want = SampleOpening(Number(running), kNow);
        const auto found = store_->Load(Number(running), Soon());
        ASSERT_TRUE(found) << running << ": " << found.error().for_log;
        EXPECT_EQ(found->state, want.after);
        EXPECT_EQ(found->wrapped_key, want.wrapped_key);
        EXPECT_EQ(store_->History(Number(running), Soon())->size(), 2U);
        EXPECT_EQ(store_->VaultRows(Number(running), {1, 2}, Soon())->size(), 2U);
        const std::string& secret = want.search->private_tokens;
        const auto hits =
            store_->Search({{}, {{secret.substr(0, secret.find(' '))}}, {}}, {}, Soon());
        ASSERT_TRUE(hits);
        ASSERT_EQ(hits->items.size(), 1U) << running;
        EXPECT_EQ(hits->items[0].id, Number(running));
    }

    testing::TestFolder place_;
    const std::string folder_ = place_.Path().string();
    std::string path_ = folder_ + "/store.db";
    std::unique_ptr<Store> store_;
};

TEST_F(SqliteStoreTest, ConcurrentCommitsShareTransactions) {
    Open();
    std::vector<std::jthread> callers;
    for (int i = 0; i < 32; ++i) {
        callers.emplace_back([&, i] {
            for (int n = 0; n < 10; ++n) EXPECT_TRUE(Commit(i * 10 + n + 1));
        });
    }
    callers.clear();
    const sqlite::WriterStats stats = static_cast<sqlite::SqliteStore&>(*store_).Stats();
    EXPECT_EQ(stats.works, 320);
    EXPECT_LT(stats.transactions, 320);
    for (int n = 1; n <= 320; n += 29) ExpectWhole(n);
}

TEST_F(SqliteStoreTest, AnotherCitysDatabaseIsRefused) {
    Open();
    store_.reset();
    const auto refused = OpenSqliteStore(path_, "460200");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "wrong_city");
    EXPECT_NE(refused.error().for_log.find("460100"), std::string::npos);
}

TEST_F(SqliteStoreTest, ANewerDatabaseIsRefusedAndLeftAlone) {
    Open();
    store_.reset();
    Meddle("INSERT INTO schema_version (version, name) VALUES (9999, '9999_future.sql')");
    const auto refused = OpenSqliteStore(path_, "460100");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "newer_database");
    EXPECT_NE(refused.error().for_log.find("9999"), std::string::npos) << refused.error().for_log;
}

TEST_F(SqliteStoreTest, AFileThatIsNoDatabaseIsRefused) {
    std::ofstream(path_) << std::string(8192, 'x');
    const auto refused = OpenSqliteStore(path_, "460100");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kUnavailable);
    EXPECT_NE(refused.error().for_log.find("not a database"), std::string::npos)
        << refused.error().for_log;
    EXPECT_NE(refused.error().for_log.find(path_), std::string::npos);
    EXPECT_EQ(refused.error().for_caller.find(path_), std::string::npos);
    EXPECT_FALSE(OpenSqliteStore(folder_ + "/no/such/folder/store.db", "460100"));
}

TEST_F(SqliteStoreTest, DamagedPagesAreAFaultOfTheWorld) {
    Open();
    for (int n = 1; n <= 300; ++n) ASSERT_TRUE(Commit(n));
    store_.reset();  // the last one out copies the log back
    const auto size = fs::file_size(path_);
    {
        std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
        for (std::uintmax_t at = 100 * 4096; at < size; at += 4096) {
            file.seekp(static_cast<std::streamoff>(at));
            file << std::string(4096, '\x5A');
        }
    }
    auto opened = OpenSqliteStore(path_, "460100");
    if (!opened) {
        EXPECT_EQ(opened.error().kind, ErrorKind::kUnavailable);
        return;
    }
    store_ = *std::move(opened);
    int faults = 0;
    for (int n = 1; n <= 300; ++n) {
        const auto loaded = store_->Load(Number(n), Soon());
        if (loaded) continue;
        EXPECT_EQ(loaded.error().kind, ErrorKind::kUnavailable) << loaded.error().for_log;
        ++faults;
    }
    EXPECT_GT(faults, 0);
    const auto written = Commit(1'000);
    if (!written)
        EXPECT_EQ(written.error().kind, ErrorKind::kUnavailable) << written.error().for_log;
}

TEST_F(SqliteStoreTest, AFullDiskLosesNothingAndIsSurvived) {
    Open({.pages_max = 400});
    std::int64_t kept = 0;
    Result<void> last;
    for (std::int64_t n = 1; n <= 5'000 && last; ++n) {
        last = Commit(n);
        if (last) kept = n;
    }
    ASSERT_FALSE(last);
    EXPECT_EQ(last.error().kind, ErrorKind::kUnavailable);
    EXPECT_NE(last.error().for_log.find("full"), std::string::npos) << last.error().for_log;
    EXPECT_FALSE(store_->Load(Number(kept + 1), Soon())) << "not half written";
    for (std::int64_t n = 1; n <= kept; n += 7) ExpectWhole(n);
    Open();  // somebody made room
    ASSERT_TRUE(Commit(kept + 1));
    ExpectWhole(kept);
    ExpectWhole(kept + 1);
    EXPECT_EQ(store_->Unsealed(100'000, Soon())->size(), static_cast<std::size_t>(2 * (kept + 1)));
}

TEST_F(SqliteStoreTest, AWriterOfAnotherProcessIsWaitedForButNotForEver) {
    Open();
    sqlite3* other = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    const auto refused = store_->Ping(Soon());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kUnavailable);
    sqlite3_close(other);
    EXPECT_TRUE(store_->Ping(Soon()));
    EXPECT_TRUE(Commit(1));
}

TEST_F(SqliteStoreTest, WhatWasTakenOutOfTheJournalIsNamed) {
    Open();
    for (int n = 1; n <= 3; ++n) ASSERT_TRUE(Commit(n));
    SealBatch batch;
    const auto unsealed = store_->Unsealed(100, Soon());
    for (const JournalEntry& entry : *unsealed) batch.events.emplace_back(entry.case_id, entry.seq);
    ASSERT_TRUE(store_->Seal(batch, Soon()));
    ASSERT_TRUE(store_->Orphans(Soon())->empty());
    Meddle(
        "DELETE FROM events WHERE case_id = 202601010000002 AND seq = 1; DELETE FROM log WHERE "
        "log_index = 5");
    const auto orphans = store_->Orphans(Soon());
    ASSERT_EQ(orphans->size(), 2U);
    EXPECT_NE(orphans->at(0).find("202601010000002/1 is missing; it has log index 2"),
              std::string::npos)
        << orphans->at(0);
    EXPECT_NE(orphans->at(1).find("202601010000003/2 has no log index"), std::string::npos)
        << orphans->at(1);
}

TEST_F(SqliteStoreTest, OnlyTheNextEventsCanBeSealed) {
    Open();
    ASSERT_TRUE(Commit(1));
    SealBatch batch;
    batch.events = {{Number(1), 2}};
    EXPECT_FALSE(store_->Seal(batch, Soon())) << "that would leave the first one out for ever";
    EXPECT_EQ(*store_->SealedSize(Soon()), 0);
}

TEST_F(SqliteStoreTest, ACopyOfTheRunningFilesIsADatabase) {
    Open();
    for (int n = 1; n <= 50; ++n) ASSERT_TRUE(Commit(n));
    fs::create_directory(folder_ + "/copy");
    fs::copy_file(path_, folder_ + "/copy/store.db");
    fs::copy_file(path_ + "-wal", folder_ + "/copy/store.db-wal");
    store_.reset();
    path_ = folder_ + "/copy/store.db";
    Open();
    for (int n = 1; n <= 50; ++n) ExpectWhole(n);
}

TEST_F(SqliteStoreTest, ListsFindRareAndFrequentValuesAlike) {
    Open();
    std::vector<CaseRow> want;
    for (int n = 1; n <= 600; ++n) {
        CaseChange change = SampleOpening(Number(n), kNow + std::chrono::minutes(n));
        const Case c = change.after;
        ASSERT_TRUE(store_->Commit(One(std::move(change)), Soon()));
        if (n % 3 != 0) {
            ASSERT_TRUE(
                store_->Commit(One(SampleFinish(c, kNow + std::chrono::minutes(n + 60))), Soon()));
        }
    }
    CaseFilter filter;
    filter.states = {CaseState::kFinished};
    filter.category = "10";
    for (int place = 0; place < 400; ++place)
        filter.places.push_back({std::to_string(460'105'001'000 + place)});
    std::size_t expected = 0;
    for (int n = 1; n <= 600; ++n) {
        const Case c = store_->Load(Number(n), Soon())->state;
        expected += c.state == CaseState::kFinished && c.category.value.starts_with("10") &&
                    c.place.value < std::to_string(460'105'001'400);
    }
    std::size_t found = 0;
    Page page{.after = std::nullopt, .limit = 17};
    do {
        const auto got = store_->ListCases(filter, page, Soon());
        ASSERT_TRUE(got);
        found += got->items.size();
        page.after = got->next;
    } while (page.after);
    EXPECT_EQ(found, expected);
    EXPECT_GT(found, 17U);
}

TEST_F(SqliteStoreTest, ARangeOfTimesHoldsEvenWhereNumbersTellAnotherDay) {
    Open();
    ASSERT_TRUE(Commit(1));
    CaseChange imported = SampleOpening(CaseId{202'601'010'000'002}, kNow - std::chrono::days(400));
    ASSERT_TRUE(store_->Commit(One(std::move(imported)), Soon()));
    CaseFilter long_ago;
    long_ago.opened_before = kNow - std::chrono::days(300);
    EXPECT_EQ(store_->ListCases(long_ago, {}, Soon())->items.size(), 1U);
    CaseFilter lately;
    lately.opened_from = kNow;
    EXPECT_EQ(store_->ListCases(lately, {}, Soon())->items.size(), 1U);
}

/// The child's part of the story below: commits until it is killed and says so for each case it was
/// promised.
[[noreturn]] void CommitUntilKilled(const std::string& path, int acknowledged) {
    auto store = OpenSqliteStore(path, "460100");
    if (!store) _exit(2);
    std::vector<std::jthread> callers;
    for (std::int64_t caller = 0; caller < 8; ++caller) {
        callers.emplace_back([&, caller] {
            for (std::int64_t n = 0;; ++n) {
                const std::int64_t running = 1 + caller + 8 * n;
                if (!(*store)->Commit(One(SampleOpening(Number(running), kNow)), Soon())) _exit(3);
                if (write(acknowledged, &running, sizeof running) != sizeof running) _exit(4);
            }
        });
    }
    callers.clear();
    _exit(0);
}

TEST_F(SqliteStoreTest, WhatWasPromisedSurvivesAKill) {
    std::vector<std::int64_t> promised;
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        close(ends[0]);
        CommitUntilKilled(path_, ends[1]);
    }
    close(ends[1]);
    std::int64_t running = 0;
    while (read(ends[0], &running, sizeof running) == sizeof running) {
        promised.push_back(running);
        if (promised.size() == 500) kill(child, SIGKILL);
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << WEXITSTATUS(status);
    ASSERT_GE(promised.size(), 500U);
    Open();
    for (const std::int64_t number : promised) ExpectWhole(number);
    // What was not promised is there whole or not at all.
    const auto events = store_->Unsealed(1'000'000, Soon());
    ASSERT_TRUE(events);
    EXPECT_EQ(events->size() % 2, 0U);
    EXPECT_GE(events->size(), 2 * promised.size());
    std::size_t cases = 0;
    CaseId after{0};
    while (true) {
        const auto page = store_->CasesAfter(after, 500, Soon());
        ASSERT_TRUE(page);
        if (page->empty()) break;
        cases += page->size();
        after = page->back().id;
    }
    EXPECT_EQ(cases * 2, events->size());
}

}  // namespace
}  // namespace liandong::store
