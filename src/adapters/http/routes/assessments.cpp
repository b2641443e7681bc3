#include "adapters/http/routes/figure_views.hpp"
#include "adapters/http/routes/file_reply.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/assess_units.hpp"

// Assessments of a month, and the report of one unit.

namespace liandong::http {
namespace {

std::string PeriodOf(const Request& request) {
    return std::string(request.path_params.Get("period"));
}

Response AssessmentJson(int status, const Assessment& assessment) {
    return Response::Json(status, EncodeAssessment(assessment)).With("Cache-Control", "no-store");
}

Result<Response> GetAssessment(const ApiServices& api, const Request& request) {
    LD_TRY(const auto found,
           ReadAssessment(api.services, Who(request), PeriodOf(request), request.deadline));
    return AssessmentJson(200, found);
}

Result<Response> PostAssessment(const ApiServices& api, const Request& request) {
    LD_TRY(const auto made,
           AssessMonth(api.services, Who(request), PeriodOf(request), request.deadline));
    return AssessmentJson(201, made);
}

Result<Response> GetAssessmentHistory(const ApiServices& api, const Request& request) {
    LD_TRY(const auto briefs, ListAssessments(api.services, PeriodOf(request), request.deadline));
    return ListJson(briefs);
}

Result<Response> GetReport(const ApiServices& api, const Request& request) {
    const UnitCode unit{std::string(request.query.Get("unit"))};
    const std::string_view format = request.query.Get("format");
    if (format == "pdf") {
        LD_TRY(auto bytes, PrintUnitReport(api.services, api.printer, Who(request), unit,
                                           PeriodOf(request), request.deadline));
        return Response::Download("report.pdf", "application/pdf", std::move(bytes));
    }
    LD_TRY(const auto table_format, CodeIn<TableFormat>(request, "format"));
    const TableFormat as = table_format.value_or(TableFormat::kXlsx);
    LD_TRY(auto table, ExportUnitReport(api.services, api.tables, Who(request), unit,
                                        PeriodOf(request), as, request.deadline));
    return FileReply(std::move(table), "report", as);
}

}  // namespace

void AddAssessmentRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/assessments/{period}", "view", GetAssessment);
    table.Add(Method::kPost, "/api/v1/assessments/{period}", "assess", PostAssessment);
    table.Add(Method::kGet, "/api/v1/assessments/{period}/history", "assess", GetAssessmentHistory);
    table.Add(Route{.method = Method::kGet,
                    .pattern = "/api/v1/assessments/{period}/report",
                    .permission = "export",
                    .limit = std::chrono::minutes(1)},
              GetReport);
}

}  // namespace liandong::http
