#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/duty_slot.hpp"

// 紧急呼叫: an urgent assignment waits, so whoever is on call is called, then the next, until
// somebody says that they have heard it. Every attempt stands in the trace.

namespace liandong {

enum class CallOutState : std::uint8_t {
    kCalling = 1,
    kAcknowledged = 2,
    kStopped = 3,
    kExhausted = 4,
};
template <>
inline constexpr auto kNames<CallOutState> = std::to_array<Named<CallOutState>>({
    {CallOutState::kCalling, "calling", "呼叫中"},
    {CallOutState::kAcknowledged, "acknowledged", "已应答"},
    {CallOutState::kStopped, "stopped", "已停止"},
    {CallOutState::kExhausted, "exhausted", "无人应答"},
});

enum class RingOutcome : std::uint8_t {
    kWaiting = 1,
    kAnswered = 2,
    kSilent = 3,
    kBusy = 4,
    kWrongNumber = 5,
};
template <>
inline constexpr auto kNames<RingOutcome> = std::to_array<Named<RingOutcome>>({
    {RingOutcome::kWaiting, "waiting", "等待应答"},
    {RingOutcome::kAnswered, "answered", "已接听"},
    {RingOutcome::kSilent, "silent", "无应答"},
    {RingOutcome::kBusy, "busy", "占线"},
    {RingOutcome::kWrongNumber, "wrong_number", "号码有误"},
});

/// Who is rung, out of the roster. Name and number stay in the slot's vault.
struct CallTarget {
    DocumentId slot;
    UnitCode unit;
    std::string user;
    std::int32_t order = 1;

    bool operator==(const CallTarget&) const = default;
};
struct CallAttempt {
    std::int32_t no = 0;  ///< 1, 2, 3 …
    CallTarget target;
    Instant at;
    RingOutcome outcome = RingOutcome::kWaiting;
    std::optional<Instant> outcome_at;

    bool operator==(const CallAttempt&) const = default;
};

struct CallOut {
    DocumentId id;
    std::int32_t version = 0;
    CallOutState state = CallOutState::kCalling;
    CaseId about;
    AssignmentNo assignment;
    UnitCode unit;  ///< whose assignment it is
    std::vector<CallAttempt> attempts;
    Instant started_at;
    Instant next_at;  ///< when the next one is rung, unless somebody acknowledges before
    std::string acknowledged_by;
    std::optional<Instant> closed_at;

    bool operator==(const CallOut&) const = default;
};

// ---- what happened -------------------------------------------------------------------------------

struct CallOutStarted {
    CaseId about;
    AssignmentNo assignment;
    UnitCode unit;
};
struct CallOutRung {
    std::int32_t no = 0;
    CallTarget target;
    Instant next_at;
};
struct CallOutReported {
    std::int32_t no = 0;
    RingOutcome outcome = RingOutcome::kSilent;
};
struct CallOutAcknowledged {
    std::string by;
};
/// The unit took the assignment, or it was taken from it: nobody need be called any more.
struct CallOutStopped {};
/// Everybody was called as often as the profile says; the hotline is told.
struct CallOutExhausted {};
using CallOutEvent = std::variant<CallOutStarted, CallOutRung, CallOutReported, CallOutAcknowledged,
                                  CallOutStopped, CallOutExhausted>;

// ---- what is wanted ------------------------------------------------------------------------------

/// By the system. Without a target nobody is on call at all.
struct StartCallOut {
    CaseId about;
    AssignmentNo assignment;
    UnitCode unit;
    std::optional<CallTarget> target;
};
/// By the system, when the one before was silent. Without a target nobody is left.
struct RingNext {
    std::optional<CallTarget> target;
};
/// By whoever rang: the exchange, or the agent who did it by hand.
struct ReportCall {
    std::int32_t no = 0;
    RingOutcome outcome = RingOutcome::kSilent;
};
struct AcknowledgeCallOut {};
struct StopCallOut {};
using CallOutCommand =
    std::variant<StartCallOut, RingNext, ReportCall, AcknowledgeCallOut, StopCallOut>;

template <>
struct DocumentTraits<CallOut> {
    using Event = CallOutEvent;
    using Command = CallOutCommand;
    static constexpr DocumentKind kKind = DocumentKind::kCallOut;
    static constexpr std::string_view kSeries;
    static constexpr std::string_view kViewPermission = "view";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"callout_started", "callout_rung", "callout_reported", "callout_acknowledged",
         "callout_stopped", "callout_exhausted"});
    static constexpr auto kCommandNames =
        std::to_array<std::string_view>({"", "", "report", "acknowledge", ""});
};

[[nodiscard]] Result<std::vector<CallOutEvent>, Refusal> Decide(const CallOut& call,
                                                                const CallOutCommand& command,
                                                                const DocumentFacts& facts);
[[nodiscard]] CallOut Apply(CallOut call, const DocumentEvent<CallOutEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const CallOut& call);
void ForEachSealed(CallOutCommand& command, const SealedVisitor& visit);

/// Who is rung next: of those on call whoever was rung least often, in the order of the list; empty
/// when each was rung `rounds_max` times. Somebody who comes on duty meanwhile is rung at once.
[[nodiscard]] std::optional<CallTarget> NextTarget(std::span<const DutySlot* const> on_call,
                                                   const CallOut& call, std::int32_t rounds_max);

}  // namespace liandong
