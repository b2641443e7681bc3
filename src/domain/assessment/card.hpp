#pragma once

#include <optional>

namespace liandong {

/// How a number moved, in per cent of the earlier one; empty when there was none before: "—".
[[nodiscard]] inline std::optional<double> RelativeChange(std::optional<double> now,
                                                          std::optional<double> before) {
    if (!now || !before || *before == 0) return std::nullopt;
    return (*now - *before) / *before * 100;
}
/// How a rate moved, in per cent points.
[[nodiscard]] inline std::optional<double> ChangeInPoints(std::optional<double> now,
                                                          std::optional<double> before) {
    if (!now || !before) return std::nullopt;
    return *now - *before;
}

}  // namespace liandong
