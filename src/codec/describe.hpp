#pragma once

// One line per type: its members, in the order in which they are written. The domain itself stays
// free of it.

#include <array>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "domain/case/commands.hpp"
#include "domain/case/decide.hpp"
#include "domain/case/events.hpp"

namespace liandong {

/// JSON that somebody already wrote, passed on as it is.
struct RawJson {
    std::string text = "null";
};

/// Types whose members may all be absent when read: requests. What we stored ourselves must be
/// complete.
template <class T>
inline constexpr bool HasDefault = false;
/// Of a type with defaults, the members that must be there all the same.
template <class T>
inline constexpr std::array<std::string_view, 0> kRequired{};

/// What is known of a person or a matter is never complete; a member left out is an empty one.
template <>
inline constexpr bool HasDefault<Caller> = true;
template <>
inline constexpr bool HasDefault<Narrative> = true;
/// A state that an older program stored lacks what came later.
template <>
inline constexpr bool HasDefault<Case> = true;
template <>
inline constexpr bool HasDefault<Assignment> = true;

BOOST_DESCRIBE_STRUCT(GeoPoint, (), (lon, lat))
BOOST_DESCRIBE_STRUCT(VaultRef, (), (row, digest))
BOOST_DESCRIBE_STRUCT(Caller, (), (name, phone, other_contact, sex, enterprise, tags))
BOOST_DESCRIBE_STRUCT(Narrative, (), (title, content, address, wish))
BOOST_DESCRIBE_STRUCT(Actor, (), (kind, id, unit))
BOOST_DESCRIBE_STRUCT(Limit, (), (amount, unit))
BOOST_DESCRIBE_STRUCT(Pause, (), (from, to, reason))
BOOST_DESCRIBE_STRUCT(Clock, (),
                      (kind, limit, started_at, due_at, pauses, stopped_at, outcome, reminded))
BOOST_DESCRIBE_STRUCT(Extension, (), (asked, asked_at, granted))
BOOST_DESCRIBE_STRUCT(Assignment, (),
                      (no, unit, is_lead, state, rule, sent_at, return_until, acknowledge, contact,
                       handling, extensions, return_proposed, return_count, redo_count, contacted,
                       parent, return_ruling))
BOOST_DESCRIBE_STRUCT(DisputePosition, (), (assignment, unit, proposed))
BOOST_DESCRIBE_STRUCT(Dispute, (), (opened_at, positions, ruling, closed_at, unit))
BOOST_DESCRIBE_STRUCT(CallbackAttempt, (), (at, by, outcome))
BOOST_DESCRIBE_STRUCT(CallbackRecord, (),
                      (attempts, first_solved, first_satisfied, first_attitude, attitude,
                       link_version, link_expires_at))
BOOST_DESCRIBE_STRUCT(HandOverOffer, (), (target, offered_at, answer, accepted, number))
BOOST_DESCRIBE_STRUCT(HandIn, (), (answer, accepted))
BOOST_DESCRIBE_STRUCT(CarMove, (), (plate, move, contacts, reached, moved))
BOOST_DESCRIBE_STRUCT(Attachment, (), (blob, media_type, size_bytes, content, added_at))
BOOST_DESCRIBE_STRUCT(Appeal, (), (assignment, kind, asked_at, upheld))
BOOST_DESCRIBE_STRUCT(Case, (),
                      (id, version, state, channel, type, category, place, point, urgent, secret,
                       erased, source_system, source_id, caller, narrative, opened_by, opened_at,
                       closed_at, dispatch, callback, supplement, archive, assignments, attachments,
                       redo_count, return_count, callback_attempts, supplement_count,
                       decline_reason, hand_over_target, article, solved, satisfied, merged_into,
                       state_before_merge, suspended, merged_children, reopens, split_from,
                       split_children, ladder_level, documents, dispute, callbacks,
                       supervision_called_at, hand_over, hand_in, car_move, appeals))

BOOST_DESCRIBE_STRUCT(CaseOpened, (),
                      (channel, type, category, place, point, urgent, secret, source_system,
                       source_id, caller, narrative, dispatch, category_chosen_by, reopens,
                       split_from, hand_in))
BOOST_DESCRIBE_STRUCT(CaseAmended, (),
                      (type, category, place, point, urgent, secret, caller, narrative))
BOOST_DESCRIBE_STRUCT(SupplementAsked, (), (question, supplement))
BOOST_DESCRIBE_STRUCT(Supplemented, (), (text, dispatch, resumed))
BOOST_DESCRIBE_STRUCT(SupplementLapsed, (), (dispatch, resumed))
BOOST_DESCRIBE_STRUCT(AnsweredAtDesk, (), (answer, article, archive))
BOOST_DESCRIBE_STRUCT(DeclineProposed, (), (reason, explanation))
BOOST_DESCRIBE_STRUCT(CaseDeclined, (), (reason, proper_channel, explanation, archive))
BOOST_DESCRIBE_STRUCT(DeclineRefused, (), (note, dispatch))
BOOST_DESCRIBE_STRUCT(CaseHandedOver, (), (target, note, archive))
BOOST_DESCRIBE_STRUCT(CaseDispatched, (), (assignments, basis, precedent))
BOOST_DESCRIBE_STRUCT(DispatchWithdrawn, (), (reason, dispatch))
BOOST_DESCRIBE_STRUCT(Acknowledged, (), (assignment))
BOOST_DESCRIBE_STRUCT(CitizenContacted, (), (assignment, method, reached, contacted_at, note))
BOOST_DESCRIBE_STRUCT(ReturnRequested, (), (assignment, basis, proposed_unit, ruling))
BOOST_DESCRIBE_STRUCT(ReturnAccepted, (), (assignment, note, dispatch))
BOOST_DESCRIBE_STRUCT(ReturnRefused, (), (assignment, note))
BOOST_DESCRIBE_STRUCT(ExtensionRequested, (), (assignment, asked, reason))
BOOST_DESCRIBE_STRUCT(ExtensionGranted, (), (assignment, due_at, note))
BOOST_DESCRIBE_STRUCT(ExtensionRefused, (), (assignment, note))
BOOST_DESCRIBE_STRUCT(HandlingPaused, (), (assignment, reason, note))
BOOST_DESCRIBE_STRUCT(HandlingResumed, (), (assignment, handling))
BOOST_DESCRIBE_STRUCT(AssignmentFinished, (),
                      (assignment, substantiated, beyond_duty, caller_contacted, contacted_at,
                       solved, done, reply, overrule))
BOOST_DESCRIBE_STRUCT(AnswerAccepted, (), (note, callback, archive))
BOOST_DESCRIBE_STRUCT(AnswerSentBack, (), (assignment, reason))
BOOST_DESCRIBE_STRUCT(CalledBack, (),
                      (reached, unit_contacted, solved, satisfied, attitude, opinion, by, outcome))
BOOST_DESCRIBE_STRUCT(CaseRedone, (), (assignment, reason, handling))
BOOST_DESCRIBE_STRUCT(CaseFinished, (), (archive))
BOOST_DESCRIBE_STRUCT(CaseMerged, (), (into, reason, archive))
BOOST_DESCRIBE_STRUCT(ChildMerged, (), (child))
BOOST_DESCRIBE_STRUCT(CaseUnmerged, (), (from, reason, dispatch, resumed, callback))
BOOST_DESCRIBE_STRUCT(ChildUnmerged, (), (child))
BOOST_DESCRIBE_STRUCT(CaseSplit, (), (children))
BOOST_DESCRIBE_STRUCT(CaseVoided, (), (reason, archive))
BOOST_DESCRIBE_STRUCT(CaseArchived, (), ())
BOOST_DESCRIBE_STRUCT(ArchivePostponed, (), (archive))
BOOST_DESCRIBE_STRUCT(NoteAdded, (), (text))
BOOST_DESCRIBE_STRUCT(Reminded, (), (assignment, text))
BOOST_DESCRIBE_STRUCT(AttachmentAdded, (), (attachment, name))
BOOST_DESCRIBE_STRUCT(ReminderSent, (), (clock, assignment, percent))
BOOST_DESCRIBE_STRUCT(ClockMissed, (), (clock, assignment))
BOOST_DESCRIBE_STRUCT(AnswerImported, (), (reply, archive))
BOOST_DESCRIBE_STRUCT(PersonalDataViewed, (), (field, reason))
BOOST_DESCRIBE_STRUCT(PersonErased, (), (basis))
BOOST_DESCRIBE_STRUCT(PassedDown, (), (assignment, child, note))
BOOST_DESCRIBE_STRUCT(UnitAdded, (), (added, note))
BOOST_DESCRIBE_STRUCT(UnitReleased, (), (assignment, reason))
BOOST_DESCRIBE_STRUCT(DisputeOpened, (), (lead, positions, ruling))
BOOST_DESCRIBE_STRUCT(DisputeRuled, (),
                      (unit, basis, note, by_default, assignments, precedent_place))
BOOST_DESCRIBE_STRUCT(HandOverOffered, (), (target, note, answer))
BOOST_DESCRIBE_STRUCT(HandOverAccepted, (), (target, number, note))
BOOST_DESCRIBE_STRUCT(HandOverRejected, (), (target, note))
BOOST_DESCRIBE_STRUCT(HandInAccepted, (), (note))
BOOST_DESCRIBE_STRUCT(HandInRejected, (), (note, archive))
BOOST_DESCRIBE_STRUCT(MoveRequested, (), (plate, move))
BOOST_DESCRIBE_STRUCT(OwnerContacted, (), (method, reached, note))
BOOST_DESCRIBE_STRUCT(CarMoved, (), (note, archive))
BOOST_DESCRIBE_STRUCT(MoveFailed, (), (note))
BOOST_DESCRIBE_STRUCT(CallbackLinkSent, (), (expires_at))
BOOST_DESCRIBE_STRUCT(SupervisionCalled, (), (redo_count))
BOOST_DESCRIBE_STRUCT(PrecedentRetired, (), (precedent, reason))
BOOST_DESCRIBE_STRUCT(ListExported, (), (list, format, rows))
BOOST_DESCRIBE_STRUCT(PushSent, (), (system, assignment, message, fields))
BOOST_DESCRIBE_STRUCT(ReceiptTaken, (), (system, assignment, number))
BOOST_DESCRIBE_STRUCT(PushRefused, (), (system, assignment, code, note))
BOOST_DESCRIBE_STRUCT(DocumentLinked, (), (document, kind, number, level))
BOOST_DESCRIBE_STRUCT(AppealRequested, (), (assignment, kind, grounds))
BOOST_DESCRIBE_STRUCT(AppealRuled, (), (assignment, upheld, note))
BOOST_DESCRIBE_STRUCT(OutsideFigureReported, (), (figure, day, value))

}  // namespace liandong
