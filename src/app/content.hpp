#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace liandong {

/// What an upload is by its bytes; this, not the sender's claim, is stored and served.
struct ContentKind {
    std::string media_type;  ///< "image/jpeg"
    std::string extension;   ///< "jpg"
};

class ContentChecker {
public:
    virtual ~ContentChecker() = default;
    /// Errors: kInvalid "content_empty", "content_too_large", "content_type_refused",
    /// "content_truncated", "content_disguised".
    [[nodiscard]] virtual Result<ContentKind> Check(std::string_view bytes,
                                                    std::string_view claimed_media_type,
                                                    std::size_t bytes_max) = 0;
};

}  // namespace liandong
