#pragma once

#include <memory>

#include "app/content.hpp"

namespace liandong::content {

/// The port over CheckContent.
[[nodiscard]] std::unique_ptr<ContentChecker> MakeContentChecker();

}  // namespace liandong::content
