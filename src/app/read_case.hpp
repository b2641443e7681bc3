#pragma once

#include <vector>

#include "app/case_views.hpp"
#include "app/services.hpp"

namespace liandong {

/// Whether `who` holds the permission for this case: city-wide, or for a unit that has or had a
/// part.
[[nodiscard]] bool MayOnCase(const Principal& who, std::string_view permission, const Case& c,
                             const City& city);
/// Whether the person behind the case is none of their business.
[[nodiscard]] bool IsPersonHidden(const Principal& who, const Case& c, const City& city);

/// The case as this person may see it: numbers masked, the person of a secret case hidden, nothing
/// personal once erased. Errors: kNotFound "no_such_case".
[[nodiscard]] Result<CaseView> ReadCase(const Services& services, const Principal& who, CaseId id,
                                        Deadline deadline);
/// All clocks of the case, each with the segments that explain its due time.
[[nodiscard]] Result<std::vector<ClockView>> ReadClocks(const Services& services,
                                                        const Principal& who, CaseId id,
                                                        Deadline deadline);
/// The whole history. Texts are opened; of a secret case those that may name the person only for
/// who may see it, and for the unit that wrote them.
[[nodiscard]] Result<std::vector<TimelineEntry>> ReadTimeline(const Services& services,
                                                              const Principal& who, CaseId id,
                                                              Deadline deadline);

/// The person in the clear. That somebody looked, and why, is an event of the case, written before.
/// Errors: kNotFound; kForbidden "secret"; the refusals of ViewPersonalData.
[[nodiscard]] Result<Caller> UnmaskPerson(const Services& services, const Principal& who, CaseId id,
                                          const std::string& field, const std::string& reason,
                                          Deadline deadline);

}  // namespace liandong
