#pragma once

#include <string>

namespace liandong {

/// What stands for a name or a number that was taken out.
inline constexpr std::u32string_view kMask = U"＊＊";

/// Takes out names of people that something marks: a word before ("我叫", "联系人"), a title behind
/// ("先生", "书记"), "姓…的", "李某", a number that was masked, a sex ("李大明，男"), a list
/// of names, or a line (the end of a text) that holds nothing but what looks like a name.
/// Looks like a name: a common surname and one or two characters, and no everyday word. A name that
/// stands in a sentence like any word is not recognised.
/// Shape: linear in the text for each mark.
void MaskNames(std::u32string& text);

}  // namespace liandong
