#include <algorithm>

#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/packed_state.hpp"
#include "adapters/store/sqlite/store.hpp"

// What verify asks of the file itself. Walks everything; for nobody who waits.

namespace liandong::sqlite {
namespace {

constexpr std::size_t kLinesMax = 1000;
constexpr std::int64_t kCasesPage = 500;

Result<void> CheckFile(Db& db, std::vector<std::string>& found) {
    Statement check(db, "PRAGMA integrity_check(1000)");
    while (found.size() < kLinesMax) {
        LD_TRY(const bool row, check.Step());
        if (!row) return {};
        if (check.View(0) != "ok") found.push_back("database file: " + check.Text(0));
    }
    return {};
}

Result<std::vector<AssignmentRow>> ReadAssignments(Db& db, CaseId id) {
    Statement query(
        db,
        "SELECT no, unit, is_lead, state, category, place, urgent, overdue, sent_at, due_at,"
        " acknowledge_due_at, contact_due_at, handling_due_at FROM assignments WHERE case_id = ?1"
        " ORDER BY no");
    query.Bind(id.value);
    std::vector<AssignmentRow> rows;
    while (true) {
        LD_TRY(const bool there, query.Step());
        if (!there) return rows;
        AssignmentRow& row = rows.emplace_back();
        row.case_id = id;
        row.no = AssignmentNo{query.Int32(0)};
        row.unit.value = query.Text(1);
        row.is_lead = query.Bool(2);
        row.state = static_cast<AssignmentState>(query.Int(3));
        row.category.value = query.Text(4);
        row.place.value = query.Text(5);
        row.urgent = query.Bool(6);
        row.overdue = query.Bool(7);
        row.sent_at = query.At(8);
        if (query.At(9) != store::kNever) row.due_at = query.At(9);
        row.acknowledge_due_at = query.MaybeAt(10);
        row.contact_due_at = query.MaybeAt(11);
        row.handling_due_at = query.MaybeAt(12);
    }
}

/// "" or what is wrong with the rows that tell which units see the case.
Result<std::string> UnitsFault(Db& db, const Case& state) {
    std::vector<std::string> right;
    for (const UnitCode& unit : store::UnitsOf(state)) right.push_back(unit.value);
    std::sort(right.begin(), right.end());
    std::vector<std::string> rows;
    for (const bool closed : {false, true}) {
        if (closed == IsOpen(state.state)) continue;
        for (const std::string& unit : right) {
            Statement query(
                db, "SELECT 1 FROM case_units WHERE unit = ?1 AND closed = ?2 AND case_id = ?3");
            LD_TRY(
                const bool there,
                query.BindAll(std::string_view(unit), std::int64_t{closed}, state.id.value).Step());
            if (there) rows.push_back(unit);
        }
    }
    if (rows == right) return std::string();
    return "case " + std::to_string(state.id.value) +
           ": its rows by unit do not follow from its state";
}

Result<std::string> CheckCase(Db& db, const Case& state) {
    Statement query(db, kSelectCaseRow);
    LD_TRY(const bool there, query.Bind(state.id.value).Step());
    if (!there)
        return "case " + std::to_string(state.id.value) + ": its row in the case list was removed";
    LD_TRY(const auto assignments, ReadAssignments(db, state.id));
    std::string fault = store::ListFault(state, ReadCaseRow(query), assignments);
    if (!fault.empty()) return fault;
    return UnitsFault(db, state);
}

/// One page of cases behind `after`; false at the end.
Result<bool> CheckLists(Db& db, CaseId& after, std::vector<std::string>& found) {
    Statement query(db, "SELECT id, state FROM case_states WHERE id > ?1 ORDER BY id LIMIT ?2");
    query.BindAll(after.value, kCasesPage);
    std::int64_t rows = 0;
    while (found.size() < kLinesMax) {
        LD_TRY(const bool row, query.Step());
        if (!row) break;
        ++rows;
        after = CaseId{query.Int(0)};
        const auto state = UnpackState(after, query.View(1));
        if (!state) continue;  // CasesAfter tells
        LD_TRY(std::string fault, CheckCase(db, *state));
        if (!fault.empty()) found.push_back(std::move(fault));
    }
    return found.size() < kLinesMax && rows == kCasesPage;
}

/// Rows that belong to no case, or to none of its assignments.
Result<void> CheckStrays(Db& db, std::vector<std::string>& found) {
    Statement query(
        db,
        "SELECT 'the case list', id FROM cases WHERE id NOT IN (SELECT id FROM case_states) UNION "
        "ALL "
        "SELECT 'the work lists', case_id FROM assignments WHERE case_id NOT IN (SELECT id FROM "
        "case_states)"
        " UNION ALL SELECT 'the rows by unit', u.case_id FROM case_units u WHERE NOT EXISTS "
        "(SELECT 1 FROM"
        " assignments a WHERE a.case_id = u.case_id AND a.unit = u.unit) UNION ALL "
        "SELECT 'the search', rowid FROM search WHERE rowid NOT IN (SELECT id FROM case_states)");
    while (found.size() < kLinesMax) {
        LD_TRY(const bool row, query.Step());
        if (!row) return {};
        found.push_back("case " + std::to_string(query.Int(1)) + ": a row in " + query.Text(0) +
                        " belongs to nothing");
    }
    return {};
}

}  // namespace

Result<std::vector<std::string>> SqliteStore::Damage(Deadline deadline) {
    std::vector<std::string> found;
    LD_TRY(readers_.Read(deadline, [&](Db& db) { return CheckFile(db, found); }));
    CaseId after{0};
    for (bool more = true; more;) {
        LD_TRY(more, readers_.Read(deadline, [&](Db& db) { return CheckLists(db, after, found); }));
    }
    LD_TRY(readers_.Read(deadline, [&](Db& db) { return CheckStrays(db, found); }));
    // The full-text index compares itself with its documents; that is written as an insert.
    const auto search =
        WriteOne(deadline, "INSERT INTO search (search) VALUES ('integrity-check')");
    if (!search)
        found.push_back("search: the index does not fit its documents (" + search.error().for_log +
                        ")");
    return found;
}

}  // namespace liandong::sqlite
