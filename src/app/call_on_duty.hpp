#pragma once

#include <set>
#include <utility>

#include "app/duty_roster.hpp"
#include "app/phone_gateway.hpp"
#include "domain/document/call_out.hpp"

// An urgent assignment that nobody has taken reaches whoever is on call, by message and by
// telephone, and climbs from one to the next while nobody answers.

namespace liandong {

/// Opens a call-out for every urgent assignment that waits without one. Any number of nodes may
/// look: the case's version lets one of them win.
class DutyCaller {
public:
    explicit DutyCaller(const Services& services) : services_(services) {}

    /// Returns how many were opened. Errors: the store's when the work lists cannot be read;
    /// trouble with one case does not keep the others waiting and is tried again next time. Not
    /// from two threads at once.
    Result<std::size_t> RunOnce(Instant now);

private:
    Result<bool> StartFor(const AssignmentRow& row, Instant now, Deadline deadline);

    const Services& services_;
    /// Assignments that have their call-out: no need to ask the store again.
    std::set<std::pair<CaseId, AssignmentNo>> called_;
};

/// The timer's command: silence, so the next one is called; or nobody need be called any more.
/// Errors: kStale or kRejected when somebody else was faster.
[[nodiscard]] Result<void> FireCallOut(const Services& services, DocumentId id, Deadline deadline);

/// Turns messages of the channels "call" and "message" into orders for the telephone. Their
/// recipient is the number of a line of the roster, or the code of one of the city's people: names
/// and numbers never lie in the outbox.
class DutyPhone final : public MessageSender {
public:
    DutyPhone(const Services& services, PhoneGateway& gateway)
        : services_(services), gateway_(gateway) {}
    /// Errors: kInvalid "bad_recipient" (nobody of that number or code, or without a telephone);
    /// kNotFound "no_such_document"; the gateway's.
    Result<void> Send(const OutboxMessage& message, Deadline deadline) override;

private:
    Result<PhoneOrder> OrderTo(const std::string& recipient, Deadline deadline);

    const Services& services_;
    PhoneGateway& gateway_;
};

}  // namespace liandong
