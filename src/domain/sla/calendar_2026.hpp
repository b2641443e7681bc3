#pragma once

#include <string>
#include <string_view>

#include "domain/sla/calendar.hpp"

// For tests: China's statutory days off and worked weekends of 2026, as the State Council published
// them (https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm), and office hours.

namespace liandong::testing {

inline constexpr UtcOffset kHaikou{480};

inline void AddDays(Calendar& calendar, std::string_view first, int count, bool is_work,
                    std::string_view name) {
    const Day day = *ParseDay(first);
    for (int i = 0; i < count; ++i) {
        calendar.exceptions[day + std::chrono::days{i}] = {is_work, std::string(name)};
    }
}

inline Calendar Calendar2026() {
    Calendar calendar;
    calendar.offset = kHaikou;
    calendar.periods = {{510, 720}, {870, 1'050}};  // 08:30-12:00, 14:30-17:30
    calendar.first = *ParseDay("2026-01-01");
    calendar.last = *ParseDay("2026-12-31");
    AddDays(calendar, "2026-01-01", 3, false, "元旦");    // Thu .. Sat
    AddDays(calendar, "2026-01-04", 1, true, "元旦");     // Sun
    AddDays(calendar, "2026-02-14", 1, true, "春节");     // Sat
    AddDays(calendar, "2026-02-15", 9, false, "春节");    // Sun .. Mon 23rd
    AddDays(calendar, "2026-02-28", 1, true, "春节");     // Sat
    AddDays(calendar, "2026-04-04", 3, false, "清明节");  // Sat .. Mon
    AddDays(calendar, "2026-05-01", 5, false, "劳动节");  // Fri .. Tue
    AddDays(calendar, "2026-05-09", 1, true, "劳动节");   // Sat
    AddDays(calendar, "2026-06-19", 3, false, "端午节");  // Fri .. Sun
    AddDays(calendar, "2026-09-20", 1, true, "国庆节");   // Sun
    AddDays(calendar, "2026-09-25", 3, false, "中秋节");  // Fri .. Sun
    AddDays(calendar, "2026-10-01", 7, false, "国庆节");  // Thu .. Wed
    AddDays(calendar, "2026-10-10", 1, true, "国庆节");   // Sat
    return calendar;
}

/// "02-13 16:30" is that minute of 2026 in Haikou.
inline Instant At(std::string_view text) {
    return *ParseRfc3339("2026-" + std::string(text.substr(0, 5)) + "T" +
                         std::string(text.substr(6)) + ":00+08:00");
}

/// The way back, seconds left out: a test that fails shows what people read.
inline std::string Show(Instant at) {
    const std::string text = FormatRfc3339(at, kHaikou);
    return text.substr(5, 5) + " " + text.substr(11, 5);
}

}  // namespace liandong::testing
