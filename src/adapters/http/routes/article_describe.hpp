#pragma once

#include "adapters/http/routes/views_describe.hpp"
#include "app/knowledge.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(ArticleLine, (),
                      (id, code, edition, citation, title, questions, spoken, unit, unit_name,
                       categories, place, until))

inline constexpr std::size_t kArticleQuestionBytesMax = 1'000;

}  // namespace liandong
