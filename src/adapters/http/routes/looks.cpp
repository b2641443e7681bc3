#include "adapters/http/routes/file_reply.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/list_looks.hpp"

// Who looked at personal data.

namespace liandong {

BOOST_DESCRIBE_STRUCT(LookView, (),
                      (kind, kind_label, at, by, case_id, field, reason, list, format, rows))

}  // namespace liandong

namespace liandong::http {
namespace {

Result<LookQuestion> LookQuestionOf(const Request& request) {
    LookQuestion question;
    LD_TRY(question.kind, CodeIn<LookKind>(request, "kind"));
    LD_TRY(question.from, TimeIn(request, "from"));
    LD_TRY(question.before, TimeIn(request, "before"));
    LD_TRY(const auto about, NumberIn(request, "case"));
    if (about) question.about = CaseId{*about};
    question.person = request.query.Get("person");
    return question;
}

Result<Response> GetLooks(const ApiServices& api, const Request& request) {
    LD_TRY(const auto page, PageFrom(request));
    LD_TRY(const auto question, LookQuestionOf(request));
    LD_TRY(const auto looks,
           ListLooks(api.services, Who(request), question, page, request.deadline));
    return ListJson(looks);
}

Result<Response> ExportLooksRoute(const ApiServices& api, const Request& request) {
    LD_TRY(const auto format, CodeIn<TableFormat>(request, "format"));
    LD_TRY(const auto question, LookQuestionOf(request));
    const TableFormat wanted = format.value_or(TableFormat::kCsv);
    LD_TRY(auto table,
           ExportLooks(api.services, api.tables, Who(request), question, wanted, request.deadline));
    return FileReply(std::move(table), "looks", wanted);
}

}  // namespace

void AddLookRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/looks", "audit", GetLooks);
    table.Add(Route{.method = Method::kGet,
                    .pattern = "/api/v1/looks/export",
                    .permission = "audit",
                    .limit = std::chrono::minutes(10)},
              ExportLooksRoute);
}

}  // namespace liandong::http
