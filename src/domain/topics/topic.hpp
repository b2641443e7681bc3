#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/instant.hpp"

// Hot topics: what many people bring at the same time. A topic is a cluster of messages that share
// rare words (the name of a compound, a road, a company) and a matter; it is named by its own
// words. Pure: the same messages give the same topics, whatever their order.

namespace liandong {

/// One message, as it came.
struct TopicMessage {
    std::string id;
    /// Who wrote, as any key that is the same for the same person. Empty: unknown; then equal texts
    /// count as one person's.
    std::string person;
    Instant at;
    std::string title;  ///< may be empty
    std::string text;
    std::string place;       ///< as people read it; empty: unknown
    std::int64_t votes = 0;  ///< of others, for and against; below 0 counts as 0
};

struct TopicOptions {
    /// A topic needs as many; one person alone, however loud, is none.
    std::size_t persons_min = 5;
    std::size_t topics_max = 5;
};

/// A cluster of messages about one thing. All texts are taken from its messages.
struct Topic {
    double heat = 0;                   ///< see HeatOf; comparable within one call only
    std::vector<std::size_t> members;  ///< places in the messages given, by time, then by id
    std::size_t persons = 0;
    std::size_t busiest_week_persons = 0;
    std::int64_t votes = 0;
    double focus = 0;  ///< mean likeness of two members, 0 .. 1
    Instant from;
    Instant to;
    std::vector<std::string> words;  ///< what names it, weightiest first; at most kTopicWordsMax
    std::string place;    ///< the members' own where they have one, else a word that ends like one
    std::string group;    ///< whom it concerns: 业主, 学生 …; may be empty
    std::string summary;  ///< one sentence of a member that says most of what all say
};

inline constexpr std::size_t kTopicWordsMax = 4;
/// The newest are taken when more are given: a week of a big city's calls.
inline constexpr std::size_t kTopicMessagesMax = 50'000;

/// The hottest topics, hottest first.
/// Shape: one pass in time order, then three rounds of mending; about linear in the messages, with
/// a part that grows with the square of a topic's size up to kSplitMembersMax. Any text is taken:
/// what has no words joins nothing.
[[nodiscard]] std::vector<Topic> HottestTopics(std::span<const TopicMessage> messages,
                                               const TopicOptions& options);

}  // namespace liandong
