#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/named.hpp"
#include "base/result.hpp"

namespace liandong {

enum class LimitUnit : std::uint8_t {
    kMinutes = 1,         ///< of the wall clock, day and night
    kWorkingMinutes = 2,  ///< of the city's working time
    kWorkingDays = 3,     ///< of `Calendar::WorkingTimeOfDay()` each
};
template <>
inline constexpr auto kNames<LimitUnit> = std::to_array<Named<LimitUnit>>({
    {LimitUnit::kMinutes, "minutes", "分钟"},
    {LimitUnit::kWorkingMinutes, "working_minutes", "工作分钟"},
    {LimitUnit::kWorkingDays, "working_days", "工作日"},
});

/// How long somebody has. `amount` is 0 .. 1'000'000 of `unit`; 0 means there is no such limit.
struct Limit {
    std::int64_t amount = 0;
    LimitUnit unit = LimitUnit::kMinutes;

    bool operator==(const Limit&) const = default;
};

/// A stretch of working time within a day, in minutes from the city's midnight: 510 .. 720 is 08:30
/// to 12:00.
struct WorkPeriod {
    std::int32_t from_minute = 0;
    std::int32_t to_minute = 0;

    bool operator==(const WorkPeriod&) const = default;
};

/// The city's working time: Monday to Friday, but for the days that `exceptions` names (statutory
/// days off, and weekend days worked instead, 调休).
struct Calendar {
    struct Exception {
        bool is_work = false;
        std::string name;
    };

    UtcOffset offset{0};
    std::vector<WorkPeriod> periods;  ///< ascending, not touching
    std::map<Day, Exception> exceptions;
    Day first{};  ///< the days for which the exceptions are known: first .. last
    Day last{};

    [[nodiscard]] bool IsWorkday(Day day) const;
    /// Name of the day off or of the worked weekend day, "" on plain days.
    [[nodiscard]] std::string NameOf(Day day) const;
    [[nodiscard]] Duration WorkingTimeOfDay() const;
    [[nodiscard]] bool IsWorkingTime(Instant at) const;
};

/// Working time in [from, to); zero when `to` <= `from`. Shape: walks the days between. Days for
/// which the calendar knows no exceptions count as plain weeks.
[[nodiscard]] Duration WorkingTimeBetween(Instant from, Instant to, const Calendar& calendar);

/// Counted time in [from, to): wall clock for kMinutes, else working time.
[[nodiscard]] Duration CountedBetween(Instant from, Instant to, LimitUnit basis,
                                      const Calendar& calendar);

/// The first moment at which `counted` time of that basis has passed since `from`; `from` when it
/// is zero. Errors: kInvalid "calendar_too_short" when the calendar ends before that.
[[nodiscard]] Result<Instant> Advance(Instant from, Duration counted, LimitUnit basis,
                                      const Calendar& calendar);

/// Time by which a limit that starts at `from` has run out. A due moment that falls on the end of a
/// period stays there (Friday 17:30, not Monday 08:30). Units:  `from` UTC; a working day is
/// WorkingTimeOfDay() of working time. Errors: kInvalid "bad_limit" outside 0 .. 1'000'000,
/// "calendar_too_short" when the calendar ends before it does.
[[nodiscard]] Result<Instant> DueAt(Instant from, Limit limit, const Calendar& calendar);

/// The limit as counted time of its basis (wall clock or working time). An amount out of range
/// counts as the nearest one in range.
[[nodiscard]] Duration LengthOf(Limit limit, const Calendar& calendar);

}  // namespace liandong
