#include "adapters/http/routes/route_table.hpp"

// What machines ask of a server, and the files it hands out.

namespace liandong::http {
namespace {

Result<Response> GetHealth(const ApiServices&, const Request&) {
    return Response::Plain(200, "ok\n").With("Cache-Control", "no-store");
}

Result<Response> GetReady(const ApiServices& api, const Request& request) {
    LD_TRY(api.services.store.Ping(request.deadline));
    return Response::Plain(200, "ready\n").With("Cache-Control", "no-store");
}

Result<Response> GetMetrics(const ApiServices& api, const Request&) {
    Response reply = Response::Plain(200, api.metrics.Text());
    return std::move(reply)
        .With("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        .With("Cache-Control", "no-store");
}

Result<Response> GetOpenApi(const ApiServices& api, const Request& request) {
    const std::string tag = EtagOf(api.openapi);
    Response reply;
    if (NotModified(request, tag)) {
        reply.status = 304;
    } else {
        reply = Response::Plain(200, api.openapi);
        reply.headers.Set("Content-Type", "application/yaml; charset=utf-8");
    }
    return std::move(reply).With("ETag", tag).With("Cache-Control", "no-cache");
}

Result<Response> FileOf(const ApiServices& api, const Request& request, std::string_view name) {
    if (api.web) {
        if (auto found = api.web->Serve(request, name)) return *std::move(found);
    }
    return Failure{NotFound("no_such_page", "There is no such page.")};
}

Result<Response> GetDocsFolder(const ApiServices&, const Request&) {
    return Response::Redirect("/api/docs/");  // so that the page finds its own files
}

Result<Response> GetDocs(const ApiServices& api, const Request& request) {
    const std::string_view file = request.path_params.Get("file");
    return FileOf(api, request, "docs/" + std::string(file.empty() ? "index.html" : file));
}

Result<Response> GetFile(const ApiServices& api, const Request& request) {
    const std::string_view file = request.path_params.Get("file");
    // The workplace is one file; which page of it an address means is the browser's to find out.
    if (file == "app" || file.starts_with("app/")) return FileOf(api, request, "app/index.html");
    return FileOf(api, request, file.empty() ? "index.html" : file);
}

}  // namespace

void AddOperationRoutes(RouteTable& table) {
    const auto add = [&](const char* pattern, RouteBody body, bool never_waits) {
        table.Add(Route{.method = Method::kGet,
                        .pattern = pattern,
                        .permission = "public",
                        .never_waits = never_waits},
                  body);
    };
    add("/healthz", GetHealth, true);
    add("/readyz", GetReady, false);
    add("/metrics", GetMetrics, true);
    add("/api/openapi.yaml", GetOpenApi, true);
    add("/api/docs", GetDocsFolder, true);
    add("/api/docs/{file...}", GetDocs, true);
    add("/{file...}", GetFile, true);
}

}  // namespace liandong::http
