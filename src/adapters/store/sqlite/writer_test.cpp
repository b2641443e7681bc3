#include "adapters/store/sqlite/writer.hpp"

#include <filesystem>
#include <future>

#include <gtest/gtest.h>

#include "base/testing/test_folder.hpp"

namespace liandong::sqlite {
namespace {

namespace fs = std::filesystem;

Deadline Soon() { return Deadline::In(std::chrono::seconds(60)); }

class WriterTest : public ::testing::Test {
protected:
    void SetUp() override {
        Start({100, 64, 4096});
        ASSERT_TRUE(Insert(0)) << "the table is there";
    }
    void Start(Writer::Limits limits) {
        writer_.reset();
        auto db = Db::Open(folder_ + "/t.db", Db::Mode::kReadWrite);
        ASSERT_TRUE(db);
        ASSERT_TRUE((*db)->Execute(
            "PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY)"));
        auto copying = Db::Open(folder_ + "/t.db", Db::Mode::kReadWrite);
        ASSERT_TRUE(copying);
        writer_ = std::make_unique<Writer>(*std::move(db), *std::move(copying), limits);
    }
    static Result<void> Put(Db& db, std::int64_t n) {
        Statement insert(db, "INSERT INTO t (n) VALUES (?1)");
        return insert.Bind(n).Run();
    }
    Result<void> Insert(std::int64_t n, Deadline deadline = Soon()) {
        return writer_->Write([n](Db& db, std::vector<SearchWrite>&) { return Put(db, n); },
                              deadline);
    }
    std::vector<std::int64_t> Rows() {
        std::vector<std::int64_t> rows;
        EXPECT_TRUE(writer_->Write(
            [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
                rows.clear();
                Statement query(db, "SELECT n FROM t ORDER BY n");
                while (true) {
                    LD_TRY(const bool row, query.Step());
                    if (!row) return {};
                    rows.push_back(query.Int(0));
                }
            },
            Soon()));
        return rows;
    }
    /// Keeps the writer busy until released, so that others meet in the queue.
    class Hold {
    public:
        explicit Hold(Writer& writer) {
            std::promise<void> begun;
            auto has_begun = begun.get_future();
            // tidy:allow(thread): joined by its future, before the test ends
            busy_ = std::async(std::launch::async, [&writer, gate = release_.get_future().share(),
                                                    begun = std::move(begun)]() mutable {
                return writer.Write(
                    [&](Db&, std::vector<SearchWrite>&) -> Result<void> {
                        begun.set_value();
                        // tidy:allow(wait): released by this test
                        gate.wait();
                        return {};
                    },
                    Soon());
            });
            // tidy:allow(wait): released by this test
            has_begun.wait();
        }
        void Release() {
            release_.set_value();
            EXPECT_TRUE(busy_.get());
        }

    private:
        std::promise<void> release_;
        std::future<Result<void>> busy_;
    };
    /// Starts `count` callers, each only when the one before stands in the queue.
    template <class F>
    std::vector<std::future<Result<void>>> Queue(std::size_t count, F caller) {
        std::vector<std::future<Result<void>>> waiting;
        for (std::size_t i = 0; i < count; ++i) {
            // tidy:allow(thread): joined by its future, before the test ends
            waiting.push_back(std::async(std::launch::async, caller, static_cast<std::int64_t>(i)));
            while (writer_->Stats().waiting < i + 1) std::this_thread::yield();
        }
        return waiting;
    }
    template <class F>
    std::vector<Result<void>> InOneBatch(std::size_t count, F caller) {
        Hold hold(*writer_);
        auto waiting = Queue(count, caller);
        hold.Release();
        std::vector<Result<void>> outcomes;
        for (auto& one : waiting) outcomes.push_back(one.get());
        return outcomes;
    }

    testing::TestFolder place_;
    const std::string folder_ = place_.Path().string();
    std::unique_ptr<Writer> writer_;
};

TEST_F(WriterTest, WhoWaitsTogetherIsCommittedTogether) {
    const std::int64_t before = writer_->Stats().transactions;
    for (const auto& outcome : InOneBatch(50, [&](std::int64_t i) { return Insert(i + 1); }))
        EXPECT_TRUE(outcome);
    EXPECT_EQ(writer_->Stats().transactions - before, 2) << "the one that held, and fifty in one";
    EXPECT_EQ(Rows().size(), 51U);
}

TEST_F(WriterTest, OneThatIsRefusedUndoesOnlyItself) {
    const auto outcomes = InOneBatch(9, [&](std::int64_t i) {
        return writer_->Write(
            [i](Db& db, std::vector<SearchWrite>&) -> Result<void> {
                LD_TRY(Put(db, 10 + i));
                if (i == 4) return Failure{Invalid("refused", "after it had written")};
                return Put(db, 20 + i);
            },
            Soon());
    });
    for (std::size_t i = 0; i < 9; ++i) EXPECT_EQ(outcomes[i].has_value(), i != 4) << i;
    EXPECT_EQ(Rows().size(), 1U + 16U);
}

TEST_F(WriterTest, ABatchThatFailsAsAWholeIsRunOneByOne) {
    const std::int64_t before = writer_->Stats().transactions;
    const auto outcomes = InOneBatch(5, [&](std::int64_t i) {
        return writer_->Write(
            [i](Db& db, std::vector<SearchWrite>&) -> Result<void> {
                LD_TRY(Put(db, 10 + i));
                if (i == 2)
                    return db.Execute("ROLLBACK");  // as SQLite does by itself when the disk fails
                return {};
            },
            Soon());
    });
    for (const std::size_t i : {0U, 1U, 3U, 4U}) EXPECT_TRUE(outcomes[i]) << i;
    EXPECT_FALSE(outcomes[2]);
    EXPECT_EQ(Rows(), (std::vector<std::int64_t>{0, 10, 11, 13, 14}));
    EXPECT_GE(writer_->Stats().transactions - before, 5);
}

TEST_F(WriterTest, AFullQueueSaysSo) {
    Start({3, 64, 4096});
    Hold hold(*writer_);
    auto waiting = Queue(3, [&](std::int64_t i) { return Insert(i + 1); });
    const auto refused = Insert(200);
    hold.Release();
    for (auto& one : waiting) EXPECT_TRUE(one.get());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kBusy);
    EXPECT_EQ(Rows(), (std::vector<std::int64_t>{0, 1, 2, 3}));
}

TEST_F(WriterTest, WhoIsLateBeforeItsTurnIsSkipped) {
    EXPECT_EQ(Insert(1, Deadline::In(std::chrono::milliseconds(-1))).error().code,
              "deadline_passed");
    Hold hold(*writer_);
    const auto late = Insert(2, Deadline::In(std::chrono::milliseconds(20)));
    hold.Release();
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "deadline_passed");
    EXPECT_EQ(Rows(), std::vector<std::int64_t>{0});
}

TEST_F(WriterTest, WhoseTurnHasComeWaitsForTheTruth) {
    const Deadline deadline = Deadline::In(std::chrono::milliseconds(50));
    EXPECT_TRUE(writer_->Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            while (!deadline.Passed()) std::this_thread::yield();
            return Put(db, 1);
        },
        deadline));
    EXPECT_EQ(Rows(), (std::vector<std::int64_t>{0, 1}));
}

TEST_F(WriterTest, TheLogDoesNotGrowWithoutBound) {
    Start({100, 64, 50});
    for (int i = 1; i <= 400; ++i) {
        ASSERT_TRUE(writer_->Write(
            [i](Db& db, std::vector<SearchWrite>&) -> Result<void> {
                for (int n = 0; n < 20; ++n) LD_TRY(Put(db, (n * 1'000) + i));
                return {};
            },
            Soon()));
    }
    EXPECT_LT(fs::file_size(folder_ + "/t.db-wal"), 1'000U * 4200U)
        << "of some 8,000 pages written";
}

TEST_F(WriterTest, AReadOnlyDatabaseIsUnavailable) {
    writer_.reset();
    auto db = Db::Open(folder_ + "/t.db", Db::Mode::kReadOnly);
    ASSERT_TRUE(db) << db.error().for_log;
    auto copying = Db::Open(folder_ + "/t.db", Db::Mode::kReadOnly);
    ASSERT_TRUE(copying) << copying.error().for_log;
    writer_ = std::make_unique<Writer>(*std::move(db), *std::move(copying),
                                       Writer::Limits{100, 64, 4096});
    const auto refused = Insert(1);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kUnavailable);
    EXPECT_NE(refused.error().for_log.find("readonly"), std::string::npos)
        << refused.error().for_log;
}

}  // namespace
}  // namespace liandong::sqlite
