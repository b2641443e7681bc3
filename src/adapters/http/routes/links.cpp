#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/merge_cases.hpp"

// What ties cases together: merge, its undo, and split.

namespace liandong::http {
namespace {

Response Done(const Case& c) {
    const CaseBrief brief{c.id, c.version, c.state, std::string(Label(c.state))};
    return Json(200, brief).With("ETag", VersionTag(c.version));
}

Result<Response> PostMerge(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(const auto if_version, IfMatch(request));
    LD_TRY(const auto body, BodyOf<Merge>(request));
    LD_TRY(const Case child,
           MergeCases(api.services, Who(request), id, body, if_version, request.deadline));
    return Done(child);
}

Result<Response> PostUnmerge(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(const auto if_version, IfMatch(request));
    LD_TRY(const auto body, BodyOf<Unmerge>(request));
    LD_TRY(const Case child,
           UnmergeCases(api.services, Who(request), id, body, if_version, request.deadline));
    return Done(child);
}

Result<Response> PostSplit(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(const auto if_version, IfMatch(request));
    LD_TRY(auto key, IdempotencyOf(api, request));
    LD_TRY(const auto body, BodyOf<SplitBody>(request));
    LD_TRY(auto children, SplitCase(api.services, Who(request), id, body.parts, if_version,
                                    request.deadline, std::move(key)));
    return Json(201, SplitView{std::move(children)});
}

}  // namespace

void AddLinkRoutes(RouteTable& table) {
    table.Add(Method::kPost, "/api/v1/cases/{id}/merge", "signed-in", PostMerge);
    table.Add(Method::kPost, "/api/v1/cases/{id}/unmerge", "signed-in", PostUnmerge);
    table.Add(Method::kPost, "/api/v1/cases/{id}/split", "signed-in", PostSplit);
}

}  // namespace liandong::http
