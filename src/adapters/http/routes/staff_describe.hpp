#pragma once

// What the API reads and writes about the city's people and its grid. Include it in .cpp files
// only.

#include "adapters/http/routes/views_describe.hpp"
#include "app/find_people.hpp"
#include "app/look_up_grid.hpp"

namespace liandong {

/// A report from the street; the files of the form are its photos.
struct MobiliseBody {
    RequestType type = RequestType::kComplaint;
    CategoryCode category;
    PlaceCode place;
    GeoPoint point;
    std::optional<bool> urgent;
    Caller caller;
    Narrative narrative;
    std::optional<UnitCode> lead;
    std::vector<UnitCode> assisting;
};

template <>
inline constexpr bool HasDefault<MobiliseBody> = true;
template <>
inline constexpr auto kRequired<MobiliseBody> =
    std::to_array<std::string_view>({"point", "narrative"});
template <>
inline constexpr bool HasDefault<FindPeopleRequest> = true;

BOOST_DESCRIBE_STRUCT(MobiliseBody, (),
                      (type, category, place, point, urgent, caller, narrative, lead, assisting))
BOOST_DESCRIBE_STRUCT(FindPeopleRequest, (),
                      (case_id, category, place, point, kinds, skills, language, language_required,
                       at_work_required, within_street, excluded, limit))

BOOST_DESCRIBE_STRUCT(PersonCard, (),
                      (code, name, kind, kind_label, unit, unit_name, place, place_name, skills,
                       languages, phone, phone_masked, shift_name, at_work))
BOOST_DESCRIBE_STRUCT(CellView, (), (code, name, community, community_name, ring, people))
BOOST_DESCRIBE_STRUCT(CellPerson, (), (person, line, line_name))
BOOST_DESCRIBE_STRUCT(GridAnswer, (), (cell, street, street_name, district, district_name, people))
BOOST_DESCRIBE_STRUCT(LineCoverage, (), (line, name, people, cells_covered, pairs))
BOOST_DESCRIBE_STRUCT(Coverage, (), (cells, all, lines, without_staff))
BOOST_DESCRIBE_STRUCT(GridCoverage, (), (place, place_name, at, coverage))
BOOST_DESCRIBE_STRUCT(FoundReason, (), (kind, label, points, points_max, text))
BOOST_DESCRIBE_STRUCT(FoundPerson, (),
                      (person, points, nearness, nearness_label, open, last_assigned, reasons))
BOOST_DESCRIBE_STRUCT(LeftOutCount, (), (reason, label, count))
BOOST_DESCRIBE_STRUCT(FoundPeople, (),
                      (rule, kinds, skills, place, place_name, fit, best, left_out))

}  // namespace liandong
