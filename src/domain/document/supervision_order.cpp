#include "domain/document/supervision_order.hpp"

#include <algorithm>
#include <utility>

#include "domain/case/guards.hpp"
#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<OrderEvent>, Refusal>;

Decided One(OrderEvent event) { return std::vector<OrderEvent>{std::move(event)}; }

Decided DecideOn(const SupervisionOrder& order, const IssueOrder& c, const DocumentFacts& f) {
    if (order.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    if (f.city.FindUnit(c.unit) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
    if (c.cases.empty()) return Refuse(RefusalCode::kCaseRequired);
    LD_TRY(CheckWord(c.signatory));
    LD_TRY(CheckWord(c.trigger));
    LD_TRY(NeedDocumentText(c.demand, f));
    LD_TRY(const Instant due_at, DueAfter(c.limit, f));
    return One(OrderIssued{f.number, c.cases, c.unit, c.trigger, c.level, c.signatory, c.demand.ref,
                           c.limit, due_at});
}

Decided DecideOn(const SupervisionOrder& order, const ReceiveOrder& /*command*/,
                 const DocumentFacts& f) {
    if (order.state != OrderState::kIssued) return Refuse(RefusalCode::kWrongState);
    if (!MayFor(f.who, "acknowledge", order.unit, f.city))
        return Refuse(RefusalCode::kNotPermitted);
    return One(OrderReceived{});
}

Decided DecideOn(const SupervisionOrder& order, const VisitOrder& c, const DocumentFacts& f) {
    if (order.closed_at) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.text, f));
    const Instant at = c.at.value_or(f.now);
    if (at > f.now) return Refuse(RefusalCode::kTimeInFuture);
    if (at < order.issued_at) return Refuse(RefusalCode::kTimeTooEarly);
    for (const std::string& visitor : c.visitors) LD_TRY(CheckWord(visitor));
    return One(OrderVisited{{at, c.visitors, c.text.ref, c.confirmed}});
}

Decided DecideOn(const SupervisionOrder& order, const AnswerOrder& c, const DocumentFacts& f) {
    if (order.state != OrderState::kIssued && order.state != OrderState::kReceived)
        return Refuse(RefusalCode::kWrongState);
    // The answer carries the head's own name: an officer cannot give it.
    if (!MayFor(f.who, "sign", order.unit, f.city)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.text, f));
    const std::string signer = c.signed_by.empty() ? f.who.actor.id : c.signed_by;
    LD_TRY(CheckWord(signer));
    return One(OrderAnswered{signer, c.text.ref});
}

Decided DecideOn(const SupervisionOrder& order, const SendBackOrder& c, const DocumentFacts& f) {
    if (order.state != OrderState::kAnswered) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    LD_TRY(const Instant due_at, DueAfter(c.limit, f));
    return One(OrderSentBack{c.reason.ref, due_at});
}

Decided DecideOn(const SupervisionOrder& order, const CloseOrder& c, const DocumentFacts& f) {
    if (order.state != OrderState::kAnswered) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.note, f));
    return One(OrderClosed{c.note.ref});
}

Decided DecideOn(const SupervisionOrder& order, const WithdrawOrder& c, const DocumentFacts& f) {
    if (order.closed_at) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(OrderWithdrawn{c.reason.ref});
}

Decided DecideOn(const SupervisionOrder& order, const FireOrderDue& /*command*/,
                 const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (order.state != OrderState::kIssued && order.state != OrderState::kReceived)
        return Refuse(RefusalCode::kWrongState);
    if (order.missed) return Refuse(RefusalCode::kAlreadyDone);
    if (f.now < order.due_at) return Refuse(RefusalCode::kNotBeforeDeadline);
    return One(OrderMissed{});
}

struct Applied {
    SupervisionOrder& order;
    const DocumentEvent<OrderEvent>& event;

    void operator()(const OrderIssued& e) const {
        order = SupervisionOrder{};
        order.id = event.id;
        order.number = e.number;
        order.cases = e.cases;
        order.unit = e.unit;
        order.trigger = e.trigger;
        order.level = e.level;
        order.signatory = e.signatory;
        order.demand = e.demand;
        order.limit = e.limit;
        order.issued_at = event.at;
        order.due_at = e.due_at;
    }
    void operator()(const OrderReceived& /*e*/) const { order.state = OrderState::kReceived; }
    void operator()(const OrderVisited& e) const { order.visits.push_back(e.visit); }
    void operator()(const OrderAnswered& e) const {
        order.state = OrderState::kAnswered;
        order.answered_by = e.signed_by;
        order.answered_at = event.at;
        order.answer = e.text;
    }
    void operator()(const OrderSentBack& e) const {
        order.state = OrderState::kReceived;
        order.due_at = e.due_at;
        order.missed = false;
        ++order.sent_back;
    }
    void operator()(const OrderClosed& /*e*/) const { End(OrderState::kClosed); }
    void operator()(const OrderWithdrawn& /*e*/) const { End(OrderState::kWithdrawn); }
    void operator()(const OrderMissed& /*e*/) const { order.missed = true; }

    void End(OrderState state) const {
        order.state = state;
        order.closed_at = event.at;
    }
};

}  // namespace

Result<std::vector<OrderEvent>, Refusal> Decide(const SupervisionOrder& order,
                                                const OrderCommand& command,
                                                const DocumentFacts& facts) {
    if (order.version == 0 && !std::holds_alternative<IssueOrder>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(order, c, facts); }, command);
}

SupervisionOrder Apply(SupervisionOrder order, const DocumentEvent<OrderEvent>& event) {
    std::visit(Applied{order, event}, event.body);
    order.version = event.seq;
    return order;
}

DocumentHead HeadOf(const SupervisionOrder& order) {
    DocumentHead head;
    head.id = order.id;
    head.version = order.version;
    head.kind = DocumentKind::kSupervisionOrder;
    head.state = Code(order.state);
    head.number = order.number;
    head.cases = order.cases;
    head.units = {order.unit};
    head.open = !order.closed_at;
    head.opened_at = order.issued_at;
    head.closed_at = order.closed_at;
    const bool owed = order.state == OrderState::kIssued || order.state == OrderState::kReceived;
    if (owed && !order.missed) head.due_at = order.due_at;
    return head;
}

void ForEachSealed(OrderCommand& command, const SealedVisitor& visit) {
    std::visit(
        [&](auto& c) {
            if constexpr (requires { SealedText{c.demand}; }) visit.text(c.demand);
            SealedMembers{visit}(c);
        },
        command);
}

}  // namespace liandong
