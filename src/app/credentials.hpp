#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/deadline.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

namespace liandong {

/// Passwords, second factors and tokens.
class Credentials {
public:
    virtual ~Credentials() = default;
    /// Slow on purpose and bounded: kBusy when too many ask at once.
    virtual Result<std::string> HashPassword(std::string_view password, Deadline deadline) = 0;
    virtual Result<bool> VerifyPassword(std::string_view hash, std::string_view password,
                                        Deadline deadline) = 0;
    /// A new secret, sealed for storage, and the otpauth:// address that an authenticator app
    /// reads.
    struct TotpEnrolment {
        std::string sealed_secret;
        std::string uri;
    };
    virtual Result<TotpEnrolment> NewTotp(std::string_view issuer, std::string_view login) = 0;
    /// The time step that `code` belongs to, if it is right and newer than `last_step`.
    virtual Result<std::optional<std::int64_t>> VerifyTotp(std::string_view sealed_secret,
                                                           std::string_view code, Instant now,
                                                           std::int64_t last_step) = 0;
    virtual std::string NewToken() = 0;                         ///< 256 random bits, base64url
    virtual std::string HashToken(std::string_view token) = 0;  ///< keyed; what is stored
};

}  // namespace liandong
