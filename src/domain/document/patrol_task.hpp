#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 巡查任务: somebody goes and looks. Either at a cell of the grid, as a patrol, or at the very spot
// of a case, to see whether what a unit reported as done is really there.

namespace liandong {

enum class TaskPurpose : std::uint8_t { kPatrol = 1, kInspection = 2 };
template <>
inline constexpr auto kNames<TaskPurpose> = std::to_array<Named<TaskPurpose>>({
    {TaskPurpose::kPatrol, "patrol", "巡查"},
    {TaskPurpose::kInspection, "inspection", "现场核验"},
});

enum class PatrolState : std::uint8_t { kOrdered = 1, kReported = 2, kWithdrawn = 3 };
template <>
inline constexpr auto kNames<PatrolState> = std::to_array<Named<PatrolState>>({
    {PatrolState::kOrdered, "ordered", "待执行"},
    {PatrolState::kReported, "reported", "已反馈"},
    {PatrolState::kWithdrawn, "withdrawn", "已撤回"},
});

struct PatrolTask {
    DocumentId id;
    std::int32_t version = 0;
    PatrolState state = PatrolState::kOrdered;
    TaskPurpose purpose = TaskPurpose::kPatrol;
    std::string cell;             ///< of the grid; may be empty for an inspection
    std::optional<CaseId> about;  ///< whose finish is looked at
    UnitCode unit;                ///< whose people go
    std::string person;           ///< a code of staff.csv; empty: whoever of the unit
    VaultRef task;
    Instant ordered_at;
    Instant due_at;
    bool missed = false;
    std::optional<bool> passed;  ///< in order / really done
    std::optional<GeoPoint> point;
    std::optional<std::int32_t> metres_off;  ///< from the case's own point
    VaultRef findings;
    std::vector<BlobId> photos;  ///< attachments of the case
    std::optional<Instant> closed_at;

    bool operator==(const PatrolTask&) const = default;
};

struct TaskOrdered {
    TaskPurpose purpose = TaskPurpose::kPatrol;
    std::string cell;
    std::optional<CaseId> about;
    UnitCode unit;
    std::string person;
    VaultRef task;
    Instant due_at;
};
struct TaskReported {
    bool passed = true;
    GeoPoint point;
    std::optional<std::int32_t> metres_off;
    VaultRef findings;
    std::vector<BlobId> photos;
};
struct TaskWithdrawn {
    VaultRef reason;
};
struct TaskMissed {};
using TaskEvent = std::variant<TaskOrdered, TaskReported, TaskWithdrawn, TaskMissed>;

struct OrderTask {
    TaskPurpose purpose = TaskPurpose::kPatrol;
    std::string cell;
    std::optional<CaseId> about;  ///< an inspection needs one
    UnitCode unit;
    std::string person;
    Limit limit;
    SealedText text;
};
struct ReportTask {
    bool passed = true;
    GeoPoint point;
    std::optional<std::int32_t> metres_off;  ///< filled by the use case
    std::vector<BlobId> photos;              ///< filled by the use case
    SealedText text;
};
struct WithdrawTask {
    SealedText reason;
};
/// The timer: nobody went in time.
struct FireTaskDue {};
using TaskCommand = std::variant<OrderTask, ReportTask, WithdrawTask, FireTaskDue>;

template <>
struct DocumentTraits<PatrolTask> {
    using Event = TaskEvent;
    using Command = TaskCommand;
    static constexpr DocumentKind kKind = DocumentKind::kPatrolTask;
    static constexpr std::string_view kSeries;
    static constexpr std::string_view kViewPermission = "view";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"task_ordered", "task_reported", "task_withdrawn", "task_missed"});
    static constexpr auto kCommandNames =
        std::to_array<std::string_view>({"order", "", "withdraw", ""});
};

[[nodiscard]] Result<std::vector<TaskEvent>, Refusal> Decide(const PatrolTask& task,
                                                             const TaskCommand& command,
                                                             const DocumentFacts& facts);
[[nodiscard]] PatrolTask Apply(PatrolTask task, const DocumentEvent<TaskEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const PatrolTask& task);
void ForEachSealed(TaskCommand& command, const SealedVisitor& visit);

}  // namespace liandong
