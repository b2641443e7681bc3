#pragma once

#include <vector>

#include "domain/document/supervision_order.hpp"
#include "domain/figures/fact.hpp"

namespace liandong {

/// A supervision order counts when it was closed, or when its time passed; withdrawn, it never was.
/// Solved: closed, and the last visit, if there was one, found what was promised.
[[nodiscard]] std::vector<Fact> FactsOf(const SupervisionOrder& order, const City& city);

}  // namespace liandong
