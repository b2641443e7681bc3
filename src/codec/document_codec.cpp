#include "codec/document_codec_impl.hpp"

namespace liandong::detail {

Error NoSuchCommand(std::string_view name) {
    return NotFound("no_such_command",
                    "There is no such command: " + std::string(name.substr(0, 60)));
}

}  // namespace liandong::detail
