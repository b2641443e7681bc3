#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/look_up_grid.hpp"

namespace liandong {

/// Who could do it? For a case (then category, place and urgency are its own), or for what is
/// spelled out here; what is spelled out wins.
struct FindPeopleRequest {
    std::optional<CaseId> case_id;
    CategoryCode category;
    PlaceCode place;
    std::optional<GeoPoint> point;
    std::vector<std::string> kinds;
    std::vector<std::string> skills;
    std::string language;
    bool language_required = false;
    std::optional<bool> at_work_required;  ///< empty: when the case is urgent
    bool within_street = false;
    std::vector<std::string> excluded;  ///< codes of people
    std::int32_t limit = 5;             ///< 1 .. 50
};

struct FoundReason {
    ReasonKind kind = ReasonKind::kSkill;
    std::string label;
    std::int32_t points = 0;
    std::int32_t points_max = 0;
    std::string text;
};
struct FoundPerson {
    PersonCard person;
    std::int32_t points = 0;
    Nearness nearness = Nearness::kUnknown;
    std::string nearness_label;
    std::int32_t open = 0;
    std::optional<LocalTime> last_assigned;
    std::vector<FoundReason> reasons;
};
struct LeftOutCount {
    LeftOut reason = LeftOut::kKind;
    std::string label;
    std::int32_t count = 0;
};
struct FoundPeople {
    std::string rule;  ///< name of the profile's rule that said what is needed; may be empty
    std::vector<std::string> kinds;
    std::vector<std::string> skills;
    PlaceCode place;
    std::string place_name;
    std::int32_t fit = 0;
    std::vector<FoundPerson> best;
    std::vector<LeftOutCount> left_out;
};

/// The best people with their reasons, and why the others were left out. Assigns nobody.
/// Errors: kNotFound "no_such_case"; kInvalid "unknown_category", "unknown_place", "unknown_kind",
/// "unknown_skill", "bad_limit".
[[nodiscard]] Result<FoundPeople> FindPeople(const PeopleServices& people, const Principal& who,
                                             const FindPeopleRequest& request, Deadline deadline);

}  // namespace liandong
