#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/message.hpp"
#include "base/error.hpp"

namespace liandong::http {

/// The start line and the headers, as they came.
struct Head {
    std::string method;
    std::string target;
    bool http11 = true;  ///< false: HTTP/1.0
    bool keep_alive = true;
    Pairs headers{Pairs::Case::kIgnored};
    bool chunked = false;
    std::uint64_t content_length = 0;
    [[nodiscard]] bool HasBody() const { return chunked || content_length > 0; }
};

/// Bytes → one request. Beast's parser (in request_parser.cpp and nowhere else) behind our own
/// limits, stricter where two readers of one stream could disagree: never both Content-Length and
/// Transfer-Encoding, neither of them twice, no transfer coding but "chunked", exactly one Host.
class RequestParser {
public:
    enum class Outcome : std::uint8_t { kNeedMore, kHead, kComplete, kFailed };
    struct Fault {
        int status = 400;
        Error error;
    };

    explicit RequestParser(std::size_t header_bytes_max);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    void Reset();  ///< for the next request of the connection
    /// Reads from the front of `bytes` and says how many it used; the caller offers the rest again,
    /// with more behind it after kNeedMore. kHead comes once, before the first byte of the body is
    /// read: then the caller looks at the head and sets the limit of the body.
    [[nodiscard]] Outcome Feed(std::string_view bytes, std::size_t& used);
    void LimitBody(std::size_t bytes_max);
    [[nodiscard]] Head& TheHead();
    [[nodiscard]] std::string TakeBody();
    [[nodiscard]] std::size_t BodySize() const;
    [[nodiscard]] const Fault& WhatFailed() const;  ///< after kFailed

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace liandong::http
