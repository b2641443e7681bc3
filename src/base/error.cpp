#include "base/error.hpp"

#include "base/check.hpp"

namespace liandong {

Error Error::Within(std::string_view context) && {
    for_log = std::string(context) + ": " + for_log;
    return std::move(*this);
}

bool Retryable(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::kInvalid:
        case ErrorKind::kUnauthenticated:
        case ErrorKind::kForbidden:
        case ErrorKind::kNotFound:
        case ErrorKind::kRejected:
        case ErrorKind::kStale:
        case ErrorKind::kBug: return false;
        case ErrorKind::kBusy:
        case ErrorKind::kUnavailable: return true;
    }
    LD_CHECK(false);
    return false;
}

bool IsFinal(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::kInvalid:
        case ErrorKind::kForbidden:
        case ErrorKind::kNotFound:
        case ErrorKind::kRejected: return true;
        case ErrorKind::kUnauthenticated:
        case ErrorKind::kStale:
        case ErrorKind::kBusy:
        case ErrorKind::kUnavailable:
        case ErrorKind::kBug: return false;
    }
    return false;
}

std::string_view Text(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::kInvalid: return "invalid";
        case ErrorKind::kUnauthenticated: return "unauthenticated";
        case ErrorKind::kForbidden: return "forbidden";
        case ErrorKind::kNotFound: return "not_found";
        case ErrorKind::kRejected: return "rejected";
        case ErrorKind::kStale: return "stale";
        case ErrorKind::kBusy: return "busy";
        case ErrorKind::kUnavailable: return "unavailable";
        case ErrorKind::kBug: return "bug";
    }
    LD_CHECK(false);
    return {};
}

Error Invalid(std::string code, std::string for_caller) {
    std::string for_log = for_caller;
    return {ErrorKind::kInvalid, std::move(code), std::move(for_caller), std::move(for_log), {}};
}

Error NotFound(std::string code, std::string for_caller) {
    std::string for_log = for_caller;
    return {ErrorKind::kNotFound, std::move(code), std::move(for_caller), std::move(for_log), {}};
}

Error Unavailable(std::string for_log) {
    return {ErrorKind::kUnavailable,
            "unavailable",
            "The service is not available just now; please try again.",
            std::move(for_log),
            {}};
}

Error Bug(std::string for_log) {
    return {ErrorKind::kBug,
            "bug",
            "Something went wrong on our side; it has been recorded.",
            std::move(for_log),
            {}};
}

}  // namespace liandong
