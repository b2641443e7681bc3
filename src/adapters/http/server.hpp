#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/http/access_log.hpp"
#include "adapters/http/io.hpp"
#include "adapters/http/metrics.hpp"
#include "adapters/http/pipeline.hpp"
#include "adapters/http/router.hpp"
#include "base/result.hpp"

namespace liandong::http {

/// Every limit of the server has a name here. The defaults carry a city on two cores.
struct ServerConfig {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: any free one, see Server::Port()
    std::size_t io_threads = 1;
    /// Handlers are synchronous and wait for the group commit, so there are more of them than
    /// cores.
    std::size_t worker_threads = 96;
    /// Requests that may wait for a worker; more get 503 with Retry-After.
    std::size_t queue_max = 1024;

    std::size_t header_bytes_max = std::size_t{16} << 10;
    std::size_t body_bytes_max = std::size_t{1} << 20;  ///< a Route may say otherwise
    /// Bodies held in memory at once, all connections together; more get 503.
    std::size_t bodies_bytes_max = std::size_t{512} << 20;

    std::chrono::milliseconds header_time{10'000};  ///< from the first byte of a request to its
                                                    ///< last header
    /// For the body: this, and a second more for each `body_bytes_per_second_min` that came.
    std::chrono::milliseconds body_time{10'000};
    std::size_t body_bytes_per_second_min = std::size_t{16} << 10;
    std::chrono::milliseconds idle_time{75'000};       ///< between two requests of a connection
    std::chrono::milliseconds write_time{20'000};      ///< for each 256 KiB of a reply
    std::chrono::milliseconds request_time{30'000};    ///< deadline of a request whose route sets
                                                       ///< none
    std::chrono::milliseconds heartbeat_time{15'000};  ///< comment in a silent event stream
    std::chrono::milliseconds tick_time{100};          ///< how often the times above are looked at

    std::size_t connections_max = 20'000;
    std::size_t connections_per_peer_max = 1'000;  ///< does not count for trusted proxies
    std::size_t live_clients_max = 10'000;         ///< more get 503
    /// Addresses whose X-Forwarded-For and X-Forwarded-Proto are believed.
    std::vector<std::string> trusted_proxies;
    std::optional<TlsFiles> tls;
};

/// The HTTP server: listener, I/O threads, workers, pipeline. Threads: `ld-http-io` (sockets and
/// parsing), `ld-http-work` (handlers); both are stopped by Stop().
/// In the metrics: http_requests_total and http_request_seconds by route pattern, gauges for
/// connections, queue and live clients.
class Server {
public:
    /// Borrows `metrics`, which must outlive the server.
    Server(ServerConfig config, Router router, InjectedStages stages,
           std::shared_ptr<AccessLog> log, Metrics& metrics);
    ~Server();  ///< stops at once if Stop() was not called
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Errors: kUnavailable when the address cannot be bound or the TLS files cannot be read.
    [[nodiscard]] Result<void> Start();
    [[nodiscard]] std::uint16_t Port() const;  ///< the real one, after Start()

    /// Takes no new connection, lets requests that have begun finish, closes what is idle and every
    /// event stream, and gives up on the rest after `drain_max`. A handler that runs is always
    /// waited for.
    void Stop(std::chrono::milliseconds drain_max);

    [[nodiscard]] const std::vector<Stage>& Stages() const;
    [[nodiscard]] std::size_t Connections() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace liandong::http
