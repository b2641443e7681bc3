#include "domain/sla/calendar.hpp"

#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/sla/calendar_2026.hpp"

namespace liandong {
namespace {

using namespace std::chrono_literals;
using testing::At;
using testing::Calendar2026;
using testing::Show;

struct DueRow {
    const char* from = nullptr;
    Limit limit;
    const char* due = nullptr;
};

constexpr Limit Days(std::int64_t amount) { return {amount, LimitUnit::kWorkingDays}; }
constexpr Limit Working(std::int64_t amount) { return {amount, LimitUnit::kWorkingMinutes}; }
constexpr Limit Wall(std::int64_t amount) { return {amount, LimitUnit::kMinutes}; }

TEST(DueAt, CountsWorkingTimeOnly) {
    const Calendar calendar = Calendar2026();
    const DueRow rows[] = {
        /* Mon */ {"03-02 09:00", Working(30), "03-02 09:30"},  // Mon
        /* Mon */ {"03-02 11:50", Working(30), "03-02 14:50"},  // Mon, after lunch
                                                                /* Mon */
        {"03-02 08:30", Working(210), "03-02 12:00"},  // Mon, the end of a period stays there
        /* Mon */ {"03-02 12:00", Working(1), "03-02 14:31"},  // Mon
        /* Mon */ {"03-02 17:30", Working(1), "03-03 08:31"},  // Tue
        /* Mon */ {"03-02 00:00", Working(1), "03-02 08:31"},  // Mon
        /* Fri */ {"03-06 16:30", Days(1), "03-09 16:30"},     // Mon
        /* Fri */ {"03-06 08:30", Days(1), "03-06 17:30"},     // Fri, not Mon 08:30
        /* Fri */ {"03-06 20:00", Days(1), "03-09 17:30"},     // Mon
        /* Sat */ {"03-07 10:00", Days(1), "03-09 17:30"},     // Mon
        /* Sun */ {"03-08 23:59", Days(5), "03-13 17:30"},     // Fri
        /* Sat */ {"03-07 10:00", Wall(30), "03-07 10:30"},    // Sat: urgent clocks never sleep
        /* Mon */ {"02-16 23:50", Wall(20), "02-17 00:10"},    // Tue, New Year's morning
    };
    for (const DueRow& row : rows) {
        const auto due = DueAt(At(row.from), row.limit, calendar);
        ASSERT_TRUE(due) << row.from;
        EXPECT_EQ(Show(*due), row.due)
            << row.from << " + " << row.limit.amount << Label(row.limit.unit);
    }
}

TEST(DueAt, KnowsTheHolidaysOf2026) {
    const Calendar calendar = Calendar2026();
    const DueRow rows[] = {
        /* Wed */ {"12-30 16:30", Days(1), "12-31 16:30"},  // Thu, the last day that the calendar
                                                            // knows
        /* Sun */ {"01-04 09:00", Days(1), "01-05 09:00"},  // Mon: the Sunday is worked
        /* Fri */ {"02-13 16:30", Days(1), "02-14 16:30"},  // Sat, worked before Spring Festival
        /* Fri */ {"02-13 16:30", Days(2), "02-24 16:30"},  // Tue, after nine days off
        /* Sat */ {"02-14 16:30", Days(1), "02-24 16:30"},  // Tue
        /* Tue */ {"02-17 12:00", Days(5), "02-28 17:30"},  // Sat, worked after Spring Festival
        /* Fri */ {"02-27 10:00", Days(2), "03-02 10:00"},  // Mon
        /* Fri */ {"04-03 15:00", Days(1), "04-07 15:00"},  // Tue, after Qingming
        /* Thu */ {"04-30 17:00", Days(1), "05-06 17:00"},  // Wed, after Labour Day
        /* Fri */ {"05-08 17:00", Days(1), "05-09 17:00"},  // Sat, worked
        /* Wed */ {"09-30 17:00", Days(3), "10-10 17:00"},  // Sat, worked after National Day
    };
    for (const DueRow& row : rows) {
        const auto due = DueAt(At(row.from), row.limit, calendar);
        ASSERT_TRUE(due) << row.from;
        EXPECT_EQ(Show(*due), row.due)
            << row.from << " + " << row.limit.amount << Label(row.limit.unit);
    }
}

TEST(DueAt, RefusesWhatItCannotKnow) {
    const Calendar calendar = Calendar2026();
    const Instant monday = At("03-02 09:00");
    EXPECT_EQ(DueAt(At("12-31 16:30"), Days(1), calendar).error().code, "calendar_too_short");
    EXPECT_EQ(DueAt(monday, Days(1'000'000), calendar).error().code, "calendar_too_short");
    EXPECT_EQ(DueAt(monday, Days(1), Calendar{}).error().code, "calendar_too_short");
    EXPECT_EQ(DueAt(monday, Days(-1), calendar).error().code, "bad_limit");
    EXPECT_EQ(DueAt(monday, Wall(1'000'001), calendar).error().code, "bad_limit");
    EXPECT_EQ(DueAt(monday, Days(INT64_MIN), calendar).error().code, "bad_limit");
    Calendar never = calendar;
    never.periods.clear();
    EXPECT_EQ(DueAt(monday, Days(1), never).error().code, "calendar_too_short");
    EXPECT_EQ(DueAt(monday, Working(1), never).error().code, "calendar_too_short");
    // The wall clock needs no calendar.
    EXPECT_EQ(*DueAt(monday, Wall(1'000'000), Calendar{}), monday + 1'000'000min);
}

TEST(Calendar, KnowsItsDays) {
    const Calendar calendar = Calendar2026();
    EXPECT_EQ(calendar.WorkingTimeOfDay(), 390min);
    EXPECT_EQ(LengthOf(Days(3), calendar), 1'170min);
    EXPECT_TRUE(calendar.IsWorkday(*ParseDay("2026-02-14")));   // Sat
    EXPECT_FALSE(calendar.IsWorkday(*ParseDay("2026-02-17")));  // Tue
    EXPECT_EQ(calendar.NameOf(*ParseDay("2026-02-17")), "春节");
    EXPECT_EQ(calendar.NameOf(*ParseDay("2026-03-02")), "");
    EXPECT_TRUE(calendar.IsWorkingTime(At("02-14 08:30")));
    EXPECT_FALSE(calendar.IsWorkingTime(At("02-14 12:00")));
    EXPECT_FALSE(calendar.IsWorkingTime(At("02-17 09:00")));
    EXPECT_EQ(WorkingTimeBetween(At("02-13 00:00"), At("02-25 00:00"), calendar), 3 * 390min);
    EXPECT_EQ(WorkingTimeBetween(At("02-25 00:00"), At("02-13 00:00"), calendar), 0min);
}

/// The value behind `"key": ` in a line of the published file, quotes and comma removed; "" when
/// absent.
std::string ValueOf(const std::string& line, const std::string& key) {
    const std::size_t at = line.find("\"" + key + "\": ");
    if (at == std::string::npos) return {};
    std::string value = line.substr(at + key.size() + 4);
    std::erase_if(value, [](char c) { return c == '"' || c == ',' || c == '\r'; });
    return value;
}

TEST(Calendar, TheDaysOfTheseTestsAreThePublishedOnes) {
    std::ifstream file("../shared/data/calendar/holiday-cn_2026.json");
    if (!file) GTEST_SKIP() << "skipped: ../shared/data is not here";
    const Calendar calendar = Calendar2026();
    std::size_t days = 0;
    std::string name;
    Day day{};
    for (std::string line; std::getline(file, line);) {
        if (const std::string value = ValueOf(line, "name"); !value.empty()) name = value;
        if (const std::string value = ValueOf(line, "date"); !value.empty()) day = *ParseDay(value);
        const std::string is_off = ValueOf(line, "isOffDay");
        if (is_off.empty()) continue;
        ++days;
        EXPECT_EQ(calendar.NameOf(day), name) << FormatDay(day);
        EXPECT_EQ(calendar.IsWorkday(day), is_off == "false") << FormatDay(day);
    }
    EXPECT_EQ(days, calendar.exceptions.size());
}

// --- laws ---

/// Any second of 2026 that leaves room for the limits below.
rc::Gen<Instant> AnyMoment() {
    return rc::gen::map(
        rc::gen::inRange<std::int64_t>(0, 270LL * 86'400),
        [](std::int64_t seconds) { return At("01-01 00:00") + std::chrono::seconds{seconds}; });
}

rc::Gen<Limit> AnyLimit() {
    return rc::gen::oneOf(rc::gen::map(rc::gen::inRange<std::int64_t>(1, 20'000), Wall),
                          rc::gen::map(rc::gen::inRange<std::int64_t>(1, 10'000), Working),
                          rc::gen::map(rc::gen::inRange<std::int64_t>(1, 40), Days));
}

RC_GTEST_PROP(DueAtLaw, UsesUpExactlyTheLimit, ()) {
    const Calendar calendar = Calendar2026();
    const Instant from = *AnyMoment();
    const Limit limit = *AnyLimit();
    const auto due = DueAt(from, limit, calendar);
    RC_ASSERT(due.has_value());
    RC_ASSERT(CountedBetween(from, *due, limit.unit, calendar) == LengthOf(limit, calendar));
    // And nothing earlier would do: it stays at the end of a period.
    RC_ASSERT(CountedBetween(from, *due - 1ms, limit.unit, calendar) < LengthOf(limit, calendar));
}

RC_GTEST_PROP(DueAtLaw, LaterStartsAndLongerLimitsAreNeverDueEarlier, ()) {
    const Calendar calendar = Calendar2026();
    const Instant from = *AnyMoment();
    const Limit limit = *AnyLimit();
    const Instant later = from + std::chrono::seconds{*rc::gen::inRange(0, 5 * 86'400)};
    const Limit longer{limit.amount + *rc::gen::inRange(0, 5), limit.unit};
    RC_ASSERT(*DueAt(from, limit, calendar) <= *DueAt(later, limit, calendar));
    RC_ASSERT(*DueAt(from, limit, calendar) <= *DueAt(from, longer, calendar));
}

RC_GTEST_PROP(DueAtLaw, AgreesWithCountingMinutes, ()) {
    const Calendar calendar = Calendar2026();
    const Instant from =
        At("01-01 00:00") + std::chrono::minutes{*rc::gen::inRange(0, 250 * 1'440)};
    const Limit limit = Working(*rc::gen::inRange<std::int64_t>(1, 3'000));
    Instant at = from;
    for (std::int64_t left = limit.amount; left > 0; at += 1min) {
        if (calendar.IsWorkingTime(at)) --left;
    }
    RC_ASSERT(*DueAt(from, limit, calendar) == at);
}

RC_GTEST_PROP(WorkingTimeLaw, AddsUp, ()) {
    const Calendar calendar = Calendar2026();
    const Instant a = *AnyMoment();
    const Instant b = a + std::chrono::seconds{*rc::gen::inRange(0, 20 * 86'400)};
    const Instant c = b + std::chrono::seconds{*rc::gen::inRange(0, 20 * 86'400)};
    RC_ASSERT(WorkingTimeBetween(a, b, calendar) + WorkingTimeBetween(b, c, calendar) ==
              WorkingTimeBetween(a, c, calendar));
}

}  // namespace
}  // namespace liandong
