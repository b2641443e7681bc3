#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "domain/classify/linear_model.hpp"

namespace liandong {

/// Messages as vectors, each with the number of its label.
struct LinearTask {
    std::span<const SparseVector> vectors;
    std::span<const std::uint32_t> right;
    std::size_t features = 0;
    std::size_t labels = 0;
    double cost = 1;  ///< of a message on the wrong side; higher fits closer
};

/// Finds the weights of a linear model (LinearModel::weights). The same task gives the same
/// weights. Errors: kInvalid "one_label" when there is nothing to tell apart.
class LinearLearner {
public:
    virtual ~LinearLearner() = default;
    virtual Result<std::vector<float>> Learn(const LinearTask& task) = 0;
};

}  // namespace liandong
