#include <array>
#include <charconv>

#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"

// The city's own map, as GeoJSON of its profile: grid cells and the centres of places. A page that
// draws it asks nobody else.

namespace liandong::http {
namespace {

constexpr int kDecimals = 6;  // a tenth of a metre

void AddNumber(std::string& out, double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                   std::chars_format::fixed, kDecimals)
                         .ptr;
    out.append(text.data(), end);
}

void AddPoint(std::string& out, GeoPoint point) {
    out += '[';
    AddNumber(out, point.lon);
    out += ',';
    AddNumber(out, point.lat);
    out += ']';
}

void AddProperty(std::string& out, std::string_view name, std::string_view value) {
    if (out.back() != '{') out += ',';
    out += '"';
    out += name;
    out += "\":" + json::ToJson(std::string(value));
}

// Features of a cell tell their street, so that a map can draw streets by joining cells.
void AddCell(std::string& out, const GridCell& cell, const City& city) {
    out += R"({"type":"Feature","properties":{)";
    AddProperty(out, "kind", "cell");
    AddProperty(out, "code", cell.code);
    AddProperty(out, "name", cell.name);
    AddProperty(out, "community", cell.community.value);
    if (const Place* community = city.FindPlace(cell.community)) {
        AddProperty(out, "street", community->parent.value);
        if (const Place* street = city.FindPlace(community->parent)) {
            AddProperty(out, "district", street->parent.value);
        }
    }
    out += R"(},"geometry":{"type":"Polygon","coordinates":[[)";
    for (std::size_t i = 0; i < cell.ring.size(); ++i) {
        if (i > 0) out += ',';
        AddPoint(out, cell.ring[i]);
    }
    out += "]]}}";
}

void AddPlace(std::string& out, const Place& place) {
    out += R"({"type":"Feature","properties":{)";
    AddProperty(out, "kind", Code(place.kind));
    AddProperty(out, "code", place.code.value);
    AddProperty(out, "name", place.name);
    out += R"(},"geometry":{"type":"Point","coordinates":)";
    AddPoint(out, *place.centre);
    out += "}}";
}

std::string MapOf(const City& city) {
    std::string out = R"({"type":"FeatureCollection","features":[)";
    bool is_first = true;
    const auto next = [&] {
        if (!is_first) out += ',';
        is_first = false;
    };
    for (const GridCell& cell : city.grid) {
        next();
        AddCell(out, cell, city);
    }
    for (const Place& place : city.places) {
        if (!place.centre) continue;
        next();
        AddPlace(out, place);
    }
    out += "]}";
    return out;
}

Result<Response> GetMap(const ApiServices& api, const Request& request) {
    const auto city = api.services.city.Current();
    const std::string tag = "\"map-" + city->version + "\"";
    Response reply;
    if (NotModified(request, tag)) {
        reply.status = 304;
    } else {
        reply = Response::Json(200, MapOf(*city));
    }
    return std::move(reply).With("ETag", tag).With("Cache-Control", "private, no-cache");
}

}  // namespace

void AddMapRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/map", "signed-in", GetMap);
}

}  // namespace liandong::http
