#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "app/ports.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

namespace liandong::channels {

inline constexpr std::size_t kMailKeyBytesMax = 200;
inline constexpr std::size_t kMailSubjectBytesMax = 1000;
inline constexpr std::size_t kMailBodyBytesMax = std::size_t{1} << 20U;

/// Who writes. `name` may be empty.
struct MailFrom {
    std::string address;
    std::string name;
};

/// Whether it is a plain mailbox "local@domain" in ASCII (RFC 5321 dot-string and host name, at
/// most 254 bytes). Quoted local parts, address literals and anything with a blank, a bracket or a
/// line break is not.
[[nodiscard]] bool IsMailAddress(std::string_view text);

/// Letters, digits, "-" and "_" as they are, every other byte as "=XX": different keys give
/// different texts.
[[nodiscard]] std::string SafeKey(std::string_view key);

/// The whole message as RFC 5322 text, lines ending in \r\n: one text/plain part in base64, the
/// subject in encoded words (RFC 2047), Auto-Submitted: auto-generated (RFC 3834), and a Message-ID
/// made of the key alone, so that a repeat is recognisable. Errors: kInvalid "bad_recipient";
/// kInvalid "bad_message" for an empty or too long key, a control byte (a line break above all) in
/// key or subject, text that is not UTF-8, a NUL, or too much of anything. kInvalid "bad_sender".
[[nodiscard]] Result<std::string> FormatMail(const OutboxMessage& message, const MailFrom& from,
                                             Instant now);

}  // namespace liandong::channels
