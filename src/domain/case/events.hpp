#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/alternative.hpp"
#include "domain/case/case.hpp"
#include "domain/city/linked_system.hpp"

// What happened, in the past tense. `kind` and field names are stored for ever and never change
// meaning. No personal data and no free text: those are VaultRefs. A matched rule leaves its id.

namespace liandong {

struct CaseOpened {
    Channel channel = Channel::kPhone;
    RequestType type = RequestType::kHelp;
    CategoryCode category;
    PlaceCode place;
    std::optional<GeoPoint> point;
    bool urgent = false;
    bool secret = false;
    std::string source_system;
    std::string source_id;
    VaultRef caller;
    VaultRef narrative;
    Clock dispatch;
    std::string category_chosen_by;  ///< "agent", "classifier", "import"
    std::optional<CaseId> reopens;
    std::optional<CaseId> split_from;
    std::optional<Clock> hand_in;  ///< another line hands it to us: by when we say yes or no
};
struct CaseAmended {
    std::optional<RequestType> type;
    std::optional<CategoryCode> category;
    std::optional<PlaceCode> place;
    std::optional<GeoPoint> point;
    std::optional<bool> urgent;
    std::optional<bool> secret;
    std::optional<VaultRef> caller;
    std::optional<VaultRef> narrative;
};
struct SupplementAsked {
    VaultRef question;
    Clock supplement;
};
struct Supplemented {
    VaultRef text;
    std::optional<Clock> dispatch;    ///< resumed, with its new due time
    std::vector<Assignment> resumed;  ///< the open assignments, their clocks resumed
};
/// Nobody supplied what was asked for in time; the case goes on without.
struct SupplementLapsed {
    std::optional<Clock> dispatch;
    std::vector<Assignment> resumed;
};
struct AnsweredAtDesk {
    VaultRef answer;
    std::string article;
    Clock archive;
};
struct DeclineProposed {
    std::string reason;
    VaultRef explanation;
};
struct CaseDeclined {
    std::string reason;
    std::string proper_channel;
    std::optional<VaultRef> explanation;
    Clock archive;
};
struct DeclineRefused {
    VaultRef note;
    std::optional<Clock> dispatch;  ///< the agent's clock: run on, or begun anew
};
struct CaseHandedOver {
    std::string target;
    VaultRef note;
    Clock archive;
};
struct CaseDispatched {
    std::vector<Assignment> assignments;   ///< the lead first, clocks started
    std::string basis;                     ///< law or duty, as the catalogue words it
    std::optional<PrecedentId> precedent;  ///< the ruling followed where the catalogue has no rule
};
struct DispatchWithdrawn {
    VaultRef reason;
    Clock dispatch;
};
struct Acknowledged {
    AssignmentNo assignment;
};
struct CitizenContacted {
    AssignmentNo assignment;
    ContactMethod method = ContactMethod::kPhone;
    bool reached = false;
    Instant contacted_at;
    VaultRef note;
};
struct ReturnRequested {
    AssignmentNo assignment;
    VaultRef basis;
    UnitCode proposed_unit;
    std::optional<Clock> ruling;  ///< by when the hotline says yes or no
};
struct ReturnAccepted {
    AssignmentNo assignment;
    VaultRef note;
    std::optional<Clock> dispatch;  ///< the agent's clock again, when it was the lead's
};
struct ReturnRefused {
    AssignmentNo assignment;
    VaultRef note;
};
struct ExtensionRequested {
    AssignmentNo assignment;
    Limit asked;
    VaultRef reason;
};
struct ExtensionGranted {
    AssignmentNo assignment;
    Instant due_at;
    VaultRef note;
};
struct ExtensionRefused {
    AssignmentNo assignment;
    VaultRef note;
};
struct HandlingPaused {
    AssignmentNo assignment;
    PauseReason reason = PauseReason::kStatutoryProcedure;
    VaultRef note;
};
struct HandlingResumed {
    AssignmentNo assignment;
    Clock handling;
};
struct AssignmentFinished {
    AssignmentNo assignment;
    Verdict substantiated = Verdict::kYes;
    bool beyond_duty = false;
    bool caller_contacted = false;
    std::optional<Instant> contacted_at;
    Verdict solved = Verdict::kYes;
    VaultRef done;
    VaultRef reply;
    std::optional<VaultRef> overrule;  ///< why the lead does not wait for assisting units
};
struct AnswerAccepted {
    VaultRef note;
    std::optional<Clock> callback;  ///< who must be asked; empty when this one was not drawn for a
                                    ///< callback
    std::optional<Clock> archive;   ///< when no callback follows
};
struct AnswerSentBack {
    AssignmentNo assignment;
    VaultRef reason;
};
struct CalledBack {
    bool reached = false;
    std::optional<bool> unit_contacted;
    std::optional<Verdict> solved;
    std::optional<Satisfaction> satisfied;
    std::optional<Satisfaction> attitude;
    VaultRef opinion;
    std::optional<CallbackBy> by;        ///< empty in old histories: staff
    std::optional<CallOutcome> outcome;  ///< empty in old histories: as `reached` says
};
struct CaseRedone {
    AssignmentNo assignment;
    VaultRef reason;
    Clock handling;  ///< the shorter one
};
struct CaseFinished {
    Clock archive;
};
struct CaseMerged {
    CaseId into;
    VaultRef reason;
    Clock archive;
};
struct ChildMerged {
    CaseId child;
};
struct CaseUnmerged {
    CaseId from;
    VaultRef reason;
    std::optional<Clock> dispatch;
    std::vector<Assignment> resumed;
    std::optional<Clock> callback;
};
struct ChildUnmerged {
    CaseId child;
};
struct CaseSplit {
    std::vector<CaseId> children;
};
struct CaseVoided {
    VaultRef reason;
    Clock archive;
};
struct CaseArchived {};
/// A merged child waits for its parent before it may rest.
struct ArchivePostponed {
    Clock archive;
};
struct NoteAdded {
    VaultRef text;
};
struct Reminded {
    AssignmentNo assignment;
    VaultRef text;
};
struct AttachmentAdded {
    Attachment attachment;
    VaultRef name;
};
/// `percent` of the clock's limit is used up and somebody was told.
struct ReminderSent {
    ClockKind clock = ClockKind::kHandling;
    AssignmentNo assignment;
    std::int32_t percent = 0;
};
struct ClockMissed {
    ClockKind clock = ClockKind::kHandling;
    AssignmentNo assignment;
};
/// Imported history: the unit answered then; what lay between was not recorded.
struct AnswerImported {
    VaultRef reply;
    Clock archive;
};
/// Who looked is an event too. Does not change the case; possible after the archive.
struct PersonalDataViewed {
    std::string field;
    VaultRef reason;
};
/// The key of the case's vault is destroyed; the proof stays.
struct PersonErased {
    std::string basis;
};
struct PassedDown {
    AssignmentNo assignment;  ///< whose part it is
    Assignment child;
    VaultRef note;
};
struct UnitAdded {
    Assignment added;
    VaultRef note;
};
struct UnitReleased {
    AssignmentNo assignment;
    VaultRef reason;
};
/// Units disagree whose it is. Returns that were being judged are part of it; the lead handles
/// meanwhile.
struct DisputeOpened {
    AssignmentNo lead;
    std::vector<DisputePosition> positions;
    Clock ruling;
};
struct DisputeRuled {
    UnitCode unit;
    std::string basis;
    std::optional<VaultRef> note;
    bool by_default = false;              ///< nobody ruled in time: as the profile says
    std::vector<Assignment> assignments;  ///< the new lead's; empty when the named lead keeps it
    std::optional<PlaceCode> precedent_place;  ///< where it is followed from now on; empty: nowhere
};
/// Offered; the caller is kept until the line has said yes.
struct HandOverOffered {
    std::string target;
    VaultRef note;
    Clock answer;
};
struct HandOverAccepted {
    std::string target;
    std::string number;
    VaultRef note;
};
struct HandOverRejected {
    std::string target;
    VaultRef note;
};
struct HandInAccepted {
    VaultRef note;
};
struct HandInRejected {
    VaultRef note;
    Clock archive;
};
struct MoveRequested {
    VaultRef plate;
    Clock move;
};
struct OwnerContacted {
    ContactMethod method = ContactMethod::kPhone;
    bool reached = false;
    VaultRef note;
};
struct CarMoved {
    VaultRef note;
    Clock archive;
};
/// The dispatch to the traffic police follows.
struct MoveFailed {
    std::optional<VaultRef> note;  ///< empty when the time was simply up
};
struct CallbackLinkSent {
    Instant expires_at;
};
/// Redone as often as may be, and still not right: not another redo, but the ladder.
struct SupervisionCalled {
    std::int32_t redo_count = 0;
};
/// A ruling is followed no longer. Stands in a stream of its own (a number that is no case).
struct PrecedentRetired {
    PrecedentId precedent;
    std::string reason;
};
/// A list left the building. Stands in a stream of its own (a number that is no case).
struct ListExported {
    std::string list;
    std::string format;
    std::int64_t rows = 0;
};
struct AppealRequested {
    AssignmentNo assignment;
    AppealKind kind = AppealKind::kAssessment;
    VaultRef grounds;
};
struct AppealRuled {
    AssignmentNo assignment;
    bool upheld = false;
    VaultRef note;
};
/// Others reported a number that we do not count ourselves. Stands in a stream of its own.
struct OutsideFigureReported {
    std::string figure;
    std::string day;  ///< "2026-03-02"
    std::int64_t value = 0;
};

/// A document about this case was opened: a supervision order, an offer to a mediator … `level` is
/// its rung of the ladder, 0 when it is none. Possible after the end, not after the archive.
struct DocumentLinked {
    CaseId document;
    std::string kind;
    std::string number;
    std::int32_t level = 0;
};

/// A linked system was told, and took it. `fields` of the case went with it: who was told what is
/// part of the trace.
struct PushSent {
    std::string system;
    AssignmentNo assignment;  ///< 0: it concerns the case that the system brought
    std::string message;      ///< the webhook-id: one for every try
    std::vector<LinkField> fields;
};
/// A linked system's own number of this matter.
struct ReceiptTaken {
    std::string system;
    AssignmentNo assignment;
    std::string number;
};
/// A linked system does not take what it was sent.
struct PushRefused {
    std::string system;
    AssignmentNo assignment;
    std::string code;  ///< theirs, or "http_422"
    std::optional<VaultRef> note;
};

using AnyEvent = std::variant<
    CaseOpened, CaseAmended, SupplementAsked, Supplemented, SupplementLapsed, AnsweredAtDesk,
    DeclineProposed, CaseDeclined, DeclineRefused, CaseHandedOver, CaseDispatched,
    DispatchWithdrawn, Acknowledged, CitizenContacted, ReturnRequested, ReturnAccepted,
    ReturnRefused, ExtensionRequested, ExtensionGranted, ExtensionRefused, HandlingPaused,
    HandlingResumed, AssignmentFinished, AnswerAccepted, AnswerSentBack, CalledBack, CaseRedone,
    CaseFinished, CaseMerged, ChildMerged, CaseUnmerged, ChildUnmerged, CaseSplit, CaseVoided,
    CaseArchived, NoteAdded, Reminded, AttachmentAdded, ReminderSent, ClockMissed, AnswerImported,
    PersonalDataViewed, PersonErased, ListExported, ArchivePostponed, DocumentLinked, PassedDown,
    UnitAdded, UnitReleased, DisputeOpened, DisputeRuled, PrecedentRetired, HandOverOffered,
    HandOverAccepted, HandOverRejected, HandInAccepted, HandInRejected, MoveRequested,
    OwnerContacted, CarMoved, MoveFailed, CallbackLinkSent, SupervisionCalled, AppealRequested,
    AppealRuled, OutsideFigureReported, PushSent, ReceiptTaken, PushRefused>;

/// One of them. What a variant of seventy kinds needs to be copied, moved and destroyed is compiled
/// once, in events.cpp: left to every file that holds an event, it is a second or two of each one's
/// build.
struct EventBody : AnyEvent {
    template <class T>
        requires kIsAlternative<std::remove_cvref_t<T>, AnyEvent>
    EventBody(T&& event)  // NOLINT(google-explicit-constructor): an event is one of the above
        : AnyEvent(std::in_place_type<std::remove_cvref_t<T>>, std::forward<T>(event)) {}
    EventBody();
    EventBody(const EventBody& other);
    EventBody(EventBody&& other) noexcept;
    EventBody& operator=(const EventBody& other);
    EventBody& operator=(EventBody&& other) noexcept;
    ~EventBody();
};

/// The stored kind of an event, "case_opened"; in the order of the variant.
inline constexpr auto kEventKinds = std::to_array<std::string_view>({
    "case_opened",        "case_amended",        "supplement_asked",
    "supplemented",       "supplement_lapsed",   "answered_at_desk",
    "decline_proposed",   "case_declined",       "decline_refused",
    "case_handed_over",   "case_dispatched",     "dispatch_withdrawn",
    "acknowledged",       "citizen_contacted",   "return_requested",
    "return_accepted",    "return_refused",      "extension_requested",
    "extension_granted",  "extension_refused",   "handling_paused",
    "handling_resumed",   "assignment_finished", "answer_accepted",
    "answer_sent_back",   "called_back",         "case_redone",
    "case_finished",      "case_merged",         "child_merged",
    "case_unmerged",      "child_unmerged",      "case_split",
    "case_voided",        "case_archived",       "note_added",
    "reminded",           "attachment_added",    "reminder_sent",
    "clock_missed",       "answer_imported",     "personal_data_viewed",
    "person_erased",      "list_exported",       "archive_postponed",
    "document_linked",    "passed_down",         "unit_added",
    "unit_released",      "dispute_opened",      "dispute_ruled",
    "precedent_retired",  "hand_over_offered",   "hand_over_accepted",
    "hand_over_rejected", "hand_in_accepted",    "hand_in_rejected",
    "move_requested",     "owner_contacted",     "car_moved",
    "move_failed",        "callback_link_sent",  "supervision_called",
    "appeal_requested",   "appeal_ruled",        "outside_figure_reported",
    "push_sent",          "receipt_taken",       "push_refused",
});
static_assert(kEventKinds.size() == std::variant_size_v<AnyEvent>);

[[nodiscard]] inline std::string_view KindOf(const EventBody& body) {
    return kEventKinds[body.index()];
}

/// One line of a case's life.
struct Event {
    CaseId case_id;
    std::int32_t seq = 0;  ///< 1, 2, 3 … within the case
    Instant at;            ///< when it happened in the city; imported history keeps its own dates
    Actor actor;
    std::string profile_version;  ///< of the rules that decided it
    EventBody body;
};

}  // namespace liandong
