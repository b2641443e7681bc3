#include "codec/document_codec_impl.hpp"
#include "domain/document/article.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(ArticleEdition, (),
                      (number, from, until, categories, place, basis, review_days, title, questions,
                       spoken, answer, supplied_by, supplied_at, approved_by, seed))
BOOST_DESCRIBE_STRUCT(Article, (),
                      (id, version, state, code, unit, editions, draft, supplied_at, closed_at,
                       review_by, review_due, useful, wrong, out_of_date, raters))
template <>
inline constexpr bool HasDefault<Article> = true;

BOOST_DESCRIBE_STRUCT(ArticleSupplied, (), (code, unit, edition))
BOOST_DESCRIBE_STRUCT(ArticleRevised, (), (edition))
BOOST_DESCRIBE_STRUCT(ArticleApproved, (), (edition, from, review_by, note))
BOOST_DESCRIBE_STRUCT(ArticleSentBack, (), (reason))
BOOST_DESCRIBE_STRUCT(ArticleConfirmed, (), (review_by, note))
BOOST_DESCRIBE_STRUCT(ArticleWithdrawn, (), (reason))
BOOST_DESCRIBE_STRUCT(ArticleRated, (), (edition, rating, note))
BOOST_DESCRIBE_STRUCT(ArticleExpired, (), ())
BOOST_DESCRIBE_STRUCT(ArticleReviewDue, (), ())

BOOST_DESCRIBE_STRUCT(ArticleContent, (),
                      (from, until, categories, place, basis, review_days, title, questions, spoken,
                       answer))
template <>
inline constexpr bool HasDefault<ArticleContent> = true;
template <>
inline constexpr auto kRequired<ArticleContent> =
    std::to_array<std::string_view>({"categories", "title", "spoken", "answer"});
BOOST_DESCRIBE_STRUCT(SupplyArticle, (), (unit, content))
BOOST_DESCRIBE_STRUCT(ReviseArticle, (), (content))
BOOST_DESCRIBE_STRUCT(ApproveArticle, (), (note))
BOOST_DESCRIBE_STRUCT(SendBackArticle, (), (reason))
BOOST_DESCRIBE_STRUCT(ConfirmArticle, (), (note))
BOOST_DESCRIBE_STRUCT(WithdrawArticle, (), (reason))
BOOST_DESCRIBE_STRUCT(RateArticle, (), (edition, rating, note))
BOOST_DESCRIBE_STRUCT(PublishSeed, (), (code, unit, content, seed))
BOOST_DESCRIBE_STRUCT(FireArticleDue, (), ())
template <>
inline constexpr bool HasDefault<ApproveArticle> = true;
template <>
inline constexpr bool HasDefault<ConfirmArticle> = true;
template <>
inline constexpr bool HasDefault<RateArticle> = true;
template <>
inline constexpr auto kRequired<RateArticle> = std::to_array<std::string_view>({"rating"});

template struct DocumentCodec<Article>;

}  // namespace liandong
