#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/named.hpp"

namespace liandong {

/// Why the rules say no. Checked in this order; the first that holds is the answer
/// (docs/rules/refusals.md is printed from here). Numbers are never reused.
enum class RefusalCode : std::uint8_t {
    kWrongState = 1,
    kNotPermitted = 2,
    kNotYours = 3,
    kNoSuchAssignment = 4,
    kAssignmentWrongState = 5,
    kUrgentNeverPauses = 6,
    kAlreadyPaused = 7,
    kNotPaused = 8,
    kReturnTooLate = 9,
    kExtensionTooLate = 10,
    kExtensionPending = 11,
    kNoExtensionPending = 12,
    kExtensionsUsedUp = 13,
    kTooMany = 14,
    kNotBeforeDeadline = 15,
    kAlreadyDone = 16,
    kTextRequired = 17,
    kTextTooLong = 18,
    kUnknownCategory = 19,
    kUnknownPlace = 20,
    kUnknownUnit = 21,
    kUnknownReason = 22,
    kUnknownTarget = 23,
    kNoCategory = 24,
    kDuplicateUnit = 25,
    kExtensionTooLong = 26,
    kTimeInFuture = 27,
    kTimeTooEarly = 28,
    kContactRequired = 29,
    kAssistingUnfinished = 30,
    kVerdictRequired = 31,
    kMergeIntoItself = 32,
    kMergeIntoClosed = 33,
    kNothingToChange = 34,
    kCalendarTooShort = 35,
    kErased = 36,
    kLimitOutOfRange = 37,
    kBadText = 38,
    kCaseRequired = 39,
    kAfterParent = 40,
    kOwnDuty = 41,
    kNotBelow = 42,
    kChildUnfinished = 43,
    kDisputeOpen = 44,
    kNoDispute = 45,
    kIsLead = 46,
    kHandOverPending = 47,
    kNoHandOver = 48,
    kHandInPending = 49,
    kNoHandIn = 50,
    kNotMoveCar = 51,
    kNoMove = 52,
    kTooSoon = 53,
    kLinkInvalid = 54,
    kUnknownPerson = 55,
    kPersonUnavailable = 56,
};
template <>
inline constexpr auto kNames<RefusalCode> = std::to_array<Named<RefusalCode>>({
    {RefusalCode::kWrongState, "wrong_state", "当前状态不能进行此操作"},
    {RefusalCode::kNotPermitted, "not_permitted", "您的角色没有此权限"},
    {RefusalCode::kNotYours, "not_yours", "该工单不属于您的单位"},
    {RefusalCode::kNoSuchAssignment, "no_such_assignment", "没有这个承办任务"},
    {RefusalCode::kAssignmentWrongState, "assignment_wrong_state",
     "承办任务的当前状态不能进行此操作"},
    {RefusalCode::kUrgentNeverPauses, "urgent_never_pauses", "紧急诉求不暂停计时"},
    {RefusalCode::kAlreadyPaused, "already_paused", "计时已经暂停"},
    {RefusalCode::kNotPaused, "not_paused", "计时没有暂停"},
    {RefusalCode::kReturnTooLate, "return_too_late", "已超过退单时限"},
    {RefusalCode::kExtensionTooLate, "extension_too_late", "只能在到期前申请延期"},
    {RefusalCode::kExtensionPending, "extension_pending", "已有延期申请等待审批"},
    {RefusalCode::kNoExtensionPending, "no_extension_pending", "没有等待审批的延期申请"},
    {RefusalCode::kExtensionsUsedUp, "extensions_used_up", "延期次数已用完"},
    {RefusalCode::kTooMany, "too_many", "数量已达上限"},
    {RefusalCode::kNotBeforeDeadline, "not_before_deadline", "还没有到时间"},
    {RefusalCode::kAlreadyDone, "already_done", "已经做过"},
    {RefusalCode::kTextRequired, "text_required", "必须填写说明"},
    {RefusalCode::kTextTooLong, "text_too_long", "文字过长"},
    {RefusalCode::kUnknownCategory, "unknown_category", "没有这个分类"},
    {RefusalCode::kUnknownPlace, "unknown_place", "没有这个地点"},
    {RefusalCode::kUnknownUnit, "unknown_unit", "没有这个单位"},
    {RefusalCode::kUnknownReason, "unknown_reason", "没有这个不予受理理由"},
    {RefusalCode::kUnknownTarget, "unknown_target", "没有这个转接对象"},
    {RefusalCode::kNoCategory, "no_category", "请先确定分类或指定承办单位"},
    {RefusalCode::kDuplicateUnit, "duplicate_unit", "同一单位只能承办一次"},
    {RefusalCode::kExtensionTooLong, "extension_too_long", "超过允许的延期时长"},
    {RefusalCode::kTimeInFuture, "time_in_future", "时间不能晚于现在"},
    {RefusalCode::kTimeTooEarly, "time_too_early", "时间早于诉求登记时间"},
    {RefusalCode::kContactRequired, "contact_required", "请写明联系时间"},
    {RefusalCode::kAssistingUnfinished, "assisting_unfinished",
     "协办单位尚未反馈，如不等待请说明理由"},
    {RefusalCode::kVerdictRequired, "verdict_required", "请填写是否解决和是否满意"},
    {RefusalCode::kMergeIntoItself, "merge_into_itself", "不能并入自身"},
    {RefusalCode::kMergeIntoClosed, "merge_into_closed", "目标工单已结束或已被合并"},
    {RefusalCode::kNothingToChange, "nothing_to_change", "没有要修改的内容"},
    {RefusalCode::kCalendarTooShort, "calendar_too_short", "工作日历没有覆盖到期时间，请更新日历"},
    {RefusalCode::kErased, "erased", "个人信息已删除"},
    {RefusalCode::kLimitOutOfRange, "limit_out_of_range", "时限超出允许范围"},
    {RefusalCode::kBadText, "bad_text", "文字含有无法识别的字符"},
    {RefusalCode::kCaseRequired, "case_required", "请写明涉及的诉求"},
    {RefusalCode::kAfterParent, "after_parent", "不得晚于上级单位的办理时限"},
    {RefusalCode::kOwnDuty, "own_duty", "属部门法定职责，不得转给街道、镇办理"},
    {RefusalCode::kNotBelow, "not_below", "只能下派给本单位的下级单位"},
    {RefusalCode::kChildUnfinished, "child_unfinished", "下派单位尚未反馈，如不等待请说明理由"},
    {RefusalCode::kDisputeOpen, "dispute_open", "争议会商中，请先行办理"},
    {RefusalCode::kNoDispute, "no_dispute", "没有待裁定的争议"},
    {RefusalCode::kIsLead, "is_lead", "主办单位不能撤出，请撤回派单"},
    {RefusalCode::kHandOverPending, "hand_over_pending", "转出尚待对方确认"},
    {RefusalCode::kNoHandOver, "no_hand_over", "没有待确认的转出"},
    {RefusalCode::kHandInPending, "hand_in_pending", "请先确认是否接收转入"},
    {RefusalCode::kNoHandIn, "no_hand_in", "没有待确认的转入"},
    {RefusalCode::kNotMoveCar, "not_move_car", "该分类不是挪车诉求"},
    {RefusalCode::kNoMove, "no_move", "没有进行中的挪车"},
    {RefusalCode::kTooSoon, "too_soon", "距上次未接通的回访时间过短"},
    {RefusalCode::kLinkInvalid, "link_invalid", "链接无效、已使用或已过期"},
    {RefusalCode::kUnknownPerson, "unknown_person", "没有这个人员"},
    {RefusalCode::kPersonUnavailable, "person_unavailable", "该人员请假或任务已满"},
});

struct Refusal {
    RefusalCode code = RefusalCode::kWrongState;
    std::vector<std::pair<std::string, std::string>> args;
};

/// kNotPermitted and kNotYours become kForbidden, the rest kRejected.
[[nodiscard]] Error ToError(const Refusal& refusal);

}  // namespace liandong
