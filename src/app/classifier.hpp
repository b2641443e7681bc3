#pragma once

#include <string_view>
#include <vector>

#include "domain/city/city.hpp"

namespace liandong {

struct Guess {
    CategoryCode category;
    double probability = 0;
};
/// Proposes categories for a text, best first; empty when it does not dare.
class Classifier {
public:
    virtual ~Classifier() = default;
    virtual std::vector<Guess> Classify(const City& city, std::string_view text) = 0;
};

}  // namespace liandong
