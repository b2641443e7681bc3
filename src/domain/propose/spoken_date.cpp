#include "domain/propose/spoken_date.hpp"

#include <algorithm>
#include <array>

namespace liandong {
namespace {

constexpr auto kTimes = std::to_array<std::u32string_view>(
    {U"工作日内", U"日内", U"天内",   U"小时内", U"个月内", U"年内", U"年底", U"月底",
     U"月末",     U"月初", U"月中旬", U"月上旬", U"月下旬", U"季度", U"本周", U"下周",
     U"本月",     U"下月", U"下个月", U"今日",   U"今天",   U"明天", U"次日", U"上半年",
     U"下半年",   U"当日", U"当天",   U"春节前", U"国庆前"});
bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

struct Number {
    int value = 0;
    std::size_t end = 0;
};
std::optional<Number> NumberAt(std::u32string_view text, std::size_t at) {
    constexpr std::size_t kDigitsMax = 4;
    Number number{0, at};
    while (number.end < text.size() && number.end - at < kDigitsMax && IsDigit(text[number.end]))
        number.value = number.value * 10 + static_cast<int>(text[number.end++] - U'0');
    return number.end == at ? std::nullopt : std::optional(number);
}

std::optional<Day> DayIn(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok() ? std::optional(Day{date}) : std::nullopt;
}

// Of this year, the one before and the one after, the nearest.
std::optional<Day> NearestDay(int month, int day, Day today) {
    const int year = static_cast<int>(std::chrono::year_month_day{today}.year());
    std::optional<Day> nearest;
    for (const int shift : {-1, 0, 1}) {
        const auto candidate = DayIn(year + shift, month, day);
        if (candidate &&
            (!nearest || std::chrono::abs(*candidate - today) < std::chrono::abs(*nearest - today)))
            nearest = candidate;
    }
    return nearest;
}

bool IsAt(std::u32string_view text, std::size_t at, char32_t c) {
    return at < text.size() && text[at] == c;
}

// "2026年3月5日" or "3月5日" that begins at `at`.
std::optional<Day> DayAt(std::u32string_view text, std::size_t at, Day today) {
    const auto first = NumberAt(text, at);
    if (!first) return std::nullopt;
    if (IsAt(text, first->end, U'年')) {
        const auto month = NumberAt(text, first->end + 1);
        if (!month || !IsAt(text, month->end, U'月')) return std::nullopt;
        const auto day = NumberAt(text, month->end + 1);
        if (!day || !(IsAt(text, day->end, U'日') || IsAt(text, day->end, U'号')))
            return std::nullopt;
        return DayIn(first->value, month->value, day->value);
    }
    if (!IsAt(text, first->end, U'月')) return std::nullopt;
    const auto day = NumberAt(text, first->end + 1);
    if (!day || !(IsAt(text, day->end, U'日') || IsAt(text, day->end, U'号'))) return std::nullopt;
    return NearestDay(first->value, day->value, today);
}

}  // namespace

std::optional<SpokenDate> DateIn(std::u32string_view clause, Day today) {
    std::optional<SpokenDate> found;
    for (std::size_t at = 0; at < clause.size(); ++at) {
        if (!IsDigit(clause[at]) || (at > 0 && IsDigit(clause[at - 1]))) continue;
        // Inside "2026年3月5日" the 3 begins no day of its own.
        if (at > 0 && clause[at - 1] == U'年' && found && found->day) continue;
        if (const auto day = DayAt(clause, at, today)) found = SpokenDate{day};
    }
    if (found) return found;
    const bool names_time = std::ranges::any_of(kTimes, [&](std::u32string_view time) {
        return clause.find(time) != std::u32string_view::npos;
    });
    if (names_time) return SpokenDate{};
    return std::nullopt;
}

}  // namespace liandong
