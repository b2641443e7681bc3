#include "codec/document_codec_impl.hpp"
#include "domain/document/patrol_task.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(PatrolTask, (),
                      (id, version, state, purpose, cell, about, unit, person, task, ordered_at,
                       due_at, missed, passed, point, metres_off, findings, photos, closed_at))
template <>
inline constexpr bool HasDefault<PatrolTask> = true;

BOOST_DESCRIBE_STRUCT(TaskOrdered, (), (purpose, cell, about, unit, person, task, due_at))
BOOST_DESCRIBE_STRUCT(TaskReported, (), (passed, point, metres_off, findings, photos))
BOOST_DESCRIBE_STRUCT(TaskWithdrawn, (), (reason))
BOOST_DESCRIBE_STRUCT(TaskMissed, (), ())

BOOST_DESCRIBE_STRUCT(OrderTask, (), (purpose, cell, about, unit, person, limit, text))
BOOST_DESCRIBE_STRUCT(ReportTask, (), (passed, point, metres_off, photos, text))
BOOST_DESCRIBE_STRUCT(WithdrawTask, (), (reason))
BOOST_DESCRIBE_STRUCT(FireTaskDue, (), ())
template <>
inline constexpr bool HasDefault<OrderTask> = true;
template <>
inline constexpr auto kRequired<OrderTask> =
    std::to_array<std::string_view>({"unit", "limit", "text"});

template struct DocumentCodec<PatrolTask>;

}  // namespace liandong
