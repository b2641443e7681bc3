#include "adapters/profile/import_grid.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/profile/load_profile.hpp"
#include "domain/geo/geo.hpp"

namespace liandong::profile {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kProfile = "profiles/qingshui";

std::string Feature(const std::string& properties, const std::string& geometry) {
    return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":{)" + geometry +
           "}}";
}
std::string Collection(const std::string& features) {
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}
std::string Square(double west, double south) {
    const auto at = [](double lon, double lat) {
        std::ostringstream text;
        text.precision(12);
        text << "[" << lon << "," << lat << "]";
        return text.str();
    };
    return "[[" + at(west, south) + "," + at(west + 0.01, south) + "," +
           at(west + 0.01, south + 0.01) + "," + at(west, south + 0.01) + "," + at(west, south) +
           "]]";
}
std::string Polygon(double west, double south) {
    return R"("type":"Polygon","coordinates":)" + Square(west, south);
}
std::string Of(const std::string& code, const std::string& community) {
    return R"("code":")" + code + R"(","name":"格","community":")" + community + "\"";
}

std::vector<std::string> Texts(const GridImport& import) {
    std::vector<std::string> texts;
    for (const ProfileFault& fault : import.faults) texts.push_back(fault.what);
    return texts;
}

TEST(ImportGrid, TakesOfficialCellsAsAProfileWantsThem) {
    const std::string official =
        Collection(Feature(R"("WGBM":4101,"WGMC":"一号格","SQ":"QS10101")", Polygon(110.0, 30.0)) +
                   "," + Feature(R"("WGBM":"4102","SQ":"QS10102")", Polygon(110.01, 30.0)));
    const GridImport import =
        ImportGrid(kProfile, official, {Datum::kCgcs2000, "WGBM", "WGMC", "SQ", ""});
    EXPECT_THAT(Texts(import), IsEmpty());
    EXPECT_EQ(import.features, 2);
    EXPECT_EQ(import.cells, 2);
    EXPECT_THAT(import.text, HasSubstr(R"("code":"4101","name":"一号格","community":"QS10101")"));
    EXPECT_THAT(import.text,
                HasSubstr("[[[110,30],[110.01,30],[110.01,30.01],[110,30.01],[110,30]]]"));
    EXPECT_FALSE(import.communities_without_cells.empty());
}

TEST(ImportGrid, ClosesRingsDropsRepeatedPointsAndSplitsSeveralAreas) {
    const std::string open =
        R"("type":"Polygon","coordinates":[[[110,30],[110,30],[110.01,30],[110.01,30.01]]])";
    const std::string two = R"("type":"MultiPolygon","coordinates":[)" + Square(110.1, 30.0) + "," +
                            Square(110.2, 30.0) + "]";
    const GridImport import = ImportGrid(
        kProfile,
        Collection(Feature(Of("a", "QS10101"), open) + "," + Feature(Of("b", "QS10101"), two)), {});
    EXPECT_THAT(Texts(import), IsEmpty());
    EXPECT_EQ(import.cells, 3);
    EXPECT_EQ(import.closed, 1);
    EXPECT_EQ(import.points_twice, 1);
    EXPECT_EQ(import.split, 1);
    EXPECT_THAT(import.text, HasSubstr(R"("code":"b-2")"));
}

TEST(ImportGrid, BringsMapProvidersNumbersBack) {
    const GeoPoint here{110.35, 20.02};
    const GeoPoint shown = Gcj02FromWgs84(here);
    const GridImport import =
        ImportGrid(kProfile, Collection(Feature(Of("a", "QS10101"), Polygon(shown.lon, shown.lat))),
                   {Datum::kGcj02, "code", "name", "community", ""});
    EXPECT_THAT(import.text, HasSubstr("[[[110.35,20.02],"));
}

TEST(ImportGrid, ReportsWhatIsWrongAndWhatWouldBeRight) {
    const std::string metres =
        R"("type":"Polygon","coordinates":[[[38500000,2215000],[38500100,2215000],[38500100,2215100]]])";
    const std::string bow =
        R"("type":"Polygon","coordinates":[[[110,31],[110.01,31.01],[110.01,31],[110,31.01],[110,31]]])";
    const GridImport import = ImportGrid(
        kProfile,
        Collection(Feature(Of("metres", "QS10101"), metres) + "," +
                   Feature(Of("nowhere", "没有这个社区"), Polygon(110.0, 30.0)) + "," +
                   Feature(Of("line", "QS10101"), R"("type":"LineString","coordinates":[])") + "," +
                   Feature(R"("name":"无码")", Polygon(110.0, 30.0)) + "," +
                   Feature(Of("one", "QS10101"), Polygon(110.0, 30.0)) + "," +
                   Feature(Of("over", "QS10101"), Polygon(110.001, 30.001)) + "," +
                   Feature(Of("bow", "QS10101"), bow)),
        {});
    EXPECT_THAT(
        Texts(import),
        ElementsAre("cell \"metres\" has a point that is not on Earth",
                    "no community is called \"没有这个社区\"", "cell \"line\" is no area",
                    "the feature has no property \"code\"", "cell \"over\" overlaps cell \"one\"",
                    "cell \"bow\": the ring crosses itself"));
    EXPECT_EQ(import.faults.front().line, 1) << "the feature's number";
}

TEST(ImportGrid, OfSomethingElseSaysSo) {
    EXPECT_THAT(Texts(ImportGrid(kProfile, "grid", {})),
                ElementsAre("this is no GeoJSON FeatureCollection"));
    EXPECT_THAT(Texts(ImportGrid(kProfile, "[]", {})),
                ElementsAre("this is no GeoJSON FeatureCollection"));
}

}  // namespace
}  // namespace liandong::profile
