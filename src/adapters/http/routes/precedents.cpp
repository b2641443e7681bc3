#include "app/precedents.hpp"

#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/disputed_matters.hpp"

// Rulings that are followed again, with their history; and what they were about.

namespace liandong {

BOOST_DESCRIBE_STRUCT(RuledFor, (), (unit, unit_name, rulings, cases))
BOOST_DESCRIBE_STRUCT(DisputedMatter, (), (category, category_name, rulings, units))
BOOST_DESCRIBE_STRUCT(DisputedMatters, (), (rulings, since, items))

}  // namespace liandong

namespace liandong::http {
namespace {

Result<Response> GetPrecedents(const ApiServices& api, const Request& request) {
    LD_TRY(const auto page, PageFrom(request));
    LD_TRY(const auto precedents, ListPrecedents(api.services, page, request.deadline));
    return ListJson(precedents);
}

Result<Response> GetDisputedMatters(const ApiServices& api, const Request& request) {
    LD_TRY(const auto matters, CountDisputedMatters(api.services, request.deadline));
    return Json(200, matters);
}

Result<Response> PostRetire(const ApiServices& api, const Request& request) {
    const PrecedentId id{std::string(request.path_params.Get("id"))};
    LD_TRY(const auto body, BodyOf<RetirePrecedentBody>(request));
    LD_TRY(const auto retired,
           RetirePrecedent(api.services, Who(request), id, body.reason, request.deadline));
    return Json(200, retired);
}

}  // namespace

void AddPrecedentRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/precedents", "view", GetPrecedents);
    table.Add(Method::kGet, "/api/v1/rulings/matters", "rule_return", GetDisputedMatters);
    table.Add(Method::kPost, "/api/v1/precedents/{id}/retire", "rule_dispute", PostRetire);
}

}  // namespace liandong::http
