#pragma once

#include <string>
#include <vector>

#include "domain/case/decide.hpp"
#include "domain/city/city.hpp"

namespace liandong {

/// One of the city's people as colleagues see them. The number is masked unless the asker
/// calls people by duty: whoever may remind or mobilise units, for the units that holds for.
struct PersonCard {
    std::string code;
    std::string name;
    std::string kind;
    std::string kind_label;
    UnitCode unit;
    std::string unit_name;
    PlaceCode place;
    std::string place_name;
    std::vector<std::string> skills;  ///< in words
    std::vector<std::string> languages;
    std::string phone;
    bool phone_masked = true;
    std::string shift_name;  ///< empty: the city's working time
    bool at_work = false;
};
[[nodiscard]] PersonCard CardOf(const StaffMember& person, const City& city, const Principal& who,
                                Instant now);

/// "调解员"; the code itself when it is none of ours.
[[nodiscard]] std::string_view StaffKindLabel(std::string_view kind);

}  // namespace liandong
