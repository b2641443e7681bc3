#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace liandong::http {

/// One field of a form. `bytes` points into the body that was parsed.
struct Part {
    std::string name;
    std::optional<std::string> file_name;  ///< as the client names it: UTF-8, without any path;
                                           ///< never a path of ours
    std::string type;  ///< what the client claims ("text/plain" when it claims nothing)
    std::string_view bytes;
};

struct MultipartLimits {
    std::size_t parts_max = 64;
    std::size_t part_header_bytes_max = 4096;
};

/// The parts of a multipart/form-data body (RFC 7578).
/// Shape:  pure, one pass, copies no content; `body` must outlive the parts.
/// Errors: kInvalid "not_multipart" (content type or boundary), "bad_multipart" (malformed or cut),
///         "too_many_parts".
[[nodiscard]] Result<std::vector<Part>> ParseMultipart(std::string_view content_type,
                                                       std::string_view body,
                                                       const MultipartLimits& limits = {});

/// A parameter of a header value: Parameter("form-data; name=\"a\"", "name") → "a".
[[nodiscard]] std::optional<std::string> Parameter(std::string_view value, std::string_view name);

}  // namespace liandong::http
