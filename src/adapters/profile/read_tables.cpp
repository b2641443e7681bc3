#include <algorithm>

#include "adapters/profile/draft.hpp"
#include "base/text.hpp"
#include "domain/geo/geo.hpp"

namespace liandong::profile {
namespace {

// City::IsWithin climbs no further (domain/city/city.cpp).
constexpr std::size_t kTreeDepthMax = 15;

std::optional<GeoPoint> ReadPoint(const CellReader& read, const Cell& lon, const Cell& lat) {
    if (lon.text.empty() && lat.text.empty()) return std::nullopt;
    const auto x = ParseDouble(lon.text);
    const auto y = ParseDouble(lat.text);
    if (!x) read.Fault(lon, Quote(lon.text) + " is no longitude", "write degrees, such as 110.35");
    if (!y) read.Fault(lat, Quote(lat.text) + " is no latitude", "write degrees, such as 19.95");
    if (!x || !y) return std::nullopt;
    if (IsOnEarth({*x, *y})) return GeoPoint{*x, *y};
    const bool is_swapped = IsOnEarth({*y, *x});
    read.Fault(IsOnEarth({*x, 0}) ? lat : lon,
               "the point " + lon.text + ", " + lat.text + " is not on Earth",
               is_swapped ? "swap them: lon comes first"
                          : "write lon within ±180 and lat within ±90, WGS-84");
    return std::nullopt;
}

void CheckUnitPlace(Draft& draft, const CellReader& read, const Unit& unit, const Cell& cell,
                    std::map<std::string, UnitCode>& unit_of_place) {
    const std::string& place = cell.text;
    if (place.empty()) {
        if (unit.kind != "district" && unit.kind != "street" && unit.kind != "town") return;
        read.Fault(cell, "a " + unit.kind + " without a place", "name the place it answers for");
        return;
    }
    if (draft.places.Lacks(place))
        return read.Unknown(cell, "place", draft.places.codes, draft.places.from);
    const auto kind = draft.kind_of_place.find(place);
    if (kind != draft.kind_of_place.end()) {
        const bool wants_district = unit.kind == "district";
        const bool wants_street = unit.kind == "street" || unit.kind == "town";
        if ((wants_district && kind->second != PlaceKind::kDistrict) ||
            (wants_street && kind->second != PlaceKind::kStreet)) {
            read.Fault(
                cell,
                "a " + unit.kind + " answers for a place of kind " +
                    std::string(Code(kind->second)),
                std::string("name a place of kind ") + (wants_district ? "district" : "street"));
        }
    }
    const auto [other, is_new] = unit_of_place.emplace(place, unit.code);
    if (is_new) return;
    read.Fault(cell,
               "unit " + Quote(other->second.value) + " answers for " + Quote(place) + " already",
               "let at most one unit answer for a place");
}

// Every unit hangs below the one root: reports unknown parents, circles, and roots besides
// `root_unit`.
void CheckUnitTree(Draft& draft, const Table& table, const CellReader& read) {
    std::map<std::string, std::string> parent_of;
    for (const Unit& unit : draft.city.units) parent_of.emplace(unit.code.value, unit.parent.value);
    for (std::size_t i = 0; i < draft.city.units.size(); ++i) {
        const Cell& cell = table.rows[i].cells[5];
        const Unit& unit = draft.city.units[i];
        if (cell.text.empty()) {
            if (draft.root_unit.empty() || unit.code.value == draft.root_unit) continue;
            read.Fault(cell, "a second root: " + Quote(unit.code.value) + " has no parent",
                       "name its parent; the root is " + Quote(draft.root_unit) +
                           " (root_unit of city.toml)");
            continue;
        }
        if (unit.code.value == draft.root_unit) {
            read.Fault(cell, "the root " + Quote(draft.root_unit) + " has a parent",
                       "leave it empty");
        }
        if (draft.units.Lacks(cell.text)) {
            read.Unknown(cell, "unit", draft.units.codes, draft.units.from);
            continue;
        }
        Words passed;
        std::string at = cell.text;
        while (!at.empty() && at != unit.code.value && passed.insert(at).second) {
            const auto up = parent_of.find(at);
            at = up == parent_of.end() ? "" : up->second;
        }
        if (at == unit.code.value) {
            read.Fault(cell, Quote(at) + " stands below itself",
                       "let the parents lead to the root");
        } else if (at.empty() && passed.size() > kTreeDepthMax) {
            read.Fault(cell,
                       "more than " + std::to_string(kTreeDepthMax) + " units above each other",
                       "make the tree flatter");
        }
    }
}

bool IsMailAddress(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == text.npos &&
           text.find_first_of(" \t,;<>()\"\r\n") == text.npos && text.size() <= 254;
}

}  // namespace

Words UnitKindWords() {
    Words words;
    for (const UnitKindName& kind : kUnitKinds) words.emplace(kind.code);
    return words;
}

void ReadPlaces(Draft& draft) {
    const std::string* bytes = draft.files.Find("places.csv");
    if (bytes == nullptr) return;
    const Table table = ReadTable("places.csv", *bytes,
                                  {"code", "name", "kind", "parent", "lon", "lat"}, draft.faults);
    const CellReader read(table, draft.faults);
    std::string root;
    for (const Row& row : table.rows) {
        Place place;
        place.code = PlaceCode{read.NewCode(row.cells[0], draft.places.codes)};
        place.name = read.Filled(row.cells[1], "name");
        read.Choice(row.cells[2], "kind", WordsOf<PlaceKind>());
        const auto kind = FromCode<PlaceKind>(row.cells[2].text);
        place.kind = kind.value_or(PlaceKind::kCommunity);
        place.parent = PlaceCode{row.cells[3].text};
        place.centre = ReadPoint(read, row.cells[4], row.cells[5]);
        if (kind) draft.kind_of_place.emplace(place.code.value, *kind);
        draft.city.places.push_back(std::move(place));
    }
    draft.places.known = table.whole;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const Place& place = draft.city.places[i];
        const Cell& parent = table.rows[i].cells[3];
        const Cell& code = table.rows[i].cells[0];
        if (place.kind == PlaceKind::kCity) {
            if (!root.empty())
                read.Fault(code, "a second city", "keep one place of kind city, " + Quote(root));
            if (!parent.text.empty()) read.Fault(parent, "the city has a parent", "leave it empty");
            if (root.empty()) root = place.code.value;
            continue;
        }
        if (!draft.kind_of_place.contains(code.text)) continue;
        const auto above = draft.kind_of_place.find(parent.text);
        const auto wanted = static_cast<PlaceKind>(static_cast<int>(place.kind) - 1);
        const std::string instead = "name its " + std::string(Code(wanted));
        if (parent.text.empty()) {
            read.Fault(parent, "a " + std::string(Code(place.kind)) + " without a parent", instead);
        } else if (above == draft.kind_of_place.end()) {
            if (draft.places.Lacks(parent.text))
                read.Unknown(parent, "place", draft.places.codes, draft.places.from);
        } else if (above->second != wanted) {
            read.Fault(parent,
                       "a " + std::string(Code(place.kind)) + " within a " +
                           std::string(Code(above->second)),
                       instead);
        }
    }
    if (!table.whole || !draft.has_city_toml) return;
    if (root != draft.city.code && !draft.city.code.empty()) {
        draft.faults.Add("city.toml", draft.code_at,
                         "no place of kind city has the code " + Quote(draft.city.code),
                         root.empty() ? "add one to places.csv" : "write " + Quote(root));
    }
}

void ReadUnits(Draft& draft) {
    const std::string* bytes = draft.files.Find("units.csv");
    if (bytes == nullptr) return;
    const Table table = ReadTable("units.csv", *bytes,
                                  {"code", "name", "short_name", "kind", "level", "parent",
                                   "district", "place", "email", "duty"},
                                  draft.faults);
    const CellReader read(table, draft.faults);
    const Words kinds = UnitKindWords();
    Words names;
    std::map<std::string, UnitCode> unit_of_place;
    for (const Row& row : table.rows) {
        const auto& cells = row.cells;
        Unit unit;
        unit.code = UnitCode{read.NewCode(cells[0], draft.units.codes)};
        unit.name = read.Filled(cells[1], "name");
        if (!unit.name.empty() && !names.insert(unit.name).second) {
            read.Fault(cells[1], "name " + Quote(unit.name) + " stands there twice",
                       "give each unit its own");
        }
        unit.short_name = read.Filled(cells[2], "short_name");
        read.Choice(cells[3], "kind", kinds);
        unit.kind = cells[3].text;
        read.Choice(cells[4], "level", {"city", "district", "province", "street"});
        unit.parent = UnitCode{cells[5].text};
        const auto district = draft.kind_of_place.find(cells[6].text);
        if (!cells[6].text.empty() && draft.places.Lacks(cells[6].text)) {
            read.Unknown(cells[6], "place", draft.places.codes, draft.places.from);
        } else if (district != draft.kind_of_place.end() &&
                   district->second != PlaceKind::kDistrict) {
            read.Fault(cells[6], Quote(cells[6].text) + " is no district",
                       "name a place of kind district");
        }
        unit.place = PlaceCode{cells[7].text};
        CheckUnitPlace(draft, read, unit, cells[7], unit_of_place);
        unit.email = cells[8].text;
        if (!unit.email.empty() && !IsMailAddress(unit.email)) {
            read.Fault(cells[8], Quote(unit.email) + " is no address",
                       "write name@host, or leave it empty");
        }
        draft.city.units.push_back(std::move(unit));
    }
    draft.units.known = table.whole;
    CheckUnitTree(draft, table, read);
}

void ReadCategories(Draft& draft) {
    const std::string* bytes = draft.files.Find("categories.csv");
    if (bytes == nullptr) return;
    const Table table = ReadTable("categories.csv", *bytes,
                                  {"code", "level1", "level2", "level3", "name", "type",
                                   "responsible", "urgent", "sla_hours", "keywords"},
                                  draft.faults);
    const CellReader read(table, draft.faults);
    const Words types = WordsOf<RequestType>();
    Words names;
    for (const Row& row : table.rows) {
        const auto& cells = row.cells;
        Category category;
        category.code = CategoryCode{read.NewCode(cells[0], draft.categories.codes)};
        category.level1 = read.Filled(cells[1], "level1");
        category.level2 = read.Filled(cells[2], "level2");
        (void)read.Filled(cells[3], "level3");
        category.name = read.Filled(cells[4], "name");
        if (!category.name.empty() && !names.insert(category.name).second) {
            read.Fault(cells[4], "name " + Quote(category.name) + " stands there twice",
                       "give each leaf its own");
        }
        read.Choice(cells[5], "type", types);
        category.usual_type =
            FromCode<RequestType>(cells[5].text).value_or(RequestType::kComplaint);
        const std::string& unit = cells[6].text;
        if (unit != "@district" && unit != "@street" && (unit.empty() || draft.units.Lacks(unit))) {
            Words known = draft.units.codes;
            known.insert({"@district", "@street"});
            read.Unknown(cells[6], "unit", known, "@district, @street and the codes of units.csv");
        }
        category.urgent = read.Truth(cells[7], "urgent");
        category.handling_hours =
            static_cast<std::int32_t>(read.Integer(cells[8], "sla_hours", 1, 8'760));
        if (!category.urgent && category.handling_hours % 24 != 0 && cells[8].text != "0") {
            read.Fault(cells[8],
                       "sla_hours is " + cells[8].text + " for a category that is not urgent",
                       "write a multiple of 24: each 24 is one working day");
        }
        for (const Cell& keyword : read.List(cells[9])) category.keywords.push_back(keyword.text);
        if (category.keywords.size() < 3) {
            read.Fault(cells[9], std::to_string(category.keywords.size()) + " keywords",
                       "write at least three, as citizens say them, with | between");
        }
        draft.city.categories.push_back(std::move(category));
    }
    draft.categories.known = table.whole;
    if (table.whole && table.rows.empty()) {
        draft.faults.Add("categories.csv", {2, 1}, "there is no category", "add at least one");
    }
}

}  // namespace liandong::profile
