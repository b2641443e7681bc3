#include "app/look_up_grid.hpp"

#include <algorithm>

#include "domain/geo/geo.hpp"

namespace liandong {
namespace {

CellView ViewOf(const GridCell& cell, const GridStaff& grid) {
    CellView view{cell.code, cell.name, cell.community, "", cell.ring, 0};
    if (const Place* place = grid.OfCity().FindPlace(cell.community))
        view.community_name = place->name;
    view.people = static_cast<std::int32_t>(grid.Of(cell).size());
    return view;
}

std::shared_ptr<const GridIndex> GridNow(const PeopleServices& people) {
    people.board.Take(people.services.city.Current());
    return people.board.Grid();
}

Result<void> NeedPlace(const City& city, const PlaceCode& place) {
    if (place.value.empty() || city.FindPlace(place) != nullptr) return {};
    return Failure{Invalid("unknown_place", "There is no such place.")};
}

}  // namespace

Result<GridAnswer> LookUpGrid(const PeopleServices& people, const Principal& who, GeoPoint point) {
    if (!IsOnEarth(point)) {
        return Failure{Invalid("bad_point", "A point is a longitude and a latitude in degrees.")};
    }
    const auto grid = GridNow(people);
    const City& city = grid->staff.OfCity();
    GridAnswer answer;
    const GridCell* cell = grid->cells.Find(point);
    if (cell == nullptr) return answer;
    answer.cell = ViewOf(*cell, grid->staff);
    if (const Place* street = city.Enclosing(cell->community, PlaceKind::kStreet)) {
        answer.street = street->code;
        answer.street_name = street->name;
    }
    if (const Place* district = city.Enclosing(cell->community, PlaceKind::kDistrict)) {
        answer.district = district->code;
        answer.district_name = district->name;
    }
    const Instant now = people.services.clock.Now();
    for (const std::size_t i : grid->staff.Of(*cell)) {
        CellPerson found{CardOf(city.staff[i], city, who, now), "", ""};
        if (const GridLine* line = grid->staff.LineOf(city.staff[i])) {
            found.line = line->code;
            found.line_name = line->name;
        }
        answer.people.push_back(std::move(found));
    }
    return answer;
}

Result<PageOf<CellView>> ListCells(const PeopleServices& people, const PlaceCode& within,
                                   const Page& page) {
    const auto grid = GridNow(people);
    const City& city = grid->staff.OfCity();
    LD_TRY(NeedPlace(city, within));
    std::vector<const GridCell*> found;
    for (const GridCell& cell : city.grid) {
        if (page.after && cell.code <= *page.after) continue;
        if (city.IsWithin(cell.community, within)) found.push_back(&cell);
    }
    std::ranges::sort(found, {}, &GridCell::code);
    PageOf<CellView> answer;
    const auto limit = static_cast<std::size_t>(page.limit);
    for (std::size_t i = 0; i < std::min(limit, found.size()); ++i)
        answer.items.push_back(ViewOf(*found[i], grid->staff));
    if (found.size() > limit) answer.next = found[limit - 1]->code;
    return answer;
}

Result<GridCoverage> ReadCoverage(const PeopleServices& people, const PlaceCode& within,
                                  std::optional<Instant> at) {
    const auto grid = GridNow(people);
    const City& city = grid->staff.OfCity();
    LD_TRY(NeedPlace(city, within));
    GridCoverage answer{within, "", {}, CoverageOf(grid->staff, within, at)};
    if (const Place* place = city.FindPlace(within)) answer.place_name = place->name;
    if (at) answer.at = LocalTime{*at, city.calendar.offset};
    return answer;
}

}  // namespace liandong
