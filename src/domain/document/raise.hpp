#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 提级件: a case goes to the leader above, who says what is to be done, by whom and until when; the
// unit's head answers; the leader closes it.

namespace liandong {

enum class RaiseState : std::uint8_t {
    kRaised = 1,
    kInstructed = 2,
    kAnswered = 3,
    kClosed = 4,
    kWithdrawn = 5,
};
template <>
inline constexpr auto kNames<RaiseState> = std::to_array<Named<RaiseState>>({
    {RaiseState::kRaised, "raised", "待领导批示"},
    {RaiseState::kInstructed, "instructed", "按批示办理"},
    {RaiseState::kAnswered, "answered", "待领导审定"},
    {RaiseState::kClosed, "closed", "已办结"},
    {RaiseState::kWithdrawn, "withdrawn", "已撤回"},
});

struct Raise {
    DocumentId id;
    std::int32_t version = 0;
    RaiseState state = RaiseState::kRaised;
    std::string number;
    std::vector<CaseId> cases;
    UnitCode to;    ///< whose leader gets it
    UnitCode unit;  ///< that owes the result
    std::string trigger;
    std::int32_t level = 0;
    VaultRef reason;
    Limit limit;
    Instant raised_at;
    Instant due_at;
    bool missed = false;
    std::string instructed_by;
    VaultRef instruction;
    std::string answered_by;
    VaultRef answer;
    std::int32_t sent_back = 0;
    std::optional<Instant> closed_at;

    bool operator==(const Raise&) const = default;
};

// ---- what happened -------------------------------------------------------------------------------

struct RaiseOpened {
    std::string number;
    std::vector<CaseId> cases;
    UnitCode to;
    UnitCode unit;
    std::string trigger;
    std::int32_t level = 0;
    VaultRef reason;
    Limit limit;
    Instant due_at;
};
struct RaiseInstructed {
    UnitCode unit;
    VaultRef text;
    Instant due_at;
};
struct RaiseAnswered {
    std::string signed_by;
    VaultRef text;
};
struct RaiseSentBack {
    VaultRef reason;
    Instant due_at;
};
struct RaiseClosed {
    VaultRef note;
};
struct RaiseWithdrawn {
    VaultRef reason;
};
struct RaiseMissed {};
using RaiseEvent = std::variant<RaiseOpened, RaiseInstructed, RaiseAnswered, RaiseSentBack,
                                RaiseClosed, RaiseWithdrawn, RaiseMissed>;

// ---- what is wanted ------------------------------------------------------------------------------

struct RaiseCase {
    std::vector<CaseId> cases;
    UnitCode to;
    UnitCode unit;
    std::string trigger = "manual";
    std::int32_t level = 0;
    Limit limit;
    SealedText reason;
};
struct InstructRaise {
    std::optional<UnitCode> unit;   ///< another than it was with
    std::optional<Instant> due_at;  ///< after now; empty: as it was
    SealedText text;
};
struct AnswerRaise {
    SealedText text;
};
struct SendBackRaise {
    Limit limit;
    SealedText reason;
};
struct CloseRaise {
    SealedText note;
};
struct WithdrawRaise {
    SealedText reason;
};
struct FireRaiseDue {};
using RaiseCommand = std::variant<RaiseCase, InstructRaise, AnswerRaise, SendBackRaise, CloseRaise,
                                  WithdrawRaise, FireRaiseDue>;

template <>
struct DocumentTraits<Raise> {
    using Event = RaiseEvent;
    using Command = RaiseCommand;
    static constexpr DocumentKind kKind = DocumentKind::kRaise;
    static constexpr std::string_view kSeries = "raise";
    static constexpr std::string_view kViewPermission = "view";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"raise_opened", "raise_instructed", "raise_answered", "raise_sent_back", "raise_closed",
         "raise_withdrawn", "raise_missed"});
    static constexpr auto kCommandNames = std::to_array<std::string_view>(
        {"open", "instruct", "answer", "send_back", "close", "withdraw", ""});
};

[[nodiscard]] Result<std::vector<RaiseEvent>, Refusal> Decide(const Raise& raise,
                                                              const RaiseCommand& command,
                                                              const DocumentFacts& facts);
[[nodiscard]] Raise Apply(Raise raise, const DocumentEvent<RaiseEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const Raise& raise);
void ForEachSealed(RaiseCommand& command, const SealedVisitor& visit);

}  // namespace liandong
