#pragma once

#include <vector>

#include "app/ports.hpp"

namespace liandong {

/// What the linked systems are told of this event, as rows of the outbox: the system that serves
/// the unit of an assignment about that assignment, and the system that brought the case about its
/// way. A row holds no personal data; what they may see is read when it is sent.
void AddPushes(std::vector<OutboxMessage>& outbox, const Case& after, const Event& event,
               const City& city);

}  // namespace liandong
