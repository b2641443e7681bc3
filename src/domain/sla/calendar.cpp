#include "domain/sla/calendar.hpp"

#include <algorithm>

namespace liandong {
namespace {

constexpr std::int64_t kLimitAmountMax = 1'000'000;

Error CalendarTooShort(const Calendar& calendar) {
    Error error = Invalid("calendar_too_short", "The city's calendar ends before this is due.");
    error.args.emplace_back("last", FormatDay(calendar.last));
    return error;
}

bool IsWeekend(Day day) {
    const std::chrono::weekday weekday{day};
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

}  // namespace

bool Calendar::IsWorkday(Day day) const {
    const auto found = exceptions.find(day);
    return found == exceptions.end() ? !IsWeekend(day) : found->second.is_work;
}

std::string Calendar::NameOf(Day day) const {
    const auto found = exceptions.find(day);
    return found == exceptions.end() ? std::string{} : found->second.name;
}

Duration Calendar::WorkingTimeOfDay() const {
    Duration sum{0};
    for (const WorkPeriod& period : periods)
        sum += std::chrono::minutes{period.to_minute - period.from_minute};
    return sum;
}

bool Calendar::IsWorkingTime(Instant at) const {
    const Day day = DayOf(at, offset);
    if (!IsWorkday(day)) return false;
    const Duration in_day = at - StartOf(day, offset);
    return std::ranges::any_of(periods, [&](const WorkPeriod& period) {
        return in_day >= std::chrono::minutes{period.from_minute} &&
               in_day < std::chrono::minutes{period.to_minute};
    });
}

Duration WorkingTimeBetween(Instant from, Instant to, const Calendar& calendar) {
    Duration sum{0};
    if (to <= from) return sum;
    for (Day day = DayOf(from, calendar.offset);; day += std::chrono::days{1}) {
        const Instant midnight = StartOf(day, calendar.offset);
        if (midnight >= to) return sum;
        if (!calendar.IsWorkday(day)) continue;
        for (const WorkPeriod& period : calendar.periods) {
            const Instant begin =
                std::max<Instant>(from, midnight + std::chrono::minutes{period.from_minute});
            const Instant end =
                std::min<Instant>(to, midnight + std::chrono::minutes{period.to_minute});
            if (begin < end) sum += end - begin;
        }
    }
}

Duration CountedBetween(Instant from, Instant to, LimitUnit basis, const Calendar& calendar) {
    if (basis == LimitUnit::kMinutes) return std::max(Duration{0}, to - from);
    return WorkingTimeBetween(from, to, calendar);
}

Result<Instant> Advance(Instant from, Duration counted, LimitUnit basis, const Calendar& calendar) {
    if (counted <= Duration{0}) return from;
    if (basis == LimitUnit::kMinutes) return from + counted;
    for (Day day = DayOf(from, calendar.offset); day <= calendar.last;
         day += std::chrono::days{1}) {
        if (!calendar.IsWorkday(day)) continue;
        const Instant midnight = StartOf(day, calendar.offset);
        for (const WorkPeriod& period : calendar.periods) {
            const Instant begin =
                std::max<Instant>(from, midnight + std::chrono::minutes{period.from_minute});
            const Instant end = midnight + std::chrono::minutes{period.to_minute};
            if (begin >= end) continue;
            if (counted <= end - begin) return begin + counted;
            counted -= end - begin;
        }
    }
    return Failure{CalendarTooShort(calendar)};
}

Result<Instant> DueAt(Instant from, Limit limit, const Calendar& calendar) {
    if (limit.amount < 0 || limit.amount > kLimitAmountMax) {
        Error error = Invalid("bad_limit", "A limit must lie between 0 and 1000000.");
        error.args.emplace_back("found", std::to_string(limit.amount));
        return Failure{std::move(error)};
    }
    if (limit.amount > 0 && LengthOf(limit, calendar) == Duration{0}) {
        // Working days in a city that never works: no calendar is long enough.
        return Failure{CalendarTooShort(calendar)};
    }
    return Advance(from, LengthOf(limit, calendar), limit.unit, calendar);
}

Duration LengthOf(Limit limit, const Calendar& calendar) {
    const std::int64_t amount = std::clamp<std::int64_t>(limit.amount, 0, kLimitAmountMax);
    switch (limit.unit) {
        case LimitUnit::kMinutes:
        case LimitUnit::kWorkingMinutes: return std::chrono::minutes{amount};
        case LimitUnit::kWorkingDays: return amount * calendar.WorkingTimeOfDay();
    }
    return Duration{0};
}

}  // namespace liandong
