#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 值班: a leader's shift at the hotline. Planned on the roster; prepared the evening before; signed
// in; orders reviewed, citizens called back one by one, instructions given; handed over. It is over
// when the last instruction has happened (谁的事项谁处理谁回访).

namespace liandong {

enum class ShiftState : std::uint8_t {
    kPlanned = 1,
    kSignedIn = 2,
    kHandedOver = 3,
    kMissed = 4,  ///< the shift ended and nobody had signed in
    kCancelled = 5,
};
template <>
inline constexpr auto kNames<ShiftState> = std::to_array<Named<ShiftState>>({
    {ShiftState::kPlanned, "planned", "待值班"},
    {ShiftState::kSignedIn, "signed_in", "值班中"},
    {ShiftState::kHandedOver, "handed_over", "已交班"},
    {ShiftState::kMissed, "missed", "缺勤"},
    {ShiftState::kCancelled, "cancelled", "已取消"},
});

/// What lies on the leader's desk: the unit's cases by number, as they were when it was prepared.
struct ShiftPackage {
    std::int64_t open_count = 0;
    std::int64_t overdue_count = 0;
    std::int64_t unsatisfied_count = 0;
    std::vector<CaseId> overdue;           ///< the oldest of them, at most kPackageCasesMax
    std::vector<CaseId> unsatisfied;       ///< redone, newest first, at most as many
    std::vector<CaseId> callbacks;         ///< chosen by rule: to be called back in this shift
    std::vector<DocumentId> instructions;  ///< earlier shifts of this unit with open instructions

    bool operator==(const ShiftPackage&) const = default;
};
inline constexpr std::size_t kPackageCasesMax = 100;

struct ShiftCallback {
    CaseId about;
    Instant at;
    bool reached = false;
    std::optional<Verdict> solved;
    std::optional<Satisfaction> satisfied;
    std::string entered_by;  ///< the agent who sat beside

    bool operator==(const ShiftCallback&) const = default;
};

struct ShiftReview {
    CaseId about;
    Instant at;
    VaultRef text;

    bool operator==(const ShiftReview&) const = default;
};

struct HandoverNote {
    Instant at;
    std::string by;
    VaultRef text;

    bool operator==(const HandoverNote&) const = default;
};

/// What the leader ordered, and whether it happened.
struct ShiftInstruction {
    std::int32_t no = 0;
    std::optional<CaseId> about;
    UnitCode unit;
    Instant due_at;
    VaultRef text;
    std::optional<Instant> happened_at;
    bool overdue = false;  ///< stays true
    VaultRef result;

    bool operator==(const ShiftInstruction&) const = default;
};

struct DutyShift {
    DocumentId id;
    std::int32_t version = 0;
    ShiftState state = ShiftState::kPlanned;
    UnitCode unit;
    std::string leader;     ///< a user's id
    bool is_guest = false;  ///< a deputy, a member of the congress …
    Instant planned_at;
    Instant from;
    Instant to;
    Instant prepare_at;  ///< the evening before
    std::optional<Instant> prepared_at;
    ShiftPackage package;
    std::optional<Instant> signed_in_at;
    std::vector<ShiftReview> reviews;
    std::vector<ShiftCallback> callbacks;
    std::vector<ShiftInstruction> instructions;
    std::vector<HandoverNote> notes;
    std::optional<Instant> ended_at;

    bool operator==(const DutyShift&) const = default;
};

// ---- what happened -------------------------------------------------------------------------------

struct ShiftPlanned {
    UnitCode unit;
    std::string leader;
    bool is_guest = false;
    Instant from;
    Instant to;
    Instant prepare_at;
};
struct ShiftReplaced {
    std::string leader;
    VaultRef reason;
};
struct ShiftPrepared {
    ShiftPackage package;
};
struct ShiftSignedIn {};
struct ShiftNoted {
    VaultRef text;
};
struct ShiftReviewed {
    CaseId about;
    VaultRef text;
};
struct ShiftCalledBack {
    ShiftCallback callback;
};
struct ShiftInstructed {
    ShiftInstruction instruction;
};
struct ShiftFollowedUp {
    std::int32_t no = 0;
    VaultRef text;
};
struct ShiftInstructionOverdue {
    std::int32_t no = 0;
};
struct ShiftHandedOver {
    VaultRef text;
};
struct ShiftMissed {};
struct ShiftCancelled {
    VaultRef reason;
};
using ShiftEvent =
    std::variant<ShiftPlanned, ShiftReplaced, ShiftPrepared, ShiftSignedIn, ShiftNoted,
                 ShiftReviewed, ShiftCalledBack, ShiftInstructed, ShiftFollowedUp,
                 ShiftInstructionOverdue, ShiftHandedOver, ShiftMissed, ShiftCancelled>;

// ---- what is wanted ------------------------------------------------------------------------------

struct PlanShift {
    UnitCode unit;
    std::string leader;
    bool is_guest = false;
    Instant from;  ///< after now
    Instant to;    ///< after `from`, at most a day later
};
struct ReplaceLeader {
    std::string leader;
    SealedText reason;
};
struct PrepareShift {
    ShiftPackage package;  ///< filled by the use case
};
struct SignIn {};
struct NoteShift {
    SealedText text;
};
struct ReviewInShift {
    CaseId about;
    SealedText text;
};
/// Given by the use case, together with the callback of the case.
struct RecordCallback {
    ShiftCallback callback;
};
struct InstructInShift {
    std::optional<CaseId> about;
    UnitCode unit;
    Instant due_at;
    SealedText text;
};
struct FollowUp {
    std::int32_t no = 0;
    SealedText text;
};
struct HandOverShift {
    SealedText text;
};
struct CancelShift {
    SealedText reason;
};
struct FireShiftDue {};
using ShiftCommand = std::variant<PlanShift, ReplaceLeader, PrepareShift, SignIn, NoteShift,
                                  ReviewInShift, RecordCallback, InstructInShift, FollowUp,
                                  HandOverShift, CancelShift, FireShiftDue>;

template <>
struct DocumentTraits<DutyShift> {
    using Event = ShiftEvent;
    using Command = ShiftCommand;
    static constexpr DocumentKind kKind = DocumentKind::kDutyShift;
    static constexpr std::string_view kSeries{};
    static constexpr std::string_view kViewPermission = "view";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"shift_planned", "shift_replaced", "shift_prepared", "shift_signed_in", "shift_noted",
         "shift_reviewed", "shift_called_back", "shift_instructed", "shift_followed_up",
         "shift_instruction_overdue", "shift_handed_over", "shift_missed", "shift_cancelled"});
    /// What changes a case as well has a route and a use case of its own.
    static constexpr auto kCommandNames =
        std::to_array<std::string_view>({"plan", "replace", "", "sign_in", "note", "review", "", "",
                                         "follow_up", "hand_over", "cancel", ""});
};

/// Whether the package is still to be made: before the shift, or after a leader was quicker than
/// the timers.
[[nodiscard]] bool AwaitsPackage(const DutyShift& shift);
[[nodiscard]] Result<std::vector<ShiftEvent>, Refusal> Decide(const DutyShift& shift,
                                                              const ShiftCommand& command,
                                                              const DocumentFacts& facts);
[[nodiscard]] DutyShift Apply(DutyShift shift, const DocumentEvent<ShiftEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const DutyShift& shift);
void ForEachSealed(ShiftCommand& command, const SealedVisitor& visit);

}  // namespace liandong
