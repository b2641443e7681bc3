#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/act_on_document.hpp"
#include "domain/document/duty_shift.hpp"

// Leaders on duty: what a shift does besides moving itself on.

namespace liandong {

/// A month's roster as people keep it: "unit,leader,from,to,guest", one shift a line, a heading
/// first; times RFC 3339 with offset, guest "true", "false" or empty. Errors: kInvalid "bad_roster"
/// with args "line" and "problem" for the first line that is wrong.
[[nodiscard]] Result<std::vector<PlanShift>> ReadRoster(std::string_view csv);

struct PlannedRoster {
    std::vector<DutyShift> planned;
    std::int64_t already_there = 0;  ///< same unit, leader and begin: left as they are
};
/// All shifts of a roster, or, when one is refused, none after it: sending the corrected roster
/// again is harmless. Errors: the refusals of PlanShift with args "line".
[[nodiscard]] Result<PlannedRoster> PlanRoster(const Services& services, const Principal& who,
                                               const std::vector<PlanShift>& roster,
                                               Deadline deadline);

/// What lies on the desk of a leader of that unit now: its open, overdue and dissatisfied cases and
/// the callbacks to make: those waiting for one, redone cases first, then urgent ones, then the
/// callback due first. Shape: walks the unit's open cases, bounded.
[[nodiscard]] Result<ShiftPackage> MakePackage(const Services& services, const UnitCode& unit,
                                               Deadline deadline);
/// What the timer does when a shift wants to be looked at: prepares it, or lets it meet its end.
[[nodiscard]] Result<void> FireShift(const Services& services, DocumentId id, Deadline deadline);

/// The leader called the citizen and the agent beside enters what was said: the callback of the
/// case and the shift's line of it are one transaction. The case names the leader as who asked, the
/// shift's event names the agent as who wrote it down. Errors: kNotFound "no_such_document",
/// "no_such_case"; kRejected "not_their_case" for a case that no unit of the leader's has a part
/// in; the refusals of both.
[[nodiscard]] Result<DutyShift> CallBackInShift(const Services& services, const Principal& who,
                                                DocumentId id, CaseId about,
                                                const Callback& callback, Deadline deadline);

/// An instruction; the case that it is about gets a line (领导批示). Errors: kNotFound
/// "no_such_document", "no_such_case"; the refusals of InstructInShift.
[[nodiscard]] Result<DutyShift> GiveInstruction(const Services& services, const Principal& who,
                                                DocumentId id, const InstructInShift& instruction,
                                                Deadline deadline);

}  // namespace liandong
