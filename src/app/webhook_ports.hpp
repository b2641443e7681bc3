#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/deadline.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/journal/digest.hpp"

// What webhooks ask of the world. Addresses come from the profile or from an administrator, never
// from a message: whoever implements HttpPoster follows no redirect.

namespace liandong {

struct HttpPost {
    std::string url;  ///< passed EndpointFault
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    Duration limit{};  ///< of the whole exchange; the deadline may be earlier
};
struct HttpAnswer {
    int status = 0;
    std::string body;  ///< at most kAnswerBytesMax
};
inline constexpr std::size_t kAnswerBytesMax = 64 << 10;

class HttpPoster {
public:
    virtual ~HttpPoster() = default;
    /// One POST; a status of any kind is an answer. Errors: kUnavailable when there is none: not
    /// reached, too slow, not trusted, or more than kAnswerBytesMax.
    virtual Result<HttpAnswer> Post(const HttpPost& post, Deadline deadline) = 0;
};

/// The signing secrets of linked systems, by the name that the profile gives. Looked up for every
/// push, so a secret can be changed any time.
class SecretSource {
public:
    virtual ~SecretSource() = default;
    /// Keys as raw bytes, the newest first: while a secret is changed both sign. Errors:
    /// kUnavailable "no_secret".
    virtual Result<std::vector<std::string>> Find(const std::string& name) = 0;
};

/// HMAC-SHA256.
using KeyedHash = std::function<Digest(std::span<const unsigned char> key, std::string_view)>;

}  // namespace liandong
