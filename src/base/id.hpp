#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <utility>

namespace liandong {

/// An identifier with a type: `Answer(CaseId, UnitCode)` cannot be called the wrong way round.
template <class Tag, class Rep>
struct Id {
    using rep = Rep;
    Rep value{};

    auto operator<=>(const Id&) const = default;
    bool operator==(const Id&) const = default;
};

}  // namespace liandong

template <class Tag, class Rep>
struct std::hash<liandong::Id<Tag, Rep>> {
    std::size_t operator()(const liandong::Id<Tag, Rep>& id) const noexcept {
        return std::hash<Rep>{}(id.value);
    }
};
