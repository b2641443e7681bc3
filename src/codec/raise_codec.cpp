#include "codec/document_codec_impl.hpp"
#include "domain/document/raise.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(Raise, (),
                      (id, version, state, number, cases, to, unit, trigger, level, reason, limit,
                       raised_at, due_at, missed, instructed_by, instruction, answered_by, answer,
                       sent_back, closed_at))
template <>
inline constexpr bool HasDefault<Raise> = true;

BOOST_DESCRIBE_STRUCT(RaiseOpened, (),
                      (number, cases, to, unit, trigger, level, reason, limit, due_at))
BOOST_DESCRIBE_STRUCT(RaiseInstructed, (), (unit, text, due_at))
BOOST_DESCRIBE_STRUCT(RaiseAnswered, (), (signed_by, text))
BOOST_DESCRIBE_STRUCT(RaiseSentBack, (), (reason, due_at))
BOOST_DESCRIBE_STRUCT(RaiseClosed, (), (note))
BOOST_DESCRIBE_STRUCT(RaiseWithdrawn, (), (reason))
BOOST_DESCRIBE_STRUCT(RaiseMissed, (), ())

BOOST_DESCRIBE_STRUCT(RaiseCase, (), (cases, to, unit, trigger, level, limit, reason))
BOOST_DESCRIBE_STRUCT(InstructRaise, (), (unit, due_at, text))
BOOST_DESCRIBE_STRUCT(AnswerRaise, (), (text))
BOOST_DESCRIBE_STRUCT(SendBackRaise, (), (limit, reason))
BOOST_DESCRIBE_STRUCT(CloseRaise, (), (note))
BOOST_DESCRIBE_STRUCT(WithdrawRaise, (), (reason))
BOOST_DESCRIBE_STRUCT(FireRaiseDue, (), ())
template <>
inline constexpr bool HasDefault<RaiseCase> = true;
template <>
inline constexpr auto kRequired<RaiseCase> =
    std::to_array<std::string_view>({"cases", "to", "unit", "limit", "reason"});

template struct DocumentCodec<Raise>;

}  // namespace liandong
