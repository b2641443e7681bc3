#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/case/types.hpp"

namespace liandong {

/// A hot topic as it is kept: words that several people said, and where its summary stands instead
/// of what it says, so that an erased person's sentence is gone with them.
struct KeptTopic {
    double heat = 0;
    Instant from;
    Instant to;
    std::string place;
    std::string group;
    std::vector<std::string> words;
    std::int32_t persons = 0;
    std::int32_t case_count = 0;
    std::vector<CaseId> cases;  ///< newest first
    CaseId summary_case;
    std::int64_t summary_sentence = 0;  ///< see SentenceOf

    bool operator==(const KeptTopic&) const = default;
};

/// The hottest of one look, hottest first.
struct KeptTopics {
    Instant as_of;
    Instant from;  ///< cases from here on were looked at
    std::vector<KeptTopic> items;

    bool operator==(const KeptTopics&) const = default;
};

}  // namespace liandong
