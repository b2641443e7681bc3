#include "codec/document_codec_impl.hpp"
#include "domain/document/surge_warning.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(SurgeWarning, (),
                      (id, version, state, group, place, from, persons, expected, chance, cases,
                       lead, reason, raised_at, closed_at))
template <>
inline constexpr bool HasDefault<SurgeWarning> = true;

BOOST_DESCRIBE_STRUCT(SurgeRaised, (), (group, place, from, persons, expected, chance, cases))
BOOST_DESCRIBE_STRUCT(SurgeGrew, (), (cases))
BOOST_DESCRIBE_STRUCT(SurgeDismissed, (), (reason))
BOOST_DESCRIBE_STRUCT(SurgeConfirmed, (), (lead, reason))
BOOST_DESCRIBE_STRUCT(SurgeClosed, (), (reason))

BOOST_DESCRIBE_STRUCT(RaiseSurge, (), (group, place, from, persons, expected, chance, cases))
BOOST_DESCRIBE_STRUCT(GrowSurge, (), (cases))
BOOST_DESCRIBE_STRUCT(DismissSurge, (), (reason))
BOOST_DESCRIBE_STRUCT(ConfirmSurge, (), (lead, reason))
BOOST_DESCRIBE_STRUCT(CloseSurge, (), (reason))

template struct DocumentCodec<SurgeWarning>;

}  // namespace liandong
