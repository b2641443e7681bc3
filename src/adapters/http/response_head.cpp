#include "adapters/http/response_head.hpp"

#include <array>
#include <ctime>
#include <utility>

namespace liandong::http {
namespace {

struct Default {
    std::string_view name;
    std::string_view value;
};

constexpr std::array kDefaults{
    Default{"Content-Security-Policy", kApiPolicy},
    Default{"X-Content-Type-Options", "nosniff"},
    Default{"Referrer-Policy", "no-referrer"},
    Default{"X-Frame-Options", "DENY"},
    Default{"Cross-Origin-Opener-Policy", "same-origin"},
    Default{"Cross-Origin-Resource-Policy", "same-origin"},
    Default{"Cache-Control", "no-store"},
};

// The server alone decides where a message ends.
constexpr std::array<std::string_view, 4> kOurs{"Content-Length", "Transfer-Encoding", "Connection",
                                                "Date"};

bool IsOurs(std::string_view name) {
    for (const std::string_view ours : kOurs) {
        if (SameName(name, ours)) return true;
    }
    return false;
}

void Put(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ");
    for (const char c : value)
        out.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c);
    out.append("\r\n");
}

// "Sun, 06 Nov 1994 08:49:37 GMT"; made once a second and thread, because every reply carries it.
const std::string& DateNow() {
    thread_local std::time_t made_at = -1;
    thread_local std::string text;
    // tidy:allow(clock): the Date header is the network's time, no rule of the city hangs on it
    const std::time_t now = std::time(nullptr);
    if (now != made_at) {
        std::tm utc{};
        gmtime_r(&now, &utc);
        std::array<char, 40> buffer{};
        text.assign(buffer.data(),
                    std::strftime(buffer.data(), buffer.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc));
        made_at = now;
    }
    return text;
}

}  // namespace

std::string ResponseHead(const Response& response, const HeadFacts& facts) {
    std::string out;
    out.reserve(768);
    out.append(facts.http11 ? "HTTP/1.1 " : "HTTP/1.0 ")
        .append(std::to_string(response.status))
        .append(" ");
    out.append(Reason(response.status)).append("\r\n");
    Put(out, "Date", DateNow());
    for (const auto& [name, value] : response.headers.Everything()) {
        if (!IsOurs(name)) Put(out, name, value);
    }
    for (const Default& fallback : kDefaults) {
        if (!response.headers.Has(fallback.name)) Put(out, fallback.name, fallback.value);
    }
    if (!response.headers.Has("X-Request-Id") && !facts.request_id.empty())
        Put(out, "X-Request-Id", facts.request_id);
    if (facts.tls && !response.headers.Has("Strict-Transport-Security")) {
        Put(out, "Strict-Transport-Security", "max-age=31536000");
    }
    if (facts.framing == Framing::kLength) Put(out, "Content-Length", std::to_string(facts.length));
    if (facts.framing == Framing::kChunked) Put(out, "Transfer-Encoding", "chunked");
    if (!facts.keep_alive) {
        Put(out, "Connection", "close");
    } else if (!facts.http11) {
        Put(out, "Connection", "keep-alive");
    }
    out.append("\r\n");
    return out;
}

}  // namespace liandong::http
