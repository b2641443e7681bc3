#include "domain/document/patrol_task.hpp"

#include <algorithm>
#include <utility>

#include "domain/document/guards.hpp"
#include "domain/geo/geo.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<TaskEvent>, Refusal>;

Decided One(TaskEvent event) { return std::vector<TaskEvent>{std::move(event)}; }

Decided DecideOn(const PatrolTask& task, const OrderTask& c, const DocumentFacts& f) {
    if (task.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    if (!MayFor(f.who, "assign_task", c.unit, f.city)) return Refuse(RefusalCode::kNotPermitted);
    if (f.city.FindUnit(c.unit) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
    if (!c.person.empty() && f.city.FindStaff(c.person) == nullptr)
        return Refuse(RefusalCode::kUnknownPerson);
    const bool has_cell =
        std::ranges::find(f.city.grid, c.cell, &GridCell::code) != f.city.grid.end();
    if ((!c.cell.empty() || c.purpose == TaskPurpose::kPatrol) && !has_cell)
        return Refuse(RefusalCode::kUnknownPlace);
    if (c.purpose == TaskPurpose::kInspection && !c.about)
        return Refuse(RefusalCode::kCaseRequired);
    LD_TRY(NeedDocumentText(c.text, f));
    LD_TRY(const Instant due_at, DueAfter(c.limit, f));
    return One(TaskOrdered{c.purpose, c.cell, c.about, c.unit, c.person, c.text.ref, due_at});
}

Decided DecideOn(const PatrolTask& task, const ReportTask& c, const DocumentFacts& f) {
    if (task.state != PatrolState::kOrdered) return Refuse(RefusalCode::kWrongState);
    if (!IsNamed(f.who, task.person) && !MayFor(f.who, "answer_task", task.unit, f.city))
        return Refuse(RefusalCode::kNotYours);
    if (!IsOnEarth(c.point)) return Refuse(RefusalCode::kUnknownPlace);
    LD_TRY(NeedDocumentText(c.text, f));
    return One(TaskReported{c.passed, c.point, c.metres_off, c.text.ref, c.photos});
}

Decided DecideOn(const PatrolTask& task, const WithdrawTask& c, const DocumentFacts& f) {
    if (task.state != PatrolState::kOrdered) return Refuse(RefusalCode::kWrongState);
    if (!MayFor(f.who, "assign_task", task.unit, f.city)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(TaskWithdrawn{c.reason.ref});
}

Decided DecideOn(const PatrolTask& task, const FireTaskDue& /*command*/, const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (task.state != PatrolState::kOrdered) return Refuse(RefusalCode::kWrongState);
    if (task.missed) return Refuse(RefusalCode::kAlreadyDone);
    if (f.now < task.due_at) return Refuse(RefusalCode::kNotBeforeDeadline);
    return One(TaskMissed{});
}

struct Applied {
    PatrolTask& task;
    const DocumentEvent<TaskEvent>& event;

    void operator()(const TaskOrdered& e) const {
        task = PatrolTask{};
        task.id = event.id;
        task.purpose = e.purpose;
        task.cell = e.cell;
        task.about = e.about;
        task.unit = e.unit;
        task.person = e.person;
        task.task = e.task;
        task.ordered_at = event.at;
        task.due_at = e.due_at;
    }
    void operator()(const TaskReported& e) const {
        task.passed = e.passed;
        task.point = e.point;
        task.metres_off = e.metres_off;
        task.findings = e.findings;
        task.photos = e.photos;
        End(PatrolState::kReported);
    }
    void operator()(const TaskWithdrawn& /*e*/) const { End(PatrolState::kWithdrawn); }
    void operator()(const TaskMissed& /*e*/) const { task.missed = true; }

    void End(PatrolState state) const {
        task.state = state;
        task.closed_at = event.at;
    }
};

}  // namespace

Result<std::vector<TaskEvent>, Refusal> Decide(const PatrolTask& task, const TaskCommand& command,
                                               const DocumentFacts& facts) {
    if (task.version == 0 && !std::holds_alternative<OrderTask>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(task, c, facts); }, command);
}

PatrolTask Apply(PatrolTask task, const DocumentEvent<TaskEvent>& event) {
    std::visit(Applied{task, event}, event.body);
    task.version = event.seq;
    return task;
}

DocumentHead HeadOf(const PatrolTask& task) {
    DocumentHead head;
    head.id = task.id;
    head.version = task.version;
    head.kind = DocumentKind::kPatrolTask;
    head.state = Code(task.state);
    if (task.about) head.cases = {*task.about};
    head.units = {task.unit};
    head.person = task.person;
    head.open = task.state == PatrolState::kOrdered;
    head.opened_at = task.ordered_at;
    head.closed_at = task.closed_at;
    if (head.open && !task.missed) head.due_at = task.due_at;
    return head;
}

void ForEachSealed(TaskCommand& command, const SealedVisitor& visit) {
    std::visit([&](auto& c) { SealedMembers{visit}(c); }, command);
}

}  // namespace liandong
