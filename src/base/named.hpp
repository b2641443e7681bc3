#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/check.hpp"

namespace liandong {

/// One enumerator with its stored code (a whole English word, fixed for ever) and its Chinese
/// label.
template <class E>
struct Named {
    E value;
    std::string_view code;
    std::string_view label;
};

/// Specialised beside each enum that is stored or shown: every enumerator once.
template <class E>
inline constexpr std::nullptr_t kNames = nullptr;

template <class E>
concept NamedEnum = !std::is_same_v<std::remove_cvref_t<decltype(kNames<E>)>, std::nullptr_t>;

template <NamedEnum E>
[[nodiscard]] constexpr const Named<E>& NameOf(E value) {
    for (const Named<E>& named : kNames<E>) {
        if (named.value == value) return named;
    }
    LD_CHECK(false);
    return kNames<E>[0];
}

/// The stored code: "awaiting_supplement".
template <NamedEnum E>
[[nodiscard]] constexpr std::string_view Code(E value) {
    return NameOf(value).code;
}

/// What people read: "待补充".
template <NamedEnum E>
[[nodiscard]] constexpr std::string_view Label(E value) {
    return NameOf(value).label;
}

template <NamedEnum E>
[[nodiscard]] constexpr std::optional<E> FromCode(std::string_view code) {
    for (const Named<E>& named : kNames<E>) {
        if (named.code == code) return named.value;
    }
    return std::nullopt;
}

}  // namespace liandong
