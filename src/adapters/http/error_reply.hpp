#pragma once

#include <string>
#include <string_view>

#include "adapters/http/message.hpp"
#include "base/error.hpp"

namespace liandong::http {

/// The HTTP status of a kind of error; the only place where the two meet.
[[nodiscard]] int StatusOf(ErrorKind kind);

/// `{"code":…,"message":…,"args":{…},"request_id":…}` with the status of the kind; busy and
/// unavailable carry Retry-After. `for_log` never leaves.
[[nodiscard]] Response ErrorReply(const Error& error, std::string_view request_id);
/// The same body with a status that only HTTP has (405, 413, 431 …).
[[nodiscard]] Response ErrorReply(int status, const Error& error, std::string_view request_id);

/// `text` as a JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string JsonQuoted(std::string_view text);

}  // namespace liandong::http
