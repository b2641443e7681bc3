#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "domain/topics/topic.hpp"

// A list of topics that is kept says where a summary stands, not what it says.

namespace liandong {

/// The n-th sentence of a message that may sum up a topic; empty when there are fewer.
[[nodiscard]] std::string SentenceOf(const TopicMessage& message, std::size_t n);

struct SummaryPlace {
    std::size_t member = 0;    ///< place in the messages given
    std::size_t sentence = 0;  ///< for SentenceOf
};
/// Where the summary of a topic of these messages stands first; empty when it has none.
/// Shape: linear in the topic's texts.
[[nodiscard]] std::optional<SummaryPlace> PlaceOfSummary(const Topic& topic,
                                                         std::span<const TopicMessage> messages);

}  // namespace liandong
