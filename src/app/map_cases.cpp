#include "app/map_cases.hpp"

namespace liandong {

Result<MapCases> ListMapCases(const Services& services, const Principal& who, CaseQuestion question,
                              const Page& page, Deadline deadline) {
    MapCases found;
    LD_TRY(found.lines, ListCases(services, who, std::move(question), page, deadline));
    std::vector<CaseId> ids;
    ids.reserve(found.lines.items.size());
    for (const CaseLine& line : found.lines.items) ids.push_back(line.id);
    LD_TRY(const auto cases, services.store.LoadAll(ids, deadline));
    for (const StoredCase& stored : cases) {
        if (stored.state.point) found.points.push_back({stored.state.id, *stored.state.point});
    }
    return found;
}

}  // namespace liandong
