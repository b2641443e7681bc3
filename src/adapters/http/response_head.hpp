#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/message.hpp"

namespace liandong::http {

/// For answers that no browser should ever run or frame: everything the API sends.
inline constexpr std::string_view kApiPolicy =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// For the web client: only our own host; inline styles because the component kit writes them.
inline constexpr std::string_view kPagePolicy =
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src "
    "'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

enum class Framing : std::uint8_t { kLength, kChunked, kUntilClose, kNone };

struct HeadFacts {
    bool http11 = true;
    bool keep_alive = true;
    bool tls = false;
    Framing framing = Framing::kLength;
    std::uint64_t length = 0;
    std::string_view request_id;
};

/// Status line and headers up to and including the empty line: what the response says, then the
/// security defaults it does not override. A control character in a value becomes a blank, so no
/// value can begin another header.
[[nodiscard]] std::string ResponseHead(const Response& response, const HeadFacts& facts);

}  // namespace liandong::http
