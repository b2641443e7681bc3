#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/case/types.hpp"
#include "domain/sla/clock.hpp"

namespace liandong {

enum class CaseState : std::uint8_t {
    kRegistered = 1,
    kAwaitingSupplement = 2,
    kDeclineReview = 3,
    kDeclined = 4,
    kAnsweredAtDesk = 5,
    kHandedOver = 6,
    kDispatched = 7,
    kHandling = 8,
    kReturnReview = 9,
    kAnswerReview = 10,
    kCallback = 11,
    kFinished = 12,
    kMerged = 13,
    kVoided = 14,
    kArchived = 15,
};
template <>
inline constexpr auto kNames<CaseState> = std::to_array<Named<CaseState>>({
    {CaseState::kRegistered, "registered", "待派单"},
    {CaseState::kAwaitingSupplement, "awaiting_supplement", "待补充"},
    {CaseState::kDeclineReview, "decline_review", "不予受理待审"},
    {CaseState::kDeclined, "declined", "不予受理"},
    {CaseState::kAnsweredAtDesk, "answered_at_desk", "即时办结"},
    {CaseState::kHandedOver, "handed_over", "紧急转出"},
    {CaseState::kDispatched, "dispatched", "待签收"},
    {CaseState::kHandling, "handling", "办理中"},
    {CaseState::kReturnReview, "return_review", "退单待审"},
    {CaseState::kAnswerReview, "answer_review", "反馈待审"},
    {CaseState::kCallback, "callback", "待回访"},
    {CaseState::kFinished, "finished", "已办结"},
    {CaseState::kMerged, "merged", "已合并"},
    {CaseState::kVoided, "voided", "作废"},
    {CaseState::kArchived, "archived", "已归档"},
});

/// Groups, so that reports survive a new state.
[[nodiscard]] bool IsOpen(CaseState state);      ///< somebody still owes the citizen something
[[nodiscard]] bool IsWithUnit(CaseState state);  ///< dispatched, handling, or its return is being
                                                 ///< judged

enum class AssignmentState : std::uint8_t {
    kSent = 1,
    kHandling = 2,
    kReturnReview = 3,
    kFinished = 4,   ///< the unit says it is done; the answer is being reviewed or was accepted
    kReturned = 5,   ///< given back, the return was accepted
    kWithdrawn = 6,  ///< taken back by the hotline, merged or voided
};
template <>
inline constexpr auto kNames<AssignmentState> = std::to_array<Named<AssignmentState>>({
    {AssignmentState::kSent, "sent", "待签收"},
    {AssignmentState::kHandling, "handling", "办理中"},
    {AssignmentState::kReturnReview, "return_review", "退单待审"},
    {AssignmentState::kFinished, "finished", "已反馈"},
    {AssignmentState::kReturned, "returned", "已退单"},
    {AssignmentState::kWithdrawn, "withdrawn", "已撤回"},
});
/// The unit still owes this part.
[[nodiscard]] bool IsOpen(AssignmentState state);

/// Three-valued answers, kept apart from "nobody asked".
enum class Verdict : std::uint8_t { kYes = 1, kPartly = 2, kNo = 3 };
template <>
inline constexpr auto kNames<Verdict> = std::to_array<Named<Verdict>>({
    {Verdict::kYes, "yes", "是"},
    {Verdict::kPartly, "partly", "部分"},
    {Verdict::kNo, "no", "否"},
});

enum class Satisfaction : std::uint8_t {
    kSatisfied = 1,
    kBasicallySatisfied = 2,
    kUnsatisfied = 3,
    kNoRating = 4,
};
template <>
inline constexpr auto kNames<Satisfaction> = std::to_array<Named<Satisfaction>>({
    {Satisfaction::kSatisfied, "satisfied", "满意"},
    {Satisfaction::kBasicallySatisfied, "basically_satisfied", "基本满意"},
    {Satisfaction::kUnsatisfied, "unsatisfied", "不满意"},
    {Satisfaction::kNoRating, "no_rating", "未评价"},
});

enum class ContactMethod : std::uint8_t { kPhone = 1, kVisit = 2, kMessage = 3, kMail = 4 };
template <>
inline constexpr auto kNames<ContactMethod> = std::to_array<Named<ContactMethod>>({
    {ContactMethod::kPhone, "phone", "电话"},
    {ContactMethod::kVisit, "visit", "上门"},
    {ContactMethod::kMessage, "message", "短信"},
    {ContactMethod::kMail, "mail", "邮件"},
});

struct Extension {
    Limit asked;
    Instant asked_at;
    std::optional<bool> granted;  ///< empty while somebody must still rule

    bool operator==(const Extension&) const = default;
};

enum class AppealKind : std::uint8_t { kAssessment = 1, kUnreasonableRequest = 2 };
template <>
inline constexpr auto kNames<AppealKind> = std::to_array<Named<AppealKind>>({
    {AppealKind::kAssessment, "assessment", "考核申诉"},
    {AppealKind::kUnreasonableRequest, "unreasonable_request", "不合理诉求"},
});

/// A unit asks not to be assessed for its part, or says that the request itself is unreasonable.
/// Upheld, it changes what is assessed and never the record.
struct Appeal {
    AssignmentNo assignment;
    AppealKind kind = AppealKind::kAssessment;
    Instant asked_at;
    std::optional<bool> upheld;  ///< empty while somebody must still rule

    bool operator==(const Appeal&) const = default;
};

/// The part of a case that one unit owes.
struct Assignment {
    AssignmentNo no;
    UnitCode unit;
    bool is_lead = false;
    AssignmentState state = AssignmentState::kSent;
    RuleId rule;  ///< of the catalogue; empty when a person chose
    Instant sent_at;
    std::optional<Instant> return_until;  ///< after it "not ours" is no longer heard
    Clock acknowledge;
    std::optional<Clock> contact;
    Clock handling;
    std::vector<Extension> extensions;
    std::optional<UnitCode> return_proposed;
    std::int32_t return_count = 0;
    std::int32_t redo_count = 0;
    bool contacted = false;
    std::optional<AssignmentNo> parent;  ///< who passed it down; empty: the hotline sent it
    std::optional<Clock> return_ruling;  ///< runs while the hotline judges "not ours"

    bool operator==(const Assignment&) const = default;
};

/// What one unit said when nobody wanted to be the one.
struct DisputePosition {
    AssignmentNo assignment;
    UnitCode unit;
    UnitCode proposed;  ///< whose it is instead, as this unit sees it

    bool operator==(const DisputePosition&) const = default;
};

/// Whose it is, when units disagree. The named lead handles meanwhile; somebody rules in time.
struct Dispute {
    Instant opened_at;
    std::vector<DisputePosition> positions;
    Clock ruling;
    std::optional<Instant> closed_at;  ///< ruled, or moot: handled, withdrawn, merged meanwhile
    std::optional<UnitCode> unit;      ///< as it was ruled; empty when it became moot

    bool operator==(const Dispute&) const = default;
};
[[nodiscard]] inline bool IsOpen(const Dispute& dispute) { return !dispute.closed_at; }

struct Attachment {
    BlobId blob;
    std::string media_type;
    std::int64_t size_bytes = 0;
    Digest content;  ///< SHA-256 of the bytes
    Instant added_at;

    bool operator==(const Attachment&) const = default;
};

/// How an attempt to ask the citizen ended.
enum class CallOutcome : std::uint8_t {
    kReached = 1,
    kNoAnswer = 2,
    kBusy = 3,
    kSwitchedOff = 4,
    kWrongNumber = 5,  ///< the number belongs to somebody else: nobody calls it again
    kRefused = 6,      ///< reached, and does not want to be asked
};
template <>
inline constexpr auto kNames<CallOutcome> = std::to_array<Named<CallOutcome>>({
    {CallOutcome::kReached, "reached", "接通"},
    {CallOutcome::kNoAnswer, "no_answer", "无人接听"},
    {CallOutcome::kBusy, "busy", "占线"},
    {CallOutcome::kSwitchedOff, "switched_off", "关机或停机"},
    {CallOutcome::kWrongNumber, "wrong_number", "号码非本人"},
    {CallOutcome::kRefused, "refused", "拒绝回访"},
});

enum class CallbackBy : std::uint8_t { kStaff = 1, kLeader = 2, kMessage = 3 };
template <>
inline constexpr auto kNames<CallbackBy> = std::to_array<Named<CallbackBy>>({
    {CallbackBy::kStaff, "staff", "回访员"},
    {CallbackBy::kLeader, "leader", "责任领导"},
    {CallbackBy::kMessage, "message", "短信链接"},
});

struct CallbackAttempt {
    Instant at;
    CallbackBy by = CallbackBy::kStaff;
    CallOutcome outcome = CallOutcome::kReached;

    bool operator==(const CallbackAttempt&) const = default;
};

/// How the citizen was asked, over all rounds. What they said last stands in the case itself.
struct CallbackRecord {
    std::vector<CallbackAttempt> attempts;
    std::optional<Verdict> first_solved;
    std::optional<Satisfaction> first_satisfied;
    std::optional<Satisfaction> first_attitude;
    std::optional<Satisfaction> attitude;  ///< as they said it last
    std::int32_t link_version = 0;         ///< event that sent the link; 0: none, or used
    std::optional<Instant> link_expires_at;

    bool operator==(const CallbackRecord&) const = default;
};

/// Offered to an emergency line; the case stays with the desk until the line has said yes.
struct HandOverOffer {
    std::string target;
    Instant offered_at;
    Clock answer;
    std::optional<bool> accepted;
    std::string number;  ///< of the target's own

    bool operator==(const HandOverOffer&) const = default;
};

/// Another line hands us the case; we say whether we take it.
struct HandIn {
    Clock answer;
    std::optional<bool> accepted;

    bool operator==(const HandIn&) const = default;
};

/// A car that stands in the way. Its owner is asked; the number is nobody's here to see.
struct CarMove {
    VaultRef plate;
    Clock move;
    std::int32_t contacts = 0;
    bool reached = false;
    std::optional<bool> moved;  ///< empty while it goes on

    bool operator==(const CarMove&) const = default;
};

/// One matter a person brought, from first word to archive. A value: it has no methods that fetch,
/// and it is always the fold of its events (Apply).
struct Case {
    CaseId id;
    std::int32_t version = 0;  ///< number of events so far
    CaseState state = CaseState::kRegistered;
    Channel channel = Channel::kPhone;
    RequestType type = RequestType::kHelp;
    CategoryCode category;  ///< empty until somebody or the classifier knows
    PlaceCode place;        ///< the finest known: community, street, district; empty when unknown
    std::optional<GeoPoint> point;
    bool urgent = false;
    bool secret = false;
    bool erased = false;
    std::string source_system;  ///< where it came from, with that system's own number
    std::string source_id;
    VaultRef caller;
    VaultRef narrative;
    Actor opened_by;
    Instant opened_at;
    std::optional<Instant> closed_at;  ///< reached an end state: finished, declined, answered,
                                       ///< handed over, merged, voided
    std::optional<Clock> dispatch;
    std::optional<Clock> callback;
    std::optional<Clock> supplement;
    std::optional<Clock> archive;
    std::vector<Assignment> assignments;
    std::vector<Attachment> attachments;
    std::int32_t redo_count = 0;
    std::int32_t return_count = 0;
    std::int32_t callback_attempts = 0;
    std::int32_t supplement_count = 0;
    std::string decline_reason;
    std::string hand_over_target;
    std::string article;  ///< of the knowledge base, with which the desk answered
    std::optional<Verdict> solved;
    std::optional<Satisfaction> satisfied;
    std::optional<CaseId> merged_into;
    std::optional<CaseState> state_before_merge;
    std::vector<AssignmentNo> suspended;  ///< open assignments that rest while the case is merged
    std::vector<CaseId> merged_children;
    std::optional<CaseId> reopens;
    std::optional<CaseId> split_from;
    std::vector<CaseId> split_children;
    std::int32_t ladder_level = 0;   ///< the highest rung of supervision reached; 0: none
    std::vector<CaseId> documents;   ///< that were opened about it (domain/document)
    std::optional<Dispute> dispute;  ///< the newest
    std::optional<CallbackRecord> callbacks;
    std::optional<Instant> supervision_called_at;  ///< redone often enough: the ladder goes on
    std::optional<HandOverOffer> hand_over;        ///< the newest
    std::optional<HandIn> hand_in;
    std::optional<CarMove> car_move;
    std::vector<Appeal> appeals;

    bool operator==(const Case&) const = default;
};

/// Whether an answer that came by message needs a person's ear before anything follows from it.
[[nodiscard]] bool IsForPerson(std::optional<CallbackBy> by, std::optional<Verdict> solved,
                               std::optional<Satisfaction> satisfied);
/// The lead that still counts, or nullptr. Pointers live as long as `c`.
[[nodiscard]] const Assignment* FindLead(const Case& c);
/// By number; 0 finds the lead. nullptr when there is none.
[[nodiscard]] const Assignment* FindAssignment(const Case& c, AssignmentNo no);
/// Whether `a` was passed down by assignment `no`, directly or through others.
[[nodiscard]] bool IsBelow(const Case& c, const Assignment& a, AssignmentNo no);

/// Whether a clock of that kind is the case's own and no assignment's.
[[nodiscard]] bool IsOfCase(ClockKind kind);
/// The case's own clocks that there are; those of one assignment.
[[nodiscard]] std::vector<const Clock*> ClocksOf(const Case& c);
[[nodiscard]] std::vector<const Clock*> ClocksOf(const Assignment& a);
/// nullptr when there is none; `no` 0 is the lead's.
[[nodiscard]] const Clock* FindClock(const Case& c, ClockKind kind, AssignmentNo no);
/// The appeal about an assignment on which nobody has ruled, or nullptr.
[[nodiscard]] const Appeal* FindOpenAppeal(const Case& c, AssignmentNo no);

}  // namespace liandong
