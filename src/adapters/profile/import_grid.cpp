#include "adapters/profile/import_grid.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "adapters/profile/draft.hpp"
#include "adapters/profile/load_profile.hpp"
#include "base/text.hpp"
#include "domain/geo/geo.hpp"

namespace liandong::profile {
namespace {

namespace json = boost::json;

constexpr std::string_view kOfficial = "official";
constexpr std::string_view kGrid = "grid.geojson";
using Ring = std::vector<GeoPoint>;

const json::value* Member(const json::value& value, std::string_view name) {
    const json::object* object = value.if_object();
    return object == nullptr ? nullptr : object->if_contains(name);
}

// Codes are often written as numbers.
std::string TextOf(const json::value* value) {
    if (value == nullptr || value->is_null()) return {};
    if (const json::string* text = value->if_string())
        return std::string(Trim(std::string_view(*text)));
    return value->is_int64() || value->is_uint64() ? json::serialize(*value) : std::string{};
}

std::optional<double> NumberOf(const json::value& value) {
    if (value.is_double()) return value.get_double();
    if (value.is_int64()) return static_cast<double>(value.get_int64());
    return std::nullopt;
}

// Seven digits behind the point are a centimetre.
double Rounded(double degrees) { return std::round(degrees * 1e7) / 1e7; }

std::string Degrees(double degrees) {
    std::array<char, 32> text{};
    const int size = std::snprintf(text.data(), text.size(), "%.7f", degrees);
    std::string_view digits(text.data(), static_cast<std::size_t>(size));
    while (digits.ends_with('0')) digits.remove_suffix(1);
    if (digits.ends_with('.')) digits.remove_suffix(1);
    return std::string(digits);
}

class Import {
public:
    Import(const std::filesystem::path& profile, const GridImportOptions& options)
        : files_(ReadProfileFiles(profile, unread_)), options_(options) {
        Draft draft(files_, unread_);
        ReadCityToml(draft);
        ReadPlaces(draft);
        places_ = std::move(draft.city.places);
    }

    GridImport Run(std::string_view official) {
        json::error_code error;
        const json::value root = json::parse(official, error);
        const json::value* features = error ? nullptr : Member(root, "features");
        if (features == nullptr || !features->is_array()) {
            Fault("this is no GeoJSON FeatureCollection", "export the cells as GeoJSON");
        } else {
            for (const json::value& feature : features->get_array()) AddFeature(feature);
        }
        Write();
        Check();
        return std::move(import_);
    }

private:
    void Fault(std::string what, std::string instead) {
        import_.faults.push_back(
            {std::string(kOfficial), import_.features, 1, std::move(what), std::move(instead)});
    }

    void AddFeature(const json::value& feature) {
        ++import_.features;
        const json::value* properties = Member(feature, "properties");
        const auto property = [&](const std::string& name) {
            return properties == nullptr || name.empty() ? std::string{}
                                                         : TextOf(Member(*properties, name));
        };
        GridCell cell{property(options_.code_member), property(options_.name_member), {}, {}};
        if (cell.code.empty()) {
            Fault("the feature has no property " + Quote(options_.code_member),
                  "name the property that holds the cell's code with --code");
            return;
        }
        if (cell.name.empty()) cell.name = cell.code;
        const Place* community =
            FindCommunity(property(options_.community_member), property(options_.street_member));
        if (community == nullptr) return;
        cell.community = community->code;
        AddAreas(cell, Member(feature, "geometry"));
    }

    const Place* FindCommunity(const std::string& written, const std::string& street) {
        std::vector<const Place*> found;
        for (const Place& place : places_) {
            if (place.kind != PlaceKind::kCommunity) continue;
            if (place.code.value == written) return &place;
            if (place.name == written && (street.empty() || IsStreet(place.parent, street)))
                found.push_back(&place);
        }
        if (found.size() == 1) return found.front();
        if (found.empty()) {
            Fault("no community is called " + Quote(written),
                  "add it to places.csv, or name its property with --community");
        } else {
            Fault(std::to_string(found.size()) + " communities are called " + Quote(written),
                  "write codes, or name the property that holds the street with --street");
        }
        return nullptr;
    }

    [[nodiscard]] bool IsStreet(const PlaceCode& code, const std::string& written) const {
        const auto place = std::ranges::find(places_, code, &Place::code);
        return place != places_.end() && (place->code.value == written || place->name == written);
    }

    void AddAreas(GridCell cell, const json::value* geometry) {
        const std::string type = geometry == nullptr ? "" : TextOf(Member(*geometry, "type"));
        const json::value* coordinates =
            geometry == nullptr ? nullptr : Member(*geometry, "coordinates");
        const bool is_many = type == "MultiPolygon";
        if (coordinates == nullptr || !coordinates->is_array() || (!is_many && type != "Polygon")) {
            Fault("cell " + Quote(cell.code) + " is no area", "export polygons");
            return;
        }
        if (!is_many) {
            AddArea(std::move(cell), *coordinates);
            return;
        }
        const auto& areas = coordinates->get_array();
        if (areas.size() > 1) ++import_.split;
        for (std::size_t i = 0; i < areas.size(); ++i) {
            GridCell part = cell;
            if (areas.size() > 1) {
                part.code += "-" + std::to_string(i + 1);
                part.name += "（" + std::to_string(i + 1) + "）";
            }
            AddArea(std::move(part), areas[i]);
        }
    }

    void AddArea(GridCell cell, const json::value& rings) {
        const json::array* list = rings.if_array();
        if (list == nullptr || list->empty() || !list->front().is_array()) {
            Fault("cell " + Quote(cell.code) + " has no ring", "export polygons");
            return;
        }
        import_.holes += static_cast<std::int64_t>(list->size()) - 1;
        for (const json::value& point : list->front().get_array()) {
            const json::array* pair = point.if_array();
            const bool is_pair = pair != nullptr && pair->size() >= 2;
            const auto lon = is_pair ? NumberOf((*pair)[0]) : std::nullopt;
            const auto lat = is_pair ? NumberOf((*pair)[1]) : std::nullopt;
            if (!lon || !lat || !IsOnEarth({*lon, *lat})) {
                Fault("cell " + Quote(cell.code) + " has a point that is not on Earth",
                      "export degrees (longitude first), not metres of a projection");
                return;
            }
            AddPoint(cell.ring, {*lon, *lat});
        }
        if (!cell.ring.empty() && cell.ring.front() != cell.ring.back()) {
            ++import_.closed;
            cell.ring.push_back(cell.ring.front());
        }
        cells_.push_back(std::move(cell));
    }

    void AddPoint(Ring& ring, GeoPoint point) {
        if (options_.datum == Datum::kGcj02) point = Wgs84FromGcj02(point);
        point = {Rounded(point.lon), Rounded(point.lat)};
        if (!ring.empty() && ring.back() == point) {
            ++import_.points_twice;
        } else {
            ring.push_back(point);
        }
    }

    void Write() {
        import_.cells = static_cast<std::int64_t>(cells_.size());
        std::string& text = import_.text;
        text = "{\"type\":\"FeatureCollection\",\"features\":[\n";
        for (const GridCell& cell : cells_) {
            if (&cell != &cells_.front()) text += ",\n";
            text += R"({"type":"Feature","properties":{"code":)" + json::serialize(cell.code) +
                    ",\"name\":" + json::serialize(cell.name) +
                    ",\"community\":" + json::serialize(cell.community.value) +
                    R"(},"geometry":{"type":"Polygon","coordinates":[[)";
            for (std::size_t i = 0; i < cell.ring.size(); ++i) {
                text += (i == 0 ? "[" : ",[") + Degrees(cell.ring[i].lon) + "," +
                        Degrees(cell.ring[i].lat) + "]";
            }
            text += "]]}}";
        }
        text += "\n]}\n";
    }

    // The very checks that a profile must pass, on the profile as it would be.
    void Check() {
        for (const Place& place : places_) {
            const bool has_cell =
                std::ranges::find(cells_, place.code, &GridCell::community) != cells_.end();
            if (place.kind == PlaceKind::kCommunity && !has_cell)
                import_.communities_without_cells.push_back(place.code.value + " " + place.name);
        }
        ProfileFiles changed = files_;
        changed.bytes[std::string(kGrid)] = import_.text;
        FaultList faults;
        for (ProfileFault& fault : LoadProfile(changed, std::move(faults)).faults) {
            if (fault.file == kGrid) import_.faults.push_back(std::move(fault));
        }
    }

    FaultList unread_;  ///< what is wrong with the profile itself is told by its own check
    ProfileFiles files_;
    const GridImportOptions& options_;
    std::vector<Place> places_;
    std::vector<GridCell> cells_;
    GridImport import_;
};

}  // namespace

GridImport ImportGrid(const std::filesystem::path& profile, std::string_view official,
                      const GridImportOptions& options) {
    return Import(profile, options).Run(official);
}

}  // namespace liandong::profile
