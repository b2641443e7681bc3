#pragma once

#include <type_traits>
#include <variant>

namespace liandong {

/// Whether T is one of the types that a variant holds.
template <class T, class Variant>
inline constexpr bool kIsAlternative = false;
template <class T, class... Ts>
inline constexpr bool kIsAlternative<T, std::variant<Ts...>> = (std::is_same_v<T, Ts> || ...);

}  // namespace liandong
