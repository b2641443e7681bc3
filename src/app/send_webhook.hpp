#pragma once

#include <map>
#include <string>

#include "app/services.hpp"
#include "app/webhook_ports.hpp"
#include "base/guarded.hpp"

namespace liandong {

struct WebhookServices {
    Services services;
    HttpPoster& poster;
    SecretSource& secrets;
    KeyedHash hash;
};

/// Who is away is left alone for so long; what waits for it keeps its tries.
inline constexpr std::chrono::seconds kAwayPause{30};

/// The sender of the channel "webhook": pushes to linked systems, and what subscribers are told.
/// Composes, signs, posts; what a linked system answered becomes events of the case.
///
/// 2xx: taken, a "number" in the answer is its receipt. 400, 409, 410, 413, 415, 422: refused for
/// good. Everything else (5xx, 429, but also 401, 403, 404 and redirects, which say that somebody
/// set something up wrongly) is tried again. Any thread.
/// Errors of Send: kInvalid "push_refused", "no_such_system", "no_such_subscription",
/// "unreadable_payload": never again; kUnavailable: again; kBusy "held_back": not tried, the
/// receiver was away a moment ago.
class WebhookSender final : public MessageSender {
public:
    explicit WebhookSender(WebhookServices services) : services_(std::move(services)) {}

    Result<void> Send(const OutboxMessage& message, Deadline deadline) override;

    /// Whom to leave alone just now, for OutboxOptions::away.
    std::vector<std::string> Away();

private:
    Result<void> SendPush(const OutboxMessage& message, Deadline deadline);
    Result<void> SendFeed(const OutboxMessage& message, Deadline deadline);
    Result<HttpAnswer> Post(const OutboxMessage& message, const std::string& url, std::string body,
                            const std::vector<std::string>& keys, Duration limit,
                            Deadline deadline);
    bool IsAway(const std::string& receiver);
    void NoteAnswer(const std::string& receiver, bool is_away);

    WebhookServices services_;
    Guarded<std::map<std::string, Instant>> away_until_;
};

/// Whom a subscription's rows of the outbox are for.
[[nodiscard]] std::string SubscriptionRecipient(CaseId subscription);

}  // namespace liandong
