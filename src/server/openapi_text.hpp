#pragma once

#include <string_view>

namespace liandong::server {

/// docs/api/openapi.yaml as it was when the program was built.
[[nodiscard]] std::string_view OpenApiText();

}  // namespace liandong::server
