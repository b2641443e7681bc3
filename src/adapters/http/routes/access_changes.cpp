#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/list_access_changes.hpp"

// Who was given which access, and by whom.

namespace liandong {

BOOST_DESCRIBE_STRUCT(AccessValueView, (), (code, name))
BOOST_DESCRIBE_STRUCT(AccessDifferenceView, (), (part, part_label, before, after))
BOOST_DESCRIBE_STRUCT(AccessChangeView, (),
                      (id, at, by, subject, subject_label, subject_id, subject_name, name,
                       differences))

}  // namespace liandong

namespace liandong::http {
namespace {

Result<Response> GetAccessChanges(const ApiServices& api, const Request& request) {
    LD_TRY(const auto page, PageFrom(request));
    AccessQuestion question;
    LD_TRY(question.from, TimeIn(request, "from"));
    LD_TRY(question.before, TimeIn(request, "before"));
    question.person = request.query.Get("person");
    LD_TRY(const auto changes,
           ListAccessChanges(api.services, Who(request), question, page, request.deadline));
    return ListJson(changes);
}

}  // namespace

void AddAccessChangeRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/access-changes", "audit", GetAccessChanges);
}

}  // namespace liandong::http
