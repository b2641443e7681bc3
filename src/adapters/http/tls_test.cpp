#include <cstdlib>
#include <memory>
#include <string>

#include <curl/curl.h>
#include <gtest/gtest.h>

#include "adapters/http/testing/test_server.hpp"

// TLS, seen by a client that checks the certificate.
namespace liandong::http {
namespace {

using namespace testing;  // NOLINT

std::size_t Collect(char* bytes, std::size_t size, std::size_t count, void* out) {
    static_cast<std::string*>(out)->append(bytes, size * count);
    return size * count;
}

TEST(Tls, ServesManyRequestsLargeBodiesAndRefusesPlainText) {
    const std::string base = ::testing::TempDir() + "tls_" + std::to_string(::getpid());
    const TlsFiles files{base + ".crt", base + ".key"};
    const std::string make =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "
        "/CN=localhost -addext subjectAltName=IP:127.0.0.1 -keyout " +
        files.key + " -out " + files.certificate_chain + " 2>/dev/null";
    ASSERT_EQ(std::system(make.c_str()), 0);  // NOLINT(cert-env33-c): a fixed command of the test
    ServerConfig config;
    config.tls = files;
    TestServer server(config);
    server.On(Method::kPost, "/echo", [](const Request& request) {
        return Response::Plain(200, request.body + (request.secure ? " secure" : ""));
    });
    const auto port = server.Start();
    const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
    for (const std::size_t size : {std::size_t{3}, std::size_t{1'000'000}, std::size_t{0}}) {
        const std::string body(size, 'x');
        std::string got;
        curl_easy_setopt(curl.get(), CURLOPT_URL,
                         ("https://127.0.0.1:" + std::to_string(port) + "/echo").c_str());
        curl_easy_setopt(curl.get(), CURLOPT_CAINFO, files.certificate_chain.c_str());
        curl_easy_setopt(curl.get(), CURLOPT_NOPROXY, "*");
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.c_str());
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, Collect);
        curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &got);
        ASSERT_EQ(curl_easy_perform(curl.get()), CURLE_OK);
        EXPECT_EQ(got, body + " secure");
        long connects = -1;
        curl_easy_getinfo(curl.get(), CURLINFO_NUM_CONNECTS, &connects);
        EXPECT_EQ(connects, size == 3 ? 1 : 0) << "one connection serves all";
    }
    EXPECT_EQ(Get(port, "/echo").status, 0);
    server->Stop(std::chrono::seconds(60));
    for (const std::string& path : {files.certificate_chain, files.key}) ::unlink(path.c_str());
}

TEST(Tls, SaysWhichFilesCannotBeRead) {
    ServerConfig config;
    config.tls = TlsFiles{"/nowhere/a.crt", "/nowhere/a.key"};
    Metrics metrics;
    Server server(config, Router{}, {}, *AccessLog::Open(LogFormat::kNone, ""), metrics);
    const auto started = server.Start();
    ASSERT_FALSE(started);
    EXPECT_NE(started.error().for_log.find("/nowhere/a.crt"), std::string::npos);
}

}  // namespace
}  // namespace liandong::http
