#include <charconv>

#include "adapters/http/multipart.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/opened_case.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "adapters/http/routes/staff_describe.hpp"
#include "app/mobilise_units.hpp"

namespace liandong::http {
namespace {

constexpr std::size_t kReportBytesMax = std::size_t{64} << 20;

PeopleServices People(const ApiServices& api) { return {api.services, *api.people}; }

Result<double> DegreesIn(const Request& request, std::string_view name) {
    const std::string_view text = request.query.Get(name);
    double degrees = 0;
    const char* end =
        text.data() + text.size();  // NOLINT(cppcoreguidelines-pro-bounds-pointer-arithmetic)
    if (text.empty() || std::from_chars(text.data(), end, degrees).ptr != end)
        return Failure{BadQuery(name, "must be a number of degrees")};
    return degrees;
}

PlaceCode PlaceIn(const Request& request) {
    return PlaceCode{std::string(request.query.Get("place"))};
}

Result<Response> GetCells(const ApiServices& api, const Request& request) {
    LD_TRY(const Page page, PageFrom(request));
    LD_TRY(const auto cells, ListCells(People(api), PlaceIn(request), page));
    return ListJson(cells);
}

Result<Response> GetLookup(const ApiServices& api, const Request& request) {
    LD_TRY(const double lon, DegreesIn(request, "lon"));
    LD_TRY(const double lat, DegreesIn(request, "lat"));
    LD_TRY(const auto answer, LookUpGrid(People(api), Who(request), {lon, lat}));
    return Json(200, answer);
}

Result<Response> GetCoverage(const ApiServices& api, const Request& request) {
    LD_TRY(const auto at, TimeIn(request, "at"));
    LD_TRY(const auto coverage, ReadCoverage(People(api), PlaceIn(request), at));
    return Json(200, coverage);
}

MobiliseRequest RequestFrom(MobiliseBody body) {
    MobiliseRequest request;
    OpenCase& command = request.command;
    command.type = body.type;
    command.category = std::move(body.category);
    command.place = std::move(body.place);
    command.point = body.point;
    command.urgent = body.urgent;
    command.caller.plain = std::move(body.caller);
    command.narrative.plain = std::move(body.narrative);
    request.dispatch = {std::move(body.lead), std::move(body.assisting), {}};
    return request;
}

// A form with the report as JSON in "case" and any number of photos; or, without photos, the JSON
// itself.
Result<MobiliseRequest> ReportIn(const Request& request) {
    const std::string_view type = request.headers.Get("Content-Type");
    if (!type.starts_with("multipart/")) {
        LD_TRY(auto body, BodyOf<MobiliseBody>(request));
        return RequestFrom(std::move(body));
    }
    LD_TRY(const auto parts, ParseMultipart(type, request.body, {.parts_max = 12}));
    std::string_view report = "{}";
    std::vector<MobilisePhoto> photos;
    for (const Part& part : parts) {
        if (part.name == "case") report = part.bytes;
        if (part.name == "photo")
            photos.push_back({part.file_name.value_or(""), part.type, part.bytes});
    }
    LD_TRY(auto body, json::FromJson<MobiliseBody>(report));
    MobiliseRequest wanted = RequestFrom(std::move(body));
    wanted.photos = std::move(photos);
    return wanted;
}

Result<Response> PostReport(const ApiServices& api, const Request& request) {
    LD_TRY(auto key, IdempotencyOf(api, request));
    LD_TRY(auto wanted, ReportIn(request));
    wanted.idempotency = std::move(key);
    LD_TRY(const auto opened, MobiliseUnits({api.services, api.content, api.sha256}, *api.people,
                                            Who(request), std::move(wanted), request.deadline));
    return OpenedReply(opened, *api.services.city.Current());
}

}  // namespace

void AddGridRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/grid/cells", "view", GetCells);
    table.Add(Method::kGet, "/api/v1/grid/lookup", "view", GetLookup);
    table.Add(Method::kGet, "/api/v1/grid/coverage", "view", GetCoverage);
    table.Add(Route{.method = Method::kPost,
                    .pattern = "/api/v1/grid/cases",
                    .permission = "mobilise",
                    .body_bytes_max = kReportBytesMax,
                    .limit = std::chrono::minutes(5)},
              PostReport);
}

}  // namespace liandong::http
