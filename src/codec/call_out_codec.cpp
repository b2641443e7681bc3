#include "codec/document_codec_impl.hpp"
#include "domain/document/call_out.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(CallTarget, (), (slot, unit, user, order))
BOOST_DESCRIBE_STRUCT(CallAttempt, (), (no, target, at, outcome, outcome_at))
BOOST_DESCRIBE_STRUCT(CallOut, (),
                      (id, version, state, about, assignment, unit, attempts, started_at, next_at,
                       acknowledged_by, closed_at))
template <>
inline constexpr bool HasDefault<CallOut> = true;

BOOST_DESCRIBE_STRUCT(CallOutStarted, (), (about, assignment, unit))
BOOST_DESCRIBE_STRUCT(CallOutRung, (), (no, target, next_at))
BOOST_DESCRIBE_STRUCT(CallOutReported, (), (no, outcome))
BOOST_DESCRIBE_STRUCT(CallOutAcknowledged, (), (by))
BOOST_DESCRIBE_STRUCT(CallOutStopped, (), ())
BOOST_DESCRIBE_STRUCT(CallOutExhausted, (), ())

BOOST_DESCRIBE_STRUCT(StartCallOut, (), (about, assignment, unit, target))
BOOST_DESCRIBE_STRUCT(RingNext, (), (target))
BOOST_DESCRIBE_STRUCT(ReportCall, (), (no, outcome))
BOOST_DESCRIBE_STRUCT(AcknowledgeCallOut, (), ())
BOOST_DESCRIBE_STRUCT(StopCallOut, (), ())

template struct DocumentCodec<CallOut>;

}  // namespace liandong
