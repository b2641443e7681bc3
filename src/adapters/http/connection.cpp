#include "adapters/http/connection.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "adapters/http/error_reply.hpp"
#include "adapters/http/target.hpp"
#include "base/text.hpp"

namespace liandong::http {
namespace {

constexpr std::size_t kHeadRoomBytes = 4096;
constexpr std::size_t kBodyRoomBytes = std::size_t{64} << 10;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

bool LooksLikeAddress(std::string_view text) {
    return !text.empty() && text.size() <= 45 &&
           text.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos;
}

}  // namespace

Connection::Connection(Core& core, IoLoop& loop, std::unique_ptr<Transport> transport,
                       std::function<void()> on_closed)
    : core_(core),
      loop_(loop),
      transport_(std::move(transport)),
      on_closed_(std::move(on_closed)),
      peer_(transport_->PeerAddress()),
      parser_(core.config.header_bytes_max) {}

Connection::~Connection() { core_.body_bytes.fetch_sub(body_reserved_); }

void Connection::Start() {
    due_ = Clock::now() + core_.config.header_time;
    transport_->Handshake([self = shared_from_this()](bool ok) {
        if (self->Closed()) return;
        if (!ok) return self->Close();
        self->NextRequest();
        // A client that connects and stays silent is not one that rests between two requests.
        self->due_ = Clock::now() + self->core_.config.header_time;
    });
}

void Connection::Tick(Clock::time_point now) {
    if (state_ == State::kLive && !live_writing_ &&
        now - live_wrote_ >= core_.config.heartbeat_time) {
        WriteLive(":\n\n", false);
    }
    if (now >= due_) TimedOut();
}

void Connection::TimedOut() {
    const bool idle = state_ == State::kReading && !begun_;
    if (!idle && state_ != State::kLingering) core_.timeouts.Add();
    // Two writes at once would mix: who does not even take "100 Continue" gets no reply.
    if (state_ != State::kReading || idle || writing_continue_) return Close();
    body_unread_ = true;
    Refuse(408, Invalid("too_slow", "The request took too long to arrive."));
}

void Connection::Drain() {
    keep_alive_ = false;
    const bool idle = state_ == State::kReading && !begun_;
    if (idle || state_ == State::kLive || state_ == State::kHandshake) Close();
}

void Connection::ReadMore(std::size_t room) {
    if (reading_) return;
    reading_ = true;
    if (room_.size() != room) room_ = std::vector<char>(room);
    transport_->Read(room_.data(), room_.size(), [self = shared_from_this()](std::size_t n) {
        self->reading_ = false;
        self->OnRead(n);
    });
}

void Connection::OnRead(std::size_t n) {
    if (Closed()) return;
    if (n == 0) return Close();
    switch (state_) {
        case State::kReading: in_.append(room_.data(), n); return Parse();
        case State::kLive:  // a client has nothing to say here; only its leaving matters
        case State::kLingering: return ReadMore(kHeadRoomBytes);
        case State::kReplying:  // a read from before a timeout; what it brought is of no use
        case State::kHandling:
        case State::kHandshake:
        case State::kClosed: return;
    }
}

void Connection::Parse() {
    while (state_ == State::kReading) {
        if (!in_.empty() && !begun_) {
            begun_ = true;
            handled_since_ = Clock::now();
            due_ = handled_since_ + core_.config.header_time;
        }
        std::size_t used = 0;
        const auto outcome = parser_.Feed(in_, used);
        in_.erase(0, used);
        if (head_taken_ && !ReserveBody()) return;
        switch (outcome) {
            case RequestParser::Outcome::kNeedMore:
                if (!head_taken_) return ReadMore(kHeadRoomBytes);
                due_ = body_since_ + core_.config.body_time +
                       std::chrono::seconds(parser_.BodySize() /
                                            core_.config.body_bytes_per_second_min);
                return ReadMore(kBodyRoomBytes);
            case RequestParser::Outcome::kHead:
                if (!AcceptHead()) return;
                break;
            case RequestParser::Outcome::kComplete: return Dispatch();
            case RequestParser::Outcome::kFailed: {
                const auto& fault = parser_.WhatFailed();
                body_unread_ = true;
                return Refuse(fault.status, fault.error);
            }
        }
    }
}

// True: go on parsing. False: the request is refused, or parsing goes on once "100 Continue" is
// written.
bool Connection::AcceptHead() {
    Head& head = parser_.TheHead();
    head_taken_ = true;
    http11_ = head.http11;
    keep_alive_ = head.keep_alive && !core_.draining.load(std::memory_order_relaxed);
    body_unread_ = head.HasBody();
    body_since_ = Clock::now();
    request_.id = core_.NextRequestId();
    request_.headers = std::move(head.headers);
    LearnPeer();
    if (!TakeTarget() || !FindRoute() || !CheckBody()) return false;
    const std::string* expect = request_.headers.Find("Expect");
    if (expect == nullptr) return true;
    if (!SameName(*expect, "100-continue")) {
        Refuse(417, Invalid("bad_expectation", "Only 100-continue may be expected."));
        return false;
    }
    if (!head.HasBody() || !http11_ || !in_.empty()) return true;
    writing_continue_ = true;
    transport_->Write(kContinue, {}, [self = shared_from_this()](bool ok) {
        self->writing_continue_ = false;
        if (self->Closed()) return;
        if (!ok) return self->Close();
        self->Parse();
    });
    return false;
}

bool Connection::TakeTarget() {
    const Head& head = parser_.TheHead();
    const auto method = ParseMethod(head.method);
    if (!method) {
        Refuse(501, Invalid("unknown_method", "This method is not known here."));
        return false;
    }
    request_.method = *method;
    head_only_ = *method == Method::kHead;
    auto target = DecodeTarget(head.target);
    if (!target) {
        Refuse(400, target.error());
        return false;
    }
    request_.path = std::move(target->path);
    request_.query = std::move(target->query);
    for (const std::string_view cookies : request_.headers.All("Cookie"))
        AppendCookies(cookies, request_.cookies);
    return true;
}

bool Connection::FindRoute() {
    Match match = core_.router.Find(request_.method, request_.path);
    if (match.route != nullptr) {
        request_.route = match.route;
        request_.path_params = std::move(match.path_params);
        return true;
    }
    if (match.allowed.empty()) {
        Refuse(404, NotFound("no_such_page", "There is nothing at this address."));
        return false;
    }
    if (body_unread_) keep_alive_ = false;
    Response response;
    if (request_.method == Method::kOptions) {
        response = Response::NoContent();
    } else {
        response = ErrorReply(
            405, Invalid("wrong_method", "This address does not take this method."), request_.id);
    }
    response.headers.Set("Allow", AllowText(match.allowed));
    Reply(std::move(response));
    return false;
}

bool Connection::CheckBody() {
    const std::size_t limit = request_.route->body_bytes_max.value_or(core_.config.body_bytes_max);
    parser_.LimitBody(limit);
    if (parser_.TheHead().content_length <= limit) return true;
    Error error = Invalid("body_too_big", "The body of the request is too big.");
    error.args.emplace_back("bytes_max", std::to_string(limit));
    Refuse(413, error);
    return false;
}

// Many clients, each within its limit, must not fill the memory together.
bool Connection::ReserveBody() {
    const std::size_t have = parser_.BodySize();
    if (have <= body_reserved_) return true;
    const std::size_t more = have - body_reserved_;
    body_reserved_ = have;
    if (core_.body_bytes.fetch_add(more) + more <= core_.config.bodies_bytes_max) return true;
    core_.shed.Add();
    body_unread_ = true;
    // Given back at once, or the refused would keep the next one out while they linger.
    core_.body_bytes.fetch_sub(std::exchange(body_reserved_, 0));
    (void)parser_.TakeBody();
    Refuse(503, Unavailable("bodies_bytes_max is reached"));
    return false;
}

void Connection::LearnPeer() {
    request_.peer = peer_;
    request_.secure = transport_->IsTls();
    if (!core_.Trusts(peer_)) return;
    request_.secure = request_.secure || request_.headers.Get("X-Forwarded-Proto") == "https";
    // From the right: the first that no trusted proxy has written itself is the client.
    const auto named = request_.headers.All("X-Forwarded-For");
    for (auto header = named.rbegin(); header != named.rend(); ++header) {
        const auto hops = Split(*header, ',');
        for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
            const std::string_view address = Trim(*hop);
            if (!LooksLikeAddress(address)) return;
            request_.peer = address;
            if (!core_.Trusts(address)) return;
        }
    }
}

void Connection::Dispatch() {
    state_ = State::kHandling;
    due_ = Clock::time_point::max();  // the request's own deadline is the handler's to keep
    body_unread_ = false;
    request_.body = parser_.TakeBody();
    request_.deadline = Deadline::In(request_.route->limit.value_or(core_.config.request_time));
    handled_since_ = Clock::now();
    if (request_.route->never_waits) return Reply(core_.pipeline.Run(request_));
    const bool taken = core_.workers.TryRun([self = shared_from_this()] {
        self->loop_.Post([self, response = self->core_.pipeline.Run(self->request_)]() mutable {
            self->Reply(std::move(response));
        });
    });
    if (taken) return;
    core_.shed.Add();
    Refuse(503, Unavailable("queue_max is reached"));
}

}  // namespace liandong::http
