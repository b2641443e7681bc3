#include "adapters/http/core.hpp"

#include <algorithm>
#include <random>

#include "base/text.hpp"

namespace liandong::http {
namespace {

constexpr std::string_view kRequestsHelp =
    "Requests answered, by method, route pattern and status.";
constexpr std::string_view kSecondsHelp = "Seconds from a request read to its reply written.";

std::string RandomPrefix() {
    std::random_device source;
    std::array<unsigned char, 5> bytes{};
    for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(source());
    return Hex(bytes);
}

}  // namespace

Core::Core(ServerConfig config_in, Router router_in, InjectedStages stages,
           std::shared_ptr<AccessLog> log_in, Metrics& metrics_in)
    : config(std::move(config_in)),
      router(std::move(router_in)),
      log(std::move(log_in)),
      pipeline(std::move(stages), log),
      metrics(metrics_in),
      workers(config.worker_threads, config.queue_max),
      shed(metrics.CounterOf("http_shed_total",
                             "Requests and connections refused because of too much at once.")),
      connections_now(metrics.GaugeOf("http_connections", "Connections that are open.")),
      live_now(metrics.GaugeOf("http_live_clients", "Event streams that are open.")),
      queue_now(metrics.GaugeOf("http_queue", "Requests waiting for a worker.")),
      timeouts(metrics.CounterOf("http_timeouts_total",
                                 "Connections dropped because the client was too slow.")),
      id_prefix_(RandomPrefix()) {
    const auto add = [&](const Route* route) {
        auto figures = std::make_unique<RouteFigures>();
        figures->labels = {{"method", route == nullptr ? "-" : std::string(Text(route->method))},
                           {"route", route == nullptr ? "-" : route->pattern}};
        figures->seconds =
            &metrics.HistogramOf("http_request_seconds", kSecondsHelp, figures->labels);
        figures_.emplace(route, std::move(figures));
    };
    add(nullptr);
    for (const Route* route : router.All()) add(route);
}

std::string Core::NextRequestId() {
    return id_prefix_ + "-" + std::to_string(id_next_.fetch_add(1, std::memory_order_relaxed));
}

bool Core::Trusts(std::string_view peer) const {
    return std::find(config.trusted_proxies.begin(), config.trusted_proxies.end(), peer) !=
           config.trusted_proxies.end();
}

void Core::Record(const Route* route, int status, std::chrono::microseconds took) {
    if (status < 100 || status > 599) return;
    RouteFigures& figures = *figures_.at(route);
    figures.seconds->Observe(std::chrono::duration<double>(took).count());
    std::atomic<Counter*>& slot = figures.by_status[static_cast<std::size_t>(status - 100)];
    Counter* counter = slot.load(std::memory_order_acquire);
    if (counter == nullptr) {
        Labels labels = figures.labels;
        labels.emplace_back("status", std::to_string(status));
        counter = &metrics.CounterOf("http_requests_total", kRequestsHelp, labels);
        slot.store(counter, std::memory_order_release);
    }
    counter->Add();
}

}  // namespace liandong::http
