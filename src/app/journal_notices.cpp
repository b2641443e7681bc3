#include "app/journal_notices.hpp"

#include <algorithm>
#include <map>

namespace liandong {
namespace {

struct Concerned {
    bool is_case = false;
    std::vector<UnitCode> units;
};

Result<Concerned> ConcernedBy(const Services& services, CaseId id, Deadline deadline) {
    const auto stored = services.store.Load(id, deadline);
    if (!stored && stored.error().kind == ErrorKind::kNotFound) {
        const auto document = services.store.LoadDocument(id, deadline);
        if (!document && document.error().kind == ErrorKind::kNotFound) return Concerned{};
        if (!document) return Failure{document.error()};
        return Concerned{false, document->head.units};
    }
    if (!stored) return Failure{stored.error()};
    Concerned concerned{true, {}};
    for (const Assignment& a : stored->state.assignments) concerned.units.push_back(a.unit);
    std::ranges::sort(concerned.units);
    const auto twice = std::ranges::unique(concerned.units);
    concerned.units.erase(twice.begin(), twice.end());
    return concerned;
}

}  // namespace

Result<std::vector<JournalNotice>> NoticesOf(const Services& services,
                                             const std::vector<JournalEntry>& entries,
                                             Deadline deadline) {
    std::vector<JournalNotice> notices;
    std::map<CaseId, Concerned> known;
    for (const JournalEntry& entry : entries) {
        if (!entry.log_index) continue;
        auto concerned = known.find(entry.case_id);
        if (concerned == known.end()) {
            LD_TRY(auto found, ConcernedBy(services, entry.case_id, deadline));
            concerned = known.emplace(entry.case_id, std::move(found)).first;
        }
        notices.push_back({*entry.log_index, entry.case_id, entry.seq, entry.kind, entry.at,
                           concerned->second.units, concerned->second.is_case});
    }
    return notices;
}

}  // namespace liandong
