#include "domain/sla/clock.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/sla/calendar_2026.hpp"

namespace liandong {
namespace {

using namespace std::chrono_literals;
using testing::At;
using testing::Calendar2026;
using testing::Show;

constexpr Limit Days(std::int64_t amount) { return {amount, LimitUnit::kWorkingDays}; }
constexpr Limit Working(std::int64_t amount) { return {amount, LimitUnit::kWorkingMinutes}; }
constexpr Limit Wall(std::int64_t amount) { return {amount, LimitUnit::kMinutes}; }

Clock Started(const char* from, Limit limit) {
    return *StartClock(ClockKind::kHandling, At(from), limit, Calendar2026());
}

/// One line a stretch: "03-06 16:30 .. 03-06 17:30 计时".
std::vector<std::string> Lines(const std::vector<ClockSegment>& segments) {
    std::vector<std::string> lines;
    for (const ClockSegment& segment : segments) {
        std::string line =
            Show(segment.from) + " .. " + Show(segment.to) + " " + std::string(Label(segment.kind));
        if (!segment.note.empty()) line += " " + segment.note;
        lines.push_back(std::move(line));
    }
    return lines;
}

TEST(Clock, WithoutALimitThereIsNone) {
    const Calendar calendar = Calendar2026();
    EXPECT_EQ(StartClock(ClockKind::kContact, At("03-02 09:00"), Days(0), calendar).error().code,
              "no_limit");
    EXPECT_EQ(StartClock(ClockKind::kContact, At("03-02 09:00"), Days(-3), calendar).error().code,
              "bad_limit");
    EXPECT_EQ(
        StartClock(ClockKind::kContact, At("03-02 09:00"), Days(1'000'000), calendar).error().code,
        "calendar_too_short");
}

TEST(Clock, IsMetUpToTheDueMomentAndMissedAfterIt) {
    const Clock clock = Started("03-06 16:30", Days(1));  // Fri; due Mon 16:30
    EXPECT_EQ(StopClock(clock, clock.due_at).outcome, ClockOutcome::kMet);
    EXPECT_EQ(StopClock(clock, clock.due_at + 1ms).outcome, ClockOutcome::kMissed);
    EXPECT_EQ(CancelClock(clock, At("03-06 17:00")).outcome, ClockOutcome::kCancelled);
    // Stopping twice changes nothing.
    const Clock stopped = StopClock(clock, At("03-09 09:00"));
    EXPECT_EQ(StopClock(stopped, At("03-20 09:00")), stopped);
    EXPECT_EQ(MissClock(stopped), stopped);
}

TEST(Clock, AMissedPromiseIsStillOwedAndLearnsWhenItWasKept) {
    const Clock missed = MissClock(Started("03-06 16:30", Days(1)));
    EXPECT_EQ(missed.outcome, ClockOutcome::kMissed);
    EXPECT_FALSE(missed.stopped_at);
    EXPECT_EQ(CancelClock(missed, At("03-10 09:00")), missed);
    const Clock done = StopClock(missed, At("03-11 10:00"));
    EXPECT_EQ(done.outcome, ClockOutcome::kMissed);
    EXPECT_EQ(done.stopped_at, At("03-11 10:00"));
}

TEST(Clock, APauseMovesTheDueTimeByTheWorkingTimeItCovered) {
    const Calendar calendar = Calendar2026();
    struct Row {
        const char* from;
        const char* paused;
        const char* resumed;
        const char* due;
    };
    const Row rows[] = {
        // Started, paused, resumed, due; two working days each.
        {/* Mon */ "03-02 09:00", /* Mon */ "03-02 10:00", /* Mon */ "03-02 11:00",
         /* Wed */ "03-04 10:00"},
        {/* Mon */ "03-02 09:00", /* Mon */ "03-02 12:00", /* Mon */ "03-02 14:30",
         /* Wed */ "03-04 09:00"},
        {/* Thu */ "03-05 09:00", /* Fri */ "03-06 17:30", /* Mon */ "03-09 08:30",
         /* Mon */ "03-09 09:00"},
        {/* Thu */ "03-05 09:00", /* Fri */ "03-06 16:30", /* Mon */ "03-09 09:30",
         /* Mon */ "03-09 11:00"},
        // Spring Festival: Friday's last hour, the worked Saturday, Tuesday's first half hour.
        {/* Fri */ "02-13 08:30", /* Fri */ "02-13 16:30", /* Tue */ "02-24 09:00",
         /* Wed */ "02-25 10:00"},
    };
    for (const Row& row : rows) {
        const Clock paused = PauseClock(Started(row.from, Days(2)), At(row.paused),
                                        PauseReason::kStatutoryProcedure);
        EXPECT_TRUE(IsPaused(paused));
        const auto resumed = ResumeClock(paused, At(row.resumed), calendar);
        ASSERT_TRUE(resumed);
        EXPECT_FALSE(IsPaused(*resumed));
        EXPECT_EQ(Show(resumed->due_at), row.due) << row.from << " paused " << row.paused;
    }
}

TEST(Clock, OnThePausedClockTimeStandsStill) {
    const Calendar calendar = Calendar2026();
    const Clock clock = Started("03-02 09:00", Working(60));
    const Clock paused = PauseClock(clock, At("03-02 09:30"), PauseReason::kAwaitingSupplement);
    EXPECT_EQ(PauseClock(paused, At("03-02 09:40"), PauseReason::kDisputeWithoutLead), paused);
    EXPECT_EQ(MissClock(paused), paused);
    // Done while we waited for the citizen: long after the old due time, and yet in time.
    const Clock stopped = StopClock(paused, At("03-05 10:00"));
    EXPECT_EQ(stopped.outcome, ClockOutcome::kMet);
    EXPECT_EQ(stopped.pauses.back().to, At("03-05 10:00"));
    EXPECT_EQ(stopped.stopped_at, At("03-05 10:00"));
    EXPECT_EQ(*ResumeClock(stopped, At("03-06 10:00"), calendar), stopped);
    EXPECT_EQ(CancelClock(paused, At("03-05 10:00")).pauses.back().to, At("03-05 10:00"));
}

TEST(Clock, APauseCannotSaveWhatWasAlreadyLate) {
    const Calendar calendar = Calendar2026();
    const Clock clock = Started("03-02 09:00", Working(60));
    const Clock late = PauseClock(clock, At("03-02 10:30"), PauseReason::kAwaitingSupplement);
    EXPECT_EQ(ResumeClock(late, At("03-02 11:30"), calendar)->due_at, clock.due_at);
    EXPECT_EQ(StopClock(late, At("03-02 11:30")).outcome, ClockOutcome::kMissed);
    EXPECT_EQ(MissClock(late).outcome, ClockOutcome::kMissed);
    EXPECT_EQ(PauseClock(MissClock(clock), At("03-02 10:30"), PauseReason::kAwaitingSupplement),
              MissClock(clock));
}

TEST(Clock, AMachineClockThatJumpsBackTurnsNoPauseAround) {
    const Calendar calendar = Calendar2026();
    const Clock clock = Started("03-02 09:00", Days(1));
    const Clock paused = PauseClock(clock, At("03-02 08:00"), PauseReason::kAwaitingSupplement);
    const Clock resumed = *ResumeClock(paused, At("03-01 08:00"), calendar);
    EXPECT_EQ(resumed.pauses.back(),
              (Pause{At("03-02 09:00"), At("03-02 09:00"), PauseReason::kAwaitingSupplement}));
    EXPECT_EQ(resumed.due_at, clock.due_at);
}

TEST(Clock, ResumingBeyondTheCalendarIsRefused) {
    const Clock paused = PauseClock(Started("12-30 09:00", Days(1)), At("12-30 10:00"),
                                    PauseReason::kStatutoryProcedure);  // Wed
    EXPECT_EQ(ResumeClock(paused, At("12-31 17:30"), Calendar2026()).error().code,
              "calendar_too_short");
}

TEST(Clock, RemindersComeAtPercentagesOfWorkingTime) {
    const Calendar calendar = Calendar2026();
    const Clock clock = Started("03-06 14:30", Days(1));               // Fri; due Mon 12:00
    EXPECT_EQ(Show(*ReachedAt(clock, 50, calendar)), "03-09 08:45");   // Mon
    EXPECT_EQ(Show(*ReachedAt(clock, 100, calendar)), "03-09 12:00");  // Mon
    const Clock paused = PauseClock(clock, At("03-06 15:30"), PauseReason::kStatutoryProcedure);
    EXPECT_EQ(Show(*ReachedAt(paused, 50, calendar)), "03-09 08:45");  // a pause that ends at once
    const Clock resumed = *ResumeClock(paused, At("03-06 16:30"), calendar);  // an hour
    EXPECT_EQ(Show(*ReachedAt(resumed, 10, calendar)), "03-06 15:09");  // Fri, before the pause
    EXPECT_EQ(Show(*ReachedAt(resumed, 50, calendar)), "03-09 09:45");  // Mon
    EXPECT_EQ(*ReachedAt(resumed, 100, calendar), resumed.due_at);
    Clock extended = clock;
    extended.due_at = At("03-10 12:00");  // Tue: a day more was granted
    EXPECT_EQ(Show(*ReachedAt(extended, 50, calendar)), "03-09 12:00");  // Mon
    EXPECT_EQ(ReachedAt(clock, 0, calendar).error().code, "bad_percent");
    EXPECT_EQ(ReachedAt(clock, 101, calendar).error().code, "bad_percent");
}

TEST(Explain, TellsWhyItIsDueThen) {
    const Calendar calendar = Calendar2026();
    Clock clock = Started("02-13 16:00", Days(2));
    clock = PauseClock(clock, At("02-14 10:00"), PauseReason::kAwaitingSupplement);
    clock = *ResumeClock(clock, At("02-14 11:00"), calendar);
    const std::vector<std::string> expected{
        "02-13 16:00 .. 02-13 17:30 计时",           // Fri
        "02-13 17:30 .. 02-14 08:30 非工作时间",     //
        "02-14 08:30 .. 02-14 10:00 计时 春节调休",  // Sat, worked
        "02-14 10:00 .. 02-14 11:00 暂停 等待补充材料",
        "02-14 11:00 .. 02-14 12:00 计时 春节调休",
        "02-14 12:00 .. 02-14 14:30 非工作时间",
        "02-14 14:30 .. 02-14 17:30 计时 春节调休",
        "02-14 17:30 .. 02-15 00:00 非工作时间",
        "02-15 00:00 .. 02-24 00:00 休息日 春节",  // Sun .. Mon
        "02-24 00:00 .. 02-24 08:30 非工作时间",
        "02-24 08:30 .. 02-24 12:00 计时",  // Tue
        "02-24 12:00 .. 02-24 14:30 非工作时间",
        "02-24 14:30 .. 02-24 17:00 计时",
    };
    EXPECT_EQ(Lines(Explain(clock, calendar)), expected);
}

TEST(Explain, GoesOnToTheEndOfWhatWasLate) {
    const Calendar calendar = Calendar2026();
    const Clock clock = StopClock(Started("03-06 16:30", Working(30)), At("03-09 09:00"));  // Fri
                                                                                            // ..
                                                                                            // Mon
    const std::vector<std::string> expected{
        "03-06 16:30 .. 03-06 17:00 计时",
        "03-06 17:00 .. 03-06 17:30 计时",  // from here on it was late
        "03-06 17:30 .. 03-07 00:00 非工作时间", "03-07 00:00 .. 03-09 00:00 休息日",
        "03-09 00:00 .. 03-09 08:30 非工作时间", "03-09 08:30 .. 03-09 09:00 计时",
    };
    EXPECT_EQ(Lines(Explain(clock, calendar)), expected);
}

TEST(Explain, TheUrgentClockCountsDayAndNight) {
    const Clock clock = Started("02-16 23:00", Wall(120));  // Mon, New Year's Eve
    EXPECT_EQ(Lines(Explain(clock, Calendar2026())),
              std::vector<std::string>{"02-16 23:00 .. 02-17 01:00 计时"});
}

// --- laws ---

struct Life {
    Clock started;
    Clock clock;  ///< with up to three ended pauses
};

Life AnyLife(const Calendar& calendar) {
    const Instant from =
        At("01-01 00:00") + std::chrono::minutes{*rc::gen::inRange(0, 240 * 1'440)};
    const Limit limit =
        *rc::gen::oneOf(rc::gen::map(rc::gen::inRange<std::int64_t>(1, 10'000), Wall),
                        rc::gen::map(rc::gen::inRange<std::int64_t>(1, 3'000), Working),
                        rc::gen::map(rc::gen::inRange<std::int64_t>(1, 10), Days));
    Life life;
    life.started = *StartClock(ClockKind::kHandling, from, limit, calendar);
    life.clock = life.started;
    Instant at = from;
    for (int pauses = *rc::gen::inRange(0, 4); pauses > 0; --pauses) {
        at += std::chrono::minutes{*rc::gen::inRange(0, 4'000)};
        if (at >= life.clock.due_at) break;
        life.clock = PauseClock(life.clock, at, PauseReason::kStatutoryProcedure);
        at += std::chrono::minutes{*rc::gen::inRange(0, 6'000)};
        life.clock = *ResumeClock(life.clock, at, calendar);
    }
    return life;
}

bool IsPausedAt(const Clock& clock, Instant at) {
    return std::ranges::any_of(
        clock.pauses, [&](const Pause& pause) { return pause.from <= at && at < *pause.to; });
}

/// Counts minute by minute until `left` minutes were counted.
Instant NaiveDue(const Clock& clock, std::int64_t left, const Calendar& calendar) {
    Instant at = clock.started_at;
    for (; left > 0; at += 1min) {
        const bool counts = clock.limit.unit == LimitUnit::kMinutes || calendar.IsWorkingTime(at);
        if (counts && !IsPausedAt(clock, at)) --left;
    }
    return at;
}

RC_GTEST_PROP(ClockLaw, AgreesWithCountingMinutes, ()) {
    const Calendar calendar = Calendar2026();
    const Clock clock = AnyLife(calendar).clock;
    const auto length =
        std::chrono::duration_cast<std::chrono::minutes>(LengthOf(clock.limit, calendar)).count();
    RC_ASSERT(clock.due_at == NaiveDue(clock, length, calendar));
    const std::int32_t percent = *rc::gen::inRange(1, 100);
    if (length * percent % 100 == 0) {
        RC_ASSERT(*ReachedAt(clock, percent, calendar) ==
                  NaiveDue(clock, length * percent / 100, calendar));
    }
}

RC_GTEST_PROP(ClockLaw, PausesMoveTheDueTimeByExactlyTheCountedTimeTheyCovered, ()) {
    const Calendar calendar = Calendar2026();
    const Life life = AnyLife(calendar);
    Duration covered{0};
    for (const Pause& pause : life.clock.pauses) {
        covered += CountedBetween(pause.from, *pause.to, life.clock.limit.unit, calendar);
    }
    const Duration moved =
        CountedBetween(life.started.due_at, life.clock.due_at, life.clock.limit.unit, calendar);
    RC_ASSERT(moved == covered);
    if (covered == 0ms) RC_ASSERT(life.clock.due_at == life.started.due_at);
}

RC_GTEST_PROP(ClockLaw, PercentagesAreReachedInOrder, ()) {
    const Calendar calendar = Calendar2026();
    const Clock clock = AnyLife(calendar).clock;
    Instant before = clock.started_at;
    for (std::int32_t percent = 1; percent <= 100; ++percent) {
        const Instant at = *ReachedAt(clock, percent, calendar);
        RC_ASSERT(before <= at);
        before = at;
    }
    RC_ASSERT(before == clock.due_at);
}

RC_GTEST_PROP(ExplainLaw, StretchesTouchAndAddUpToTheLimit, ()) {
    const Calendar calendar = Calendar2026();
    Clock clock = AnyLife(calendar).clock;
    if (*rc::gen::arbitrary<bool>()) {
        clock =
            StopClock(clock, clock.started_at + std::chrono::minutes{*rc::gen::inRange(0, 30'000)});
    }
    const std::vector<ClockSegment> segments = Explain(clock, calendar);
    RC_ASSERT(!segments.empty());
    RC_ASSERT(segments.front().from == clock.started_at);
    RC_ASSERT(segments.back().to ==
              std::max(clock.due_at, clock.stopped_at.value_or(clock.due_at)));
    Duration counted{0};
    for (std::size_t i = 0; i < segments.size(); ++i) {
        RC_ASSERT(segments[i].from < segments[i].to);
        if (i > 0) RC_ASSERT(segments[i].from == segments[i - 1].to);
        RC_ASSERT(segments[i].to <= clock.due_at || segments[i].from >= clock.due_at);
        if (segments[i].kind == SegmentKind::kCounted && segments[i].to <= clock.due_at) {
            counted += segments[i].to - segments[i].from;
        }
    }
    RC_ASSERT(counted == LengthOf(clock.limit, calendar));
}

}  // namespace
}  // namespace liandong
