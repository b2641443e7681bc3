#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "app/background_loop.hpp"
#include "app/ports.hpp"

namespace liandong {

struct OutboxServices {
    OutboxStore& store;
    MessageSender& sender;
    WallClock& clock;
};

struct OutboxOptions {
    /// Claimed at once: `rows_min` first, and twice as many after a round that was done well within
    /// its lease. rows_min × send_limit must fit into the lease.
    std::int32_t rows_min = 8;
    std::int32_t rows_max = 256;
    Duration lease = std::chrono::minutes(2);
    Duration send_limit = std::chrono::seconds(10);
    /// How long a message may be sent and not be marked: what is sent meanwhile is marked in one
    /// transaction, and is sent again when the node dies within it.
    Duration unmarked_max = std::chrono::milliseconds(200);
    Duration retry_first = std::chrono::minutes(1);
    Duration retry_max = std::chrono::hours(6);
    std::int32_t attempts_max = 12;  ///< about a day, then the message is dead until somebody
                                     ///< resends it
    Duration poll = std::chrono::seconds(1);
    bool webhooks = false;  ///< the channel "webhook", else all others
    /// Of webhooks: who is away just now and is left alone.
    std::function<std::vector<std::string>()> away = {};
};

/// How long to wait after the failure number `failures` (1, 2, …): doubling from `retry_first` to
/// `retry_max`, and up to a fifth more or less, so that what failed together does not come back
/// together. Pure.
[[nodiscard]] Duration RetryDelay(const OutboxOptions& options, std::string_view key,
                                  std::int32_t failures);

/// Sends what the outbox holds, each message with its key. Of several nodes one holds a message's
/// lease, and it stops sending before the lease ends; their clocks must agree within the lease.
/// When a node dies between sending and writing that down, at most `unmarked_max` later, the
/// messages of that time are sent again with the same keys: receivers take a key once.
/// A sender's error "held_back" is no failure: the message was not tried and comes back when its
/// lease ends.
class OutboxSender {
public:
    struct Counters {
        std::int64_t sent = 0;
        std::int64_t failed = 0;  ///< and will be tried again
        std::int64_t dead = 0;
        std::int64_t faults = 0;  ///< of the store
    };

    explicit OutboxSender(OutboxServices services, OnFault on_fault = {},
                          OutboxOptions options = {});

    /// Claims and sends what is due at `now`; returns how many rows were claimed. Not from two
    /// threads at once.
    Result<std::size_t> RunOnce(Instant now);

    void Start();  ///< thread ld-outbox, or ld-webhooks
    void Stop();
    void Wake() { loop_.Wake(); }

    [[nodiscard]] Counters Stats() const { return {sent_, failed_, dead_, faults_}; }

private:
    class SentRows;
    Result<std::vector<OutboxRow>> Claim(Instant now);
    Result<void> SendOne(const OutboxRow& row, Instant now, SentRows& sent);
    Duration Round();
    void Report(const Error& error);

    OutboxServices services_;
    OnFault on_fault_;
    OutboxOptions options_;
    std::int32_t claim_ = 0;  ///< how many rows the next round claims
    std::atomic<std::int64_t> sent_ = 0;
    std::atomic<std::int64_t> failed_ = 0;
    std::atomic<std::int64_t> dead_ = 0;
    std::atomic<std::int64_t> faults_ = 0;
    BackgroundLoop loop_;
};

}  // namespace liandong
