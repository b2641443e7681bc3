#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/simulate_city.hpp"
#include "app/simulate_texts.hpp"
#include "base/testing/test_folder.hpp"
#include "server/testing/open_store.hpp"

namespace liandong {
namespace {

using testing::OpenStore;
using testing::TestFolder;

SimulationOptions TwoWeeks(std::uint64_t seed, std::size_t threads) {
    SimulationOptions options;
    options.start = *ParseDay("2026-03-02");
    options.days = 14;
    options.cases_per_day = 25;
    options.seed = seed;
    options.threads = threads;
    return options;
}

// Number → what happened when, by whom: all that is the same in every run.
std::map<std::int64_t, std::vector<std::string>> Histories(Store& store) {
    std::map<std::int64_t, std::vector<std::string>> lives;
    CaseId after{0};
    for (;;) {
        const auto page = store.CasesAfter(after, 200, Deadline::In(std::chrono::seconds{10}));
        EXPECT_TRUE(page);
        if (!page || page->empty()) return lives;
        for (const Case& c : *page) {
            const auto history = store.History(c.id, Deadline::In(std::chrono::seconds{10}));
            EXPECT_TRUE(history);
            for (const JournalEntry& entry : *history) {
                lives[c.id.value].push_back(entry.kind + " " + std::to_string(ToMillis(entry.at)) +
                                            " " + entry.actor);
            }
            after = c.id;
        }
    }
}

TEST(SimulateCity, TheSameSeedGivesTheSameLivesWhateverTheThreads) {
    const TestFolder folder;
    OpenStore one(folder / "one.db");
    OpenStore other(folder / "other.db");
    const auto first = SimulateCity(one.Use(), TwoWeeks(7, 16));
    const auto second = SimulateCity(other.Use(), TwoWeeks(7, 3));
    ASSERT_TRUE(first) << first.error().for_log << first.error().for_caller;
    ASSERT_TRUE(second);
    EXPECT_GT(first->cases, 300);
    EXPECT_EQ(first->events, second->events);
    EXPECT_EQ(Histories(one.store()), Histories(other.store()));
}

TEST(SimulateCity, AnotherSeedGivesOtherLives) {
    const TestFolder folder;
    OpenStore one(folder / "one.db");
    OpenStore other(folder / "other.db");
    ASSERT_TRUE(SimulateCity(one.Use(), TwoWeeks(7, 8)));
    ASSERT_TRUE(SimulateCity(other.Use(), TwoWeeks(8, 8)));
    EXPECT_NE(Histories(one.store()), Histories(other.store()));
}

TEST(SimulateCity, TwoWeeksHoldEverythingThatHappensInACity) {
    const TestFolder folder;
    OpenStore open(folder / "city.db");
    auto options = TwoWeeks(3, 32);
    options.cases_per_day = 200;
    const auto report = SimulateCity(open.Use(), options);
    ASSERT_TRUE(report);
    EXPECT_THAT(report->refused, ::testing::IsEmpty());
    EXPECT_GT(report->still_open, 20) << "the present finds people at work";
    EXPECT_GT(report->deadlines_fired, 50);
    for (const CaseAction action :
         {CaseAction::kAnswerAtDesk, CaseAction::kDispatch, CaseAction::kAcknowledge,
          CaseAction::kContact, CaseAction::kReturn, CaseAction::kRuleReturn,
          CaseAction::kRequestExtension, CaseAction::kRuleExtension, CaseAction::kFinish,
          CaseAction::kReview, CaseAction::kCallBack, CaseAction::kMerge, CaseAction::kDecline,
          CaseAction::kAskSupplement, CaseAction::kHandOver, CaseAction::kVoid,
          CaseAction::kPause}) {
        EXPECT_TRUE(report->acts.contains(action)) << Code(action);
    }
    const auto at_desk = report->acts.at(CaseAction::kAnswerAtDesk) * 100 / report->cases;
    EXPECT_GE(at_desk, 58);
    EXPECT_LE(at_desk, 72);
}

TEST(SimulateCity, NothingHappensAfterThePresent) {
    const TestFolder folder;
    OpenStore open(folder / "city.db");
    auto options = TwoWeeks(5, 8);
    options.until = *ParseRfc3339("2026-03-06T15:00:00+08:00");
    ASSERT_TRUE(SimulateCity(open.Use(), options));
    for (const auto& [id, life] : Histories(open.store())) {
        for (const std::string& line : life) {
            const auto at = std::stoll(line.substr(line.find(' ') + 1));
            EXPECT_LE(at, ToMillis(*options.until)) << id << " " << line;
        }
    }
}

TEST(SimulateCity, WithoutLivesEveryCaseIsOpenedAndSent) {
    const TestFolder folder;
    OpenStore open(folder / "city.db");
    auto options = TwoWeeks(5, 8);
    options.lives = false;
    options.days = 2;
    const auto report = SimulateCity(open.Use(), options);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->commits, report->cases);
    EXPECT_EQ(report->states.at(CaseState::kDispatched), report->cases);
}

TEST(SimulateCity, RefusesWhatMakesNoSense) {
    const TestFolder folder;
    OpenStore open(folder / "city.db");
    auto options = TwoWeeks(5, 0);
    const auto report = SimulateCity(open.Use(), options);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, "bad_simulation");
}

TEST(SimulateTexts, AreVariedAndOfNobody) {
    const auto city = testing::Haikou();
    std::set<std::string> contents;
    SeededRandom random(11);
    for (int i = 0; i < 3000; ++i) {
        const Category& category = random.Pick(city->categories);
        const auto narrative = ComposeNarrative(random, category, category.usual_type, "玉沙社区");
        contents.insert(narrative.content);
        EXPECT_THAT(narrative.content, ::testing::Not(::testing::HasSubstr("{")))
            << narrative.content;
        EXPECT_FALSE(narrative.title.empty());
        const Caller caller = InventCaller(random.Next(), *city);
        EXPECT_THAT(caller.phone, ::testing::StartsWith("0898-0000"));
        EXPECT_THAT(caller.name, ::testing::HasSubstr("某"));
    }
    EXPECT_GT(contents.size(), 2800U);
}

TEST(SeededRandom, GivesTheSameNumbersEverywhere) {
    SeededRandom random(42);
    // xoshiro256** seeded by splitmix64 from 42; known from its authors' reference code.
    EXPECT_EQ(random.Next(), 1546998764402558742ULL);
    EXPECT_EQ(random.Next(), 6990951692964543102ULL);
}

}  // namespace
}  // namespace liandong
