#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"

namespace liandong::http {
namespace {

OutboxView ViewOf(const OutboxRow& row, UtcOffset offset) {
    const OutboxMessage& message = row.message;
    OutboxView view{
        std::to_string(row.id), row.state,       message.channel, message.recipient,
        message.subject,        message.case_id, row.attempts,    {row.next_attempt_at, offset},
        std::nullopt,           row.last_error};
    if (row.sent_at) view.sent_at = LocalTime{*row.sent_at, offset};
    return view;
}

Result<Response> GetOutbox(const ApiServices& api, const Request& request) {
    LD_TRY(const auto page, PageFrom(request));
    const std::string_view asked = request.query.Get("state");
    const std::string_view state = asked.empty() ? "dead" : asked;
    if (state != "waiting" && state != "sent" && state != "dead") {
        return Failure{BadQuery("state", "must be one of: waiting, sent, dead")};
    }
    Store& store = api.services.store;
    const std::string_view recipient = request.query.Get("recipient");
    LD_TRY(const auto rows, recipient.empty()
                                ? store.ListOutbox(state, page, request.deadline)
                                : store.ListWebhooks(recipient, state, page, request.deadline));
    const UtcOffset offset = api.services.city.Current()->calendar.offset;
    PageOf<OutboxView> views{{}, rows.next};
    for (const OutboxRow& row : rows.items) views.items.push_back(ViewOf(row, offset));
    return ListJson(views);
}

Result<Response> PostResend(const ApiServices& api, const Request& request) {
    const std::string_view text = request.path_params.Get("id");
    std::int64_t id = 0;
    const auto [end, failed] = std::from_chars(text.begin(), text.end(), id);
    if (failed != std::errc{} || end != text.end()) {
        return Failure{NotFound("no_such_message", "There is no such message.")};
    }
    LD_TRY(api.services.store.Resend(id, api.services.clock.Now(), request.deadline));
    return Response::NoContent();
}

}  // namespace

void AddOutboxRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/outbox", "resend_outbox", GetOutbox);
    table.Add(Method::kPost, "/api/v1/outbox/{id}/resend", "resend_outbox", PostResend);
}

}  // namespace liandong::http
