#include "app/knowledge_gaps.hpp"

#include "adapters/http/routes/document_routes.hpp"
#include "adapters/http/routes/json_body.hpp"

// 知识缺口.

namespace liandong {

BOOST_DESCRIBE_STRUCT(GapReport, (), (text, category, place))
template <>
inline constexpr bool HasDefault<GapReport> = true;
template <>
inline constexpr auto kRequired<GapReport> = std::to_array<std::string_view>({"text", "category"});

}  // namespace liandong

namespace liandong::http {
namespace {

Result<Response> PostGap(const ApiServices& api, const Request& request) {
    LD_TRY(const auto report, BodyOf<GapReport>(request));
    LD_TRY(const auto gap, ReportGap(api.services, Who(request), report, request.deadline));
    return DocumentBrief(gap.asked == 1 ? 201 : 200, HeadOf(gap));
}

Result<Response> PostGapCommand(const ApiServices& api, const Request& request) {
    DocumentRequest<KnowledgeGap> act;
    LD_TRY(act.id, DocumentIdOf(request));
    LD_TRY(act.if_version, IfMatch(request));
    const std::string_view path = request.path;
    LD_TRY(act.command,
           DocumentCodec<KnowledgeGap>::DecodeCommand(path.substr(path.rfind('/') + 1),
                                                      request.body.empty() ? "{}" : request.body));
    LD_TRY(const auto after, ActOnGap(api.services, Who(request), act, request.deadline));
    return DocumentBrief(200, HeadOf(after));
}

}  // namespace

void AddKnowledgeGapRoutes(RouteTable& table) {
    const std::string base = "/api/v1/knowledge-gaps";
    table.Add(Method::kPost, base, "answer_at_desk", PostGap);
    for (const char* command : {"answer", "send_back", "close"})
        table.Add(Method::kPost, base + "/{id}/" + command, "signed-in", PostGapCommand);
}

}  // namespace liandong::http
