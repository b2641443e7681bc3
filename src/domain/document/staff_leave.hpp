#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 请假: somebody of the city's people is away and is not asked meanwhile.

namespace liandong {

enum class LeaveState : std::uint8_t { kGranted = 1, kEnded = 2, kCancelled = 3 };
template <>
inline constexpr auto kNames<LeaveState> = std::to_array<Named<LeaveState>>({
    {LeaveState::kGranted, "granted", "已批准"},
    {LeaveState::kEnded, "ended", "已结束"},
    {LeaveState::kCancelled, "cancelled", "已取消"},
});

struct StaffLeave {
    DocumentId id;
    std::int32_t version = 0;
    LeaveState state = LeaveState::kGranted;
    std::string person;  ///< a code of staff.csv
    UnitCode unit;       ///< the person's, when it was granted
    Instant from;        ///< [from, to)
    Instant to;
    VaultRef reason;
    Instant granted_at;
    std::optional<Instant> closed_at;

    bool operator==(const StaffLeave&) const = default;
};

struct LeaveGranted {
    std::string person;
    UnitCode unit;
    Instant from;
    Instant to;
    VaultRef reason;
};
struct LeaveCancelled {
    VaultRef reason;
};
struct LeaveEnded {};
using LeaveEvent = std::variant<LeaveGranted, LeaveCancelled, LeaveEnded>;

struct GrantLeave {
    std::string person;
    Instant from;
    Instant to;  ///< after now, after `from`, at most a year later
    SealedText reason;
};
struct CancelLeave {
    SealedText reason;
};
/// The timer: it is over.
struct FireLeaveEnd {};
using LeaveCommand = std::variant<GrantLeave, CancelLeave, FireLeaveEnd>;

template <>
struct DocumentTraits<StaffLeave> {
    using Event = LeaveEvent;
    using Command = LeaveCommand;
    static constexpr DocumentKind kKind = DocumentKind::kLeave;
    static constexpr std::string_view kSeries;
    static constexpr std::string_view kViewPermission = "edit_duty";
    static constexpr auto kEventKinds =
        std::to_array<std::string_view>({"leave_granted", "leave_cancelled", "leave_ended"});
    static constexpr auto kCommandNames = std::to_array<std::string_view>({"grant", "cancel", ""});
};

[[nodiscard]] Result<std::vector<LeaveEvent>, Refusal> Decide(const StaffLeave& leave,
                                                              const LeaveCommand& command,
                                                              const DocumentFacts& facts);
[[nodiscard]] StaffLeave Apply(StaffLeave leave, const DocumentEvent<LeaveEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const StaffLeave& leave);
void ForEachSealed(LeaveCommand& command, const SealedVisitor& visit);

}  // namespace liandong
