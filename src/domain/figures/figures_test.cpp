#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "domain/figures/counter.hpp"
#include "domain/figures/metric.hpp"
#include "domain/testing/small_city.hpp"

namespace liandong {
namespace {

using testing::At;
using testing::Everybody;
using testing::SmallCity;
using testing::Text;

// A life told command by command; what it counts for is asked at any time.
class Story {
public:
    Story& Open(const char* category = "010101", Channel channel = Channel::kPhone) {
        OpenCase open;
        open.category = CategoryCode{category};
        open.place = PlaceCode{"1101"};
        open.channel = channel;
        open.narrative.plain.title = "路灯不亮";
        Record(DecideOpen(open, Now()));
        return *this;
    }
    Story& Do(const Command& command) {
        Record(Decide(case_, command, Now()));
        return *this;
    }
    Story& After(Duration time) {
        now_ += time;
        return *this;
    }
    Story& Dispatched() { return Do(Dispatch{UnitCode{"A"}, {}, {}}); }
    Story& Finished(Verdict solved = Verdict::kYes) {
        Finish finish;
        finish.solved = solved;
        finish.done = finish.reply = Text("已处理");
        return Do(finish);
    }
    Story& Asked(Verdict solved, Satisfaction satisfied, bool redo = false) {
        return Do(Callback{true, true, solved, satisfied, {}, redo, Text("意见")});
    }
    [[nodiscard]] std::vector<Fact> Facts() const {
        auto facts = FactsOf(events_, city_);
        EXPECT_TRUE(facts) << facts.error().for_log;
        return facts ? *facts : std::vector<Fact>{};
    }
    [[nodiscard]] std::int64_t Total(Measure measure, std::optional<bool> exempt = {}) const {
        std::int64_t total = 0;
        for (const Fact& fact : Facts()) {
            if (exempt && fact.exempt != *exempt) continue;
            for (const auto& [what, by] : MeasuresOf(fact)) total += what == measure ? by : 0;
        }
        return total;
    }
    [[nodiscard]] const std::vector<Event>& Events() const { return events_; }
    [[nodiscard]] const City& OfCity() const { return city_; }

private:
    liandong::Facts Now() { return {now_, city_, who_, CaseState::kHandling}; }
    void Record(const Result<std::vector<EventBody>, Refusal>& decided) {
        ASSERT_TRUE(decided) << Code(decided.error().code);
        for (const EventBody& body : *decided) {
            events_.push_back({CaseId{202603020000001}, case_.version + 1, now_, who_.actor,
                               city_.version, body});
            case_ = Apply(std::move(case_), events_.back());
        }
    }

    City city_ = SmallCity();
    Principal who_ = Everybody();
    Instant now_ = At("2026-03-02T09:00");
    Case case_;
    std::vector<Event> events_;
};

constexpr std::chrono::hours kHour{1};

TEST(FactsOfACase, AnAnswerAtTheDeskIsAcceptedAndNeverSent) {
    Story story;
    story.Open("020101").Do(AnswerAtDesk{Text("材料清单"), "k1"});
    EXPECT_EQ(story.Total(Measure::kAccepted), 1);
    EXPECT_EQ(story.Total(Measure::kAnsweredAtDesk), 1);
    EXPECT_EQ(story.Total(Measure::kDispatched), 0);
    EXPECT_EQ(story.Total(Measure::kClosed), 0) << "desk answers are no orders";
    EXPECT_EQ(story.Facts().front().unit, UnitCode{"H"}) << "the hotline's own";
}

TEST(FactsOfACase, AStraightLifeCountsOnceEverywhere) {
    Story story;
    story.Open().Dispatched().After(std::chrono::minutes(10)).Do(Acknowledge{});
    EXPECT_EQ(story.Total(Measure::kAcknowledgedInTime), 1);
    EXPECT_EQ(story.Total(Measure::kHandlingDue), 0) << "it runs: nothing is decided";
    story.After(2 * kHour).Finished().Do(Review{true, Text("属实")});
    EXPECT_EQ(story.Total(Measure::kFinishedInTime), 1);
    EXPECT_EQ(story.Total(Measure::kClosed), 0);
    story.Asked(Verdict::kYes, Satisfaction::kBasicallySatisfied);
    for (const Measure measure :
         {Measure::kClosed, Measure::kFinishedOnce, Measure::kReached, Measure::kContacted,
          Measure::kSolved, Measure::kRated, Measure::kBasicallySatisfied, Measure::kClosedOfDue,
          Measure::kCallbackDue, Measure::kCallbackMade, Measure::kHandled}) {
        EXPECT_EQ(story.Total(measure), 1) << static_cast<int>(measure);
    }
    EXPECT_EQ(story.Total(Measure::kSatisfied), 0);
    EXPECT_EQ(story.Total(Measure::kHandledMinutes), 130);
    EXPECT_EQ(story.Total(HandledBucket(2)), 1) << "two to four working hours";
}

TEST(FactsOfACase, ARedoIsASecondRoundAndTheLastWordCounts) {
    Story story;
    story.Open()
        .Dispatched()
        .Do(Acknowledge{})
        .After(kHour)
        .Finished()
        .Do(Review{true, Text("可")});
    story.Asked(Verdict::kNo, Satisfaction::kUnsatisfied, true);
    EXPECT_EQ(story.Total(Measure::kHandlingDue), 1) << "the first round is decided";
    story.After(kHour).Finished().Do(Review{true, Text("可")});
    story.Asked(Verdict::kYes, Satisfaction::kSatisfied);
    EXPECT_EQ(story.Total(Measure::kHandlingDue), 2);
    EXPECT_EQ(story.Total(Measure::kCallbackDue), 2);
    EXPECT_EQ(story.Total(Measure::kClosed), 1);
    EXPECT_EQ(story.Total(Measure::kRedone), 1);
    EXPECT_EQ(story.Total(Measure::kFinishedOnce), 0);
    EXPECT_EQ(story.Total(Measure::kSolved), 1);
    EXPECT_EQ(story.Total(Measure::kReached), 1);
}

TEST(FactsOfACase, SaidSolvedAndIsNotIsAFalseFinish) {
    Story story;
    story.Open().Dispatched().Do(Acknowledge{}).Finished().Do(Review{true, Text("可")});
    story.Asked(Verdict::kNo, Satisfaction::kNoRating);
    EXPECT_EQ(story.Total(Measure::kFalselyFinished), 1);
    EXPECT_EQ(story.Total(Measure::kRated), 0) << "no rating is none";
}

TEST(FactsOfACase, WhatIsExcludedWasRegisteredAndNothingElse) {
    Story story;
    story.Open().Dispatched().Do(Acknowledge{}).Do(VoidCase{Text("测试件")});
    ASSERT_EQ(story.Facts().size(), 1U);
    EXPECT_EQ(story.Total(Measure::kRegistered), 1);
    EXPECT_EQ(story.Total(Measure::kAccepted), 0);
}

TEST(FactsOfACase, AReturnThatIsRefusedIsImproper) {
    Story story;
    story.Open().Dispatched();
    story.Do(Return{AssignmentNo{1}, Text("不属于我"), UnitCode{"B"}});
    EXPECT_EQ(story.Total(Measure::kReturned), 1);
    EXPECT_EQ(story.Total(Measure::kReturnRefused), 0) << "nobody has ruled";
    story.Do(RuleReturn{AssignmentNo{1}, false, Text("属于你")});
    EXPECT_EQ(story.Total(Measure::kReturnRefused), 1);
    EXPECT_EQ(story.Total(Measure::kReturnedByUnit), 1);
    EXPECT_EQ(story.Total(Measure::kNeverMoved), 1);
}

TEST(FactsOfACase, AnUpheldAppealExemptsAndErasesNothing) {
    Story story;
    story.Open().Dispatched().Do(Acknowledge{}).After(30 * 24 * kHour).Finished();
    story.Do(Review{true, Text("可")}).Asked(Verdict::kYes, Satisfaction::kSatisfied);
    EXPECT_EQ(story.Total(Measure::kOverdue), 1);
    story.Do(RequestAppeal{AssignmentNo{1}, AppealKind::kAssessment, Text("台风停工")});
    EXPECT_EQ(story.Total(Measure::kOverdue, true), 0) << "asking changes nothing";
    story.Do(RuleAppeal{AssignmentNo{1}, true, Text("属实")});
    EXPECT_EQ(story.Total(Measure::kOverdue), 1) << "the record stays";
    EXPECT_EQ(story.Total(Measure::kOverdue, false), 0) << "nothing is assessed";
    EXPECT_EQ(story.Total(Measure::kClosed, false), 0);
    EXPECT_EQ(story.Total(Measure::kAppealUpheld), 1);
}

TEST(FactsOfACase, KnowsEveryFactByOneKey) {
    Story story;
    story.Open().Dispatched().Do(Acknowledge{}).Finished().Do(Review{true, Text("可")});
    for (int i = 0; i < 2; ++i) {
        story.Asked(Verdict::kNo, Satisfaction::kUnsatisfied, true).Finished();
        story.Do(Review{true, Text("可")});
    }
    std::set<std::tuple<FactKind, int, int>> keys;
    for (const Fact& fact : story.Facts()) {
        EXPECT_TRUE(keys.emplace(fact.kind, fact.no, fact.round).second);
    }
}

TEST(FactsOfACase, RefusesAHistoryThatCannotBe) {
    Story story;
    story.Open().Dispatched().Do(Acknowledge{});
    auto events = story.Events();
    events.erase(events.begin());
    EXPECT_EQ(FactsOf(events, story.OfCity()).error().code, "bad_history");
}

// Whatever the fact: every grain sums up to the same.
TEST(CountersOfFacts, EveryGrainHasTheSameSum) {
    EXPECT_TRUE(rc::check([] {
        Counters counters;
        std::map<Measure, std::int64_t> plain;
        const auto count = *rc::gen::inRange(1, 30);
        for (int i = 0; i < count; ++i) {
            Fact fact;
            fact.kind = FactKind::kClosed;
            fact.day = *ParseDay("2026-01-15") + std::chrono::days{*rc::gen::inRange(0, 90)};
            fact.unit.value = *rc::gen::element<std::string>("A", "B", "");
            fact.place.value = *rc::gen::element<std::string>("11", "1101", "");
            fact.category.value = *rc::gen::element<std::string>("010101", "020101");
            fact.marks = static_cast<std::uint16_t>(1 + 2 * *rc::gen::inRange(0, 1 << 12));
            Count(fact, 1, counters);
            for (const auto& [measure, by] : MeasuresOf(fact)) plain[measure] += by;
        }
        std::map<std::tuple<Measure, Grain, Step>, std::int64_t> sums;
        for (const auto& [key, total] : counters) {
            sums[{key.measure, key.grain, key.step}] += total;
        }
        for (const auto& [key, total] : sums) RC_ASSERT(total == plain[std::get<0>(key)]);
    }));
}

TEST(Metrics, AllHaveNamesFormulasAndPartsOfOneKind) {
    std::set<std::string_view> codes;
    for (const Metric& metric : Metrics()) {
        EXPECT_TRUE(codes.insert(metric.code).second) << metric.code;
        EXPECT_FALSE(metric.name.empty() || metric.name_en.empty()) << metric.code;
        EXPECT_FALSE(metric.formula.empty() || metric.formula_en.empty()) << metric.code;
        if (metric.IsOutside()) {
            EXPECT_NE(FindOutsideFigure(metric.outside_numerator), nullptr) << metric.code;
            continue;
        }
        ASSERT_FALSE(metric.numerator.empty()) << metric.code;
        for (const Measure measure : metric.numerator) {
            EXPECT_EQ(KindOf(measure), KindOf(metric.numerator.front())) << metric.code;
        }
        EXPECT_EQ(metric.denominator.empty(), metric.shape == MetricShape::kCount) << metric.code;
    }
    EXPECT_GE(codes.size(), 50U);
}

TEST(Metrics, NothingDividedByNothingIsNotZero) {
    for (const Metric& metric : Metrics()) {
        const auto value = ValueOf(metric, {0, 0, std::vector<std::int64_t>(14, 0)});
        if (metric.shape == MetricShape::kCount) {
            EXPECT_EQ(value, 0.0) << metric.code;
        } else {
            EXPECT_EQ(value, std::nullopt) << metric.code;
        }
    }
}

TEST(Metrics, AMedianIsInterpolatedWithinItsBucket) {
    std::vector<std::int64_t> buckets(14, 0);
    buckets[2] = 10;  // two to four hours
    const Metric* median = FindMetric("handling_hours_median");
    ASSERT_NE(median, nullptr);
    EXPECT_NEAR(*ValueOf(*median, {0, 0, buckets}), 3.0, 1e-9);
    buckets[13] = 1000;  // all but open-ended
    EXPECT_NEAR(*ValueOf(*median, {0, 0, buckets}), 200.0, 1e-9);
}

TEST(Shares, AlwaysAddUpToTheWhole) {
    EXPECT_TRUE(rc::check([](const std::vector<std::uint8_t>& drawn) {
        std::vector<std::int64_t> parts(drawn.begin(), drawn.end());
        std::int64_t all = 0;
        for (const std::int64_t part : parts) all += part;
        std::int64_t tenths = 0;
        for (const std::int64_t share : SharesInTenths(parts)) tenths += share;
        RC_ASSERT(tenths == (all == 0 ? 0 : 1000));
    }));
    const std::vector<std::int64_t> thirds{1, 1, 1};
    EXPECT_EQ(SharesInTenths(thirds), (std::vector<std::int64_t>{334, 333, 333}));
}

TEST(Periods, AreNumbersThatPeopleCanRead) {
    const Day leap = *ParseDay("2028-02-29");
    EXPECT_EQ(DayPeriod(leap), 20'280'229);
    EXPECT_EQ(MonthPeriod(leap), 202'802);
    EXPECT_EQ(PeriodText(20'280'229), "2028-02-29");
    EXPECT_EQ(PeriodText(202'802), "2028-02");
    EXPECT_EQ(FormatDay(LastOfMonth(leap)), "2028-02-29");
}

}  // namespace
}  // namespace liandong
