#include "adapters/channels/sender_set.hpp"

#include <utility>

#include "base/check.hpp"

namespace liandong::channels {

void SenderSet::Add(std::string channel, std::unique_ptr<MessageSender> sender) {
    LD_CHECK(sender != nullptr);
    senders_.insert_or_assign(std::move(channel), std::move(sender));
}

Result<void> SenderSet::Send(const OutboxMessage& message, Deadline deadline) {
    const auto found = senders_.find(message.channel);
    if (found == senders_.end()) {
        Error error = Invalid("unknown_channel", "No sender is set up for this channel.");
        error.args = {{"channel", message.channel}};
        return Failure{std::move(error)};
    }
    return found->second->Send(message, deadline);
}

}  // namespace liandong::channels
