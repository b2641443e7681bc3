#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"

namespace liandong::http {
namespace {

// HttpOnly keeps scripts away from it, SameSite=Strict other sites; over TLS it never travels bare.
std::string CookieOf(const Request& request, std::string_view token, std::chrono::seconds life) {
    std::string cookie =
        std::string(kSessionCookie) + "=" + std::string(token) +
        "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(life.count());
    if (request.secure) cookie += "; Secure";
    return cookie;
}

MeView MeOf(const Principal& principal, const std::optional<User>& user, const City& city) {
    MeView me;
    me.id = principal.actor.id;
    me.kind = principal.actor.kind;
    me.unit = principal.actor.unit;
    if (const Unit* unit = city.FindUnit(me.unit)) me.unit_name = unit->name;
    if (user) {
        me.login = user->login;
        me.name = user->name;
        me.roles = user->roles;
        me.staff = user->staff;
        if (const StaffMember* staff = city.FindStaff(user->staff)) me.staff_name = staff->name;
        me.has_second_factor = !user->totp_secret.empty();
    }
    me.city_permissions.assign(principal.city_permissions.begin(),
                               principal.city_permissions.end());
    me.unit_permissions.assign(principal.unit_permissions.begin(),
                               principal.unit_permissions.end());
    return me;
}

Result<Response> PostSession(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<SignInRequest>(request));
    LD_TRY(const auto signed_in, SignIn(api.accounts, body, request.deadline));
    const auto city = api.services.city.Current();
    MeView me = MeOf(PrincipalOf(signed_in.user, *city), signed_in.user, *city);
    me.csrf_token = signed_in.csrf_token;
    me.session_ends_at = LocalTime{signed_in.expires_at, city->calendar.offset};
    return Json(201, me).With("Set-Cookie", CookieOf(request, signed_in.token, kSessionLife));
}

Result<Response> DeleteSession(const ApiServices& api, const Request& request) {
    LD_TRY(SignOut(api.accounts, request.cookies.Get(kSessionCookie), request.deadline));
    api.hub.EndOwner(Who(request).actor.id);
    return Response::NoContent().With("Set-Cookie", CookieOf(request, "", {}));
}

Result<Response> GetMe(const ApiServices& api, const Request& request) {
    const Identity& asker = Asker(request);
    MeView me = MeOf(asker.principal, asker.user, *api.services.city.Current());
    me.csrf_token = asker.csrf_token;
    return Json(200, me);
}

Result<Response> PostPassword(const ApiServices& api, const Request& request) {
    LD_TRY(const auto user, AskingUser(request));
    LD_TRY(const auto body, BodyOf<PasswordBody>(request));
    LD_TRY(ChangePassword(api.accounts, Who(request), user.id, body.old_password, body.new_password,
                          request.deadline));
    api.hub.EndOwner(user.id.value);
    return Response::NoContent();
}

Result<Response> PostTotp(const ApiServices& api, const Request& request) {
    LD_TRY(const auto user, AskingUser(request));
    LD_TRY(auto uri, EnrolTotp(api.accounts, Who(request), user.id, request.deadline));
    return Json(201, TotpView{std::move(uri)});
}

Result<Response> DeleteTotp(const ApiServices& api, const Request& request) {
    LD_TRY(const auto user, AskingUser(request));
    LD_TRY(DropTotp(api.accounts, Who(request), user.id, request.deadline));
    return Response::NoContent();
}

}  // namespace

void AddSessionRoutes(RouteTable& table) {
    table.Add(Method::kPost, "/api/v1/session", "public", PostSession);
    table.Add(Method::kDelete, "/api/v1/session", "signed-in", DeleteSession);
    table.Add(Method::kGet, "/api/v1/me", "signed-in", GetMe);
    table.Add(Method::kPost, "/api/v1/me/password", "signed-in", PostPassword);
    table.Add(Method::kPost, "/api/v1/me/totp", "signed-in", PostTotp);
    table.Add(Method::kDelete, "/api/v1/me/totp", "signed-in", DeleteTotp);
}

}  // namespace liandong::http
