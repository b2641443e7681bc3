#pragma once

#include "app/linear_learner.hpp"

namespace liandong {

/// One linear support vector machine a label, against all others (LIBLINEAR's dual coordinate
/// descent). Not for two threads at once: the library draws from the process's one generator.
class LiblinearLearner final : public LinearLearner {
public:
    Result<std::vector<float>> Learn(const LinearTask& task) override;
};

}  // namespace liandong
