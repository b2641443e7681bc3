#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/named.hpp"
#include "domain/sla/calendar.hpp"

// What the profile says about checking the work itself: what is scored, how much of it is drawn,
// how long people have.

namespace liandong {

enum class QualitySubject : std::uint8_t { kRecord = 1, kAnswer = 2 };
template <>
inline constexpr auto kNames<QualitySubject> = std::to_array<Named<QualitySubject>>({
    {QualitySubject::kRecord, "record", "受理记录"},
    {QualitySubject::kAnswer, "answer", "办理答复"},
});

struct QualityCriterion {
    std::string code;
    QualitySubject of = QualitySubject::kRecord;
    std::string name;
    std::int32_t points = 0;
    bool fatal = false;  ///< a point lost here is all points lost
};

struct QualityRules {
    std::int32_t hour = 6;            ///< of the city's day: when the day before is drawn from
    std::int32_t record_percent = 0;  ///< of each agent's records; rounded up; 0: none
    std::int32_t answer_percent = 0;  ///< of each unit's answers; likewise
    bool unsolved = false;            ///< and each answer that left the matter unsolved
    Limit score{5, LimitUnit::kWorkingDays};
    Limit appeal{3, LimitUnit::kWorkingDays};
    Limit decide{5, LimitUnit::kWorkingDays};
    std::vector<QualityCriterion> criteria;  ///< the points of one subject add up to 100, or none

    /// Those of one subject, in the profile's order.
    [[nodiscard]] std::vector<QualityCriterion> CriteriaOf(QualitySubject subject) const;
};

}  // namespace liandong
