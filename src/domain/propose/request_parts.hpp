#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace liandong {

/// A piece of a text that may be a request of its own.
struct RequestPart {
    std::string text;
    std::size_t at = 0;      ///< its first code point
    std::size_t length = 0;  ///< in code points
};

inline constexpr std::size_t kRequestPartsMax = 10;

/// Where a text turns to something else: sentences that begin with 另外, 还有一个问题, 第二 and the
/// like, and the items of a numbered list. The parts cover the text without a gap, the words of the
/// turn belong to what they begin. One part when it does not turn; none of an empty text.
/// Whether two parts are two matters is for somebody who knows the city's categories to say.
/// Shape: linear; a text of more than 5'000 code points is one part.
[[nodiscard]] std::vector<RequestPart> PartsOf(std::string_view text);

}  // namespace liandong
