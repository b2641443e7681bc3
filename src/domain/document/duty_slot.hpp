#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 值班表: who of a unit is on call, from when to when, and in which order they are called. Each
// line of the roster is a document, so that whoever changed it stands in the trace; names and
// numbers lie in its vault.

namespace liandong {

enum class DutyRole : std::uint8_t { kOfficer = 1, kBackup = 2, kLeader = 3 };
template <>
inline constexpr auto kNames<DutyRole> = std::to_array<Named<DutyRole>>({
    {DutyRole::kOfficer, "officer", "值班员"},
    {DutyRole::kBackup, "backup", "备班"},
    {DutyRole::kLeader, "leader", "带班领导"},
});

enum class SlotState : std::uint8_t { kPlanned = 1, kEnded = 2, kCancelled = 3 };
template <>
inline constexpr auto kNames<SlotState> = std::to_array<Named<SlotState>>({
    {SlotState::kPlanned, "planned", "已排班"},
    {SlotState::kEnded, "ended", "已结束"},
    {SlotState::kCancelled, "cancelled", "已取消"},
});

struct DutySlot {
    DocumentId id;
    std::int32_t version = 0;
    SlotState state = SlotState::kPlanned;
    UnitCode unit;
    DutyRole role = DutyRole::kOfficer;
    std::string user;  ///< id of the account; empty: reached by telephone only
    VaultRef name;
    VaultRef phone;
    VaultRef backup_phone;   ///< its text may be empty
    std::int32_t order = 1;  ///< lower numbers are called first
    Instant from;            ///< [from, to)
    Instant to;
    Instant planned_at;
    std::optional<Instant> closed_at;

    bool operator==(const DutySlot&) const = default;
};

// ---- what happened -------------------------------------------------------------------------------

struct SlotPlanned {
    UnitCode unit;
    DutyRole role = DutyRole::kOfficer;
    std::string user;
    VaultRef name;
    VaultRef phone;
    VaultRef backup_phone;
    std::int32_t order = 1;
    Instant from;
    Instant to;
};
struct SlotChanged {
    SlotPlanned slot;
};
struct SlotCancelled {
    VaultRef reason;
};
struct SlotEnded {};
using SlotEvent = std::variant<SlotPlanned, SlotChanged, SlotCancelled, SlotEnded>;

// ---- what is wanted ------------------------------------------------------------------------------

struct PlanSlot {
    UnitCode unit;
    DutyRole role = DutyRole::kOfficer;
    std::string user;
    SealedText name;
    SealedText phone;
    SealedText backup_phone;
    std::int32_t order = 1;  ///< 1 .. 99
    Instant from;
    Instant to;  ///< after now, after `from`, at most kSlotDaysMax later
};
/// The whole line again; its unit stays.
struct ChangeSlot {
    PlanSlot slot;
};
struct CancelSlot {
    SealedText reason;
};
/// The timer: its time is over.
struct FireSlotEnd {};
using SlotCommand = std::variant<PlanSlot, ChangeSlot, CancelSlot, FireSlotEnd>;

inline constexpr int kSlotDaysMax = 62;
inline constexpr std::int32_t kSlotOrderMax = 99;

template <>
struct DocumentTraits<DutySlot> {
    using Event = SlotEvent;
    using Command = SlotCommand;
    static constexpr DocumentKind kKind = DocumentKind::kDutySlot;
    static constexpr std::string_view kSeries;
    static constexpr std::string_view kViewPermission = "edit_duty";  ///< names, numbers
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"slot_planned", "slot_changed", "slot_cancelled", "slot_ended"});
    static constexpr auto kCommandNames =
        std::to_array<std::string_view>({"plan", "change", "cancel", ""});
};

[[nodiscard]] Result<std::vector<SlotEvent>, Refusal> Decide(const DutySlot& slot,
                                                             const SlotCommand& command,
                                                             const DocumentFacts& facts);
[[nodiscard]] DutySlot Apply(DutySlot slot, const DocumentEvent<SlotEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const DutySlot& slot);
void ForEachSealed(SlotCommand& command, const SealedVisitor& visit);

/// Who is called for a unit at that moment, in this order: those of the unit, then those of the
/// units above it, then the hotline's own; within a unit by their order, earlier lines first.
[[nodiscard]] std::vector<const DutySlot*> OnCallFor(const City& city, const UnitCode& unit,
                                                     std::span<const DutySlot> roster, Instant at);
/// The units whose rosters count for a unit, in the order of OnCallFor.
[[nodiscard]] std::vector<UnitCode> UnitsOnCallFor(const City& city, const UnitCode& unit);

}  // namespace liandong
