#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "app/ports.hpp"

namespace liandong::channels {

enum class StartTls : std::uint8_t {
    kNever = 1,
    kIfOffered = 2,  ///< anybody on the way can take the offer out: not with a password
    kRequired = 3,
};

struct SmtpConfig {
    std::string url;   ///< "smtp://host:port" or "smtps://host:port" (TLS from the first byte);
                       ///< nothing more
    std::string from;  ///< the sender's address
    std::string from_name;      ///< shown beside it; may be empty
    std::string user;           ///< empty: no sign-in
    std::string password_file;  ///< its first line; read anew for every message, so it can be
                                ///< changed any time
    StartTls start_tls = StartTls::kRequired;  ///< for smtp:// only
    std::string ca_file;                       ///< PEM; empty: the machine's own authorities
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds total_timeout{60'000};  ///< of one message; the caller's deadline may
                                                      ///< be earlier
};

/// Hands each message to one mail server over SMTP. The recipient is a mail address; sending again
/// is harmless because the Message-ID is made of the key alone. One connection per message. `clock`
/// writes the Date. Errors of the call: kInvalid "bad_smtp_config" for a bad URL, sender, an
/// unreadable password file, or a password that would travel in the clear (smtp:// without
/// kRequired to anything but this machine). Errors of Send:
///  - as FormatMail;
///  - kInvalid "mail_refused": the server refused this message for good (5xx to MAIL, RCPT or
///  DATA);
///  - kBusy: the server said "later" (4xx); kUnavailable: it could not be reached, was too slow,
///  broke off, closed down
///    (421), or refused us rather than the message (5xx at greeting, TLS or sign-in: an expired
///    password must not kill every message that waits). After a timeout the message may have
///    arrived all the same.
[[nodiscard]] Result<std::unique_ptr<MessageSender>> MakeSmtpSender(SmtpConfig config,
                                                                    WallClock& clock);

}  // namespace liandong::channels
