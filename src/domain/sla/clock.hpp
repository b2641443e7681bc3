#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/named.hpp"
#include "domain/sla/calendar.hpp"

namespace liandong {

enum class ClockKind : std::uint8_t {
    kDispatch = 1,      ///< the agent's own: from opening to dispatch
    kAcknowledge = 2,   ///< the unit takes it
    kContact = 3,       ///< somebody spoke to the citizen
    kHandling = 4,      ///< the unit says it is done
    kCallback = 5,      ///< the citizen was asked
    kSupplement = 6,    ///< how long we wait for what the citizen still owes us
    kArchive = 7,       ///< from the end to the archive
    kDispute = 8,       ///< who it is: from the dispute to the ruling
    kReturnRuling = 9,  ///< the hotline says yes or no to "not ours"
    kHandOver = 10,     ///< the emergency line says whether it takes the matter
    kHandIn = 11,       ///< we say whether we take what another line hands us
    kMoveCar = 12,      ///< the owner moves the car
};
template <>
inline constexpr auto kNames<ClockKind> = std::to_array<Named<ClockKind>>({
    {ClockKind::kDispatch, "dispatch", "派单"},
    {ClockKind::kAcknowledge, "acknowledge", "签收"},
    {ClockKind::kContact, "contact", "首次联系"},
    {ClockKind::kHandling, "handling", "办理"},
    {ClockKind::kCallback, "callback", "回访"},
    {ClockKind::kSupplement, "supplement", "待补充"},
    {ClockKind::kArchive, "archive", "归档"},
    {ClockKind::kDispute, "dispute", "争议裁定"},
    {ClockKind::kReturnRuling, "return_ruling", "退单审核"},
    {ClockKind::kHandOver, "hand_over", "转出确认"},
    {ClockKind::kHandIn, "hand_in", "转入确认"},
    {ClockKind::kMoveCar, "move_car", "挪车"},
});

enum class ClockOutcome : std::uint8_t {
    kRunning = 1,
    kMet = 2,
    kMissed = 3,       ///< due passed; `stopped_at` tells whether it was done later
    kCancelled = 4,    ///< withdrawn, returned, merged: nobody owes it any more
    kNotRecorded = 5,  ///< imported history does not say
};
template <>
inline constexpr auto kNames<ClockOutcome> = std::to_array<Named<ClockOutcome>>({
    {ClockOutcome::kRunning, "running", "计时中"},
    {ClockOutcome::kMet, "met", "按时"},
    {ClockOutcome::kMissed, "missed", "超时"},
    {ClockOutcome::kCancelled, "cancelled", "取消"},
    {ClockOutcome::kNotRecorded, "not_recorded", "无记录"},
});

enum class PauseReason : std::uint8_t {
    kAwaitingSupplement = 1,
    kStatutoryProcedure = 2,
    kDisputeWithoutLead = 3,
    kMerged = 4,
};
template <>
inline constexpr auto kNames<PauseReason> = std::to_array<Named<PauseReason>>({
    {PauseReason::kAwaitingSupplement, "awaiting_supplement", "等待补充材料"},
    {PauseReason::kStatutoryProcedure, "statutory_procedure", "法定程序"},
    {PauseReason::kDisputeWithoutLead, "dispute_without_lead", "争议未定主办"},
    {PauseReason::kMerged, "merged", "已并入他单"},
});

struct Pause {
    Instant from;
    std::optional<Instant> to;
    PauseReason reason = PauseReason::kAwaitingSupplement;

    bool operator==(const Pause&) const = default;
};

/// One promise with a time. A value: all functions below are pure.
struct Clock {
    ClockKind kind = ClockKind::kHandling;
    Limit limit;
    Instant started_at;
    Instant due_at;
    std::vector<Pause> pauses;
    std::optional<Instant> stopped_at;
    ClockOutcome outcome = ClockOutcome::kRunning;
    /// The percentages of the limit at which somebody was reminded, ascending.
    std::vector<std::int32_t> reminded;

    bool operator==(const Clock&) const = default;
};

[[nodiscard]] inline bool IsRunning(const Clock& clock) {
    return clock.outcome == ClockOutcome::kRunning;
}
[[nodiscard]] bool IsPaused(const Clock& clock);

/// A clock that starts now.
/// Errors: kInvalid "no_limit" (the amount is 0: there is no such clock), "bad_limit",
/// "calendar_too_short".
[[nodiscard]] Result<Clock> StartClock(ClockKind kind, Instant now, Limit limit,
                                       const Calendar& calendar);
/// Met when `at` <= due, missed after; an open pause ends at `at`, and what it covered is not held
/// against anybody. A missed clock that is still owed learns when it was done; any other that does
/// not run is left as it is.
[[nodiscard]] Clock StopClock(Clock clock, Instant at);
/// A missed clock stays missed: that it was owed for a while is a fact.
[[nodiscard]] Clock CancelClock(Clock clock, Instant at);
/// The due time passed and the promise is still owed: outcome kMissed, `stopped_at` stays empty. A
/// clock that was paused before it was due is left as it is.
[[nodiscard]] Clock MissClock(Clock clock);
/// A clock that does not run or is paused already is left as it is.
[[nodiscard]] Clock PauseClock(Clock clock, Instant at, PauseReason reason);
/// Ends the open pause; the due time moves by exactly the counted time that the pause covered. A
/// pause that began when it was due already moves nothing. Errors: kInvalid "calendar_too_short".
[[nodiscard]] Result<Clock> ResumeClock(Clock clock, Instant at, const Calendar& calendar);
/// When `percent` of the counted time up to `due_at` (extensions included) has been used, ended
/// pauses not counted; 100 is `due_at` itself. While a pause is open the answer is that of a pause
/// that ends at once. Errors: kInvalid "bad_percent" outside 1 .. 100, "calendar_too_short".
[[nodiscard]] Result<Instant> ReachedAt(const Clock& clock, std::int32_t percent,
                                        const Calendar& calendar);

enum class SegmentKind : std::uint8_t { kCounted = 1, kOffHours = 2, kDayOff = 3, kPaused = 4 };
template <>
inline constexpr auto kNames<SegmentKind> = std::to_array<Named<SegmentKind>>({
    {SegmentKind::kCounted, "counted", "计时"},
    {SegmentKind::kOffHours, "off_hours", "非工作时间"},
    {SegmentKind::kDayOff, "day_off", "休息日"},
    {SegmentKind::kPaused, "paused", "暂停"},
});

/// One stretch of an explanation; stretches touch, the first begins at `started_at`, the last ends
/// at `due_at` (or at `stopped_at` when that is later). None crosses `due_at`.
struct ClockSegment {
    Instant from;
    Instant to;
    SegmentKind kind = SegmentKind::kCounted;
    std::string note;  ///< name of the holiday, the pause's reason, or why a weekend day counts
                       ///< ("春节调休")
};

/// Why is it due then? Second by second.
[[nodiscard]] std::vector<ClockSegment> Explain(const Clock& clock, const Calendar& calendar);

}  // namespace liandong
