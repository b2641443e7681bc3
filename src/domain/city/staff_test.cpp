#include "domain/city/staff.hpp"

#include <gtest/gtest.h>

#include "domain/testing/small_city.hpp"

namespace liandong {
namespace {

using testing::At;

TEST(AShift, OfTheDayBeginsAndEndsOnTime) {
    const Calendar calendar = testing::SmallCity().calendar;
    const Shift day{"day", "白班", ShiftDays::kAll, 8 * 60, 20 * 60};
    EXPECT_FALSE(Runs(day, At("2026-03-02T07:59"), calendar));
    EXPECT_TRUE(Runs(day, At("2026-03-02T08:00"), calendar));
    EXPECT_TRUE(Runs(day, At("2026-03-02T19:59"), calendar));
    EXPECT_FALSE(Runs(day, At("2026-03-02T20:00"), calendar));
}

TEST(AShift, PastMidnightBelongsToTheDayItBegan) {
    const Calendar calendar = testing::SmallCity().calendar;
    const Shift night{"n", "夜班", ShiftDays::kWorking, 20 * 60, 8 * 60};
    // 2026-03-06 is a Friday.
    EXPECT_TRUE(Runs(night, At("2026-03-06T23:00"), calendar));
    EXPECT_TRUE(Runs(night, At("2026-03-07T07:00"), calendar));
    EXPECT_FALSE(Runs(night, At("2026-03-07T23:00"), calendar));
    EXPECT_FALSE(Runs(night, At("2026-03-09T07:00"), calendar));
    EXPECT_TRUE(Runs(night, At("2026-03-09T20:00"), calendar));
}

TEST(AShift, OfDaysOffKnowsHolidays) {
    const Calendar calendar = testing::SmallCity().calendar;
    const Shift off{"off", "假日班", ShiftDays::kOff, 0, 0};  // round the clock
    EXPECT_TRUE(Runs(off, At("2026-10-01T10:00"), calendar));
    EXPECT_TRUE(Runs(off, At("2026-10-02T00:00"), calendar) ==
                !calendar.IsWorkday(*ParseDay("2026-10-02")));
    EXPECT_FALSE(Runs(off, At("2026-03-03T10:00"), calendar));
}

}  // namespace
}  // namespace liandong
