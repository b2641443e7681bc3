#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace liandong {

/// A moment, UTC, in milliseconds. The city's offset is data of the profile and always passed in.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;
using UtcOffset = std::chrono::minutes;
/// A calendar day in the city.
using Day = std::chrono::local_days;

[[nodiscard]] constexpr Instant FromMillis(long long millis) { return Instant{Duration{millis}}; }
[[nodiscard]] constexpr long long ToMillis(Instant at) { return at.time_since_epoch().count(); }

[[nodiscard]] Day DayOf(Instant at, UtcOffset offset);
[[nodiscard]] Instant StartOf(Day day, UtcOffset offset);

/// A moment that is shown in the city's own offset.
struct LocalTime {
    Instant at;
    UtcOffset offset{0};
};

/// RFC 3339 with offset: "2026-03-02T09:00:00.000+08:00". Milliseconds are left out when zero;
/// an offset of zero is "Z".
[[nodiscard]] std::string FormatRfc3339(Instant at, UtcOffset offset);
/// Errors: kInvalid "bad_time" for anything that is not a full RFC 3339 date-time with offset.
[[nodiscard]] Result<Instant> ParseRfc3339(std::string_view text);

[[nodiscard]] std::string FormatDay(Day day);  ///< "2026-03-02"
/// Errors: kInvalid "bad_day".
[[nodiscard]] Result<Day> ParseDay(std::string_view text);

}  // namespace liandong
