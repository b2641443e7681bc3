#pragma once

#include <string>
#include <string_view>

#include "domain/case/types.hpp"

namespace liandong {

/// Enough of a number to tell two apart, too little to ring it: "138****1234". Of fewer than eight
/// characters only the last two stay. Anything else that is a contact ("wx_abc", a mail address)
/// keeps its first and last character.
[[nodiscard]] std::string MaskNumber(std::string_view number);

/// The person as those see it who gave no reason: numbers and other contacts masked.
[[nodiscard]] Caller Masked(Caller caller);

}  // namespace liandong
