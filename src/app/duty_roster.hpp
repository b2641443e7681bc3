#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/act_on_document.hpp"
#include "domain/document/duty_slot.hpp"

namespace liandong {

/// Who can be called, in the clear: the caller answers for masking.
struct SlotTexts {
    std::string name;
    std::string phone;
    std::string backup_phone;
};
[[nodiscard]] Result<SlotTexts> ReadSlotTexts(const Services& services,
                                              const StoredDocument& stored, const DutySlot& slot,
                                              Deadline deadline);

/// The lines of the rosters of these units (all, when there are none) that are not over.
/// Errors: those of the store.
struct StoredSlot {
    DutySlot slot;
    StoredDocument stored;
};
[[nodiscard]] Result<std::vector<StoredSlot>> ReadSlots(const Services& services,
                                                        const std::vector<UnitCode>& units,
                                                        Deadline deadline);
/// Who is called for a unit at that moment, in order.
[[nodiscard]] Result<std::vector<StoredSlot>> ReadOnCall(const Services& services,
                                                         const UnitCode& unit, Instant at,
                                                         Deadline deadline);

struct RosterLine {
    DocumentId id;
    std::int32_t version = 0;
    UnitCode unit;
    std::string unit_name;
    DutyRole role = DutyRole::kOfficer;
    std::string role_label;
    std::string user;
    std::string name;
    std::string phone;  ///< masked unless the asker calls people by duty or edits the roster
    std::string backup_phone;
    bool phone_masked = true;
    std::int32_t order = 1;
    LocalTime from;
    LocalTime to;
    bool on_call = false;  ///< now
};
/// The roster of a unit and those below it (what the asker may see), earliest first; only lines
/// that touch [from, to) where those are given. Errors: kForbidden "not_permitted"; kInvalid
/// "unknown_unit".
[[nodiscard]] Result<std::vector<RosterLine>> ReadRoster(const Services& services,
                                                         const Principal& who, const UnitCode& unit,
                                                         std::optional<Instant> from,
                                                         std::optional<Instant> to,
                                                         Deadline deadline);
/// Who would be called for a unit, in order: its own people, those above it, the hotline's.
/// Errors: kInvalid "unknown_unit".
[[nodiscard]] Result<std::vector<RosterLine>> ReadOnCallList(const Services& services,
                                                             const Principal& who,
                                                             const UnitCode& unit,
                                                             std::optional<Instant> at,
                                                             Deadline deadline);

/// Several lines at once, all or none. Errors: the refusal of the first that is refused, with args
/// "line" (from 1); kInvalid "too_many_slots".
inline constexpr std::size_t kSlotsPerImportMax = 1'000;
[[nodiscard]] Result<std::vector<DocumentId>> PlanSlots(const Services& services,
                                                        const Principal& who,
                                                        const std::vector<PlanSlot>& slots,
                                                        Deadline deadline);

}  // namespace liandong
