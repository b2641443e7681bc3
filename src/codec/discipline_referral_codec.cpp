#include "codec/document_codec_impl.hpp"
#include "domain/document/discipline_referral.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(ReferralFile, (), (about, version))
BOOST_DESCRIBE_STRUCT(DisciplineReferral, (),
                      (id, version, state, number, cases, unit, trigger, level, grounds, opened_at,
                       handed_by, handed_at, files, reply, outcome, findings, closed_at))
template <>
inline constexpr bool HasDefault<DisciplineReferral> = true;

BOOST_DESCRIBE_STRUCT(ReferralProposed, (), (number, cases, unit, trigger, level, grounds))
BOOST_DESCRIBE_STRUCT(ReferralHandedOver, (), (files, note))
BOOST_DESCRIBE_STRUCT(ReferralAccepted, (), (reply))
BOOST_DESCRIBE_STRUCT(ReferralClosed, (), (outcome, text))
BOOST_DESCRIBE_STRUCT(ReferralWithdrawn, (), (reason))

BOOST_DESCRIBE_STRUCT(ProposeReferral, (), (cases, unit, trigger, level, reason))
BOOST_DESCRIBE_STRUCT(HandOverReferral, (), (files, note))
BOOST_DESCRIBE_STRUCT(AcceptReferral, (), (text))
BOOST_DESCRIBE_STRUCT(CloseReferral, (), (outcome, text))
BOOST_DESCRIBE_STRUCT(WithdrawReferral, (), (reason))
template <>
inline constexpr bool HasDefault<ProposeReferral> = true;
template <>
inline constexpr auto kRequired<ProposeReferral> =
    std::to_array<std::string_view>({"cases", "unit", "reason"});

template struct DocumentCodec<DisciplineReferral>;

}  // namespace liandong
