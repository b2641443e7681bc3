#pragma once

#include <string_view>

#include "codec/binder.hpp"

// Heavy (Boost.JSON): for the codecs alone.

namespace liandong::detail {

/// What we stored ourselves and cannot read any more is trouble of the world, not of the caller:
/// kUnavailable "unreadable_payload".
[[nodiscard]] Error UnreadableStored(std::string_view what, const Error& why);

template <class T>
Result<T> ReadStored(std::string_view text, std::string_view what) {
    auto value = json::FromJson<T>(text);
    if (value) return value;
    return Failure{UnreadableStored(what, value.error())};
}

}  // namespace liandong::detail
