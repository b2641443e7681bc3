#include "adapters/store/postgres/postgres_store.hpp"

#include <atomic>
#include <cstdlib>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <unistd.h>

// What only PostgreSQL can do to us: other nodes, other cities, slow strangers, killed connections.
// What every store must do stands in tests/store_contract.

namespace liandong {
namespace {

Deadline Soon() { return Deadline::In(std::chrono::seconds(60)); }

/// A connection of a stranger, for mischief.
class Stranger {
public:
    explicit Stranger(const std::string& url) : connection_(PQconnectdb(url.c_str())) {}
    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;
    ~Stranger() { PQfinish(connection_); }
    /// The first value, "" when there is none; a failed statement fails the test.
    std::string Run(const std::string& sql) {
        PGresult* result = PQexec(connection_, sql.c_str());
        const ExecStatusType status = PQresultStatus(result);
        EXPECT_TRUE(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
            << PQresultErrorMessage(result);
        const std::string value = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
        PQclear(result);
        return value;
    }

private:
    PGconn* connection_;
};

class PostgresStoreTest : public testing::Test {
protected:
    void SetUp() override {
        const char* server = std::getenv(  // NOLINT(concurrency-mt-unsafe): nobody sets it
            "LIANDONG_TEST_POSTGRES");
        ASSERT_TRUE(server != nullptr && *server != '\0')
            << "LIANDONG_TEST_POSTGRES names no PostgreSQL server. Run ./test, which starts a "
               "private one, or give the "
               "URL of a server where databases may be created: postgresql://user@host/postgres";
        server_ = server;
        static std::atomic<int> count = 0;
        name_ = "liandong_pg_" + std::to_string(getpid()) + "_" + std::to_string(++count);
        Stranger(server_).Run("CREATE DATABASE " + name_ + " TEMPLATE template0");
        const std::size_t authority = server_.find("://") + 3;
        const std::size_t query = std::min(server_.find('?', authority), server_.size());
        url_ = server_.substr(0, std::min(server_.find('/', authority), query)) + "/" + name_ +
               server_.substr(query);
    }
    void TearDown() override {
        if (!name_.empty()) Stranger(server_).Run("DROP DATABASE " + name_ + " WITH (FORCE)");
    }
    std::unique_ptr<Store> Open(const std::string& city = "460100",
                                const store::PostgresOptions& options = {}) {
        auto opened = store::OpenPostgresStore(url_, city, options);
        if (opened) return *std::move(opened);
        ADD_FAILURE() << opened.error().for_log;
        return nullptr;
    }

    std::string server_;
    std::string name_;
    std::string url_;
};

CaseId Number(std::int64_t running) { return CaseId{20'260'101 * 10'000'000LL + running}; }

CaseChange Change(CaseId id, std::int32_t before) {
    CaseChange change;
    change.expected_version = before;
    change.after.id = id;
    change.after.version = before + 1;
    JournalEntry& event = change.events.emplace_back();
    event.case_id = id;
    event.seq = before + 1;
    event.kind = before == 0 ? "case_opened" : "note_added";
    event.payload = "{}";
    return change;
}

Result<void> Put(Store& store, CaseId id, std::int32_t before) {
    ChangeSet set;
    set.cases.push_back(Change(id, before));
    return store.Commit(set, Soon());
}

// Any transaction of the whole server that still writes holds events back for a moment: the
// server's own housekeeping, or another test's. They come; a look that is too early proves nothing.
Result<std::vector<JournalEntry>> WaitForUnsealed(Store& store, std::size_t count) {
    const Deadline deadline = Deadline::In(std::chrono::seconds(20));
    auto waiting = store.Unsealed(10, Soon());
    while (waiting && waiting->size() < count && !deadline.Passed()) {
        waiting = store.Unsealed(10, Soon());
    }
    return waiting;
}

TEST_F(PostgresStoreTest, NothingIsSealedThatAnOpenTransactionCouldStillPrecede) {
    const auto store = Open();
    ASSERT_TRUE(Put(*store, Number(1), 0));
    Stranger slow(url_);
    slow.Run("BEGIN");
    slow.Run(
        "INSERT INTO events (city, case_id, seq, kind, at, recorded_at, actor, profile_version, "
        "payload, epoch)"
        " VALUES ('460100', 5, 1, 'case_opened', now(), now(), 'a', 'v', '{}', 1)");
    ASSERT_TRUE(Put(*store, Number(2), 0)) << "a later number, committed earlier";
    auto waiting = store->Unsealed(10, Soon());
    ASSERT_EQ(waiting->size(), 1U);
    EXPECT_EQ(waiting->at(0).case_id, Number(1));
    slow.Run("COMMIT");
    waiting = WaitForUnsealed(*store, 3);
    ASSERT_EQ(waiting->size(), 3U);
    EXPECT_EQ(waiting->at(1).case_id, CaseId{5});
    EXPECT_EQ(waiting->at(2).case_id, Number(2));
}

TEST_F(PostgresStoreTest, ARestoredDumpKeepsItsPlaceInTheJournal) {
    {
        const auto store = Open();
        ASSERT_TRUE(Put(*store, Number(1), 0));
        ASSERT_TRUE(store->Seal({0, {{Number(1), 1}}, {}, {}}, Soon()));
        ASSERT_TRUE(Put(*store, Number(2), 0));
    }
    // As pg_restore into a young server leaves it: numbers far above the server's own, another
    // server's identity.
    Stranger(url_).Run(
        "UPDATE lineage SET system_identifier = 1;"
        "UPDATE events SET txid = (txid::text::bigint + 1000000000)::text::xid8;"
        "UPDATE journal_state SET txid = (txid::text::bigint + 1000000000)::text::xid8");
    const auto store = Open();
    ASSERT_TRUE(Put(*store, Number(3), 0));
    const auto waiting = WaitForUnsealed(*store, 2);
    ASSERT_EQ(waiting->size(), 2U);
    EXPECT_EQ(waiting->at(0).case_id, Number(2));
    EXPECT_EQ(waiting->at(1).case_id, Number(3));
    EXPECT_TRUE(store->Orphans(Soon())->empty());
}

TEST_F(PostgresStoreTest, TwoNodesShareOneDatabase) {
    const auto a = Open();
    const auto b = Open();
    constexpr int kCases = 20;
    for (int n = 1; n <= kCases; ++n) ASSERT_TRUE(Put(*a, Number(n), 0));
    std::atomic<int> won = 0;
    std::atomic<int> lost = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(16);
        for (int i = 0; i < 16; ++i) {
            threads.emplace_back([&, i] {
                Store& store = i % 2 == 0 ? *a : *b;
                for (int k = 0; k < kCases; ++k) {
                    const int n = i % 4 < 2 ? k + 1 : kCases - k;  // crosswise, as deadlocks like
                                                                   // it
                    ChangeSet set;
                    set.cases.push_back(Change(Number(n), 1));
                    set.cases.push_back(Change(Number(n % kCases + 1), 1));
                    const auto done = store.Commit(set, Soon());
                    if (done)
                        ++won;
                    else if (done.error().code == "version_conflict")
                        ++lost;
                    else
                        ADD_FAILURE() << done.error().code << " " << done.error().for_log;
                }
            });
        }
    }
    EXPECT_EQ(won + lost, 16 * kCases);
    int moved = 0;
    for (int n = 1; n <= kCases; ++n) moved += a->Load(Number(n), Soon())->state.version - 1;
    EXPECT_EQ(moved, 2 * won) << "each pair whole or not at all";
    std::set<std::int64_t> numbers;
    const Day day{std::chrono::days(20'454)};
    for (int n = 0; n < 300; ++n) {
        EXPECT_TRUE(numbers.insert(a->NewCaseId(day, Soon())->value).second);
        EXPECT_TRUE(numbers.insert(b->NewCaseId(day, Soon())->value).second);
    }
}

TEST_F(PostgresStoreTest, CitiesDoNotSeeEachOther) {
    const auto haikou = Open("460100");
    const auto sanya = Open("460200");
    ASSERT_TRUE(Put(*haikou, Number(1), 0));
    ASSERT_TRUE(Put(*sanya, Number(1), 0)) << "every city has its own numbers";
    ASSERT_TRUE(Put(*sanya, Number(1), 1));
    EXPECT_EQ(haikou->Load(Number(1), Soon())->state.version, 1);
    EXPECT_EQ(WaitForUnsealed(*sanya, 2)->size(), 2U);
    ASSERT_TRUE(sanya->Seal({0, {{Number(1), 1}}, {}, {}}, Soon()));
    EXPECT_EQ(*haikou->SealedSize(Soon()), 0);
    EXPECT_EQ(haikou->ListCases({}, {}, Soon())->items.size(), 1U);
}

// Connections are killed in the middle of everything, again and again. What was acknowledged is
// there, what was refused is not, and nobody has to restart anything.
TEST_F(PostgresStoreTest, NoAcknowledgedWriteIsLostWhenConnectionsDie) {
    const auto store = Open();
    constexpr int kThreads = 8;
    std::atomic<bool> stop = false;
    std::atomic<int> commits = 0;
    std::vector<std::int32_t> acknowledged(kThreads, 0);
    {
        std::vector<std::jthread> threads;
        threads.reserve(kThreads);
        for (int i = 0; i < kThreads; ++i) {
            threads.emplace_back([&, i] {
                const auto at = static_cast<std::size_t>(i);
                while (!stop) {
                    const auto done = Put(*store, Number(i + 1), acknowledged[at]);
                    if (done) {
                        ++acknowledged[at];
                        ++commits;
                    } else if (done.error().code == "version_conflict") {
                        ADD_FAILURE() << "it was written, and the caller was told otherwise";
                        return;
                    } else {
                        EXPECT_TRUE(Retryable(done.error().kind)) << done.error().for_log;
                    }
                }
            });
        }
        Stranger killer(server_);
        for (int kills = 0; kills < 40;) {
            const int before = commits;
            const std::string killed = killer.Run(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = '" +
                name_ + "'");
            if (killed != "0") ++kills;
            const Deadline soon = Soon();
            while (commits < before + 3 && !soon.Passed()) std::this_thread::yield();
            if (soon.Passed()) {
                ADD_FAILURE() << "the store did not heal";
                break;
            }
        }
        stop = true;
    }
    for (int i = 0; i < kThreads; ++i) {
        const auto loaded = store->Load(Number(i + 1), Soon());
        ASSERT_TRUE(loaded) << loaded.error().for_log;
        EXPECT_EQ(loaded->state.version, acknowledged[static_cast<std::size_t>(i)]);
        EXPECT_EQ(store->History(Number(i + 1), Soon())->size(),
                  static_cast<std::size_t>(loaded->state.version));
    }
}

TEST_F(PostgresStoreTest, AWriterThatWaitsForAStrangerGivesUpInTime) {
    store::PostgresOptions options;
    options.io_timeout = std::chrono::milliseconds(300);
    const auto store = Open("460100", options);
    ASSERT_TRUE(Put(*store, Number(1), 0));
    Stranger stranger(url_);
    stranger.Run("BEGIN");
    stranger.Run("SELECT 1 FROM cases FOR UPDATE");
    ChangeSet set;
    set.cases.push_back(Change(Number(1), 1));
    const auto blocked = store->Commit(set, Deadline::In(std::chrono::milliseconds(500)));
    ASSERT_FALSE(blocked);
    EXPECT_TRUE(Retryable(blocked.error().kind));
    stranger.Run("COMMIT");
    const auto now = store->Commit(set, Soon());
    EXPECT_TRUE(now) << now.error().code << " " << now.error().for_log;
}

TEST_F(PostgresStoreTest, ListsAndSearchesGoOnBehindTheNewest) {
    store::PostgresOptions options;
    options.newest_cases = 7;
    options.newest_documents = 7;
    const auto store = Open("460100", options);
    ChangeSet set;
    for (int n = 1; n <= 200; ++n) {
        CaseChange& change = set.cases.emplace_back(Change(Number(n), 0));
        change.after.place = PlaceCode{"P" + std::to_string(n % 100)};
        change.search = SearchDocument{n % 3 == 0 ? "路灯 灯坏" : "噪音", ""};
    }
    ASSERT_TRUE(store->Commit(set, Soon()));
    const auto walk = [&](const auto& list) {
        std::vector<std::int64_t> numbers;
        Page page{.after = std::nullopt, .limit = 4};
        do {
            const auto got = list(page);
            EXPECT_TRUE(got) << got.error().for_log;
            if (!got) break;
            for (const CaseRow& row : got->items) numbers.push_back(row.id.value % 1000);
            page.after = got->next;
        } while (page.after);
        return numbers;
    };
    CaseFilter places;
    for (int p = 0; p < 70; ++p) places.places.push_back(PlaceCode{"P" + std::to_string(p)});
    std::vector<std::int64_t> in_places, with_word;
    for (int n = 200; n >= 1; --n) {
        if (n % 100 < 70) in_places.push_back(n);
        if (n % 3 == 0) with_word.push_back(n);
    }
    EXPECT_EQ(walk([&](const Page& page) { return store->ListCases(places, page, Soon()); }),
              in_places);
    const SearchQuery query{{{"路灯", "灯坏"}}, {}, {}};
    EXPECT_EQ(walk([&](const Page& page) { return store->Search(query, page, Soon()); }),
              with_word);
}

TEST_F(PostgresStoreTest, WordsOfNewCasesMoveIntoTheIndexWithoutACommit) {
    const auto store = Open();
    Stranger observer(url_);
    observer.Run("CREATE EXTENSION pageinspect");
    const auto waiting = [&] {
        return observer.Run(
            "SELECT n_pending_tuples FROM gin_metapage_info(get_raw_page('search_document', 0))");
    };
    ChangeSet set;
    for (int n = 1; n <= 20; ++n) {
        CaseChange change = Change(Number(n), 0);
        change.search = SearchDocument{"路灯 灯坏", ""};
        set.cases.push_back(std::move(change));
    }
    ASSERT_TRUE(store->Commit(set, Soon()));
    const Deadline deadline = Soon();
    while (waiting() != "0" && !deadline.Passed()) std::this_thread::yield();
    EXPECT_EQ(waiting(), "0");
    const SearchQuery query{{{"路灯", "灯坏"}}, {}, {}};
    EXPECT_EQ(store->Search(query, {}, Soon())->items.size(), 20U);
}

TEST_F(PostgresStoreTest, ADatabaseOfANewerProgramIsRefused) {
    ASSERT_NE(Open(), nullptr);
    Stranger(url_).Run("INSERT INTO schema_version (version, name) VALUES (9999, 'of tomorrow')");
    const auto refused = store::OpenPostgresStore(url_, "460100");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "newer_database");
}

TEST_F(PostgresStoreTest, AServerThatIsNotThereIsSaidToBeAway) {
    const auto refused =
        store::OpenPostgresStore("postgresql://nobody@127.0.0.1:1/nothing", "460100");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kUnavailable);
}

TEST_F(PostgresStoreTest, ManyNodesMayStartOnAnEmptyDatabaseAtOnce) {
    std::vector<std::jthread> threads;
    threads.reserve(6);
    for (int i = 0; i < 6; ++i) threads.emplace_back([&] { EXPECT_NE(Open(), nullptr); });
}

TEST_F(PostgresStoreTest, TextThatNoTextColumnHoldsIsRefusedAlone) {
    const auto store = Open();
    std::atomic<int> fine = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(16);
        for (int i = 0; i < 16; ++i) {
            threads.emplace_back([&, i] {
                ChangeSet set;
                set.cases.push_back(Change(Number(i + 1), 0));
                if (i % 4 == 0)
                    set.cases[0].events[0].payload = i % 8 == 0 ? std::string("a\0b", 3) : "\xff";
                const auto done = store->Commit(set, Soon());
                EXPECT_EQ(done.has_value(), i % 4 != 0);
                if (!done)
                    EXPECT_EQ(done.error().kind, ErrorKind::kInvalid) << done.error().for_log;
                else
                    ++fine;
            });
        }
    }
    EXPECT_EQ(fine, 12);
    EXPECT_EQ(store->ListCases({}, {}, Soon())->items.size(), 12U);
}

}  // namespace
}  // namespace liandong
