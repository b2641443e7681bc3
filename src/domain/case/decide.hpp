#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/case/commands.hpp"
#include "domain/case/events.hpp"
#include "domain/case/refusal.hpp"
#include "domain/city/city.hpp"

namespace liandong {

struct Precedent;

/// Who asks, and what they may: the union of their roles, each with its scope.
struct Principal {
    Actor actor;
    std::set<std::string, std::less<>> city_permissions;  ///< for every case of the city
    std::set<std::string, std::less<>> unit_permissions;  ///< for `actor.unit` and the units below
                                                          ///< it
    std::string staff{};  ///< their code in the city's list of staff; empty: not in it
};
/// Whether a paper that names `person` (an account, or a code of the list of staff) names them.
[[nodiscard]] bool IsNamed(const Principal& who, std::string_view person);
[[nodiscard]] bool MayAnywhere(const Principal& who, std::string_view permission);
/// Whether `who` may do it for this unit's part.
[[nodiscard]] bool MayFor(const Principal& who, std::string_view permission, const UnitCode& unit,
                          const City& city);
/// Whether `who` may see the case at all: city-wide, or some assignment (open or past) lies in
/// their subtree.
[[nodiscard]] bool MayView(const Principal& who, const Case& c, const City& city);
/// The actor `system`: every permission.
[[nodiscard]] Principal SystemPrincipal();

/// All that a decision may know besides the case and the command.
struct Facts {
    Instant now;
    const City& city;
    const Principal& who;
    /// For Merge: the state of the case merged into, empty when there is none such.
    std::optional<CaseState> other_state;
    /// For Dispatch without a lead: the ruling to follow where the catalogue has no rule of its
    /// own.
    const Precedent* precedent = nullptr;
};

/// A new case. Errors: kNotPermitted, kUnknownCategory, kUnknownPlace, kTextRequired, kTextTooLong,
/// …
[[nodiscard]] Result<std::vector<EventBody>, Refusal> DecideOpen(const OpenCase& command,
                                                                 const Facts& facts);

/// What happens when somebody wants `command` done with `c`: the events, or the first refusal that
/// holds, in the order of RefusalCode. Pure: the same arguments give the same answer for ever.
[[nodiscard]] Result<std::vector<EventBody>, Refusal> Decide(const Case& c, const Command& command,
                                                             const Facts& facts);

/// The case after the event. No refusals here: what happened, happened. `Apply` of a CaseOpened
/// ignores `c`.
[[nodiscard]] Case Apply(Case c, const Event& event);
/// Folds a whole history; the first event must be CaseOpened.
[[nodiscard]] Case Replay(const std::vector<Event>& events);

/// Whether an action would be heard now, before its details are known; from the same guards as
/// Decide.
struct ActionView {
    CaseAction action = CaseAction::kNote;
    AssignmentNo assignment;  ///< 0 when the action concerns the whole case
    bool allowed = false;
    std::optional<RefusalCode> reason;
};
/// Every action a person could ever take on this case, in the order of CaseAction, one line per
/// open assignment where it concerns one. Actions that only the use cases or the system issue are
/// left out.
[[nodiscard]] std::vector<ActionView> ActionsOf(const Case& c, const Facts& facts);

/// The deadline rows that this case needs now: one for each running clock's next reminder or due
/// time.
struct DueRow {
    ClockKind clock = ClockKind::kHandling;
    AssignmentNo assignment;
    std::int32_t percent = 100;
    Instant due_at;

    bool operator==(const DueRow&) const = default;
};
[[nodiscard]] std::vector<DueRow> DeadlinesOf(const Case& c, const City& city);

/// Calls `visit(Sealed<T>&)` for every sealed field of a command (T: std::string, Caller or
/// Narrative).
struct SealedVisitor {
    std::function<void(Sealed<std::string>&)> text;
    std::function<void(Sealed<Caller>&)> caller;
    std::function<void(Sealed<Narrative>&)> narrative;
};
void ForEachSealed(Command& command, const SealedVisitor& visit);
void ForEachSealed(OpenCase& command, const SealedVisitor& visit);

}  // namespace liandong
