#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/alternative.hpp"
#include "domain/case/case.hpp"
#include "domain/city/linked_system.hpp"

// What somebody wants done. A field that is Sealed holds personal data or free text: the use case
// seals it before the rules decide.

namespace liandong {

struct OpenCase {
    Channel channel = Channel::kPhone;
    RequestType type = RequestType::kHelp;
    CategoryCode category;
    PlaceCode place;
    std::optional<GeoPoint> point;
    std::optional<bool> urgent;  ///< empty: as the category says
    std::optional<bool> secret;  ///< empty: as the type says (a report always is)
    std::string source_system;
    std::string source_id;
    Sealed<Caller> caller;
    Sealed<Narrative> narrative;
    std::string category_chosen_by = "agent";
    std::optional<CaseId> reopens;
    std::optional<CaseId> split_from;
    bool hand_in = false;  ///< another line hands it to us, and waits for a yes or no
};
struct Amend {
    std::optional<RequestType> type;
    std::optional<CategoryCode> category;
    std::optional<PlaceCode> place;
    std::optional<GeoPoint> point;
    std::optional<bool> urgent;
    std::optional<bool> secret;
    std::optional<Sealed<Caller>> caller;
    std::optional<Sealed<Narrative>> narrative;
};
struct AskSupplement {
    SealedText question;
};
struct Supplement {
    SealedText text;
};
struct AnswerAtDesk {
    SealedText answer;
    std::string article;
};
struct Decline {
    std::string reason;  ///< code of decline-reasons.csv
    SealedText explanation;
};
struct RuleDecline {
    bool approve = false;
    SealedText note;
};
struct HandOver {
    std::string target;  ///< code of hand-over.csv
    SealedText note;
};
/// Without `lead` the catalogue decides.
struct Dispatch {
    std::optional<UnitCode> lead;
    std::vector<UnitCode> assisting;
    std::optional<Limit> handling_limit;
};
struct Withdraw {
    SealedText reason;
};
struct Acknowledge {
    AssignmentNo assignment;
};
struct Contact {
    AssignmentNo assignment;
    ContactMethod method = ContactMethod::kPhone;
    bool reached = false;
    std::optional<Instant> contacted_at;  ///< not after now; empty: now
    SealedText note;                      ///< number used, what was said
};
struct Return {
    AssignmentNo assignment;
    SealedText basis;
    UnitCode proposed_unit;
};
struct RuleReturn {
    AssignmentNo assignment;
    bool accept = false;
    SealedText note;
};
struct RequestExtension {
    AssignmentNo assignment;
    Limit asked;
    SealedText reason;
};
struct RuleExtension {
    AssignmentNo assignment;
    bool grant = false;
    SealedText note;
};
struct PauseHandling {
    AssignmentNo assignment;
    SealedText note;
};
struct ResumeHandling {
    AssignmentNo assignment;
};
struct Finish {
    AssignmentNo assignment;
    Verdict substantiated = Verdict::kYes;
    bool beyond_duty = false;
    bool caller_contacted = false;
    std::optional<Instant> contacted_at;
    Verdict solved = Verdict::kYes;
    SealedText done;
    SealedText reply;
    SealedText overrule;  ///< the lead's reason for not waiting; empty: it waits
};
struct Review {
    bool accept = false;
    SealedText note;
};
struct Callback {
    bool reached = false;
    std::optional<bool> unit_contacted;
    std::optional<Verdict> solved;
    std::optional<Satisfaction> satisfied;
    std::optional<Satisfaction> attitude;
    bool redo = false;  ///< unsolved, or unsatisfied with good cause
    SealedText opinion;
    CallbackBy by = CallbackBy::kStaff;
    std::optional<CallOutcome> outcome = {};  ///< empty: as `reached` says
    std::int32_t link_version = 0;            ///< of the link, when `by` is a message
};
struct Redo {
    SealedText reason;
};
/// Of this case into `into`; the use case changes both in one transaction.
struct Merge {
    CaseId into;
    SealedText reason;
};
struct Unmerge {
    SealedText reason;
};
/// The parent's side of a merge, a split and their undo; issued by the use case, never by people.
struct AdoptChild {
    CaseId child;
};
struct ReleaseChild {
    CaseId child;
};
struct RecordSplit {
    std::vector<CaseId> children;
};
struct VoidCase {
    SealedText reason;
};
struct Archive {};
struct AddNote {
    SealedText text;
};
struct Remind {
    AssignmentNo assignment;
    SealedText text;
};
struct Attach {
    Attachment attachment;
    SealedText name;
};
/// A deadline row came due: percent 100 is the due time itself.
struct FireDeadline {
    ClockKind clock = ClockKind::kHandling;
    AssignmentNo assignment;
    std::int32_t percent = 100;
};
struct ImportAnswer {
    SealedText reply;
};
struct ViewPersonalData {
    std::string field;
    SealedText reason;
};
struct ErasePerson {
    std::string basis;
};
/// Issued by the use case that opens a document, never by people.
struct LinkDocument {
    CaseId document;
    std::string kind;
    std::string number;
    std::int32_t level = 0;
};
/// To a unit below one's own, within one's own time.
struct PassDown {
    AssignmentNo assignment;
    UnitCode unit;
    std::optional<Limit> handling_limit;  ///< empty: as long as there is
    SealedText note;
};
/// One more assisting unit on the way.
struct AddUnit {
    UnitCode unit;
    std::optional<Limit> handling_limit;
    SealedText note;
};
/// An assisting unit, or one passed down to, that is not needed any more.
struct ReleaseUnit {
    AssignmentNo assignment;
    SealedText reason;
};
/// Whose it is, once and for the next time.
struct RuleDispute {
    UnitCode unit;
    std::string basis;  ///< law or duty; shown wherever the ruling is followed, so no free text
    SealedText note;
    std::optional<PlaceCode> place;  ///< where the ruling holds from now on; empty: the case's
                                     ///< place
    std::optional<Limit> handling_limit;
};
/// What the emergency line said to the offer.
struct RuleHandOver {
    bool accept = false;
    std::string number;  ///< of the target's own; empty when it gave none
    SealedText note;
};
/// What we say to a case that another line hands us.
struct RuleHandIn {
    bool accept = false;
    SealedText note;
};
struct RequestMove {
    SealedText plate;
};
struct ContactOwner {
    ContactMethod method = ContactMethod::kPhone;
    bool reached = false;
    SealedText note;
};
/// The car is gone, or the traffic police must come.
struct EndMove {
    bool moved = false;
    SealedText note;
};
struct SendCallbackLink {};

/// By the unit that has, or had, the assignment.
struct RequestAppeal {
    AssignmentNo assignment;
    AppealKind kind = AppealKind::kAssessment;
    SealedText grounds;
};
/// By others than the unit that appealed.
struct RuleAppeal {
    AssignmentNo assignment;
    bool uphold = false;
    SealedText note;
};
/// What passed between us and a linked system about this case; issued by the use cases, never by
/// people.
struct RecordLink {
    enum class Step : std::uint8_t { kSent = 1, kReceipt = 2, kRefused = 3 };
    Step step = Step::kSent;
    std::string system;
    AssignmentNo assignment;
    std::string word;               ///< the message, their number, or the code of their refusal
    std::vector<LinkField> fields;  ///< of a push
    SealedText note;                ///< of a refusal; may be empty
};

using AnyCommand =
    std::variant<Amend, AskSupplement, Supplement, AnswerAtDesk, Decline, RuleDecline, HandOver,
                 Dispatch, Withdraw, Acknowledge, Contact, Return, RuleReturn, RequestExtension,
                 RuleExtension, PauseHandling, ResumeHandling, Finish, Review, Callback, Redo,
                 Merge, Unmerge, AdoptChild, ReleaseChild, RecordSplit, VoidCase, Archive, AddNote,
                 Remind, Attach, FireDeadline, ImportAnswer, ViewPersonalData, ErasePerson,
                 LinkDocument, PassDown, AddUnit, ReleaseUnit, RuleDispute, RuleHandOver,
                 RuleHandIn, RequestMove, ContactOwner, EndMove, SendCallbackLink, RequestAppeal,
                 RuleAppeal, RecordLink>;

/// One of them; compiled once like EventBody, in commands.cpp.
struct Command : AnyCommand {
    template <class T>
        requires kIsAlternative<std::remove_cvref_t<T>, AnyCommand>
    Command(T&& command)  // NOLINT(google-explicit-constructor): a command is one of the above
        : AnyCommand(std::in_place_type<std::remove_cvref_t<T>>, std::forward<T>(command)) {}
    Command();
    Command(const Command& other);
    Command(Command&& other) noexcept;
    Command& operator=(const Command& other);
    Command& operator=(Command&& other) noexcept;
    ~Command();
};

/// The action that each command performs, in the order of the variant. The code is also the
/// permission's name and the last part of `POST /api/v1/cases/{id}/{command}`.
enum class CaseAction : std::uint8_t {
    kAmend = 1,
    kAskSupplement = 2,
    kSupplement = 3,
    kAnswerAtDesk = 4,
    kDecline = 5,
    kRuleDecline = 6,
    kHandOver = 7,
    kDispatch = 8,
    kWithdraw = 9,
    kAcknowledge = 10,
    kContact = 11,
    kReturn = 12,
    kRuleReturn = 13,
    kRequestExtension = 14,
    kRuleExtension = 15,
    kPause = 16,
    kResume = 17,
    kFinish = 18,
    kReview = 19,
    kCallBack = 20,
    kRedo = 21,
    kMerge = 22,
    kUnmerge = 23,
    kAdoptChild = 24,
    kReleaseChild = 25,
    kRecordSplit = 26,
    kVoid = 27,
    kArchive = 28,
    kNote = 29,
    kRemind = 30,
    kAttach = 31,
    kFireDeadline = 32,
    kImportAnswer = 33,
    kUnmask = 34,
    kErase = 35,
    kLinkDocument = 36,
    kPassDown = 37,
    kAddUnit = 38,
    kReleaseUnit = 39,
    kRuleDispute = 40,
    kRuleHandOver = 41,
    kRuleHandIn = 42,
    kRequestMove = 43,
    kContactOwner = 44,
    kEndMove = 45,
    kSendCallbackLink = 46,
    kRequestAppeal = 47,
    kRuleAppeal = 48,
    kRecordLink = 49,
};
template <>
inline constexpr auto kNames<CaseAction> = std::to_array<Named<CaseAction>>({
    {CaseAction::kAmend, "amend", "修改"},
    {CaseAction::kAskSupplement, "ask_supplement", "要求补充"},
    {CaseAction::kSupplement, "supplement", "补充"},
    {CaseAction::kAnswerAtDesk, "answer_at_desk", "即时办结"},
    {CaseAction::kDecline, "decline", "不予受理"},
    {CaseAction::kRuleDecline, "rule_decline", "审批不予受理"},
    {CaseAction::kHandOver, "hand_over", "紧急转出"},
    {CaseAction::kDispatch, "dispatch", "派单"},
    {CaseAction::kWithdraw, "withdraw", "撤回派单"},
    {CaseAction::kAcknowledge, "acknowledge", "签收"},
    {CaseAction::kContact, "contact", "联系群众"},
    {CaseAction::kReturn, "return", "退单"},
    {CaseAction::kRuleReturn, "rule_return", "退单审核"},
    {CaseAction::kRequestExtension, "request_extension", "申请延期"},
    {CaseAction::kRuleExtension, "rule_extension", "延期审批"},
    {CaseAction::kPause, "pause", "暂停计时"},
    {CaseAction::kResume, "resume", "恢复计时"},
    {CaseAction::kFinish, "finish", "办结反馈"},
    {CaseAction::kReview, "review", "审核"},
    {CaseAction::kCallBack, "callback", "回访"},
    {CaseAction::kRedo, "redo", "重办"},
    {CaseAction::kMerge, "merge", "并单"},
    {CaseAction::kUnmerge, "unmerge", "撤销并单"},
    {CaseAction::kAdoptChild, "adopt_child", "接收并入"},
    {CaseAction::kReleaseChild, "release_child", "放出并入"},
    {CaseAction::kRecordSplit, "record_split", "拆单"},
    {CaseAction::kVoid, "void", "作废"},
    {CaseAction::kArchive, "archive", "归档"},
    {CaseAction::kNote, "note", "备注"},
    {CaseAction::kRemind, "remind", "催办"},
    {CaseAction::kAttach, "attach", "上传附件"},
    {CaseAction::kFireDeadline, "fire_deadline", "到时"},
    {CaseAction::kImportAnswer, "import_answer", "导入答复"},
    {CaseAction::kUnmask, "unmask", "查看个人信息"},
    {CaseAction::kErase, "erase", "删除个人信息"},
    {CaseAction::kLinkDocument, "link_document", "关联文书"},
    {CaseAction::kPassDown, "pass_down", "下派"},
    {CaseAction::kAddUnit, "add_unit", "增派协办"},
    {CaseAction::kReleaseUnit, "release_unit", "撤出单位"},
    {CaseAction::kRuleDispute, "rule_dispute", "争议裁定"},
    {CaseAction::kRuleHandOver, "rule_hand_over", "转出确认"},
    {CaseAction::kRuleHandIn, "rule_hand_in", "转入确认"},
    {CaseAction::kRequestMove, "request_move", "请求挪车"},
    {CaseAction::kContactOwner, "contact_owner", "联系车主"},
    {CaseAction::kEndMove, "end_move", "挪车结果"},
    {CaseAction::kSendCallbackLink, "send_callback_link", "发送回访链接"},
    {CaseAction::kRequestAppeal, "request_appeal", "考核申诉"},
    {CaseAction::kRuleAppeal, "rule_appeal", "申诉审批"},
    {CaseAction::kRecordLink, "record_link", "记录联网往来"},
});
static_assert(kNames<CaseAction>.size() == std::variant_size_v<AnyCommand>);

[[nodiscard]] inline CaseAction ActionOf(const Command& command) {
    return static_cast<CaseAction>(command.index() + 1);
}

}  // namespace liandong
