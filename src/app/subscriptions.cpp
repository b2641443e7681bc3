#include "app/subscriptions.hpp"

#include <algorithm>
#include <map>

#include "app/change_access.hpp"
#include "app/send_webhook.hpp"
#include "app/webhook_signature.hpp"
#include "base/text.hpp"
#include "codec/link_codec.hpp"

namespace liandong {
namespace {

constexpr std::chrono::seconds kStoreLimit{10};
constexpr std::size_t kNameCodePointsMax = 100;
constexpr std::size_t kWordsMax = 500;

Result<void> Check(const City& city, const NewSubscription& wanted) {
    if (const std::string wrong = EndpointFault(wanted.url); !wrong.empty())
        return Failure{Invalid("bad_url", "This is no address to post to: " + wrong + ".")};
    if (Trim(wanted.name).empty() || !IsUtf8(wanted.name) ||
        CountCodePoints(wanted.name) > kNameCodePointsMax || wanted.kinds.size() > kWordsMax ||
        wanted.units.size() > kWordsMax) {
        return Failure{
            Invalid("bad_subscription", "A subscription has a name of 1 to 100 characters.")};
    }
    for (const std::string& kind : wanted.kinds) {
        if (std::ranges::find(kEventKinds, kind) == kEventKinds.end())
            return Failure{Invalid("unknown_kind", "There is no such kind of event: " + kind)};
    }
    for (const UnitCode& unit : wanted.units) {
        if (city.FindUnit(unit) == nullptr)
            return Failure{Invalid("unknown_unit", "There is no such unit.")};
    }
    return {};
}

bool Wants(const Subscription& s, const JournalEntry& entry, const std::vector<UnitCode>& units,
           const City& city) {
    if (!s.kinds.empty() && std::ranges::find(s.kinds, entry.kind) == s.kinds.end()) return false;
    return s.units.empty() || std::ranges::any_of(s.units, [&](const UnitCode& root) {
               return std::ranges::any_of(
                   units, [&](const UnitCode& unit) { return city.IsWithin(unit, root); });
           });
}

std::vector<UnitCode> UnitsOf(const Case& c) {
    std::vector<UnitCode> units;
    for (const Assignment& a : c.assignments) {
        if (std::ranges::find(units, a.unit) == units.end()) units.push_back(a.unit);
    }
    return units;
}

}  // namespace

Result<MadeSubscription> Subscribe(const Services& services, const Principal& who,
                                   const NewSubscription& wanted, Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(Check(*city, wanted));
    LD_TRY(const auto others, services.store.ListSubscriptions(deadline));
    if (others.size() >= kSubscriptionsMax)
        return Failure{Invalid("too_many_subscriptions", "There are 100 subscriptions already.")};
    const Instant now = services.clock.Now();
    LD_TRY(const CaseId id, services.store.NewCaseId(DayOf(now, city->calendar.offset), deadline));
    LD_TRY(const auto key, services.vault.NewCaseKey(id));
    const Subscription subscription{id,           wanted.name, wanted.url, wanted.kinds,
                                    wanted.units, key.wrapped, now};
    LD_TRY(WriteAccessChange(services, who,
                             {SubscriptionMade(subscription),
                              {SaveSubscription{subscription}},
                              "subscription-made-" + std::to_string(id.value)},
                             deadline));
    return MadeSubscription{subscription, SecretText(key.key)};
}

Result<void> Unsubscribe(const Services& services, const Principal& who, CaseId id,
                         Deadline deadline) {
    LD_TRY(const auto all, services.store.ListSubscriptions(deadline));
    const auto found = std::ranges::find(all, id, &Subscription::id);
    const Error none = NotFound("no_such_subscription", "There is no such subscription.");
    if (found == all.end()) return Failure{none};
    auto done = WriteAccessChange(services, who,
                                  {SubscriptionEnded(*found),
                                   {DropSubscription{id}},
                                   "subscription-ended-" + std::to_string(id.value)},
                                  deadline);
    if (!done && done.error().kind == ErrorKind::kStale) return Failure{none};
    return done;
}

Result<std::vector<OutboxMessage>> SubscriberFeed::MessagesOf(
    const std::vector<JournalEntry>& entries, const std::vector<Subscription>& subscriptions) {
    const auto city = services_.city.Current();
    std::map<CaseId, std::optional<std::vector<UnitCode>>> units_of;
    std::vector<OutboxMessage> messages;
    for (const JournalEntry& entry : entries) {
        auto known = units_of.find(entry.case_id);
        if (known == units_of.end()) {
            const auto found = services_.store.Load(entry.case_id, Deadline::In(kStoreLimit));
            if (!found && found.error().kind != ErrorKind::kNotFound) return Failure{found.error()};
            // A record outside cases (a list was exported) is nobody's to follow.
            known = units_of
                        .emplace(entry.case_id,
                                 found ? std::optional(UnitsOf(found->state)) : std::nullopt)
                        .first;
        }
        if (!known->second) continue;
        const std::int64_t index = entry.log_index.value_or(0);
        for (const Subscription& s : subscriptions) {
            if (!Wants(s, entry, *known->second, *city)) continue;
            messages.push_back({"feed-" + std::to_string(s.id.value) + "-" + std::to_string(index),
                                "webhook", SubscriptionRecipient(s.id), entry.kind,
                                EncodeFeed({entry.kind,
                                            {entry.at, city->calendar.offset},
                                            entry.case_id,
                                            entry.seq,
                                            index,
                                            *known->second}),
                                entry.case_id});
        }
    }
    return messages;
}

Result<std::size_t> SubscriberFeed::RunOnce() {
    Store& store = services_.store;
    const Deadline soon = Deadline::In(kStoreLimit);
    LD_TRY(const std::int64_t from, store.FeedPosition(soon));
    LD_TRY(const auto subscriptions, store.ListSubscriptions(soon));
    if (subscriptions.empty()) {
        // Nobody listens: what happened until now is nobody's news.
        LD_TRY(const std::int64_t size, store.SealedSize(soon));
        if (size > from) LD_TRY(store.Feed({}, from, size, soon));
        return std::size_t{0};
    }
    LD_TRY(const auto entries, store.Sealed(from, options_.events_max, soon));
    if (entries.empty()) return std::size_t{0};
    LD_TRY(const auto messages, MessagesOf(entries, subscriptions));
    const std::int64_t to = entries.back().log_index.value_or(from) + 1;
    LD_TRY(store.Feed(messages, from, to, soon));
    return entries.size();
}

Duration SubscriberFeed::Round() {
    const auto passed = RunOnce();
    if (!passed && passed.error().code != "fed_elsewhere" && on_fault_) on_fault_(passed.error());
    return passed && std::cmp_equal(*passed, options_.events_max) ? Duration::zero()
                                                                  : options_.poll;
}

void SubscriberFeed::Start() {
    loop_.Start("ld-feed", [this] { return Round(); }, on_fault_);
}

}  // namespace liandong
