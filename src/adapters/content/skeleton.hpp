#pragma once

#include <string_view>

#include "adapters/content/content_check.hpp"

namespace liandong::content {

/// Whether the bytes are built as a file of that type is and reach its end. Trailing bytes behind
/// the end of an image are allowed: phones put films and previews there.
[[nodiscard]] bool IsWhole(ContentType type, std::string_view bytes);

/// Whether the file could also be taken for something else: an archive by its end, a page or script
/// by its front, a PDF that runs something.
[[nodiscard]] bool HidesAnother(ContentType type, std::string_view bytes);

}  // namespace liandong::content
