#pragma once

#include <map>
#include <memory>
#include <string>

#include "app/ports.hpp"

namespace liandong::channels {

/// One sender per channel name. Add everything before the first Send: Send may then be called from
/// any thread.
class SenderSet final : public MessageSender {
public:
    /// Replaces the channel's sender if it had one.
    void Add(std::string channel, std::unique_ptr<MessageSender> sender);
    [[nodiscard]] bool Has(const std::string& channel) const { return senders_.contains(channel); }

    /// Errors: kInvalid "unknown_channel", and those of the channel's sender.
    Result<void> Send(const OutboxMessage& message, Deadline deadline) override;

private:
    std::map<std::string, std::unique_ptr<MessageSender>> senders_;
};

}  // namespace liandong::channels
