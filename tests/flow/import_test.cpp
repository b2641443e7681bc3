#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/import/open_source.hpp"
#include "adapters/profile/load_import_map.hpp"
#include "app/act_on_case.hpp"
#include "app/import_cases.hpp"
#include "base/testing/test_folder.hpp"
#include "server/testing/open_store.hpp"

namespace liandong {
namespace {

using std::filesystem::path;
using ::testing::ElementsAre;
using testing::OpenStore;
using testing::TestFolder;

const Deadline kSoon = Deadline::In(std::chrono::minutes{10});

void Put(const path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

std::string ReadAll(const path& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

ImportMap MapOf(const std::string& name) {
    auto map = profile::LoadImportMap("profiles/maps/" + name + ".toml");
    EXPECT_TRUE(map) << (map ? "" : map.error().for_caller);
    return map ? *std::move(map) : ImportMap{};
}

ImportSummary Import(OpenStore& store, const ImportMap& map, const path& file, const path& rejects,
                     const ImportProgress& progress = {}) {
    auto source = import::OpenSource(file, map);
    EXPECT_TRUE(source);
    if (!source) return {};
    const auto sink = import::MakeRejectsFile(rejects);
    const Services services = store.Use();
    auto done = ImportCases(services, map, **source, *sink, {.threads = 32}, progress);
    EXPECT_TRUE(done) << (done ? "" : done.error().for_caller + done.error().for_log);
    return done ? *done : ImportSummary{};
}

Case CaseOf(OpenStore& store, const std::string& system, const std::string& id) {
    const auto found = store.store().FindBySource(system, id, kSoon);
    EXPECT_TRUE(found && *found) << id;
    if (!found || !*found) return {};
    return store.store().Load(**found, kSoon)->state;
}

constexpr const char* kMessages =
    "id,user,subject,time,body,reply,reply_time\n"
    "1,甲,路灯不亮,2026/3/2 9:05:00,晚上看不见路,已修好,2026/3/4 15:00:00\n"
    "2,乙,,2026/3/3 10:00:00,\"没有标题，\n但有内容\",,\n"
    "3,丙,时间坏了,昨天,内容,,\n"
    "4,丁,早于提出,2026/3/5 10:00:00,内容,答,2026/3/1 10:00:00\n"
    "5,戊,列数不对,2026/3/5 10:00:00\n"
    "6,己,,2026/3/5 10:00:00,,,\n"
    "7,庚,坏\xFF字节,2026/3/5 10:00:00,内容,,\n"
    "8,辛,最后一行,2026-03-06 08:00:00,内容,,\n";

TEST(ImportCases, TakesGoodRowsWithTheirDatesAndNamesTheBadOnes) {
    const TestFolder folder;
    OpenStore store(folder / "city.db");
    Put(folder / "in.csv", kMessages);
    const auto map = MapOf("messages-with-replies");
    const auto done = Import(store, map, folder / "in.csv", folder / "rejects.csv");
    EXPECT_EQ(done.read, 8);
    EXPECT_EQ(done.imported, 3);
    EXPECT_EQ(done.rejected, 5);
    EXPECT_EQ(done.with_answer, 1);
    EXPECT_EQ(done.without_category, 3);

    const Case first = CaseOf(store, map.name, "1");
    EXPECT_EQ(first.state, CaseState::kFinished);
    EXPECT_EQ(FormatRfc3339(first.opened_at, std::chrono::minutes{480}),
              "2026-03-02T09:05:00+08:00");
    EXPECT_EQ(FormatRfc3339(*first.closed_at, std::chrono::minutes{480}),
              "2026-03-04T15:00:00+08:00");
    EXPECT_EQ(first.opened_by.kind, ActorKind::kImport);
    EXPECT_EQ(CaseOf(store, map.name, "2").state, CaseState::kRegistered);

    EXPECT_EQ(ReadAll(folder / "rejects.csv"),
              "line,column,reason,row\r\n"
              "5,10,\"\"\"昨天\"\" is no time; the map knows %Y/%m/%d %H:%M:%S or %Y-%m-%d "
              "%H:%M:%S or %Y/%m/%d %H:%M or "
              "%Y/%m/%d\",\"3,丙,时间坏了,昨天,内容,,\"\r\n"
              "6,33,\"it ends before it begins; the end must come later\",\"4,丁,早于提出,2026/3/5 "
              "10:00:00,内容,答,2026/3/1 "
              "10:00:00\"\r\n"
              "7,27,\"record has 4 fields; it must have 7 as the first line "
              "has\",\"5,戊,列数不对,2026/3/5 10:00:00\"\r\n"
              "8,24,\"there is neither title nor content; one of them must say what it is "
              "about\",\"6,己,,2026/3/5 "
              "10:00:00,,,\"\r\n"
              "9,6,\"byte 0xff is not UTF-8; save the file as UTF-8 (perhaps it is GBK or "
              "UTF-16)\",\"7,庚,坏\xFF字节,2026/3/5 10:00:00,内容,,\"\r\n");
}

TEST(ImportCases, TakesNothingTwice) {
    const TestFolder folder;
    OpenStore store(folder / "city.db");
    Put(folder / "in.csv", kMessages);
    const auto map = MapOf("messages-with-replies");
    Import(store, map, folder / "in.csv", folder / "rejects.csv");
    const auto again = Import(store, map, folder / "in.csv", folder / "rejects.csv");
    EXPECT_EQ(again.imported, 0);
    EXPECT_EQ(again.already_there, 3);
    EXPECT_EQ(again.with_answer, 0);
    EXPECT_EQ(again.rejected, 5);
    EXPECT_EQ(store.store().CasesAfter(CaseId{0}, 100, kSoon)->size(), 3U);
}

TEST(ImportCases, SaysWhichColumnsAreMissing) {
    const TestFolder folder;
    OpenStore store(folder / "city.db");
    Put(folder / "in.csv", "id,subject\n1,x\n");
    const auto map = MapOf("messages");
    auto source = import::OpenSource(folder / "in.csv", map);
    const auto sink = import::MakeRejectsFile(folder / "rejects.csv");
    const auto done = ImportCases(store.Use(), map, **source, *sink, {});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "missing_columns");
    EXPECT_FALSE(exists(folder / "rejects.csv"));
}

TEST(ImportCases, ReadsJsonLinesAndNamesTheBadOnes) {
    const TestFolder folder;
    OpenStore store(folder / "city.db");
    auto map = MapOf("messages-with-replies");
    map.format = SourceFormat::kJsonLines;
    Put(folder / "in.jsonl",
        "{\"id\": 1, \"user\": \"甲\", \"subject\": \"路灯\", \"time\": \"2026/3/2 9:05:00\", "
        "\"body\": \"不亮\"}\r\n"
        "\n"
        "{\"id\": 2, \"subject\": \"缺引号}\n"
        "[1, 2]\n"
        "{\"id\": 3, \"subject\": \"噪音\", \"time\": \"2026/3/2\", \"body\": null, \"reply\": "
        "\"已处理\", "
        "\"reply_time\": \"2026/3/3\"}");
    const auto done = Import(store, map, folder / "in.jsonl", folder / "rejects.csv");
    EXPECT_EQ(done.read, 4);
    EXPECT_EQ(done.imported, 2);
    EXPECT_EQ(done.with_answer, 1);
    EXPECT_EQ(done.rejected, 2);
    const std::string rejects = ReadAll(folder / "rejects.csv");
    EXPECT_THAT(rejects, ::testing::HasSubstr("\r\n3,"));
    EXPECT_THAT(rejects,
                ::testing::HasSubstr(
                    "4,1,\"no JSON object; one object a line is expected\",\"[1, 2]\"\r\n"));
    EXPECT_EQ(CaseOf(store, map.name, "3").state, CaseState::kFinished);
}

TEST(ImportCases, RefusesWhatIsTooLongHoldsNulsOrLiesInTheFuture) {
    const TestFolder folder;
    OpenStore store(folder / "city.db");
    const auto map = MapOf("messages");
    std::string text = "id,user,subject,time,body,against,likes\n";
    text += "1,甲,太长,2026/3/2 9:00:00," + std::string(std::size_t{1} << 21U, 'x') + ",0,0\n";
    text += "2,甲,偏长,2026/3/2 9:00:00," + std::string(30'000, 'x') + ",0,0\n";
    text += std::string("3,甲,零") + '\0' + "字节,2026/3/2 9:00:00,内容,0,0\n";
    text += "4,甲,将来,2027/3/2 9:00:00,内容,0,0\n";
    text += "5,甲,很好,2026/3/2 9:00:00,内容,0,0\n";
    Put(folder / "in.csv", text);
    const auto done = Import(store, map, folder / "in.csv", folder / "rejects.csv");
    EXPECT_EQ(done.imported, 1);
    EXPECT_EQ(done.rejected, 4);
    const std::string rejects = ReadAll(folder / "rejects.csv");
    EXPECT_THAT(rejects,
                ::testing::HasSubstr("the text is too long; the city takes 20000 characters"));
    EXPECT_THAT(rejects, ::testing::HasSubstr("the time lies in the future; history ends now"));
}

TEST(ImportCases, ReadsGb18030) {
    const TestFolder folder;
    OpenStore store(folder / "city.db");
    auto map = MapOf("messages");
    map.encoding = SourceEncoding::kGb18030;
    // 路灯 in GB18030, and one byte that begins nothing.
    Put(folder / "in.csv",
        "id,user,subject,time,body,against,likes\n1,a,\xC2\xB7\xB5\xC6,2026/3/2 9:00:00,b,0,0\n"
        "2,a,\xFF,2026/3/2 9:00:00,b,0,0\n");
    const auto done = Import(store, map, folder / "in.csv", folder / "rejects.csv");
    EXPECT_EQ(done.imported, 1);
    EXPECT_EQ(done.rejected, 1);
    const auto stored = store.store().Load(CaseOf(store, map.name, "1").id, kSoon);
    const auto texts = ReadTexts(store.Use(), *stored, kSoon);
    ASSERT_TRUE(texts);
    EXPECT_EQ(texts->narrative.title, "路灯");
}

std::string ManyRows(int rows) {
    std::string text = "id,user,subject,time,body,reply,reply_time\n";
    for (int i = 1; i <= rows; ++i) {
        text += std::to_string(i) + ",甲,第" + std::to_string(i) +
                "件,2026/3/2 9:00:00,内容,已办," + "2026/3/" + std::to_string(3 + i % 20) +
                " 9:00:00\n";
    }
    return text;
}

TEST(ImportCases, GoesOnWhereItWasKilled) {
    constexpr int kRows = 12'000;  // many more than the importer reads ahead
    const TestFolder folder;
    Put(folder / "in.csv", ManyRows(kRows));
    const auto map = MapOf("messages-with-replies");
    const path database = folder / "city.db";
    int told[2];
    ASSERT_EQ(::pipe(told), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        OpenStore store(database);
        Import(store, map, folder / "in.csv", folder / "rejects.csv",
               [&](const ImportSummary& so_far) {
                   if (so_far.imported > 200) (void)::write(told[1], "x", 1);
               });
        ::_exit(0);
    }
    ::close(told[1]);
    char byte = 0;
    ASSERT_EQ(::read(told[0], &byte, 1), 1) << "the import ended before it could be killed";
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    ::close(told[0]);

    OpenStore store(database);
    const auto rest = Import(store, map, folder / "in.csv", folder / "rejects.csv");
    EXPECT_GT(rest.already_there, 200);
    EXPECT_GT(rest.imported, 0);
    EXPECT_EQ(rest.imported + rest.already_there, kRows);
    std::int64_t finished = 0;
    CaseId after{0};
    for (;;) {
        const auto page = store.store().CasesAfter(after, 500, kSoon);
        ASSERT_TRUE(page);
        if (page->empty()) break;
        for (const Case& c : *page)
            finished += c.state == CaseState::kFinished && c.version == 2 ? 1 : 0;
        after = page->back().id;
    }
    EXPECT_EQ(finished, kRows) << "every case once, with its answer once";
}

struct RealFile {
    const char* file;
    const char* map;
    std::int64_t rows;
};

TEST(ImportCases, TakesEveryRowOfTheRealFiles) {
    const path data = "../shared/data";
    if (!exists(data)) {
        std::cout << "skipped: no real data beside the source\n";
        return;
    }
    const TestFolder folder;
    OpenStore store(folder / "city.db");
    for (const RealFile& real :
         {RealFile{"messages/messages_4326.csv", "messages", 4326},
          RealFile{"messages/messages_with_replies_2816.csv", "messages-with-replies", 2816},
          RealFile{"messages/messages_hangzhou_1234.csv", "hangzhou", 1234},
          RealFile{"requests311/baltimore_10000.csv", "baltimore-311", 10'000},
          RealFile{"requests311/nyc_6765.csv", "nyc-311", 6765}}) {
        const auto map = MapOf(real.map);
        const auto done = Import(store, map, data / real.file, folder / "rejects.csv");
        EXPECT_EQ(done.read, real.rows) << real.file;
        EXPECT_EQ(done.imported + done.ignored + done.already_there + done.rejected, real.rows)
            << real.file;
        std::cout << real.file << ": imported " << done.imported << ", already there "
                  << done.already_there << ", ignored " << done.ignored << ", rejected "
                  << done.rejected << ", with answer " << done.with_answer << ", without category "
                  << done.without_category << '\n';
        EXPECT_EQ(done.rejected, 0) << ReadAll(folder / "rejects.csv").substr(0, 2000);
    }
}

}  // namespace
}  // namespace liandong
