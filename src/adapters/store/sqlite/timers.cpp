#include "adapters/store/sqlite/store.hpp"

namespace liandong::sqlite {

Result<std::vector<DueCase>> SqliteStore::DueDeadlines(Instant now, std::int32_t limit,
                                                       Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<DueCase>> {
        std::vector<DueCase> due;
        Statement query(
            db,
            "SELECT case_id, clock, assignment, percent, due_at FROM deadlines WHERE due_at <= ?1 "
            "ORDER BY due_at, case_id, clock, assignment, percent LIMIT ?2");
        query.BindAll(now, std::int64_t{limit});
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) return due;
            due.push_back({CaseId{query.Int(0)},
                           {static_cast<ClockKind>(query.Int(1)), AssignmentNo{query.Int32(2)},
                            query.Int32(3), query.At(4)}});
        }
    });
}

Result<std::optional<Instant>> SqliteStore::NextDeadline(Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::optional<Instant>> {
        Statement query(db, "SELECT min(due_at) FROM deadlines");
        LD_TRY(query.Step());
        return query.MaybeAt(0);
    });
}

}  // namespace liandong::sqlite
