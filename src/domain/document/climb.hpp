#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 督办进程: how far one case has climbed on the city's ladder, why, and when somebody looks again.
// One for a case; it is what keeps a rung from being climbed twice. Only the system moves it.

namespace liandong {

/// The colour of the highest rung, so that lists can be asked for a grade.
enum class ClimbState : std::uint8_t {
    kWatching = 1,
    kYellow = 2,
    kOrange = 3,
    kRed = 4,
    kEnded = 5,
};
template <>
inline constexpr auto kNames<ClimbState> = std::to_array<Named<ClimbState>>({
    {ClimbState::kWatching, "watching", "关注"},
    {ClimbState::kYellow, "yellow", "黄"},
    {ClimbState::kOrange, "orange", "橙"},
    {ClimbState::kRed, "red", "红"},
    {ClimbState::kEnded, "ended", "已结束"},
});

struct ClimbedRung {
    std::int32_t level = 0;
    std::string code;
    std::string trigger;     ///< name of the condition that held, or "manual"
    std::int64_t value = 0;  ///< what was counted: 2 redos, level 3 failed …
    RungDocument document = RungDocument::kReminder;
    DocumentId paper;  ///< the document on this rung; of a reminder the climb itself
    Instant reached_at;
    std::optional<Instant> due_at;  ///< of a reminder; papers keep their own
    std::optional<Instant> failed_at;

    bool operator==(const ClimbedRung&) const = default;
};

struct Climb {
    DocumentId id;
    std::int32_t version = 0;
    ClimbState state = ClimbState::kWatching;
    CaseId about;
    std::vector<UnitCode> units;
    std::vector<ClimbedRung> rungs;  ///< ascending
    std::optional<Instant> look_at;  ///< when a condition of time may hold next
    Instant began_at;
    std::optional<Instant> ended_at;

    bool operator==(const Climb&) const = default;
};
/// The highest rung reached; 0: none.
[[nodiscard]] std::int32_t LevelOf(const Climb& climb);

// ---- what happened -------------------------------------------------------------------------------

struct ClimbBegun {
    CaseId about;
    std::vector<UnitCode> units;
};
struct ClimbReached {
    ClimbedRung rung;
    RungColour colour = RungColour::kNone;
    std::vector<UnitCode> units;  ///< that the case lies with by now
};
struct ClimbFailed {
    std::int32_t level = 0;
};
struct ClimbLookSet {
    std::optional<Instant> look_at;
};
struct ClimbEnded {};
using ClimbEvent = std::variant<ClimbBegun, ClimbReached, ClimbFailed, ClimbLookSet, ClimbEnded>;

// ---- what is wanted ------------------------------------------------------------------------------

struct BeginClimb {
    CaseId about;
    std::vector<UnitCode> units;
};
struct ReachRung {
    std::int32_t level = 0;
    std::string trigger = "manual";
    std::int64_t value = 0;
    DocumentId paper;
    std::vector<UnitCode> units;
};
/// The paper of that rung was missed.
struct FailRung {
    std::int32_t level = 0;
};
struct SetLook {
    std::optional<Instant> look_at;
};
struct EndClimb {};
using ClimbCommand = std::variant<BeginClimb, ReachRung, FailRung, SetLook, EndClimb>;

template <>
struct DocumentTraits<Climb> {
    using Event = ClimbEvent;
    using Command = ClimbCommand;
    static constexpr DocumentKind kKind = DocumentKind::kClimb;
    static constexpr std::string_view kSeries{};
    static constexpr std::string_view kViewPermission = "view";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"climb_begun", "climb_reached", "climb_failed", "climb_look_set", "climb_ended"});
    static constexpr auto kCommandNames = std::to_array<std::string_view>({"", "", "", "", ""});
};

[[nodiscard]] Result<std::vector<ClimbEvent>, Refusal> Decide(const Climb& climb,
                                                              const ClimbCommand& command,
                                                              const DocumentFacts& facts);
[[nodiscard]] Climb Apply(Climb climb, const DocumentEvent<ClimbEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const Climb& climb);
void ForEachSealed(ClimbCommand& command, const SealedVisitor& visit);

// ---- when a rung is reached ----------------------------------------------------------------------

/// What the trace of a case says that the case itself no longer knows.
struct LadderTrace {
    std::int32_t returns_asked = 0;
    std::int32_t returns_refused = 0;
    std::int32_t handling_missed = 0;  ///< clocks, also of rounds that were redone since
    bool third_unsatisfied = false;
    bool disputed = false;
    bool leader_note = false;
};

struct LadderFacts {
    const Case& about;
    const LadderTrace& trace;
    const Climb& climb;
    const City& city;
    Instant now;
};

struct NextRung {
    const Rung* rung = nullptr;  ///< lives as long as the city
    std::string trigger;
    std::int64_t value = 0;
};
/// The highest rung above those reached of which a condition holds, and which one; empty: none.
/// A case that has ended climbs no more.
[[nodiscard]] std::optional<NextRung> FindNextRung(const LadderFacts& facts);
/// When a condition of time may hold next, if nothing else happens.
[[nodiscard]] std::optional<Instant> FindNextLook(const LadderFacts& facts);
/// The rungs whose reminder was in vain: their time is over and the case is still overdue.
[[nodiscard]] std::vector<std::int32_t> FindFailedReminders(const LadderFacts& facts);
/// The case is with its units, and some open assignment's handling clock was missed.
[[nodiscard]] bool IsOverdue(const Case& about);
/// The units that the case lies with: the lead first, each once.
[[nodiscard]] std::vector<UnitCode> UnitsOf(const Case& about);

}  // namespace liandong
