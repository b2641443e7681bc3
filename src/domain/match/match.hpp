#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "domain/city/city.hpp"

// Who is the right person? Hard conditions leave people out, preferences give points, and every
// point has its reason. Whole numbers only, so that the same question has the same answer on every
// machine.

namespace liandong {

/// Where somebody works or something happened, as far as it is known.
struct Area {
    PlaceCode community;
    PlaceCode street;
    PlaceCode district;
};
[[nodiscard]] Area AreaOf(const City& city, const PlaceCode& place);

/// A stretch of time in which somebody is not there; [from, to).
struct Leave {
    Instant from;
    Instant to;

    bool operator==(const Leave&) const = default;
};

/// Opens a skill that the city asks an exam for.
struct Certificate {
    std::string skill;
    Instant valid_until;

    bool operator==(const Certificate&) const = default;
};

/// What changes from minute to minute about a person.
struct Standing {
    std::int32_t open = 0;                 ///< offers not answered and tasks not ended
    std::optional<Instant> last_assigned;  ///< empty: never
    std::vector<Leave> leaves;
    std::vector<Certificate> certificates = {};
};
[[nodiscard]] bool IsAway(const Standing& standing, Instant at);
/// Whether some exam of the profile opens this skill.
[[nodiscard]] bool NeedsCertificate(const City& city, std::string_view skill);

struct Candidate {
    const StaffMember* person = nullptr;  ///< lives as long as its city
    Area area;
    bool at_work = false;
    Standing standing;
};

/// What is wanted. Empty lists and texts ask for nothing.
struct Need {
    std::vector<std::string> kinds;   ///< of staff
    std::vector<std::string> skills;  ///< one of them is needed, all are wanted
    Area area;
    std::vector<PlaceCode> neighbours;            ///< streets beside `area.street`
    std::string language;                         ///< that the citizen speaks
    bool language_required = false;               ///< and no other
    bool at_work_required = false;                ///< now, not tomorrow
    bool within_street = false;                   ///< only who covers the very spot
    std::set<std::string, std::less<>> excluded;  ///< codes: asked already, or party to the matter
    Instant at;
};

/// Why somebody is out of the question. Checked in the order of the names; the first that holds is
/// counted.
enum class LeftOut : std::uint8_t {
    kKind = 1,
    kSkill = 2,
    kPlace = 3,
    kExcluded = 4,
    kLanguage = 5,
    kAway = 6,
    kOffShift = 7,
    kFull = 8,
    kCertificate = 9,  ///< after kSkill: they have it by name, and no certificate that holds
};
template <>
inline constexpr auto kNames<LeftOut> = std::to_array<Named<LeftOut>>({
    {LeftOut::kKind, "kind", "不是所需人员类别"},
    {LeftOut::kSkill, "skill", "没有所需专长"},
    {LeftOut::kCertificate, "certificate", "没有有效合格证"},
    {LeftOut::kPlace, "place", "不负责该地点"},
    {LeftOut::kExcluded, "excluded", "已问过或需回避"},
    {LeftOut::kLanguage, "language", "不会所需语言"},
    {LeftOut::kAway, "away", "请假中"},
    {LeftOut::kOffShift, "off_shift", "不在班"},
    {LeftOut::kFull, "full", "在办任务已满"},
});

/// How near, from "the very spot" outwards.
enum class Nearness : std::uint8_t {
    kCommunity = 1,
    kStreet = 2,
    kNeighbour = 3,
    kDistrict = 4,
    kCity = 5,
    kUnknown = 6,
};
template <>
inline constexpr auto kNames<Nearness> = std::to_array<Named<Nearness>>({
    {Nearness::kCommunity, "community", "同一社区"},
    {Nearness::kStreet, "street", "同一街道"},
    {Nearness::kNeighbour, "neighbour", "相邻街道"},
    {Nearness::kDistrict, "district", "同一区"},
    {Nearness::kCity, "city", "全市范围"},
    {Nearness::kUnknown, "unknown", "地点未知"},
});
/// How near somebody who works in `home` is to `spot`; who works all over a street (district) is as
/// near as that.
[[nodiscard]] Nearness NearnessOf(const Area& home, const Area& spot,
                                  std::span<const PlaceCode> neighbours);

enum class ReasonKind : std::uint8_t {
    kSkill = 1,
    kArea = 2,
    kLoad = 3,
    kLanguage = 4,
    kShift = 5,
};
template <>
inline constexpr auto kNames<ReasonKind> = std::to_array<Named<ReasonKind>>({
    {ReasonKind::kSkill, "skill", "专长"},
    {ReasonKind::kArea, "area", "地点"},
    {ReasonKind::kLoad, "load", "在办"},
    {ReasonKind::kLanguage, "language", "语言"},
    {ReasonKind::kShift, "shift", "班次"},
});
struct MatchReason {
    ReasonKind kind = ReasonKind::kSkill;
    std::int32_t points = 0;
    std::int32_t points_max = 0;
    std::string text;  ///< "专长 2/2：物业、停车"

    bool operator==(const MatchReason&) const = default;
};

struct Match {
    std::string person;
    std::int32_t points = 0;  ///< of the sum of the weights
    Nearness nearness = Nearness::kUnknown;
    std::int32_t open = 0;
    std::optional<Instant> last_assigned;  ///< ties go to whoever waited longest
    std::vector<MatchReason> reasons;      ///< in the order of ReasonKind; their points add up

    bool operator==(const Match&) const = default;
};
struct Ranking {
    std::vector<Match> best;  ///< best first
    std::int32_t fit = 0;     ///< how many fulfil every condition
    std::array<std::int32_t, kNames<LeftOut>.size()> left_out{};  ///< by LeftOut, from 1
};

/// The best `limit` of the candidates with their reasons.
/// Shape:  pure; O(n log n) in the candidates. More points first, then whoever was assigned
///         longest ago (never counts as longest), then fewer open tasks, then the code: no two
///         people are equal, so the order of the candidates does not matter.
[[nodiscard]] Ranking RankPeople(std::span<const Candidate> candidates, const Need& need,
                                 const City& city, std::size_t limit);

/// Why it cannot be somebody whom a person chose, whatever they are known to be good at. Where an
/// exam opens what is needed, the list of people does not stand in for its certificate.
/// Shape:  pure; kCertificate, kAway or kFull, the first that holds.
[[nodiscard]] std::optional<LeftOut> WhyNotChosen(const Candidate& chosen, const Need& need,
                                                  const City& city);

/// Which streets lie beside which: the nearest few by their centres.
[[nodiscard]] std::vector<PlaceCode> NeighboursOf(const City& city, const PlaceCode& street);
inline constexpr std::size_t kNeighboursMax = 4;

}  // namespace liandong
