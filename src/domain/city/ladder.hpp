#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/case/types.hpp"
#include "domain/sla/calendar.hpp"

// The rungs of supervision as the city orders them (督办阶梯): data, never constants in code.

namespace liandong {

/// What stands on a rung.
enum class RungDocument : std::uint8_t {
    kReminder = 1,
    kSupervisionOrder = 2,
    kJointConference = 3,
    kRaise = 4,
    kDisciplineReferral = 5,
};
template <>
inline constexpr auto kNames<RungDocument> = std::to_array<Named<RungDocument>>({
    {RungDocument::kReminder, "reminder", "催办"},
    {RungDocument::kSupervisionOrder, "supervision_order", "督办件"},
    {RungDocument::kJointConference, "joint_conference", "联席会议"},
    {RungDocument::kRaise, "raise", "提级办理"},
    {RungDocument::kDisciplineReferral, "discipline_referral", "纪委监督件"},
});

enum class RungColour : std::uint8_t { kNone = 1, kYellow = 2, kOrange = 3, kRed = 4 };
template <>
inline constexpr auto kNames<RungColour> = std::to_array<Named<RungColour>>({
    {RungColour::kNone, "none", "无"},
    {RungColour::kYellow, "yellow", "黄"},
    {RungColour::kOrange, "orange", "橙"},
    {RungColour::kRed, "red", "红"},
});

/// Why a rung is reached; any one that holds suffices. A number of 0 and `false` mean: not by this.
/// The last five are judged by people, the rest by the journal.
struct RungTrigger {
    bool overdue = false;             ///< an open assignment's handling clock was missed
    bool acknowledge_missed = false;  ///< or its acknowledge clock
    Limit overdue_by;                 ///< overdue, and this much more has passed
    std::int32_t redo_count = 0;
    std::int32_t returns_refused = 0;
    bool third_unsatisfied = false;     ///< the citizen was asked and dissatisfied once too often
    std::int32_t repeated_reports = 0;  ///< as many others reported the same and were merged
    bool leader_note = false;           ///< a leader on duty gave an instruction about it
    bool media = false;                 ///< it came from the media
    bool duty_disputed = false;         ///< returned a second time, or in dispute
    std::int32_t units_min = 0;         ///< overdue, and so many units have a part in it
    std::int32_t failed_level = 0;      ///< the document of that rung was missed
    std::int32_t repeated_overdue = 0;  ///< so many times overdue, documents of rungs included
    bool mass_or_safety = false;
    bool no_action = false;
    bool false_report = false;
    bool shirking = false;
    bool caller_asks_again = false;
};

/// Texts of triggers, as papers word them; also "manual".
struct TriggerName {
    std::string_view code;
    std::string_view label;
};
inline constexpr auto kTriggerNames = std::to_array<TriggerName>({
    {"overdue", "办理超期"},
    {"acknowledge_missed", "未按时签收"},
    {"overdue_by", "超期后仍未办结"},
    {"redo_count", "多次重办"},
    {"returns_refused", "退单多次被驳回"},
    {"third_unsatisfied", "三次回访不满意"},
    {"repeated_reports", "多人反映同一事项"},
    {"leader_note", "领导批示"},
    {"media", "媒体反映"},
    {"duty_disputed", "职责争议"},
    {"units_min", "涉及多个单位且超期"},
    {"failed_level", "上一级督办未按时完成"},
    {"repeated_overdue", "反复超期"},
    {"mass_or_safety", "群体性或安全事项"},
    {"no_action", "不作为"},
    {"false_report", "虚假办结"},
    {"shirking", "推诿扯皮"},
    {"caller_asks_again", "群众再次来电催办"},
    {"manual", "人工发起"},
});
/// "办理超期"; the code itself when it is none of ours.
[[nodiscard]] std::string_view TriggerLabel(std::string_view code);

struct Rung {
    std::int32_t level = 0;
    std::string code;
    std::string name;
    RungColour colour = RungColour::kNone;
    RungDocument document = RungDocument::kReminder;
    RungTrigger trigger;
    std::string by;  ///< role that signs and answers for it, or "system"
    Limit limit;     ///< until there must be a result; 0: no such limit
    std::string effect;
    UnitCode to;                  ///< a raised case goes to this unit's leader; empty: to the root
    std::vector<UnitCode> units;  ///< that sit in a conference besides those of the case
};

/// What the platform prepares for leaders on duty ([leader_duty] of city.toml).
struct LeaderDuty {
    std::int32_t callbacks = 30;            ///< chosen for one shift
    std::int32_t prepare_at_minute = 1080;  ///< of the evening before, from midnight
};

}  // namespace liandong
