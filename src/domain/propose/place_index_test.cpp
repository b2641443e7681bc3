#include "domain/propose/place_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liandong {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

City Town() {
    City city;
    const auto place = [&](const char* code, const char* name, PlaceKind kind, const char* parent) {
        city.places.push_back({PlaceCode{code}, name, kind, PlaceCode{parent}, {}});
    };
    place("1", "小城", PlaceKind::kCity, "");
    place("11", "东区", PlaceKind::kDistrict, "1");
    place("1101", "海风街道", PlaceKind::kStreet, "11");
    place("110101", "新村社区", PlaceKind::kCommunity, "1101");
    place("12", "西区", PlaceKind::kDistrict, "1");
    place("1201", "云山镇", PlaceKind::kStreet, "12");
    place("120101", "新村社区", PlaceKind::kCommunity, "1201");
    city.known_places = {{"人民路", "road", {}},
                         {"海秀路", "road", PlaceCode{"1101"}},
                         {"海秀路小学", "school", PlaceCode{"110101"}},
                         {"万绿园", "park", PlaceCode{"1201"}}};
    city.BuildIndex();
    return city;
}

std::vector<std::string> NamesIn(std::string_view text) {
    const City city = Town();
    std::vector<std::string> names;
    for (const FoundPlace& found : PlaceIndex(city).Find(city, text))
        names.push_back(found.kind + " " + found.name);
    return names;
}
std::string Said(std::string_view text) {
    const City city = Town();
    return PlaceSaid(city, PlaceIndex(city).Find(city, text)).value;
}

TEST(PlaceIndex, TheLongestNameCounts) {
    EXPECT_THAT(NamesIn("海秀路小学门口，靠近人民路"),
                ElementsAre("school 海秀路小学", "road 人民路"));
}

TEST(PlaceIndex, TheSpanIsThatOfTheText) {
    const City city = Town();
    const auto found = PlaceIndex(city).Find(city, "我在Ｂ栋，东区海风街道办事处旁");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].at, 5U);
    EXPECT_EQ(found[0].length, 2U);
    EXPECT_EQ(found[1].text, "海风街道");
    EXPECT_EQ(found[1].at, 7U);
}

TEST(PlaceIndex, TwoRoadsMakeACrossing) {
    EXPECT_THAT(NamesIn("人民路与海秀路交叉口的红绿灯坏了"),
                ElementsAre("road 人民路", "road 海秀路", "crossing 人民路/海秀路"));
    EXPECT_EQ(Said("人民路与海秀路交叉口的红绿灯坏了"), "1101");
}

TEST(PlaceIndex, RoadsOfACrossingNeedNotBeKnown) {
    EXPECT_THAT(NamesIn("我在青年大道和文明东路的路口等车"),
                ElementsAre("crossing 青年大道/文明东路"));
    EXPECT_THAT(NamesIn("位于金山路、银山路交汇处"), ElementsAre("crossing 金山路/银山路"));
}

TEST(PlaceIndex, TwoRoadsAloneAreNone) {
    EXPECT_THAT(NamesIn("青年大道和文明东路都堵"), IsEmpty());
    EXPECT_THAT(NamesIn("投诉电线与管线交叉"), IsEmpty());
}

TEST(PlaceIndex, NamesakesAreToldApartByWhatStandsBeside) {
    EXPECT_EQ(Said("新村社区路灯不亮"), "");
    EXPECT_EQ(Said("云山镇新村社区路灯不亮"), "120101");
    EXPECT_EQ(Said("东区新村居委会门口"), "110101");
}

TEST(PlaceIndex, TheFinestPlaceCounts) {
    EXPECT_EQ(Said("东区海风街道"), "1101");
    EXPECT_EQ(Said("东区海秀路小学"), "110101");
    EXPECT_EQ(Said("小城"), "");
    EXPECT_EQ(Said("东区，万绿园"), "1201");
}

TEST(PlaceIndex, TextsOfEveryKindAreHarmless) {
    std::string long_text;
    for (int i = 0; i < 20'000; ++i) long_text += "路与";
    for (const std::string& text :
         {std::string(), std::string("路"), std::string("与"), std::string("HELP!!!"),
          std::string("😀😀"), std::string("与路口"), std::string("\xff\xfe"), long_text}) {
        EXPECT_LE(NamesIn(text).size(), 51U);
    }
}

}  // namespace
}  // namespace liandong
