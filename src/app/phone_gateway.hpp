#pragma once

#include <string>

#include "base/deadline.hpp"
#include "base/result.hpp"

namespace liandong {

/// Somebody is to be reached, now.
struct PhoneOrder {
    std::string key;       ///< an order that comes twice with one key dials once
    bool by_voice = true;  ///< ring, and read the text aloud; else a short message
    std::string name;
    std::string phone;
    std::string backup_phone;  ///< tried when the first does not answer; may be empty
    std::string text;
};

/// The exchange, or whoever dials for the city. Errors: kUnavailable or kBusy: try again; anything
/// else: never.
class PhoneGateway {
public:
    virtual ~PhoneGateway() = default;
    virtual Result<void> Place(const PhoneOrder& order, Deadline deadline) = 0;
};

}  // namespace liandong
