#pragma once

#include <string>

namespace liandong {

/// docs/rules/lifecycle.md and docs/rules/refusals.md, printed from the code; a test compares them.
[[nodiscard]] std::string LifecycleText();
[[nodiscard]] std::string RefusalsText();

}  // namespace liandong
