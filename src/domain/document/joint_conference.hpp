#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 联席会议: units at one table about cases that none of them solves alone. Its minutes become
// tasks, each with a unit, a date and an end of its own; when all are done, the conference is
// closed.

namespace liandong {

enum class ConferenceState : std::uint8_t {
    kProposed = 1,  ///< the ladder asks for it; nobody has set a time
    kCalled = 2,
    kHeld = 3,
    kMinuted = 4,
    kClosed = 5,
    kCancelled = 6,
};
template <>
inline constexpr auto kNames<ConferenceState> = std::to_array<Named<ConferenceState>>({
    {ConferenceState::kProposed, "proposed", "待召集"},
    {ConferenceState::kCalled, "called", "已通知"},
    {ConferenceState::kHeld, "held", "已召开"},
    {ConferenceState::kMinuted, "minuted", "落实中"},
    {ConferenceState::kClosed, "closed", "已办结"},
    {ConferenceState::kCancelled, "cancelled", "已取消"},
});

enum class TaskState : std::uint8_t { kOpen = 1, kDone = 2, kDropped = 3 };
template <>
inline constexpr auto kNames<TaskState> = std::to_array<Named<TaskState>>({
    {TaskState::kOpen, "open", "办理中"},
    {TaskState::kDone, "done", "已完成"},
    {TaskState::kDropped, "dropped", "已取消"},
});

struct Attendance {
    UnitCode unit;
    std::string person;  ///< a user's id; empty when nobody came
    bool present = false;

    bool operator==(const Attendance&) const = default;
};

struct ConferenceTask {
    std::int32_t no = 0;  ///< 1, 2, 3 … as in the minutes
    UnitCode unit;
    VaultRef text;
    Instant due_at;
    TaskState state = TaskState::kOpen;
    bool overdue = false;  ///< its date passed while it was open; stays true
    std::optional<Instant> ended_at;
    VaultRef result;

    bool operator==(const ConferenceTask&) const = default;
};

struct JointConference {
    DocumentId id;
    std::int32_t version = 0;
    ConferenceState state = ConferenceState::kProposed;
    std::string number;
    std::vector<CaseId> cases;
    std::vector<UnitCode> units;
    std::string convener;
    std::string trigger;
    std::int32_t level = 0;
    VaultRef agenda;
    Limit limit;  ///< for the minutes
    Instant opened_at;
    Instant due_at;
    std::optional<Instant> meets_at;
    bool missed = false;  ///< the limit passed without minutes
    std::vector<Attendance> attendance;
    VaultRef minutes;
    std::vector<ConferenceTask> tasks;
    std::optional<Instant> closed_at;

    bool operator==(const JointConference&) const = default;
};

// ---- what happened -------------------------------------------------------------------------------

struct ConferenceCalled {
    std::string number;
    std::vector<CaseId> cases;
    std::vector<UnitCode> units;
    std::string convener;
    std::string trigger;
    std::int32_t level = 0;
    VaultRef agenda;
    Limit limit;
    Instant due_at;
    std::optional<Instant> meets_at;
};
struct ConferenceScheduled {
    Instant meets_at;
    std::string convener;
    std::vector<UnitCode> units;
    std::optional<VaultRef> agenda;
};
struct ConferenceHeld {
    std::vector<Attendance> attendance;
};
struct ConferenceMinuted {
    VaultRef text;
    std::vector<ConferenceTask> tasks;
};
struct ConferenceTaskFinished {
    std::int32_t no = 0;
    VaultRef text;
};
struct ConferenceTaskRejected {
    std::int32_t no = 0;
    VaultRef reason;
    Instant due_at;
};
struct ConferenceTaskDropped {
    std::int32_t no = 0;
    VaultRef reason;
};
struct ConferenceTaskOverdue {
    std::int32_t no = 0;
};
struct ConferenceMissed {};
struct ConferenceClosed {};
/// Also after its minutes: the tasks that were still open end with it, those done stay done.
struct ConferenceCancelled {
    VaultRef reason;
};
using ConferenceEvent =
    std::variant<ConferenceCalled, ConferenceScheduled, ConferenceHeld, ConferenceMinuted,
                 ConferenceTaskFinished, ConferenceTaskRejected, ConferenceTaskDropped,
                 ConferenceTaskOverdue, ConferenceMissed, ConferenceClosed, ConferenceCancelled>;

// ---- what is wanted ------------------------------------------------------------------------------

struct CallConference {
    std::vector<CaseId> cases;
    std::vector<UnitCode> units;
    std::string trigger = "manual";
    std::int32_t level = 0;
    Limit limit;
    std::optional<Instant> meets_at;  ///< not before now; empty: somebody must set it
    SealedText agenda;
};
struct ScheduleConference {
    Instant meets_at;
    std::vector<UnitCode> units;  ///< empty: as they were
    SealedText agenda;            ///< empty: as it was
};
struct HoldConference {
    std::vector<Attendance> attendance;  ///< of each unit that was called
};
struct NewTask {
    UnitCode unit;
    Instant due_at;
    SealedText text;
};
struct WriteMinutes {
    std::vector<NewTask> tasks;  ///< at least one
    SealedText text;
};
struct FinishTask {
    std::int32_t no = 0;
    SealedText text;
};
struct RejectTask {
    std::int32_t no = 0;
    Instant due_at;
    SealedText reason;
};
struct DropTask {
    std::int32_t no = 0;
    SealedText reason;
};
struct CancelConference {
    SealedText reason;
};
struct FireConferenceDue {};
using ConferenceCommand =
    std::variant<CallConference, ScheduleConference, HoldConference, WriteMinutes, FinishTask,
                 RejectTask, DropTask, CancelConference, FireConferenceDue>;

template <>
struct DocumentTraits<JointConference> {
    using Event = ConferenceEvent;
    using Command = ConferenceCommand;
    static constexpr DocumentKind kKind = DocumentKind::kJointConference;
    static constexpr std::string_view kSeries = "joint_conference";
    static constexpr std::string_view kViewPermission = "view";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"conference_called", "conference_scheduled", "conference_held", "conference_minuted",
         "conference_task_finished", "conference_task_rejected", "conference_task_dropped",
         "conference_task_overdue", "conference_missed", "conference_closed",
         "conference_cancelled"});
    static constexpr auto kCommandNames =
        std::to_array<std::string_view>({"call", "schedule", "hold", "write_minutes", "finish_task",
                                         "reject_task", "drop_task", "cancel", ""});
};

[[nodiscard]] Result<std::vector<ConferenceEvent>, Refusal> Decide(
    const JointConference& conference, const ConferenceCommand& command,
    const DocumentFacts& facts);
[[nodiscard]] JointConference Apply(JointConference conference,
                                    const DocumentEvent<ConferenceEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const JointConference& conference);
void ForEachSealed(ConferenceCommand& command, const SealedVisitor& visit);

}  // namespace liandong
