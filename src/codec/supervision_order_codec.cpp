#include "codec/document_codec_impl.hpp"
#include "domain/document/supervision_order.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(OrderVisit, (), (at, visitors, findings, confirmed))
BOOST_DESCRIBE_STRUCT(SupervisionOrder, (),
                      (id, version, state, number, cases, unit, trigger, level, signatory, demand,
                       limit, issued_at, due_at, missed, visits, answered_by, answered_at, answer,
                       sent_back, closed_at))
template <>
inline constexpr bool HasDefault<SupervisionOrder> = true;

BOOST_DESCRIBE_STRUCT(OrderIssued, (),
                      (number, cases, unit, trigger, level, signatory, demand, limit, due_at))
BOOST_DESCRIBE_STRUCT(OrderReceived, (), ())
BOOST_DESCRIBE_STRUCT(OrderVisited, (), (visit))
BOOST_DESCRIBE_STRUCT(OrderAnswered, (), (signed_by, text))
BOOST_DESCRIBE_STRUCT(OrderSentBack, (), (reason, due_at))
BOOST_DESCRIBE_STRUCT(OrderClosed, (), (note))
BOOST_DESCRIBE_STRUCT(OrderWithdrawn, (), (reason))
BOOST_DESCRIBE_STRUCT(OrderMissed, (), ())

BOOST_DESCRIBE_STRUCT(IssueOrder, (), (cases, unit, trigger, level, signatory, limit, demand))
BOOST_DESCRIBE_STRUCT(ReceiveOrder, (), ())
BOOST_DESCRIBE_STRUCT(VisitOrder, (), (at, visitors, confirmed, text))
BOOST_DESCRIBE_STRUCT(AnswerOrder, (), (signed_by, text))
BOOST_DESCRIBE_STRUCT(SendBackOrder, (), (limit, reason))
BOOST_DESCRIBE_STRUCT(CloseOrder, (), (note))
BOOST_DESCRIBE_STRUCT(WithdrawOrder, (), (reason))
BOOST_DESCRIBE_STRUCT(FireOrderDue, (), ())
template <>
inline constexpr bool HasDefault<IssueOrder> = true;
template <>
inline constexpr auto kRequired<IssueOrder> =
    std::to_array<std::string_view>({"cases", "unit", "limit", "demand"});
template <>
inline constexpr bool HasDefault<VisitOrder> = true;
template <>
inline constexpr bool HasDefault<AnswerOrder> = true;

template struct DocumentCodec<SupervisionOrder>;

}  // namespace liandong
