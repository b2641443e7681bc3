#include "adapters/http/live.hpp"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/http/testing/test_server.hpp"

namespace liandong::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace testing;  // NOLINT

LiveEvent Event(std::uint64_t id, std::string topic = "") {
    return {id, "case", "{\"n\":" + std::to_string(id) + "}", {std::move(topic)}};
}

std::string Drain(LiveSubscription& subscription) {
    std::string all;
    for (;;) {
        auto taken = subscription.Take(1000);
        if (taken.bytes.empty()) return all;
        all += taken.bytes;
    }
}

TEST(Live, AFrameCannotForgeAnother) {
    EXPECT_EQ(LiveFrame({7, "case\nid: 9", "a\nb\r\n\ndata: c", {}}),
              "id: 7\nevent: caseid: 9\ndata: a\ndata: b\ndata: \ndata: data: c\n\n");
}

TEST(Live, OnlyWhatTheFilterLetsPassIsSent) {
    LiveHub hub;
    const auto mine = *hub.Subscribe(
        {.owner = "s1",
         .filter = [](const LiveEvent& e) { return e.topics.front() == "unit:lighting"; },
         .after = {},
         .replay = {}});
    hub.Publish(Event(1, "unit:lighting"));
    hub.Publish(Event(2, "unit:roads"));
    const std::string got = Drain(*mine);
    EXPECT_THAT(got, HasSubstr("id: 1\n"));
    EXPECT_THAT(got, Not(HasSubstr("id: 2\n")));
}

// An event may come both by the replay and live, or be published while the replay runs: once, in
// order.
TEST(Live, ResumingLosesNothingAndRepeatsNothing) {
    LiveHub hub;
    const LiveReplay replay = [&](std::uint64_t after,
                                  std::size_t) -> Result<std::optional<std::vector<LiveEvent>>> {
        EXPECT_EQ(after, 3U);
        hub.Publish(Event(5));  // also in what is read below
        hub.Publish(Event(6));  // only live
        return std::optional(std::vector{Event(4), Event(5)});
    };
    const auto resumed = *hub.Subscribe({.owner = "", .filter = {}, .after = 3, .replay = replay});
    hub.Publish(Event(6));
    hub.Publish(Event(7));
    const std::string got = Drain(*resumed);
    EXPECT_EQ(got, "retry: 2000\n: welcome\n\n" + LiveFrame(Event(4)) + LiveFrame(Event(5)) +
                       LiveFrame(Event(6)) + LiveFrame(Event(7)));
}

TEST(Live, WhoWasAwayTooLongFetchesAfresh) {
    LiveHub hub;
    const LiveReplay gone = [](std::uint64_t,
                               std::size_t) -> Result<std::optional<std::vector<LiveEvent>>> {
        return std::optional<std::vector<LiveEvent>>{};
    };
    const auto resumed = *hub.Subscribe({.owner = "", .filter = {}, .after = 3, .replay = gone});
    EXPECT_THAT(Drain(*resumed), HasSubstr("event: refetch\ndata: {\"reason\":\"too_old\"}\n\n"));
    EXPECT_TRUE(resumed->Take(1).ended);
    const auto failed = hub.Subscribe(
        {.owner = "", .filter = {}, .after = 3, .replay = [](std::uint64_t, std::size_t) {
             return Result<std::optional<std::vector<LiveEvent>>>(
                 Failure{Unavailable("store gone")});
         }});
    EXPECT_FALSE(failed);
}

TEST(Live, TheBacklogHasALimit) {
    LiveHub hub;
    const auto slow = *hub.Subscribe({});
    for (std::uint64_t id = 1; id <= 2 * kLiveBacklogEventsMax; ++id) hub.Publish(Event(id));
    EXPECT_EQ(hub.Dropped(), 1U);
    EXPECT_EQ(Drain(*slow), "event: refetch\ndata: {\"reason\":\"slow\"}\n\n");
    EXPECT_TRUE(slow->Take(1).ended);
}

class LiveServer : public ::testing::Test {
protected:
    std::uint16_t Start(ServerConfig config = {}) {
        server.emplace(config);
        server->On(Method::kGet, "/live", [this](const Request& request) -> Result<Response> {
            LiveHub::Options options{.owner = std::string(request.query.Get("session")),
                                     .filter = {},
                                     .after = {},
                                     .replay = {}};
            if (const std::string* last = request.headers.Find("Last-Event-ID")) {
                options.after = NumberIn(*last);
                options.replay = [](std::uint64_t after, std::size_t) {
                    std::vector<LiveEvent> missed;
                    for (std::uint64_t id = after + 1; id <= 3; ++id) missed.push_back(Event(id));
                    return Result<std::optional<std::vector<LiveEvent>>>(
                        std::optional(std::move(missed)));
                };
            }
            LD_TRY(auto subscription, hub.Subscribe(std::move(options)));
            return Response::Live(std::move(subscription));
        });
        server->On(Method::kGet, "/hello",
                   [](const Request&) { return Response::Plain(200, "hello"); });
        return server->Start();
    }
    static RawClient Open(std::uint16_t port, const std::string& headers = "",
                          const std::string& query = "", int receive_buffer_bytes = 0) {
        RawClient client(port, receive_buffer_bytes);
        client.Send("GET /live" + query + " HTTP/1.1\r\nHost: t\r\n" + headers + "\r\n");
        return client;
    }
    LiveHub hub;
    std::optional<TestServer> server;
};

TEST_F(LiveServer, ResumesFromLastEventId) {
    const auto port = Start();
    RawClient client = Open(port, "Last-Event-ID: 1\r\n");
    EXPECT_THAT(client.ReceiveUntil("welcome\n\n"), HasSubstr("Content-Type: text/event-stream"));
    EXPECT_EQ(client.ReceiveUntil("{\"n\":3}\n\n"), LiveFrame(Event(2)) + LiveFrame(Event(3)));
    hub.Publish(Event(4));
    EXPECT_EQ(client.ReceiveUntil("{\"n\":4}\n\n"), LiveFrame(Event(4)));
}

TEST_F(LiveServer, TwoHundredStreamsDoNotStarveRequests) {
    ServerConfig config;
    config.worker_threads = 2;
    const auto port = Start(config);
    std::vector<RawClient> streams;
    for (int i = 0; i < 200; ++i) {
        streams.push_back(Open(port));
        ASSERT_NE(streams.back().ReceiveUntil("welcome\n\n"), "");
    }
    EXPECT_EQ(hub.Subscribers(), 200U);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(Get(port, "/hello").body, "hello");
    hub.Publish(Event(1));
    for (RawClient& stream : streams) EXPECT_EQ(stream.ReceiveUntil("}\n\n"), LiveFrame(Event(1)));
    streams.clear();
    EXPECT_TRUE(WaitUntil([&] { return hub.Subscribers() == 0; })) << "who leaves is forgotten";
}

TEST_F(LiveServer, ASlowClientIsToldToFetchAfreshAndNobodyWaitsForIt) {
    const auto port = Start();
    RawClient slow = Open(port, "", "", 4096);
    RawClient quick = Open(port);
    ASSERT_NE(slow.ReceiveUntil("welcome\n\n"), "");
    ASSERT_NE(quick.ReceiveUntil("welcome\n\n"), "");
    std::uint64_t id = 0;
    const std::string big(2000, 'x');
    while (hub.Dropped() == 0) {
        ++id;
        hub.Publish({id, "case", big, {}});
        ASSERT_THAT(quick.ReceiveUntil("\n\n"), HasSubstr("id: " + std::to_string(id) + "\n"));
    }
    EXPECT_THAT(slow.ReceiveAll(),
                ::testing::EndsWith("event: refetch\ndata: {\"reason\":\"slow\"}\n\n"));
    hub.Publish(Event(id + 1));
    EXPECT_EQ(quick.ReceiveUntil("\n\n"), LiveFrame(Event(id + 1)));
}

TEST_F(LiveServer, SilenceIsFilledWithHeartbeats) {
    ServerConfig config;
    config.heartbeat_time = std::chrono::milliseconds(20);
    RawClient client = Open(Start(config));
    ASSERT_NE(client.ReceiveUntil("welcome\n\n"), "");
    EXPECT_EQ(client.ReceiveUntil(":\n\n:\n\n"), ":\n\n:\n\n");
}

TEST_F(LiveServer, AnEndedSessionEndsItsStreamsOnly) {
    const auto port = Start();
    RawClient li = Open(port, "", "?session=li");
    RawClient wu = Open(port, "", "?session=wu");
    ASSERT_NE(li.ReceiveUntil("welcome\n\n"), "");
    ASSERT_NE(wu.ReceiveUntil("welcome\n\n"), "");
    EXPECT_EQ(hub.EndOwner("li"), 1U);
    EXPECT_TRUE(li.AtEnd());
    hub.Publish(Event(1));
    EXPECT_EQ(wu.ReceiveUntil("\n\n"), LiveFrame(Event(1)));
}

TEST_F(LiveServer, MoreStreamsThanAllowedAreRefused) {
    ServerConfig config;
    config.live_clients_max = 1;
    const auto port = Start(config);
    RawClient first = Open(port);
    ASSERT_NE(first.ReceiveUntil("welcome\n\n"), "");
    EXPECT_EQ(Open(port).Receive().status, 503);
}

// For the thread sanitizer: clients come and go, and the server stops, while events are published.
TEST_F(LiveServer, PublishingWhileClientsComeGoAndTheServerStops) {
    ServerConfig config;
    config.io_threads = 2;
    const auto port = Start(config);
    std::atomic<bool> enough{false};
    std::jthread publisher([&] {
        for (std::uint64_t id = 1; !enough; ++id) hub.Publish(Event(id));
    });
    for (int i = 0; i < 50; ++i) {
        RawClient client = Open(port, i % 2 == 0 ? "" : "Last-Event-ID: 1\r\n");
        EXPECT_NE(client.ReceiveUntil("event: "), "");
    }
    RawClient last = Open(port);
    EXPECT_NE(last.ReceiveUntil("event: "), "");
    (*server)->Stop(std::chrono::seconds(60));
    enough = true;
    publisher.join();
    EXPECT_EQ((*server)->Connections(), 0U);
}

}  // namespace
}  // namespace liandong::http
