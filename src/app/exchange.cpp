#include "app/exchange.hpp"

#include <algorithm>
#include <set>

namespace liandong {
namespace {

using Ids = std::set<std::string, std::less<>>;

Error NotPermitted() {
    return {ErrorKind::kForbidden, "not_permitted", "This is not yours to see.", "exchange", {}};
}

Result<const LinkedSystem*> SystemFor(const City& city, const Principal& who,
                                      std::string_view system) {
    if (who.actor.kind == ActorKind::kLinkedSystem && who.actor.id != system)
        return Failure{NotPermitted()};
    const bool may = who.actor.kind == ActorKind::kLinkedSystem ? MayAnywhere(who, "reconcile")
                                                                : MayAnywhere(who, "resend_outbox");
    if (!may) return Failure{NotPermitted()};
    const LinkedSystem* found = city.FindLinkedSystem(system);
    if (found == nullptr) return Failure{NotFound("no_such_system", "There is no such system.")};
    return found;
}

Result<std::optional<ExchangeClaims>> ClaimsOf(const Services& services, std::string_view system,
                                               Day day, Deadline deadline) {
    LD_TRY(const auto theirs, services.store.FindTheirs(system, day, deadline));
    if (!theirs) return std::optional<ExchangeClaims>{};
    LD_TRY(auto claims, DecodeClaims(theirs->body));
    return std::optional(std::move(claims));
}

Ids IdsOf(const std::vector<ExchangeLine>& lines) {
    Ids ids;
    for (const ExchangeLine& line : lines) ids.insert(line.message);
    return ids;
}

std::vector<ExchangeLine> Lacking(const std::vector<ExchangeLine>& lines, const Ids& known) {
    std::vector<ExchangeLine> lacking;
    for (const ExchangeLine& line : lines) {
        if (!known.contains(line.message)) lacking.push_back(line);
    }
    return lacking;
}
std::vector<std::string> Lacking(const std::vector<std::string>& ids, const Ids& known) {
    std::vector<std::string> lacking;
    for (const std::string& id : ids) {
        if (!known.contains(id)) lacking.push_back(id);
    }
    return lacking;
}

// Clocks differ and midnight is sharp, so each side is compared with three days of the other.
Result<std::optional<ExchangeDifferences>> Compare(const Services& services,
                                                   const DayExchange& ours, Instant from,
                                                   Instant before, Deadline deadline) {
    LD_TRY(const auto theirs, ClaimsOf(services, ours.system, ours.day, deadline));
    if (!theirs) return std::optional<ExchangeDifferences>{};
    Ids they_sent(theirs->sent.begin(), theirs->sent.end());
    Ids they_received(theirs->received.begin(), theirs->received.end());
    for (const std::chrono::days step : {std::chrono::days(-1), std::chrono::days(1)}) {
        LD_TRY(const auto beside, ClaimsOf(services, ours.system, ours.day + step, deadline));
        if (!beside) continue;
        they_sent.insert(beside->sent.begin(), beside->sent.end());
        they_received.insert(beside->received.begin(), beside->received.end());
    }
    const Duration day = std::chrono::hours(24);
    LD_TRY(const auto sent, services.store.SentTo(ours.system, from - day, before + day,
                                                  3 * kExchangeLinesMax, deadline));
    LD_TRY(const auto received, services.store.ReceivedFrom(ours.system, from - day, before + day,
                                                            3 * kExchangeLinesMax, deadline));
    return std::optional(ExchangeDifferences{
        Lacking(ours.sent, they_received), Lacking(theirs->received, IdsOf(sent)),
        Lacking(theirs->sent, IdsOf(received)), Lacking(ours.received, they_sent)});
}

}  // namespace

Result<DayExchange> ReadExchange(const Services& services, const Principal& who,
                                 std::string_view system, Day day, Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(const LinkedSystem* found, SystemFor(*city, who, system));
    const Instant from = StartOf(day, city->calendar.offset);
    const Instant before = StartOf(day + std::chrono::days(1), city->calendar.offset);
    DayExchange exchange;
    exchange.system = found->code;
    exchange.day = day;
    LD_TRY(exchange.counts, services.store.CountExchange(found->code, from, before, deadline));
    LD_TRY(exchange.sent,
           services.store.SentTo(found->code, from, before, kExchangeLinesMax, deadline));
    LD_TRY(exchange.received,
           services.store.ReceivedFrom(found->code, from, before, kExchangeLinesMax, deadline));
    exchange.is_cut = std::ssize(exchange.sent) == kExchangeLinesMax ||
                      std::ssize(exchange.received) == kExchangeLinesMax;
    LD_TRY(const auto theirs, services.store.FindTheirs(found->code, day, deadline));
    if (theirs) exchange.theirs_at = theirs->posted_at;
    LD_TRY(exchange.differences, Compare(services, exchange, from, before, deadline));
    return exchange;
}

Result<DayExchange> StateExchange(const Services& services, const Principal& who, Day day,
                                  const ExchangeClaims& claims, Deadline deadline) {
    const auto city = services.city.Current();
    if (who.actor.kind != ActorKind::kLinkedSystem ||
        city->FindLinkedSystem(who.actor.id) == nullptr) {
        return Failure{Error{ErrorKind::kForbidden,
                             "no_such_system",
                             "Only a linked system may say this.",
                             "exchange",
                             {}}};
    }
    if (std::ssize(claims.sent) > kExchangeLinesMax ||
        std::ssize(claims.received) > kExchangeLinesMax) {
        return Failure{Invalid("too_many_messages", "A day has at most 20000 messages each way.")};
    }
    LD_TRY(services.store.SaveTheirs(
        {who.actor.id, day, EncodeClaims(claims), services.clock.Now()}, deadline));
    return ReadExchange(services, who, who.actor.id, day, deadline);
}

Result<std::vector<SystemExchange>> ListSystems(const Services& services, const City& city,
                                                Deadline deadline) {
    const Day today = DayOf(services.clock.Now(), city.calendar.offset);
    const Instant from = StartOf(today, city.calendar.offset);
    const Instant before = StartOf(today + std::chrono::days(1), city.calendar.offset);
    std::vector<SystemExchange> all;
    for (const LinkedSystem& system : city.linked_systems) {
        LD_TRY(auto counts, services.store.CountExchange(system.code, from, before, deadline));
        all.push_back({&system, counts});
    }
    return all;
}

}  // namespace liandong
