#include <charconv>
#include <sstream>

#include "adapters/csv/csv_reader.hpp"
#include "adapters/http/routes/document_routes.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "app/duty_roster.hpp"
#include "base/text.hpp"
#include "domain/document/call_out.hpp"
#include "domain/document/staff_leave.hpp"

// 值班表、请假、紧急呼叫.

namespace liandong {

BOOST_DESCRIBE_STRUCT(RosterLine, (),
                      (id, version, unit, unit_name, role, role_label, user, name, phone,
                       backup_phone, phone_masked, order, from, to, on_call))

struct PlannedSlots {
    std::vector<DocumentId> ids;
};
BOOST_DESCRIBE_STRUCT(PlannedSlots, (), (ids))

}  // namespace liandong

namespace liandong::http {
namespace {

constexpr std::size_t kRosterBytesMax = std::size_t{1} << 20;

UnitCode UnitIn(const Request& request) { return UnitCode{std::string(request.query.Get("unit"))}; }

Result<Response> GetRoster(const ApiServices& api, const Request& request) {
    LD_TRY(const auto from, TimeIn(request, "from"));
    LD_TRY(const auto to, TimeIn(request, "to"));
    LD_TRY(const auto lines,
           ReadRoster(api.services, Who(request), UnitIn(request), from, to, request.deadline));
    return ListJson(lines);
}

Result<Response> GetOnCall(const ApiServices& api, const Request& request) {
    LD_TRY(const auto at, TimeIn(request, "at"));
    LD_TRY(const auto lines,
           ReadOnCallList(api.services, Who(request), UnitIn(request), at, request.deadline));
    return ListJson(lines);
}

Result<Response> PostSlot(const ApiServices& api, const Request& request) {
    LD_TRY(const auto command, DocumentCodec<DutySlot>::DecodeCommand("plan", request.body));
    LD_TRY(const auto slot,
           OpenDocument<DutySlot>(api.services, Who(request), command, {}, 0, request.deadline));
    return DocumentBrief(201, HeadOf(slot));
}

Error BadRow(std::size_t line, std::string problem) {
    Error error = Invalid("bad_roster", "Line " + std::to_string(line) + ": " + problem);
    error.args = {{"line", std::to_string(line)}, {"problem", std::move(problem)}};
    return error;
}

// "2026-03-02 17:30" in the city's own time, or a full RFC 3339 time.
Result<Instant> CityTime(const std::string& text, UtcOffset offset) {
    if (text.size() == 16) {
        std::string full = text + ":00Z";
        full[10] = 'T';
        const auto at = ParseRfc3339(full);
        if (at) return *at - offset;
    }
    return ParseRfc3339(text);
}

Result<PlanSlot> SlotOf(const csv::Record& record, std::size_t line, UtcOffset offset) {
    std::vector<std::string> cells;
    for (const csv::Field& field : record.fields) cells.push_back(field.text);
    if (cells.size() != 9) {
        return Failure{BadRow(line, "write unit,role,name,user,phone,backup_phone,order,from,to")};
    }
    PlanSlot slot;
    slot.unit.value = cells[0];
    const auto role = FromCode<DutyRole>(cells[1]);
    if (!role) return Failure{BadRow(line, "the role is one of officer, backup, leader")};
    slot.role = *role;
    slot.name.plain = cells[2];
    slot.user = cells[3];
    slot.phone.plain = cells[4];
    slot.backup_phone.plain = cells[5];
    const std::string& order = cells[6];
    const auto read = std::from_chars(order.data(), order.data() + order.size(), slot.order);
    const bool is_whole = read.ec == std::errc{} && read.ptr == order.data() + order.size();
    if (!is_whole || slot.order < 1 || slot.order > 99)
        return Failure{BadRow(line, "the order is a number from 1 to 99")};
    const auto from = CityTime(cells[7], offset);
    const auto to = CityTime(cells[8], offset);
    if (!from || !to)
        return Failure{BadRow(line, "times are written as 2026-03-02 17:30, in the city's time")};
    slot.from = *from;
    slot.to = *to;
    return slot;
}

Result<std::vector<PlanSlot>> SlotsIn(const std::string& text, UtcOffset offset) {
    std::istringstream in(text);
    csv::Reader reader(in);
    std::vector<PlanSlot> slots;
    for (std::size_t line = 1;; ++line) {
        LD_TRY(const auto record, reader.Next());
        if (!record) return slots;
        // The first line names the columns.
        if (line == 1 && record->fields.front().text == "unit") continue;
        LD_TRY(auto slot, SlotOf(*record, line, offset));
        slots.push_back(std::move(slot));
    }
}

Result<Response> PostRoster(const ApiServices& api, const Request& request) {
    const UtcOffset offset = api.services.city.Current()->calendar.offset;
    LD_TRY(const auto slots, SlotsIn(request.body, offset));
    LD_TRY(auto ids, PlanSlots(api.services, Who(request), slots, request.deadline));
    return Json(201, PlannedSlots{std::move(ids)});
}

Result<Response> PostLeave(const ApiServices& api, const Request& request) {
    LD_TRY(const auto command, DocumentCodec<StaffLeave>::DecodeCommand("grant", request.body));
    LD_TRY(const auto leave,
           OpenDocument<StaffLeave>(api.services, Who(request), command, {}, 0, request.deadline));
    api.people->AddLeave(leave.person, {leave.from, leave.to});
    return DocumentBrief(201, HeadOf(leave));
}

}  // namespace

void AddDutyRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/duty/roster", "view", GetRoster);
    table.Add(Method::kGet, "/api/v1/duty/on-call", "view", GetOnCall);
    table.Add(Route{.method = Method::kPost,
                    .pattern = "/api/v1/duty/roster",
                    .permission = "edit_duty",
                    .body_bytes_max = kRosterBytesMax,
                    .limit = std::chrono::minutes(1)},
              PostRoster);
    table.Add(Method::kPost, "/api/v1/duty/slots", "edit_duty", PostSlot);
    AddDocumentCommands<DutySlot>(table, "/api/v1/duty/slots");
    table.Add(Method::kPost, "/api/v1/staff/leaves", "edit_duty", PostLeave);
    AddDocumentCommands<StaffLeave>(table, "/api/v1/staff/leaves");
    AddDocumentCommands<CallOut>(table, "/api/v1/call-outs");
}

}  // namespace liandong::http
