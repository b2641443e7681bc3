#include <cstdlib>
#include <memory>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/profile/load_profile.hpp"
#include "app/count_figures.hpp"
#include "app/recount_figures.hpp"
#include "app/seal_journal.hpp"
#include "app/simulate_city.hpp"
#include "codec/document_codec.hpp"
#include "domain/document/climb.hpp"
#include "support/test_database.hpp"
#include "support/world.hpp"

// Random lives of a whole city that moves by itself: disputes, rulings, orders, conferences,
// mediators, leaders on duty. LIANDONG_LIVES says how many cases a day for six weeks; ./test lives
// a few, the thousands are lived by hand.

namespace liandong {
namespace {

using testing::At;
using testing::Engine;
using testing::Soon;

constexpr int kDays = 42;

int CasesPerDay() {
    const char* asked = std::getenv("LIANDONG_LIVES");          // NOLINT(concurrency-mt-unsafe)
    const int lives = asked == nullptr ? 0 : std::atoi(asked);  // NOLINT(cert-err34-c)
    return lives > 0 ? lives : 10;
}

City Haikou() {
    const auto loaded = profile::LoadProfile("profiles/haikou");
    LD_CHECK(loaded.city != nullptr);
    return *loaded.city;
}

// What keeps a case where it is, however often it is done.
bool IsIdle(CaseAction action) {
    static const std::set<CaseAction> kIdle{CaseAction::kNote,       CaseAction::kAttach,
                                            CaseAction::kUnmask,     CaseAction::kErase,
                                            CaseAction::kRemind,     CaseAction::kAmend,
                                            CaseAction::kVoid,       CaseAction::kRequestAppeal,
                                            CaseAction::kRuleAppeal, CaseAction::kContact};
    return kIdle.contains(action);
}

class RandomLives : public ::testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        auto made = testing::TestDatabase::Make(GetParam());
        ASSERT_TRUE(made) << made.error().for_caller;
        database_ = *std::move(made);
        City city = Haikou();
        auto opened = database_->Open(city.code);
        ASSERT_TRUE(opened) << opened.error().for_log;
        store_ = *std::move(opened);
        world_ = std::make_unique<testing::World>(*store_, std::move(city));
        Live();
    }
    void TearDown() override {
        world_.reset();
        store_.reset();
    }
    void Live() {
        SimulationOptions options;
        options.start = *ParseDay("2026-02-20");
        options.days = kDays;
        options.cases_per_day = CasesPerDay();
        options.seed = 11;
        options.threads = 16;
        const auto report = SimulateCity(world_->Use(), options);
        ASSERT_TRUE(report) << report.error().code << report.error().for_log;
        report_ = *report;
        world_->clock.Set(At("2026-04-03T00:00"));
    }
    void CountAll() {
        const auto signer = testing::MakeTestSigner();
        JournalSealer sealer(
            {*store_, world_->clock, world_->cities, *signer, testing::TestHash()});
        for (std::size_t sealed = 1; sealed > 0;) {
            const auto done = sealer.RunOnce(world_->clock.Now());
            ASSERT_TRUE(done) << done.error().for_log;
            sealed = *done;
        }
        FigureCounter counter({*store_, world_->clock, world_->cities},
                              [](const Error& e) { ADD_FAILURE() << e.code << e.for_log; },
                              {.batch_max = 700});
        for (std::size_t counted = 1; counted > 0;) {
            const auto done = counter.RunOnce();
            ASSERT_TRUE(done) << done.error().for_log;
            counted = *done;
        }
    }
    template <class Each>
    void ForEachCase(const Each& each) {
        CaseId after{0};
        for (;;) {
            const auto page = store_->CasesAfter(after, 200, Soon());
            ASSERT_TRUE(page);
            if (page->empty()) return;
            for (const Case& c : *page) each(c);
            after = page->back().id;
        }
    }
    void ExpectAWayForward(const Case& c) {
        const auto city = world_->cities.Current();
        const Principal everybody = SystemPrincipal();
        const Facts facts{world_->clock.Now(), *city, everybody, {}, nullptr};
        const auto actions = ActionsOf(c, facts);
        const bool has_way = std::ranges::any_of(
            actions, [](const ActionView& a) { return a.allowed && !IsIdle(a.action); });
        EXPECT_TRUE(has_way) << c.id.value << " " << Code(c.state);
    }
    void ExpectExplained(const Climb& climb) {
        const auto city = world_->cities.Current();
        for (const ClimbedRung& rung : climb.rungs) {
            const bool is_known = std::ranges::find(kTriggerNames, rung.trigger,
                                                    &TriggerName::code) != kTriggerNames.end();
            EXPECT_TRUE(is_known) << climb.about.value << " " << rung.trigger;
            EXPECT_NE(city->FindRung(rung.level), nullptr) << rung.level;
            const auto paper = store_->LoadDocument(rung.paper, Soon());
            ASSERT_TRUE(paper) << rung.paper.value;
            EXPECT_THAT(paper->head.cases, ::testing::Contains(climb.about));
            if (rung.document == RungDocument::kReminder) continue;
            EXPECT_THAT(paper->body, ::testing::HasSubstr("\"trigger\":\"" + rung.trigger + "\""));
        }
    }

    std::unique_ptr<testing::TestDatabase> database_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<testing::World> world_;
    SimulationReport report_;
};

TEST_P(RandomLives, NoCaseIsWithoutAWayForwardAndEveryRungIsExplained) {
    EXPECT_THAT(report_.refused, ::testing::IsEmpty());
    for (const DocumentKind kind :
         {DocumentKind::kClimb, DocumentKind::kSupervisionOrder, DocumentKind::kOffer,
          DocumentKind::kMediation, DocumentKind::kDutyShift, DocumentKind::kDutySlot}) {
        EXPECT_GT(report_.papers[kind], 0) << Code(kind);
    }
    std::int64_t disputes = 0;
    ForEachCase([&](const Case& c) {
        if (c.dispute) ++disputes;
        if (IsOpen(c.state)) ExpectAWayForward(c);
        if (c.id.value % 10 == 0) {
            EXPECT_EQ(testing::WhatIsWrongWith(*world_, c.id), "");
        }
    });
    EXPECT_GT(disputes, 0);
    std::int64_t climbs = 0;
    Page page{std::nullopt, 200};
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kClimb};
    do {
        auto found = store_->ReadDocuments(filter, page, Soon());
        ASSERT_TRUE(found);
        for (const StoredDocument& stored : found->items) {
            const auto climb = DocumentCodec<Climb>::DecodeState(stored.body);
            ASSERT_TRUE(climb);
            ExpectExplained(*climb);
            ++climbs;
        }
        page.after = std::move(found->next);
    } while (page.after);
    EXPECT_EQ(climbs, report_.papers[DocumentKind::kClimb]);
    RecordProperty("cases", std::to_string(report_.cases));
    RecordProperty("climbs", std::to_string(climbs));
}

TEST_P(RandomLives, FiguresEqualAPlainRecountForAnyPeriod) {
    CountAll();
    SeededRandom random(23);
    for (int i = 0; i < 6; ++i) {
        const Day from = *ParseDay("2026-02-15") + std::chrono::days{random.Below(40)};
        const Day to = from + std::chrono::days{random.Below(30)};
        SCOPED_TRACE(FormatDay(from) + " – " + FormatDay(to));
        const auto report = RecountFigures({*store_, world_->clock, world_->cities}, from, to,
                                           Deadline::In(std::chrono::hours(1)));
        ASSERT_TRUE(report) << report.error().for_log;
        EXPECT_EQ(report->different, 0) << (report->lines.empty() ? "" : report->lines.front());
        EXPECT_GT(report->counters, 0);
    }
}

INSTANTIATE_TEST_SUITE_P(, RandomLives, ::testing::Values(Engine::kSqlite, Engine::kPostgres),
                         [](const auto& info) {
                             return std::string(testing::NameOfEngine(info.param));
                         });

}  // namespace
}  // namespace liandong
