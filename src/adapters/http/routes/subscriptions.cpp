#include "app/subscriptions.hpp"

#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"

namespace liandong::http {
namespace {

SubscriptionView ViewOf(const Subscription& s, UtcOffset offset) {
    return {s.id, s.name, s.url, s.kinds, s.units, {s.created_at, offset}, std::nullopt};
}

Result<Response> GetSubscriptions(const ApiServices& api, const Request& request) {
    LD_TRY(const auto all, api.services.store.ListSubscriptions(request.deadline));
    const UtcOffset offset = api.services.city.Current()->calendar.offset;
    std::vector<SubscriptionView> views;
    views.reserve(all.size());
    for (const Subscription& s : all) views.push_back(ViewOf(s, offset));
    return ListJson(views);
}

Result<Response> PostSubscription(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<NewSubscription>(request));
    LD_TRY(auto made, Subscribe(api.services, Who(request), body, request.deadline));
    SubscriptionView view = ViewOf(made.subscription, api.services.city.Current()->calendar.offset);
    view.secret = std::move(made.secret);
    return Json(201, view);
}

Result<Response> DeleteSubscription(const ApiServices& api, const Request& request) {
    const auto id = CaseIdOf(request);
    if (!id) return Failure{NotFound("no_such_subscription", "There is no such subscription.")};
    LD_TRY(Unsubscribe(api.services, Who(request), *id, request.deadline));
    return Response::NoContent();
}

}  // namespace

void AddSubscriptionRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/subscriptions", "administer", GetSubscriptions);
    table.Add(Method::kPost, "/api/v1/subscriptions", "administer", PostSubscription);
    table.Add(Method::kDelete, "/api/v1/subscriptions/{id}", "administer", DeleteSubscription);
}

}  // namespace liandong::http
