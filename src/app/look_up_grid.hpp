#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/people_board.hpp"
#include "app/person_view.hpp"
#include "app/services.hpp"

namespace liandong {

/// What finds people: the store's world and the board that is kept beside it.
struct PeopleServices {
    const Services& services;
    PeopleBoard& board;
};

struct CellView {
    std::string code;
    std::string name;
    PlaceCode community;
    std::string community_name;
    std::vector<GeoPoint> ring;  ///< closed
    std::int32_t people = 0;
};
struct CellPerson {
    PersonCard person;
    std::string line;  ///< code of the profession; empty when it belongs to none
    std::string line_name;
};
/// Where a point lies and who stands there, the nearest first. No cell: nobody drew one there.
struct GridAnswer {
    std::optional<CellView> cell;
    PlaceCode street;
    std::string street_name;
    PlaceCode district;
    std::string district_name;
    std::vector<CellPerson> people;
};
/// From memory. Errors: kInvalid "bad_point" when it is not on Earth.
[[nodiscard]] Result<GridAnswer> LookUpGrid(const PeopleServices& people, const Principal& who,
                                            GeoPoint point);

/// Cells within a place by code, from the one behind `after` on. Errors: kInvalid "unknown_place".
[[nodiscard]] Result<PageOf<CellView>> ListCells(const PeopleServices& people,
                                                 const PlaceCode& within, const Page& page);

struct GridCoverage {
    PlaceCode place;
    std::string place_name;
    std::optional<LocalTime> at;  ///< only those at work at that moment were counted
    Coverage coverage;
};
/// People per cell and cells without anybody, for a place or everywhere.
/// Errors: kInvalid "unknown_place".
[[nodiscard]] Result<GridCoverage> ReadCoverage(const PeopleServices& people,
                                                const PlaceCode& within, std::optional<Instant> at);

}  // namespace liandong
