#include "codec/document_codec_impl.hpp"
#include "domain/document/knowledge_gap.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(KnowledgeGap, (),
                      (id, version, state, number, cause, unit, category, place, article, topic,
                       text, asked, opened_at, due_at, missed, sent_back, answered_with, closed_at))
template <>
inline constexpr bool HasDefault<KnowledgeGap> = true;

BOOST_DESCRIBE_STRUCT(GapOpened, (),
                      (number, cause, unit, category, place, article, topic, text, due_at))
BOOST_DESCRIBE_STRUCT(GapAskedAgain, (), (text))
BOOST_DESCRIBE_STRUCT(GapAnswered, (), (article, note))
BOOST_DESCRIBE_STRUCT(GapSentBack, (), (reason, due_at))
BOOST_DESCRIBE_STRUCT(GapClosed, (), (note))
BOOST_DESCRIBE_STRUCT(GapMissed, (), ())

BOOST_DESCRIBE_STRUCT(OpenGap, (), (cause, unit, category, place, article, topic, text))
BOOST_DESCRIBE_STRUCT(AskGapAgain, (), (text))
BOOST_DESCRIBE_STRUCT(AnswerGap, (), (article, note))
BOOST_DESCRIBE_STRUCT(SendBackGap, (), (reason))
BOOST_DESCRIBE_STRUCT(CloseGap, (), (note))
BOOST_DESCRIBE_STRUCT(FireGapDue, (), ())
template <>
inline constexpr bool HasDefault<AnswerGap> = true;
template <>
inline constexpr bool HasDefault<CloseGap> = true;

template struct DocumentCodec<KnowledgeGap>;

}  // namespace liandong
