#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/deadline.hpp"
#include "base/result.hpp"

namespace liandong::crypto {

inline constexpr std::size_t kPasswordBytesMax = 1024;
inline constexpr int kPasswordsAtOnceMax = 2;

/// Argon2id, 19 MiB and two passes (OWASP's least), about 21 ms. At most two at once, so that a
/// storm of sign-ins takes neither all cores nor all memory. Any thread.
class PasswordHasher {
public:
    explicit PasswordHasher(int at_once = kPasswordsAtOnceMax);
    PasswordHasher(const PasswordHasher&) = delete;
    PasswordHasher& operator=(const PasswordHasher&) = delete;
    PasswordHasher(PasswordHasher&&) noexcept;
    PasswordHasher& operator=(PasswordHasher&&) noexcept;
    ~PasswordHasher();

    /// The text to store: "$argon2id$v=19$m=19456,t=2,p=1$…".
    /// Errors: kInvalid "bad_password" when empty or longer than 1024 bytes; kBusy "sign_in_busy"
    /// when no turn came
    ///         before the deadline.
    [[nodiscard]] Result<std::string> Hash(std::string_view password, Deadline deadline) const;
    /// Whether it is the password. With an empty `stored` (nobody of that name) it takes as long
    /// and says no, so that nobody learns from the clock who exists. Errors: kBusy "sign_in_busy".
    [[nodiscard]] Result<bool> Verify(std::string_view stored, std::string_view password,
                                      Deadline deadline) const;
    /// Whether `stored` was made with other costs than today's, or cannot be read.
    [[nodiscard]] static bool NeedsRehash(std::string_view stored);

private:
    struct Turns;
    std::unique_ptr<Turns> turns_;
};

}  // namespace liandong::crypto
