#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/case/types.hpp"
#include "domain/sla/calendar.hpp"

// What the profile says about the knowledge base and about training.

namespace liandong {

/// An article that the profile brings (knowledge/<code>.md).
struct ArticleSeed {
    std::string code;
    std::string title;
    std::vector<std::string> questions;
    CategoryCode category;
    UnitCode unit;
    PlaceCode place;  ///< empty: the whole city
    std::optional<Day> effective;
    std::optional<Day> expiry;  ///< the last day on which it holds
    std::int32_t review_days = 180;
    std::vector<std::string> basis;
    std::string spoken;
    std::string answer;
    std::string digest;  ///< hex; tells whether the file says the same as when it was taken in
};

struct KnowledgeSettings {
    Limit gap{3, LimitUnit::kWorkingDays};  ///< for a unit to close a gap
};

/// An exam, and the skill that passing it opens: who has the skill in skills.csv may be found for
/// it with a valid certificate only.
struct ExamRule {
    std::string code;
    std::string name;
    std::string skill;                ///< empty: opens none
    std::vector<std::string> topics;  ///< categories, or prefixes with '*' behind
    std::int32_t questions = 10;
    std::int32_t pass_percent = 80;
    Limit within{60, LimitUnit::kMinutes};  ///< from the drawing to the last answer
    std::int32_t valid_days = 365;
};

}  // namespace liandong
