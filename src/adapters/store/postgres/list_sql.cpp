#include "adapters/store/postgres/list_sql.hpp"

namespace liandong::postgres {

const std::string kCaseColumns =
    "c.id, c.version, c.state, c.type, c.channel, c.category, c.place, c.lead, c.urgent, c.secret, "
    "c.overdue,"
    " c.redo_count, c.opened_at, c.closed_at, c.next_due_at, c.source_system, c.source_id,"
    " c.disputed, c.return_waiting, c.mobilised_by";
const std::string kAssignmentColumns =
    "a.case_id, a.no, a.unit, a.is_lead, a.state, a.case_state, a.category, a.place, a.urgent, "
    "a.overdue, a.sent_at,"
    " a.due_at, a.acknowledge_due_at, a.contact_due_at, a.handling_due_at";

std::string CategoryCondition(Values& values, std::string_view column, const std::string& front) {
    // Collation "C": everything that begins with the front lies between it and it followed by the
    // highest byte pair.
    return " AND " + std::string(column) + " >= " + values.Text(front) + " AND " +
           std::string(column) + " < " + values.Text(front + "\U0010FFFF");
}

std::string OpenCondition(const CaseFilter& f) {
    const auto is_open = [](CaseState state) { return IsOpen(state); };
    return !f.states.empty() && std::all_of(f.states.begin(), f.states.end(), is_open)
               ? " AND c.open"
               : "";
}

std::string Conditions(Values& values, const CaseFilter& f) {
    std::string sql = OpenCondition(f);
    if (!f.states.empty()) sql += " AND c.state = ANY (" + values.Texts(Codes(f.states)) + ")";
    if (!f.places.empty()) sql += " AND c.place = ANY (" + values.Texts(Codes(f.places)) + ")";
    if (f.type) sql += " AND c.type = " + values.Text(Code(*f.type));
    if (f.channel) sql += " AND c.channel = " + values.Text(Code(*f.channel));
    if (!f.category.empty()) sql += CategoryCondition(values, "c.category", f.category);
    if (f.urgent) sql += *f.urgent ? " AND c.urgent" : " AND NOT c.urgent";
    if (f.redone) sql += *f.redone ? " AND c.redo_count > 0" : " AND c.redo_count = 0";
    if (f.overdue) sql += *f.overdue ? " AND c.overdue" : " AND NOT c.overdue";
    if (f.disputed) sql += *f.disputed ? " AND c.disputed" : " AND NOT c.disputed";
    if (f.return_waiting)
        sql += *f.return_waiting ? " AND c.return_waiting" : " AND NOT c.return_waiting";
    if (!f.mobilised_by.empty()) {
        sql += " AND c.mobilised_by <> '' AND c.mobilised_by = " + values.Text(f.mobilised_by);
    }
    if (f.opened_from) sql += " AND c.opened_at >= " + values.Time(*f.opened_from);
    if (f.opened_before) sql += " AND c.opened_at < " + values.Time(*f.opened_before);
    if (!f.source_system.empty()) sql += " AND c.source_system = " + values.Text(f.source_system);
    if (!f.source_id.empty()) sql += " AND c.source_id = " + values.Text(f.source_id);
    return sql;
}

std::string UnitCondition(Values& values, const CaseFilter& f) {
    if (f.units.empty()) return "";
    return " AND EXISTS (SELECT 1 FROM assignments a WHERE a.city = $1 AND a.case_id = c.id AND "
           "a.unit = ANY (" +
           values.Texts(Codes(f.units)) + "))";
}

Result<std::vector<CaseRow>> ReadCaseRows(const Rows& rows) {
    std::vector<CaseRow> found;
    for (int i = 0; i < rows.size(); ++i) {
        CaseRow& row = found.emplace_back();
        const auto state = FromCode<CaseState>(rows.View(i, 2));
        const auto type = FromCode<RequestType>(rows.View(i, 3));
        const auto channel = FromCode<Channel>(rows.View(i, 4));
        row.id = CaseId{rows.Int8(i, 0)};
        if (!state || !type || !channel)
            return Failure{Unavailable("case " + std::to_string(row.id.value) + ": unknown code")};
        row.version = rows.Int4(i, 1);
        row.state = *state;
        row.type = *type;
        row.channel = *channel;
        row.category = CategoryCode{rows.Text(i, 5)};
        row.place = PlaceCode{rows.Text(i, 6)};
        row.lead = UnitCode{rows.Text(i, 7)};
        row.urgent = rows.Bool(i, 8);
        row.secret = rows.Bool(i, 9);
        row.overdue = rows.Bool(i, 10);
        row.redo_count = rows.Int4(i, 11);
        row.opened_at = rows.Time(i, 12);
        row.closed_at = rows.OptionalTime(i, 13);
        row.next_due_at = rows.OptionalTime(i, 14);
        row.source_system = rows.Text(i, 15);
        row.source_id = rows.Text(i, 16);
        row.disputed = rows.Bool(i, 17);
        row.return_waiting = rows.Bool(i, 18);
        row.mobilised_by = rows.Text(i, 19);
    }
    return found;
}

Result<std::vector<AssignmentRow>> ReadAssignmentRows(const Rows& rows,
                                                      const std::optional<ClockKind>& clock) {
    std::vector<AssignmentRow> found;
    for (int i = 0; i < rows.size(); ++i) {
        AssignmentRow& row = found.emplace_back();
        const auto state = FromCode<AssignmentState>(rows.View(i, 4));
        const auto case_state = FromCode<CaseState>(rows.View(i, 5));
        row.case_id = CaseId{rows.Int8(i, 0)};
        if (!state || !case_state) {
            return Failure{Unavailable("an assignment of case " +
                                       std::to_string(row.case_id.value) + ": unknown code")};
        }
        row.no = AssignmentNo{rows.Int4(i, 1)};
        row.unit = UnitCode{rows.Text(i, 2)};
        row.is_lead = rows.Bool(i, 3);
        row.state = *state;
        row.case_state = *case_state;
        row.category = CategoryCode{rows.Text(i, 6)};
        row.place = PlaceCode{rows.Text(i, 7)};
        row.urgent = rows.Bool(i, 8);
        row.overdue = rows.Bool(i, 9);
        row.sent_at = rows.Time(i, 10);
        if (const Instant due = rows.Time(i, 11); due != store::kNever) row.due_at = due;
        row.acknowledge_due_at = rows.OptionalTime(i, 12);
        row.contact_due_at = rows.OptionalTime(i, 13);
        row.handling_due_at = rows.OptionalTime(i, 14);
        if (clock == ClockKind::kAcknowledge) row.due_at = row.acknowledge_due_at;
        if (clock == ClockKind::kContact) row.due_at = row.contact_due_at;
        if (clock == ClockKind::kHandling) row.due_at = row.handling_due_at;
    }
    return found;
}

}  // namespace liandong::postgres
