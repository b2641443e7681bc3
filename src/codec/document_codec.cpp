#include "codec/document_codec_impl.hpp"

namespace liandong::detail {

Error UnreadableStored(std::string_view what, const Error& why) {
    Error error = Unavailable("stored " + std::string(what) + " is unreadable: " + why.for_log);
    error.code = "unreadable_payload";
    return error;
}

Error NoSuchCommand(std::string_view name) {
    return NotFound("no_such_command",
                    "There is no such command: " + std::string(name.substr(0, 60)));
}

}  // namespace liandong::detail
