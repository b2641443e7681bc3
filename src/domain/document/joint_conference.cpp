#include "domain/document/joint_conference.hpp"

#include <algorithm>
#include <utility>

#include "domain/case/guards.hpp"
#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<ConferenceEvent>, Refusal>;
using enum ConferenceState;

// One decision may seal 16 texts: the minutes and these.
constexpr std::size_t kTasksMax = 15;
constexpr std::size_t kUnitsMax = 50;

Decided One(ConferenceEvent event) { return std::vector<ConferenceEvent>{std::move(event)}; }

bool IsBeforeMinutes(ConferenceState state) {
    return state == kProposed || state == kCalled || state == kHeld;
}

const ConferenceTask* FindTask(const JointConference& conference, std::int32_t no) {
    const auto found = std::ranges::find(conference.tasks, no, &ConferenceTask::no);
    return found == conference.tasks.end() ? nullptr : &*found;
}

Result<void, Refusal> CheckUnits(const std::vector<UnitCode>& units, const City& city) {
    if (units.size() > kUnitsMax) return Refuse(RefusalCode::kTooMany);
    for (auto unit = units.begin(); unit != units.end(); ++unit) {
        if (city.FindUnit(*unit) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
        if (std::find(units.begin(), unit, *unit) != unit)
            return Refuse(RefusalCode::kDuplicateUnit);
    }
    return {};
}

Decided DecideOn(const JointConference& conference, const CallConference& c,
                 const DocumentFacts& f) {
    if (conference.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    if (c.cases.empty()) return Refuse(RefusalCode::kCaseRequired);
    if (c.units.empty()) return Refuse(RefusalCode::kUnknownUnit);
    LD_TRY(CheckUnits(c.units, f.city));
    LD_TRY(CheckWord(c.trigger));
    LD_TRY(NeedDocumentText(c.agenda, f));
    if (c.meets_at && *c.meets_at < f.now) return Refuse(RefusalCode::kTimeTooEarly);
    LD_TRY(const Instant due_at, DueAfter(c.limit, f));
    return One(ConferenceCalled{f.number, c.cases, c.units, f.who.actor.id, c.trigger, c.level,
                                c.agenda.ref, c.limit, due_at, c.meets_at});
}

Decided DecideOn(const JointConference& conference, const ScheduleConference& c,
                 const DocumentFacts& f) {
    if (conference.state != kProposed && conference.state != kCalled)
        return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(CheckUnits(c.units, f.city));
    LD_TRY(AllowDocumentText(c.agenda, f));
    if (c.meets_at < f.now) return Refuse(RefusalCode::kTimeTooEarly);
    ConferenceScheduled scheduled{c.meets_at, f.who.actor.id,
                                  c.units.empty() ? conference.units : c.units, std::nullopt};
    if (!c.agenda.plain.empty()) scheduled.agenda = c.agenda.ref;
    return One(std::move(scheduled));
}

Decided DecideOn(const JointConference& conference, const HoldConference& c,
                 const DocumentFacts& f) {
    if (conference.state != kCalled) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    if (f.now < *conference.meets_at) return Refuse(RefusalCode::kNotBeforeDeadline);
    std::vector<UnitCode> named;
    for (const Attendance& a : c.attendance) {
        LD_TRY(CheckWord(a.person));
        named.push_back(a.unit);
    }
    LD_TRY(CheckUnits(named, f.city));
    const bool complete = std::ranges::all_of(conference.units, [&](const UnitCode& unit) {
        return std::ranges::find(named, unit) != named.end();
    });
    if (!complete) return Refuse(RefusalCode::kUnknownUnit);
    return One(ConferenceHeld{c.attendance});
}

Decided DecideOn(const JointConference& conference, const WriteMinutes& c, const DocumentFacts& f) {
    if (conference.state != kHeld) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    if (c.tasks.empty() || c.tasks.size() > kTasksMax) return Refuse(RefusalCode::kTooMany);
    LD_TRY(NeedDocumentText(c.text, f));
    ConferenceMinuted minuted{c.text.ref, {}};
    for (const NewTask& task : c.tasks) {
        LD_TRY(NeedDocumentText(task.text, f));
        if (f.city.FindUnit(task.unit) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
        if (task.due_at <= f.now) return Refuse(RefusalCode::kTimeTooEarly);
        ConferenceTask& made = minuted.tasks.emplace_back();
        made.no = static_cast<std::int32_t>(minuted.tasks.size());
        made.unit = task.unit;
        made.text = task.text.ref;
        made.due_at = task.due_at;
    }
    return One(std::move(minuted));
}

/// `event` ends the task `no`; with the last one the conference ends too.
Decided EndTask(const JointConference& conference, std::int32_t no, ConferenceEvent event) {
    std::vector<ConferenceEvent> events{std::move(event)};
    const bool is_last = std::ranges::none_of(conference.tasks, [&](const ConferenceTask& task) {
        return task.no != no && task.state == TaskState::kOpen;
    });
    if (is_last) events.emplace_back(ConferenceClosed{});
    return events;
}

Decided DecideOn(const JointConference& conference, const FinishTask& c, const DocumentFacts& f) {
    if (conference.state != kMinuted) return Refuse(RefusalCode::kWrongState);
    const ConferenceTask* task = FindTask(conference, c.no);
    if (task == nullptr) return Refuse(RefusalCode::kNoSuchAssignment);
    if (!MayFor(f.who, "finish", task->unit, f.city) && !MayAnywhere(f.who, "supervise"))
        return Refuse(RefusalCode::kNotYours);
    if (task->state != TaskState::kOpen) return Refuse(RefusalCode::kAssignmentWrongState);
    LD_TRY(NeedDocumentText(c.text, f));
    return EndTask(conference, c.no, ConferenceTaskFinished{c.no, c.text.ref});
}

Decided DecideOn(const JointConference& conference, const RejectTask& c, const DocumentFacts& f) {
    if (conference.state != kMinuted) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    const ConferenceTask* task = FindTask(conference, c.no);
    if (task == nullptr) return Refuse(RefusalCode::kNoSuchAssignment);
    if (task->state != TaskState::kDone) return Refuse(RefusalCode::kAssignmentWrongState);
    LD_TRY(NeedDocumentText(c.reason, f));
    if (c.due_at <= f.now) return Refuse(RefusalCode::kTimeTooEarly);
    return One(ConferenceTaskRejected{c.no, c.reason.ref, c.due_at});
}

Decided DecideOn(const JointConference& conference, const DropTask& c, const DocumentFacts& f) {
    if (conference.state != kMinuted) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    const ConferenceTask* task = FindTask(conference, c.no);
    if (task == nullptr) return Refuse(RefusalCode::kNoSuchAssignment);
    if (task->state != TaskState::kOpen) return Refuse(RefusalCode::kAssignmentWrongState);
    LD_TRY(NeedDocumentText(c.reason, f));
    return EndTask(conference, c.no, ConferenceTaskDropped{c.no, c.reason.ref});
}

Decided DecideOn(const JointConference& conference, const CancelConference& c,
                 const DocumentFacts& f) {
    if (conference.closed_at) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "supervise")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(ConferenceCancelled{c.reason.ref});
}

Decided DecideOn(const JointConference& conference, const FireConferenceDue& /*command*/,
                 const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (IsBeforeMinutes(conference.state)) {
        if (conference.missed) return Refuse(RefusalCode::kAlreadyDone);
        if (f.now < conference.due_at) return Refuse(RefusalCode::kNotBeforeDeadline);
        return One(ConferenceMissed{});
    }
    if (conference.state != kMinuted) return Refuse(RefusalCode::kWrongState);
    std::vector<ConferenceEvent> overdue;
    for (const ConferenceTask& task : conference.tasks) {
        if (task.state == TaskState::kOpen && !task.overdue && task.due_at <= f.now)
            overdue.emplace_back(ConferenceTaskOverdue{task.no});
    }
    if (overdue.empty()) return Refuse(RefusalCode::kNotBeforeDeadline);
    return overdue;
}

struct Applied {
    JointConference& conference;
    const DocumentEvent<ConferenceEvent>& event;

    void operator()(const ConferenceCalled& e) const {
        conference = JointConference{};
        conference.id = event.id;
        conference.state = e.meets_at ? kCalled : kProposed;
        conference.number = e.number;
        conference.cases = e.cases;
        conference.units = e.units;
        conference.convener = e.convener;
        conference.trigger = e.trigger;
        conference.level = e.level;
        conference.agenda = e.agenda;
        conference.limit = e.limit;
        conference.opened_at = event.at;
        conference.due_at = e.due_at;
        conference.meets_at = e.meets_at;
    }
    void operator()(const ConferenceScheduled& e) const {
        conference.state = kCalled;
        conference.meets_at = e.meets_at;
        conference.convener = e.convener;
        conference.units = e.units;
        if (e.agenda) conference.agenda = *e.agenda;
    }
    void operator()(const ConferenceHeld& e) const {
        conference.state = kHeld;
        conference.attendance = e.attendance;
    }
    void operator()(const ConferenceMinuted& e) const {
        conference.state = kMinuted;
        conference.minutes = e.text;
        conference.tasks = e.tasks;
    }
    void operator()(const ConferenceTaskFinished& e) const {
        EndTask(e.no, TaskState::kDone, e.text);
    }
    void operator()(const ConferenceTaskRejected& e) const {
        ConferenceTask& task = Task(e.no);
        task.state = TaskState::kOpen;
        task.due_at = e.due_at;
        task.overdue = false;
        task.ended_at.reset();
    }
    void operator()(const ConferenceTaskDropped& e) const {
        EndTask(e.no, TaskState::kDropped, e.reason);
    }
    void operator()(const ConferenceTaskOverdue& e) const { Task(e.no).overdue = true; }
    void operator()(const ConferenceMissed& /*e*/) const { conference.missed = true; }
    void operator()(const ConferenceClosed& /*e*/) const { End(kClosed); }
    void operator()(const ConferenceCancelled& e) const {
        for (const ConferenceTask& task : conference.tasks) {
            if (task.state == TaskState::kOpen) EndTask(task.no, TaskState::kDropped, e.reason);
        }
        End(kCancelled);
    }

    [[nodiscard]] ConferenceTask& Task(std::int32_t no) const {
        return conference.tasks.at(static_cast<std::size_t>(no - 1));
    }
    void EndTask(std::int32_t no, TaskState state, const VaultRef& text) const {
        ConferenceTask& task = Task(no);
        task.state = state;
        task.ended_at = event.at;
        task.result = text;
    }
    void End(ConferenceState state) const {
        conference.state = state;
        conference.closed_at = event.at;
    }
};

std::optional<Instant> DueOf(const JointConference& conference) {
    if (IsBeforeMinutes(conference.state))
        return conference.missed ? std::nullopt : std::optional(conference.due_at);
    std::optional<Instant> due;
    if (conference.state != kMinuted) return due;
    for (const ConferenceTask& task : conference.tasks) {
        if (task.state != TaskState::kOpen || task.overdue) continue;
        if (!due || task.due_at < *due) due = task.due_at;
    }
    return due;
}

}  // namespace

Result<std::vector<ConferenceEvent>, Refusal> Decide(const JointConference& conference,
                                                     const ConferenceCommand& command,
                                                     const DocumentFacts& facts) {
    if (conference.version == 0 && !std::holds_alternative<CallConference>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(conference, c, facts); }, command);
}

JointConference Apply(JointConference conference, const DocumentEvent<ConferenceEvent>& event) {
    std::visit(Applied{conference, event}, event.body);
    conference.version = event.seq;
    return conference;
}

DocumentHead HeadOf(const JointConference& conference) {
    DocumentHead head;
    head.id = conference.id;
    head.version = conference.version;
    head.kind = DocumentKind::kJointConference;
    head.state = Code(conference.state);
    head.number = conference.number;
    head.cases = conference.cases;
    head.units = conference.units;
    for (const ConferenceTask& task : conference.tasks) {
        if (std::ranges::find(head.units, task.unit) == head.units.end())
            head.units.push_back(task.unit);
    }
    head.open = !conference.closed_at;
    head.opened_at = conference.opened_at;
    head.closed_at = conference.closed_at;
    head.due_at = DueOf(conference);
    return head;
}

void ForEachSealed(ConferenceCommand& command, const SealedVisitor& visit) {
    std::visit(
        [&](auto& c) {
            if constexpr (requires { SealedText{c.agenda}; }) visit.text(c.agenda);
            SealedMembers{visit}(c);
            if constexpr (requires { c.tasks; }) {
                for (NewTask& task : c.tasks) visit.text(task.text);
            }
        },
        command);
}

}  // namespace liandong
