#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/http/message.hpp"
#include "base/result.hpp"

namespace liandong::http {

inline constexpr std::size_t kAssetsBytesMax = std::size_t{256} << 20;

/// The files of one folder (the built web client), read once at the start and served from memory:
/// a request's path is only ever looked up in a table, so it cannot leave the folder.
/// "a.js.gz" beside "a.js" is sent instead to clients that take gzip. Names with a hash
/// ("index-5f3a9c1e.js") may be kept for ever; all others are asked for again with their ETag.
class Assets {
public:
    /// Errors: kUnavailable when the folder cannot be read or holds more than kAssetsBytesMax.
    [[nodiscard]] static Result<Assets> Load(const std::filesystem::path& folder);

    /// The file `name` ("assets/index-5f3a9c1e.js", without leading '/'), its 304 or 206; nothing
    /// if there is none. Handlers over it never wait: Route::never_waits fits.
    [[nodiscard]] std::optional<Response> Serve(const Request& request,
                                                std::string_view name) const;
    [[nodiscard]] std::size_t Count() const { return files_.size(); }

private:
    struct File {
        std::shared_ptr<const std::string> plain;  // shared with replies being written
        std::shared_ptr<const std::string> gzip;   // null when there is none
        std::string type;
        std::string etag;  // with quotes
        bool hashed = false;
    };
    std::map<std::string, File, std::less<>> files_;
};

/// A strong ETag of the bytes, with its quotes.
[[nodiscard]] std::string EtagOf(std::string_view bytes);
/// Whether If-None-Match names this ETag (or is "*"): the reply is then 304.
[[nodiscard]] bool NotModified(const Request& request, std::string_view etag);
/// Whether Accept-Encoding takes gzip ("gzip;q=0" does not).
[[nodiscard]] bool TakesGzip(std::string_view accept_encoding);

struct ByteRange {
    enum class Kind : std::uint8_t { kWhole, kPart, kUnsatisfiable };
    Kind kind = Kind::kWhole;
    std::uint64_t from = 0;
    std::uint64_t size = 0;
};
/// The range a "Range: bytes=…" header asks for of a body of `total` bytes. Several ranges, other
/// units and malformed headers mean the whole (RFC 9110 §14.2 lets a server ignore them).
[[nodiscard]] ByteRange RangeOf(std::string_view header, std::uint64_t total);

/// The media type by the name's ending, "application/octet-stream" when unknown.
[[nodiscard]] std::string TypeOf(std::string_view name);

}  // namespace liandong::http
