#include <algorithm>

#include "adapters/store/postgres/list_sql.hpp"
#include "adapters/store/postgres/store.hpp"

// What verify asks of the lists. Walks everything; for nobody who waits.

namespace liandong::postgres {

Result<std::vector<std::string>> PostgresStore::Damage(Deadline deadline) {
    // Pages are checksummed and indexes checked by the server's own tools; here only what follows
    // from the states.
    std::vector<std::string> found;
    for (CaseId after{0}; found.size() < 1000;) {
        const Statement states{"SELECT " + kCaseColumns +
                                   ", c.body FROM cases c WHERE c.city = $1 AND c.id > $2"
                                   " ORDER BY c.id LIMIT 500",
                               City().Int8(after.value)};
        LD_TRY(const Rows rows, pool_.Run(states, deadline, "walking the lists"));
        LD_TRY(const auto cases, ReadCaseRows(rows));
        if (cases.empty()) break;
        const Statement parts{"SELECT " + kAssignmentColumns +
                                  " FROM assignments a WHERE a.city = $1 AND a.case_id > $2"
                                  " AND a.case_id <= $3 ORDER BY a.case_id, a.no",
                              City().Int8(after.value).Int8(cases.back().id.value)};
        LD_TRY(const Rows part_rows, pool_.Run(parts, deadline, "walking the work lists"));
        LD_TRY(const auto assignments, ReadAssignmentRows(part_rows, std::nullopt));
        auto next = assignments.begin();
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const auto begin = std::find_if(
                next, assignments.end(), [&](const auto& a) { return a.case_id >= cases[i].id; });
            next = std::find_if(begin, assignments.end(),
                                [&](const auto& a) { return a.case_id > cases[i].id; });
            const auto state = store::ReadState(cases[i].id, rows.View(static_cast<int>(i), 20));
            if (!state) continue;  // CasesAfter tells
            std::string fault = store::ListFault(*state, cases[i], {begin, next});
            if (!fault.empty()) found.push_back(std::move(fault));
        }
        after = cases.back().id;
    }
    return found;
}

}  // namespace liandong::postgres
