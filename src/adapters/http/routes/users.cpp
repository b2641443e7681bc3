#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"

namespace liandong::http {
namespace {

UserView ViewOf(const User& user, const City& city) {
    UserView view{user.id,     user.login, user.name, user.unit,   "",
                  user.roles,  user.staff, "",        user.active, !user.totp_secret.empty(),
                  std::nullopt};
    if (const StaffMember* staff = city.FindStaff(user.staff)) view.staff_name = staff->name;
    if (const Unit* unit = city.FindUnit(user.unit)) view.unit_name = unit->name;
    if (user.locked_until) view.locked_until = LocalTime{*user.locked_until, city.calendar.offset};
    return view;
}

Result<Response> GetUsers(const ApiServices& api, const Request& request) {
    LD_TRY(const auto users, api.accounts.store.ListUsers(request.deadline));
    const auto city = api.services.city.Current();
    std::vector<UserView> views;
    views.reserve(users.size());
    for (const User& user : users) views.push_back(ViewOf(user, *city));
    return ListJson(views);
}

Result<Response> PostUser(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<NewUser>(request));
    LD_TRY(const auto user, SaveUser(api.accounts, Who(request), body, request.deadline));
    api.hub.EndOwner(user.id.value);  // with other rights, other events
    return Json(201, ViewOf(user, *api.services.city.Current()));
}

Result<Response> DeleteUser(const ApiServices& api, const Request& request) {
    const UserId id{std::string(request.path_params.Get("id"))};
    LD_TRY(DismissUser(api.accounts, Who(request), id, request.deadline));
    api.hub.EndOwner(id.value);
    return Response::NoContent();
}

Result<Response> GetTokens(const ApiServices& api, const Request& request) {
    LD_TRY(const auto tokens, api.accounts.store.ListTokens(request.deadline));
    const UtcOffset offset = api.services.city.Current()->calendar.offset;
    std::vector<TokenView> views;
    for (const ApiToken& token : tokens) {
        views.push_back({token.name, token.system, token.scopes, std::nullopt});
        if (token.expires_at) views.back().expires_at = LocalTime{*token.expires_at, offset};
    }
    return ListJson(views);
}

Result<Response> PostToken(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<TokenBody>(request));
    if (body.name.empty() || body.system.empty()) {
        return Failure{Invalid("bad_token", "A token needs a name and a system that holds it.")};
    }
    LD_TRY(auto token, IssueToken(api.accounts, Who(request), body.name, body.system, body.scopes,
                                  body.expires_at, request.deadline));
    return Json(201, IssuedToken{body.name, std::move(token)});
}

Result<Response> DeleteToken(const ApiServices& api, const Request& request) {
    LD_TRY(const auto systems, EndTokens(api.accounts, Who(request),
                                         request.path_params.Get("name"), request.deadline));
    // A stream that is open outlives the token; with another token the system comes back at once.
    for (const std::string& system : systems) api.hub.EndOwner(system);
    return Response::NoContent();
}

}  // namespace

void AddUserRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/users", "administer", GetUsers);
    table.Add(Method::kPost, "/api/v1/users", "administer", PostUser);
    table.Add(Method::kDelete, "/api/v1/users/{id}", "administer", DeleteUser);
    table.Add(Method::kGet, "/api/v1/tokens", "administer", GetTokens);
    table.Add(Method::kPost, "/api/v1/tokens", "administer", PostToken);
    table.Add(Method::kDelete, "/api/v1/tokens/{name}", "administer", DeleteToken);
}

}  // namespace liandong::http
