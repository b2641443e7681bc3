#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace liandong::content {

enum class ContentType : std::uint8_t {
    kJpeg = 1,
    kPng = 2,
    kWebp = 3,
    kHeic = 4,
    kMp3 = 5,
    kWav = 6,
    kAmr = 7,
    kM4a = 8,
    kOgg = 9,
    kMp4 = 10,
    kPdf = 11,
};

/// What an attachment is, by its bytes. This, not what the sender claimed, is stored and served.
struct CheckedContent {
    ContentType type = ContentType::kJpeg;
    std::string_view media_type;  ///< "image/jpeg"
    std::string_view extension;   ///< "jpg"
    bool as_claimed = true;       ///< the claim named the same type, or nothing
};

struct ContentLimits {
    std::size_t bytes_max = std::size_t{50} << 20U;
};

/// Looks at the whole of an upload. The type is libmagic's word, and our own look at the file's
/// skeleton must agree: images, sound and films must reach their end, and nothing may hide a second
/// file (ZIP, RAR, 7z, PDF) or a script. The claim (a Content-Type, may be empty) never decides.
/// Nothing is decoded: it may still be a broken picture. Shape:  any thread; linear in the size.
/// Errors: kInvalid "content_empty"; "content_too_large" (args "bytes_max"); "content_type_refused"
/// (args "found"):
///         not one of the allowed; "content_truncated": begins as an allowed type and does not
///         reach its end; "content_disguised": an allowed type that is something else as well.
///         kUnavailable when libmagic's database is missing.
[[nodiscard]] Result<CheckedContent> CheckContent(std::string_view bytes,
                                                  std::string_view claimed_media_type,
                                                  const ContentLimits& limits = {});

}  // namespace liandong::content
