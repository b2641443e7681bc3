#include "adapters/http/server.hpp"

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/http/testing/test_server.hpp"

// What well-behaved clients see.
namespace liandong::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace testing;  // NOLINT: TestServer, RawClient, Get …

Response Hello(const Request&) { return Response::Plain(200, "hello"); }

Response Echo(const Request& request) {
    return Response::Plain(
        200, std::string(Text(request.method)) + " " + request.path + " " + request.body);
}

TEST(Server, AnswersSeveralRequestsOnOneConnection) {
    TestServer server;
    const auto port = server.On(Method::kGet, "/hello", Hello).Start();
    RawClient client(port);
    for (int i = 0; i < 3; ++i) {
        client.Send("GET /hello HTTP/1.1\r\nHost: t\r\n\r\n");
        const Reply reply = client.Receive();
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.body, "hello");
    }
    client.Send("GET /hello HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(client.Receive().Header("Connection"), "close");
    EXPECT_TRUE(client.AtEnd());
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
    TestServer server;
    const auto port = server.On(Method::kPost, "/echo/{n}", Echo).Start();
    RawClient client(port);
    std::string all;
    for (int i = 0; i < 50; ++i) {
        const std::string body = "body" + std::to_string(i);
        all += "POST /echo/" + std::to_string(i) +
               " HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\n\r\n" + body;
    }
    client.Send(all);
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(client.Receive().body,
                  "POST /echo/" + std::to_string(i) + " body" + std::to_string(i));
    }
}

TEST(Server, DecodesWhatTheHandlerSees) {
    TestServer server;
    server.On(Method::kGet, "/cases/{id}/{command}", [](const Request& request) {
        return Response::Plain(200, std::string(request.path_params.Get("id")) + "|" +
                                        std::string(request.path_params.Get("command")) + "|" +
                                        std::string(request.query.Get("q")) + "|" +
                                        std::to_string(request.query.All("tag").size()) + "|" +
                                        std::string(request.cookies.Get("session")) + "|" +
                                        std::string(request.headers.Get("x-THING")) + "|" +
                                        request.peer);
    });
    const auto port = server.Start();
    const Reply reply =
        Ask(port,
            "GET /cases/%E6%A1%88%201/dispatch?q=%E8%B7%AF%E7%81%AF+a&tag=1&tag=2 HTTP/1.1\r\n"
            "Host: t\r\nCookie: a=b; session=s3\r\nX-Thing: y\r\n\r\n");
    EXPECT_EQ(reply.body, "案 1|dispatch|路灯 a|2|s3|y|127.0.0.1");
}

TEST(Server, HeadIsGetWithoutItsBody) {
    TestServer server;
    const auto port = server.On(Method::kGet, "/hello", Hello).Start();
    RawClient client(port);
    client.Send("HEAD /hello HTTP/1.1\r\nHost: t\r\n\r\nGET /hello HTTP/1.1\r\nHost: t\r\n\r\n");
    const Reply head = client.Receive(/*to_head=*/true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.Header("Content-Length"), "5");
    EXPECT_EQ(client.Receive().body, "hello");
}

TEST(Server, TellsUnknownAddressFromWrongMethod) {
    TestServer server;
    const auto port =
        server.On(Method::kGet, "/hello", Hello).On(Method::kPost, "/hello", Echo).Start();
    EXPECT_EQ(Get(port, "/nothing").status, 404);
    const Reply wrong = Ask(port, "DELETE /hello HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.Header("Allow"), "GET, HEAD, OPTIONS, POST");
    const Reply options = Ask(port, "OPTIONS /hello HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.Header("Allow"), "GET, HEAD, OPTIONS, POST");
    EXPECT_EQ(Ask(port, "BREW /hello HTTP/1.1\r\nHost: t\r\n\r\n").status, 501);
}

TEST(Server, EveryReplyCarriesTheSecurityHeadersAndARequestId) {
    TestServer server;
    server.On(Method::kGet, "/hello", Hello).On(Method::kGet, "/page", [](const Request&) {
        return Response::Html("<p>", "default-src 'self'");
    });
    const auto port = server.Start();
    for (const std::string target : {"/hello", "/nothing", "/%FF"}) {
        const Reply reply = Get(port, target);
        EXPECT_THAT(reply.Header("Content-Security-Policy"), HasSubstr("frame-ancestors 'none'"))
            << target;
        EXPECT_EQ(reply.Header("X-Content-Type-Options"), "nosniff") << target;
        EXPECT_EQ(reply.Header("Referrer-Policy"), "no-referrer") << target;
        EXPECT_EQ(reply.Header("Cache-Control"), "no-store") << target;
        EXPECT_NE(reply.Header("X-Request-Id"), "") << target;
    }
    EXPECT_EQ(Get(port, "/page").Header("Content-Security-Policy"), "default-src 'self'");
}

TEST(Server, AValueCannotBeginAnotherHeader) {
    TestServer server;
    server.On(Method::kGet, "/go", [](const Request& request) {
        return Response::Redirect(std::string(request.query.Get("to")));
    });
    const Reply reply = Get(server.Start(), "/go?to=/a%0D%0ASet-Cookie:%20evil=1");
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(reply.Header("Set-Cookie"), "");
}

TEST(Server, AnErrorBecomesItsStatusAndBody) {
    TestServer server;
    server.On(Method::kGet, "/refuse/{kind}", [](const Request& request) -> Result<Response> {
        const auto kind = static_cast<ErrorKind>(NumberIn(request.path_params.Get("kind")));
        return Failure{Error{
            kind, "due_in_past", "说 \"不\"", "table cases: secret", {{"due_at", "2026-03-02"}}}};
    });
    const auto port = server.Start();
    const int statuses[] = {400, 401, 403, 404, 409, 412, 429, 503, 500};
    for (int kind = 1; kind <= 9; ++kind) {
        const Reply reply = Get(port, "/refuse/" + std::to_string(kind));
        EXPECT_EQ(reply.status, statuses[kind - 1]);
        EXPECT_EQ(reply.body,
                  "{\"code\":\"due_in_past\",\"message\":\"说 "
                  "\\\"不\\\"\",\"args\":{\"due_at\":\"2026-03-02\"},"
                  "\"request_id\":\"" +
                      reply.Header("X-Request-Id") + "\"}");
    }
    EXPECT_EQ(Get(port, "/refuse/8").Header("Retry-After"), "1");
}

TEST(Server, AnExceptionBecomes500AndOneLogLineWithTheSameId) {
    TestServer server;
    server.On(Method::kGet, "/throw/{phone}",
              [](const Request&) -> Response { throw std::runtime_error("disk\nfull"); });
    const auto port = server.Start();
    const Reply reply = Get(port, "/throw/10038000001?name=%E5%BC%A0");
    EXPECT_EQ(reply.status, 500);
    EXPECT_THAT(reply.body, HasSubstr("\"code\":\"bug\""));
    EXPECT_THAT(reply.body, Not(HasSubstr("disk")));
    const std::string log = server.LogText();
    EXPECT_THAT(log, HasSubstr(reply.Header("X-Request-Id")));
    EXPECT_THAT(log, HasSubstr("disk\\u000afull"));
    EXPECT_THAT(log, HasSubstr("/throw/{phone}"));
    EXPECT_THAT(log, Not(HasSubstr("10038000001")));
    EXPECT_THAT(log, Not(HasSubstr("name")));
    EXPECT_THAT(log, Not(HasSubstr("127.0.0.1")));
}

TEST(Server, StagesRunInTheirOrderAndMayRefuse) {
    struct Principal {
        std::string name;
    };
    InjectedStages stages;
    stages.identity = [](Request& request) -> Result<void> {
        request.Attach(std::make_shared<const Principal>(
            Principal{std::string(request.headers.Get("X-Who"))}));
        return {};
    };
    stages.permission = [](Request& request) -> Result<void> {
        if (request.Attached<Principal>()->name == request.route->permission) return {};
        return Failure{Error{ErrorKind::kForbidden, "not_yours", "no", "no", {}}};
    };
    TestServer server({}, stages);
    server.On(Route{.method = Method::kGet,
                    .pattern = "/mine",
                    .handler =
                        [](const Request& request) {
                            return Response::Plain(200, request.Attached<Principal>()->name);
                        },
                    .permission = "li"});
    const auto port = server.Start();
    EXPECT_EQ(Ask(port, "GET /mine HTTP/1.1\r\nHost: t\r\nX-Who: li\r\n\r\n").body, "li");
    EXPECT_EQ(Ask(port, "GET /mine HTTP/1.1\r\nHost: t\r\nX-Who: wu\r\n\r\n").status, 403);
    std::vector<std::string> names;
    for (const Stage& stage : server->Stages()) names.push_back(stage.name);
    EXPECT_THAT(names, ::testing::ElementsAre("request id", "errors", "deadline", "identity",
                                              "permission"));
}

TEST(Server, GuessingTooFastIsToldWhenToComeBack) {
    RateLimiter limiter({.per_second = 0.1, .burst = 2}, 100);
    InjectedStages stages;
    stages.limits = RateCheck(limiter, [](const Request& request) { return request.peer; });
    TestServer server({}, stages);
    const auto port = server.On(Method::kPost, "/sign-in", Echo).Start();
    const std::string ask = "POST /sign-in HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\n\r\n";
    EXPECT_EQ(Ask(port, ask).status, 200);
    EXPECT_EQ(Ask(port, ask).status, 200);
    const Reply refused = Ask(port, ask);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.Header("Retry-After"), "10");
}

TEST(Server, AStageThatCannotAskTheStoreIsLogged) {
    InjectedStages stages;
    stages.identity = [](Request&) -> Result<void> { return Failure{Unavailable("no sessions")}; };
    TestServer server({}, stages);
    const Reply reply = Get(server.On(Method::kGet, "/hello", Hello).Start(), "/hello");
    EXPECT_EQ(reply.status, 503);
    EXPECT_THAT(server.LogText(), HasSubstr("no sessions"));
}

TEST(Server, StreamsALargeExportOnePieceAtATime) {
    TestServer server;
    const auto ahead = std::make_shared<std::atomic<int>>(0);
    server.On(Method::kGet, "/export", [ahead](const Request&) {
        const auto next = [ahead]() -> Result<std::optional<std::string>> {
            if (*ahead == 200) return std::optional<std::string>{};
            return std::optional<std::string>(
                std::string(65536, static_cast<char>('a' + (*ahead)++ % 26)));
        };
        return Response::Stream("text/csv", ChunkedBody{next, std::nullopt});
    });
    const auto port = server.Start();
    RawClient client(port, 8192);
    client.Send("GET /export HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_THAT(client.ReceiveUntil("\r\n\r\n"), HasSubstr("chunked"));
    // The client reads nothing: what the kernel takes is all that may be made.
    EXPECT_TRUE(WaitUntil([&] { return *ahead > 0; }));
    EXPECT_LT(*ahead, 200);
    std::string body = client.ReceiveUntil("\r\n0\r\n\r\n");
    EXPECT_GT(body.size(), 200U * 65536U) << "and when it reads, everything comes";
    EXPECT_EQ(*ahead, 200);
}

TEST(Server, AStreamThatFailsIsCutAndNeverLooksComplete) {
    TestServer server;
    server.On(Method::kGet, "/export", [](const Request&) {
        auto left = std::make_shared<int>(2);
        return Response::Stream("text/csv",
                                ChunkedBody{[left]() -> Result<std::optional<std::string>> {
                                                if ((*left)-- > 0)
                                                    return std::optional<std::string>("row\n");
                                                return Failure{Unavailable("store gone")};
                                            },
                                            std::nullopt});
    });
    const Reply reply = Get(server.Start(), "/export");
    EXPECT_EQ(reply.status, 0);
    EXPECT_EQ(reply.body, "row\nrow\n");
}

TEST(Server, OneNoisyQueueIsRefusedWithRetryAfterAndHealthStillAnswers) {
    ServerConfig config;
    config.worker_threads = 2;
    config.queue_max = 3;
    Door door;
    TestServer server(config);
    server.On(Method::kGet, "/wait", [&](const Request&) {
        door.Wait();
        return Response::NoContent();
    });
    server.On(Route{
        .method = Method::kGet, .pattern = "/healthz", .handler = Hello, .never_waits = true});
    const auto port = server.Start();
    std::vector<RawClient> waiting;
    for (int i = 0; i < 2; ++i) {
        waiting.emplace_back(port);
        waiting.back().Send("GET /wait HTTP/1.1\r\nHost: t\r\n\r\n");
    }
    door.AwaitInside(2);
    for (int i = 0; i < 3; ++i) {
        waiting.emplace_back(port);
        waiting.back().Send("GET /wait HTTP/1.1\r\nHost: t\r\n\r\n");
    }
    const std::string queue = "http_queue 3\n";
    ASSERT_TRUE(
        WaitUntil([&] { return server.Figures().Text().find(queue) != std::string::npos; }));
    const Reply refused = Get(port, "/wait");
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.Header("Retry-After"), "1");
    EXPECT_EQ(Get(port, "/healthz").status, 200);
    door.Open();
    for (RawClient& client : waiting) EXPECT_EQ(client.Receive().status, 204);
}

TEST(Server, WorkNobodyWaitsForIsNotBegun) {
    ServerConfig config;
    config.worker_threads = 1;
    Door door;
    std::atomic<int> ran{0};
    TestServer server(config);
    server.On(Method::kGet, "/wait", [&](const Request&) {
        door.Wait();
        return Response::NoContent();
    });
    server.On(Route{.method = Method::kGet,
                    .pattern = "/short",
                    .handler =
                        [&](const Request&) {
                            ++ran;
                            return Response::NoContent();
                        },
                    .limit = std::chrono::milliseconds(0)});
    const auto port = server.Start();
    RawClient first(port);
    first.Send("GET /wait HTTP/1.1\r\nHost: t\r\n\r\n");
    door.AwaitInside(1);
    RawClient second(port);
    second.Send("GET /short HTTP/1.1\r\nHost: t\r\n\r\n");
    door.Open();
    EXPECT_EQ(second.Receive().status, 503);
    EXPECT_EQ(ran, 0);
}

TEST(Server, StoppingLetsWhatHasBegunFinish) {
    Door door;
    TestServer server;
    server.On(Method::kGet, "/wait", [&](const Request&) {
        door.Wait();
        return Response::Plain(200, "done");
    });
    const auto port = server.Start();
    RawClient idle(port);
    RawClient busy(port);
    busy.Send("GET /wait HTTP/1.1\r\nHost: t\r\n\r\n");
    door.AwaitInside(1);
    std::jthread stopper([&] { server->Stop(std::chrono::seconds(60)); });
    EXPECT_TRUE(idle.AtEnd()) << "idle connections are closed at once";
    EXPECT_FALSE(RawClient(port).Connected()) << "no new ones are taken";
    door.Open();
    const Reply reply = busy.Receive();
    EXPECT_EQ(reply.body, "done");
    EXPECT_EQ(reply.Header("Connection"), "close");
    stopper.join();
    EXPECT_EQ(server->Connections(), 0U);
}

TEST(Server, CountsRequestsByPatternAndStatus) {
    TestServer server;
    const auto port = server.On(Method::kGet, "/cases/{id}", Hello).Start();
    for (int i = 0; i < 3; ++i) Get(port, "/cases/" + std::to_string(i));
    const std::string line =
        "http_requests_total{method=\"GET\",route=\"/cases/{id}\",status=\"200\"} 3\n";
    EXPECT_TRUE(WaitUntil([&] { return server.Figures().Text().find(line) != std::string::npos; }));
    EXPECT_THAT(server.Figures().Text(),
                HasSubstr("http_request_seconds_count{method=\"GET\",route=\"/cases/{id}\"} 3\n"));
}

TEST(Server, BelievesTheProxyItTrustsAndNoOtherClient) {
    const auto peer = [](const Request& request) { return Response::Plain(200, request.peer); };
    const std::string ask =
        "GET /peer HTTP/1.1\r\nHost: t\r\nX-Forwarded-For: 9.9.9.9, 203.0.113.7\r\n\r\n";
    TestServer plain;
    EXPECT_EQ(Ask(plain.On(Method::kGet, "/peer", peer).Start(), ask).body, "127.0.0.1");
    ServerConfig config;
    config.trusted_proxies = {"127.0.0.1"};
    TestServer behind(config);
    EXPECT_EQ(Ask(behind.On(Method::kGet, "/peer", peer).Start(), ask).body, "203.0.113.7");
}

TEST(Server, OnePeerCannotTakeEveryConnection) {
    ServerConfig config;
    config.connections_per_peer_max = 4;
    TestServer server(config);
    const auto port = server.On(Method::kGet, "/hello", Hello).Start();
    std::vector<RawClient> held;
    for (int i = 0; i < 4; ++i) {
        held.emplace_back(port);
        held.back().Send("GET /hello HTTP/1.1\r\nHost: t\r\n\r\n");
        EXPECT_EQ(held.back().Receive().status, 200);
    }
    EXPECT_EQ(Get(port, "/hello").status, 0);
    held.clear();
    EXPECT_TRUE(WaitUntil([&] { return server->Connections() == 0; }));
    EXPECT_EQ(Get(port, "/hello").status, 200);
}

TEST(Server, SaysWhyItCannotListen) {
    TestServer first;
    ServerConfig config;
    config.port = first.On(Method::kGet, "/hello", Hello).Start();
    Metrics metrics;
    Server second(config, Router{}, {}, *AccessLog::Open(LogFormat::kNone, ""), metrics);
    const auto started = second.Start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().kind, ErrorKind::kUnavailable);
    EXPECT_THAT(started.error().for_log, HasSubstr("127.0.0.1:" + std::to_string(config.port)));
}

}  // namespace
}  // namespace liandong::http
