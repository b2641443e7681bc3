#include "adapters/http/request_parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace liandong::http {
namespace {

namespace beast_http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

constexpr std::size_t kHeadersMax = 100;
// Chunk headers and trailers are read whole, so they need a limit of their own.
constexpr std::size_t kChunkHeaderBytesMax = 4096;

std::string Owned(string_view text) { return {text.data(), text.size()}; }

class BeastParser final : public beast_http::basic_parser<true> {
public:
    explicit BeastParser(std::size_t header_bytes_max) {
        header_limit(static_cast<std::uint32_t>(header_bytes_max));
        body_limit(boost::none);  // ours is known only when the route is
        eager(false);
    }

    Head head;
    std::string body;
    std::size_t body_bytes_max = 0;
    bool head_done = false;
    std::string_view strict_fault;
    bool body_too_big = false;

private:
    void Refuse(std::string_view why, error_code& error) {
        strict_fault = why;
        error = beast_http::error::bad_field;
    }

    void on_request_impl(beast_http::verb, string_view method, string_view target, int version,
                         error_code&) override {
        head.method = Owned(method);
        head.target = Owned(target);
        head.http11 = version == 11;
    }
    void on_response_impl(int, string_view, int, error_code&) override {}

    void on_field_impl(beast_http::field name, string_view name_text, string_view value,
                       error_code& error) override {
        if (head_done) return;  // a trailer: nothing of ours reads those
        using beast_http::field;
        if (head.headers.Everything().size() >= kHeadersMax)
            return Refuse("too_many_headers", error);
        if (name == field::content_length || name == field::transfer_encoding ||
            name == field::host) {
            if (head.headers.Has(std::string_view(name_text.data(), name_text.size()))) {
                return Refuse("repeated_header", error);
            }
        }
        if (name == field::content_length && head.headers.Has("Transfer-Encoding")) {
            return Refuse("length_twice", error);
        }
        if (name == field::transfer_encoding) {
            if (head.headers.Has("Content-Length")) return Refuse("length_twice", error);
            if (!boost::beast::iequals(value, "chunked"))
                return Refuse("bad_transfer_encoding", error);
        }
        head.headers.Add(Owned(name_text), Owned(value));
    }
    void on_header_impl(error_code& error) override {
        if (head.http11 && !head.headers.Has("Host")) return Refuse("no_host", error);
        // HTTP/1.0 has no chunks; a proxy that believes so would see another end than we do.
        if (!head.http11 && chunked()) return Refuse("bad_transfer_encoding", error);
        head.keep_alive = keep_alive();
        head.chunked = chunked();
        head.content_length = content_length().value_or(0);
        head_done = true;
    }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(string_view bytes, error_code& error) override {
        return Take(bytes, error);
    }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& error) override {
        return Take(bytes, error);
    }
    void on_finish_impl(error_code&) override {}

    std::size_t Take(string_view bytes, error_code& error) {
        if (bytes.size() > body_bytes_max - body.size()) {
            body_too_big = true;
            error = beast_http::error::body_limit;
            return 0;
        }
        body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
};

}  // namespace

struct RequestParser::Impl {
    std::size_t header_bytes_max;
    std::optional<BeastParser> parser;
    bool head_told = false;
    Fault fault;

    Outcome Fail(int status, std::string code, std::string text) {
        fault = {status, Invalid(std::move(code), std::move(text))};
        return Outcome::kFailed;
    }

    Outcome FailWith(const error_code& error) {
        using beast_http::error::bad_version;
        using beast_http::error::header_limit;
        if (parser->body_too_big)
            return Fail(413, "body_too_big", "The body of the request is too big.");
        if (error == header_limit)
            return Fail(431, "headers_too_big", "The headers of the request are too big.");
        if (error == bad_version)
            return Fail(505, "bad_http_version", "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
        if (!parser->strict_fault.empty()) {
            return Fail(parser->strict_fault == "too_many_headers" ? 431 : 400,
                        std::string(parser->strict_fault),
                        "The headers of the request are malformed.");
        }
        return Fail(400, "bad_http", "The request is not well-formed HTTP.");
    }
};

RequestParser::RequestParser(std::size_t header_bytes_max) : impl_(std::make_unique<Impl>()) {
    impl_->header_bytes_max = header_bytes_max;
    Reset();
}
RequestParser::~RequestParser() = default;

void RequestParser::Reset() {
    impl_->parser.emplace(impl_->header_bytes_max);
    impl_->head_told = false;
}

RequestParser::Outcome RequestParser::Feed(std::string_view bytes, std::size_t& used) {
    BeastParser& parser = *impl_->parser;
    used = 0;
    for (;;) {
        if (parser.head_done && !impl_->head_told) {
            impl_->head_told = true;
            return Outcome::kHead;
        }
        if (parser.is_done()) return Outcome::kComplete;
        if (used == bytes.size()) return Outcome::kNeedMore;
        error_code error;
        used += parser.put(boost::asio::buffer(bytes.data() + used, bytes.size() - used), error);
        if (error == beast_http::error::need_more) {
            const bool stuck = parser.head_done && bytes.size() - used > kChunkHeaderBytesMax;
            if (stuck) return impl_->Fail(400, "bad_chunk", "The request is not well-formed HTTP.");
            return Outcome::kNeedMore;
        }
        if (error) return impl_->FailWith(error);
    }
}

void RequestParser::LimitBody(std::size_t bytes_max) { impl_->parser->body_bytes_max = bytes_max; }
Head& RequestParser::TheHead() { return impl_->parser->head; }
std::string RequestParser::TakeBody() { return std::move(impl_->parser->body); }
std::size_t RequestParser::BodySize() const { return impl_->parser->body.size(); }
const RequestParser::Fault& RequestParser::WhatFailed() const { return impl_->fault; }

}  // namespace liandong::http
