#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
#include <utility>
#include <variant>
#include <vector>

#include "base/deadline.hpp"
#include "base/result.hpp"

/// What a handler sees of HTTP: plain values, no sockets, no library of anybody else.
namespace liandong::http {

enum class Method : std::uint8_t { kGet, kHead, kPost, kPut, kPatch, kDelete, kOptions };

[[nodiscard]] std::string_view Text(Method method);
/// Empty for a method this server does not speak.
[[nodiscard]] std::optional<Method> ParseMethod(std::string_view text);

/// Whether two header names are the same (ASCII case does not count).
[[nodiscard]] bool SameName(std::string_view a, std::string_view b);

/// Names with values, in order of arrival; a name may come more than once.
class Pairs {
public:
    using Pair = std::pair<std::string, std::string>;
    enum class Case : std::uint8_t { kCounts, kIgnored };

    Pairs() = default;
    explicit Pairs(Case letters) : letters_(letters) {}
    void Add(std::string name, std::string value) {
        pairs_.emplace_back(std::move(name), std::move(value));
    }
    /// Replaces every pair of that name.
    void Set(std::string name, std::string value);
    void Remove(std::string_view name);

    [[nodiscard]] const std::string* Find(std::string_view name) const;  ///< the first, or null
    /// The first value, or "" when there is none.
    [[nodiscard]] std::string_view Get(std::string_view name) const;
    [[nodiscard]] bool Has(std::string_view name) const { return Find(name) != nullptr; }
    [[nodiscard]] std::vector<std::string_view> All(std::string_view name) const;
    [[nodiscard]] const std::vector<Pair>& Everything() const { return pairs_; }

private:
    [[nodiscard]] bool Same(std::string_view a, std::string_view b) const;

    Case letters_ = Case::kCounts;
    std::vector<Pair> pairs_;
};

struct Route;  // router.hpp

/// One request, complete: its body has been read and its limits have been checked.
struct Request {
    Method method = Method::kGet;
    std::string path;  ///< percent-decoded, UTF-8, starts with '/', without "." and ".." segments
    Pairs query;       ///< percent-decoded, UTF-8
    Pairs headers{Pairs::Case::kIgnored};
    Pairs cookies;
    Pairs path_params;  ///< {id} of the pattern → its decoded text
    std::string body;
    std::string peer;  ///< address of the client; behind a trusted proxy, the one the proxy names
    bool secure = false;  ///< it came over TLS (here, or at a trusted proxy)
    std::string id;       ///< request id: in every reply and every log line
    Deadline deadline = Deadline::In(std::chrono::seconds(30));
    const Route* route = nullptr;  ///< never null inside a handler

    /// What a stage found out for those after it, one value per type: who is asking, for instance.
    /// shared_ptr because the value is type-erased and a stream may outlive the request.
    template <class T>
    void Attach(std::shared_ptr<const T> value) {
        attached.emplace_back(std::type_index(typeid(T)), std::move(value));
    }
    template <class T>
    [[nodiscard]] std::shared_ptr<const T> Attached() const {
        for (const auto& [type, value] : attached) {
            if (type == std::type_index(typeid(T))) return std::static_pointer_cast<const T>(value);
        }
        return nullptr;
    }
    std::vector<std::pair<std::type_index, std::shared_ptr<const void>>> attached;
};

/// Bytes that many replies share (an asset held in memory), or a part of them (Range).
/// shared_ptr: the last reply may be written after a newer asset replaced it.
struct SharedBytes {
    std::shared_ptr<const std::string> bytes;
    std::size_t from = 0;
    std::size_t size = 0;
};

/// A body made piece by piece on a worker thread: the next piece is asked for only when the one
/// before has left, so memory stays at one piece however slow the client is. A failure in the
/// middle closes the connection without the last chunk, so that the client sees the body is cut.
struct ChunkedBody {
    /// The next piece (64 KiB is a good size), or nothing at the end. Never called by two threads.
    using Producer = std::function<Result<std::optional<std::string>>()>;
    Producer next;
    std::optional<std::uint64_t> size;  ///< in bytes when known: then Content-Length is sent
};

class LiveSubscription;  // live.hpp

/// Server-sent events: the connection stays open and holds no thread.
struct LiveBody {
    std::shared_ptr<LiveSubscription> subscription;  ///< shared with the hub that feeds it
};

using Body = std::variant<std::string, SharedBytes, ChunkedBody, LiveBody>;

/// One reply. The server adds Date, Content-Length, the request id and the security headers; a
/// header set here wins over the default of the same name.
struct Response {
    int status = 200;
    Pairs headers{Pairs::Case::kIgnored};
    Body body;

    [[nodiscard]] static Response Json(int status, std::string text);
    [[nodiscard]] static Response Plain(int status, std::string text);
    [[nodiscard]] static Response Html(std::string text, std::string content_security_policy);
    [[nodiscard]] static Response NoContent();
    /// 303 See Other: the client fetches `location` with GET.
    [[nodiscard]] static Response Redirect(std::string location);
    /// An attachment that browsers save and never show. `name` may be Chinese.
    [[nodiscard]] static Response Download(std::string_view name, std::string type,
                                           std::string bytes);
    [[nodiscard]] static Response Download(std::string_view name, std::string type,
                                           ChunkedBody body);
    [[nodiscard]] static Response Stream(std::string type, ChunkedBody body);
    [[nodiscard]] static Response Live(std::shared_ptr<LiveSubscription> subscription);

    Response&& With(std::string name, std::string value) && {
        headers.Set(std::move(name), std::move(value));
        return std::move(*this);
    }
};

/// `attachment; filename="…"; filename*=UTF-8''…` (RFC 6266), safe for any name.
[[nodiscard]] std::string AttachmentDisposition(std::string_view name);

/// The reason phrase of a status, "" when it has none here.
[[nodiscard]] std::string_view Reason(int status);

/// A handler answers, or fails with an Error that the pipeline turns into a reply. A function that
/// returns a plain Response fits too.
using Handler = std::function<Result<Response>(const Request&)>;

}  // namespace liandong::http
