#include "app/send_webhook.hpp"

#include <algorithm>
#include <array>

#include "app/act_in_order.hpp"
#include "app/act_on_case.hpp"
#include "app/compose_push.hpp"
#include "app/webhook_signature.hpp"
#include "domain/case/lifecycle.hpp"

namespace liandong {
namespace {

constexpr std::string_view kSubscription = "subscription:";
constexpr std::chrono::seconds kFeedLimit{5};
constexpr auto kRefusals = std::to_array<int>({400, 409, 410, 413, 415, 422});

enum class Taking : std::uint8_t { kTaken = 1, kRefused = 2, kAgain = 3 };

Taking TakingOf(int status) {
    if (status >= 200 && status < 300) return Taking::kTaken;
    return std::ranges::find(kRefusals, status) == kRefusals.end() ? Taking::kAgain
                                                                   : Taking::kRefused;
}

Error HeldBack(const std::string& receiver) {
    return {ErrorKind::kBusy,
            "held_back",
            "The receiver is away.",
            receiver + " was away just now",
            {}};
}

Error TryAgain(int status) {
    Error error = Unavailable("the receiver answered " + std::to_string(status));
    error.code = "http_" + std::to_string(status);
    return error;
}

Error Refused(int status, const PushReply& reply) {
    Error error = Invalid("push_refused", "The receiver refused the message.");
    error.for_log = "the receiver answered " + std::to_string(status) + " " + reply.code;
    error.args = {{"status", std::to_string(status)}};
    return error;
}

Principal WebhookPrincipal() {
    return {
        Actor{ActorKind::kSystem, "webhook", {}}, {std::string(Code(CaseAction::kRecordLink))}, {}};
}

// The number stands in its table before it stands in the case, so that one that belongs to another
// matter never becomes an event.
Result<bool> KeepNumber(const Services& services, const SystemNumber& number, Deadline deadline) {
    LD_TRY(const auto known, services.store.FindNumber(number.system, number.number, deadline));
    LD_TRY(services.store.SaveNumber(number, deadline));
    return !known.has_value();
}

// What was answered, written into the case; a case at rest keeps its peace.
Result<void> Record(const Services& services, const OutboxMessage& row,
                    const std::vector<Command>& commands, Deadline deadline) {
    return RetryLostRace(std::nullopt, [&]() -> Result<void> {
        LD_TRY(const auto found, services.store.Load(row.case_id, deadline));
        if (!IsAllowed(found.state.state, CaseAction::kRecordLink)) return {};
        const auto city = services.city.Current();
        ChangeSet changes;
        LD_TRY(auto change, DecideInOrder(services, *city, WebhookPrincipal(), found, commands));
        changes.cases.push_back(std::move(change));
        return services.store.Commit(changes, deadline);
    });
}

}  // namespace

std::string SubscriptionRecipient(CaseId subscription) {
    return std::string(kSubscription) + std::to_string(subscription.value);
}

bool WebhookSender::IsAway(const std::string& receiver) {
    const Instant now = services_.services.clock.Now();
    return away_until_.With([&](const auto& away) {
        const auto found = away.find(receiver);
        return found != away.end() && found->second > now;
    });
}

std::vector<std::string> WebhookSender::Away() {
    const Instant now = services_.services.clock.Now();
    return away_until_.With([&](const auto& away) {
        std::vector<std::string> receivers;
        for (const auto& [receiver, until] : away) {
            if (until > now) receivers.push_back(receiver);
        }
        return receivers;
    });
}

void WebhookSender::NoteAnswer(const std::string& receiver, bool is_away) {
    const Instant until = services_.services.clock.Now() + kAwayPause;
    away_until_.With([&](auto& away) {
        if (is_away) {
            away[receiver] = until;
        } else {
            away.erase(receiver);
        }
    });
}

Result<HttpAnswer> WebhookSender::Post(const OutboxMessage& message, const std::string& url,
                                       std::string body, const std::vector<std::string>& keys,
                                       Duration limit, Deadline deadline) {
    HttpPost post;
    post.url = url;
    post.headers =
        WebhookHeaders(services_.hash, keys, message.key, services_.services.clock.Now(), body);
    post.body = std::move(body);
    post.limit = limit;
    auto answer = services_.poster.Post(post, deadline);
    NoteAnswer(message.recipient, !answer || TakingOf(answer->status) == Taking::kAgain);
    return answer;
}

Result<void> WebhookSender::Send(const OutboxMessage& message, Deadline deadline) {
    if (IsAway(message.recipient)) return Failure{HeldBack(message.recipient)};
    return message.recipient.starts_with(kSubscription) ? SendFeed(message, deadline)
                                                        : SendPush(message, deadline);
}

Result<void> WebhookSender::SendPush(const OutboxMessage& message, Deadline deadline) {
    const Services& services = services_.services;
    const auto city = services.city.Current();
    const LinkedSystem* system = city->FindLinkedSystem(message.recipient);
    if (system == nullptr || !SendsTo(*system)) {
        return Failure{Invalid("no_such_system", "The profile knows no such linked system.")};
    }
    const auto keys = services_.secrets.Find(system->secret);
    if (!keys) {
        NoteAnswer(message.recipient, true);  // nobody can be told before somebody acts
        return Failure{keys.error()};
    }
    LD_TRY(const auto push, ComposePush(services, *city, *system, message, deadline));
    LD_TRY(const auto answer, Post(message, system->endpoint, EncodePush(push.message), *keys,
                                   std::chrono::seconds(system->timeout_seconds), deadline));
    const Taking taking = TakingOf(answer.status);
    if (taking == Taking::kAgain) return Failure{TryAgain(answer.status)};
    const PushReply reply = DecodePushReply(answer.body);
    RecordLink link;
    link.system = system->code;
    link.assignment = push.message.assignment;
    if (taking == Taking::kRefused) {
        link.step = RecordLink::Step::kRefused;
        link.word = reply.code.empty() ? "http_" + std::to_string(answer.status) : reply.code;
        link.note.plain = reply.message;
        LD_TRY(Record(services, message, {link}, deadline));
        return Failure{Refused(answer.status, reply)};
    }
    link.word = message.key;
    link.fields = push.fields;
    std::vector<Command> commands{link};
    if (!reply.number.empty()) {
        const SystemNumber number{system->code, reply.number, message.case_id, link.assignment};
        const auto is_new = KeepNumber(services, number, deadline);
        // A number that stands for another matter is their mistake; that they took the push is true
        // all the same, and the list of refusals is where somebody sees it.
        if (!is_new && is_new.error().kind != ErrorKind::kRejected) return Failure{is_new.error()};
        if (!is_new || *is_new) {
            RecordLink receipt = link;
            receipt.step = is_new ? RecordLink::Step::kReceipt : RecordLink::Step::kRefused;
            receipt.word = is_new ? reply.number : is_new.error().code;
            receipt.fields.clear();
            commands.emplace_back(receipt);
        }
    }
    return Record(services, message, commands, deadline);
}

Result<void> WebhookSender::SendFeed(const OutboxMessage& message, Deadline deadline) {
    const Services& services = services_.services;
    LD_TRY(const auto subscriptions, services.store.ListSubscriptions(deadline));
    const auto found = std::ranges::find_if(subscriptions, [&](const Subscription& s) {
        return SubscriptionRecipient(s.id) == message.recipient;
    });
    if (found == subscriptions.end())
        return Failure{Invalid("no_such_subscription", "Nobody subscribes any more.")};
    LD_TRY(const auto key, services.vault.Unwrap(found->id, found->wrapped_secret));
    LD_TRY(const auto answer, Post(message, found->url, message.body, {key}, kFeedLimit, deadline));
    switch (TakingOf(answer.status)) {
        case Taking::kTaken: return {};
        case Taking::kRefused: return Failure{Refused(answer.status, DecodePushReply(answer.body))};
        case Taking::kAgain: break;
    }
    return Failure{TryAgain(answer.status)};
}

}  // namespace liandong
