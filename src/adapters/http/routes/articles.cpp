#include <algorithm>

#include "adapters/http/routes/article_describe.hpp"
#include "adapters/http/routes/document_routes.hpp"
#include "adapters/http/routes/json_body.hpp"

// 知识条目.

namespace liandong {

BOOST_DESCRIBE_STRUCT(EditionView, (),
                      (number, from, until, categories, place, basis, review_days, title, questions,
                       spoken, answer, supplied_by, supplied_at, approved_by))
BOOST_DESCRIBE_STRUCT(ArticlePage, (),
                      (id, version, code, state, state_label, unit, unit_name, effective_edition,
                       newest_edition, edition, has_draft, review_due, review_by, useful, wrong,
                       out_of_date, uses, last_used_at))

}  // namespace liandong

namespace liandong::http {
namespace {

constexpr std::int64_t kFoundMax = 50;

KnowledgeServices KnowledgeOf(const ApiServices& api) { return {api.services, *api.articles}; }

Result<Response> GetArticles(const ApiServices& api, const Request& request) {
    ArticleQuestion question;
    question.text = request.query.Get("q");
    if (question.text.size() > kArticleQuestionBytesMax)
        return Failure{BadQuery("q", "at most 1000 bytes")};
    question.category = request.query.Get("category");
    question.place.value = request.query.Get("place");
    LD_TRY(const auto limit, NumberIn(request, "limit"));
    if (limit && (*limit < 1 || *limit > kFoundMax))
        return Failure{BadQuery("limit", "must be 1 to 50")};
    if (limit) question.limit = static_cast<std::size_t>(*limit);
    return ListJson(FindArticles(KnowledgeOf(api), question));
}

Result<Response> GetArticle(const ApiServices& api, const Request& request) {
    LD_TRY(const auto number, NumberIn(request, "edition"));
    std::optional<std::int32_t> edition;
    // No article has editions beyond the thousands: what does not fit in is none of them.
    if (number) edition = static_cast<std::int32_t>(std::clamp<std::int64_t>(*number, 0, 1 << 30));
    LD_TRY(const auto page, ReadArticle(api.services, Who(request), request.path_params.Get("id"),
                                        edition, request.deadline));
    return Json(200, page).With("ETag", VersionTag(page.version));
}

Result<Response> PostArticle(const ApiServices& api, const Request& request) {
    LD_TRY(const auto command, DocumentCodec<Article>::DecodeCommand("supply", request.body));
    LD_TRY(const auto article,
           SupplyNewArticle(KnowledgeOf(api), Who(request), command, request.deadline));
    return DocumentBrief(201, HeadOf(article));
}

Result<Response> PostArticleCommand(const ApiServices& api, const Request& request) {
    DocumentRequest<Article> act;
    LD_TRY(act.id, DocumentIdOf(request));
    LD_TRY(act.if_version, IfMatch(request));
    const std::string_view path = request.path;
    LD_TRY(act.command,
           DocumentCodec<Article>::DecodeCommand(path.substr(path.rfind('/') + 1),
                                                 request.body.empty() ? "{}" : request.body));
    LD_TRY(const auto after, ActOnArticle(KnowledgeOf(api), Who(request), act, request.deadline));
    return DocumentBrief(200, HeadOf(after));
}

}  // namespace

void AddArticleRoutes(RouteTable& table) {
    const std::string base = "/api/v1/articles";
    table.Add(Method::kGet, base, "view", GetArticles);
    table.Add(Method::kPost, base, "write_knowledge", PostArticle);
    table.Add(Method::kGet, base + "/{id}", "view", GetArticle);
    for (const char* command : {"revise", "approve", "send_back", "confirm", "withdraw", "rate"})
        table.Add(Method::kPost, base + "/{id}/" + command, "signed-in", PostArticleCommand);
}

}  // namespace liandong::http
