#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// Sockets as the rest of the server sees them. Asio is behind this, in io.cpp and nowhere else.
namespace liandong::http {

/// One accepted connection, plain or TLS. Used on its loop's thread only. Callbacks come later on
/// that thread, never from inside the call; after Close() they come at once with failure.
class Transport {
public:
    virtual ~Transport() = default;
    virtual void Handshake(std::function<void(bool ok)> done) = 0;  ///< plain: does nothing
    /// Some bytes, up to `size`; 0 when the peer is done or gone. `into` must live until `done`.
    virtual void Read(char* into, std::size_t size, std::function<void(std::size_t)> done) = 0;
    /// Both, completely. The bytes must live until `done`.
    virtual void Write(std::string_view first, std::string_view second,
                       std::function<void(bool ok)> done) = 0;
    /// Tells the peer that nothing more will be sent. Plain: we may still read. TLS: `done` comes
    /// when the peer has agreed, and nothing may be read any more.
    virtual void ShutdownSend(std::function<void()> done) = 0;
    virtual void Close() = 0;
    [[nodiscard]] virtual bool IsTls() const = 0;
    [[nodiscard]] virtual std::string PeerAddress() const = 0;
};

/// One I/O thread with everything that belongs to it.
class IoLoop {
public:
    IoLoop();
    ~IoLoop();
    IoLoop(const IoLoop&) = delete;
    IoLoop& operator=(const IoLoop&) = delete;

    void Start(std::chrono::milliseconds tick_period, std::function<void()> tick);
    void Post(std::function<void()> job);  ///< any thread; runs later on the loop's
    void Stop();                           ///< joins; what was posted and has not run is let go

private:
    friend class Listener;
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

struct TlsFiles {
    std::string certificate_chain;  ///< PEM
    std::string key;                ///< PEM
};

/// The listening socket; hands each connection to the next loop in turn.
class Listener {
public:
    using OnAccept = std::function<void(std::size_t loop, std::unique_ptr<Transport>)>;

    Listener();
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// Binds and listens; `port` 0 takes a free one. `tls` null: plain.
    /// Errors: kUnavailable when the address cannot be had or the TLS files cannot be read.
    [[nodiscard]] Result<void> Open(const std::string& address, std::uint16_t port,
                                    const TlsFiles* tls, IoLoop& accept_on);
    /// `on_accept` is called on the thread of the loop it names.
    void Start(std::vector<IoLoop*> loops, OnAccept on_accept);
    [[nodiscard]] std::uint16_t Port() const;
    /// Takes no more connections; returns once the socket is closed. The loops must still run.
    void Close();

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;  // shared with the accept in flight
};

}  // namespace liandong::http
