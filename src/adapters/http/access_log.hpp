#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/result.hpp"

namespace liandong::http {

enum class LogFormat : std::uint8_t { kNone, kText, kJson };

/// What a line says of a request. The pattern stands for the path, because a path may hold a phone
/// number; query values, bodies, cookies and names never come here.
struct AccessRecord {
    std::string_view request_id;
    std::string_view method;
    std::string_view pattern;  ///< "/api/v1/cases/{id}"; "-" when no route was found
    int status = 0;
    std::uint64_t bytes_sent = 0;
    std::chrono::microseconds took{};
    std::string_view peer_network;  ///< without the last part of the address
};

/// The server's log: a line per request, and a line per fault that explains it. Any thread.
class AccessLog {
public:
    /// `path` empty: standard error. Errors: kUnavailable when the file cannot be opened.
    [[nodiscard]] static Result<std::shared_ptr<AccessLog>> Open(LogFormat format,
                                                                 const std::string& path);
    ~AccessLog();
    AccessLog(const AccessLog&) = delete;
    AccessLog& operator=(const AccessLog&) = delete;

    void Request(const AccessRecord& record);
    /// One line with `for_log`, found by the request id that the caller was given.
    void Fault(std::string_view request_id, std::string_view pattern, const Error& error);
    void Note(std::string_view text);
    void Flush();

private:
    struct Sink;
    AccessLog(LogFormat format, std::unique_ptr<Sink> sink);

    LogFormat format_;
    std::unique_ptr<Sink> sink_;
};

/// "203.0.113.7" → "203.0.113.x"; "2001:db8::1" → its first two groups: enough to see a flood, not
/// a person.
[[nodiscard]] std::string NetworkOf(std::string_view address);

}  // namespace liandong::http
