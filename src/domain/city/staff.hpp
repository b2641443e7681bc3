#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/named.hpp"
#include "domain/case/types.hpp"
#include "domain/sla/calendar.hpp"

// The people a city can call on, and when they work.

namespace liandong {

struct Skill {
    std::string code;
    std::string name;
};

enum class ShiftDays : std::uint8_t { kAll = 1, kWorking = 2, kOff = 3 };
template <>
inline constexpr auto kNames<ShiftDays> = std::to_array<Named<ShiftDays>>({
    {ShiftDays::kAll, "all", "每天"},
    {ShiftDays::kWorking, "working", "工作日"},
    {ShiftDays::kOff, "off", "休息日"},
});

/// When somebody works, in minutes from the city's midnight. A shift that ends at or before its
/// beginning runs past midnight and belongs to the day on which it begins.
struct Shift {
    std::string code;
    std::string name;
    ShiftDays days = ShiftDays::kAll;
    std::int32_t from_minute = 0;
    std::int32_t to_minute = 0;
};

/// Whether the shift runs at that moment.
[[nodiscard]] bool Runs(const Shift& shift, Instant at, const Calendar& calendar);

struct StaffMember {
    std::string code;
    std::string name;
    std::string kind;  ///< grid_worker, mediator, expert, judicial_office, mediation_committee,
                       ///< officer
    UnitCode unit;
    PlaceCode place;
    std::vector<std::string> skills;
    std::vector<std::string> languages;
    std::string phone;
    std::string shift;  ///< a code of shifts.csv; empty: the city's working time
};

/// One of the professions that are laid over the grid: whoever has the skill belongs to it.
struct GridLine {
    std::string code;
    std::string name;
    std::string skill;
};

/// How much each preference counts when people are ranked; a share of it is given as points.
struct MatchWeights {
    std::int32_t skill = 40;
    std::int32_t area = 30;
    std::int32_t load = 15;
    std::int32_t language = 10;
    std::int32_t shift = 5;
};

/// What a case of these categories needs of a person. The first that fits counts.
struct MatchRule {
    std::string name;
    std::vector<std::string> categories;  ///< codes, or prefixes with '*' behind
    std::vector<std::string> kinds;       ///< of staff
    std::vector<std::string> skills;      ///< one of them is needed, all are wanted
};

struct MatchSettings {
    MatchWeights weights;
    std::int32_t open_max = 8;  ///< who has that many open tasks gets no further one
    Limit answer_within{10, LimitUnit::kMinutes};        ///< to accept or decline an offer
    Limit urgent_answer_within{3, LimitUnit::kMinutes};  ///< likewise of an urgent case
    std::int32_t offers_max = 5;  ///< after that many in vain a person must choose
    std::vector<MatchRule> rules;
};

/// How the person on call is reached, and when the next one is tried.
struct DutySettings {
    Limit answer_within{5, LimitUnit::kMinutes};  ///< silence after which the next is called
    std::int32_t rounds_max = 2;  ///< how often the whole roster is gone through before it is given
                                  ///< up to the hotline
};

}  // namespace liandong
