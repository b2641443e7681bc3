#include <array>
#include <chrono>
#include <cstdlib>
#include <map>
#include <random>
#include <sstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/act_on_case.hpp"
#include "crash/load.hpp"
#include "support/test_database.hpp"
#include "support/world.hpp"

// Killed with SIGKILL at random moments under load, again and again: whatever was answered with
// success is there and whole, and nothing half is. LIANDONG_CRASHES says how often (default 20).

namespace liandong::crash {
namespace {

using testing::Soon;

constexpr int kKillsPerDatabase = 100;

struct Acknowledged {
    std::int32_t version = 0;
    std::string state;
};
using Log = std::map<std::int64_t, Acknowledged>;  ///< by case, the newest

// Runs the load until `life` has passed since its first success, kills it, and adds to `log` what
// it had answered.
bool RunAndKill(const std::string& address, std::uint64_t seed, std::chrono::microseconds life,
                Log& log) {
    std::array<int, 2> pipe_ends{};
    if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return false;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
    std::string program = CRASH_LOAD;
    std::string place = address;
    std::string seed_text = std::to_string(seed);
    std::array<char*, 4> argv{program.data(), place.data(), seed_text.data(), nullptr};
    pid_t child = 0;
    const int failed =
        posix_spawn(&child, program.c_str(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(pipe_ends[1]);
    if (failed != 0) return close(pipe_ends[0]), false;

    std::string text;
    std::array<char, 65'536> buffer{};
    std::optional<std::chrono::steady_clock::time_point> kill_at;
    bool killed = false;
    for (;;) {
        int wait_ms = 30'000;
        if (kill_at && !killed) {
            const auto left = *kill_at - std::chrono::steady_clock::now();
            if (left <= std::chrono::microseconds{0}) {
                kill(child, SIGKILL);
                killed = true;
            } else {
                wait_ms = static_cast<int>(
                    std::chrono::duration_cast<std::chrono::milliseconds>(left).count());
            }
        }
        pollfd waiting{pipe_ends[0], POLLIN, 0};
        if (poll(&waiting, 1, wait_ms) == 0 && wait_ms == 30'000) break;
        if (waiting.revents == 0) continue;
        const ssize_t got = read(pipe_ends[0], buffer.data(), buffer.size());
        if (got <= 0) break;
        if (!kill_at) kill_at = std::chrono::steady_clock::now() + life;
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    kill(child, SIGKILL);
    close(pipe_ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    std::istringstream lines(text.substr(0, text.rfind('\n') + 1));
    std::int64_t id = 0;
    for (Acknowledged one; lines >> id >> one.version >> one.state;) {
        if (one.version > log[id].version) log[id] = one;
    }
    return killed && WIFSIGNALED(status);
}

// The server ends what the killed program had begun: it commits, or it does not. Looking before
// that would read one table from before and another from after.
constexpr const char* kWaitUntilAlone =
    "SET statement_timeout = '30s'; DO $$ BEGIN"
    " WHILE EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
    "  AND backend_type = 'client backend' AND pid <> pg_backend_pid()) LOOP"
    "  PERFORM pg_sleep(0.005); PERFORM pg_stat_clear_snapshot();"
    " END LOOP; END $$";

class Crash : public ::testing::TestWithParam<testing::Engine> {
protected:
    static int Kills() {
        const char* text = std::getenv("LIANDONG_CRASHES");  // NOLINT(concurrency-mt-unsafe)
        return text == nullptr ? 20 : std::atoi(text);       // NOLINT(cert-err34-c)
    }

    // Every case of the store is whole, and every acknowledged one is there at its version or
    // later.
    void CheckAll(Store& store, const Log& log) {
        testing::World world(store);
        const auto due = store.DueDeadlines(testing::At("2035-12-31T00:00"), 10'000'000, Soon());
        ASSERT_TRUE(due) << due.error().for_log;
        std::map<std::int64_t, std::vector<DueRow>> deadlines;
        for (const DueCase& row : *due) deadlines[row.case_id.value].push_back(row.due);
        std::map<std::int64_t, std::int32_t> seen;
        CaseId after{};
        for (;;) {
            const auto page = store.CasesAfter(after, 500, Soon());
            ASSERT_TRUE(page) << page.error().for_log;
            if (page->empty()) break;
            after = page->back().id;
            for (const Case& c : *page) {
                seen[c.id.value] = c.version;
                const auto known = checked_.find(c.id.value);
                if (known != checked_.end() && known->second == c.version) continue;
                CheckOne(world, c, deadlines[c.id.value]);
                if (HasFatalFailure()) return;
                checked_[c.id.value] = c.version;
            }
        }
        for (const auto& [id, answered] : log) {
            ASSERT_TRUE(seen.contains(id))
                << "case " << id << " was answered with success and is not there";
            ASSERT_GE(seen[id], answered.version)
                << "case " << id << " lost what was answered with success";
        }
        EXPECT_EQ(testing::WhatIsWrongWithJournal(store), "");
    }

    void CheckOne(testing::World& world, const Case& c, const std::vector<DueRow>& deadlines) {
        const auto events = testing::ReadHistory(world.store, c.id);
        ASSERT_TRUE(events) << c.id.value << ": " << events.error().for_log;
        ASSERT_EQ(static_cast<std::int32_t>(events->size()), c.version) << c.id.value;
        ASSERT_EQ(Replay(*events), c) << c.id.value;
        ASSERT_THAT(deadlines,
                    ::testing::UnorderedElementsAreArray(DeadlinesOf(c, *world.cities.Current())))
            << c.id.value;
        const auto stored = world.store.Load(c.id, Soon());
        ASSERT_TRUE(stored) << stored.error().for_log;
        if (c.erased) {
            ASSERT_FALSE(stored->wrapped_key) << c.id.value;
            return;
        }
        const auto texts = ReadTexts(world.Use(), *stored, Soon());
        ASSERT_TRUE(texts) << c.id.value << ": " << texts.error().for_log;
        EXPECT_EQ(texts->caller.name, "陈测试");
        for (const Attachment& attachment : c.attachments) {
            const auto blob = world.store.ReadBlob(c.id, attachment.blob, Soon());
            ASSERT_TRUE(blob) << c.id.value << ": " << blob.error().for_log;
        }
    }

    // What was changed last is found through the lists as well.
    void CheckLists(Store& store, const Log& log) {
        if (log.empty()) return;
        const auto rows = store.ListCases({}, {std::nullopt, 500}, Soon());
        ASSERT_TRUE(rows) << rows.error().for_log;
        for (const CaseRow& row : rows->items) {
            const auto stored = store.Load(row.id, Soon());
            ASSERT_TRUE(stored) << stored.error().for_log;
            EXPECT_EQ(row.version, stored->state.version);
            EXPECT_EQ(row.state, stored->state.state);
        }
    }

    std::map<std::int64_t, std::int32_t> checked_;
};

TEST_P(Crash, LosesNothingThatWasAnsweredWithSuccess) {
    const char* seed_text = std::getenv("LIANDONG_CRASH_SEED");  // NOLINT(concurrency-mt-unsafe)
    const std::uint64_t seed =
        seed_text == nullptr ? std::random_device{}() : std::strtoull(seed_text, nullptr, 10);
    std::cout << "LIANDONG_CRASH_SEED=" << seed << "\n";
    std::mt19937_64 random(seed);
    Result<std::unique_ptr<testing::TestDatabase>> database{
        std::unique_ptr<testing::TestDatabase>{}};
    std::string address;
    Log log;
    std::size_t answered = 0;
    const int kills = Kills();
    for (int kill_number = 1; kill_number <= kills; ++kill_number) {
        SCOPED_TRACE("kill " + std::to_string(kill_number));
        // A database that grows for ever makes each check longer; what matters is the moment of the
        // kill.
        if (kill_number % kKillsPerDatabase == 1) {
            database = testing::TestDatabase::Make(GetParam());
            ASSERT_TRUE(database) << database.error().for_caller;
            address = (*database)->Address();
            ASSERT_TRUE((*database)->Open(kCityCode));
            answered += log.size();
            log.clear();
            checked_.clear();
        }
        const std::chrono::microseconds life{random() % 150'000};
        ASSERT_TRUE(RunAndKill(address, random(), life, log)) << "the load did not run";
        if (GetParam() == testing::Engine::kPostgres) {
            ASSERT_EQ(testing::RunOnPostgres(address, kWaitUntilAlone), "");
        }
        const auto store = testing::OpenAt(address, kCityCode);
        ASSERT_TRUE(store) << store.error().for_log;
        CheckAll(**store, log);
        if (kill_number % 20 == 0) CheckLists(**store, log);
        if (HasFailure()) return;
        if (kill_number % 100 == 0) {
            std::cout << kill_number << " kills, " << answered + log.size() << " cases answered for"
                      << std::endl;
        }
    }
    std::cout << kills << " kills, " << answered + log.size() << " cases answered for, all there\n";
    EXPECT_GT(answered + log.size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Stores, Crash,
                         ::testing::Values(testing::Engine::kSqlite, testing::Engine::kPostgres),
                         [](const auto& each) {
                             return std::string(testing::NameOfEngine(each.param));
                         });

}  // namespace
}  // namespace liandong::crash
