#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/page.hpp"
#include "base/deadline.hpp"
#include "base/result.hpp"
#include "domain/case/types.hpp"

// What is kept about linked systems and subscriptions beside the journal. No personal data: bodies
// of messages are never stored.

namespace liandong {

struct OutboxMessage;

/// A linked system's own number of a matter.
struct SystemNumber {
    std::string system;
    std::string number;
    CaseId case_id;
    AssignmentNo assignment;  ///< 0: of the case that the system brought

    bool operator==(const SystemNumber&) const = default;
};

/// One message that a linked system sent us, and what became of it.
struct InboundMessage {
    std::int64_t id = 0;  ///< given by the store
    std::string system;
    std::string message;         ///< their id of it; empty when they gave none
    std::string request_digest;  ///< hex: the same id with another content is another row
    std::string kind;            ///< a code of LinkMessageKind, or empty when it could not be read
    std::string number;          ///< their number, as they wrote it
    CaseId case_id;              ///< 0: none was found
    bool accepted = false;
    std::string code;     ///< why it was refused
    Instant received_at;  ///< for the first time
    std::int32_t tries = 1;
};
/// All conditions must hold; an empty one holds for all.
struct InboundFilter {
    std::string system;
    std::optional<bool> accepted;
};

/// Traffic of one system in [from, before).
struct ExchangeCounts {
    std::int64_t sent = 0;
    std::int64_t accepted = 0;
    std::int64_t refused = 0;
    std::int64_t waiting = 0;  ///< now
    std::int64_t stuck = 0;    ///< now: given up until somebody resends
};
/// A message by its id, with the case it was about.
struct ExchangeLine {
    std::string message;
    CaseId case_id;

    bool operator==(const ExchangeLine&) const = default;
};
/// What a system says it sent and received on a day: the text it posted.
struct TheirStatement {
    std::string system;
    Day day;
    std::string body;
    Instant posted_at;
};

/// Somebody who is told of events by signed webhooks.
struct Subscription {
    CaseId id;  ///< a number of its own, as a record has
    std::string name;
    std::string url;
    std::vector<std::string> kinds;  ///< of events; empty: all
    std::vector<UnitCode> units;     ///< with all below them; empty: the whole city
    std::string wrapped_secret;      ///< under the master key
    Instant created_at;
};

class LinkedStore {
public:
    virtual ~LinkedStore() = default;

    /// Once more with the same content changes nothing; a part that had another number has this
    /// one from now on, and the other still finds it. Errors: kRejected "number_taken" when the
    /// number stands for another part or case.
    virtual Result<void> SaveNumber(const SystemNumber& number, Deadline deadline) = 0;
    virtual Result<std::optional<SystemNumber>> FindNumber(std::string_view system,
                                                           std::string_view number,
                                                           Deadline deadline) = 0;
    /// Of every system, in the order in which they came.
    virtual Result<std::vector<SystemNumber>> NumbersOf(CaseId id, Deadline deadline) = 0;

    /// A repeated one (system, message, digest) counts a try; what was accepted stays accepted.
    virtual Result<void> SaveInbound(const InboundMessage& message, Deadline deadline) = 0;
    /// Newest first. Errors: kInvalid "bad_page".
    virtual Result<PageOf<InboundMessage>> ListInbound(const InboundFilter& filter,
                                                       const Page& page, Deadline deadline) = 0;

    virtual Result<ExchangeCounts> CountExchange(std::string_view system, Instant from,
                                                 Instant before, Deadline deadline) = 0;
    /// Messages that the system took from us, or we from it; ordered, at most `limit`.
    virtual Result<std::vector<ExchangeLine>> SentTo(std::string_view system, Instant from,
                                                     Instant before, std::int32_t limit,
                                                     Deadline deadline) = 0;
    virtual Result<std::vector<ExchangeLine>> ReceivedFrom(std::string_view system, Instant from,
                                                           Instant before, std::int32_t limit,
                                                           Deadline deadline) = 0;
    /// The last one of a day counts.
    virtual Result<void> SaveTheirs(const TheirStatement& statement, Deadline deadline) = 0;
    virtual Result<std::optional<TheirStatement>> FindTheirs(std::string_view system, Day day,
                                                             Deadline deadline) = 0;

    virtual Result<std::vector<Subscription>> ListSubscriptions(Deadline deadline) = 0;
    /// How far in the log the subscribers were told; 0 before the first time.
    virtual Result<std::int64_t> FeedPosition(Deadline deadline) = 0;
    /// Puts the messages into the outbox and moves the position from `from` to `to`, both or
    /// neither. Errors: kStale "fed_elsewhere" when another node was faster.
    virtual Result<void> Feed(const std::vector<OutboxMessage>& messages, std::int64_t from,
                              std::int64_t to, Deadline deadline) = 0;
};

}  // namespace liandong
