#include "codec/document_codec_impl.hpp"
#include "domain/document/staff_leave.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(StaffLeave, (),
                      (id, version, state, person, unit, from, to, reason, granted_at, closed_at))
template <>
inline constexpr bool HasDefault<StaffLeave> = true;

BOOST_DESCRIBE_STRUCT(LeaveGranted, (), (person, unit, from, to, reason))
BOOST_DESCRIBE_STRUCT(LeaveCancelled, (), (reason))
BOOST_DESCRIBE_STRUCT(LeaveEnded, (), ())

BOOST_DESCRIBE_STRUCT(GrantLeave, (), (person, from, to, reason))
BOOST_DESCRIBE_STRUCT(CancelLeave, (), (reason))
BOOST_DESCRIBE_STRUCT(FireLeaveEnd, (), ())

template struct DocumentCodec<StaffLeave>;

}  // namespace liandong
