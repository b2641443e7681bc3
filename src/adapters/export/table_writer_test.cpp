#include "adapters/export/table_writer.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "adapters/csv/csv_reader.hpp"
#include "base/testing/test_folder.hpp"

namespace liandong::exporting {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// A sanitizer keeps freed memory for a while: peaks say nothing then.
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

const Instant kNine = ParseRfc3339("2026-03-02T09:00:00.250+08:00").value();
const Day kDay = ParseDay("2026-03-02").value();

class TableWriterTest : public ::testing::Test {
protected:
    void SetUp() override {
        options_.temp_directory = folder_.Path();
        options_.offset = std::chrono::hours{8};
    }
    void TearDown() override {
        EXPECT_TRUE(std::filesystem::is_empty(folder_.Path())) << "a table left a file behind";
    }

    static std::string All(TableBytes bytes) {
        std::string all;
        std::array<char, 1000> chunk{};
        while (true) {
            const auto count = bytes.Read(chunk);
            EXPECT_TRUE(count);
            if (!count || *count == 0) break;
            all.append(chunk.data(), *count);
        }
        EXPECT_EQ(static_cast<std::int64_t>(all.size()), bytes.Size());
        return all;
    }
    std::string Csv(const std::vector<Column>& columns,
                    const std::vector<std::vector<Cell>>& rows) {
        auto made = MakeCsvWriter(columns, options_);
        EXPECT_TRUE(made);
        for (const auto& row : rows) EXPECT_TRUE((*made)->Row(row));
        auto bytes = (*made)->Finish();
        EXPECT_TRUE(bytes);
        return All(*std::move(bytes));
    }
    /// What Python finds in the workbook.
    std::string ReadXlsx(TableBytes bytes, const std::string& range = "") {
        const std::filesystem::path file = folder_ / "read.xlsx";
        std::ofstream(file, std::ios::binary) << All(std::move(bytes));
        const std::string command = "/usr/bin/python3 src/adapters/export/read_xlsx.py " +
                                    file.string() + " " + range + " 2>&1";
        std::FILE* pipe = ::popen(command.c_str(), "r");
        std::string out;
        std::array<char, 4096> chunk{};
        while (const std::size_t count = std::fread(chunk.data(), 1, chunk.size(), pipe))
            out.append(chunk.data(), count);
        EXPECT_EQ(::pclose(pipe), 0) << out;
        std::filesystem::remove(file);
        return out;
    }

    testing::TestFolder folder_;
    TableOptions options_;
};

TEST_F(TableWriterTest, ACsvReadsBackAsItWasWritten) {
    const std::string body = "路灯不亮,\"国兴大道\"\n第二行";
    const std::string text =
        Csv({{"编号"}, {"内容"}, {"件数"}, {"满意率"}, {"时间"}, {"日期"}, {"空"}},
            {{std::string("20260302-1"), body, std::int64_t{-5}, 0.5, kNine, kDay, {}},
             {std::string("short")}});
    EXPECT_THAT(text, StartsWith("\xEF\xBB\xBF编号,内容"));
    std::istringstream in(text);
    csv::Options strict;
    strict.rectangular = true;
    csv::Reader reader(in, strict);
    std::vector<std::vector<std::string>> rows;
    while (true) {
        const auto next = reader.Next();
        ASSERT_TRUE(next) << next.error().for_caller;
        if (!*next) break;
        rows.emplace_back();
        for (const csv::Field& field : (*next)->fields) rows.back().push_back(field.text);
    }
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[1], ElementsAre("20260302-1", body, "-5", "0.5", "2026-03-02 09:00:00",
                                     "2026-03-02", ""));
    EXPECT_THAT(rows[2], ElementsAre("short", "", "", "", "", "", ""));
}

TEST_F(TableWriterTest, NoCsvCellBecomesAFormula) {
    const std::string text = Csv({{"x"}}, {{std::string("=HYPERLINK(\"http://evil.test\")")},
                                           {std::string("+1")},
                                           {std::string("-1")},
                                           {std::string("@SUM(1)")},
                                           {std::string("\tx")},
                                           {std::string("\rx")},
                                           {std::string("＝1+1")},
                                           {std::string("a=1")},
                                           {std::int64_t{-1}}});
    EXPECT_EQ(text,
              "\xEF\xBB\xBFx\r\n\"'=HYPERLINK(\"\"http://"
              "evil.test\"\")\"\r\n'+1\r\n'-1\r\n'@SUM(1)\r\n'\tx\r\n"
              "\"'\rx\"\r\n'＝1+1\r\na=1\r\n-1\r\n");
}

TEST_F(TableWriterTest, AWorkbookHoldsTextNumbersAndRealDates) {
    auto made =
        MakeXlsxWriter({{"编号", 20}, {"内容", 40}, {"件数"}, {"时间", 22}, {"日期"}}, options_);
    ASSERT_TRUE(made);
    const std::vector<Cell> row = {std::int64_t{202603020000017},
                                   std::string("路灯 <不亮> & \"闪\" 💡\n二"), std::int64_t{7},
                                   kNine, kDay};
    ASSERT_TRUE((*made)->Row(row));
    const std::vector<Cell> hostile = {std::string("=1+1"), std::string("a\x01\x1F b"),
                                       std::int64_t{1'234'567'890'123'456}};
    ASSERT_TRUE((*made)->Row(hostile));
    auto bytes = (*made)->Finish();
    ASSERT_TRUE(bytes) << bytes.error().for_log;
    const std::string found = ReadXlsx(*std::move(bytes));
    EXPECT_THAT(found, HasSubstr("A1 inlineStr 编号\nbold A1\n"));
    EXPECT_THAT(found, HasSubstr("A2 n 202603020000017 [0]\n"));
    EXPECT_THAT(found, HasSubstr("B2 inlineStr 路灯 <不亮> & \"闪\" 💡\\n二\n"));
    EXPECT_THAT(found, HasSubstr("C2 n 7 [0]\n"));
    // 46083 days after 1899-12-30 is 2026-03-02; nine o'clock is 0.375 of a day.
    EXPECT_THAT(found, HasSubstr("D2 n 46083.375 [yyyy-mm-dd hh:mm:ss]\n"));
    EXPECT_THAT(found, HasSubstr("E2 n 46083 [yyyy-mm-dd]\n"));
    EXPECT_THAT(found, HasSubstr("A3 inlineStr =1+1\n"));
    EXPECT_THAT(found, HasSubstr("B3 inlineStr a\xEF\xBF\xBD\xEF\xBF\xBD b\n"));
    EXPECT_THAT(found, HasSubstr("C3 inlineStr 1234567890123456\n"));
    EXPECT_THAT(found, HasSubstr("frozen A2\n"));
    EXPECT_THAT(found, HasSubstr("filter A1:E3\n"));
    EXPECT_THAT(found, HasSubstr("width 2 41\n"));
    EXPECT_THAT(found, HasSubstr("rows 3\n"));
    EXPECT_THAT(found, Not(HasSubstr(" f ")));
}

TEST_F(TableWriterTest, TextBeyondExcelsLimitIsCutVisibly) {
    auto made = MakeXlsxWriter({{"x"}}, options_);
    ASSERT_TRUE(made);
    std::string emoji;
    for (int count = 0; count < 20'000; ++count) emoji += "💡";
    const std::vector<Cell> row = {emoji};
    ASSERT_TRUE((*made)->Row(row));
    auto bytes = (*made)->Finish();
    ASSERT_TRUE(bytes);
    EXPECT_THAT(ReadXlsx(*std::move(bytes)), HasSubstr("💡…（已截断）\n"));
}

TEST_F(TableWriterTest, BadCellsAreRefused) {
    for (const auto& make : {&MakeCsvWriter, &MakeXlsxWriter}) {
        auto made = make({{"x"}}, options_);
        ASSERT_TRUE(made);
        const auto code = [&](const std::vector<Cell>& row) {
            const auto written = (*made)->Row(row);
            return written ? std::string() : written.error().code;
        };
        EXPECT_EQ(code({std::string("a"), std::string("b")}), "too_many_cells");
        EXPECT_EQ(code({std::string("\xC1\xFA")}), "bad_text");
        EXPECT_EQ(code({std::string("a\0b", 3)}), "bad_text");
        EXPECT_EQ(code({std::string("good")}), "");
    }
    options_.temp_directory = folder_ / "missing";
    for (const auto& make : {&MakeCsvWriter, &MakeXlsxWriter}) {
        const auto made = make({{"x"}}, options_);
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().kind, ErrorKind::kUnavailable);
    }
}

TEST_F(TableWriterTest, AHundredThousandRowsNeedNoMoreMemoryThanAFew) {
    constexpr int kRows = 100'000;
    const auto peak_kib = [] {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss;
    };
    for (const auto& make : {&MakeCsvWriter, &MakeXlsxWriter}) {
        auto made = make({{"编号"}, {"内容", 60}, {"时间", 22}}, options_);
        ASSERT_TRUE(made);
        const long before = peak_kib();
        for (int row = 0; row < kRows; ++row) {
            const std::vector<Cell> cells = {
                std::int64_t{row}, "第" + std::to_string(row) + std::string(300, 'x'), kNine};
            ASSERT_TRUE((*made)->Row(cells));
        }
        auto bytes = (*made)->Finish();
        ASSERT_TRUE(bytes) << bytes.error().for_log;
        const long grown_kib = peak_kib() - before;
        // The rows alone are 30 MiB.
        if (!kSanitized) EXPECT_LT(grown_kib, 20 * 1024);
        std::cout << (*made)->MediaType() << ": peak memory grew by " << grown_kib << " KiB\n";
        EXPECT_TRUE(std::filesystem::is_empty(folder_.Path()));
        if (make == &MakeXlsxWriter) {
            const std::string found = ReadXlsx(*std::move(bytes), "100001 100001");
            EXPECT_THAT(found, HasSubstr("A100001 n 99999 [0]\nB100001 inlineStr 第99999xxx"));
            EXPECT_THAT(found, HasSubstr("rows 100001\n"));
        } else {
            EXPECT_GT(bytes->Size(), 30'000'000);
        }
    }
}

TEST_F(TableWriterTest, AnUnfinishedTableLeavesNothingBehind) {
    for (const auto& make : {&MakeCsvWriter, &MakeXlsxWriter}) {
        auto made = make({{"x"}}, options_);
        ASSERT_TRUE(made);
        const std::vector<Cell> row = {std::string("a")};
        ASSERT_TRUE((*made)->Row(row));
    }
}

}  // namespace
}  // namespace liandong::exporting
