#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/climb_ladder.hpp"

// The city's ladder of supervision, and how far a case has climbed.

namespace liandong {

struct RungView {
    std::int32_t level = 0;
    std::string code;
    std::string name;
    RungColour colour = RungColour::kNone;
    RungDocument document = RungDocument::kReminder;
    std::string document_label;
    Limit limit;
    std::string effect;
};
BOOST_DESCRIBE_STRUCT(RungView, (),
                      (level, code, name, colour, document, document_label, limit, effect))

struct ClimbBody {
    std::int32_t level = 0;
    std::string trigger = "manual";
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ClimbBody, (), (level, trigger, reason))
template <>
inline constexpr bool HasDefault<ClimbBody> = true;
template <>
inline constexpr auto kRequired<ClimbBody> = std::to_array<std::string_view>({"level"});

}  // namespace liandong

namespace liandong::http {
namespace {

Response ClimbPage(const Climb& climb) {
    return Response::Json(200, DocumentCodec<Climb>::EncodeState(climb))
        .With("Cache-Control", "no-store");
}

Result<Response> GetLadder(const ApiServices& api, const Request& /*request*/) {
    std::vector<RungView> rungs;
    for (const Rung& rung : api.services.city.Current()->ladder) {
        rungs.push_back({rung.level, rung.code, rung.name, rung.colour, rung.document,
                         std::string(Label(rung.document)), rung.limit, rung.effect});
    }
    return ListJson(rungs);
}

Result<Response> GetClimb(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(LoadVisible(api.services, Who(request), id, request.deadline));
    LD_TRY(const auto climb, FindClimb(api.services, id, request.deadline));
    return ClimbPage(climb);
}

Result<Response> PostClimb(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(auto body, BodyOf<ClimbBody>(request));
    LD_TRY(const auto climb,
           ClimbByHand(api.services, Who(request),
                       {id, body.level, std::move(body.trigger), std::move(body.reason)},
                       request.deadline));
    return ClimbPage(climb);
}

}  // namespace

void AddLadderRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/ladder", "signed-in", GetLadder);
    table.Add(Method::kGet, "/api/v1/cases/{id}/climb", "view", GetClimb);
    table.Add(Method::kPost, "/api/v1/cases/{id}/climb", "supervise", PostClimb);
}

}  // namespace liandong::http
