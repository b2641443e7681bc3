#include "codec/document_codec_impl.hpp"
#include "domain/document/joint_conference.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(Attendance, (), (unit, person, present))
BOOST_DESCRIBE_STRUCT(ConferenceTask, (),
                      (no, unit, text, due_at, state, overdue, ended_at, result))
BOOST_DESCRIBE_STRUCT(JointConference, (),
                      (id, version, state, number, cases, units, convener, trigger, level, agenda,
                       limit, opened_at, due_at, meets_at, missed, attendance, minutes, tasks,
                       closed_at))
template <>
inline constexpr bool HasDefault<JointConference> = true;
template <>
inline constexpr bool HasDefault<Attendance> = true;
template <>
inline constexpr auto kRequired<Attendance> = std::to_array<std::string_view>({"unit", "present"});

BOOST_DESCRIBE_STRUCT(ConferenceCalled, (),
                      (number, cases, units, convener, trigger, level, agenda, limit, due_at,
                       meets_at))
BOOST_DESCRIBE_STRUCT(ConferenceScheduled, (), (meets_at, convener, units, agenda))
BOOST_DESCRIBE_STRUCT(ConferenceHeld, (), (attendance))
BOOST_DESCRIBE_STRUCT(ConferenceMinuted, (), (text, tasks))
BOOST_DESCRIBE_STRUCT(ConferenceTaskFinished, (), (no, text))
BOOST_DESCRIBE_STRUCT(ConferenceTaskRejected, (), (no, reason, due_at))
BOOST_DESCRIBE_STRUCT(ConferenceTaskDropped, (), (no, reason))
BOOST_DESCRIBE_STRUCT(ConferenceTaskOverdue, (), (no))
BOOST_DESCRIBE_STRUCT(ConferenceMissed, (), ())
BOOST_DESCRIBE_STRUCT(ConferenceClosed, (), ())
BOOST_DESCRIBE_STRUCT(ConferenceCancelled, (), (reason))

BOOST_DESCRIBE_STRUCT(CallConference, (), (cases, units, trigger, level, limit, meets_at, agenda))
BOOST_DESCRIBE_STRUCT(ScheduleConference, (), (meets_at, units, agenda))
BOOST_DESCRIBE_STRUCT(HoldConference, (), (attendance))
BOOST_DESCRIBE_STRUCT(NewTask, (), (unit, due_at, text))
BOOST_DESCRIBE_STRUCT(WriteMinutes, (), (tasks, text))
BOOST_DESCRIBE_STRUCT(FinishTask, (), (no, text))
BOOST_DESCRIBE_STRUCT(RejectTask, (), (no, due_at, reason))
BOOST_DESCRIBE_STRUCT(DropTask, (), (no, reason))
BOOST_DESCRIBE_STRUCT(CancelConference, (), (reason))
BOOST_DESCRIBE_STRUCT(FireConferenceDue, (), ())
template <>
inline constexpr bool HasDefault<CallConference> = true;
template <>
inline constexpr auto kRequired<CallConference> =
    std::to_array<std::string_view>({"cases", "units", "limit", "agenda"});
template <>
inline constexpr bool HasDefault<ScheduleConference> = true;
template <>
inline constexpr auto kRequired<ScheduleConference> = std::to_array<std::string_view>({"meets_at"});

template struct DocumentCodec<JointConference>;

}  // namespace liandong
