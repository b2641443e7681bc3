#include <algorithm>
#include <cmath>

#include <boost/json/stream_parser.hpp>
#include <boost/json/value.hpp>

#include "adapters/profile/draft.hpp"
#include "domain/geo/geo.hpp"

namespace liandong::profile {
namespace {

namespace json = boost::json;

constexpr std::string_view kFile = "grid.geojson";
constexpr std::size_t kCellsMax = 100'000;
constexpr std::size_t kRingPointsMax = 2'000;

// Where each feature begins. The text is JSON by now, so it is enough to follow brackets outside
// strings: features are the objects directly within the array that is a member of the outermost
// object.
std::vector<std::size_t> FeatureOffsets(std::string_view text) {
    std::vector<std::size_t> offsets;
    std::string key;
    std::size_t string_at = 0;
    int depth = 0;
    bool in_string = false;
    bool in_features = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            if (c == '"') {
                in_string = false;
                if (depth == 1) key = std::string(text.substr(string_at, i - string_at));
            }
            continue;
        }
        if (c == '"') {
            in_string = true;
            string_at = i + 1;
        } else if (c == '{' || c == '[') {
            if (depth == 1) in_features = c == '[' && key == "features";
            if (depth == 2 && in_features && c == '{') offsets.push_back(i);
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return offsets;
}

const json::value* Member(const json::value& value, std::string_view name) {
    const json::object* object = value.if_object();
    return object == nullptr ? nullptr : object->if_contains(name);
}

std::string TextOf(const json::value* value) {
    const json::string* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string{} : std::string(*text);
}

std::optional<double> NumberOf(const json::value& value) {
    if (value.is_double()) return value.get_double();
    if (value.is_int64()) return static_cast<double>(value.get_int64());
    return std::nullopt;
}

/// Reports into the place of one feature.
struct FeatureFaults {
    FaultList& faults;
    Spot at;
    std::string name;

    void Add(const std::string& what, std::string instead) const {
        faults.Add(kFile, at, name.empty() ? what : "cell " + Quote(name) + ": " + what,
                   std::move(instead));
    }
};

double Cross(GeoPoint o, GeoPoint a, GeoPoint b) {
    return (a.lon - o.lon) * (b.lat - o.lat) - (a.lat - o.lat) * (b.lon - o.lon);
}

// Proper crossings only: neighbours share a point, and so may a ring that touches itself.
bool Cross(GeoPoint a, GeoPoint b, GeoPoint c, GeoPoint d) {
    const auto differ = [](double x, double y) { return (x > 0 && y < 0) || (x < 0 && y > 0); };
    return differ(Cross(a, b, c), Cross(a, b, d)) && differ(Cross(c, d, a), Cross(c, d, b));
}

bool CrossesItself(const std::vector<GeoPoint>& ring) {
    if (ring.size() > 500) return false;  // too dear for a check at every start
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        for (std::size_t j = i + 2; j + 1 < ring.size(); ++j) {
            if (Cross(ring[i], ring[i + 1], ring[j], ring[j + 1])) return true;
        }
    }
    return false;
}

double Area(const std::vector<GeoPoint>& ring) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        sum += Cross(ring.front(), ring[i], ring[i + 1]);
    return std::abs(sum) / 2;
}

std::optional<std::vector<GeoPoint>> ReadRing(const json::value& feature,
                                              const FeatureFaults& fault) {
    const json::value* geometry = Member(feature, "geometry");
    const json::value* rings = geometry == nullptr ? nullptr : Member(*geometry, "coordinates");
    if (rings == nullptr || TextOf(Member(*geometry, "type")) != "Polygon" || !rings->is_array() ||
        rings->get_array().size() != 1 || !rings->get_array()[0].is_array()) {
        fault.Add("the geometry is no polygon of one ring", "write a Polygon without holes");
        return std::nullopt;
    }
    const json::array& points = rings->get_array()[0].get_array();
    if (points.size() < 4 || points.size() > kRingPointsMax) {
        fault.Add("a ring of " + std::to_string(points.size()) + " points",
                  "write 4 to " + std::to_string(kRingPointsMax) + ", the last equal to the first");
        return std::nullopt;
    }
    std::vector<GeoPoint> ring;
    for (const json::value& point : points) {
        const json::array* pair = point.if_array();
        const bool is_pair = pair != nullptr && pair->size() >= 2 && pair->size() <= 3;
        const auto lon = is_pair ? NumberOf((*pair)[0]) : std::nullopt;
        const auto lat = is_pair ? NumberOf((*pair)[1]) : std::nullopt;
        if (!lon || !lat || !IsOnEarth({*lon, *lat})) {
            const bool is_swapped = lon && lat && IsOnEarth({*lat, *lon});
            fault.Add("point " + std::to_string(ring.size() + 1) + " is not on Earth",
                      is_swapped ? "swap its numbers: longitude comes first"
                                 : "write [longitude, latitude] in WGS-84");
            return std::nullopt;
        }
        ring.push_back({*lon, *lat});
    }
    if (ring.front() != ring.back()) {
        fault.Add("the ring is not closed", "repeat the first point at the end");
        return std::nullopt;
    }
    if (CrossesItself(ring)) {
        fault.Add("the ring crosses itself", "list the corners in order around the cell");
        return std::nullopt;
    }
    if (Area(ring) < 1e-12) {
        fault.Add("the ring holds no area", "give it at least three different corners");
        return std::nullopt;
    }
    return ring;
}

struct Box {
    double west, east, south, north;
    std::size_t cell;
};

Box BoxOf(const std::vector<GeoPoint>& ring, std::size_t cell) {
    Box box{ring[0].lon, ring[0].lon, ring[0].lat, ring[0].lat, cell};
    for (const GeoPoint& point : ring) {
        box.west = std::min(box.west, point.lon);
        box.east = std::max(box.east, point.lon);
        box.south = std::min(box.south, point.lat);
        box.north = std::max(box.north, point.lat);
    }
    return box;
}

// Points well inside `a` that `b` holds too. Edges may be shared, so corners are pulled a little
// inwards.
bool ShareGround(const std::vector<GeoPoint>& a, const std::vector<GeoPoint>& b) {
    GeoPoint centre;
    for (std::size_t i = 0; i + 1 < a.size(); ++i) {
        centre.lon += a[i].lon / static_cast<double>(a.size() - 1);
        centre.lat += a[i].lat / static_cast<double>(a.size() - 1);
    }
    const auto both = [&](GeoPoint point) { return Contains(a, point) && Contains(b, point); };
    if (both(centre)) return true;
    return std::ranges::any_of(a, [&](GeoPoint corner) {
        return both({centre.lon + (corner.lon - centre.lon) * 0.95,
                     centre.lat + (corner.lat - centre.lat) * 0.95});
    });
}

void CheckOverlaps(const std::vector<GridCell>& cells, const std::vector<Spot>& spots,
                   FaultList& faults) {
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < cells.size(); ++i) boxes.push_back(BoxOf(cells[i].ring, i));
    std::ranges::sort(boxes, {}, &Box::west);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        for (std::size_t j = i + 1; j < boxes.size() && boxes[j].west < boxes[i].east; ++j) {
            if (boxes[j].south >= boxes[i].north || boxes[j].north <= boxes[i].south) continue;
            const auto [first, second] = std::minmax(boxes[i].cell, boxes[j].cell);
            if (!ShareGround(cells[first].ring, cells[second].ring) &&
                !ShareGround(cells[second].ring, cells[first].ring)) {
                continue;
            }
            faults.Add(
                kFile, spots[second],
                "cell " + Quote(cells[second].code) + " overlaps cell " + Quote(cells[first].code),
                "let every place lie in one cell only");
        }
    }
}

std::optional<json::value> ParseGrid(std::string_view text, FaultList& faults) {
    json::error_code error;
    json::parse_options options;
    options.max_depth = 16;
    json::stream_parser parser({}, options);
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    if (error) {
        faults.Add(kFile, SpotOf(text, read), "not JSON: " + error.message(),
                   "see geojson.org, or draw the grid again");
        return std::nullopt;
    }
    if (!parser.done() || text.find_first_not_of(" \t\r\n", read) != std::string_view::npos) {
        faults.Add(kFile, SpotOf(text, read),
                   parser.done() ? "text behind the JSON" : "the JSON is cut off",
                   "see geojson.org, or draw the grid again");
        return std::nullopt;
    }
    return parser.release();
}

}  // namespace

void ReadGrid(Draft& draft) {
    const std::string* bytes = draft.files.Find(kFile);
    if (bytes == nullptr) return;
    const auto root = ParseGrid(*bytes, draft.faults);
    if (!root) return;
    const json::value* features = Member(*root, "features");
    if (TextOf(Member(*root, "type")) != "FeatureCollection" || features == nullptr ||
        !features->is_array()) {
        draft.faults.Add(kFile, {}, "no FeatureCollection",
                         "write {\"type\":\"FeatureCollection\",\"features\":[…]}");
        return;
    }
    const json::array& list = features->get_array();
    const std::vector<std::size_t> offsets = FeatureOffsets(*bytes);
    if (list.size() > kCellsMax) {
        draft.faults.Add(kFile, {}, std::to_string(list.size()) + " cells",
                         "keep at most " + std::to_string(kCellsMax));
        return;
    }
    Words codes;
    std::vector<Spot> spots;
    Spot at;
    std::size_t from = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i < offsets.size()) {  // counted on from the last one: the file is long
            const Spot step = SpotOf(std::string_view(*bytes).substr(from), offsets[i] - from);
            at = {at.line + step.line - 1,
                  step.line == 1 ? at.column + step.column - 1 : step.column};
            from = offsets[i];
        }
        const json::value* properties = Member(list[i], "properties");
        GridCell cell;
        cell.code = properties == nullptr ? "" : TextOf(Member(*properties, "code"));
        cell.name = properties == nullptr ? "" : TextOf(Member(*properties, "name"));
        cell.community =
            PlaceCode{properties == nullptr ? "" : TextOf(Member(*properties, "community"))};
        const FeatureFaults fault{draft.faults, at, cell.code};
        if (!IsCode(cell.code)) {
            fault.Add("the property \"code\" is no code", std::string(kCodeShape));
        } else if (!codes.insert(cell.code).second) {
            fault.Add("the code stands there twice", "give each cell a code of its own");
        }
        if (cell.name.empty()) fault.Add("the property \"name\" is missing", "name the cell");
        const auto kind = draft.kind_of_place.find(cell.community.value);
        if (draft.places.Lacks(cell.community.value)) {
            draft.faults.Unknown(kFile, at, "community", cell.community.value, draft.places.codes,
                                 draft.places.from);
        } else if (kind != draft.kind_of_place.end() && kind->second != PlaceKind::kCommunity) {
            fault.Add(Quote(cell.community.value) + " is no community",
                      "name a place of kind community");
        }
        if (auto ring = ReadRing(list[i], fault)) {
            cell.ring = *std::move(ring);
            spots.push_back(at);
            draft.city.grid.push_back(std::move(cell));
        }
    }
    CheckOverlaps(draft.city.grid, spots, draft.faults);
}

}  // namespace liandong::profile
