#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace liandong {

/// The text without what tells who somebody is: every text of `known` (names, numbers), numbers of
/// five digits and more, runs of letters and digits (plates, accounts), mail addresses, numbers of
/// houses and rooms, and names where the words around say that they are names ("我叫…", "…先生").
/// What is taken out becomes "＊＊". Days, amounts and names of places stay.
/// Shape: linear but for `known`. What nobody marks as a name is not recognised as one.
[[nodiscard]] std::string MaskText(std::string_view text, const std::vector<std::string>& known);

}  // namespace liandong
