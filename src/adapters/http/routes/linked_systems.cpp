#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/act_on_case.hpp"
#include "app/exchange.hpp"
#include "app/take_link_message.hpp"

// What linked systems say and ask, and what people see of it.

namespace liandong::http {
namespace {

// Whatever was sent, so that also a message without an id of its own can stand in the list.
IdempotencyKey NamelessKey(const ApiServices& api, const Request& request) {
    const Digest digest = api.sha256(
        {reinterpret_cast<const unsigned char*>(request.body.data()), request.body.size()});
    return {"", "", digest.Hex()};
}

Result<Response> PostMessage(const ApiServices& api, const Request& request) {
    const auto given = IdempotencyOf(api, request);
    const bool has_key = given && given->has_value();
    const IdempotencyKey key = has_key ? **given : NamelessKey(api, request);
    auto message = BodyOf<LinkMessage>(request);
    const Error* unreadable = !given ? &given.error() : !message ? &message.error() : nullptr;
    if (unreadable != nullptr) {
        LD_TRY(NoteUnreadable(api.services, Who(request), key, *unreadable, request.deadline));
        return Failure{*unreadable};
    }
    LD_TRY(const auto taken,
           TakeLinkMessage(api.services, Who(request), *message, key, request.deadline));
    const Case& c = taken.state;
    const bool is_new = message->kind == LinkMessageKind::kOpen && !taken.is_replay;
    return Json(is_new ? 201 : 200,
                LinkTakenView{c.id, c.version, c.state, std::string(Label(c.state)),
                              taken.assignment, taken.is_replay});
}

Result<Response> GetMessages(const ApiServices& api, const Request& request) {
    LD_TRY(const auto page, PageFrom(request));
    InboundFilter filter;
    filter.system = request.query.Get("system");
    LD_TRY(filter.accepted, FlagIn(request, "accepted"));
    LD_TRY(const auto found, api.services.store.ListInbound(filter, page, request.deadline));
    const UtcOffset offset = api.services.city.Current()->calendar.offset;
    PageOf<InboundView> views{{}, found.next};
    for (const InboundMessage& m : found.items) {
        InboundView view{
            std::to_string(m.id),    m.system, m.message, m.kind, m.number, {}, m.accepted, m.code,
            {m.received_at, offset}, m.tries};
        if (m.case_id.value != 0) view.case_id = m.case_id;
        views.items.push_back(std::move(view));
    }
    return ListJson(views);
}

Result<Response> GetSystems(const ApiServices& api, const Request& request) {
    const auto city = api.services.city.Current();
    LD_TRY(const auto all, ListSystems(api.services, *city, request.deadline));
    std::vector<LinkedSystemView> views;
    for (const SystemExchange& line : all) {
        const LinkedSystem& s = *line.system;
        views.push_back(
            {s.code, s.name, s.direction, s.units, s.categories, s.fields, s.accepts, line.counts});
    }
    return ListJson(views);
}

Result<Response> PostResendAll(const ApiServices& api, const Request& request) {
    const std::string_view name = request.path_params.Get("name");
    if (api.services.city.Current()->FindLinkedSystem(name) == nullptr)
        return Failure{NotFound("no_such_system", "There is no such system.")};
    LD_TRY(const std::int64_t count,
           api.services.store.ResendWebhooks(name, api.services.clock.Now(), request.deadline));
    return Json(200, ResentView{count});
}

ExchangeView ViewOf(const DayExchange& exchange, UtcOffset offset) {
    ExchangeView view{exchange.system, FormatDay(exchange.day), exchange.counts,
                      exchange.sent,   exchange.received,       exchange.is_cut,
                      std::nullopt,    exchange.differences};
    if (exchange.theirs_at) view.theirs_at = LocalTime{*exchange.theirs_at, offset};
    return view;
}

Result<Response> GetExchange(const ApiServices& api, const Request& request) {
    const auto day = ParseDay(request.query.Get("day"));
    if (!day) return Failure{BadQuery("day", "must be a day such as 2026-03-02")};
    LD_TRY(const auto exchange,
           ReadExchange(api.services, Who(request), request.path_params.Get("name"), *day,
                        request.deadline));
    return Json(200, ViewOf(exchange, api.services.city.Current()->calendar.offset));
}

Result<Response> PostExchange(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<ExchangeBody>(request));
    LD_TRY(const auto day, ParseDay(body.day));
    LD_TRY(const auto exchange, StateExchange(api.services, Who(request), day,
                                              {body.sent, body.received}, request.deadline));
    return Json(200, ViewOf(exchange, api.services.city.Current()->calendar.offset));
}

Result<Response> GetNumbers(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    LD_TRY(LoadVisible(api.services, Who(request), id, request.deadline));
    LD_TRY(const auto numbers, api.services.store.NumbersOf(id, request.deadline));
    const auto city = api.services.city.Current();
    std::vector<SystemNumberView> views;
    for (const SystemNumber& n : numbers) {
        const LinkedSystem* system = city->FindLinkedSystem(n.system);
        views.push_back(
            {n.system, system == nullptr ? n.system : system->name, n.number, n.assignment});
    }
    return ListJson(views);
}

}  // namespace

void AddLinkedSystemRoutes(RouteTable& table) {
    table.Add(Method::kPost, "/api/v1/linked-messages", "exchange", PostMessage);
    table.Add(Method::kGet, "/api/v1/linked-messages", "resend_outbox", GetMessages);
    table.Add(Method::kGet, "/api/v1/linked-systems", "resend_outbox", GetSystems);
    table.Add(Method::kPost, "/api/v1/linked-systems/{name}/resend", "resend_outbox",
              PostResendAll);
    table.Add(Method::kGet, "/api/v1/linked-systems/{name}/exchange", "signed-in", GetExchange);
    table.Add(Method::kPost, "/api/v1/exchange", "reconcile", PostExchange);
    table.Add(Method::kGet, "/api/v1/cases/{id}/system-numbers", "view", GetNumbers);
}

}  // namespace liandong::http
