#pragma once

#include <string>
#include <vector>

#include "app/background_loop.hpp"
#include "app/services.hpp"

// Who is told of events by signed webhooks: the city's own screens and reports, a data centre. They
// learn that something happened to which case; what was said they look up with rights of their own.

namespace liandong {

struct NewSubscription {
    std::string name;
    std::string url;
    std::vector<std::string> kinds;  ///< of events; empty: all
    std::vector<UnitCode> units;     ///< with all below them; empty: the whole city
};
struct MadeSubscription {
    Subscription subscription;
    std::string secret;  ///< shown once
};
inline constexpr std::size_t kSubscriptionsMax = 100;

/// From now on. Errors: kInvalid "bad_url" (as EndpointFault), "bad_subscription", "unknown_kind",
/// "unknown_unit", "too_many_subscriptions".
[[nodiscard]] Result<MadeSubscription> Subscribe(const Services& services, const Principal& who,
                                                 const NewSubscription& wanted, Deadline deadline);
/// Errors: kNotFound "no_such_subscription".
[[nodiscard]] Result<void> Unsubscribe(const Services& services, const Principal& who, CaseId id,
                                       Deadline deadline);

struct FeedOptions {
    std::int32_t events_max = 500;  ///< of the log, read at once
    Duration poll = std::chrono::seconds(1);
};

/// Follows the sealed log and puts into the outbox what each subscriber is to be told: once, in the
/// order of the log, however many nodes do it.
class SubscriberFeed {
public:
    explicit SubscriberFeed(Services services, OnFault on_fault = {}, FeedOptions options = {})
        : services_(services), on_fault_(std::move(on_fault)), options_(options) {}

    /// How many events of the log were passed. Not from two threads at once.
    Result<std::size_t> RunOnce();

    void Start();  ///< thread ld-feed
    void Stop() { loop_.Stop(); }

private:
    Result<std::vector<OutboxMessage>> MessagesOf(const std::vector<JournalEntry>& entries,
                                                  const std::vector<Subscription>& subscriptions);
    Duration Round();

    Services services_;
    OnFault on_fault_;
    FeedOptions options_;
    BackgroundLoop loop_;
};

}  // namespace liandong
