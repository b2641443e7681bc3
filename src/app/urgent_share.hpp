#pragma once

#include <string_view>

#include "domain/city/city.hpp"

namespace liandong {

/// What a classifier implements besides when it can add up all that it thinks possible, not only
/// the few guesses that it shows.
class UrgentShare {
public:
    virtual ~UrgentShare() = default;
    /// Probability that the text belongs to any of the urgent categories, 0 .. 1.
    virtual double ShareOfUrgent(const City& city, std::string_view text) = 0;
};

/// From here on a matter is called urgent until a person says otherwise: many small doubts count
/// like one great one. Chosen on the development part of the labelled messages
/// (docs/INTELLIGENCE.md).
inline constexpr double kUrgentShareMin = 0.1;

}  // namespace liandong
