#include "domain/sla/clock.hpp"

#include <algorithm>
#include <utility>

namespace liandong {
namespace {

using std::chrono::minutes;

// A clock of the machine may jump back; what happened later still stands later in the list.
Instant EarliestNext(const Clock& clock) {
    if (clock.pauses.empty()) return clock.started_at;
    return clock.pauses.back().to.value_or(clock.pauses.back().from);
}

void EndPause(Clock& clock, Instant at) {
    if (IsPaused(clock)) clock.pauses.back().to = std::max(at, clock.pauses.back().from);
}

// Counted time in [from, to) that no ended pause covers.
Duration UsedBetween(const Clock& clock, Instant from, Instant to, const Calendar& calendar) {
    Duration used = CountedBetween(from, to, clock.limit.unit, calendar);
    for (const Pause& pause : clock.pauses) {
        if (!pause.to) continue;
        used -= CountedBetween(std::max(from, pause.from), std::min(to, *pause.to),
                               clock.limit.unit, calendar);
    }
    return used;
}

// Lays stretches one behind the other; merges what reads the same.
class Explanation {
public:
    Explanation(const Clock& clock, const Calendar& calendar)
        : clock_(clock), calendar_(calendar) {}

    void Lay(Instant from, Instant to) {
        part_begins_ = segments_.size();
        if (from >= to) return;
        if (clock_.limit.unit == LimitUnit::kMinutes) {
            Cut({from, to, SegmentKind::kCounted, {}});
            return;
        }
        for (Day day = DayOf(from, calendar_.offset); StartOf(day, calendar_.offset) < to;
             day += std::chrono::days{1}) {
            LayDay(day, from, to);
        }
    }

    std::vector<ClockSegment> Take() && { return std::move(segments_); }

private:
    void LayDay(Day day, Instant from, Instant to) {
        const Instant midnight = StartOf(day, calendar_.offset);
        const Instant next_midnight = midnight + std::chrono::days{1};
        const auto lay = [&](Instant begin, Instant end, SegmentKind kind, std::string note) {
            Cut({std::max(begin, from), std::min(end, to), kind, std::move(note)});
        };
        std::string name = calendar_.NameOf(day);
        if (!calendar_.IsWorkday(day)) {
            lay(midnight, next_midnight, SegmentKind::kDayOff, std::move(name));
            return;
        }
        if (!name.empty()) name += "调休";
        Instant reached = midnight;
        for (const WorkPeriod& period : calendar_.periods) {
            const Instant end = midnight + minutes{period.to_minute};
            lay(reached, midnight + minutes{period.from_minute}, SegmentKind::kOffHours, {});
            lay(midnight + minutes{period.from_minute}, end, SegmentKind::kCounted, name);
            reached = end;
        }
        lay(reached, next_midnight, SegmentKind::kOffHours, {});
    }

    void Cut(ClockSegment piece) {
        for (const Pause& pause : clock_.pauses) {
            const Instant from = std::max(piece.from, pause.from);
            const Instant to = pause.to ? std::min(piece.to, *pause.to) : piece.to;
            if (from >= to) continue;
            Append({piece.from, from, piece.kind, piece.note});
            Append({from, to, SegmentKind::kPaused, std::string(Label(pause.reason))});
            piece.from = to;
        }
        Append(std::move(piece));
    }

    void Append(ClockSegment piece) {
        if (piece.from >= piece.to) return;
        if (segments_.size() > part_begins_ && segments_.back().kind == piece.kind &&
            segments_.back().note == piece.note) {
            segments_.back().to = piece.to;
        } else {
            segments_.push_back(std::move(piece));
        }
    }

    const Clock& clock_;
    const Calendar& calendar_;
    std::size_t part_begins_ = 0;
    std::vector<ClockSegment> segments_;
};

}  // namespace

bool IsPaused(const Clock& clock) { return !clock.pauses.empty() && !clock.pauses.back().to; }

Result<Clock> StartClock(ClockKind kind, Instant now, Limit limit, const Calendar& calendar) {
    if (limit.amount == 0)
        return Failure{Invalid("no_limit", "There is no such limit, so there is no clock.")};
    LD_TRY(const Instant due_at, DueAt(now, limit, calendar));
    Clock clock;
    clock.kind = kind;
    clock.limit = limit;
    clock.started_at = now;
    clock.due_at = due_at;
    return clock;
}

Clock StopClock(Clock clock, Instant at) {
    if (clock.outcome == ClockOutcome::kMissed && !clock.stopped_at) {
        EndPause(clock, at);
        clock.stopped_at = at;
    }
    if (!IsRunning(clock)) return clock;
    // While paused the clock stood still, so what counts is when it was paused.
    const Instant counts = IsPaused(clock) ? std::min(at, clock.pauses.back().from) : at;
    EndPause(clock, at);
    clock.outcome = counts <= clock.due_at ? ClockOutcome::kMet : ClockOutcome::kMissed;
    clock.stopped_at = at;
    return clock;
}

Clock CancelClock(Clock clock, Instant at) {
    if (!IsRunning(clock)) return clock;
    EndPause(clock, at);
    clock.outcome = ClockOutcome::kCancelled;
    clock.stopped_at = at;
    return clock;
}

Clock MissClock(Clock clock) {
    if (!IsRunning(clock)) return clock;
    if (IsPaused(clock) && clock.pauses.back().from < clock.due_at) return clock;
    clock.outcome = ClockOutcome::kMissed;
    return clock;
}

Clock PauseClock(Clock clock, Instant at, PauseReason reason) {
    if (!IsRunning(clock) || IsPaused(clock)) return clock;
    clock.pauses.push_back({std::max(at, EarliestNext(clock)), std::nullopt, reason});
    return clock;
}

Result<Clock> ResumeClock(Clock clock, Instant at, const Calendar& calendar) {
    if (!IsPaused(clock)) return clock;
    EndPause(clock, at);
    const Pause& pause = clock.pauses.back();
    if (pause.from >= clock.due_at) return clock;
    const Duration covered = CountedBetween(pause.from, *pause.to, clock.limit.unit, calendar);
    LD_TRY(clock.due_at, Advance(clock.due_at, covered, clock.limit.unit, calendar));
    return clock;
}

Result<Instant> ReachedAt(const Clock& clock, std::int32_t percent, const Calendar& calendar) {
    if (percent < 1 || percent > 100) {
        return Failure{Invalid("bad_percent", "A percentage must lie between 1 and 100.")};
    }
    if (percent == 100) return clock.due_at;
    const Duration total = UsedBetween(clock, clock.started_at, clock.due_at, calendar);
    Duration left{(total.count() * percent + 99) / 100};
    Instant reached = clock.started_at;
    for (const Pause& pause : clock.pauses) {
        if (!pause.to) break;
        const Duration before = CountedBetween(reached, pause.from, clock.limit.unit, calendar);
        if (left <= before) break;
        left -= before;
        reached = std::max(reached, *pause.to);
    }
    return Advance(reached, left, clock.limit.unit, calendar);
}

std::vector<ClockSegment> Explain(const Clock& clock, const Calendar& calendar) {
    Explanation explanation{clock, calendar};
    explanation.Lay(clock.started_at, clock.due_at);
    if (clock.stopped_at)
        explanation.Lay(std::max(clock.due_at, clock.started_at), *clock.stopped_at);
    return std::move(explanation).Take();
}

}  // namespace liandong
