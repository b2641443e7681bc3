#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include "adapters/http/live.hpp"
#include "adapters/http/server.hpp"

// A server for wrk to measure: prints its port and serves until its input ends.
//   /hello    a worker answers at once: what the hop to a worker costs
//   /here     the same on the I/O thread
//   /live     an event stream; POST /publish sends an event to all
//   /commit   a worker waits 5 ms, as for a group commit
int main() {
    using namespace liandong;
    using namespace liandong::http;
    Router router;
    const Handler hello = [](const Request&) { return Response::Json(200, R"({"hello":"联动"})"); };
    const Handler commit = [hello](const Request& request) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        return hello(request);
    };
    LiveHub hub;
    std::atomic<std::uint64_t> id{0};
    const Handler live = [&hub](const Request&) -> Result<Response> {
        LD_TRY(auto subscription, hub.Subscribe({}));
        return Response::Live(std::move(subscription));
    };
    const Handler publish = [&](const Request& request) {
        hub.Publish({++id, "case", R"({"state":"dispatched"})", {}});
        return hello(request);
    };
    if (!router.Add(Route{.method = Method::kGet, .pattern = "/hello", .handler = hello}) ||
        !router.Add(Route{
            .method = Method::kGet, .pattern = "/here", .handler = hello, .never_waits = true}) ||
        !router.Add(Route{.method = Method::kGet, .pattern = "/live", .handler = live}) ||
        !router.Add(Route{.method = Method::kPost, .pattern = "/publish", .handler = publish}) ||
        !router.Add(Route{.method = Method::kGet, .pattern = "/commit", .handler = commit})) {
        return 2;
    }
    Metrics metrics;
    auto log = AccessLog::Open(LogFormat::kNone, "");
    if (!log) return 2;
    ServerConfig config;
    config.connections_per_peer_max = config.connections_max;  // one machine plays every client
    Server server(config, std::move(router), {}, *log, metrics);
    if (const auto started = server.Start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().for_log.c_str());
        return 2;
    }
    std::printf("%u\n", static_cast<unsigned>(server.Port()));
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    server.Stop(std::chrono::seconds(5));
    return 0;
}
