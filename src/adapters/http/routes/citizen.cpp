#include "app/citizen.hpp"

#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/near_cases.hpp"

// What citizens do without signing in. The code of a case travels in bodies only: addresses end up
// in logs.

namespace liandong {

struct CitizenOpenBody {
    RequestType type = RequestType::kHelp;
    PlaceCode place;
    std::optional<GeoPoint> point;
    bool secret = false;
    Caller caller;
    Narrative narrative;
};
struct SlipView {
    CaseId id;
    std::string code;
    CaseState state = CaseState::kRegistered;
    std::string state_label;
};
struct SlipBody {
    CaseId id;
    std::string code;
};
struct RateBody {
    CaseId id;
    std::string code;
    Verdict solved = Verdict::kYes;
    Satisfaction satisfied = Satisfaction::kNoRating;
    std::string opinion;
};
struct SlipTextBody {
    CaseId id;
    std::string code;
    std::string text;
};
struct NearBody {
    PlaceCode place;
    CategoryCode category;
};
struct NearList {
    std::vector<NearCase> items;
};
struct JoinBody {
    CaseId id;
    std::string code;
    CaseId into;
};

BOOST_DESCRIBE_STRUCT(CitizenOpenBody, (), (type, place, point, secret, caller, narrative))
BOOST_DESCRIBE_STRUCT(SlipView, (), (id, code, state, state_label))
BOOST_DESCRIBE_STRUCT(SlipBody, (), (id, code))
BOOST_DESCRIBE_STRUCT(RateBody, (), (id, code, solved, satisfied, opinion))
BOOST_DESCRIBE_STRUCT(SlipTextBody, (), (id, code, text))
BOOST_DESCRIBE_STRUCT(NearBody, (), (place, category))
BOOST_DESCRIBE_STRUCT(NearCase, (),
                      (id, category, category_name, street_name, state, state_label, opened_at))
BOOST_DESCRIBE_STRUCT(NearList, (), (items))
BOOST_DESCRIBE_STRUCT(JoinBody, (), (id, code, into))
BOOST_DESCRIBE_STRUCT(CitizenStep, (), (kind, label, at, unit_name, text))
BOOST_DESCRIBE_STRUCT(CitizenView, (),
                      (id, state, state_label, title, content, category_name, place_name, opened_at,
                       closed_at, due_at, solved, satisfied, may_rate, may_supplement, steps))

#define LD_REQUEST(Type, ...)                      \
    template <>                                    \
    inline constexpr bool HasDefault<Type> = true; \
    template <>                                    \
    inline constexpr auto kRequired<Type> = std::to_array<std::string_view>({__VA_ARGS__})
LD_REQUEST(CitizenOpenBody, "narrative");
LD_REQUEST(NearBody, "place");
LD_REQUEST(JoinBody, "id", "code", "into");
LD_REQUEST(SlipBody, "id", "code");
LD_REQUEST(RateBody, "id", "code", "solved", "satisfied");
LD_REQUEST(SlipTextBody, "id", "code", "text");
#undef LD_REQUEST

namespace http {
namespace {

constexpr std::size_t kKeyBytesMax = 128;

Result<std::optional<IdempotencyKey>> KeyOf(const ApiServices& api, const Request& request) {
    const std::string* key = request.headers.Find("Idempotency-Key");
    if (key == nullptr) return std::optional<IdempotencyKey>{};
    if (key->empty() || key->size() > kKeyBytesMax) {
        return Failure{
            Invalid("bad_idempotency_key", "An Idempotency-Key has 1 to 128 characters.")};
    }
    const Digest digest = api.sha256(
        {reinterpret_cast<const unsigned char*>(request.body.data()), request.body.size()});
    return std::optional(
        IdempotencyKey{std::string(Code(ActorKind::kCitizen)), *key, digest.Hex()});
}

Result<Response> PostReport(const ApiServices& api, const Request& request) {
    LD_TRY(auto key, KeyOf(api, request));
    LD_TRY(auto body, BodyOf<CitizenOpenBody>(request));
    OpenCaseRequest wanted;
    wanted.idempotency = std::move(key);
    wanted.command.type = body.type;
    wanted.command.place = std::move(body.place);
    wanted.command.point = body.point;
    if (body.secret) wanted.command.secret = true;
    wanted.command.caller.plain = std::move(body.caller);
    wanted.command.narrative.plain = std::move(body.narrative);
    LD_TRY(const auto opened, OpenForCitizen(api.services, std::move(wanted), request.deadline));
    const Case& c = opened.state;
    return Json(opened.is_replay ? 200 : 201, SlipView{c.id, SlipCode(api.services.vault, c.id),
                                                       c.state, std::string(Label(c.state))});
}

Result<Response> PostFollow(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<SlipBody>(request));
    LD_TRY(const auto view, FollowCase(api.services, {body.id, body.code}, request.deadline));
    return Json(200, view);
}

Result<Response> PostRate(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<RateBody>(request));
    const CaseSlip slip{body.id, body.code};
    LD_TRY(RateCase(api.services, slip, {body.solved, body.satisfied, body.opinion},
                    request.deadline));
    LD_TRY(const auto view, FollowCase(api.services, slip, request.deadline));
    return Json(200, view);
}

Result<Response> PostSupplement(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<SlipTextBody>(request));
    const CaseSlip slip{body.id, body.code};
    LD_TRY(SupplementCase(api.services, slip, body.text, request.deadline));
    LD_TRY(const auto view, FollowCase(api.services, slip, request.deadline));
    return Json(200, view);
}

Result<Response> PostNear(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<NearBody>(request));
    LD_TRY(auto found, NearCases(api.services, body.place, body.category, request.deadline));
    return Json(200, NearList{std::move(found)});
}

Result<Response> PostJoin(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<JoinBody>(request));
    const CaseSlip slip{body.id, body.code};
    LD_TRY(JoinCase(api.services, slip, body.into, request.deadline));
    LD_TRY(const auto view, FollowCase(api.services, slip, request.deadline));
    return Json(200, view);
}

}  // namespace

void AddCitizenRoutes(RouteTable& table) {
    table.Add(Method::kPost, "/api/v1/citizen/cases", "public", PostReport);
    table.Add(Method::kPost, "/api/v1/citizen/follow", "public", PostFollow);
    table.Add(Method::kPost, "/api/v1/citizen/join", "public", PostJoin);
    table.Add(Method::kPost, "/api/v1/citizen/near", "public", PostNear);
    table.Add(Method::kPost, "/api/v1/citizen/rate", "public", PostRate);
    table.Add(Method::kPost, "/api/v1/citizen/supplement", "public", PostSupplement);
}

}  // namespace http
}  // namespace liandong
