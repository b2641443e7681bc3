#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "adapters/http/server.hpp"
#include "adapters/http/workers.hpp"

/// What the server's connections share. Internal to the server.
namespace liandong::http {

/// One route's figures, found without a lock.
struct RouteFigures {
    Labels labels;
    Histogram* seconds = nullptr;
    std::array<std::atomic<Counter*>, 500> by_status{};  // 100 … 599, made when first seen
};

struct Core {
    Core(ServerConfig config_in, Router router_in, InjectedStages stages,
         std::shared_ptr<AccessLog> log_in, Metrics& metrics_in);

    const ServerConfig config;
    const Router router;
    const std::shared_ptr<AccessLog> log;  // shared with the pipeline
    const Pipeline pipeline;
    Metrics& metrics;
    Workers workers;

    std::atomic<bool> draining{false};
    std::atomic<std::size_t> body_bytes{0};  // held by requests, all connections together
    std::atomic<std::size_t> live_clients{0};
    Counter& shed;  // requests refused because too much was going on
    Gauge& connections_now;
    Gauge& live_now;
    Gauge& queue_now;
    Counter& timeouts;  // connections dropped because the client was too slow

    [[nodiscard]] std::string NextRequestId();
    [[nodiscard]] bool Trusts(std::string_view peer) const;
    /// `route` null: what was refused before a route was known.
    void Record(const Route* route, int status, std::chrono::microseconds took);

private:
    std::string id_prefix_;  // random per start: ids of two starts or two nodes differ
    std::atomic<std::uint64_t> id_next_{1};
    std::unordered_map<const Route*, std::unique_ptr<RouteFigures>> figures_;
};

}  // namespace liandong::http
