#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace liandong {

/// The text without what tells who somebody is: every text of `known` (names, numbers), numbers of
/// five digits and more, with joints or written out, runs of letters and digits (plates, accounts),
/// mail addresses, numbers of houses and rooms, and names that something marks (mask_names.hpp).
/// What is taken out becomes "＊＊". Days, amounts and names of places stay.
/// Shape: linear but for `known`. A name that nothing marks is not recognised as one.
[[nodiscard]] std::string MaskText(std::string_view text, const std::vector<std::string>& known);

}  // namespace liandong
