#pragma once

#include <vector>

#include "app/list_cases.hpp"

namespace liandong {

/// Where somebody said that it is.
struct PointedCase {
    CaseId id;
    GeoPoint point;
};
struct MapCases {
    PageOf<CaseLine> lines;
    std::vector<PointedCase> points;  ///< of those lines that have one
};

/// A page of cases with their points. Errors: those of ListCases.
[[nodiscard]] Result<MapCases> ListMapCases(const Services& services, const Principal& who,
                                            CaseQuestion question, const Page& page,
                                            Deadline deadline);

}  // namespace liandong
