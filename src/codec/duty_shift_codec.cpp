#include "codec/document_codec_impl.hpp"
#include "domain/document/duty_shift.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(ShiftPackage, (),
                      (open_count, overdue_count, unsatisfied_count, overdue, unsatisfied,
                       callbacks, instructions))
BOOST_DESCRIBE_STRUCT(ShiftCallback, (), (about, at, reached, solved, satisfied, entered_by))
BOOST_DESCRIBE_STRUCT(ShiftReview, (), (about, at, text))
BOOST_DESCRIBE_STRUCT(HandoverNote, (), (at, by, text))
BOOST_DESCRIBE_STRUCT(ShiftInstruction, (),
                      (no, about, unit, due_at, text, happened_at, overdue, result))
BOOST_DESCRIBE_STRUCT(DutyShift, (),
                      (id, version, state, unit, leader, is_guest, planned_at, from, to, prepare_at,
                       prepared_at, package, signed_in_at, reviews, callbacks, instructions, notes,
                       ended_at))
template <>
inline constexpr bool HasDefault<DutyShift> = true;

BOOST_DESCRIBE_STRUCT(ShiftPlanned, (), (unit, leader, is_guest, from, to, prepare_at))
BOOST_DESCRIBE_STRUCT(ShiftReplaced, (), (leader, reason))
BOOST_DESCRIBE_STRUCT(ShiftPrepared, (), (package))
BOOST_DESCRIBE_STRUCT(ShiftSignedIn, (), ())
BOOST_DESCRIBE_STRUCT(ShiftNoted, (), (text))
BOOST_DESCRIBE_STRUCT(ShiftReviewed, (), (about, text))
BOOST_DESCRIBE_STRUCT(ShiftCalledBack, (), (callback))
BOOST_DESCRIBE_STRUCT(ShiftInstructed, (), (instruction))
BOOST_DESCRIBE_STRUCT(ShiftFollowedUp, (), (no, text))
BOOST_DESCRIBE_STRUCT(ShiftInstructionOverdue, (), (no))
BOOST_DESCRIBE_STRUCT(ShiftHandedOver, (), (text))
BOOST_DESCRIBE_STRUCT(ShiftMissed, (), ())
BOOST_DESCRIBE_STRUCT(ShiftCancelled, (), (reason))

BOOST_DESCRIBE_STRUCT(PlanShift, (), (unit, leader, is_guest, from, to))
BOOST_DESCRIBE_STRUCT(ReplaceLeader, (), (leader, reason))
BOOST_DESCRIBE_STRUCT(PrepareShift, (), (package))
BOOST_DESCRIBE_STRUCT(SignIn, (), ())
BOOST_DESCRIBE_STRUCT(NoteShift, (), (text))
BOOST_DESCRIBE_STRUCT(ReviewInShift, (), (about, text))
BOOST_DESCRIBE_STRUCT(RecordCallback, (), (callback))
BOOST_DESCRIBE_STRUCT(InstructInShift, (), (about, unit, due_at, text))
BOOST_DESCRIBE_STRUCT(FollowUp, (), (no, text))
BOOST_DESCRIBE_STRUCT(HandOverShift, (), (text))
BOOST_DESCRIBE_STRUCT(CancelShift, (), (reason))
BOOST_DESCRIBE_STRUCT(FireShiftDue, (), ())
template <>
inline constexpr bool HasDefault<PlanShift> = true;
template <>
inline constexpr auto kRequired<PlanShift> =
    std::to_array<std::string_view>({"unit", "leader", "from", "to"});

template struct DocumentCodec<DutyShift>;

}  // namespace liandong
