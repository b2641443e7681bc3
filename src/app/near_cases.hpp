#pragma once

#include <string>
#include <vector>

#include "app/citizen.hpp"

// What others near have reported already, as anybody may know it, and how a citizen joins it.

namespace liandong {

/// Nothing of it tells who, or in which words: only what, on which street, since when, how far.
struct NearCase {
    CaseId id;
    CategoryCode category;
    std::string category_name;
    std::string street_name;
    CaseState state = CaseState::kRegistered;
    std::string state_label;
    LocalTime opened_at;  ///< the full hour
};

/// Open matters on the street of `place`, or in the district that it is, newest first, at most 20:
/// no secret ones, and no questions, suggestions, praise or reports of a wrong.
/// Errors: kInvalid "unknown_place" for any other place.
[[nodiscard]] Result<std::vector<NearCase>> NearCases(const Services& services,
                                                      const PlaceCode& place,
                                                      const CategoryCode& category,
                                                      Deadline deadline);
/// One of these by its number. Errors: kNotFound "no_such_near_case".
[[nodiscard]] Result<NearCase> FindNearCase(const Services& services, CaseId id, Deadline deadline);

/// The citizen says that theirs is the same matter: it is merged, as a dispatcher would, and can be
/// taken apart again by one.
/// Errors: kNotFound "no_such_slip", "no_such_near_case"; the refusals of Merge.
[[nodiscard]] Result<void> JoinCase(const Services& services, const CaseSlip& slip, CaseId into,
                                    Deadline deadline);

}  // namespace liandong
