#include "adapters/csv/csv_reader.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liandong::csv {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// One line per record: its fields as "line:column=text" joined by "|", or "error code at
/// line:column [raw]".
std::vector<std::string> Tell(const std::string& bytes, Options options = {}) {
    std::istringstream in(bytes);
    Reader reader(in, options);
    std::vector<std::string> told;
    while (true) {
        const auto next = reader.Next();
        if (!next) {
            const Position at = reader.FaultAt();
            told.push_back(next.error().code + " at " + std::to_string(at.line) + ":" +
                           std::to_string(at.column) + " [" + std::string(reader.Raw()) + "]");
            EXPECT_THAT(next.error().for_caller, StartsWith(std::to_string(at.line) + ":" +
                                                            std::to_string(at.column) + ": "));
            EXPECT_THAT(next.error().for_caller, HasSubstr("; "));
            continue;
        }
        if (!*next) return told;
        std::string line;
        for (const Field& field : (*next)->fields) {
            if (!line.empty()) line += "|";
            line += std::to_string(field.at.line) + ":" + std::to_string(field.at.column) + "=" +
                    field.text;
        }
        told.push_back(line);
    }
}

TEST(CsvReader, EveryFieldKnowsItsPlaceAndTheByteOrderMarkHasNone) {
    EXPECT_THAT(Tell("\xEF\xBB\xBF"
                     "code,name\r\n460106,龙华区\r\n"),
                ElementsAre("1:1=code|1:6=name", "2:1=460106|2:8=龙华区"));
    EXPECT_THAT(Tell("龙华区,😀,x\n"), ElementsAre("1:1=龙华区|1:5=😀|1:7=x"));
}

TEST(CsvReader, QuotedFieldsMayHoldSeparatorsQuotesAndLines) {
    EXPECT_THAT(Tell("1,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",end\n2,x\n"),
                ElementsAre("1:1=1|1:3=a,b|1:9=say \"hi\"|1:22=two\nlines|2:8=end", "3:1=2|3:3=x"));
    EXPECT_THAT(Tell("\"two\r\nlines\"\r\n"), ElementsAre("1:1=two\r\nlines"));
}

TEST(CsvReader, EmptyThingsAreToldApart) {
    EXPECT_THAT(Tell(""), ElementsAre());
    EXPECT_THAT(Tell("\xEF\xBB\xBF"), ElementsAre());
    EXPECT_THAT(Tell("\n\r\n\n"), ElementsAre());
    EXPECT_THAT(Tell("a\n\n\nb"), ElementsAre("1:1=a", "4:1=b"));
    EXPECT_THAT(Tell(",\n\"\"\n"), ElementsAre("1:1=|1:2=", "2:1="));
    EXPECT_THAT(Tell("a,"), ElementsAre("1:1=a|1:3="));
}

TEST(CsvReader, SpacesBelongToTheField) {
    EXPECT_THAT(Tell(" a , b\n"), ElementsAre("1:1= a |1:5= b"));
}

TEST(CsvReader, ABadRecordIsRefusedWithItsRawTextAndTheNextIsRead) {
    EXPECT_THAT(
        Tell("1,ok\n2,b\"ad\r\n3,ok\n"),
        ElementsAre("1:1=1|1:3=ok", "csv_quote_in_plain_field at 2:4 [2,b\"ad]", "3:1=3|3:3=ok"));
    EXPECT_THAT(Tell("\"a\"b,c\nd\n"),
                ElementsAre("csv_text_after_quote at 1:4 [\"a\"b,c]", "2:1=d"));
    EXPECT_THAT(Tell("a\rb\nc\n"), ElementsAre("csv_bare_return at 1:2 [a\rb]", "2:1=c"));
    EXPECT_THAT(Tell(std::string("a\0b\nc\n", 6)),
                ElementsAre(std::string("csv_nul at 1:2 [a\0b]", 20), "2:1=c"));
}

TEST(CsvReader, AnUnclosedQuoteCostsOneLineNotTheRestOfTheFile) {
    EXPECT_THAT(
        Tell("1,\"open,x\n2,b\n3,c\n"),
        ElementsAre("csv_unclosed_quote at 1:3 [1,\"open,x]", "2:1=2|2:3=b", "3:1=3|3:3=c"));
    Options small;
    small.field_bytes_max = 8;
    EXPECT_THAT(Tell("1,\"open\n2,b\n3,c\n4,\"d\"\n", small),
                ElementsAre("csv_field_too_long at 1:3 [1,\"open]", "2:1=2|2:3=b", "3:1=3|3:3=c",
                            "4:1=4|4:3=d"));
}

TEST(CsvReader, AMultiLineRecordWithABadEndIsRejectedWhole) {
    EXPECT_THAT(Tell("1,\"two\nlines\"x,y\n2,b\n"),
                ElementsAre("csv_text_after_quote at 2:7 [1,\"two\nlines\"x,y]", "3:1=2|3:3=b"));
}

TEST(CsvReader, BytesThatAreNotUtf8AreNamedByPlace) {
    // "龙华" in GBK, as a spreadsheet would save it.
    EXPECT_THAT(
        Tell("1,区\n2,\xC1\xFA\xBB\xAA,x\n3,c\n"),
        ElementsAre("1:1=1|1:3=区", "csv_bad_utf8 at 2:3 [2,\xC1\xFA\xBB\xAA,x]", "3:1=3|3:3=c"));
    EXPECT_THAT(Tell("\"区\n区\xFF\"\nb\n"),
                ElementsAre("csv_bad_utf8 at 2:2 [\"区\n区\xFF\"]", "3:1=b"));
    EXPECT_THAT(Tell("ab\xE5\x8C"), ElementsAre("csv_bad_utf8 at 1:3 [ab\xE5\x8C]"));
}

TEST(CsvReader, LimitsAreNamedAndTheReaderGoesOn) {
    Options options;
    options.columns_max = 2;
    EXPECT_THAT(Tell("1,2,3,4\n5,6\n", options),
                ElementsAre("csv_too_many_columns at 1:5 [1,2,3,4]", "2:1=5|2:3=6"));
    options = {};
    options.record_bytes_max = 6;
    EXPECT_THAT(Tell("1,2,3,4\n5,6\n", options),
                ElementsAre("csv_record_too_long at 1:1 [1,2,3,4]", "2:1=5|2:3=6"));
    options = {};
    options.rectangular = true;
    EXPECT_THAT(Tell("a,b\n1\n1,2\n1,2,3\n", options),
                ElementsAre("1:1=a|1:3=b", "csv_wrong_width at 2:2 [1]", "3:1=1|3:3=2",
                            "csv_wrong_width at 4:5 [1,2,3]"));
}

TEST(CsvReader, ALineWithoutEndStaysWithinMemoryAndSaysSo) {
    Options options;
    options.field_bytes_max = 1000;
    options.record_bytes_max = 4000;
    std::istringstream in(std::string(5'000'000, 'x') + "\nnext\n");
    Reader reader(in, options);
    const auto bad = reader.Next();
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().code, "csv_field_too_long");
    EXPECT_FALSE(reader.RawIsWhole());
    EXPECT_LE(reader.Raw().size(), 200'000U);
    const auto good = reader.Next();
    ASSERT_TRUE(good);
    EXPECT_EQ((*good)->fields.at(0).text, "next");
    EXPECT_EQ((*good)->fields.at(0).at.line, 2);
    EXPECT_TRUE(reader.RawIsWhole());
}

TEST(CsvReader, RecordsMayCrossEveryBlockOfTheStream) {
    std::string bytes;
    for (int row = 0; row < 20'000; ++row)
        bytes += std::to_string(row) + ",\"路灯\"\"不亮\n第" + std::to_string(row) + "盏\"\r\n";
    std::istringstream in(bytes);
    Reader reader(in);
    for (int row = 0; row < 20'000; ++row) {
        const auto next = reader.Next();
        ASSERT_TRUE(next && *next);
        const Record& record = **next;
        ASSERT_EQ(record.fields.at(0).text, std::to_string(row));
        ASSERT_EQ(record.fields.at(1).text, "路灯\"不亮\n第" + std::to_string(row) + "盏");
        ASSERT_EQ(record.fields.at(0).at.line, 2 * row + 1);
    }
    const auto end = reader.Next();
    EXPECT_TRUE(end && !*end);
}

TEST(CsvReader, ReadsTheRealFilesWhole) {
    struct RealFile {
        const char* path;
        int rows;
    };
    constexpr RealFile kFiles[] = {{"messages/messages_4326.csv", 4326},
                                   {"messages/messages_with_replies_2816.csv", 2816},
                                   {"requests311/baltimore_10000.csv", 10000},
                                   {"requests311/nyc_6765.csv", 6765}};
    for (const RealFile& file : kFiles) {
        const std::filesystem::path path = std::filesystem::path("../shared/data") / file.path;
        std::ifstream in(path, std::ios::binary);
        if (!in) {
            std::cout << "skipped: " << path << " is not here\n";
            continue;
        }
        Options options;
        options.rectangular = true;
        Reader reader(in, options);
        int rows = -1;  // the header is none
        while (true) {
            const auto next = reader.Next();
            ASSERT_TRUE(next) << path << ":" << next.error().for_caller;
            if (!*next) break;
            ++rows;
        }
        EXPECT_EQ(rows, file.rows) << path;
    }
}

}  // namespace
}  // namespace liandong::csv
