#include "codec/document_codec_impl.hpp"
#include "domain/document/question.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(Question, (),
                      (id, version, state, topic, article, source, text, options, option_count,
                       right, proposed_by, proposed_at, closed_at))
template <>
inline constexpr bool HasDefault<Question> = true;

BOOST_DESCRIBE_STRUCT(QuestionProposed, (),
                      (topic, article, source, text, options, option_count, right))
BOOST_DESCRIBE_STRUCT(QuestionApproved, (), ())
BOOST_DESCRIBE_STRUCT(QuestionRejected, (), (reason))
BOOST_DESCRIBE_STRUCT(QuestionRetired, (), (reason))

BOOST_DESCRIBE_STRUCT(ProposeQuestion, (), (topic, article, source, text, options, right))
BOOST_DESCRIBE_STRUCT(ApproveQuestion, (), ())
BOOST_DESCRIBE_STRUCT(RejectQuestion, (), (reason))
BOOST_DESCRIBE_STRUCT(RetireQuestion, (), (reason))
template <>
inline constexpr bool HasDefault<ProposeQuestion> = true;
template <>
inline constexpr auto kRequired<ProposeQuestion> =
    std::to_array<std::string_view>({"topic", "text", "options", "right"});

template struct DocumentCodec<Question>;

}  // namespace liandong
