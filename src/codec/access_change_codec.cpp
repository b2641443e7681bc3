#include "codec/document_codec_impl.hpp"
#include "domain/document/access_change.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(AccessDifference, (), (part, before, after))
BOOST_DESCRIBE_STRUCT(AccessChange, (),
                      (id, version, state, subject, subject_id, units, differences, name, revision,
                       at, by))
template <>
inline constexpr bool HasDefault<AccessChange> = true;

BOOST_DESCRIBE_STRUCT(AccessChanged, (), (subject, subject_id, units, differences, name, revision))
BOOST_DESCRIBE_STRUCT(ChangeAccess, (), (subject, subject_id, units, differences, name, revision))

template struct DocumentCodec<AccessChange>;

}  // namespace liandong
