#pragma once

#include <vector>

#include "app/ports.hpp"

namespace liandong {

/// Appends the messages that an event owes to units: new work, reminders, missed clocks, rulings.
/// No personal data: whoever gets one signs in and looks. `after` is the case as the event leaves
/// it.
void AddNotices(std::vector<OutboxMessage>& outbox, const Case& after, const Event& event,
                const City& city);

}  // namespace liandong
