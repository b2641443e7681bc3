#pragma once

#include "app/hot_topics.hpp"
#include "domain/topics/kept_topics.hpp"

namespace liandong {

/// Keeps the list as that of the day on which it was found, in the place of an earlier one.
[[nodiscard]] Result<void> KeepTopicsOfDay(const Services& services, const KeptTopics& topics,
                                           Deadline deadline);

/// The list of a past day, or of today as it was found last. Summaries are read from their cases
/// now: of cases that were erased or became secret they are empty.
/// Errors: kNotFound "no_topics_of_day".
[[nodiscard]] Result<HotTopicList> ReadTopicsOfDay(const Services& services, Day day,
                                                   Deadline deadline);

}  // namespace liandong
