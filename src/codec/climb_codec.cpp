#include "codec/document_codec_impl.hpp"
#include "domain/document/climb.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(ClimbedRung, (),
                      (level, code, trigger, value, document, paper, reached_at, due_at, failed_at))
BOOST_DESCRIBE_STRUCT(Climb, (),
                      (id, version, state, about, units, rungs, look_at, began_at, ended_at))
template <>
inline constexpr bool HasDefault<Climb> = true;

BOOST_DESCRIBE_STRUCT(ClimbBegun, (), (about, units))
BOOST_DESCRIBE_STRUCT(ClimbReached, (), (rung, colour, units))
BOOST_DESCRIBE_STRUCT(ClimbFailed, (), (level))
BOOST_DESCRIBE_STRUCT(ClimbLookSet, (), (look_at))
BOOST_DESCRIBE_STRUCT(ClimbEnded, (), ())

BOOST_DESCRIBE_STRUCT(BeginClimb, (), (about, units))
BOOST_DESCRIBE_STRUCT(ReachRung, (), (level, trigger, value, paper, units))
BOOST_DESCRIBE_STRUCT(FailRung, (), (level))
BOOST_DESCRIBE_STRUCT(SetLook, (), (look_at))
BOOST_DESCRIBE_STRUCT(EndClimb, (), ())

template struct DocumentCodec<Climb>;

}  // namespace liandong
