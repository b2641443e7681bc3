#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/propose_case.hpp"
#include "app/read_answer_check.hpp"

// What a good colleague would say: while somebody types, beside a case, before a review.

namespace liandong {

BOOST_DESCRIBE_STRUCT(CategoryGuess, (), (category, category_name, probability, words))
BOOST_DESCRIBE_STRUCT(TypeGuessView, (), (type, type_label, share, words))
BOOST_DESCRIBE_STRUCT(SignalView, (), (kind, kind_label, sense, sense_label, found, at))
BOOST_DESCRIBE_STRUCT(FoundPlaceView, (), (text, at, length, name, kind, place, place_name))
BOOST_DESCRIBE_STRUCT(PartView, (), (text, at, length, category, category_name, probability))
BOOST_DESCRIBE_STRUCT(SimilarCase, (),
                      (id, title, state, state_label, open, category, category_name, place,
                       place_name, opened_at, same_person, score, merge_proposed, reasons,
                       reason_labels, words))
BOOST_DESCRIBE_STRUCT(SimilarCases, (), (near, earlier))
BOOST_DESCRIBE_STRUCT(PersonProposed, (),
                      (code, name, role_label, unit, unit_name, phone, phone_masked, reason,
                       reason_label, why))
BOOST_DESCRIBE_STRUCT(ArticleProposed, (),
                      (id, code, citation, title, spoken, unit_name, of_category, words))
BOOST_DESCRIBE_STRUCT(CaseProposal, (),
                      (guesses, category, place, place_name, grid_cell, route, precedents, types,
                       urgent, urgent_category, signals, places, parts, near, earlier, people,
                       articles))
BOOST_DESCRIBE_STRUCT(AnswerFindingView, (), (flaw, flaw_label, found))
BOOST_DESCRIBE_STRUCT(AnswerPromiseView, (), (text, is_dated, by))
BOOST_DESCRIBE_STRUCT(AnswerCheckView, (),
                      (assignment, answered_at, relevance, findings, promises, basis, copied_from))

}  // namespace liandong

namespace liandong::http {
namespace {

Result<Response> GetAnswerCheck(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(const auto no, NumberIn(request, "assignment"));
    constexpr std::int64_t kNoMax = 10'000;
    if (no && (*no < 0 || *no > kNoMax))
        return Failure{BadQuery("assignment", "must be the number of an assignment")};
    const AssignmentNo assignment{static_cast<std::int32_t>(no.value_or(0))};
    LD_TRY(const auto check,
           ReadAnswerCheck(api.services, Who(request), id, assignment, request.deadline));
    return Json(200, check);
}

}  // namespace

void AddProposalRoutes(RouteTable& table) {
    const auto proposer = std::make_shared<CaseProposer>();  // shared by the two routes below
    table.Add(Route{.method = Method::kPost, .pattern = "/api/v1/propose", .permission = "open"},
              [proposer](const ApiServices& api, const Request& request) -> Result<Response> {
                  LD_TRY(const auto body, BodyOf<ProposeRequest>(request));
                  LD_TRY(const auto proposal,
                         proposer->Propose({api.services, *api.people, *api.articles}, Who(request),
                                           body, request.deadline));
                  return Json(200, proposal);
              });
    table.Add(Route{.method = Method::kGet,
                    .pattern = "/api/v1/cases/{id}/similar",
                    .permission = "search"},
              [proposer](const ApiServices& api, const Request& request) -> Result<Response> {
                  LD_TRY(const CaseId id, CaseIdOf(request));
                  LD_TRY(const auto similar,
                         proposer->Similar(api.services, Who(request), id, request.deadline));
                  return Json(200, similar);
              });
    table.Add(Method::kGet, "/api/v1/cases/{id}/answer_check", "view", GetAnswerCheck);
}

}  // namespace liandong::http
