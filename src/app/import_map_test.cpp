#include "app/import_map.hpp"

#include <gtest/gtest.h>

namespace liandong {
namespace {

struct TimeRow {
    const char* text;
    const char* format;
    int offset_minutes;
    const char* expected;  ///< RFC 3339 in UTC, or "" for refused
};

TEST(ParseSourceTime, ReadsWhatOtherSystemsWrite) {
    const TimeRow rows[] = {
        {"2019/2/28 11:25:05", "%Y/%m/%d %H:%M:%S", 480, "2019-02-28T03:25:05Z"},
        {" 2019/12/31 0:00:01 ", "%Y/%m/%d %H:%M:%S", 480, "2019-12-30T16:00:01Z"},
        {"2024-09-09", "%Y-%m-%d", 480, "2024-09-08T16:00:00Z"},
        {"04/12/2018 11:11:26 AM", "%m/%d/%Y %I:%M:%S %p", -300, "2018-04-12T16:11:26Z"},
        {"04/12/2018 12:00:00 AM", "%m/%d/%Y %I:%M:%S %p", 0, "2018-04-12T00:00:00Z"},  // midnight
        {"04/12/2018 12:59:59 pm", "%m/%d/%Y %I:%M:%S %p", 0, "2018-04-12T12:59:59Z"},  // after
                                                                                        // noon
        {"04/12/2018 01:00:00 PM", "%m/%d/%Y %I:%M:%S %p", 0, "2018-04-12T13:00:00Z"},
        {"10/21/18 0:00", "%m/%d/%y %H:%M", -300, "2018-10-21T05:00:00Z"},
        {"10/21/69 0:00", "%m/%d/%y %H:%M", 0, "1969-10-21T00:00:00Z"},
        {"2020-02-29T23:59:59.5", "%Y-%m-%dT%H:%M:%S.%f", 0, "2020-02-29T23:59:59.500Z"},
        {"2020-02-29T23:59:59.1234567", "%Y-%m-%dT%H:%M:%S.%f", 0, "2020-02-29T23:59:59.123Z"},
        {"2020-03-01T08:00:00+08:00", "%Y-%m-%dT%H:%M:%S%z", -300, "2020-03-01T00:00:00Z"},
        {"2020-03-01T08:00:00-0530", "%Y-%m-%dT%H:%M:%S%z", 0, "2020-03-01T13:30:00Z"},
        {"2020/3/1   8:00", "%Y/%m/%d %H:%M", 0, "2020-03-01T08:00:00Z"},
        {"2019/2/29 11:25:05", "%Y/%m/%d %H:%M:%S", 480, ""},  // no such day
        {"2019/13/1 1:00:00", "%Y/%m/%d %H:%M:%S", 480, ""},
        {"2019/1/1 24:00:00", "%Y/%m/%d %H:%M:%S", 480, ""},
        {"04/12/2018 13:00:00 PM", "%m/%d/%Y %I:%M:%S %p", 0, ""},
        {"04/12/2018 11:00:00 XM", "%m/%d/%Y %I:%M:%S %p", 0, ""},
        {"2024-09-09 ok", "%Y-%m-%d", 480, ""},
        {"2024-09", "%Y-%m-%d", 480, ""},
        {"", "%Y-%m-%d", 480, ""},
        {"昨天", "%Y-%m-%d", 480, ""},
    };
    for (const TimeRow& row : rows) {
        ImportMap map;
        map.date_formats = {row.format};
        map.offset = UtcOffset{row.offset_minutes};
        const auto at = ParseSourceTime(row.text, map);
        EXPECT_EQ(at ? FormatRfc3339(*at, UtcOffset{0}) : "", row.expected)
            << row.text << " as " << row.format;
        if (!at) EXPECT_EQ(at.error().code, "bad_source_time");
    }
}

TEST(ParseSourceTime, TriesTheFormatsInOrder) {
    ImportMap map;
    map.date_formats = {"%d/%m/%Y", "%m/%d/%Y"};
    EXPECT_EQ(FormatRfc3339(*ParseSourceTime("03/04/2020", map), UtcOffset{0}),
              "2020-04-03T00:00:00Z");
    EXPECT_EQ(FormatRfc3339(*ParseSourceTime("03/14/2020", map), UtcOffset{0}),
              "2020-03-14T00:00:00Z");
}

class Mapped : public testing::Test {
protected:
    std::map<std::string, std::string, std::less<>> row_{
        {"kind", " Street Light "}, {"detail", ""}, {"note", "dark"}, {"x", "-77"}, {"y", "39"}};
    RowLookup lookup_ = [this](std::string_view column) -> std::string_view {
        const auto found = row_.find(column);
        return found == row_.end() ? std::string_view{} : std::string_view(found->second);
    };
    ImportMap map_;
};

TEST_F(Mapped, TemplatesGoBeforeColumnsUnlessTheyAreBlank) {
    map_.columns[ImportTarget::kTitle] = {"detail", "note"};
    EXPECT_EQ(ValueOf(map_, ImportTarget::kTitle, lookup_), "dark")
        << "the first that is not blank";
    map_.texts[ImportTarget::kTitle] = {{{"kind", true}, {": ", false}, {"detail", true}}};
    EXPECT_EQ(ValueOf(map_, ImportTarget::kTitle, lookup_), "Street Light:");
    map_.texts[ImportTarget::kTitle] = {{{"(", false}, {"detail", true}, {")", false}}};
    EXPECT_EQ(ValueOf(map_, ImportTarget::kTitle, lookup_), "dark");
    EXPECT_EQ(ValueOf(map_, ImportTarget::kWish, lookup_), "");
}

TEST_F(Mapped, CodesComeFromTheTableThenFromTheDefault) {
    map_.columns[ImportTarget::kCategory] = {"kind"};
    map_.defaults[ImportTarget::kCategory] = {"010101", 1, 1};
    EXPECT_EQ(CodeOf(map_, ImportTarget::kCategory, lookup_), "010101");
    map_.codes[ImportTarget::kCategory]["Street Light"] = {"010304", 1, 1};
    EXPECT_EQ(CodeOf(map_, ImportTarget::kCategory, lookup_), "010304");
    EXPECT_EQ(CodeOf(map_, ImportTarget::kPlace, lookup_), "");
}

TEST_F(Mapped, APointThatMeansNoneIsNone) {
    map_.columns[ImportTarget::kLon] = {"x"};
    map_.columns[ImportTarget::kLat] = {"y"};
    EXPECT_EQ(PointOf(map_, lookup_), (GeoPoint{-77, 39}));
    map_.no_points = {{-77, 39}};
    EXPECT_EQ(PointOf(map_, lookup_), std::nullopt);
    row_["x"] = "-76.6";
    EXPECT_EQ(PointOf(map_, lookup_), (GeoPoint{-76.6, 39}));
    row_["x"] = "1,017,901";
    EXPECT_EQ(PointOf(map_, lookup_), std::nullopt);
    row_["x"] = "";
    EXPECT_EQ(PointOf(map_, lookup_), std::nullopt);
}

TEST_F(Mapped, NamesTheColumnsThatAFileLacks) {
    map_.columns[ImportTarget::kId] = {std::string(kRowNumberColumn)};
    map_.columns[ImportTarget::kTitle] = {"detail", "old detail"};
    map_.columns[ImportTarget::kOpenedAt] = {"when"};
    map_.texts[ImportTarget::kContent] = {{{"body", true}}};
    const std::vector<std::string> header{"kind", "old detail"};
    EXPECT_EQ(MissingColumns(map_, header), (std::vector<std::string>{"body", "when"}));
}

}  // namespace
}  // namespace liandong
