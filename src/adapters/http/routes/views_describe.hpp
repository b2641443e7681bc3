#pragma once

// What the API reads and writes, a line a type. Include it in .cpp files only (through
// json_body.hpp).

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/accounts.hpp"
#include "app/callback_links.hpp"
#include "app/case_views.hpp"
#include "app/exchange.hpp"
#include "app/merge_cases.hpp"
#include "app/propose_route.hpp"
#include "app/search_cases.hpp"
#include "app/subscriptions.hpp"
#include "app/take_link_message.hpp"
// tidy:allow(include): descriptions; what includes this is a .cpp
#include "codec/describe.hpp"

namespace liandong {

// ---- requests: members may be left out, but for those that kRequired names ----------------------

struct OpenCaseBody {
    Channel channel = Channel::kPhone;
    RequestType type = RequestType::kHelp;
    CategoryCode category;
    PlaceCode place;
    std::optional<GeoPoint> point;
    std::optional<bool> urgent;
    std::optional<bool> secret;
    std::string source_system;
    std::string source_id;
    Caller caller;
    Narrative narrative;
    bool dispatch = false;
    bool hand_in = false;
    std::string plate;
};
struct PasswordBody {
    std::string old_password;
    std::string new_password;
};
struct TokenBody {
    std::string name;
    std::string system;
    std::vector<std::string> scopes;
    std::optional<Instant> expires_at;
};
struct SplitBody {
    std::vector<SplitPart> parts;
};
struct ReopenBody {
    std::string reason;
};
struct SentLinkView {
    CaseId id;
    std::int32_t version = 0;
    std::string token;
    LocalTime expires_at;
};
struct RetirePrecedentBody {
    std::string reason;
};
struct ExchangeBody {
    std::string day;
    std::vector<std::string> sent;
    std::vector<std::string> received;
};
struct UnmaskBody {
    std::string field = "caller";
    std::string reason;
};

// ---- replies that only HTTP has --------------------------------------------------------------------

/// What a command leaves behind; who wants more reads the case.
struct CaseBrief {
    CaseId id;
    std::int32_t version = 0;
    CaseState state = CaseState::kRegistered;
    std::string state_label;
};
struct OpenedView {
    CaseId id;
    std::int32_t version = 0;
    CaseState state = CaseState::kRegistered;
    std::string state_label;
    CategoryCode category;
    std::string category_name;
    UnitCode lead;
    std::string lead_name;
    bool is_replay = false;
    std::vector<GuessView> guesses;
};
struct SplitView {
    std::vector<CaseId> children;
};
struct PersonView {
    Caller caller;
};
struct AttachedView {
    BlobId blob;
    std::string media_type;
    std::int64_t size_bytes = 0;
    Digest content;
    std::int32_t version = 0;
    bool is_replay = false;
};
struct TimelineLine {
    std::int32_t seq = 0;
    std::string kind;
    std::string label;
    LocalTime at;
    LocalTime recorded_at;
    ActorView actor;
    std::string profile_version;
    std::optional<std::int64_t> log_index;
    RawJson data;   ///< the payload exactly as it was hashed
    RawJson texts;  ///< member of the payload → its text
};
struct MeView {
    std::string id;
    std::string login;
    std::string name;
    ActorKind kind = ActorKind::kUser;
    UnitCode unit;
    std::string unit_name;
    std::vector<std::string> roles;
    std::string staff;  ///< their code in the list of staff; empty: not in it
    std::string staff_name;
    bool has_second_factor = false;
    std::vector<std::string> city_permissions;
    std::vector<std::string> unit_permissions;
    std::optional<std::string> csrf_token;
    std::optional<LocalTime> session_ends_at;
};
struct UserView {
    UserId id;
    std::string login;
    std::string name;
    UnitCode unit;
    std::string unit_name;
    std::vector<std::string> roles;
    std::string staff;
    std::string staff_name;
    bool active = true;
    bool has_second_factor = false;
    std::optional<LocalTime> locked_until;
};
struct TokenView {
    std::string name;
    std::string system;
    std::vector<std::string> scopes;
    std::optional<LocalTime> expires_at;
};
struct IssuedToken {
    std::string name;
    std::string token;
};
struct TotpView {
    std::string uri;
};
struct OutboxView {
    std::string id;
    std::string state;
    std::string channel;
    std::string recipient;
    std::string subject;
    CaseId case_id;
    std::int32_t attempts = 0;
    LocalTime next_attempt_at;
    std::optional<LocalTime> sent_at;
    std::string last_error;
};
struct LinkTakenView {
    CaseId case_id;
    std::int32_t version = 0;
    CaseState state = CaseState::kRegistered;
    std::string state_label;
    AssignmentNo assignment;
    bool is_replay = false;
};
struct InboundView {
    std::string id;
    std::string system;
    std::string message;
    std::string kind;
    std::string number;
    std::optional<CaseId> case_id;
    bool accepted = false;
    std::string code;
    LocalTime received_at;
    std::int32_t tries = 1;
};
struct LinkedSystemView {
    std::string code;
    std::string name;
    LinkDirection direction = LinkDirection::kBoth;
    std::vector<UnitCode> units;
    std::vector<std::string> categories;
    std::set<LinkField> fields;
    std::set<LinkMessageKind> accepts;
    ExchangeCounts today;
};
struct ResentView {
    std::int64_t count = 0;
};
struct ExchangeView {
    std::string system;
    std::string day;
    ExchangeCounts counts;
    std::vector<ExchangeLine> sent;
    std::vector<ExchangeLine> received;
    bool is_cut = false;
    std::optional<LocalTime> theirs_at;
    std::optional<ExchangeDifferences> differences;
};
struct SystemNumberView {
    std::string system;
    std::string system_name;
    std::string number;
    AssignmentNo assignment;
};
struct SubscriptionView {
    CaseId id;
    std::string name;
    std::string url;
    std::vector<std::string> kinds;
    std::vector<UnitCode> units;
    LocalTime created_at;
    std::optional<std::string> secret;  ///< when it is made, and never again
};
struct LiveView {
    CaseId case_id;
    std::int32_t seq = 0;
    std::string kind;
    std::string at;
    std::int64_t log_index = 0;
};

// ---- which members a request must have ---------------------------------------------------------------

#define LD_REQUEST(Type, ...)                      \
    template <>                                    \
    inline constexpr bool HasDefault<Type> = true; \
    template <>                                    \
    inline constexpr auto kRequired<Type> = std::to_array<std::string_view>({__VA_ARGS__})

LD_REQUEST(OpenCaseBody, "narrative");
LD_REQUEST(SignInRequest, "login", "password");
LD_REQUEST(PasswordBody, "old_password", "new_password");
LD_REQUEST(NewUser, "login", "name", "password", "unit", "roles");
LD_REQUEST(TokenBody, "name", "system", "scopes");
LD_REQUEST(SplitPart, "title", "content");
LD_REQUEST(SplitBody, "parts");
LD_REQUEST(ReopenBody, "reason");
LD_REQUEST(UnmaskBody, "reason");
LD_REQUEST(LinkMessage, "kind");
LD_REQUEST(ExchangeBody, "day", "sent", "received");
LD_REQUEST(NewSubscription, "name", "url");
LD_REQUEST(AskSupplement, "question");
LD_REQUEST(Supplement, "text");
LD_REQUEST(AnswerAtDesk, "answer");
LD_REQUEST(Decline, "reason");
LD_REQUEST(RuleDecline, "approve");
LD_REQUEST(HandOver, "target");
LD_REQUEST(Withdraw, "reason");
LD_REQUEST(Contact, "reached");
LD_REQUEST(Return, "basis");
LD_REQUEST(RuleReturn, "accept");
LD_REQUEST(RequestExtension, "asked", "reason");
LD_REQUEST(RuleExtension, "grant");
LD_REQUEST(PauseHandling, "note");
LD_REQUEST(Finish, "substantiated", "solved", "done", "reply");
LD_REQUEST(Review, "accept");
LD_REQUEST(Callback, "reached");
LD_REQUEST(Redo, "reason");
LD_REQUEST(Merge, "into", "reason");
LD_REQUEST(Unmerge, "reason");
LD_REQUEST(VoidCase, "reason");
LD_REQUEST(AddNote, "text");
LD_REQUEST(Remind, "text");
LD_REQUEST(ErasePerson, "basis");
LD_REQUEST(PassDown, "unit");
LD_REQUEST(AddUnit, "unit");
LD_REQUEST(ReleaseUnit, "assignment", "reason");
LD_REQUEST(RuleDispute, "unit", "basis");
LD_REQUEST(RetirePrecedentBody, "reason");
LD_REQUEST(RuleHandOver, "accept");
LD_REQUEST(RuleHandIn, "accept");
LD_REQUEST(RequestMove, "plate");
LD_REQUEST(ContactOwner, "reached");
LD_REQUEST(EndMove, "moved");
LD_REQUEST(CallbackAnswer, "solved", "satisfied");
LD_REQUEST(RequestAppeal, "grounds");
LD_REQUEST(RuleAppeal, "uphold", "note");
#undef LD_REQUEST

template <>
inline constexpr bool HasDefault<ProposeRequest> = true;
template <>
inline constexpr bool HasDefault<Amend> = true;
template <>
inline constexpr bool HasDefault<Dispatch> = true;
template <>
inline constexpr bool HasDefault<Acknowledge> = true;
template <>
inline constexpr bool HasDefault<ResumeHandling> = true;
template <>
inline constexpr bool HasDefault<Archive> = true;

BOOST_DESCRIBE_STRUCT(OpenCaseBody, (),
                      (channel, type, category, place, point, urgent, secret, source_system,
                       source_id, caller, narrative, dispatch, hand_in, plate))
BOOST_DESCRIBE_STRUCT(SignInRequest, (), (login, password, code))
BOOST_DESCRIBE_STRUCT(PasswordBody, (), (old_password, new_password))
BOOST_DESCRIBE_STRUCT(NewUser, (), (login, name, password, unit, roles, staff))
BOOST_DESCRIBE_STRUCT(TokenBody, (), (name, system, scopes, expires_at))
BOOST_DESCRIBE_STRUCT(SplitPart, (), (title, content, category, place, type))
BOOST_DESCRIBE_STRUCT(SplitBody, (), (parts))
BOOST_DESCRIBE_STRUCT(ReopenBody, (), (reason))
BOOST_DESCRIBE_STRUCT(UnmaskBody, (), (field, reason))
BOOST_DESCRIBE_STRUCT(LinkMessage, (),
                      (kind, case_id, number, assignment, type, category, place, point, urgent,
                       secret, caller, narrative, code, note, method, reached, contacted_at, basis,
                       proposed_unit, substantiated, solved, beyond_duty, caller_contacted, done,
                       reply, overrule))
BOOST_DESCRIBE_STRUCT(ExchangeBody, (), (day, sent, received))
BOOST_DESCRIBE_STRUCT(NewSubscription, (), (name, url, kinds, units))
BOOST_DESCRIBE_STRUCT(ProposeRequest, (), (text, category, place, point, phone))

BOOST_DESCRIBE_STRUCT(Amend, (), (type, category, place, point, urgent, secret, caller, narrative))
BOOST_DESCRIBE_STRUCT(AskSupplement, (), (question))
BOOST_DESCRIBE_STRUCT(Supplement, (), (text))
BOOST_DESCRIBE_STRUCT(AnswerAtDesk, (), (answer, article))
BOOST_DESCRIBE_STRUCT(Decline, (), (reason, explanation))
BOOST_DESCRIBE_STRUCT(RuleDecline, (), (approve, note))
BOOST_DESCRIBE_STRUCT(HandOver, (), (target, note))
BOOST_DESCRIBE_STRUCT(Dispatch, (), (lead, assisting, handling_limit))
BOOST_DESCRIBE_STRUCT(Withdraw, (), (reason))
BOOST_DESCRIBE_STRUCT(Acknowledge, (), (assignment))
BOOST_DESCRIBE_STRUCT(Contact, (), (assignment, method, reached, contacted_at, note))
BOOST_DESCRIBE_STRUCT(Return, (), (assignment, basis, proposed_unit))
BOOST_DESCRIBE_STRUCT(RuleReturn, (), (assignment, accept, note))
BOOST_DESCRIBE_STRUCT(RequestExtension, (), (assignment, asked, reason))
BOOST_DESCRIBE_STRUCT(RuleExtension, (), (assignment, grant, note))
BOOST_DESCRIBE_STRUCT(PauseHandling, (), (assignment, note))
BOOST_DESCRIBE_STRUCT(ResumeHandling, (), (assignment))
BOOST_DESCRIBE_STRUCT(Finish, (),
                      (assignment, substantiated, beyond_duty, caller_contacted, contacted_at,
                       solved, done, reply, overrule))
BOOST_DESCRIBE_STRUCT(Review, (), (accept, note))
BOOST_DESCRIBE_STRUCT(Callback, (),
                      (reached, unit_contacted, solved, satisfied, attitude, redo, opinion, by,
                       outcome))
BOOST_DESCRIBE_STRUCT(Redo, (), (reason))
BOOST_DESCRIBE_STRUCT(Merge, (), (into, reason))
BOOST_DESCRIBE_STRUCT(Unmerge, (), (reason))
BOOST_DESCRIBE_STRUCT(VoidCase, (), (reason))
BOOST_DESCRIBE_STRUCT(Archive, (), ())
BOOST_DESCRIBE_STRUCT(AddNote, (), (text))
BOOST_DESCRIBE_STRUCT(Remind, (), (assignment, text))
BOOST_DESCRIBE_STRUCT(ErasePerson, (), (basis))
BOOST_DESCRIBE_STRUCT(PassDown, (), (assignment, unit, handling_limit, note))
BOOST_DESCRIBE_STRUCT(AddUnit, (), (unit, handling_limit, note))
BOOST_DESCRIBE_STRUCT(ReleaseUnit, (), (assignment, reason))
BOOST_DESCRIBE_STRUCT(RuleDispute, (), (unit, basis, note, place, handling_limit))
BOOST_DESCRIBE_STRUCT(RetirePrecedentBody, (), (reason))
BOOST_DESCRIBE_STRUCT(RuleHandOver, (), (accept, number, note))
BOOST_DESCRIBE_STRUCT(RuleHandIn, (), (accept, note))
BOOST_DESCRIBE_STRUCT(RequestMove, (), (plate))
BOOST_DESCRIBE_STRUCT(ContactOwner, (), (method, reached, note))
BOOST_DESCRIBE_STRUCT(EndMove, (), (moved, note))
BOOST_DESCRIBE_STRUCT(CallbackAnswer, (), (solved, satisfied, attitude, unit_contacted, opinion))
BOOST_DESCRIBE_STRUCT(CallbackQuestion, (),
                      (city_name, case_id, category_name, opened_at, expires_at))
BOOST_DESCRIBE_STRUCT(SentLinkView, (), (id, version, token, expires_at))
BOOST_DESCRIBE_STRUCT(RequestAppeal, (), (assignment, kind, grounds))
BOOST_DESCRIBE_STRUCT(RuleAppeal, (), (assignment, uphold, note))

BOOST_DESCRIBE_STRUCT(CaseBrief, (), (id, version, state, state_label))
BOOST_DESCRIBE_STRUCT(GuessView, (), (category, category_name, probability))
BOOST_DESCRIBE_STRUCT(OpenedView, (),
                      (id, version, state, state_label, category, category_name, lead, lead_name,
                       is_replay, guesses))
BOOST_DESCRIBE_STRUCT(SplitView, (), (children))
BOOST_DESCRIBE_STRUCT(PersonView, (), (caller))
BOOST_DESCRIBE_STRUCT(AttachedView, (), (blob, media_type, size_bytes, content, version, is_replay))
BOOST_DESCRIBE_STRUCT(ActorView, (), (kind, kind_label, id, name, unit, unit_name))
BOOST_DESCRIBE_STRUCT(TimelineLine, (),
                      (seq, kind, label, at, recorded_at, actor, profile_version, log_index, data,
                       texts))
BOOST_DESCRIBE_STRUCT(PauseView, (), (from, to, reason, reason_label))
BOOST_DESCRIBE_STRUCT(SegmentView, (), (from, to, kind, kind_label, note))
BOOST_DESCRIBE_STRUCT(ClockView, (),
                      (kind, label, assignment, limit, started_at, due_at, stopped_at, outcome,
                       outcome_label, paused, pauses, segments))
BOOST_DESCRIBE_STRUCT(ExtensionView, (), (asked, asked_at, granted))
BOOST_DESCRIBE_STRUCT(AssignmentView, (),
                      (no, unit, unit_name, is_lead, state, state_label, rule, sent_at,
                       return_until, clocks, extensions, return_proposed, return_count, redo_count,
                       contacted, parent))
BOOST_DESCRIBE_STRUCT(DisputePositionView, (),
                      (assignment, unit, unit_name, proposed, proposed_name))
BOOST_DESCRIBE_STRUCT(CallbackAttemptView, (), (at, by, by_label, outcome, outcome_label))
BOOST_DESCRIBE_STRUCT(CallbackRecordView, (),
                      (attempts, first_solved, first_satisfied, first_attitude, attitude,
                       link_expires_at))
BOOST_DESCRIBE_STRUCT(HandOverView, (), (target, target_name, offered_at, due_at, accepted, number))
BOOST_DESCRIBE_STRUCT(HandInView, (), (due_at, accepted))
BOOST_DESCRIBE_STRUCT(CarMoveView, (), (due_at, contacts, reached, moved))
BOOST_DESCRIBE_STRUCT(DisputeView, (), (opened_at, due_at, positions, closed_at, unit, unit_name))
BOOST_DESCRIBE_STRUCT(AttachmentView, (), (blob, name, media_type, size_bytes, content, added_at))
BOOST_DESCRIBE_STRUCT(ActionLine, (), (name, label, assignment, allowed, reason, reason_label))
BOOST_DESCRIBE_STRUCT(CaseView, (),
                      (id, version, state, state_label, channel, channel_label, type, type_label,
                       category, category_name, place, place_name, point, urgent, secret,
                       source_system, source_id, person, caller, narrative, opened_by, opened_at,
                       closed_at, clocks, assignments, attachments, redo_count, return_count,
                       callback_attempts, decline_reason, hand_over_target, article, solved,
                       satisfied, merged_into, merged_children, reopens, split_from, split_children,
                       dispute, callbacks, supervision_called_at, hand_over, hand_in, car_move,
                       actions))
BOOST_DESCRIBE_STRUCT(TextSpan, (), (from, to))
BOOST_DESCRIBE_STRUCT(Snippet, (), (field, text, marks))
BOOST_DESCRIBE_STRUCT(CaseLine, (),
                      (id, version, title, state, state_label, type, type_label, channel,
                       channel_label, category, category_name, place, place_name, lead, lead_name,
                       urgent, secret, overdue, disputed, return_waiting, redo_count, opened_at,
                       closed_at, next_due_at, source_system, source_id, snippet))
BOOST_DESCRIBE_STRUCT(RulingCounts, (), (disputes, returns))
BOOST_DESCRIBE_STRUCT(WorkLine, (),
                      (case_id, no, title, unit, unit_name, is_lead, state, state_label, case_state,
                       case_state_label, category, category_name, place, place_name, urgent,
                       overdue, sent_at, due_at, acknowledge_due_at, contact_due_at,
                       handling_due_at))
BOOST_DESCRIBE_STRUCT(RouteView, (), (rule, lead, lead_name, assisting, basis, precedent))
BOOST_DESCRIBE_STRUCT(PrecedentView, (),
                      (id, category, category_name, place, place_name, unit, unit_name, case_id,
                       ruled_at, ruled_by, basis, holds, retired_at, retired_by, retired_why))
BOOST_DESCRIBE_STRUCT(MeView, (),
                      (id, login, name, kind, unit, unit_name, roles, staff, staff_name,
                       has_second_factor, city_permissions, unit_permissions, csrf_token,
                       session_ends_at))
BOOST_DESCRIBE_STRUCT(UserView, (),
                      (id, login, name, unit, unit_name, roles, staff, staff_name, active,
                       has_second_factor, locked_until))
BOOST_DESCRIBE_STRUCT(TokenView, (), (name, system, scopes, expires_at))
BOOST_DESCRIBE_STRUCT(IssuedToken, (), (name, token))
BOOST_DESCRIBE_STRUCT(TotpView, (), (uri))
BOOST_DESCRIBE_STRUCT(OutboxView, (),
                      (id, state, channel, recipient, subject, case_id, attempts, next_attempt_at,
                       sent_at, last_error))
BOOST_DESCRIBE_STRUCT(LinkTakenView, (),
                      (case_id, version, state, state_label, assignment, is_replay))
BOOST_DESCRIBE_STRUCT(InboundView, (),
                      (id, system, message, kind, number, case_id, accepted, code, received_at,
                       tries))
BOOST_DESCRIBE_STRUCT(ExchangeCounts, (), (sent, accepted, refused, waiting, stuck))
BOOST_DESCRIBE_STRUCT(ExchangeLine, (), (message, case_id))
BOOST_DESCRIBE_STRUCT(ExchangeDifferences, (), (they_lack, we_never_sent, we_lack, they_never_sent))
BOOST_DESCRIBE_STRUCT(ExchangeView, (),
                      (system, day, counts, sent, received, is_cut, theirs_at, differences))
BOOST_DESCRIBE_STRUCT(LinkedSystemView, (),
                      (code, name, direction, units, categories, fields, accepts, today))
BOOST_DESCRIBE_STRUCT(ResentView, (), (count))
BOOST_DESCRIBE_STRUCT(SystemNumberView, (), (system, system_name, number, assignment))
BOOST_DESCRIBE_STRUCT(SubscriptionView, (), (id, name, url, kinds, units, created_at, secret))
BOOST_DESCRIBE_STRUCT(LiveView, (), (case_id, seq, kind, at, log_index))

}  // namespace liandong
