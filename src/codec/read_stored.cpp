#include "codec/read_stored.hpp"

namespace liandong::detail {

Error UnreadableStored(std::string_view what, const Error& why) {
    Error error = Unavailable("stored " + std::string(what) + " is unreadable: " + why.for_log);
    error.code = "unreadable_payload";
    return error;
}

}  // namespace liandong::detail
