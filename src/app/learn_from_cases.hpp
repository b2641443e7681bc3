#pragma once

#include <cstdint>
#include <vector>

#include "app/services.hpp"
#include "app/train_classifier.hpp"

namespace liandong {

struct CaseLessons {
    std::vector<LabelledMessage> messages;  ///< label: the code of the category
    std::int64_t cases = 0;                 ///< that were looked at
    std::int64_t unsettled = 0;  ///< left out: open, declined, merged, void, or sent back by a unit
    std::int64_t closed_to_us = 0;  ///< left out: erased or secret
    std::int64_t unknown = 0;       ///< left out: no category, or one that the city dropped
};

inline constexpr std::size_t kLessonsMax = 200'000;

/// The newest cases that people have settled, as training data. A case teaches when a unit has
/// answered it and never returned it: then its category is what people left standing, corrections
/// included, and not only what a program once guessed. Walks all cases in pages.
[[nodiscard]] Result<CaseLessons> LessonsOf(const Services& services, std::size_t lessons_max,
                                            Deadline deadline);

}  // namespace liandong
