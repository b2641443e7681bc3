#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liandong {

/// What kind of trouble it was. Knows nothing of HTTP; the pipeline maps kind to status.
enum class ErrorKind : std::uint8_t {
    kInvalid = 1,          ///< the input cannot be understood or breaks a limit of shape
    kUnauthenticated = 2,  ///< nobody is signed in
    kForbidden = 3,        ///< somebody is, but may not
    kNotFound = 4,         ///< there is no such thing, or not for this person
    kRejected = 5,         ///< the rules of the city say no
    kStale = 6,            ///< somebody else was faster; read again
    kBusy = 7,             ///< too much at once; try again later
    kUnavailable = 8,      ///< a part of the world (disk, database, peer) is away
    kBug = 9,              ///< we were wrong
};

/// A fault with two texts. `for_caller` never holds SQL, paths or a citizen's data; `for_log`
/// explains. `code` is a stable whole-word identifier ("wrong_state"); `args` fill the client's
/// text.
struct Error {
    ErrorKind kind = ErrorKind::kBug;
    std::string code;
    std::string for_caller;
    std::string for_log;
    std::vector<std::pair<std::string, std::string>> args;

    /// The same error seen from one floor higher: "reading migration 007: disk I/O error".
    [[nodiscard]] Error Within(std::string_view context) &&;
};

/// Whether the same request may succeed when it is simply sent again.
[[nodiscard]] bool Retryable(ErrorKind kind);

/// Whether the rules said no, in whatever way, and will again; everything else is trouble of the
/// world.
[[nodiscard]] bool IsFinal(ErrorKind kind);

/// The stable text of a kind: "invalid", "unauthenticated", …
[[nodiscard]] std::string_view Text(ErrorKind kind);

[[nodiscard]] Error Invalid(std::string code, std::string for_caller);
[[nodiscard]] Error NotFound(std::string code, std::string for_caller);
[[nodiscard]] Error Unavailable(std::string for_log);
[[nodiscard]] Error Bug(std::string for_log);

}  // namespace liandong
