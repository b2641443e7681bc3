#include "adapters/http/routes/document_routes.hpp"
#include "domain/document/raise.hpp"

// 提级件.

namespace liandong::http {
namespace {

Result<Response> PostRaise(const ApiServices& api, const Request& request) {
    LD_TRY(auto command, DocumentCodec<Raise>::DecodeCommand("open", request.body));
    const auto& open = std::get<RaiseCase>(command);
    LD_TRY(const auto raise, OpenDocument<Raise>(api.services, Who(request), command, open.cases,
                                                 open.level, request.deadline));
    return DocumentBrief(201, HeadOf(raise));
}

}  // namespace

void AddRaiseRoutes(RouteTable& table) {
    const std::string base = "/api/v1/raises";
    table.Add(Method::kPost, base, "supervise", PostRaise);
    AddDocumentCommands<Raise>(table, base);
}

}  // namespace liandong::http
