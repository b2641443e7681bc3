#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/export/table_port.hpp"
#include "adapters/print/pdf_printer.hpp"
#include "adapters/profile/load_profile.hpp"
#include "app/act_on_case.hpp"
#include "app/assess_units.hpp"
#include "app/open_case.hpp"
#include "app/recount_figures.hpp"
#include "app/report_outside.hpp"
#include "app/report_unit.hpp"
#include "app/seal_journal.hpp"
#include "app/simulate_city.hpp"
#include "support/test_database.hpp"
#include "support/world.hpp"

// Figures as a city lives with them: counted while cases change, asked in every way, and equal to a
// plain recount of the journal, on both stores.

namespace liandong {
namespace {

using testing::At;
using testing::Engine;
using ::testing::HasSubstr;
using testing::Soon;
using testing::Text;

const City& Haikou() {
    static const auto loaded = profile::LoadProfile("profiles/haikou");
    LD_CHECK(loaded.city != nullptr);
    return *loaded.city;
}

Day On(const char* day) { return *ParseDay(day); }

class FiguresStory : public ::testing::TestWithParam<Engine> {
protected:
    void Begin(City city) {
        auto made = testing::TestDatabase::Make(GetParam());
        ASSERT_TRUE(made) << made.error().for_caller;
        database_ = *std::move(made);
        auto opened = database_->Open(city.code);
        ASSERT_TRUE(opened) << opened.error().for_log;
        store_ = *std::move(opened);
        world_ = std::make_unique<testing::World>(*store_, std::move(city));
    }
    void TearDown() override {
        world_.reset();
        store_.reset();
    }
    void Simulate(int days, int cases_per_day, std::uint64_t seed = 7) {
        world_->clock.Set(At("2026-06-01T00:00"));
        SimulationOptions options;
        options.start = On("2026-02-20");
        options.days = days;
        options.cases_per_day = cases_per_day;
        options.seed = seed;
        options.threads = 8;
        const auto report = SimulateCity(world_->Use(), options);
        ASSERT_TRUE(report) << report.error().for_log;
        ASSERT_GT(report->cases, 0);
    }
    FiguresServices ForFigures() { return {*store_, world_->clock, world_->cities}; }
    void Seal() {
        const auto signer = testing::MakeTestSigner();
        JournalSealer sealer(
            {*store_, world_->clock, world_->cities, *signer, testing::TestHash()});
        for (std::size_t sealed = 1; sealed > 0;) {
            const auto done = sealer.RunOnce(world_->clock.Now());
            ASSERT_TRUE(done) << done.error().for_log;
            sealed = *done;
        }
    }
    void CountAll(std::int32_t batch_max = 500) {
        Seal();
        FigureCounter counter(ForFigures(),
                              [](const Error& e) { ADD_FAILURE() << e.code << e.for_log; },
                              {.batch_max = batch_max});
        for (std::size_t counted = 1; counted > 0;) {
            const auto done = counter.RunOnce();
            ASSERT_TRUE(done) << done.error().for_log;
            counted = *done;
        }
    }
    void ExpectEqualsRecount(const char* from, const char* to) {
        const auto report = RecountFigures(ForFigures(), On(from), On(to), Soon());
        ASSERT_TRUE(report) << report.error().for_log;
        EXPECT_EQ(report->different, 0) << (report->lines.empty() ? "" : report->lines.front());
        EXPECT_GT(report->counters, 0);
    }
    FigureView Ask(const FigureQuestion& question, const Principal& who = testing::Everybody()) {
        auto view = ReadFigure(world_->Use(), who, question, Soon());
        EXPECT_TRUE(view) << question.metric << ": " << view.error().code << " "
                          << view.error().for_log;
        return view ? *view : FigureView{};
    }
    static FigureQuestion Month(const char* metric, GroupBy group = GroupBy::kNone) {
        FigureQuestion question;
        question.metric = metric;
        question.from = On("2026-03-01");
        question.to = On("2026-03-31");
        question.group = group;
        return question;
    }
    Case Open(const char* category) {
        OpenCaseRequest request;
        request.command.category = CategoryCode{category};
        request.command.place = PlaceCode{"1101"};
        request.command.narrative.plain.title = "路灯不亮";
        request.command.narrative.plain.content = "路灯不亮，请处理。";
        request.dispatch = true;
        const auto opened = OpenNewCase(world_->Use(), testing::Everybody(), request, Soon());
        EXPECT_TRUE(opened) << opened.error().code;
        return opened ? opened->state : Case{};
    }
    Case Act(CaseId id, const Command& command, const Principal& who = testing::Everybody()) {
        const auto done = ActOnCase(world_->Use(), who, {id, command, {}, {}, {}}, Soon());
        EXPECT_TRUE(done) << done.error().code;
        return done ? *done : Case{};
    }
    // Finished that many days after it came, and the citizen says how it went. 020101 is A's alone,
    // 010101 the street's with A assisting.
    CaseId Live(const char* opened_at, int days, Verdict solved = Verdict::kYes,
                const char* category = "020101") {
        world_->clock.Set(At(opened_at));
        const CaseId id = Open(category).id;
        Act(id, Acknowledge{});
        world_->clock.Set(At(opened_at) + std::chrono::hours(24 * days + 1));
        EXPECT_TRUE(testing::FireDue(*world_));
        Finish finish;
        finish.done = finish.reply = finish.overrule = Text("已处理");
        Act(id, finish);
        Act(id, Review{true, Text("可")});
        Act(id, Callback{true, true, solved, Satisfaction::kSatisfied, {}, false, Text("好")});
        return id;
    }

    std::unique_ptr<testing::TestDatabase> database_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<testing::World> world_;
};

// Property: any period of a lived city, counted in batches of any size, equals a plain recount.
TEST_P(FiguresStory, KeptFiguresEqualAPlainRecountOfTheJournal) {
    Begin(Haikou());
    Simulate(45, 12);
    CountAll(13);
    for (const auto& [from, to] : {std::pair{"2026-02-01", "2026-06-30"},
                                   {"2026-03-01", "2026-03-31"},
                                   {"2026-03-07", "2026-03-19"},
                                   {"2026-02-26", "2026-04-02"}}) {
        SCOPED_TRACE(from);
        ExpectEqualsRecount(from, to);
    }
    // The same events again in other portions give the same.
    ASSERT_TRUE(store_->Figures().StartAgain(kFormulas + 1, Soon()));
    for (auto again = store_->Figures().StartAgain(kFormulas + 1, Soon()); again && !*again;) {
        again = store_->Figures().StartAgain(kFormulas + 1, Soon());
    }
    CountAll(4'000);
    ExpectEqualsRecount("2026-02-01", "2026-06-30");
}

TEST_P(FiguresStory, TwoNodesCountNothingTwice) {
    Begin(Haikou());
    Simulate(5, 20);
    Seal();
    const auto count = [&] {
        FigureCounter counter(ForFigures(), {}, {.batch_max = 17});
        for (std::size_t counted = 1; counted > 0;) {
            const auto done = counter.RunOnce();
            ASSERT_TRUE(done) << done.error().for_log;
            counted = *done;
        }
    };
    {
        const std::jthread one(count);
        const std::jthread other(count);
    }
    ExpectEqualsRecount("2026-02-01", "2026-06-30");
}

// However a figure is asked, its parts give the whole, and its cases are as many as it says.
TEST_P(FiguresStory, GroupsAddUpAndEveryNumberLeadsToItsCases) {
    Begin(Haikou());
    Simulate(35, 12);
    CountAll();
    for (const Metric& metric : Metrics()) {
        if (metric.IsOutside()) continue;
        SCOPED_TRACE(std::string(metric.code));
        const std::string code(metric.code);
        const FigureView whole = Ask(Month(code.c_str()));
        for (const GroupBy group :
             {GroupBy::kUnit, GroupBy::kDistrict, GroupBy::kStreet, GroupBy::kCategory,
              GroupBy::kType, GroupBy::kChannel, GroupBy::kDay, GroupBy::kMonth}) {
            const FigureView view = Ask(Month(code.c_str(), group));
            double numerator = 0;
            double denominator = 0;
            double share = 0;
            for (const FigureLine& line : view.lines) {
                numerator += line.figure.numerator;
                denominator += line.figure.denominator;
                share += line.share.value_or(0);
            }
            EXPECT_EQ(numerator, whole.total.numerator) << Code(group);
            EXPECT_EQ(denominator, whole.total.denominator) << Code(group);
            if (metric.shape == MetricShape::kCount && numerator > 0) {
                EXPECT_NEAR(share, 100, 1e-6) << Code(group);
            }
        }
        if (metric.shape != MetricShape::kRate || metric.half) continue;
        for (const bool of_denominator : {false, true}) {
            std::int64_t cases = 0;
            Page page{std::nullopt, 100};
            do {
                auto found = ListFigureCases(world_->Use(), testing::Everybody(),
                                             Month(code.c_str()), of_denominator, page, Soon());
                ASSERT_TRUE(found) << found.error().code;
                cases += std::ssize(found->items);
                page.after = found->next;
            } while (page.after);
            EXPECT_EQ(static_cast<double>(cases),
                      of_denominator ? whole.total.denominator : whole.total.numerator);
        }
    }
}

// Several conditions at once, over whole months and over their edges, against the facts themselves.
TEST_P(FiguresStory, ManyConditionsAtOnceGiveWhatTheFactsGive) {
    Begin(Haikou());
    Simulate(40, 15);
    CountAll();
    FactFilter all;
    all.kind = FactKind::kHandlingDue;
    all.from = On("2026-01-01");
    all.to = On("2026-12-31");
    const auto facts = store_->Figures().ListFacts(all, {std::nullopt, 500}, Soon());
    ASSERT_TRUE(facts);
    ASSERT_FALSE(facts->items.empty());
    const Fact sample = facts->items.front().fact;
    for (const auto& [from, to] :
         {std::pair{"2026-03-01", "2026-04-30"}, {"2026-02-22", "2026-04-17"}}) {
        FigureQuestion question = Month("finished_on_time_rate");
        question.from = On(from);
        question.to = On(to);
        question.unit = sample.unit;
        question.category = sample.category.value.substr(0, 4);
        question.place = sample.place;
        FactFilter filter = all;
        filter.from = question.from;
        filter.to = question.to;
        const auto scope = ScopeOf(*world_->cities.Current(), testing::Everybody(), question);
        ASSERT_TRUE(scope);
        filter.units = scope->units;
        filter.places = scope->places;
        filter.categories = scope->categories;
        const auto expected = store_->Figures().ListFacts(filter, {std::nullopt, 500}, Soon());
        ASSERT_TRUE(expected);
        EXPECT_EQ(Ask(question).total.denominator, static_cast<double>(expected->items.size()));
        question.group = GroupBy::kCategory;
        double sum = 0;
        for (const FigureLine& line : Ask(question).lines) sum += line.figure.denominator;
        EXPECT_EQ(sum, static_cast<double>(expected->items.size()));
    }
}

TEST_P(FiguresStory, AnUpheldAppealChangesWhatIsAssessedAndNeverTheRecord) {
    Begin(testing::SmallCity());
    for (int i = 0; i < 3; ++i) Live("2026-03-02T09:00", 0);
    const CaseId late = Live("2026-03-03T09:00", 20);
    CountAll();
    const FigureView before = Ask(Month("finished_on_time_rate"));
    const Principal officer{Actor{ActorKind::kUser, "officer-A", UnitCode{"A"}},
                            {},
                            {"request_appeal", "rule_appeal", "view"}};
    const AssignmentNo lead = FindLead(store_->Load(late, Soon())->state)->no;
    Act(late, RequestAppeal{lead, AppealKind::kAssessment, Text("台风停工")}, officer);
    const auto own = ActOnCase(world_->Use(), officer,
                               {late, RuleAppeal{lead, true, Text("属实")}, {}, {}, {}}, Soon());
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().code, "not_yours") << "nobody rules on their own appeal";
    Act(late, RuleAppeal{lead, true, Text("属实")});
    CountAll();
    const FigureView after = Ask(Month("finished_on_time_rate"));
    EXPECT_EQ(after.total.record_numerator, before.total.record_numerator);
    EXPECT_EQ(after.total.record_denominator, before.total.record_denominator);
    EXPECT_EQ(after.total.denominator, before.total.denominator - 1);
    EXPECT_EQ(after.total.numerator, before.total.numerator);
    EXPECT_EQ(Ask(Month("overdue_rate")).total.numerator, 0);
    EXPECT_EQ(Ask(Month("overdue_rate")).total.record_numerator, 1);
    ExpectEqualsRecount("2026-03-01", "2026-03-31");
}

TEST_P(FiguresStory, AUnitSeesItsOwnFiguresOnly) {
    Begin(testing::SmallCity());
    Live("2026-03-02T09:00", 0, Verdict::kYes, "010101");
    CountAll();
    const Principal officer = testing::OfficerOf("B");
    EXPECT_EQ(Ask(Month("cases_closed"), officer).total.numerator, 0);
    EXPECT_EQ(Ask(Month("cases_closed"), testing::OfficerOf("S")).total.numerator, 1);
    EXPECT_EQ(Ask(Month("cases_closed"), testing::OfficerOf("D")).total.numerator, 1)
        << "a district sees its streets";
    const auto cases = ListFigureCases(world_->Use(), officer, Month("cases_closed"), false,
                                       {std::nullopt, 50}, Soon());
    ASSERT_TRUE(cases);
    EXPECT_TRUE(cases->items.empty());
    Principal nobody;
    const auto refused = ReadFigure(world_->Use(), nobody, Month("cases_closed"), Soon());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kForbidden);
}

TEST_P(FiguresStory, BadQuestionsGetClearAnswers) {
    Begin(testing::SmallCity());
    const auto code = [&](FigureQuestion question) {
        const auto view = ReadFigure(world_->Use(), testing::Everybody(), question, Soon());
        return view ? std::string() : view.error().code;
    };
    EXPECT_EQ(code(Month("no_such")), "no_such_figure");
    FigureQuestion backwards = Month("cases_closed");
    std::swap(backwards.from, backwards.to);
    EXPECT_EQ(code(backwards), "bad_period");
    FigureQuestion nowhere = Month("cases_closed");
    nowhere.place = PlaceCode{"x\"y"};
    EXPECT_EQ(code(nowhere), "unknown_place");
    FigureQuestion odd = Month("cases_closed");
    odd.category = "\"; DROP";
    EXPECT_EQ(code(odd), "unknown_category");
    odd.category = "999999";
    EXPECT_EQ(code(odd), "") << "a category that was dropped: nothing, and nothing breaks";
    EXPECT_EQ(code(Month("petitions", GroupBy::kUnit)), "group_not_possible");
}

TEST_P(FiguresStory, AMonthIsAssessedUnderTheRulesOfItsOwnTime) {
    Begin(testing::SmallCity());
    const auto with_weights = [&](double on_time, const char* version) {
        City city = testing::SmallCity();
        city.version = version;
        AssessmentRules& rules = city.assessment;
        rules.name = "月度考核";
        rules.period = "month";
        rules.sample_min = 1;
        rules.parts = {
            {"on_time", "按时办结", "finished_on_time_rate", on_time, 100, 0.02, 0, 0, "by_due",
             true},
            {"solved", "解决", "solved_rate", 100 - on_time, 95, 0.02, 0, 0, "by_close", true}};
        rules.groups = {{"all", "全部单位", {"department", "district", "street"}, 100}};
        return city;
    };
    world_->cities.Set(with_weights(40, "march"));
    Live("2026-03-02T09:00", 0);
    Live("2026-03-03T09:00", 20, Verdict::kNo);
    CountAll();
    const auto first = AssessMonth(world_->Use(), testing::Everybody(), "2026-03", Soon());
    ASSERT_TRUE(first) << first.error().for_log;
    // April brings other rules; March is reckoned again, and stays as it was.
    world_->clock.Set(At("2026-04-05T09:00"));
    world_->cities.Set(with_weights(70, "april"));
    CountAll();
    const auto again = AssessMonth(world_->Use(), testing::Everybody(), "2026-03", Soon());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->rules_version, first->rules_version);
    EXPECT_EQ(again->rules.parts.front().weight, 40);
    const auto april = AssessMonth(world_->Use(), testing::Everybody(), "2026-04", Soon());
    ASSERT_TRUE(april);
    EXPECT_EQ(april->rules.parts.front().weight, 70);
    // An appeal afterwards changes the next reckoning; the earlier one can be made again.
    const auto listed = ListFigureCases(world_->Use(), testing::Everybody(), Month("overdue_rate"),
                                        false, {std::nullopt, 10}, Soon());
    ASSERT_TRUE(listed);
    ASSERT_EQ(listed->items.size(), 1U);
    const CaseId late = listed->items.front().case_id;
    const AssignmentNo lead = FindLead(store_->Load(late, Soon())->state)->no;
    Act(late, RequestAppeal{lead, AppealKind::kUnreasonableRequest, Text("无理要求")});
    Act(late, RuleAppeal{lead, true, Text("属实")});
    CountAll();
    const auto after = AssessMonth(world_->Use(), testing::Everybody(), "2026-03", Soon());
    ASSERT_TRUE(after);
    EXPECT_GT(after->log_index, first->log_index);
    const auto score_of = [](const Assessment& assessment, const char* unit) {
        for (const UnitScore& score : assessment.groups.front().units) {
            if (score.unit.value == unit) return score.score;
        }
        return std::optional<double>{};
    };
    EXPECT_NEAR(*score_of(*after, "A"), 100, 1e-9);
    EXPECT_LT(*score_of(*first, "A"), 100);
    const auto replayed = AssessAgain(world_->Use(), "2026-03", first->log_index, Soon());
    ASSERT_TRUE(replayed) << replayed.error().for_log;
    Assessment expected = *first;
    expected.made_at.clear();
    expected.made_by.clear();
    EXPECT_EQ(EncodeAssessment(*replayed), EncodeAssessment(expected));
    const auto shown = ReadAssessment(world_->Use(), testing::OfficerOf("A"), "2026-03", Soon());
    ASSERT_TRUE(shown);
    ASSERT_EQ(shown->groups.front().units.size(), 1U) << "a unit sees its own line";
    EXPECT_EQ(shown->log_index, after->log_index) << "the newest result";
    EXPECT_EQ(ListAssessments(world_->Use(), "2026-03", Soon())->size(), 3U);
    EXPECT_EQ(ReadAssessment(world_->Use(), testing::Everybody(), "2025-01", Soon()).error().code,
              "not_assessed");
}

TEST_P(FiguresStory, TheCardComparesVolumesInPerCentAndRatesInPoints) {
    City city = testing::SmallCity();
    city.card.name = "一升一降";
    city.card.items = {{true, "受理办件量", "cases_accepted", false, false, false},
                       {true, "满意率", "satisfied_rate", true, true, false},
                       {false, "信访总量", "petitions", false, false, true}};
    Begin(std::move(city));
    Live("2025-03-03T09:00", 0);
    Live("2026-03-02T09:00", 0);
    Live("2026-03-04T09:00", 0);
    const auto report = [&](const char* day, std::int64_t value) {
        return ReportOutside(world_->Use(), testing::Everybody(), {"petitions", day, value},
                             Soon());
    };
    ASSERT_TRUE(report("2025-03-31", 200));
    world_->clock.Set(At("2026-04-01T09:00"));
    ASSERT_TRUE(report("2026-03-31", 500));
    ASSERT_TRUE(report("2026-03-31", 179)) << "a correction";
    EXPECT_EQ(report("2026-04-02", 1).error().code, "bad_day");
    EXPECT_EQ(report("2026-03-31", -1).error().code, "bad_value");
    EXPECT_EQ(ReportOutside(world_->Use(), testing::Everybody(), {"moon", "2026-03-31", 1}, Soon())
                  .error()
                  .code,
              "unknown_figure");
    EXPECT_EQ(ReportOutside(world_->Use(), testing::OfficerOf("A"), {"petitions", "2026-03-31", 1},
                            Soon())
                  .error()
                  .code,
              "not_permitted");
    CountAll();
    const auto card = ReadCard(world_->Use(), testing::Everybody(), "2026-03", Soon());
    ASSERT_TRUE(card) << card.error().for_log;
    ASSERT_EQ(card->lines.size(), 3U);
    EXPECT_EQ(card->lines[0].text, "+100.00%");
    EXPECT_EQ(card->lines[1].text, "+0.00 个百分点");
    EXPECT_EQ(card->lines[2].text, "−10.50%");
    EXPECT_EQ(card->up, 1);
    EXPECT_EQ(card->down, 1);
    const auto year = ReadCard(world_->Use(), testing::Everybody(), "2024", Soon());
    ASSERT_TRUE(year);
    EXPECT_EQ(year->lines[2].text, "—") << "nobody reported anything";
    const auto listed = ListOutside(world_->Use(), testing::Everybody(), On("2026-03-01"),
                                    On("2026-03-31"), Soon());
    ASSERT_TRUE(listed);
    ASSERT_EQ(listed->size(), 1U);
    EXPECT_EQ(listed->front().value, 179);
    EXPECT_THAT(listed->front().entered_by, HasSubstr("everybody"));
}

TEST_P(FiguresStory, AUnitGetsItsMonthOnPaperAndAsATable) {
    Begin(Haikou());
    Simulate(35, 12);
    CountAll();
    ASSERT_TRUE(AssessMonth(world_->Use(), testing::Everybody(), "2026-03", Soon()));
    const FigureView ranked = Ask(Month("assignments_sent", GroupBy::kUnit));
    ASSERT_FALSE(ranked.lines.empty());
    const UnitCode unit{ranked.lines.front().group};
    const auto printer = print::MakePdfPrinter();
    const auto pdf =
        PrintUnitReport(world_->Use(), *printer, testing::Everybody(), unit, "2026-03", Soon());
    ASSERT_TRUE(pdf) << pdf.error().for_log;
    EXPECT_TRUE(pdf->starts_with("%PDF-"));
    const auto tables = exporting::MakeTableMaker(std::filesystem::temp_directory_path());
    auto table = ExportUnitReport(world_->Use(), *tables, testing::Everybody(), unit, "2026-03",
                                  TableFormat::kXlsx, Soon());
    ASSERT_TRUE(table) << table.error().for_log;
    EXPECT_GT(table->rows, 40);
    EXPECT_GT(table->file->Size(), 4'000);
    EXPECT_EQ(PrintUnitReport(world_->Use(), *printer, testing::OfficerOf("nowhere"), unit,
                              "2026-03", Soon())
                  .error()
                  .kind,
              ErrorKind::kForbidden);
}

std::string NameOf(const ::testing::TestParamInfo<Engine>& info) {
    return std::string(testing::NameOfEngine(info.param));
}
INSTANTIATE_TEST_SUITE_P(BothStores, FiguresStory,
                         ::testing::Values(Engine::kSqlite, Engine::kPostgres), NameOf);

}  // namespace
}  // namespace liandong
