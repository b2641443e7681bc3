#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Just enough of an HTTP/1.1 client to load the server without costing much of the machine it is
// measured on.

namespace liandong::bench {

/// A reply once all of it is there.
struct Reply {
    int status = 0;
    std::string_view head;
    std::string_view body;
    std::size_t size = 0;  ///< bytes of head and body
};

/// Looks for a whole reply at the front of `bytes`; status 0: not all of it is there yet. Only
/// replies with a Content-Length, which is what the API sends.
[[nodiscard]] Reply ReplyIn(std::string_view bytes);

/// The text between `"name":"` and the next quote; empty when it is not there.
[[nodiscard]] std::string JsonText(std::string_view body, std::string_view name);

/// A connected socket to 127.0.0.1; ends the program when nobody listens there.
[[nodiscard]] int Connect(std::uint16_t port);

/// One connection that waits for each reply.
class Client {
public:
    explicit Client(std::uint16_t port) : socket_(Connect(port)) {}
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Valid until the next call. Ends the program when the connection breaks.
    [[nodiscard]] Reply Ask(std::string_view request);
    [[nodiscard]] int Socket() const { return socket_; }

private:
    int socket_;
    std::string buffer_;
};

/// What a person who signed in sends along.
struct SignedIn {
    std::string cookie;
    std::string csrf_token;
};
[[nodiscard]] SignedIn SignIn(std::uint16_t port, const std::string& login,
                              const std::string& password);

[[nodiscard]] std::string GetRequest(const SignedIn& who, std::string_view path);
[[nodiscard]] std::string PostRequest(const SignedIn& who, std::string_view path,
                                      std::string_view idempotency_key, std::string_view body);

[[noreturn]] void Die(const std::string& why);

}  // namespace liandong::bench
