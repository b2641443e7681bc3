#include "adapters/http/routes/document_routes.hpp"
#include "domain/document/supervision_order.hpp"

// 督办件.

namespace liandong::http {
namespace {

Result<Response> PostOrder(const ApiServices& api, const Request& request) {
    LD_TRY(auto command, DocumentCodec<SupervisionOrder>::DecodeCommand("issue", request.body));
    const auto& issue = std::get<IssueOrder>(command);
    LD_TRY(const auto order,
           OpenDocument<SupervisionOrder>(api.services, Who(request), command, issue.cases,
                                          issue.level, request.deadline));
    return DocumentBrief(201, HeadOf(order));
}

}  // namespace

void AddSupervisionOrderRoutes(RouteTable& table) {
    const std::string base = "/api/v1/supervision-orders";
    table.Add(Method::kPost, base, "supervise", PostOrder);
    AddDocumentCommands<SupervisionOrder>(table, base);
}

}  // namespace liandong::http
