#include "base/instant.hpp"

#include <gtest/gtest.h>

namespace liandong {
namespace {

using namespace std::chrono_literals;

constexpr UtcOffset kHaikou = 480min;

TEST(Instant, RoundTripsThroughRfc3339) {
    for (const std::string text : {"2026-03-02T09:00:00+08:00", "2026-12-31T23:59:59.999+08:00",
                                   "1969-12-31T23:59:59+08:00"}) {
        const auto at = ParseRfc3339(text);
        ASSERT_TRUE(at) << text;
        EXPECT_EQ(FormatRfc3339(*at, kHaikou), text);
    }
}

TEST(Instant, TheSameMomentHasManyNames) {
    EXPECT_EQ(*ParseRfc3339("2026-03-02T09:00:00+08:00"), *ParseRfc3339("2026-03-02T01:00:00Z"));
    EXPECT_EQ(*ParseRfc3339("2026-03-02T09:00:00.5+08:00"),
              *ParseRfc3339("2026-03-01T20:00:00.500-05:00"));
}

TEST(Instant, WhatIsNotATimeIsRefused) {
    for (const std::string text :
         {"", "2026-03-02", "2026-03-02T09:00:00", "2026-02-30T09:00:00Z", "2026-03-02T24:00:00Z",
          "2026-03-02T09:00:00.Z", "2026-03-02T09:00:00+8:00", "2026-03-02T09:00:00Zjunk",
          "二〇二六-03-02T09:00:00Z"}) {
        EXPECT_FALSE(ParseRfc3339(text)) << text;
    }
}

TEST(Instant, ADayBeginsAtTheCitysMidnight) {
    const Instant late = *ParseRfc3339("2026-03-01T16:00:00Z");  // already Monday in Haikou
    EXPECT_EQ(FormatDay(DayOf(late, kHaikou)), "2026-03-02");
    EXPECT_EQ(StartOf(DayOf(late, kHaikou), kHaikou), late);
    EXPECT_FALSE(ParseDay("2026-02-29"));
}

}  // namespace
}  // namespace liandong
