#include "adapters/profile/load_import_map.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <gtest/gtest.h>

#include "adapters/csv/csv_reader.hpp"
#include "adapters/profile/load_profile.hpp"
#include "base/testing/test_folder.hpp"

namespace liandong::profile {
namespace {

namespace fs = std::filesystem;

const char* const kWhole = R"([source]
name = "old-system"
format = "csv"
encoding = "gb18030"
delimiter = ";"

[columns]
id = "编号"
title = ["标题", "内容"]
content = "内容"
opened_at = "时间"
category = "类别"
status = "状态"

[dates]
formats = ["%Y-%m-%d %H:%M"]
utc_offset_minutes = 480

[points]
system = "gcj02"
none = [[0, 0]]

[text]
content = "{标题}：{内容}"

[defaults]
category = ""

[codes.category]
"路灯" = "010304"

[codes.status]
"办结" = "closed"
)";

class MapFile {
public:
    explicit MapFile(const std::string& bytes) { testing::WriteText(Path(), bytes); }

    [[nodiscard]] fs::path Path() const { return folder_ / "map.toml"; }
    /// What LoadImportMap complains about, without the folder.
    [[nodiscard]] std::string Faults() const {
        const auto map = LoadImportMap(Path());
        if (map) return {};
        std::string text = map.error().for_caller;
        const std::string front = Path().generic_string();
        for (auto at = text.find(front); at != std::string::npos; at = text.find(front)) {
            text.replace(at, front.size(), "map.toml");
        }
        return text;
    }

private:
    testing::TestFolder folder_;
};

TEST(LoadImportMap, ReadsEverything) {
    const MapFile file(kWhole);
    ASSERT_EQ(file.Faults(), "");
    const ImportMap map = *LoadImportMap(file.Path());
    EXPECT_EQ(map.name, "old-system");
    EXPECT_EQ(map.encoding, SourceEncoding::kGb18030);
    EXPECT_EQ(map.delimiter, ';');
    EXPECT_EQ(map.points, SourcePoints::kGcj02);
    EXPECT_EQ(map.no_points, (std::vector<GeoPoint>{{0, 0}}));
    EXPECT_EQ(map.columns.at(ImportTarget::kTitle), (std::vector<std::string>{"标题", "内容"}));
    EXPECT_EQ(map.codes.at(ImportTarget::kCategory).at("路灯").code, "010304");
    EXPECT_EQ(map.texts.at(ImportTarget::kContent).parts.size(), 3U);
    EXPECT_EQ(map.offset, UtcOffset{480});
}

struct Spoilt {
    std::string from;
    std::string to;
    std::string faults;
};

TEST(LoadImportMap, NamesTheFaultAndWhatWouldBeRight) {
    const std::vector<Spoilt> rows{
        {"format = \"csv\"", "format = \"cvs\"",
         "map.toml:3:10: unknown format \"cvs\"; use one of csv, jsonl\n"},
        {"delimiter = \";\"", "delimiter = \"; \"",
         "map.toml:5:13: \"; \" separates nothing; write one of , ; | or \"\\t\"\n"},
        {"id = \"编号\"\n", "", "map.toml:7:1: no column for \"id\"; add id = \"…\"\n"},
        {"title = [", "titel = [",
         "map.toml:1:1: nothing says what the title is; name a column in [columns] or a template "
         "in [text]\n"
         "map.toml:9:1: unknown key \"titel\" in [columns]; did you mean \"title\"?\n"},
        {"%H:%M", "%H:%Q",
         "map.toml:16:12: \"%Y-%m-%d %H:%Q\" is no format of a time; "
         "write %Y or %y, %m, %d and if need be %H or %I with %p, %M, %S, %f, %z\n"},
        {"%H:%M", "%I:%M",
         "map.toml:16:12: \"%Y-%m-%d %I:%M\" is no format of a time; "
         "write %Y or %y, %m, %d and if need be %H or %I with %p, %M, %S, %f, %z\n"},
        {"\"closed\"", "\"close\"",
         "map.toml:33:8: unknown status \"close\"; did you mean \"closed\"?\n"},
        {"{标题}", "{标题",
         "map.toml:24:11: \"{标题：{内容}\" is no template; write {column} for a value, {{ and }} "
         "for braces\n"},
        {"[[0, 0]]", "[[0]]",
         "map.toml:21:9: an item of \"none\" is no point; write [longitude, latitude]\n"},
        {"status = \"状态\"\n", "",
         "map.toml:31:1: a table of codes, but no column for \"status\"; name one in [columns]\n"},
        {"[dates]", "[dates", "map.toml:15:7: not TOML: X"},
    };
    for (const Spoilt& row : rows) {
        std::string bytes = kWhole;
        const auto at = bytes.find(row.from);
        ASSERT_NE(at, std::string::npos) << row.from;
        const std::string found = MapFile(bytes.replace(at, row.from.size(), row.to)).Faults();
        if (row.faults.ends_with("X")) {
            EXPECT_TRUE(found.starts_with(row.faults.substr(0, row.faults.size() - 1))) << found;
        } else {
            EXPECT_EQ(found, row.faults) << row.from << " -> " << row.to;
        }
    }
    EXPECT_EQ(LoadImportMap("profiles/maps/none.toml").error().code, "bad_import_map");
}

TEST(LoadImportMap, EveryMapFitsHaikou) {
    const auto city = LoadProfile("profiles/haikou").city;
    ASSERT_NE(city, nullptr);
    std::size_t maps = 0;
    for (const auto& entry : fs::directory_iterator("profiles/maps")) {
        if (entry.path().extension() != ".toml") continue;
        ++maps;
        const auto map = LoadImportMap(entry.path());
        ASSERT_TRUE(map) << map.error().for_caller;
        std::ostringstream faults;
        PrintFaults(faults, "", CheckImportMap(*map, *city));
        EXPECT_EQ(faults.str(), "");
    }
    EXPECT_EQ(maps, 5U);
}

TEST(LoadImportMap, ACityWithOtherCodesIsToldSo) {
    const auto city = LoadProfile("profiles/qingshui").city;
    const MapFile file(kWhole);
    const auto faults = CheckImportMap(*LoadImportMap(file.Path()), *city);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].line, 30);
    EXPECT_EQ(faults[0].what, "unknown category \"010304\"");
}

struct RealFile {
    const char* map;
    const char* file;
    std::size_t rows;
    bool has_table;  ///< every row's category comes from the map
};

TEST(LoadImportMap, RealFilesAreReadToTheLastRow) {
    const RealFile files[] = {
        {"messages", "messages/messages_4326.csv", 4'326, false},
        {"messages-with-replies", "messages/messages_with_replies_2816.csv", 2'816, false},
        {"hangzhou", "messages/messages_hangzhou_1234.csv", 1'234, false},
        {"baltimore-311", "requests311/baltimore_10000.csv", 10'000, true},
        {"nyc-311", "requests311/nyc_6765.csv", 6'765, true},
    };
    for (const RealFile& real : files) {
        std::ifstream in(std::string("../shared/data/") + real.file, std::ios::binary);
        if (!in) {
            std::cout << "skipped: " << real.file << " is not here\n";
            continue;
        }
        const auto map = LoadImportMap(std::string("profiles/maps/") + real.map + ".toml");
        ASSERT_TRUE(map) << map.error().for_caller;
        csv::Reader reader(in);
        std::vector<std::string> header;
        std::size_t rows = 0;
        while (true) {
            const auto next = reader.Next();
            ASSERT_TRUE(next) << next.error().for_caller;
            if (!*next) break;
            if (header.empty()) {
                for (const csv::Field& field : (*next)->fields) header.push_back(field.text);
                EXPECT_TRUE(MissingColumns(*map, header).empty()) << real.map;
                continue;
            }
            const std::string number = std::to_string(++rows);
            const RowLookup row = [&](std::string_view column) -> std::string_view {
                if (column == kRowNumberColumn) return number;
                const auto at = std::ranges::find(header, column);
                if (at == header.end()) return {};
                const auto index = static_cast<std::size_t>(at - header.begin());
                return index < (*next)->fields.size()
                           ? std::string_view((*next)->fields[index].text)
                           : "";
            };
            ASSERT_FALSE(ValueOf(*map, ImportTarget::kId, row).empty())
                << real.map << " row " << rows;
            ASSERT_FALSE(ValueOf(*map, ImportTarget::kTitle, row).empty())
                << real.map << " row " << rows;
            for (const auto target : {ImportTarget::kOpenedAt, ImportTarget::kReplyAt,
                                      ImportTarget::kClosedAt, ImportTarget::kDueAt}) {
                const std::string text = ValueOf(*map, target, row);
                if (target != ImportTarget::kOpenedAt && text.empty()) continue;
                ASSERT_TRUE(ParseSourceTime(text, *map))
                    << real.map << " row " << rows << ": " << text;
            }
            ASSERT_EQ(!CodeOf(*map, ImportTarget::kCategory, row).empty(), real.has_table)
                << ValueOf(*map, ImportTarget::kCategory, row);
        }
        EXPECT_EQ(rows, real.rows) << real.map;
    }
}

}  // namespace
}  // namespace liandong::profile
