#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/core.hpp"
#include "adapters/http/io.hpp"
#include "adapters/http/live.hpp"
#include "adapters/http/message.hpp"
#include "adapters/http/request_parser.hpp"
#include "adapters/http/response_head.hpp"

namespace liandong::http {

/// One client's connection: reads a request, has it handled, writes the reply, and again. Lives on
/// one loop's thread; only while a request is handled (or a piece of a reply is made) does a worker
/// own `request_` and `response_`, and the loop leaves them alone. Internal to the server.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Clock = Deadline::Clock;

    /// `on_closed` is called once, on the loop's thread.
    Connection(Core& core, IoLoop& loop, std::unique_ptr<Transport> transport,
               std::function<void()> on_closed);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void Start();
    void Tick(Clock::time_point now);  ///< drops the client when it is too slow; heartbeats
    void Drain();                      ///< closes when nothing is going on, else after the reply
    void Abort() { Close(); }

private:
    enum class State : std::uint8_t {
        kHandshake,
        kReading,
        kHandling,
        kReplying,
        kLive,
        kLingering,
        kClosed
    };

    // connection.cpp: reading
    void ReadMore(std::size_t room);
    void OnRead(std::size_t n);
    void Parse();
    bool AcceptHead();
    bool TakeTarget();
    bool FindRoute();
    bool CheckBody();
    bool ReserveBody();
    void LearnPeer();
    void Dispatch();
    void TimedOut();

    // connection_reply.cpp: writing
    void Refuse(int status, const Error& error);
    void Reply(Response response);
    void WriteRest();
    void MakePiece();
    void GotPiece(Result<std::optional<std::string>> piece);
    void BeginLive();
    void PumpLive();
    void WriteLive(std::string bytes, bool last);
    void Done();
    void Record();
    void NextRequest();
    void Finish();
    void Close();
    [[nodiscard]] bool Closed() const { return state_ == State::kClosed; }

    Core& core_;
    IoLoop& loop_;
    std::unique_ptr<Transport> transport_;
    std::function<void()> on_closed_;
    std::string peer_;
    State state_ = State::kHandshake;
    Clock::time_point due_ = Clock::time_point::max();

    std::vector<char> room_;  // where the socket reads to
    std::string in_;          // read and not yet parsed
    bool reading_ = false;    // a Read is under way
    RequestParser parser_;
    bool begun_ = false;  // the first byte of a request is here
    bool head_taken_ = false;
    bool writing_continue_ = false;
    bool http11_ = true;
    bool keep_alive_ = true;
    bool head_only_ = false;
    bool body_unread_ = false;  // the client may still be sending what we refused
    Clock::time_point body_since_;
    std::size_t body_reserved_ = 0;  // of core_.body_bytes

    Request request_;
    Clock::time_point handled_since_;
    Response response_;
    std::string head_;
    std::string piece_;      // of a ChunkedBody or of an event stream
    std::string_view rest_;  // of the body in response_
    Framing framing_ = Framing::kLength;
    std::uint64_t sent_ = 0;  // bytes of body
    bool live_writing_ = false;
    bool live_counted_ = false;
    Clock::time_point live_wrote_;
};

}  // namespace liandong::http
