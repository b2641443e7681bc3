#include "app/duty_shifts.hpp"

#include "adapters/http/routes/document_routes.hpp"
#include "adapters/http/routes/json_body.hpp"

// 领导值班.

namespace liandong {

struct RosterBody {
    std::string roster;
};
BOOST_DESCRIBE_STRUCT(RosterBody, (), (roster))

struct RosterView {
    std::vector<DocumentId> planned;
    std::int64_t already_there = 0;
};
BOOST_DESCRIBE_STRUCT(RosterView, (), (planned, already_there))

struct ShiftCallbackBody {
    CaseId about;
    bool reached = false;
    std::optional<bool> unit_contacted;
    std::optional<Verdict> solved;
    std::optional<Satisfaction> satisfied;
    std::optional<Satisfaction> attitude;
    bool redo = false;
    std::string opinion;
};
BOOST_DESCRIBE_STRUCT(ShiftCallbackBody, (),
                      (about, reached, unit_contacted, solved, satisfied, attitude, redo, opinion))
template <>
inline constexpr bool HasDefault<ShiftCallbackBody> = true;
template <>
inline constexpr auto kRequired<ShiftCallbackBody> =
    std::to_array<std::string_view>({"about", "reached"});

struct InstructBody {
    std::optional<CaseId> about;
    UnitCode unit;
    Instant due_at;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(InstructBody, (), (about, unit, due_at, text))

}  // namespace liandong

namespace liandong::http {
namespace {

Result<Response> PostShift(const ApiServices& api, const Request& request) {
    LD_TRY(const auto command, DocumentCodec<DutyShift>::DecodeCommand("plan", request.body));
    LD_TRY(const auto shift,
           OpenDocument<DutyShift>(api.services, Who(request), command, {}, 0, request.deadline));
    return DocumentBrief(201, HeadOf(shift));
}

Result<Response> PostRoster(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<RosterBody>(request));
    LD_TRY(const auto roster, ReadRoster(body.roster));
    LD_TRY(const auto planned, PlanRoster(api.services, Who(request), roster, request.deadline));
    RosterView view{{}, planned.already_there};
    for (const DutyShift& shift : planned.planned) view.planned.push_back(shift.id);
    return Json(200, view);
}

Result<Response> PostCallBack(const ApiServices& api, const Request& request) {
    LD_TRY(const DocumentId id, DocumentIdOf(request));
    LD_TRY(auto body, BodyOf<ShiftCallbackBody>(request));
    Callback callback;
    callback.reached = body.reached;
    callback.unit_contacted = body.unit_contacted;
    callback.solved = body.solved;
    callback.satisfied = body.satisfied;
    callback.attitude = body.attitude;
    callback.redo = body.redo;
    callback.opinion.plain = std::move(body.opinion);
    LD_TRY(const auto shift,
           CallBackInShift(api.services, Who(request), id, body.about, callback, request.deadline));
    return DocumentBrief(200, HeadOf(shift));
}

Result<Response> PostInstruct(const ApiServices& api, const Request& request) {
    LD_TRY(const DocumentId id, DocumentIdOf(request));
    LD_TRY(auto body, BodyOf<InstructBody>(request));
    const InstructInShift instruct{body.about, body.unit, body.due_at, {std::move(body.text), {}}};
    LD_TRY(const auto shift,
           GiveInstruction(api.services, Who(request), id, instruct, request.deadline));
    return DocumentBrief(200, HeadOf(shift));
}

}  // namespace

void AddDutyShiftRoutes(RouteTable& table) {
    const std::string base = "/api/v1/duty-shifts";
    table.Add(Method::kPost, base, "plan_duty", PostShift);
    table.Add(Method::kPost, "/api/v1/duty-rosters", "plan_duty", PostRoster);
    table.Add(Method::kPost, base + "/{id}/call_back", "signed-in", PostCallBack);
    table.Add(Method::kPost, base + "/{id}/instruct", "signed-in", PostInstruct);
    AddDocumentCommands<DutyShift>(table, base);
}

}  // namespace liandong::http
