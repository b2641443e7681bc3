#include "http_client.hpp"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

namespace liandong::bench {

void Die(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(2);
}

namespace {

// The value of a header, whatever its capitals; empty when it is not there.
std::string_view HeaderIn(std::string_view head, std::string_view name) {
    for (std::size_t at = head.find("\r\n"); at != std::string_view::npos;
         at = head.find("\r\n", at + 2)) {
        const std::string_view line = head.substr(at + 2);
        if (line.size() <= name.size() || line[name.size()] != ':') continue;
        if (strncasecmp(line.data(), name.data(), name.size()) != 0) continue;
        std::string_view value = line.substr(name.size() + 1);
        value = value.substr(0, value.find("\r\n"));
        while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
        return value;
    }
    return {};
}

std::size_t NumberIn(std::string_view text) {
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

Reply ReplyIn(std::string_view bytes) {
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos || bytes.size() < 12) return {};
    const std::string_view head = bytes.substr(0, end + 2);
    const std::size_t length = NumberIn(HeaderIn(head, "Content-Length"));
    if (bytes.size() < end + 4 + length) return {};
    return {static_cast<int>(NumberIn(bytes.substr(9, 3))), head, bytes.substr(end + 4, length),
            end + 4 + length};
}

std::string JsonText(std::string_view body, std::string_view name) {
    const std::string front = "\"" + std::string(name) + "\":\"";
    const std::size_t at = body.find(front);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = body.substr(at + front.size());
    return std::string(rest.substr(0, rest.find('"')));
}

int Connect(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        Die("connecting to port " + std::to_string(port) + ": " + std::strerror(errno));
    }
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

Client::~Client() { ::close(socket_); }

Reply Client::Ask(std::string_view request) {
    while (!request.empty()) {
        const ssize_t sent = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent <= 0) Die(std::string("sending: ") + std::strerror(errno));
        request.remove_prefix(static_cast<std::size_t>(sent));
    }
    buffer_.clear();
    while (true) {
        char bytes[65'536];
        const ssize_t got = ::recv(socket_, bytes, sizeof bytes, 0);
        if (got <= 0) Die("the server closed the connection");
        buffer_.append(bytes, static_cast<std::size_t>(got));
        if (const Reply reply = ReplyIn(buffer_); reply.status != 0) return reply;
    }
}

SignedIn SignIn(std::uint16_t port, const std::string& login, const std::string& password) {
    Client client(port);
    const Reply reply =
        client.Ask(PostRequest({}, "/api/v1/session", "",
                               R"({"login":")" + login + R"(","password":")" + password + "\"}"));
    if (reply.status != 201) Die("signing in as " + login + ": " + std::string(reply.body));
    const std::string_view cookie = HeaderIn(reply.head, "Set-Cookie");
    return {std::string(cookie.substr(0, cookie.find(';'))), JsonText(reply.body, "csrf_token")};
}

std::string GetRequest(const SignedIn& who, std::string_view path) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + who.cookie +
           "\r\n\r\n";
}

std::string PostRequest(const SignedIn& who, std::string_view path,
                        std::string_view idempotency_key, std::string_view body) {
    std::string text = "POST " + std::string(path) +
                       " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    if (!who.cookie.empty())
        text += "Cookie: " + who.cookie + "\r\nX-CSRF-Token: " + who.csrf_token + "\r\n";
    if (!idempotency_key.empty())
        text += "Idempotency-Key: " + std::string(idempotency_key) + "\r\n";
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    return text.append(body);
}

}  // namespace liandong::bench
