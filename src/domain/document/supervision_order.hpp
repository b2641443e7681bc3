#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 督办件: the hotline's own letter to a unit, with a number, a signatory, a limit, a visit on the
// spot and an answer that the unit's head signs.

namespace liandong {

enum class OrderState : std::uint8_t {
    kIssued = 1,
    kReceived = 2,
    kAnswered = 3,
    kClosed = 4,
    kWithdrawn = 5,
};
template <>
inline constexpr auto kNames<OrderState> = std::to_array<Named<OrderState>>({
    {OrderState::kIssued, "issued", "已下达"},
    {OrderState::kReceived, "received", "办理中"},
    {OrderState::kAnswered, "answered", "反馈待审"},
    {OrderState::kClosed, "closed", "已销号"},
    {OrderState::kWithdrawn, "withdrawn", "已撤回"},
});

/// A visit on the spot.
struct OrderVisit {
    Instant at;
    std::vector<std::string> visitors;  ///< ids of users
    VaultRef findings;
    bool confirmed = false;  ///< whether what was promised is really there

    bool operator==(const OrderVisit&) const = default;
};

struct SupervisionOrder {
    DocumentId id;
    std::int32_t version = 0;
    OrderState state = OrderState::kIssued;
    std::string number;
    std::vector<CaseId> cases;
    UnitCode unit;
    std::string trigger;  ///< code of the ladder's rule, or "manual"
    std::int32_t level = 0;
    std::string signatory;  ///< id of the user who signed it
    VaultRef demand;
    Limit limit;
    Instant issued_at;
    Instant due_at;
    bool missed = false;  ///< a due time passed without an answer
    std::vector<OrderVisit> visits;
    std::string answered_by;  ///< id of the head who signed the answer
    std::optional<Instant> answered_at;
    VaultRef answer;
    std::int32_t sent_back = 0;
    std::optional<Instant> closed_at;

    bool operator==(const SupervisionOrder&) const = default;
};

// ---- what happened -------------------------------------------------------------------------------

struct OrderIssued {
    std::string number;
    std::vector<CaseId> cases;
    UnitCode unit;
    std::string trigger;
    std::int32_t level = 0;
    std::string signatory;
    VaultRef demand;
    Limit limit;
    Instant due_at;
};
struct OrderReceived {};
struct OrderVisited {
    OrderVisit visit;
};
struct OrderAnswered {
    std::string signed_by;
    VaultRef text;
};
struct OrderSentBack {
    VaultRef reason;
    Instant due_at;
};
struct OrderClosed {
    VaultRef note;
};
struct OrderWithdrawn {
    VaultRef reason;
};
struct OrderMissed {};
using OrderEvent = std::variant<OrderIssued, OrderReceived, OrderVisited, OrderAnswered,
                                OrderSentBack, OrderClosed, OrderWithdrawn, OrderMissed>;

// ---- what is wanted ------------------------------------------------------------------------------

struct IssueOrder {
    std::vector<CaseId> cases;
    UnitCode unit;
    std::string trigger = "manual";
    std::int32_t level = 0;
    std::string signatory;
    Limit limit;
    SealedText demand;
};
struct ReceiveOrder {};
struct VisitOrder {
    std::optional<Instant> at;  ///< not after now; empty: now
    std::vector<std::string> visitors;
    bool confirmed = false;
    SealedText text;
};
struct AnswerOrder {
    std::string signed_by;
    SealedText text;
};
struct SendBackOrder {
    Limit limit;
    SealedText reason;
};
struct CloseOrder {
    SealedText note;
};
struct WithdrawOrder {
    SealedText reason;
};
/// The timer: `due_at` has come.
struct FireOrderDue {};
using OrderCommand = std::variant<IssueOrder, ReceiveOrder, VisitOrder, AnswerOrder, SendBackOrder,
                                  CloseOrder, WithdrawOrder, FireOrderDue>;

template <>
struct DocumentTraits<SupervisionOrder> {
    using Event = OrderEvent;
    using Command = OrderCommand;
    static constexpr DocumentKind kKind = DocumentKind::kSupervisionOrder;
    static constexpr std::string_view kSeries = "supervision_order";
    static constexpr std::string_view kViewPermission = "view";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"order_issued", "order_received", "order_visited", "order_answered", "order_sent_back",
         "order_closed", "order_withdrawn", "order_missed"});
    /// The last part of POST /api/v1/documents/{id}/{command}; empty: people cannot give it.
    static constexpr auto kCommandNames = std::to_array<std::string_view>(
        {"issue", "receive", "visit", "answer", "send_back", "close", "withdraw", ""});
};

[[nodiscard]] Result<std::vector<OrderEvent>, Refusal> Decide(const SupervisionOrder& order,
                                                              const OrderCommand& command,
                                                              const DocumentFacts& facts);
[[nodiscard]] SupervisionOrder Apply(SupervisionOrder order,
                                     const DocumentEvent<OrderEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const SupervisionOrder& order);
void ForEachSealed(OrderCommand& command, const SealedVisitor& visit);

}  // namespace liandong
