#include "domain/topics/surge.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <optional>
#include <random>
#include <utility>

#include <gtest/gtest.h>

namespace liandong {
namespace {

constexpr UtcOffset kOffset{480};

// The spring of a small city: Qingming off from the 4th to the 6th of April, nothing worked
// instead.
Calendar SpringCalendar() {
    Calendar calendar;
    calendar.offset = kOffset;
    calendar.periods = {{510, 720}, {840, 1050}};
    for (unsigned day = 4; day <= 6; ++day) {
        calendar.exceptions[Day{std::chrono::local_days{
            std::chrono::year{2026} / 4 / std::chrono::day{day}}}] = {false, "清明节"};
    }
    calendar.first = Day{std::chrono::local_days{std::chrono::year{2026} / 1 / 1}};
    calendar.last = Day{std::chrono::local_days{std::chrono::year{2026} / 12 / 31}};
    return calendar;
}

TEST(TailOf, AgreesWithSumsByHand) {
    // Shape 1 is the geometric: P(X >= n) = (mean / (mean + 1))^n.
    EXPECT_NEAR(TailOf(3, 1.0, 1.0), 0.125, 1e-9);
    EXPECT_NEAR(TailOf(0, 5.0, 2.0), 1.0, 1e-9);
    // A great shape is nearly Poisson: P(X >= 10 | mean 2) = 4.65e-5.
    EXPECT_NEAR(TailOf(10, 2.0, 1e6) / 4.6498e-5, 1.0, 1e-3);
    EXPECT_LT(TailOf(1000, 1.0, 30.0), 1e-20);
}

TEST(DayKindOf, FollowsTheCalendar) {
    const Calendar calendar = SpringCalendar();
    const auto day = [](unsigned month, unsigned d) {
        return Day{std::chrono::local_days{std::chrono::year{2026} / std::chrono::month{month} /
                                           std::chrono::day{d}}};
    };
    EXPECT_EQ(DayKindOf(day(3, 2), calendar), DayKind::kFirstWorkday);  // Mon
    EXPECT_EQ(DayKindOf(day(3, 3), calendar), DayKind::kWorkday);       // Tue
    EXPECT_EQ(DayKindOf(day(3, 7), calendar), DayKind::kDayOff);        // Sat
    EXPECT_EQ(DayKindOf(day(4, 6), calendar), DayKind::kHoliday);       // Mon, Qingming
    EXPECT_EQ(DayKindOf(day(4, 7), calendar), DayKind::kFirstWorkday);  // Tue
}

/// A city whose calls follow the hour, the weekday, holidays and a mood of the day.
class Months {
public:
    Months(unsigned seed, double calls_a_day) : draw_(seed), calls_a_day_(calls_a_day) {}

    // Calls of one day, in order.
    std::vector<SurgeEvent> Day(int number) {
        const auto day = liandong::Day{std::chrono::local_days{std::chrono::year{2026} / 2 / 9}} +
                         std::chrono::days(number);
        double level = 1;
        switch (DayKindOf(day, calendar_)) {
            case DayKind::kFirstWorkday: level = 1.25; break;
            case DayKind::kWorkday: level = 1; break;
            case DayKind::kDayOff: level = 0.6; break;
            case DayKind::kHoliday: level = 0.4; break;
        }
        // Eight parts of a hundred up or down from day to day.
        level *= std::exp(std::normal_distribution<double>(0, 0.08)(draw_));
        std::vector<SurgeEvent> events;
        for (int minute = 0; minute < 1440; ++minute) {
            const double hour = minute / 60.0;
            const double shape = hour < 7 || hour >= 23
                                     ? 0.15
                                     : 1 + 0.9 * std::exp(-(hour - 9.5) * (hour - 9.5) / 3);
            const double mean = calls_a_day_ / 1440 * level * shape;
            const int calls = std::poisson_distribution<int>(mean)(draw_);
            for (int i = 0; i < calls; ++i)
                events.push_back(Call(StartOf(day, kOffset) + std::chrono::minutes(minute)));
        }
        return events;
    }

    [[nodiscard]] const Calendar& TheCalendar() const { return calendar_; }
    SurgeEvent Call(Instant at) {
        // Few matters and few places have most of the calls.
        const auto skewed = [&](int count) {
            const double u = std::uniform_real_distribution<double>(0, 1)(draw_);
            return static_cast<int>(u * u * count);
        };
        return Call(at, skewed(60), skewed(40));
    }
    SurgeEvent Call(Instant at, int group, int street) {
        ++calls_;
        SurgeEvent event;
        event.id = CaseId{calls_};
        event.at = at;
        event.group = std::to_string(1000 + group);
        event.places = {PlaceCode{"S" + std::to_string(street)},
                        PlaceCode{"D" + std::to_string(street % 4)}};
        event.person = "p" + std::to_string(calls_);
        return event;
    }

private:
    std::mt19937_64 draw_;
    double calls_a_day_;
    std::int64_t calls_ = 0;
    Calendar calendar_ = SpringCalendar();
};

std::size_t Begun(const std::optional<SurgeFinding>& finding) {
    return finding && finding->begins ? 1 : 0;
}

TEST(SurgeWatch, SeasonsAndHolidaysAreNoSurge) {
    std::size_t warnings = 0;
    for (const unsigned seed : {1U, 2U, 3U}) {
        Months months(seed, 700);
        SurgeWatch watch;
        for (int day = 0; day < 58; ++day) {
            for (const SurgeEvent& event : months.Day(day))
                warnings += Begun(watch.Take(event, months.TheCalendar()));
        }
    }
    std::cout << "warnings without a cause in 132 days: " << warnings << '\n';
    // One a month is stated; the watched days are 3 × 44.
    EXPECT_LE(warnings, 4U);
}

TEST(SurgeWatch, ABrokenMainIsFoundWhilePeopleStillCall) {
    Months months(7, 2500);
    SurgeWatch watch;
    std::optional<SurgeFinding> found;
    std::size_t burst_calls = 0;
    std::size_t more = 0;
    for (int day = 0; day < 31; ++day) {
        auto events = months.Day(day);
        if (day == 30) {
            const Instant at =
                StartOf(liandong::Day{std::chrono::local_days{std::chrono::year{2026} / 3 / 11}},
                        kOffset) +
                std::chrono::hours(14);
            for (int i = 0; i < 40; ++i) {
                auto call = months.Call(at + std::chrono::minutes(i), 33, 17);
                events.push_back(call);
            }
            std::ranges::sort(events, {},
                              [](const SurgeEvent& e) { return std::pair(e.at, e.id); });
        }
        for (const SurgeEvent& event : events) {
            const auto finding = watch.Take(event, months.TheCalendar());
            const bool is_burst =
                day == 30 && event.group == "1033" && event.places[0].value == "S17";
            if (is_burst && !found) ++burst_calls;
            if (finding && !finding->begins) ++more;
            if (finding && finding->begins) {
                EXPECT_FALSE(found) << "a second warning of one surge: " << finding->place.value;
                found = finding;
            }
        }
    }
    ASSERT_TRUE(found);
    EXPECT_EQ(found->group, "1033");
    EXPECT_EQ(found->place.value, "S17");
    EXPECT_LE(burst_calls, 12U);
    EXPECT_GE(found->persons, 5U);
    EXPECT_LT(found->expected, 1.0);
    EXPECT_EQ(found->cases.size(), found->persons);
    EXPECT_GE(more, 25U);  // the rest of the forty belongs to the same warning
}

TEST(SurgeWatch, OnePersonIsNoSurge) {
    Months months(9, 600);
    SurgeWatch watch;
    std::size_t warnings = 0;
    for (int day = 0; day < 25; ++day) {
        for (const SurgeEvent& event : months.Day(day)) watch.Take(event, months.TheCalendar());
    }
    const Instant at =
        StartOf(liandong::Day{std::chrono::local_days{std::chrono::year{2026} / 3 / 6}}, kOffset) +
        std::chrono::hours(10);
    for (int i = 0; i < 500; ++i) {
        auto call = months.Call(at + std::chrono::seconds(i), 33, 17);
        call.person = "the same";
        warnings += Begun(watch.Take(call, months.TheCalendar()));
    }
    EXPECT_EQ(warnings, 0U);
}

TEST(SurgeWatch, SaysNothingBeforeItHasAPast) {
    Months months(9, 600);
    SurgeWatch watch;
    const Instant at =
        StartOf(liandong::Day{std::chrono::local_days{std::chrono::year{2026} / 3 / 6}}, kOffset);
    for (int i = 0; i < 100; ++i)
        EXPECT_FALSE(
            watch.Take(months.Call(at + std::chrono::seconds(i), 1, 1), months.TheCalendar()));
}

}  // namespace
}  // namespace liandong
