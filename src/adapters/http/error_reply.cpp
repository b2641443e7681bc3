#include "adapters/http/error_reply.hpp"

#include <charconv>

#include "base/check.hpp"
#include "base/text.hpp"

namespace liandong::http {
namespace {

// A limiter knows how long (retry_after_ms); for all else a second is a fair guess.
std::string RetryAfterSeconds(const Error& error) {
    for (const auto& [name, value] : error.args) {
        long long millis = 0;
        const auto end = std::from_chars(value.data(), value.data() + value.size(), millis).ptr;
        const bool whole = end == value.data() + value.size();
        if (name == "retry_after_ms" && whole && millis > 0) {
            return std::to_string((millis + 999) / 1000);
        }
    }
    return "1";
}

std::string Utf8Only(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        // FirstCodePoints stops at the first malformed byte.
        const std::string_view good = FirstCodePoints(text, text.size());
        out += good;
        text.remove_prefix(good.size());
        if (text.empty()) break;
        AppendUtf8(out, U'�');
        text.remove_prefix(1);
    }
    return out;
}

}  // namespace

int StatusOf(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::kInvalid: return 400;
        case ErrorKind::kUnauthenticated: return 401;
        case ErrorKind::kForbidden: return 403;
        case ErrorKind::kNotFound: return 404;
        case ErrorKind::kRejected: return 409;
        case ErrorKind::kStale: return 412;
        case ErrorKind::kBusy: return 429;
        case ErrorKind::kUnavailable: return 503;
        case ErrorKind::kBug: return 500;
    }
    LD_CHECK(false);
    return 500;
}

Response ErrorReply(const Error& error, std::string_view request_id) {
    return ErrorReply(StatusOf(error.kind), error, request_id);
}

Response ErrorReply(int status, const Error& error, std::string_view request_id) {
    std::string body = "{\"code\":" + JsonQuoted(error.code) +
                       ",\"message\":" + JsonQuoted(error.for_caller) + ",\"args\":{";
    bool first = true;
    for (const auto& [name, value] : error.args) {
        if (!first) body.push_back(',');
        first = false;
        body += JsonQuoted(name) + ":" + JsonQuoted(value);
    }
    body += "},\"request_id\":" + JsonQuoted(request_id) + "}";
    Response response = Response::Json(status, std::move(body));
    if (status == 429 || status == 503) {
        response.headers.Set("Retry-After", RetryAfterSeconds(error));
    }
    return response;
}

std::string JsonQuoted(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    const std::string clean = IsUtf8(text) ? std::string(text) : Utf8Only(text);
    std::string out = "\"";
    for (const char c : clean) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(c);
        } else if (byte < 0x20) {
            out += "\\u00";
            out.push_back(digits[byte >> 4]);
            out.push_back(digits[byte & 0x0F]);
        } else {
            out.push_back(c);
        }
    }
    out.push_back('"');
    return out;
}

}  // namespace liandong::http
