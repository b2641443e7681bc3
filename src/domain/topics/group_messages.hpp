#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "domain/topics/topic.hpp"
#include "domain/topics/word_vectors.hpp"

namespace liandong {

/// Messages of one topic, as places in what was given, ascending.
using Members = std::vector<std::uint32_t>;

/// Groups messages that are like the mean of their group and not more than four months behind it.
/// `messages` are in time order. Each message is in one group at most; groups of one are left out.
[[nodiscard]] std::vector<Members> GroupByWords(std::span<const TopicMessage* const> messages,
                                                const WordVectors& vectors);

/// A larger group stays whole in SplitByMatter.
inline constexpr std::size_t kSplitMembersMax = 400;

/// A compound's name holds messages together that speak of different things. What most of them
/// share is laid aside, and those that have nothing else in common part. Groups of one may come.
[[nodiscard]] std::vector<Members> SplitByMatter(const Members& members,
                                                 const WordVectors& vectors);

/// Mean likeness of two members, 0 .. 1; 0 for fewer than two.
[[nodiscard]] double FocusOf(const Members& members, const WordVectors& vectors);

}  // namespace liandong
