#include <utility>

#include "adapters/http/routes/api.hpp"
#include "adapters/http/routes/reading.hpp"

namespace liandong::http {
namespace {

constexpr std::size_t kAddressesMax = 100'000;

bool IsPublic(const Request& request) { return request.route->permission == "public"; }

bool IsSafe(Method method) {
    return method == Method::kGet || method == Method::kHead || method == Method::kOptions;
}

Error Unauthenticated(std::string code, std::string text) {
    return {ErrorKind::kUnauthenticated, code, std::move(text), code, {}};
}

// A session that ended is nobody: the next stage says so. Only trouble of the store stops us here.
Result<void> Attach(Request& request, Result<Identity> found) {
    if (found) {
        request.Attach<Identity>(std::make_shared<const Identity>(*std::move(found)));
        return {};
    }
    if (found.error().kind == ErrorKind::kUnauthenticated) return {};
    return Failure{std::move(found).error()};
}

Result<void> Identify(const ApiServices& api, Request& request) {
    constexpr std::string_view kBearer = "Bearer ";
    if (IsPublic(request)) return {};
    const std::string_view authorization = request.headers.Get("Authorization");
    if (authorization.starts_with(kBearer)) {
        const auto token = authorization.substr(kBearer.size());
        return Attach(request, IdentifyToken(api.accounts, token, request.deadline));
    }
    const std::string_view session = request.cookies.Get(kSessionCookie);
    if (session.empty()) return {};
    return Attach(request, IdentifySession(api.accounts, session, request.deadline));
}

// Compares in a time that does not tell where two tokens differ.
bool Same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference |= static_cast<unsigned char>(a[i]) ^
                      static_cast<unsigned>(static_cast<unsigned char>(b[i]));
    }
    return difference == 0;
}

// The one place where a route's permission is asked for. Rights that depend on a case are the
// rules'.
Result<void> Permit(const Request& request) {
    if (IsPublic(request)) return {};
    const auto identity = request.Attached<Identity>();
    if (identity == nullptr) {
        const bool has_token = request.headers.Has("Authorization");
        return Failure{has_token
                           ? Unauthenticated("no_token", "The token is not known or has expired.")
                           : Unauthenticated("no_session", "Please sign in.")};
    }
    if (identity->csrf_token && !IsSafe(request.method) &&
        !Same(*identity->csrf_token, request.headers.Get("X-CSRF-Token"))) {
        return Failure{Error{ErrorKind::kForbidden,
                             "csrf",
                             "The page is not the one that signed in; please load it again.",
                             "X-CSRF-Token is missing or another",
                             {}}};
    }
    const std::string& permission = request.route->permission;
    if (permission == "signed-in") return {};
    if (permission.empty()) return Failure{Bug("a route without a permission")};
    if (MayAnywhere(identity->principal, permission)) return {};
    return Failure{Error{ErrorKind::kForbidden,
                         "not_permitted",
                         "Your role does not include this.",
                         "route permission",
                         {{"permission", permission}}}};
}

// Everybody behind one address shares its buckets; those who signed in are not held up.
class Limits {
public:
    explicit Limits(const ApiRates& rates)
        : sign_in_(rates.sign_in, kAddressesMax),
          citizen_(rates.citizen, kAddressesMax),
          callback_link_(rates.callback_link, kAddressesMax),
          journal_(rates.journal, kAddressesMax) {}

    Result<void> Check(Request& request) {
        if (!IsPublic(request)) return {};
        if (request.path.starts_with("/api/v1/callback-links/"))
            return callback_link_check_(request);
        if (request.method == Method::kPost) {
            return request.path == "/api/v1/session" ? sign_in_check_(request)
                                                     : citizen_check_(request);
        }
        if (request.path.starts_with("/journal/")) return journal_check_(request);
        return {};
    }

private:
    RateLimiter sign_in_;
    RateLimiter citizen_;
    RateLimiter callback_link_;
    RateLimiter journal_;
    InjectedStages::Check sign_in_check_ =
        RateCheck(sign_in_, [](const Request& r) { return r.peer; });
    // Guessing the code of a case runs into it, too.
    InjectedStages::Check citizen_check_ =
        RateCheck(citizen_, [](const Request& r) { return r.peer; });
    InjectedStages::Check callback_link_check_ =
        RateCheck(callback_link_, [](const Request& r) { return r.peer; });
    InjectedStages::Check journal_check_ =
        RateCheck(journal_, [](const Request& r) { return r.peer; });
};

}  // namespace

InjectedStages MakeStages(const std::shared_ptr<const ApiServices>& api) {
    InjectedStages stages;
    const auto limits = std::make_shared<Limits>(api->rates);  // shared: std::function copies
    stages.limits = [limits](Request& request) { return limits->Check(request); };
    stages.identity = [api](Request& request) { return Identify(*api, request); };
    stages.permission = [](Request& request) { return Permit(request); };
    return stages;
}

}  // namespace liandong::http
