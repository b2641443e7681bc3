#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/draft_text.hpp"

// What a language model of the city's would write: drafts for people, kept nowhere.

namespace liandong {

BOOST_DESCRIBE_STRUCT(LanguageModelView, (), (available, model))
BOOST_DESCRIBE_STRUCT(DraftedText, (), (draft, text, model, notice, made_at))

}  // namespace liandong

namespace liandong::http {
namespace {

/// Longer than any model may take, so that its own limit is the one that ends the wait.
constexpr std::chrono::seconds kDraftTime{28};

Result<Response> GetLanguageModel(const ApiServices& api, const Request& /*request*/) {
    const auto& model = api.language_model;
    return Json(200, LanguageModelView{model != nullptr, model ? model->Name() : std::string()});
}

using Draft = Result<DraftedText> (*)(const DraftServices&, const Principal&, CaseId, Deadline);

void AddDraft(RouteTable& table, std::string pattern, std::string permission, Draft draft) {
    table.Add(Route{.method = Method::kPost,
                    .pattern = std::move(pattern),
                    .permission = std::move(permission),
                    .limit = kDraftTime},
              [draft](const ApiServices& api, const Request& request) -> Result<Response> {
                  LD_TRY(const CaseId id, CaseIdOf(request));
                  const DraftServices services{api.services, *api.articles,
                                               api.language_model.get()};
                  LD_TRY(const auto text, draft(services, Who(request), id, request.deadline));
                  return Json(200, text);
              });
}

}  // namespace

void AddDraftRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/language-model", "signed-in", GetLanguageModel);
    AddDraft(table, "/api/v1/cases/{id}/draft_summary", "view", DraftSummary);
    AddDraft(table, "/api/v1/cases/{id}/draft_answer", "finish", DraftAnswer);
}

}  // namespace liandong::http
