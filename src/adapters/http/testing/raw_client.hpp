#pragma once

#include <charconv>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/// What the tests of the server speak through: a bare socket, so that malformed and slow clients
/// can be played too.
namespace liandong::http::testing {

/// The number that `text` begins with, 0 when there is none.
inline std::size_t NumberIn(std::string_view text, int base = 10) {
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, base);
    return value;
}

struct Reply {
    int status = 0;    ///< 0: the connection ended before a whole reply
    std::string head;  ///< status line and headers
    std::string body;

    [[nodiscard]] std::string Header(std::string_view name) const {
        const std::string wanted = "\r\n" + std::string(name) + ": ";
        const std::size_t at = head.find(wanted);
        if (at == std::string::npos) return {};
        const std::size_t from = at + wanted.size();
        return head.substr(from, head.find("\r\n", from) - from);
    }
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port, int receive_buffer_bytes = 0)
        : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        if (receive_buffer_bytes > 0) {
            ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes,
                         sizeof receive_buffer_bytes);
        }
        // A test that waits for ever tells less than one that fails.
        const timeval patience{60, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ =
            ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawClient() {
        if (fd_ >= 0) ::close(fd_);
    }
    RawClient(RawClient&& other) noexcept
        : fd_(std::exchange(other.fd_, -1)),
          connected_(other.connected_),
          in_(std::move(other.in_)) {}
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    [[nodiscard]] bool Connected() const { return connected_; }

    /// False once the server has gone.
    bool Send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }

    /// The next reply; `to_head` for the answer to a HEAD request. Bodies without length end with
    /// the connection.
    Reply Receive(bool to_head = false) {
        Reply reply;
        if (!FillUntil("\r\n\r\n")) return reply;
        const std::size_t end = in_.find("\r\n\r\n");
        reply.head = in_.substr(0, end + 2);
        in_.erase(0, end + 4);
        const int status = static_cast<int>(NumberIn(reply.head.substr(9)));
        const bool empty = to_head || status == 204 || status == 304 || status < 200;
        bool whole = true;
        if (empty) {
        } else if (reply.Header("Transfer-Encoding") == "chunked") {
            whole = ReadChunks(reply.body);
        } else if (const std::string length = reply.Header("Content-Length"); !length.empty()) {
            whole = Take(NumberIn(length), reply.body);
        } else {
            reply.body = ReceiveAll();
        }
        reply.status = whole ? status : 0;
        return reply;
    }

    /// Reads on until `mark` has come; what came up to its end is taken and returned, "" if it
    /// never came.
    std::string ReceiveUntil(std::string_view mark) {
        if (!FillUntil(mark)) return {};
        const std::size_t end = in_.find(mark) + mark.size();
        std::string taken = in_.substr(0, end);
        in_.erase(0, end);
        return taken;
    }

    std::string ReceiveAll() {
        while (Fill()) {
        }
        return std::exchange(in_, {});
    }

    /// Whether the server has closed, with nothing more to read.
    bool AtEnd() { return in_.empty() && !Fill(); }
    void CloseSend() { ::shutdown(fd_, SHUT_WR); }

private:
    bool Fill() {
        char buffer[65536];
        const ssize_t n = ::recv(fd_, buffer, sizeof buffer, 0);
        if (n <= 0) return false;
        in_.append(buffer, static_cast<std::size_t>(n));
        return true;
    }
    bool FillUntil(std::string_view mark) {
        while (in_.find(mark) == std::string::npos) {
            if (!Fill()) return false;
        }
        return true;
    }
    bool Take(std::size_t n, std::string& out) {
        while (in_.size() < n) {
            if (!Fill()) {
                out += std::exchange(in_, {});
                return false;
            }
        }
        out.append(in_, 0, n);
        in_.erase(0, n);
        return true;
    }
    bool ReadChunks(std::string& body) {
        for (;;) {
            if (!FillUntil("\r\n")) return false;
            const std::size_t size = NumberIn(in_, 16);
            in_.erase(0, in_.find("\r\n") + 2);
            if (!Take(size, body)) return false;
            std::string crlf;
            if (!Take(2, crlf)) return false;
            if (size == 0) return true;
        }
    }

    int fd_;
    bool connected_ = false;
    std::string in_;
};

inline Reply Ask(std::uint16_t port, std::string_view request) {
    RawClient client(port);
    client.Send(request);
    return client.Receive();
}

inline Reply Get(std::uint16_t port, const std::string& target) {
    return Ask(port, "GET " + target + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
}

/// Waits for a state that another thread brings about; false when it never came.
inline bool WaitUntil(const std::function<bool()>& holds) {
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!holds()) {
        if (std::chrono::steady_clock::now() > give_up) return false;
        std::this_thread::yield();
    }
    return true;
}

}  // namespace liandong::http::testing
