#include "domain/document/climb.hpp"

#include <algorithm>
#include <utility>

#include "domain/case/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<ClimbEvent>, Refusal>;

Decided One(ClimbEvent event) { return std::vector<ClimbEvent>{std::move(event)}; }

Decided DecideOn(const Climb& climb, const BeginClimb& c, const DocumentFacts& /*f*/) {
    if (climb.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    return One(ClimbBegun{c.about, c.units});
}

Decided DecideOn(const Climb& climb, const ReachRung& c, const DocumentFacts& f) {
    if (c.level <= LevelOf(climb)) return Refuse(RefusalCode::kAlreadyDone);
    const Rung* rung = f.city.FindRung(c.level);
    if (rung == nullptr) return Refuse(RefusalCode::kLimitOutOfRange);
    ClimbedRung reached{c.level, rung->code, c.trigger, c.value, rung->document,
                        c.paper, f.now,      {},        {}};
    if (rung->document == RungDocument::kReminder) {
        reached.paper = climb.id;
        const auto due_at = DueAt(f.now, rung->limit, f.city.calendar);
        if (!due_at) return Refuse(RefusalCode::kCalendarTooShort);
        if (rung->limit.amount > 0) reached.due_at = *due_at;
    }
    return One(ClimbReached{std::move(reached), rung->colour, c.units});
}

Decided DecideOn(const Climb& climb, const FailRung& c, const DocumentFacts& /*f*/) {
    const auto rung = std::ranges::find(climb.rungs, c.level, &ClimbedRung::level);
    if (rung == climb.rungs.end()) return Refuse(RefusalCode::kWrongState);
    if (rung->failed_at) return Refuse(RefusalCode::kAlreadyDone);
    return One(ClimbFailed{c.level});
}

Decided DecideOn(const Climb& climb, const SetLook& c, const DocumentFacts& /*f*/) {
    if (climb.look_at == c.look_at) return Refuse(RefusalCode::kNothingToChange);
    return One(ClimbLookSet{c.look_at});
}

Decided DecideOn(const Climb& climb, const EndClimb& /*command*/, const DocumentFacts& /*f*/) {
    if (climb.ended_at) return Refuse(RefusalCode::kAlreadyDone);
    return One(ClimbEnded{});
}

ClimbState StateOf(RungColour colour) {
    switch (colour) {
        case RungColour::kNone: return ClimbState::kWatching;
        case RungColour::kYellow: return ClimbState::kYellow;
        case RungColour::kOrange: return ClimbState::kOrange;
        case RungColour::kRed: return ClimbState::kRed;
    }
    return ClimbState::kWatching;
}

struct Applied {
    Climb& climb;
    const DocumentEvent<ClimbEvent>& event;

    void operator()(const ClimbBegun& e) const {
        climb = Climb{};
        climb.id = event.id;
        climb.about = e.about;
        climb.units = e.units;
        climb.began_at = event.at;
    }
    void operator()(const ClimbReached& e) const {
        climb.rungs.push_back(e.rung);
        climb.units = e.units;
        climb.state = StateOf(e.colour);
        climb.ended_at.reset();
    }
    void operator()(const ClimbFailed& e) const {
        const auto rung = std::ranges::find(climb.rungs, e.level, &ClimbedRung::level);
        if (rung != climb.rungs.end()) rung->failed_at = event.at;
    }
    void operator()(const ClimbLookSet& e) const { climb.look_at = e.look_at; }
    void operator()(const ClimbEnded& /*e*/) const {
        climb.state = ClimbState::kEnded;
        climb.ended_at = event.at;
        climb.look_at.reset();
    }
};

std::optional<Instant> OverdueSince(const Case& about) {
    std::optional<Instant> since;
    // While the citizen is asked or the answer reviewed, no unit owes anything.
    if (!IsWithUnit(about.state)) return since;
    for (const Assignment& a : about.assignments) {
        if (!IsOpen(a.state) || a.handling.outcome != ClockOutcome::kMissed) continue;
        if (!since || a.handling.due_at < *since) since = a.handling.due_at;
    }
    return since;
}

bool AcknowledgeMissed(const Case& about) {
    return std::ranges::any_of(about.assignments, [](const Assignment& a) {
        return a.state == AssignmentState::kSent && a.acknowledge.outcome == ClockOutcome::kMissed;
    });
}

/// When so much more than overdue; empty when it never is.
std::optional<Instant> OverdueByAt(const RungTrigger& trigger, const LadderFacts& facts) {
    const auto since = OverdueSince(facts.about);
    if (!since || trigger.overdue_by.amount == 0) return std::nullopt;
    const auto at = DueAt(*since, trigger.overdue_by, facts.city.calendar);
    return at ? std::optional(*at) : std::nullopt;
}

std::int32_t TimesOverdue(const LadderFacts& facts) {
    const auto failed = std::ranges::count_if(
        facts.climb.rungs, [](const ClimbedRung& rung) { return rung.failed_at.has_value(); });
    return facts.trace.handling_missed + static_cast<std::int32_t>(failed);
}

bool HasFailed(const Climb& climb, std::int32_t level) {
    const auto rung = std::ranges::find(climb.rungs, level, &ClimbedRung::level);
    return rung != climb.rungs.end() && rung->failed_at;
}

/// The first condition of a rung that holds, in the order of RungTrigger.
std::optional<NextRung> FirstTrigger(const Rung& rung, const LadderFacts& facts) {
    const RungTrigger& t = rung.trigger;
    const Case& c = facts.about;
    const LadderTrace& trace = facts.trace;
    const auto hit = [&](const char* what, std::int64_t value) {
        return std::optional<NextRung>({&rung, what, value});
    };
    const auto enough = [](std::int32_t wanted, auto found) {
        return wanted > 0 && std::cmp_greater_equal(found, wanted);
    };
    const auto units = std::ssize(UnitsOf(c));
    if (t.overdue && IsOverdue(c)) return hit("overdue", 1);
    if (t.acknowledge_missed && AcknowledgeMissed(c)) return hit("acknowledge_missed", 1);
    const auto overdue_by = OverdueByAt(t, facts);
    if (overdue_by && *overdue_by <= facts.now) return hit("overdue_by", t.overdue_by.amount);
    if (enough(t.redo_count, c.redo_count)) return hit("redo_count", c.redo_count);
    if (enough(t.returns_refused, trace.returns_refused))
        return hit("returns_refused", trace.returns_refused);
    if (t.third_unsatisfied && trace.third_unsatisfied) return hit("third_unsatisfied", 1);
    if (enough(t.repeated_reports, c.merged_children.size()))
        return hit("repeated_reports", std::ssize(c.merged_children));
    if (t.leader_note && trace.leader_note) return hit("leader_note", 1);
    if (t.media && c.channel == Channel::kMedia) return hit("media", 1);
    if (t.duty_disputed && (trace.disputed || trace.returns_asked >= 2))
        return hit("duty_disputed", trace.returns_asked);
    if (enough(t.units_min, units) && IsOverdue(c)) return hit("units_min", units);
    if (t.failed_level > 0 && HasFailed(facts.climb, t.failed_level))
        return hit("failed_level", t.failed_level);
    if (enough(t.repeated_overdue, TimesOverdue(facts)))
        return hit("repeated_overdue", TimesOverdue(facts));
    return std::nullopt;
}

std::int32_t LevelReached(const LadderFacts& facts) {
    // Documents that people opened by hand count as well; the case remembers their level.
    return std::max(LevelOf(facts.climb), facts.about.ladder_level);
}

}  // namespace

std::int32_t LevelOf(const Climb& climb) {
    return climb.rungs.empty() ? 0 : climb.rungs.back().level;
}

bool IsOverdue(const Case& about) { return OverdueSince(about).has_value(); }

std::vector<UnitCode> UnitsOf(const Case& about) {
    std::vector<UnitCode> units;
    const auto add = [&](const Assignment& a) {
        if (std::ranges::find(units, a.unit) == units.end()) units.push_back(a.unit);
    };
    if (const Assignment* lead = FindLead(about)) add(*lead);
    for (const Assignment& a : about.assignments) {
        if (IsOpen(a.state) || a.state == AssignmentState::kFinished) add(a);
    }
    return units;
}

std::optional<NextRung> FindNextRung(const LadderFacts& facts) {
    if (!IsOpen(facts.about.state)) return std::nullopt;
    const std::int32_t reached = LevelReached(facts);
    for (auto rung = facts.city.ladder.rbegin(); rung != facts.city.ladder.rend(); ++rung) {
        if (rung->level <= reached || rung->level == 0) continue;
        if (auto found = FirstTrigger(*rung, facts)) return found;
    }
    return std::nullopt;
}

std::optional<Instant> FindNextLook(const LadderFacts& facts) {
    std::optional<Instant> next;
    if (!IsOpen(facts.about.state)) return next;
    for (const Rung& rung : facts.city.ladder) {
        if (rung.level <= LevelReached(facts)) continue;
        const auto at = OverdueByAt(rung.trigger, facts);
        if (at && *at > facts.now && (!next || *at < *next)) next = at;
    }
    for (const ClimbedRung& rung : facts.climb.rungs) {
        const auto at = rung.failed_at ? std::nullopt : rung.due_at;
        if (at && *at > facts.now && (!next || *at < *next)) next = at;
    }
    return next;
}

std::vector<std::int32_t> FindFailedReminders(const LadderFacts& facts) {
    std::vector<std::int32_t> failed;
    if (!IsOverdue(facts.about)) return failed;
    for (const ClimbedRung& rung : facts.climb.rungs) {
        if (rung.due_at && !rung.failed_at && *rung.due_at <= facts.now)
            failed.push_back(rung.level);
    }
    return failed;
}

Result<std::vector<ClimbEvent>, Refusal> Decide(const Climb& climb, const ClimbCommand& command,
                                                const DocumentFacts& facts) {
    if (climb.version == 0 && !std::holds_alternative<BeginClimb>(command))
        return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(facts.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    return std::visit([&](const auto& c) { return DecideOn(climb, c, facts); }, command);
}

Climb Apply(Climb climb, const DocumentEvent<ClimbEvent>& event) {
    std::visit(Applied{climb, event}, event.body);
    climb.version = event.seq;
    return climb;
}

DocumentHead HeadOf(const Climb& climb) {
    DocumentHead head;
    head.id = climb.id;
    head.version = climb.version;
    head.kind = DocumentKind::kClimb;
    head.state = Code(climb.state);
    head.cases = {climb.about};
    head.units = climb.units;
    head.open = !climb.ended_at;
    head.opened_at = climb.began_at;
    head.closed_at = climb.ended_at;
    head.due_at = climb.look_at;
    return head;
}

void ForEachSealed(ClimbCommand& /*command*/, const SealedVisitor& /*visit*/) {}

}  // namespace liandong
