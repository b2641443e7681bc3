#include "codec/document_codec_impl.hpp"
#include "domain/document/offer.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(AskReason, (), (kind, points, points_max))
BOOST_DESCRIBE_STRUCT(Chosen, (), (person, unit, by_hand, points, reasons))
BOOST_DESCRIBE_STRUCT(OfferAsk, (), (chosen, asked_at, answer_by, outcome, answered_at))
BOOST_DESCRIBE_STRUCT(Offer, (),
                      (id, version, state, about, unit, urgent, asks, opened_at, closed_at))
template <>
inline constexpr bool HasDefault<Offer> = true;

BOOST_DESCRIBE_STRUCT(OfferMade, (), (about, unit, urgent, text, chosen, answer_by))
BOOST_DESCRIBE_STRUCT(OfferPassedOn, (), (chosen, answer_by))
BOOST_DESCRIBE_STRUCT(OfferAccepted, (), ())
BOOST_DESCRIBE_STRUCT(OfferDeclined, (), (reason))
BOOST_DESCRIBE_STRUCT(OfferTimedOut, (), ())
BOOST_DESCRIBE_STRUCT(OfferFoundNobody, (), ())
BOOST_DESCRIBE_STRUCT(OfferEnded, (), (note))
BOOST_DESCRIBE_STRUCT(OfferWithdrawn, (), (reason))

BOOST_DESCRIBE_STRUCT(MakeOffer, (), (about, unit, chosen, text))
BOOST_DESCRIBE_STRUCT(PassOfferOn, (), (chosen))
BOOST_DESCRIBE_STRUCT(AcceptOffer, (), ())
BOOST_DESCRIBE_STRUCT(DeclineOffer, (), (reason))
BOOST_DESCRIBE_STRUCT(EndOffer, (), (note))
BOOST_DESCRIBE_STRUCT(WithdrawOffer, (), (reason))
BOOST_DESCRIBE_STRUCT(FireOfferDue, (), ())

template struct DocumentCodec<Offer>;

}  // namespace liandong
