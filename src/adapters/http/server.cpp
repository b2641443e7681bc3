#include "adapters/http/server.hpp"

#include <algorithm>
#include <condition_variable>
#include <future>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "adapters/http/connection.hpp"
#include "adapters/http/core.hpp"
#include "base/guarded.hpp"

namespace liandong::http {

struct Server::Impl {
    // One I/O thread with its connections, which only that thread touches.
    struct Slot {
        IoLoop loop;
        std::unordered_map<Connection*, std::shared_ptr<Connection>> connections;
    };

    // Destroyed in reverse: the listener leans on the loops, and what the loops hold leans on the
    // core.
    Core core;
    Guarded<std::unordered_map<std::string, std::size_t>> by_peer;
    std::mutex mutex;
    std::condition_variable one_less;
    std::size_t connections = 0;  // under mutex
    std::vector<std::unique_ptr<Slot>> slots;
    Listener listener;
    bool running = false;

    Impl(ServerConfig config, Router router, InjectedStages stages, std::shared_ptr<AccessLog> log,
         Metrics& metrics)
        : core(std::move(config), std::move(router), std::move(stages), std::move(log), metrics) {}

    // True when one more connection of this peer is within the limits; it is then counted.
    bool Admit(const std::string& peer) {
        {
            const std::scoped_lock lock(mutex);
            if (connections >= core.config.connections_max) return false;
            ++connections;
        }
        core.connections_now.Add(1);
        const bool fits = by_peer.With([&](auto& peers) {
            std::size_t& count = peers[peer];
            if (count >= core.config.connections_per_peer_max && !core.Trusts(peer)) return false;
            ++count;
            return true;
        });
        if (!fits) Uncount();
        return fits;
    }

    void Uncount() {
        core.connections_now.Add(-1);
        const std::scoped_lock lock(mutex);
        --connections;
        one_less.notify_all();
    }

    void Leave(const std::string& peer) {
        by_peer.With([&](auto& peers) {
            const auto found = peers.find(peer);
            if (found != peers.end() && --found->second == 0) peers.erase(found);
        });
        Uncount();
    }

    void Accepted(Slot& slot, std::unique_ptr<Transport> transport) {
        if (core.draining.load()) return;
        const std::string peer = transport->PeerAddress();
        if (!Admit(peer)) {
            core.shed.Add();
            return;  // closing is all that a flood gets
        }
        // The map's entry goes in a job of its own: whoever closes may be walking the map.
        auto key = std::make_shared<Connection*>(nullptr);
        auto connection = std::make_shared<Connection>(
            core, slot.loop, std::move(transport), [this, &slot, key, peer] {
                slot.loop.Post([&slot, gone = *key] { slot.connections.erase(gone); });
                Leave(peer);
            });
        *key = connection.get();
        slot.connections.emplace(connection.get(), connection);
        connection->Start();
    }

    // Runs `what` for every connection, each on its own thread, and returns when that is done.
    void ForEach(const std::function<void(Connection&)>& what) {
        for (const auto& slot : slots) {
            std::promise<void> done;
            slot->loop.Post([&] {
                for (const auto& [key, connection] : slot->connections) what(*connection);
                done.set_value();
            });
            // tidy:allow(wait): the loop runs, no job of its own waits, and Stop() ends it later
            done.get_future().wait();
        }
    }

    void Stop(std::chrono::milliseconds drain_max) {
        if (!std::exchange(running, false)) return;
        const auto give_up = Deadline::In(drain_max);
        core.draining.store(true);
        listener.Close();
        ForEach([](Connection& connection) { connection.Drain(); });
        {
            std::unique_lock lock(mutex);
            one_less.wait_until(lock, give_up.At(), [&] { return connections == 0; });
        }
        ForEach([](Connection& connection) { connection.Abort(); });
        core.workers.Stop();
        for (const auto& slot : slots) slot->loop.Stop();
        core.log->Flush();
    }
};

Server::Server(ServerConfig config, Router router, InjectedStages stages,
               std::shared_ptr<AccessLog> log, Metrics& metrics)
    : impl_(std::make_unique<Impl>(std::move(config), std::move(router), std::move(stages),
                                   std::move(log), metrics)) {}

Server::~Server() { impl_->Stop(std::chrono::milliseconds(0)); }

Result<void> Server::Start() {
    Impl& impl = *impl_;
    const ServerConfig& config = impl.core.config;
    for (std::size_t i = 0; i < std::max<std::size_t>(config.io_threads, 1); ++i) {
        impl.slots.push_back(std::make_unique<Impl::Slot>());
    }
    LD_TRY(impl.listener.Open(config.address, config.port, config.tls ? &*config.tls : nullptr,
                              impl.slots.front()->loop));
    std::vector<IoLoop*> loops;
    for (const auto& slot : impl.slots) {
        loops.push_back(&slot->loop);
        slot->loop.Start(config.tick_time, [here = slot.get(), &core = impl.core] {
            core.queue_now.Set(static_cast<std::int64_t>(core.workers.Waiting()));
            const auto now = Connection::Clock::now();
            for (const auto& [key, connection] : here->connections) connection->Tick(now);
        });
    }
    impl.core.workers.Start();
    impl.running = true;
    impl.listener.Start(std::move(loops),
                        [&impl](std::size_t loop, std::unique_ptr<Transport> transport) {
                            impl.Accepted(*impl.slots[loop], std::move(transport));
                        });
    return {};
}

std::uint16_t Server::Port() const { return impl_->listener.Port(); }
void Server::Stop(std::chrono::milliseconds drain_max) { impl_->Stop(drain_max); }
const std::vector<Stage>& Server::Stages() const { return impl_->core.pipeline.Stages(); }

std::size_t Server::Connections() const {
    const std::scoped_lock lock(impl_->mutex);
    return impl_->connections;
}

}  // namespace liandong::http
