#include "adapters/http/message.hpp"

#include <algorithm>
#include <array>

namespace liandong::http {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr std::array kMethods{
    std::pair{Method::kGet, std::string_view{"GET"}},
    std::pair{Method::kHead, std::string_view{"HEAD"}},
    std::pair{Method::kPost, std::string_view{"POST"}},
    std::pair{Method::kPut, std::string_view{"PUT"}},
    std::pair{Method::kPatch, std::string_view{"PATCH"}},
    std::pair{Method::kDelete, std::string_view{"DELETE"}},
    std::pair{Method::kOptions, std::string_view{"OPTIONS"}},
};

Response Of(int status, std::string type, Body body) {
    Response response;
    response.status = status;
    response.headers.Set("Content-Type", std::move(type));
    response.body = std::move(body);
    return response;
}

}  // namespace

std::string_view Text(Method method) {
    for (const auto& [known, text] : kMethods) {
        if (known == method) return text;
    }
    LD_CHECK(false);
    return {};
}

std::optional<Method> ParseMethod(std::string_view text) {
    for (const auto& [method, known] : kMethods) {
        if (known == text) return method;
    }
    return std::nullopt;
}

bool SameName(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return Lower(x) == Lower(y); });
}

bool Pairs::Same(std::string_view a, std::string_view b) const {
    return letters_ == Case::kIgnored ? SameName(a, b) : a == b;
}

void Pairs::Set(std::string name, std::string value) {
    Remove(name);
    Add(std::move(name), std::move(value));
}

void Pairs::Remove(std::string_view name) {
    std::erase_if(pairs_, [&](const Pair& pair) { return Same(pair.first, name); });
}

const std::string* Pairs::Find(std::string_view name) const {
    for (const Pair& pair : pairs_) {
        if (Same(pair.first, name)) return &pair.second;
    }
    return nullptr;
}

std::string_view Pairs::Get(std::string_view name) const {
    const std::string* found = Find(name);
    return found == nullptr ? std::string_view{} : std::string_view{*found};
}

std::vector<std::string_view> Pairs::All(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const Pair& pair : pairs_) {
        if (Same(pair.first, name)) values.emplace_back(pair.second);
    }
    return values;
}

Response Response::Json(int status, std::string text) {
    return Of(status, "application/json", std::move(text));
}

Response Response::Plain(int status, std::string text) {
    return Of(status, "text/plain; charset=utf-8", std::move(text));
}

Response Response::Html(std::string text, std::string content_security_policy) {
    return Of(200, "text/html; charset=utf-8", std::move(text))
        .With("Content-Security-Policy", std::move(content_security_policy));
}

Response Response::NoContent() {
    Response response;
    response.status = 204;
    return response;
}

Response Response::Redirect(std::string location) {
    Response response;
    response.status = 303;
    response.headers.Set("Location", std::move(location));
    return response;
}

Response Response::Download(std::string_view name, std::string type, std::string bytes) {
    return Of(200, std::move(type), std::move(bytes))
        .With("Content-Disposition", AttachmentDisposition(name));
}

Response Response::Download(std::string_view name, std::string type, ChunkedBody body) {
    return Of(200, std::move(type), std::move(body))
        .With("Content-Disposition", AttachmentDisposition(name));
}

Response Response::Stream(std::string type, ChunkedBody body) {
    return Of(200, std::move(type), std::move(body));
}

Response Response::Live(std::shared_ptr<LiveSubscription> subscription) {
    // X-Accel-Buffering: nginx in front would otherwise hold events back until its buffer is full.
    return Of(200, "text/event-stream", LiveBody{std::move(subscription)})
        .With("X-Accel-Buffering", "no");
}

std::string AttachmentDisposition(std::string_view name) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string plain;
    std::string encoded;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        plain.push_back(letter ? c : '_');
        if (letter) {
            encoded.push_back(c);
        } else {
            encoded.push_back('%');
            encoded.push_back(digits[byte >> 4]);
            encoded.push_back(digits[byte & 0x0F]);
        }
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

std::string_view Reason(int status) {
    switch (status) {
        case 100: return "Continue";
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 301: return "Moved Permanently";
        case 302: return "Found";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 307: return "Temporary Redirect";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 406: return "Not Acceptable";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 416: return "Range Not Satisfiable";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "";
    }
}

}  // namespace liandong::http
