#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace liandong {

/// One page of a list. `after` is the opaque text of the page before; `limit` 1 .. 500.
struct Page {
    std::optional<std::string> after;
    std::int32_t limit = 50;
};
template <class T>
struct PageOf {
    std::vector<T> items;
    std::optional<std::string> next;
};

}  // namespace liandong
