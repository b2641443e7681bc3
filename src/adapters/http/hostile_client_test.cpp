#include <atomic>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/http/testing/test_server.hpp"

// What malformed, greedy and slow clients see, and that nobody else suffers from them.
namespace liandong::http {
namespace {

using ::testing::HasSubstr;
using namespace testing;  // NOLINT

Response Size(const Request& request) {
    return Response::Plain(200, std::to_string(request.body.size()));
}

class HostileClient : public ::testing::Test {
protected:
    std::uint16_t Start(ServerConfig config = {}) {
        server.emplace(config);
        server->On(Method::kGet, "/hello",
                   [](const Request&) { return Response::Plain(200, "hello"); });
        server->On(Method::kPost, "/small", Size);
        server->On(Route{.method = Method::kPost,
                         .pattern = "/attachments",
                         .handler = Size,
                         .body_bytes_max = std::size_t{20} << 20});
        return server->Start();
    }
    std::optional<TestServer> server;
};

TEST_F(HostileClient, BadUtf8AndPathsThatClimbAreRefused) {
    const auto port = Start();
    for (const std::string target : {"/%FF", "/hello?q=%C0%AF", "/a/../hello", "/%2e%2e/hello",
                                     "/a%2Fb", "/a%5Cb", "/a%00b", "/%zz", "/%4", "/hello?a=%00"}) {
        const Reply reply = Get(port, target);
        EXPECT_EQ(reply.status, 400) << target;
        EXPECT_THAT(reply.body, HasSubstr("\"code\":\"bad_")) << target;
    }
    EXPECT_EQ(Get(port, "/hello").status, 200);
}

TEST_F(HostileClient, TwoReadersOfOneStreamCannotDisagree) {
    const auto port = Start();
    const std::vector<std::string> headers{
        "Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 4",
        "Content-Length: 4\r\nContent-Length: 4",
        "Content-Length: 4\r\nContent-Length: 9",
        "Content-Length: 4, 9",
        "Content-Length: +4",
        "Content-Length: -1",
        "Content-Length: 4x",
        "Content-Length : 4",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: \vchunked",
        "Host: other",
    };
    for (const std::string& header : headers) {
        RawClient client(port);
        client.Send("POST /small HTTP/1.1\r\nHost: t\r\n" + header +
                    "\r\n\r\n0\r\n\r\nGET /hello HTTP/1.1\r\nHost: t\r\n\r\n");
        EXPECT_EQ(client.Receive().status, 400) << header;
        EXPECT_TRUE(client.AtEnd()) << header << ": nothing behind it may be read as a request";
    }
    EXPECT_EQ(Ask(port, "GET /hello HTTP/1.1\r\n\r\n").status, 400) << "no Host";
    EXPECT_EQ(
        Ask(port, "POST /small HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").status,
        400);
}

TEST_F(HostileClient, HeadersHaveALimit) {
    const auto port = Start();
    EXPECT_EQ(
        Ask(port, "GET /hello HTTP/1.1\r\nHost: t\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n")
            .status,
        431);
    EXPECT_EQ(Ask(port, "GET /" + std::string(20'000, 'x') + " HTTP/1.1\r\nHost: t\r\n\r\n").status,
              431);
    std::string many = "GET /hello HTTP/1.1\r\nHost: t\r\n";
    for (int i = 0; i < 150; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
    EXPECT_EQ(Ask(port, many + "\r\n").status, 431);
    EXPECT_EQ(
        Ask(port, "GET /hello HTTP/1.1\r\nHost: t\r\nX: " + std::string(10'000, 'x') + "\r\n\r\n")
            .status,
        200);
}

TEST_F(HostileClient, AGigabyteIsRefusedBeforeItIsRead) {
    const auto port = Start();
    RawClient client(port);
    client.Send("POST /attachments HTTP/1.1\r\nHost: t\r\nContent-Length: 1073741824\r\n\r\n");
    const Reply reply = client.Receive();
    EXPECT_EQ(reply.status, 413);
    EXPECT_EQ(reply.Header("Connection"), "close");
    EXPECT_THAT(reply.body, HasSubstr("\"bytes_max\":\"20971520\""));
}

TEST_F(HostileClient, ChunksAreCutAtTheLimitOfTheRoute) {
    const auto port = Start();
    const std::string chunk = "10000\r\n" + std::string(65536, 'x') + "\r\n";
    const auto upload = [&](const std::string& target, int chunks) {
        RawClient client(port);
        client.Send("POST " + target +
                    " HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < chunks; ++i) {
            if (!client.Send(chunk)) break;
        }
        client.Send("0\r\n\r\n");
        return client.Receive();
    };
    EXPECT_EQ(upload("/small", 17).status, 413);
    EXPECT_EQ(upload("/small", 16).body, "1048576");
    EXPECT_EQ(upload("/attachments", 40).body, "2621440");
    RawClient endless(port);
    endless.Send("POST /small HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n1;" +
                 std::string(50'000, 'x'));
    EXPECT_EQ(endless.Receive().status, 400) << "a chunk header without end";
}

TEST_F(HostileClient, ContinueIsSaidOnlyWhenTheBodyIsWanted) {
    const auto port = Start();
    RawClient wanted(port);
    wanted.Send(
        "POST /small HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    EXPECT_EQ(wanted.Receive().status, 100);
    wanted.Send("12345");
    EXPECT_EQ(wanted.Receive().body, "5");
    RawClient unwanted(port);
    unwanted.Send(
        "POST /small HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: "
        "5000000\r\n\r\n");
    EXPECT_EQ(unwanted.Receive().status, 413);
    EXPECT_EQ(
        Ask(port, "POST /small HTTP/1.1\r\nHost: t\r\nExpect: a-pony\r\nContent-Length: 1\r\n\r\n")
            .status,
        417);
}

TEST_F(HostileClient, AByteNowAndThenDoesNotHoldTheConnection) {
    ServerConfig config;
    config.header_time = std::chrono::milliseconds(200);
    config.body_time = std::chrono::milliseconds(200);
    config.worker_threads = 1;
    const auto port = Start(config);
    RawClient slow_head(port);
    RawClient slow_body(port);
    slow_head.Send("GET /hel");
    slow_body.Send("POST /small HTTP/1.1\r\nHost: t\r\nContent-Length: 100000\r\n\r\n");
    // Each keeps sending while it may; only the one worker is free all the time for others.
    for (RawClient* slow : {&slow_head, &slow_body}) {
        int sent = 0;
        while (server->Figures().CounterOf("http_timeouts_total", "").Value() <
               (slow == &slow_head ? 1U : 2U)) {
            if (!slow->Send("l")) break;
            if (++sent % 20 == 0) {
                EXPECT_EQ(Get(port, "/hello").status, 200);
            }
            if (sent > 12'000) break;  // less than the header limit
        }
        const Reply reply = slow->Receive();
        EXPECT_TRUE(reply.status == 408 || reply.status == 0) << reply.status;
    }
    EXPECT_EQ(server->Figures().CounterOf("http_timeouts_total", "").Value(), 2U);
}

TEST_F(HostileClient, AClientThatNeverReadsIsDropped) {
    ServerConfig config;
    config.write_time = std::chrono::milliseconds(200);
    server.emplace(config);
    server->On(Method::kGet, "/big", [](const Request&) {
        return Response::Plain(200, std::string(std::size_t{64} << 20, 'x'));
    });
    const auto port = server->Start();
    RawClient client(port, 4096);
    client.Send("GET /big HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_TRUE(WaitUntil(
        [&] { return server->Figures().CounterOf("http_timeouts_total", "").Value() == 1; }));
    EXPECT_TRUE(WaitUntil([&] { return (*server)->Connections() == 0; }));
}

TEST_F(HostileClient, IdleConnectionsEnd) {
    ServerConfig config;
    config.idle_time = std::chrono::milliseconds(100);
    config.header_time = std::chrono::milliseconds(100);
    const auto port = Start(config);
    RawClient silent(port);
    EXPECT_TRUE(silent.AtEnd());
    RawClient resting(port);
    resting.Send("GET /hello HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(resting.Receive().status, 200);
    EXPECT_TRUE(resting.AtEnd());
}

TEST_F(HostileClient, BodiesTogetherHaveALimit) {
    ServerConfig config;
    config.bodies_bytes_max = 1'000'000;
    const auto port = Start(config);
    RawClient first(port);
    first.Send("POST /small HTTP/1.1\r\nHost: t\r\nContent-Length: 900001\r\n\r\n" +
               std::string(900'000, 'x'));
    RawClient second(port);
    ASSERT_EQ(Ask(port, "POST /small HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\nabc").body,
              "3");
    // Whichever comes second meets the limit; the other one is served.
    second.Send("POST /small HTTP/1.1\r\nHost: t\r\nContent-Length: 900001\r\n\r\n" +
                std::string(900'000, 'x'));
    second.Send("x");
    const int second_status = second.Receive().status;
    first.Send("x");
    const int first_status = first.Receive().status;
    EXPECT_EQ(first_status + second_status, 503 + 200);
}

TEST_F(HostileClient, GarbageIsAnsweredOrDroppedAndTheServerLives) {
    const auto port = Start();
    for (const std::string& garbage :
         {std::string("\x16\x03\x01\x02\x00\x01", 6), std::string("GET\r\n\r\n"),
          std::string("\r\n\r\n\r\n"), std::string("GET / HTTP/9.9\r\n\r\n"),
          std::string("GET / HTTP/1.1\nHost: t\n\n"), std::string(1000, '\0'),
          std::string("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
          std::string(
              "POST /small HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")}) {
        RawClient client(port);
        client.Send(garbage);
        client.CloseSend();
        const Reply reply = client.Receive();
        EXPECT_TRUE(reply.status == 0 || reply.status == 400 || reply.status == 505)
            << reply.status;
    }
    EXPECT_EQ(Get(port, "/hello").status, 200);
}

}  // namespace
}  // namespace liandong::http
