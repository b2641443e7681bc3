#include <latch>
#include <mutex>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "app/act_on_case.hpp"
#include "app/open_case.hpp"
#include "support/test_database.hpp"
#include "support/world.hpp"

// Many people at once, and bytes that are no text, through the use cases on both stores.

namespace liandong {
namespace {

using testing::Soon;

constexpr int kCrowd = 50;

OpenCaseRequest LampRequest() {
    OpenCaseRequest request;
    request.command.category = CategoryCode{"010101"};
    request.command.place = PlaceCode{"1101"};
    request.command.narrative.plain.title = "路灯不亮";
    return request;
}

class BadDay : public ::testing::TestWithParam<testing::Engine> {
protected:
    void SetUp() override {
        auto made = testing::TestDatabase::Make(GetParam());
        ASSERT_TRUE(made) << made.error().for_caller;
        database_ = *std::move(made);
        auto opened = database_->Open("999900");
        ASSERT_TRUE(opened) << opened.error().for_log;
        store_ = *std::move(opened);
        world_ = std::make_unique<testing::World>(*store_);
    }
    std::size_t CountCases() {
        const auto rows = store_->ListCases({}, {std::nullopt, 500}, Soon());
        EXPECT_TRUE(rows);
        return rows ? rows->items.size() : 0;
    }
    // Everybody waits at the same line and runs at once; the codes of what came of it ("" for
    // success).
    template <class F>
    std::multiset<std::string> AllAtOnce(F act) {
        std::latch line(kCrowd);
        std::mutex mutex;
        std::multiset<std::string> outcomes;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < kCrowd; ++i) {
                threads.emplace_back([&, i] {
                    line.arrive_and_wait();
                    std::string outcome = act(i);
                    const std::scoped_lock lock(mutex);
                    outcomes.insert(std::move(outcome));
                });
            }
        }
        return outcomes;
    }

    std::unique_ptr<testing::TestDatabase> database_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<testing::World> world_;
    Principal who_ = testing::Everybody();
};

TEST_P(BadDay, TheSameRequestFiftyTimesAtOnceIsOneCase) {
    std::mutex mutex;
    std::set<CaseId> ids;
    const auto outcomes = AllAtOnce([&](int) -> std::string {
        OpenCaseRequest request = LampRequest();
        request.idempotency = IdempotencyKey{"agent", "k1", "aa"};
        const auto opened = OpenNewCase(world_->Use(), who_, std::move(request), Soon());
        if (!opened) return opened.error().code;
        const std::scoped_lock lock(mutex);
        ids.insert(opened->state.id);
        return opened->is_replay ? "replay" : "";
    });
    EXPECT_EQ(outcomes.count(""), 1U);
    EXPECT_EQ(outcomes.count("replay"), static_cast<std::size_t>(kCrowd - 1));
    EXPECT_EQ(ids.size(), 1U);
    EXPECT_EQ(CountCases(), 1U);
    EXPECT_EQ(testing::WhatIsWrongWith(*world_, *ids.begin()), "");
}

TEST_P(BadDay, TheSameSourceFiftyTimesAtOnceIsOneCase) {
    const auto outcomes = AllAtOnce([&](int) -> std::string {
        OpenCaseRequest request = LampRequest();
        request.command.source_system = "province";
        request.command.source_id = "2026-77";
        const auto opened = OpenNewCase(world_->Use(), who_, std::move(request), Soon());
        return !opened ? opened.error().code : opened->is_replay ? "replay" : "";
    });
    EXPECT_EQ(outcomes.count(""), 1U);
    EXPECT_EQ(outcomes.count("replay"), static_cast<std::size_t>(kCrowd - 1));
    EXPECT_EQ(CountCases(), 1U);
}

TEST_P(BadDay, FiftyPeopleOnWhatTheySawOneWins) {
    const auto opened = OpenNewCase(world_->Use(), who_, LampRequest(), Soon());
    ASSERT_TRUE(opened);
    const CaseId id = opened->state.id;
    const auto outcomes = AllAtOnce([&](int) -> std::string {
        const auto done = ActOnCase(world_->Use(), who_, {id, Dispatch{}, 1, {}, {}}, Soon());
        return done ? "" : done.error().code;
    });
    EXPECT_EQ(outcomes.count(""), 1U);
    EXPECT_EQ(outcomes.count("version_conflict"), static_cast<std::size_t>(kCrowd - 1));
    EXPECT_EQ(testing::WhatIsWrongWith(*world_, id), "");
}

TEST_P(BadDay, FiveNotesAtOnceAreFiveNotes) {
    const auto opened = OpenNewCase(world_->Use(), who_, LampRequest(), Soon());
    ASSERT_TRUE(opened);
    const CaseId id = opened->state.id;
    const auto outcomes = AllAtOnce([&](int i) -> std::string {
        if (i >= 5) return "stayed away";
        const auto done = ActOnCase(world_->Use(), who_,
                                    {id, AddNote{testing::Text("备注")}, {}, {}, {}}, Soon());
        return done ? "" : done.error().code;
    });
    EXPECT_EQ(outcomes.count(""), 5U);
    EXPECT_EQ(testing::WhatIsWrongWith(*world_, id), "");
}

TEST_P(BadDay, BytesThatAreNoTextAreRefusedAndChangeNothing) {
    const auto code = [&](OpenCaseRequest request) -> std::string {
        const auto opened = OpenNewCase(world_->Use(), who_, std::move(request), Soon());
        return opened ? "" : opened.error().code;
    };
    for (const std::string& bad : {std::string("\xFF\xFE"), std::string("a\0b", 3)}) {
        OpenCaseRequest title = LampRequest();
        title.command.narrative.plain.title = bad;
        EXPECT_EQ(code(title), "bad_text");
        OpenCaseRequest source = LampRequest();
        source.command.source_system = "province";
        source.command.source_id = bad;
        EXPECT_EQ(code(source), "bad_text");
        OpenCaseRequest key = LampRequest();
        key.idempotency = IdempotencyKey{"agent", bad, "aa"};
        EXPECT_EQ(code(key), "bad_idempotency_key");
    }
    EXPECT_EQ(CountCases(), 0U);
    EXPECT_EQ(code(LampRequest()), "");
}

TEST_P(BadDay, AnAnswerOfAHundredKilobytesIsImportedWhole) {
    const auto opened = OpenNewCase(world_->Use(), who_, LampRequest(), Soon());
    ASSERT_TRUE(opened);
    const CaseId id = opened->state.id;
    const std::string reply(100 * 1024, 'x');
    const auto done = ActOnCase(world_->Use(), who_,
                                {id, ImportAnswer{testing::Text(reply)}, {}, {}, {}}, Soon());
    ASSERT_TRUE(done) << done.error().code;
    const auto events = testing::ReadHistory(*store_, id);
    ASSERT_TRUE(events);
    const auto& answer = std::get<AnswerImported>(events->back().body);
    const auto stored = store_->Load(id, Soon());
    ASSERT_TRUE(stored);
    const auto text = ReadText(world_->Use(), *stored, answer.reply, Soon());
    ASSERT_TRUE(text) << text.error().for_log;
    EXPECT_EQ(*text, reply);
    EXPECT_EQ(testing::WhatIsWrongWith(*world_, id), "");
}

INSTANTIATE_TEST_SUITE_P(Stores, BadDay,
                         ::testing::Values(testing::Engine::kSqlite, testing::Engine::kPostgres),
                         [](const auto& each) {
                             return std::string(testing::NameOfEngine(each.param));
                         });

}  // namespace
}  // namespace liandong
