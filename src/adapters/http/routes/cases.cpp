#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/opened_case.hpp"
#include "adapters/http/routes/page_texts.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/open_case.hpp"
#include "app/read_case.hpp"

namespace liandong::http {
namespace {

OpenCaseRequest RequestFrom(OpenCaseBody body, const Identity& asker) {
    OpenCaseRequest request;
    OpenCase& command = request.command;
    command.channel = body.channel;
    command.type = body.type;
    command.category = std::move(body.category);
    command.place = std::move(body.place);
    command.point = body.point;
    command.urgent = body.urgent;
    command.secret = body.secret;
    // A linked system cannot speak for another one.
    command.source_system = asker.user ? std::move(body.source_system) : asker.principal.actor.id;
    command.source_id = std::move(body.source_id);
    command.caller.plain = std::move(body.caller);
    command.narrative.plain = std::move(body.narrative);
    command.hand_in = body.hand_in;
    if (!body.plate.empty()) request.plate = SealedText{std::move(body.plate), {}};
    request.dispatch = body.dispatch;
    return request;
}

OpenedView ViewOf(const OpenedCase& opened, const City& city) {
    const Case& c = opened.state;
    OpenedView view;
    view.id = c.id;
    view.version = c.version;
    view.state = c.state;
    view.state_label = Label(c.state);
    view.category = c.category;
    if (const Category* known = city.FindCategory(c.category)) view.category_name = known->name;
    if (const Assignment* lead = FindLead(c)) {
        view.lead = lead->unit;
        if (const Unit* unit = city.FindUnit(lead->unit)) view.lead_name = unit->name;
    }
    view.is_replay = opened.is_replay;
    for (const Guess& guess : opened.guesses) {
        const Category* known = city.FindCategory(guess.category);
        view.guesses.push_back(
            {guess.category, known == nullptr ? "" : known->name, guess.probability});
    }
    return view;
}

Result<Response> PostCase(const ApiServices& api, const Request& request) {
    LD_TRY(auto key, IdempotencyOf(api, request));
    LD_TRY(auto body, BodyOf<OpenCaseBody>(request));
    OpenCaseRequest wanted = RequestFrom(std::move(body), Asker(request));
    wanted.idempotency = std::move(key);
    LD_TRY(const auto opened,
           OpenNewCase(api.services, Who(request), std::move(wanted), request.deadline));
    return OpenedReply(opened, *api.services.city.Current());
}

Result<Response> PostReopen(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(auto key, IdempotencyOf(api, request));
    LD_TRY(const auto body, BodyOf<ReopenBody>(request));
    LD_TRY(const auto opened, ReopenCase(api.services, Who(request), id, body.reason,
                                         request.deadline, std::move(key)));
    return OpenedReply(opened, *api.services.city.Current());
}

Result<Response> GetCase(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(const auto view, ReadCase(api.services, Who(request), id, request.deadline));
    return Json(200, view).With("ETag", VersionTag(view.version));
}

TimelineLine LineOf(TimelineEntry entry) {
    return {entry.seq,
            std::move(entry.kind),
            std::move(entry.label),
            entry.at,
            entry.recorded_at,
            std::move(entry.actor),
            std::move(entry.profile_version),
            entry.log_index,
            RawJson{std::move(entry.payload)},
            TextsJson(entry.texts)};
}

Result<Response> GetTimeline(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(auto entries, ReadTimeline(api.services, Who(request), id, request.deadline));
    return Response::Json(200, "{\"items\":" + TimelineText(std::move(entries)) + "}")
        .With("Cache-Control", "no-store");
}

Result<Response> GetClocks(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(const auto clocks, ReadClocks(api.services, Who(request), id, request.deadline));
    return ListJson(clocks);
}

Result<Response> PostUnmask(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(const auto body, BodyOf<UnmaskBody>(request));
    LD_TRY(auto caller,
           UnmaskPerson(api.services, Who(request), id, body.field, body.reason, request.deadline));
    return Json(200, PersonView{std::move(caller)});
}

}  // namespace

std::string TimelineText(std::vector<TimelineEntry> entries) {
    std::vector<TimelineLine> lines;
    for (TimelineEntry& entry : entries) lines.push_back(LineOf(std::move(entry)));
    return json::ToJson(lines);
}

Response OpenedReply(const OpenedCase& opened, const City& city) {
    const OpenedView view = ViewOf(opened, city);
    return Json(opened.is_replay ? 200 : 201, view)
        .With("ETag", VersionTag(view.version))
        .With("Location", "/api/v1/cases/" + std::to_string(view.id.value));
}

void AddCaseRoutes(RouteTable& table) {
    table.Add(Method::kPost, "/api/v1/cases", "open", PostCase);
    table.Add(Method::kGet, "/api/v1/cases/{id}", "view", GetCase);
    table.Add(Method::kGet, "/api/v1/cases/{id}/timeline", "view", GetTimeline);
    table.Add(Method::kGet, "/api/v1/cases/{id}/clocks", "view", GetClocks);
    table.Add(Method::kPost, "/api/v1/cases/{id}/unmask", "unmask", PostUnmask);
    table.Add(Method::kPost, "/api/v1/cases/{id}/reopen", "reopen", PostReopen);
}

}  // namespace liandong::http
