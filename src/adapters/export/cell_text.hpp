#pragma once

#include <string_view>

#include "base/result.hpp"

namespace liandong::exporting {

/// Errors: kInvalid "bad_text" for text that no table can hold: not UTF-8, or with a NUL.
[[nodiscard]] Result<void> CheckText(std::string_view text);

}  // namespace liandong::exporting
