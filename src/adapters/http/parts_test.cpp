#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/http/access_log.hpp"
#include "adapters/http/assets.hpp"
#include "adapters/http/error_reply.hpp"
#include "adapters/http/metrics.hpp"
#include "adapters/http/multipart.hpp"
#include "adapters/http/rate_limit.hpp"
#include "adapters/http/router.hpp"
#include "adapters/http/target.hpp"

// The parts that need no socket.
namespace liandong::http {
namespace {

using ::testing::HasSubstr;

Route At(Method method, std::string pattern) {
    return {.method = method, .pattern = std::move(pattern), .handler = [](const Request&) {
                return Response::NoContent();
            }};
}

TEST(Router, TheMoreSpecificPatternWins) {
    Router router;
    for (const char* pattern :
         {"/cases/{id}/proof", "/cases/{id}", "/cases/new", "/assets/{file...}", "/{page...}"}) {
        ASSERT_TRUE(router.Add(At(Method::kGet, pattern)));
    }
    ASSERT_TRUE(router.Add(At(Method::kPost, "/cases/{id}/{command}")));
    const auto pattern = [&](Method method, std::string_view path) {
        const Match match = router.Find(method, path);
        return match.route == nullptr ? std::string("none") : match.route->pattern;
    };
    EXPECT_EQ(pattern(Method::kGet, "/cases/new"), "/cases/new");
    EXPECT_EQ(pattern(Method::kGet, "/cases/7"), "/cases/{id}");
    EXPECT_EQ(pattern(Method::kGet, "/cases/7/proof"), "/cases/{id}/proof");
    EXPECT_EQ(pattern(Method::kPost, "/cases/7/proof"), "/cases/{id}/{command}");
    EXPECT_EQ(pattern(Method::kGet, "/cases/7/other"), "/{page...}");
    EXPECT_EQ(pattern(Method::kGet, "/"), "/{page...}");
    EXPECT_EQ(pattern(Method::kPost, "/cases/7"), "none");
    EXPECT_EQ(router.Find(Method::kGet, "/assets/a/b.js").path_params.Get("file"), "a/b.js");
    EXPECT_EQ(router.All().size(), 6U);
}

TEST(Router, RefusesWhatIsMalformedOrThereTwice) {
    Router router;
    ASSERT_TRUE(router.Add(At(Method::kGet, "/cases/{id}")));
    for (const char* pattern :
         {"/cases/{other}", "cases", "/a//b", "/a{b}", "/{rest...}/more", "/{...}"}) {
        EXPECT_FALSE(router.Add(At(Method::kGet, pattern))) << pattern;
    }
}

TEST(Target, FormsAreDecoded) {
    const auto form = DecodeForm("a=1&b=%E6%A1%A5+%2B&a=2&empty&=x");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->Get("b"), "桥 +");
    EXPECT_EQ(form->All("a").size(), 2U);
    EXPECT_TRUE(form->Has("empty"));
    std::string many;
    for (std::size_t i = 0; i <= kQueryPairsMax; ++i) many += "a=1&";
    EXPECT_FALSE(DecodeForm(many));
    EXPECT_EQ(DecodeTarget("http://host:80/a?b=c")->path, "/a");
    EXPECT_FALSE(DecodeTarget("host:443"));
}

constexpr std::string_view kForm =
    "--b1\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n桥上有坑\r\n"
    "--b1\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"C:\\\\photos\\桥.jpg\"\r\n"
    "Content-Type: image/jpeg\r\n\r\n\xFF\xD8\r\n--b\r\n\r\n--b1\r\n"
    "Content-Disposition: form-data; name=empty\r\n\r\n\r\n--b1--\r\n";

TEST(Multipart, GivesEachPart) {
    const auto parts = ParseMultipart("multipart/form-data; boundary=b1", kForm);
    ASSERT_TRUE(parts) << parts.error().code;
    ASSERT_EQ(parts->size(), 3U);
    EXPECT_EQ((*parts)[0].name, "note");
    EXPECT_EQ((*parts)[0].bytes, "桥上有坑");
    EXPECT_FALSE((*parts)[0].file_name);
    EXPECT_EQ((*parts)[1].file_name, "桥.jpg");
    EXPECT_EQ((*parts)[1].type, "image/jpeg");
    EXPECT_EQ((*parts)[1].bytes, "\xFF\xD8\r\n--b\r\n");
    EXPECT_EQ((*parts)[2].bytes, "");
}

TEST(Multipart, EveryCutIsNoticed) {
    for (std::size_t size = 0; size + 4 < kForm.size(); ++size) {
        EXPECT_FALSE(ParseMultipart("multipart/form-data; boundary=b1", kForm.substr(0, size)))
            << size;
    }
    EXPECT_FALSE(ParseMultipart("multipart/form-data", kForm));
    EXPECT_FALSE(ParseMultipart("application/json; boundary=b1", kForm));
    EXPECT_EQ(ParseMultipart("multipart/form-data; boundary=b1", kForm,
                             {.parts_max = 2, .part_header_bytes_max = 512})
                  .error()
                  .code,
              "too_many_parts");
}

class AssetsFolder : public ::testing::Test {
protected:
    void SetUp() override {
        folder =
            std::filesystem::path(::testing::TempDir()) / ("assets_" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder / "assets");
        Write("index.html", "<p>");
        Write("assets/index-5f3a9C1e.js", "0123456789");
        Write("assets/index-5f3a9C1e.js.gz", "packed");
        Write("assets/read-carefully.js", "x");
        Write("../secret_" + std::to_string(::getpid()), "secret");
        std::filesystem::create_symlink(folder / "../secret", folder / "link");
    }
    void TearDown() override {
        std::filesystem::remove_all(folder);
        std::filesystem::remove(folder / ("../secret_" + std::to_string(::getpid())));
    }
    void Write(const std::string& name, const std::string& text) {
        std::ofstream(folder / name) << text;
    }
    static std::string BytesOf(const Response& response) {
        const auto* shared = std::get_if<SharedBytes>(&response.body);
        return shared == nullptr ? "" : shared->bytes->substr(shared->from, shared->size);
    }
    std::filesystem::path folder;
};

TEST_F(AssetsFolder, ServesWholePartsAndNothingNew) {
    const auto assets = Assets::Load(folder);
    ASSERT_TRUE(assets) << assets.error().for_log;
    Request request;
    const std::string name = "assets/index-5f3a9C1e.js";
    auto whole = assets->Serve(request, name);
    ASSERT_TRUE(whole);
    EXPECT_EQ(BytesOf(*whole), "0123456789");
    EXPECT_EQ(whole->headers.Get("Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_THAT(std::string(whole->headers.Get("Cache-Control")), HasSubstr("immutable"));
    EXPECT_EQ(assets->Serve(request, "index.html")->headers.Get("Cache-Control"), "no-cache");
    EXPECT_EQ(assets->Serve(request, "assets/read-carefully.js")->headers.Get("Cache-Control"),
              "no-cache");

    request.headers.Set("Range", "bytes=2-4");
    const auto part = assets->Serve(request, name);
    EXPECT_EQ(part->status, 206);
    EXPECT_EQ(BytesOf(*part), "234");
    EXPECT_EQ(part->headers.Get("Content-Range"), "bytes 2-4/10");
    request.headers.Set("Range", "bytes=10-");
    EXPECT_EQ(assets->Serve(request, name)->status, 416);
    request.headers.Remove("Range");

    request.headers.Set("If-None-Match", "W/\"other\", " + std::string(whole->headers.Get("ETag")));
    EXPECT_EQ(assets->Serve(request, name)->status, 304);
    request.headers.Set("Accept-Encoding", "br, gzip;q=0.5");
    const auto packed = assets->Serve(request, name);
    EXPECT_EQ(BytesOf(*packed), "packed") << "the packed form has its own ETag";
    EXPECT_EQ(packed->headers.Get("Content-Encoding"), "gzip");
}

TEST_F(AssetsFolder, NothingOutsideTheFolderIsThere) {
    const auto assets = Assets::Load(folder);
    ASSERT_TRUE(assets);
    EXPECT_EQ(assets->Count(), 4U);
    for (const std::string& name :
         {"../secret_" + std::to_string(::getpid()), std::string("link"),
          std::string("/etc/passwd"), std::string("assets"), std::string()}) {
        EXPECT_FALSE(assets->Serve(Request{}, name)) << name;
    }
    EXPECT_FALSE(Assets::Load(folder / "nothing"));
}

TEST(Ranges, AreReadAsTheRfcSays) {
    using Kind = ByteRange::Kind;
    const auto is = [](std::string_view header, Kind kind, std::uint64_t from, std::uint64_t size) {
        const ByteRange range = RangeOf(header, 100);
        EXPECT_EQ(range.kind, kind) << header;
        EXPECT_EQ(range.from, from) << header;
        EXPECT_EQ(range.size, size) << header;
    };
    is("bytes=0-0", Kind::kPart, 0, 1);
    is("bytes=90-200", Kind::kPart, 90, 10);
    is("bytes=-10", Kind::kPart, 90, 10);
    is("bytes=-1000", Kind::kPart, 0, 100);
    is("bytes=100-", Kind::kUnsatisfiable, 0, 0);
    is("bytes=-0", Kind::kUnsatisfiable, 0, 0);
    for (const char* whole : {"", "bytes=5-2", "bytes=a-b", "bytes=", "bytes=-", "lines=1-2",
                              "bytes=0-1,3-4", "bytes=99999999999999999999-"}) {
        is(whole, Kind::kWhole, 0, 0);
    }
}

TEST(RateLimit, RefillsWithTimeAndForgetsTheOldest) {
    RateLimiter limiter({.per_second = 2, .burst = 3}, 2);
    const auto start = RateLimiter::Clock::time_point{} + std::chrono::hours(1);
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(limiter.Take("a", start));
    EXPECT_EQ(limiter.Take("a", start), std::chrono::milliseconds(500));
    EXPECT_FALSE(limiter.Take("a", start + std::chrono::milliseconds(500)));
    EXPECT_TRUE(limiter.Take("a", start + std::chrono::milliseconds(500)));
    EXPECT_FALSE(limiter.Take("b", start + std::chrono::milliseconds(500)));
    EXPECT_FALSE(limiter.Take("c", start + std::chrono::milliseconds(500)));
    EXPECT_EQ(limiter.KeysHeld(), 2U);
    EXPECT_FALSE(limiter.Take("a", start + std::chrono::milliseconds(500)))
        << "forgotten, so it begins anew";
}

TEST(Metrics, ReadLikePrometheusText) {
    Metrics metrics;
    metrics.CounterOf("cases_total", "Cases.", {{"unit", "路\"灯\\\n"}}).Add(2);
    metrics.GaugeOf("queue", "Waiting.").Set(-3);
    metrics.Watch("age_seconds", "Age.", [] { return 1.5; });
    Histogram& seconds = metrics.HistogramOf("took_seconds", "Time.");
    seconds.Observe(0.02);
    seconds.Observe(0.0201);
    seconds.Observe(100);
    const std::string text = metrics.Text();
    EXPECT_THAT(text,
                HasSubstr("# TYPE cases_total counter\ncases_total{unit=\"路\\\"灯\\\\\\n\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("queue -3\n"));
    EXPECT_THAT(text, HasSubstr("age_seconds 1.5\n"));
    EXPECT_THAT(text, HasSubstr("took_seconds_bucket{le=\"0.02\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("took_seconds_bucket{le=\"0.05\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("took_seconds_bucket{le=\"+Inf\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("took_seconds_count 3\n"));
}

TEST(Metrics, ManyThreadsAndManyLabels) {
    Metrics metrics;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 1000; ++i)
                metrics.CounterOf("n_total", "N.", {{"i", std::to_string(i % 10)}}).Add();
        });
    }
    for (std::jthread& thread : threads) thread.join();
    EXPECT_THAT(metrics.Text(), HasSubstr("n_total{i=\"7\"} 400\n"));
    for (std::size_t i = 0; i < kSeriesPerNameMax + 10; ++i)
        metrics.CounterOf("wide_total", "W.", {{"i", std::to_string(i)}}).Add();
    EXPECT_EQ(metrics.Text().find("wide_total{i=\"" + std::to_string(kSeriesPerNameMax) + "\"}"),
              std::string::npos);
}

TEST(ErrorReply, BadBytesDoNotBreakTheJson) {
    EXPECT_EQ(JsonQuoted("a\"\\\n\xFF桥"), "\"a\\\"\\\\\\u000a\xEF\xBF\xBD桥\"");
}

TEST(Log, NamesANetworkAndNoPerson) {
    EXPECT_EQ(NetworkOf("203.0.113.7"), "203.0.113.x");
    EXPECT_EQ(NetworkOf("2001:db8:1::7"), "2001:db8:x");
    EXPECT_EQ(NetworkOf("::1"), "::x");
    EXPECT_FALSE(AccessLog::Open(LogFormat::kText, "/dev/null/no.log"));
}

TEST(Message, AttachmentNamesAreSafe) {
    EXPECT_EQ(AttachmentDisposition("a\"\r\n桥.csv"),
              "attachment; filename=\"a______.csv\"; filename*=UTF-8''a%22%0D%0A%E6%A1%A5.csv");
}

}  // namespace
}  // namespace liandong::http
