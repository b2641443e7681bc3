#pragma once

#include <string>
#include <vector>

#include "app/look_up_grid.hpp"
#include "base/named.hpp"

namespace liandong {

/// Why somebody is proposed to be called in.
enum class CallInReason : std::uint8_t { kOnCall = 1, kSkill = 2, kGrid = 3 };
template <>
inline constexpr auto kNames<CallInReason> = std::to_array<Named<CallInReason>>({
    {CallInReason::kOnCall, "on_call", "承办单位此刻值班"},
    {CallInReason::kSkill, "skill", "专长对口"},
    {CallInReason::kGrid, "grid", "所在网格"},
});

/// Somebody who could be called in. Nobody is called by a proposal.
struct PersonProposed {
    std::string code;  ///< of the city's people; of a line of a duty roster the user, may be empty
    std::string name;
    std::string role_label;  ///< "调解员", "值班员"
    UnitCode unit;
    std::string unit_name;
    std::string phone;
    bool phone_masked = true;
    CallInReason reason = CallInReason::kOnCall;
    std::string reason_label;
    std::vector<std::string> why;  ///< in words, weightiest first
};

/// What is known of a matter that is still being typed.
struct PeopleAsked {
    std::vector<CategoryCode> categories;  ///< what it may be, likeliest first
    PlaceCode place;                       ///< may be empty
    UnitCode lead;                         ///< who would get it; may be empty
    bool urgent = false;
};

/// Whoever is on call at the unit that would get an urgent matter, the people whom the profile's
/// rules name for such matters (mediators for a quarrel), and the grid workers of the place.
/// Shape:  at most two of each, each person once, those on call first; the store is asked only
///         about urgent matters. Nothing for who may not `view`.
/// Errors: those of the store and the vault.
[[nodiscard]] Result<std::vector<PersonProposed>> ProposePeople(const PeopleServices& people,
                                                                const Principal& who,
                                                                const PeopleAsked& asked,
                                                                Deadline deadline);

}  // namespace liandong
