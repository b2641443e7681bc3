#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "adapters/http/routes/staff_describe.hpp"

namespace liandong::http {
namespace {

Result<Response> PostMatch(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<FindPeopleRequest>(request));
    LD_TRY(const auto found,
           FindPeople({api.services, *api.people}, Who(request), body, request.deadline));
    return Json(200, found);
}

}  // namespace

void AddStaffRoutes(RouteTable& table) {
    table.Add(Method::kPost, "/api/v1/staff/match", "view", PostMatch);
}

}  // namespace liandong::http
