#include "adapters/export/cell_text.hpp"

#include "base/text.hpp"

namespace liandong::exporting {

Result<void> CheckText(std::string_view text) {
    if (IsUtf8(text) && text.find('\0') == std::string_view::npos) return {};
    return Failure{Invalid("bad_text", "A cell's text is not well-formed UTF-8 or holds a NUL.")};
}

}  // namespace liandong::exporting
