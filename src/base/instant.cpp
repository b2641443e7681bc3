#include "base/instant.hpp"

#include <array>
#include <cstdio>

namespace liandong {
namespace {

using std::chrono::floor;

// Fixed-width digits only: `std::from_chars` would accept a sign and any width.
bool ReadDigits(std::string_view text, std::size_t at, std::size_t count, int& out) {
    if (at + count > text.size()) return false;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        value = value * 10 + (text[i] - '0');
    }
    out = value;
    return true;
}

bool ReadDay(std::string_view text, Day& out) {
    int year = 0;
    int month = 0;
    int day = 0;
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return false;
    if (!ReadDigits(text, 0, 4, year) || !ReadDigits(text, 5, 2, month) ||
        !ReadDigits(text, 8, 2, day))
        return false;
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return false;
    out = Day{std::chrono::sys_days{date}.time_since_epoch()};
    return true;
}

Error BadTime(std::string_view text) {
    Error error = Invalid("bad_time", "A time must look like 2026-03-02T09:00:00+08:00.");
    error.args.emplace_back("found", std::string(text.substr(0, 40)));
    return error;
}

}  // namespace

Day DayOf(Instant at, UtcOffset offset) {
    return Day{floor<std::chrono::days>(at.time_since_epoch() + offset)};
}

Instant StartOf(Day day, UtcOffset offset) {
    return Instant{std::chrono::duration_cast<Duration>(day.time_since_epoch()) - offset};
}

std::string FormatDay(Day day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{day.time_since_epoch()}};
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

Result<Day> ParseDay(std::string_view text) {
    Day day{};
    if (text.size() != 10 || !ReadDay(text, day))
        return Failure{Invalid("bad_day", "A day must look like 2026-03-02.")};
    return day;
}

std::string FormatRfc3339(Instant at, UtcOffset offset) {
    const Day day = DayOf(at, offset);
    const long long in_day = (at - StartOf(day, offset)).count();
    const long long shift = offset.count();
    const char sign = shift < 0 ? '-' : '+';
    const long long away = shift < 0 ? -shift : shift;
    std::array<char, 48> text{};
    int used = std::snprintf(text.data(), text.size(), "T%02lld:%02lld:%02lld", in_day / 3'600'000,
                             in_day / 60'000 % 60, in_day / 1'000 % 60);
    std::string out = FormatDay(day);
    out.append(text.data(), static_cast<std::size_t>(used));
    if (in_day % 1'000 != 0) {
        used = std::snprintf(text.data(), text.size(), ".%03lld", in_day % 1'000);
        out.append(text.data(), static_cast<std::size_t>(used));
    }
    if (shift == 0) return out + "Z";
    used = std::snprintf(text.data(), text.size(), "%c%02lld:%02lld", sign, away / 60, away % 60);
    out.append(text.data(), static_cast<std::size_t>(used));
    return out;
}

Result<Instant> ParseRfc3339(std::string_view text) {
    Day day{};
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (text.size() < 20 || text.size() > 40 || !ReadDay(text, day) ||
        (text[10] != 'T' && text[10] != 't')) {
        return Failure{BadTime(text)};
    }
    if (text[13] != ':' || text[16] != ':' || !ReadDigits(text, 11, 2, hour) ||
        !ReadDigits(text, 14, 2, minute) || !ReadDigits(text, 17, 2, second) || hour > 23 ||
        minute > 59 || second > 59) {
        return Failure{BadTime(text)};
    }
    std::size_t at = 19;
    long long millis = 0;
    if (text[at] == '.') {
        ++at;
        const std::size_t first = at;
        long long weight = 100;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
            millis += weight * (text[at] - '0');
            weight /= 10;
            ++at;
        }
        if (at == first) return Failure{BadTime(text)};
    }
    long long offset_minutes = 0;
    if (at + 1 == text.size() && (text[at] == 'Z' || text[at] == 'z')) {
        offset_minutes = 0;
    } else {
        int hours_off = 0;
        int minutes_off = 0;
        if (at + 6 != text.size() || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':' ||
            !ReadDigits(text, at + 1, 2, hours_off) || !ReadDigits(text, at + 4, 2, minutes_off) ||
            hours_off > 23 || minutes_off > 59) {
            return Failure{BadTime(text)};
        }
        offset_minutes = (text[at] == '-' ? -1 : 1) * (hours_off * 60LL + minutes_off);
    }
    return Instant{std::chrono::duration_cast<Duration>(day.time_since_epoch())} +
           Duration{((hour * 60LL + minute - offset_minutes) * 60 + second) * 1'000 + millis};
}

}  // namespace liandong
