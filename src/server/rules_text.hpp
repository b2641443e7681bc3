#pragma once

#include <string>

namespace liandong {

/// docs/rules/lifecycle.md, refusals.md and figures.md, printed from the code; a test compares
/// them.
[[nodiscard]] std::string LifecycleText();
[[nodiscard]] std::string RefusalsText();
[[nodiscard]] std::string FiguresText();

}  // namespace liandong
