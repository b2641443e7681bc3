#include "adapters/http/io.hpp"

#include <array>
#include <exception>
#include <future>
#include <optional>
#include <thread>
#include <utility>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <pthread.h>

namespace liandong::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using TlsStream = asio::ssl::stream<tcp::socket>;

// When the process has no file descriptor left, accepting again at once would only spin.
constexpr std::chrono::milliseconds kAcceptPause{100};

template <class Stream>
class AsioTransport final : public Transport {
public:
    static constexpr bool kTls = std::is_same_v<Stream, TlsStream>;

    // The context is held because the stream refers to it (shared by every connection).
    AsioTransport(Stream stream, std::shared_ptr<asio::ssl::context> tls, std::string peer)
        : tls_(std::move(tls)), stream_(std::move(stream)), peer_(std::move(peer)) {}

    void Handshake(std::function<void(bool)> done) override {
        if constexpr (kTls) {
            stream_.async_handshake(asio::ssl::stream_base::server,
                                    [done = std::move(done)](error_code error) { done(!error); });
        } else {
            asio::post(stream_.get_executor(), [done = std::move(done)] { done(true); });
        }
    }
    void Read(char* into, std::size_t size, std::function<void(std::size_t)> done) override {
        stream_.async_read_some(
            asio::buffer(into, size),
            [done = std::move(done)](error_code error, std::size_t n) { done(error ? 0 : n); });
    }
    void Write(std::string_view first, std::string_view second,
               std::function<void(bool)> done) override {
        const std::array<asio::const_buffer, 2> buffers{asio::buffer(first), asio::buffer(second)};
        asio::async_write(
            stream_, buffers,
            [done = std::move(done)](error_code error, std::size_t) { done(!error); });
    }
    void ShutdownSend(std::function<void()> done) override {
        error_code ignored;  // the peer may be gone already; Close() comes in any case
        if constexpr (kTls) {
            stream_.async_shutdown([done = std::move(done)](error_code) { done(); });
        } else {
            stream_.shutdown(tcp::socket::shutdown_send, ignored);
            asio::post(stream_.get_executor(), std::move(done));
        }
    }
    void Close() override {
        error_code ignored;
        stream_.lowest_layer().close(ignored);
    }
    bool IsTls() const override { return kTls; }
    std::string PeerAddress() const override { return peer_; }

private:
    std::shared_ptr<asio::ssl::context> tls_;
    Stream stream_;
    std::string peer_;
};

Result<std::shared_ptr<asio::ssl::context>> TlsContext(const TlsFiles& files) {
    try {
        auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
        context->set_options(asio::ssl::context::default_workarounds |
                             asio::ssl::context::no_compression);
        SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
        context->use_certificate_chain_file(files.certificate_chain);
        context->use_private_key_file(files.key, asio::ssl::context::pem);
        return context;
    } catch (const std::exception& fault) {
        return Failure{Unavailable("TLS files " + files.certificate_chain + ", " + files.key +
                                   ": " + fault.what())};
    }
}

// ::ffff:10.0.0.7 and 10.0.0.7 are one peer.
std::string AddressText(const tcp::endpoint& peer) {
    const auto address = peer.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    return address.to_string();
}

}  // namespace

struct IoLoop::Impl {
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> guard{context.get_executor()};
    asio::steady_timer timer{context};
    std::chrono::milliseconds period{};
    std::function<void()> tick;
    std::jthread thread;

    void Arm() {
        timer.expires_after(period);
        timer.async_wait([this](error_code error) {
            if (error) return;
            tick();
            Arm();
        });
    }
};

IoLoop::IoLoop() : impl_(std::make_unique<Impl>()) {}
IoLoop::~IoLoop() { Stop(); }

void IoLoop::Start(std::chrono::milliseconds tick_period, std::function<void()> tick) {
    impl_->period = tick_period;
    impl_->tick = std::move(tick);
    impl_->Arm();
    impl_->thread = std::jthread([impl = impl_.get()] { impl->context.run(); });
    pthread_setname_np(impl_->thread.native_handle(), "ld-http-io");
}

void IoLoop::Post(std::function<void()> job) { asio::post(impl_->context, std::move(job)); }

void IoLoop::Stop() {
    impl_->context.stop();
    if (impl_->thread.joinable()) impl_->thread.join();
}

struct Listener::Impl : std::enable_shared_from_this<Listener::Impl> {
    explicit Impl(asio::io_context& on) : context(on), acceptor(on), pause(on) {}

    asio::io_context& context;
    tcp::acceptor acceptor;
    asio::steady_timer pause;
    std::shared_ptr<asio::ssl::context> tls;
    std::vector<IoLoop*> loops;
    OnAccept on_accept;
    std::size_t next = 0;
    std::uint16_t port = 0;

    void Accept() {
        const std::size_t chosen = next;
        next = (next + 1) % loops.size();
        acceptor.async_accept(
            loops[chosen]->impl_->context,
            asio::bind_executor(
                context, [self = shared_from_this(), chosen](error_code error, tcp::socket socket) {
                    self->Accepted(chosen, error, std::move(socket));
                }));
    }

    void Accepted(std::size_t chosen, error_code error, tcp::socket socket) {
        if (!acceptor.is_open()) return;
        if (error) {
            pause.expires_after(kAcceptPause);
            pause.async_wait([self = shared_from_this()](error_code cancelled) {
                if (!cancelled && self->acceptor.is_open()) self->Accept();
            });
            return;
        }
        // shared_ptr only because std::function wants what it holds to be copyable.
        auto held = std::make_shared<tcp::socket>(std::move(socket));
        asio::post(loops[chosen]->impl_->context, [self = shared_from_this(), chosen, held] {
            self->Hand(chosen, std::move(*held));
        });
        Accept();
    }

    void Hand(std::size_t chosen, tcp::socket socket) {
        error_code error;
        const tcp::endpoint peer = socket.remote_endpoint(error);
        if (error) return;  // gone before we looked
        socket.set_option(tcp::no_delay(true), error);
        std::string address = AddressText(peer);
        if (tls) {
            on_accept(chosen, std::make_unique<AsioTransport<TlsStream>>(
                                  TlsStream(std::move(socket), *tls), tls, std::move(address)));
        } else {
            on_accept(chosen, std::make_unique<AsioTransport<tcp::socket>>(
                                  std::move(socket), nullptr, std::move(address)));
        }
    }
};

Listener::Listener() = default;
Listener::~Listener() = default;

Result<void> Listener::Open(const std::string& address, std::uint16_t port, const TlsFiles* tls,
                            IoLoop& accept_on) {
    auto impl = std::make_shared<Impl>(accept_on.impl_->context);
    if (tls != nullptr) {
        LD_TRY(impl->tls, TlsContext(*tls));
    }
    const auto failed = [&](std::string_view what, const error_code& error) {
        return Failure{Unavailable(std::string(what) + " " + address + ":" + std::to_string(port) +
                                   ": " + error.message())};
    };
    error_code error;
    const auto ip = asio::ip::make_address(address, error);
    if (error) return failed("reading the address", error);
    const tcp::endpoint endpoint(ip, port);
    if (impl->acceptor.open(endpoint.protocol(), error))
        return failed("opening a socket for", error);
    if (impl->acceptor.set_option(tcp::acceptor::reuse_address(true), error))
        return failed("preparing", error);
    if (impl->acceptor.bind(endpoint, error)) return failed("binding", error);
    if (impl->acceptor.listen(asio::socket_base::max_listen_connections, error))
        return failed("listening on", error);
    impl->port = impl->acceptor.local_endpoint(error).port();
    impl_ = std::move(impl);
    return {};
}

void Listener::Start(std::vector<IoLoop*> loops, OnAccept on_accept) {
    impl_->loops = std::move(loops);
    impl_->on_accept = std::move(on_accept);
    asio::post(impl_->context, [impl = impl_] { impl->Accept(); });
}

std::uint16_t Listener::Port() const { return impl_ ? impl_->port : std::uint16_t{0}; }

void Listener::Close() {
    if (!impl_) return;
    std::promise<void> closed;
    asio::post(impl_->context, [&] {
        error_code ignored;
        impl_->acceptor.close(ignored);
        impl_->pause.cancel();
        closed.set_value();
    });
    // tidy:allow(wait): the loop runs until IoLoop::Stop(), which comes later on this thread
    closed.get_future().wait();
}

}  // namespace liandong::http
