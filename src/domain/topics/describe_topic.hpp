#pragma once

#include <span>

#include "domain/topics/topic.hpp"
#include "domain/topics/word_vectors.hpp"

namespace liandong {

/// Fills words, place, group and summary of a topic whose members are places in `messages`.
/// Only what at least two persons say becomes a word; a name or a number of one never does. The
/// summary is a sentence of one person, as it stands: show it to those only who may read cases.
void Describe(Topic& topic, std::span<const TopicMessage* const> messages,
              const WordVectors& vectors);

}  // namespace liandong
