#include "codec/document_codec_impl.hpp"
#include "domain/document/mediation.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(Mediation, (),
                      (id, version, state, number, about, unit, mediator, parties, sittings,
                       agreement, outcome, perform_by, missed, opened_at, closed_at))
template <>
inline constexpr bool HasDefault<Mediation> = true;

BOOST_DESCRIBE_STRUCT(MediationOpened, (), (number, about, unit, mediator, parties))
BOOST_DESCRIBE_STRUCT(MediationSat, (), (at, note))
BOOST_DESCRIBE_STRUCT(MediationAgreed, (), (agreement, terms, perform_by))
BOOST_DESCRIBE_STRUCT(MediationFailed, (), (reason))
BOOST_DESCRIBE_STRUCT(MediationWithdrawn, (), (reason))
BOOST_DESCRIBE_STRUCT(MediationPerformed, (), (note))
BOOST_DESCRIBE_STRUCT(MediationMissed, (), ())

BOOST_DESCRIBE_STRUCT(OpenMediation, (), (about, mediator, parties))
BOOST_DESCRIBE_STRUCT(HoldSitting, (), (at, note))
BOOST_DESCRIBE_STRUCT(AgreeMediation, (), (agreement, perform_by, terms))
BOOST_DESCRIBE_STRUCT(FailMediation, (), (reason))
BOOST_DESCRIBE_STRUCT(WithdrawMediation, (), (reason))
BOOST_DESCRIBE_STRUCT(PerformMediation, (), (note))
BOOST_DESCRIBE_STRUCT(FireMediationDue, (), ())
template <>
inline constexpr bool HasDefault<HoldSitting> = true;
template <>
inline constexpr auto kRequired<HoldSitting> = std::to_array<std::string_view>({"note"});
template <>
inline constexpr bool HasDefault<AgreeMediation> = true;
template <>
inline constexpr auto kRequired<AgreeMediation> =
    std::to_array<std::string_view>({"agreement", "terms"});

template struct DocumentCodec<Mediation>;

}  // namespace liandong
