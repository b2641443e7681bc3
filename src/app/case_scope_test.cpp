#include "app/case_scope.hpp"

#include <gtest/gtest.h>

#include "domain/testing/small_city.hpp"

namespace liandong {
namespace {

using testing::SmallCity;
using Units = std::vector<UnitCode>;

TEST(UnitsSeen, EverybodysForWhoeverMayViewTheWholeCity) {
    const auto seen = UnitsSeen(testing::Agent(), SmallCity(), "view", {});
    ASSERT_TRUE(seen);
    EXPECT_EQ(*seen, std::nullopt);
    EXPECT_EQ(*UnitsSeen(testing::Agent(), SmallCity(), "view", UnitCode{"D"}),
              (Units{UnitCode{"D"}, UnitCode{"S"}}));
}

TEST(UnitsSeen, AUnitSeesItselfAndThoseBelow) {
    const Principal district = testing::OfficerOf("D");
    const Units own{UnitCode{"D"}, UnitCode{"S"}};
    EXPECT_EQ(*UnitsSeen(district, SmallCity(), "view", {}), own);
    EXPECT_EQ(*UnitsSeen(district, SmallCity(), "view", UnitCode{"ROOT"}), own);
    EXPECT_EQ(*UnitsSeen(district, SmallCity(), "view", UnitCode{"S"}), Units{UnitCode{"S"}});
    EXPECT_EQ(*UnitsSeen(district, SmallCity(), "view", UnitCode{"A"}), Units{});
}

TEST(UnitsSeen, SearchingWidelyGivesNoMoreThanViewing) {
    Principal who = testing::OfficerOf("S");
    who.city_permissions.insert("search");
    EXPECT_EQ(*UnitsSeen(who, SmallCity(), "search", {}), Units{UnitCode{"S"}});
}

TEST(UnitsSeen, RefusesWithoutThePermissionAndUnknownUnits) {
    EXPECT_EQ(UnitsSeen(testing::OfficerOf("S"), SmallCity(), "export", {}).error().code,
              "not_permitted");
    EXPECT_EQ(UnitsSeen(testing::Agent(), SmallCity(), "view", UnitCode{"X"}).error().code,
              "unknown_unit");
}

TEST(PlacesWithin, ADistrictHasItsStreets) {
    EXPECT_EQ(PlacesWithin(SmallCity(), PlaceCode{"11"}),
              (std::vector<PlaceCode>{PlaceCode{"11"}, PlaceCode{"1101"}}));
    EXPECT_TRUE(PlacesWithin(SmallCity(), PlaceCode{}).empty());
}

}  // namespace
}  // namespace liandong
