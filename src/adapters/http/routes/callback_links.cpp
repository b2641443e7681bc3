#include "app/callback_links.hpp"

#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"

// The citizen's own page: one question, behind a signed link. No identity is asked for, so both
// ways count against the address they come from (stages.cpp).

namespace liandong::http {
namespace {

CallbackLinkServices ServicesOf(const ApiServices& api) {
    return {api.services, api.accounts.credentials};
}

Result<Response> PostSend(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(const auto if_version, IfMatch(request));
    LD_TRY(const auto sent,
           MakeCallbackLink(ServicesOf(api), Who(request), id, if_version, request.deadline));
    const UtcOffset offset = api.services.city.Current()->calendar.offset;
    return Json(201, SentLinkView{id, sent.after.version, sent.token, {sent.expires_at, offset}})
        .With("ETag", VersionTag(sent.after.version))
        .With("Cache-Control", "no-store");
}

Result<Response> GetQuestion(const ApiServices& api, const Request& request) {
    LD_TRY(const auto question,
           ReadCallbackLink(ServicesOf(api), request.path_params.Get("token"), request.deadline));
    return Json(200, question).With("Cache-Control", "no-store");
}

Result<Response> PostAnswer(const ApiServices& api, const Request& request) {
    LD_TRY(const auto answer, BodyOf<CallbackAnswer>(request));
    LD_TRY(AnswerCallbackLink(ServicesOf(api), request.path_params.Get("token"), answer,
                              request.deadline));
    return Response::NoContent();
}

}  // namespace

void AddCallbackLinkRoutes(RouteTable& table) {
    table.Add(Method::kPost, "/api/v1/cases/{id}/send_callback_link", "signed-in", PostSend);
    table.Add(Method::kGet, "/api/v1/callback-links/{token}", "public", GetQuestion);
    table.Add(Method::kPost, "/api/v1/callback-links/{token}", "public", PostAnswer);
}

}  // namespace liandong::http
