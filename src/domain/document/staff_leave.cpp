#include "domain/document/staff_leave.hpp"

#include <utility>

#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<LeaveEvent>, Refusal>;

constexpr std::chrono::days kLeaveMax{366};

Decided One(LeaveEvent event) { return std::vector<LeaveEvent>{std::move(event)}; }

Decided DecideOn(const StaffLeave& leave, const GrantLeave& c, const DocumentFacts& f) {
    if (leave.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    const StaffMember* person = f.city.FindStaff(c.person);
    if (person == nullptr) return Refuse(RefusalCode::kUnknownPerson);
    if (!MayFor(f.who, "edit_duty", person->unit, f.city))
        return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    if (c.to <= c.from || c.to - c.from > kLeaveMax) return Refuse(RefusalCode::kLimitOutOfRange);
    if (c.to <= f.now) return Refuse(RefusalCode::kTimeTooEarly);
    return One(LeaveGranted{c.person, person->unit, c.from, c.to, c.reason.ref});
}

Decided DecideOn(const StaffLeave& leave, const CancelLeave& c, const DocumentFacts& f) {
    if (leave.state != LeaveState::kGranted) return Refuse(RefusalCode::kWrongState);
    if (!MayFor(f.who, "edit_duty", leave.unit, f.city)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(LeaveCancelled{c.reason.ref});
}

Decided DecideOn(const StaffLeave& leave, const FireLeaveEnd& /*command*/, const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (leave.state != LeaveState::kGranted) return Refuse(RefusalCode::kWrongState);
    if (f.now < leave.to) return Refuse(RefusalCode::kNotBeforeDeadline);
    return One(LeaveEnded{});
}

struct Applied {
    StaffLeave& leave;
    const DocumentEvent<LeaveEvent>& event;

    void operator()(const LeaveGranted& e) const {
        leave = StaffLeave{};
        leave.id = event.id;
        leave.person = e.person;
        leave.unit = e.unit;
        leave.from = e.from;
        leave.to = e.to;
        leave.reason = e.reason;
        leave.granted_at = event.at;
    }
    void operator()(const LeaveCancelled& /*e*/) const { End(LeaveState::kCancelled); }
    void operator()(const LeaveEnded& /*e*/) const { End(LeaveState::kEnded); }

    void End(LeaveState state) const {
        leave.state = state;
        leave.closed_at = event.at;
    }
};

}  // namespace

Result<std::vector<LeaveEvent>, Refusal> Decide(const StaffLeave& leave,
                                                const LeaveCommand& command,
                                                const DocumentFacts& facts) {
    if (leave.version == 0 && !std::holds_alternative<GrantLeave>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(leave, c, facts); }, command);
}

StaffLeave Apply(StaffLeave leave, const DocumentEvent<LeaveEvent>& event) {
    std::visit(Applied{leave, event}, event.body);
    leave.version = event.seq;
    return leave;
}

DocumentHead HeadOf(const StaffLeave& leave) {
    DocumentHead head;
    head.id = leave.id;
    head.version = leave.version;
    head.kind = DocumentKind::kLeave;
    head.state = Code(leave.state);
    head.units = {leave.unit};
    head.person = leave.person;
    head.open = leave.state == LeaveState::kGranted;
    head.opened_at = leave.granted_at;
    head.closed_at = leave.closed_at;
    if (head.open) head.due_at = leave.to;
    return head;
}

void ForEachSealed(LeaveCommand& command, const SealedVisitor& visit) {
    std::visit([&](auto& c) { SealedMembers{visit}(c); }, command);
}

}  // namespace liandong
