#pragma once

#include <set>
#include <string>
#include <string_view>

namespace liandong {

/// What a text calls by a name of its own, whether or not a list knows it: quarters, roads,
/// buildings, schools, firms. A name is what ends in a word for such a thing (小区, 路, 公司); it
/// is kept as that word with the two characters before it, so that "丽发新城" and "A市丽发新城小区"
/// meet in 发新城. What only says the kind (我们小区, 十字路) is left out.
/// Shape: linear; reads the first 1'000 code points.
[[nodiscard]] std::set<std::u32string> SpokenNames(std::string_view text);

}  // namespace liandong
