#include "codec/topic_codec.hpp"

#include "codec/read_stored.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(KeptTopic, (),
                      (heat, from, to, place, group, words, persons, case_count, cases,
                       summary_case, summary_sentence))
BOOST_DESCRIBE_STRUCT(KeptTopics, (), (as_of, from, items))

std::string EncodeTopics(const KeptTopics& topics) { return json::ToJson(topics); }
Result<KeptTopics> DecodeTopics(std::string_view text) {
    return detail::ReadStored<KeptTopics>(text, "topics");
}

}  // namespace liandong
