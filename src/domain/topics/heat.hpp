#pragma once

#include "domain/topics/topic.hpp"

namespace liandong {

/// Members this alike speak of one thing; heat is not made less above it.
inline constexpr double kWholeFocus = 0.16;

/// How hot: spread and volume 2·ln(1 + persons), speed ln(1 + persons of the busiest seven days),
/// votes ¼·ln(1 + votes), and all of it times min(1, focus / kWholeFocus): what many people say of
/// different things is no topic. Logarithms, so that one message with two thousand votes or one
/// person with a hundred letters does not outweigh forty neighbours.
[[nodiscard]] double HeatOf(const Topic& topic);

}  // namespace liandong
