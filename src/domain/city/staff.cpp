#include "domain/city/staff.hpp"

namespace liandong {
namespace {

bool IsDayOf(ShiftDays days, Day day, const Calendar& calendar) {
    switch (days) {
        case ShiftDays::kAll: return true;
        case ShiftDays::kWorking: return calendar.IsWorkday(day);
        case ShiftDays::kOff: return !calendar.IsWorkday(day);
    }
    return false;
}

}  // namespace

bool Runs(const Shift& shift, Instant at, const Calendar& calendar) {
    const Day today = DayOf(at, calendar.offset);
    const Instant midnight = StartOf(today, calendar.offset);
    const auto minute = std::chrono::floor<std::chrono::minutes>(at - midnight).count();
    if (shift.from_minute < shift.to_minute) {
        return minute >= shift.from_minute && minute < shift.to_minute &&
               IsDayOf(shift.days, today, calendar);
    }
    const Day yesterday = today - std::chrono::days(1);
    return (minute >= shift.from_minute && IsDayOf(shift.days, today, calendar)) ||
           (minute < shift.to_minute && IsDayOf(shift.days, yesterday, calendar));
}

}  // namespace liandong
