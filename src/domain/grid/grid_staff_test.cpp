#include "domain/grid/grid_staff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/testing/small_city.hpp"

namespace liandong {
namespace {

using testing::At;
using ::testing::ElementsAre;

StaffMember Worker(const char* code, const char* place, const char* skill, const char* shift = "") {
    return {code, code, "grid_worker", UnitCode{"S"}, PlaceCode{place}, {skill}, {}, "", shift};
}

// Two communities in one street with two cells each, and one community of another street that has
// nobody of its own.
std::shared_ptr<const City> GridCity() {
    City city = testing::SmallCity();
    for (const char* code : {"110101", "110102"})
        city.places.push_back(
            {PlaceCode{code}, code, PlaceKind::kCommunity, PlaceCode{"1101"}, {}});
    city.places.push_back({PlaceCode{"1102"}, "西街", PlaceKind::kStreet, PlaceCode{"11"}, {}});
    city.places.push_back(
        {PlaceCode{"110201"}, "西街社区", PlaceKind::kCommunity, PlaceCode{"1102"}, {}});
    for (const char* community : {"110101", "110102", "110201"}) {
        for (const char* number : {"-1", "-2"}) {
            const std::string code = std::string(community) + number;
            city.grid.push_back({code, code, PlaceCode{community}, {}});
        }
    }
    city.shifts = {{"night", "夜班", ShiftDays::kAll, 20 * 60, 8 * 60}};
    city.skills = {{"order", "治安"}, {"market", "市场"}};
    city.grid_lines = {{"order", "综治", "order"}, {"market", "市场监管", "market"}};
    city.staff = {Worker("z", "110101", "order"), Worker("a", "110101", "order", "night"),
                  Worker("m", "1101", "market"), Worker("x", "110102", "gardening")};
    city.staff.push_back(
        {"ma", "ma", "mediator", UnitCode{"S"}, PlaceCode{"1101"}, {}, {}, "", ""});
    city.BuildIndex();
    return std::make_shared<const City>(std::move(city));
}

std::vector<std::string> CodesOf(const GridStaff& grid, std::size_t cell) {
    std::vector<std::string> codes;
    for (const std::size_t i : grid.Of(grid.OfCity().grid[cell]))
        codes.push_back(grid.OfCity().staff[i].code);
    return codes;
}

TEST(TheGrid, HasItsOwnPeopleFirstAndThenTheStreets) {
    const GridStaff grid(GridCity());
    EXPECT_THAT(CodesOf(grid, 0), ElementsAre("a", "z", "m"));
    EXPECT_THAT(CodesOf(grid, 2), ElementsAre("x", "m"));
    EXPECT_THAT(CodesOf(grid, 4), ElementsAre());
}

TEST(TheGrid, CountsPeoplePerCellAndCellsWithNobody) {
    const GridStaff grid(GridCity());
    const Coverage everywhere = CoverageOf(grid, PlaceCode{}, {});
    EXPECT_EQ(everywhere.cells, 6);
    EXPECT_EQ(everywhere.all.people, 4);
    EXPECT_EQ(everywhere.all.pairs, 10);
    EXPECT_EQ(everywhere.all.cells_covered, 4);
    EXPECT_THAT(everywhere.without_staff, ElementsAre("110201-1", "110201-2"));
    ASSERT_EQ(everywhere.lines.size(), 2U);
    EXPECT_EQ(everywhere.lines[0].people, 2);
    EXPECT_EQ(everywhere.lines[0].cells_covered, 2);
    EXPECT_EQ(everywhere.lines[1].people, 1);
    EXPECT_EQ(everywhere.lines[1].cells_covered, 4);
}

TEST(TheGrid, CountsWithinAPlaceAndThoseAtWork) {
    const GridStaff grid(GridCity());
    const Coverage night = CoverageOf(grid, PlaceCode{"110101"}, At("2026-03-02T22:30"));
    EXPECT_EQ(night.cells, 2);
    EXPECT_EQ(night.all.people, 1);
    EXPECT_EQ(night.all.pairs, 2);
    EXPECT_TRUE(night.without_staff.empty());
    const Coverage other = CoverageOf(grid, PlaceCode{"110102"}, At("2026-03-02T22:30"));
    EXPECT_EQ(other.all.people, 0);
    EXPECT_THAT(other.without_staff, ElementsAre("110102-1", "110102-2"));
}

TEST(TheGrid, OfNobodyAndNothingIsZero) {
    auto city = std::make_shared<City>(testing::SmallCity());
    const Coverage coverage = CoverageOf(GridStaff(city), PlaceCode{}, {});
    EXPECT_EQ(coverage.cells, 0);
    EXPECT_EQ(coverage.all.pairs, 0);
}

}  // namespace
}  // namespace liandong
