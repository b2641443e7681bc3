#include <array>
#include <charconv>
#include <exception>
#include <utility>

#include "adapters/http/connection.hpp"
#include "adapters/http/error_reply.hpp"

// The second half of Connection: everything that is written.
namespace liandong::http {
namespace {

constexpr std::size_t kWriteBytes = std::size_t{256} << 10;
constexpr std::size_t kLiveWriteBytes = std::size_t{64} << 10;
constexpr std::size_t kLiveRoomBytes = 64;
constexpr std::size_t kLingerRoomBytes = 4096;
// How long a refused client may go on sending before the connection is cut: long enough for it to
// read the refusal, which a reset would throw away.
constexpr std::chrono::seconds kLingerTime{2};

std::string ChunkHead(std::size_t size) {
    std::array<char, 16> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), size, 16).ptr;
    return std::string(text.data(), end) + "\r\n";
}

bool HasNoBody(int status) { return status == 204 || status == 304 || status < 200; }

std::string_view View(const SharedBytes& shared) {
    return shared.bytes ? std::string_view(*shared.bytes).substr(shared.from, shared.size)
                        : std::string_view{};
}

}  // namespace

void Connection::Refuse(int status, const Error& error) {
    if (body_unread_) keep_alive_ = false;
    if (request_.id.empty())
        request_.id = core_.NextRequestId();  // refused before its head was whole
    Reply(ErrorReply(status, error, request_.id));
}

void Connection::Reply(Response response) {
    if (Closed()) return;
    state_ = State::kReplying;
    response_ = std::move(response);
    sent_ = 0;
    rest_ = {};
    if (core_.draining.load(std::memory_order_relaxed)) keep_alive_ = false;
    const bool live = std::holds_alternative<LiveBody>(response_.body);
    if (live && core_.live_clients.load() >= core_.config.live_clients_max) {
        core_.shed.Add();
        response_ = ErrorReply(Unavailable("live_clients_max is reached"), request_.id);
    }
    HeadFacts facts;
    if (const auto* text = std::get_if<std::string>(&response_.body)) {
        rest_ = *text;
        facts.length = rest_.size();
    } else if (const auto* shared = std::get_if<SharedBytes>(&response_.body)) {
        rest_ = View(*shared);
        facts.length = rest_.size();
    } else if (const auto* chunked = std::get_if<ChunkedBody>(&response_.body)) {
        facts.framing =
            chunked->size ? Framing::kLength : (http11_ ? Framing::kChunked : Framing::kUntilClose);
        facts.length = chunked->size.value_or(0);
    } else {
        facts.framing = Framing::kUntilClose;
    }
    if (facts.framing == Framing::kUntilClose) keep_alive_ = false;
    if (HasNoBody(response_.status)) facts.framing = Framing::kNone;
    if (HasNoBody(response_.status) || head_only_) {
        response_.body = std::string{};
        rest_ = {};
    }
    framing_ = facts.framing;
    facts.http11 = http11_;
    facts.keep_alive = keep_alive_;
    facts.tls = transport_->IsTls();
    facts.request_id = request_.id;
    head_ = ResponseHead(response_, facts);
    WriteRest();
}

// The head with the first piece, then piece by piece, so that write_time is per piece and a client
// on a thin line may take a large reply.
void Connection::WriteRest() {
    const std::string_view now = rest_.substr(0, kWriteBytes);
    rest_.remove_prefix(now.size());
    sent_ += now.size();
    due_ = Clock::now() + core_.config.write_time;
    transport_->Write(head_, now, [self = shared_from_this()](bool ok) {
        if (self->Closed()) return;
        if (!ok) return self->Close();
        self->head_.clear();
        if (!self->rest_.empty()) return self->WriteRest();
        if (std::holds_alternative<ChunkedBody>(self->response_.body)) return self->MakePiece();
        if (std::holds_alternative<LiveBody>(self->response_.body)) return self->BeginLive();
        self->Done();
    });
}

void Connection::MakePiece() {
    due_ = Clock::time_point::max();  // ours to make, not the client's to be slow
    core_.workers.RunNext([self = shared_from_this()] {
        Result<std::optional<std::string>> piece = std::optional<std::string>{};
        try {
            piece = std::get<ChunkedBody>(self->response_.body).next();
        } catch (const std::exception& fault) {
            piece = Failure{Bug(std::string("uncaught in a stream: ") + fault.what())};
        } catch (...) {
            piece = Failure{Bug("uncaught in a stream: an exception that is no std::exception")};
        }
        self->loop_.Post(
            [self, piece = std::move(piece)]() mutable { self->GotPiece(std::move(piece)); });
    });
}

void Connection::GotPiece(Result<std::optional<std::string>> piece) {
    if (Closed()) return;
    const auto cut = [&](const Error& error) {
        core_.log->Fault(request_.id, request_.route->pattern, error);
        response_.status = 500;  // for the figures; the client sees that the body is cut
        Record();
        Close();
    };
    if (!piece) return cut(piece.error());
    const std::optional<std::uint64_t> size = std::get<ChunkedBody>(response_.body).size;
    if (!piece->has_value()) {
        if (size && sent_ != *size) return cut(Bug("a stream ended before its size"));
        response_.body = std::string{};
        if (framing_ != Framing::kChunked) return Done();
        piece_ = "0\r\n\r\n";
    } else {
        const std::size_t n = (*piece)->size();
        if (n == 0) return MakePiece();  // a chunk of size 0 would end the body
        sent_ += n;
        if (size && sent_ > *size) return cut(Bug("a stream went on after its size"));
        if (framing_ == Framing::kChunked) head_ = ChunkHead(n);
        piece_ = std::move(**piece);
        if (framing_ == Framing::kChunked) piece_ += "\r\n";
    }
    due_ = Clock::now() + core_.config.write_time;
    transport_->Write(head_, piece_, [self = shared_from_this()](bool ok) {
        if (self->Closed()) return;
        if (!ok) return self->Close();
        self->head_.clear();
        if (std::holds_alternative<ChunkedBody>(self->response_.body)) return self->MakePiece();
        self->Done();
    });
}

void Connection::BeginLive() {
    state_ = State::kLive;
    live_counted_ = true;
    core_.live_clients.fetch_add(1);
    core_.live_now.Add(1);
    Record();  // latency of an event stream is that of its head
    in_ = {};
    live_wrote_ = Clock::now();
    ReadMore(kLiveRoomBytes);
    // Weak: the hub may hold a subscription longer than the server lives. Close() detaches.
    std::get<LiveBody>(response_.body)
        .subscription->Attach([weak = weak_from_this(), &loop = loop_] {
            loop.Post([weak] {
                if (const auto self = weak.lock()) self->PumpLive();
            });
        });
    PumpLive();
}

void Connection::PumpLive() {
    if (state_ != State::kLive || live_writing_) return;
    auto taken = std::get<LiveBody>(response_.body).subscription->Take(kLiveWriteBytes);
    if (taken.bytes.empty() && taken.ended) return Finish();
    if (taken.bytes.empty()) {
        due_ = Clock::time_point::max();
        return;
    }
    WriteLive(std::move(taken.bytes), taken.ended);
}

void Connection::WriteLive(std::string bytes, bool last) {
    live_writing_ = true;
    piece_ = std::move(bytes);
    due_ = Clock::now() + core_.config.write_time;
    transport_->Write(piece_, {}, [self = shared_from_this(), last](bool ok) {
        self->live_writing_ = false;
        if (self->Closed()) return;
        if (!ok) return self->Close();
        self->live_wrote_ = Clock::now();
        if (last) return self->Finish();
        self->PumpLive();
    });
}

void Connection::Record() {
    const auto took =
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - handled_since_);
    core_.Record(request_.route, response_.status, took);
    const std::string network = NetworkOf(request_.peer);
    core_.log->Request(
        {.request_id = request_.id,
         .method = Text(request_.method),
         .pattern = request_.route == nullptr ? "-" : std::string_view(request_.route->pattern),
         .status = response_.status,
         .bytes_sent = sent_,
         .took = took,
         .peer_network = network});
}

void Connection::Done() {
    Record();
    if (keep_alive_) return NextRequest();
    Finish();
}

void Connection::NextRequest() {
    core_.body_bytes.fetch_sub(std::exchange(body_reserved_, 0));
    parser_.Reset();
    request_ = Request{};
    response_ = Response{};
    begun_ = false;
    head_taken_ = false;
    head_only_ = false;
    state_ = State::kReading;
    due_ = Clock::now() + core_.config.idle_time;
    Parse();  // the client may have sent the next one already
}

void Connection::Finish() {
    const bool may_read = !transport_->IsTls();
    if (transport_->IsTls() && reading_)
        return Close();  // a TLS shutdown reads, and somebody does already
    state_ = State::kLingering;
    due_ = Clock::now() + kLingerTime;
    const bool linger = may_read && (body_unread_ || !in_.empty());
    in_ = {};
    transport_->ShutdownSend([self = shared_from_this(), linger] {
        if (!linger) self->Close();
    });
    // Closing with unread bytes would reset the connection and take the reply with it.
    if (linger) ReadMore(kLingerRoomBytes);
}

void Connection::Close() {
    if (Closed()) return;
    if (live_counted_) {
        core_.live_clients.fetch_sub(1);
        core_.live_now.Add(-1);
        std::get<LiveBody>(response_.body).subscription->Detach();
    }
    state_ = State::kClosed;
    transport_->Close();
    on_closed_();
}

}  // namespace liandong::http
