#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/store/postgres/connection.hpp"

namespace liandong::postgres {

/// Up to `max` connections, opened when first needed and kept. One that broke is dropped with all
/// its idle siblings: they went to the same server.
class Pool {
public:
    Pool(std::string url, std::size_t max) : url_(std::move(url)), max_(max) {}

    /// One round trip on some connection. Only for statements that may be sent twice: when a kept
    /// connection turns out to be dead, they go again over a fresh one. Errors: kBusy when no
    /// connection comes free in time, kUnavailable.
    Result<std::vector<Rows>> Run(const std::vector<Statement>& statements, Deadline deadline,
                                  std::string_view doing);
    Result<Rows> Run(Statement statement, Deadline deadline, std::string_view doing);
    /// As above with the server's own complaint, for callers who expect one.
    Result<std::vector<Rows>, Fault> Try(const std::vector<Statement>& statements,
                                         Deadline deadline);

    /// A connection for several round trips; goes back by itself.
    class Lease {
    public:
        Lease(Pool& pool, std::unique_ptr<Connection> connection, bool kept)
            : pool_(&pool), connection_(std::move(connection)), kept_(kept) {}
        Lease(Lease&& other) noexcept = default;
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        Lease& operator=(Lease&&) = delete;
        ~Lease() {
            if (connection_ != nullptr) pool_->GiveBack(std::move(connection_));
        }
        Connection& operator*() { return *connection_; }
        Connection* operator->() { return connection_.get(); }
        [[nodiscard]] bool WasKept() const { return kept_; }

    private:
        Pool* pool_;
        std::unique_ptr<Connection> connection_;
        bool kept_;
    };
    Result<Lease> Take(Deadline deadline);

private:
    void GiveBack(std::unique_ptr<Connection> connection);

    const std::string url_;
    const std::size_t max_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t lent_ = 0;
};

}  // namespace liandong::postgres
