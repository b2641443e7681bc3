#include <algorithm>
#include <array>

#include "adapters/store/page_token.hpp"
#include "adapters/store/postgres/list_sql.hpp"
#include "adapters/store/postgres/store.hpp"

// Work lists, due first. Each stretch is one walk along an index that is sorted already: the open
// ones of a unit, of a place or of a category by state, what is overdue, or where one clock runs.
// The stretches are merged.

namespace liandong::postgres {

namespace {

/// Places asked for beyond these are read past: so many are a good part of the city.
constexpr std::size_t kPlacesMax = 128;

/// The column that a work list is ordered by; empty for clocks that no assignment has.
std::string_view DueColumn(const std::optional<ClockKind>& clock) {
    if (!clock) return "due_at";
    switch (*clock) {
        case ClockKind::kAcknowledge: return "acknowledge_due_at";
        case ClockKind::kContact: return "contact_due_at";
        case ClockKind::kHandling: return "handling_due_at";
        case ClockKind::kDispatch:
        case ClockKind::kCallback:
        case ClockKind::kSupplement:
        case ClockKind::kArchive:
        case ClockKind::kDispute:
        case ClockKind::kHandOver:
        case ClockKind::kHandIn:
        case ClockKind::kMoveCar:
        case ClockKind::kReturnRuling: return "";
    }
    return "";
}

struct Walk {
    std::string column;  ///< "unit", "place", "category"; empty: none
    bool by_state = false;
    std::vector<std::string> values{""};
    std::vector<std::string> states{""};

    [[nodiscard]] std::size_t size() const { return values.size() * states.size(); }
};

std::vector<std::string> WantedStates(const AssignmentFilter& f) {
    std::vector<std::string> states;
    for (const auto& named : kNames<AssignmentState>) {
        if (f.states.empty() || f.states.contains(named.value)) states.emplace_back(named.code);
    }
    return states;
}

bool AsksForOpenOnly(const AssignmentFilter& f) {
    return !f.states.empty() && std::all_of(f.states.begin(), f.states.end(),
                                            [](AssignmentState state) { return IsOpen(state); });
}

std::string StretchSql(Values& values, const AssignmentFilter& f, const Walk& walk,
                       const std::optional<store::PageKey>& after) {
    const std::string due = "a." + std::string(DueColumn(f.clock));
    std::string where = " WHERE a.city = $1";
    if (!walk.column.empty()) where += " AND a." + walk.column + " = w.a";
    if (walk.by_state) where += " AND a.state = w.b";
    // Word for word the conditions of the partial indexes.
    if (walk.column == "place" || walk.column == "category")
        where += " AND a.state IN ('sent', 'handling', 'return_review')";
    if (f.clock) where += " AND " + due + " IS NOT NULL";
    if (!walk.by_state && !f.states.empty())
        where += " AND a.state = ANY (" + values.Texts(Codes(f.states)) + ")";
    if (f.overdue) where += *f.overdue ? " AND a.overdue" : " AND NOT a.overdue";
    if (f.urgent) where += *f.urgent ? " AND a.urgent" : " AND NOT a.urgent";
    if (!f.category.empty()) where += CategoryCondition(values, "a.category", f.category);
    if (!f.places.empty()) where += " AND a.place = ANY (" + values.Texts(Codes(f.places)) + ")";
    if (f.due_before) where += " AND " + due + " < " + values.Time(*f.due_before);
    if (after) {
        where += " AND (" + due + ", a.case_id, a.no) > (" + values.Time(FromMillis((*after)[0])) +
                 ", " + values.Int8((*after)[1]) + ", " +
                 values.Int4(static_cast<std::int32_t>((*after)[2])) + ")";
    }
    return "SELECT " + due + " AS due, a.case_id, a.no FROM assignments a" + where + " ORDER BY " +
           due + ", a.case_id, a.no";
}

/// The first `count` keys of each stretch: which of them, due, case, number.
Statement StretchesStatement(const std::string& city, const AssignmentFilter& f, const Walk& walk,
                             const std::optional<store::PageKey>& after,
                             const std::vector<std::size_t>& which, std::size_t count) {
    Values values(city);
    const std::string limit = " LIMIT " + std::to_string(count);
    if (walk.size() == 1 && walk.column.empty() && !walk.by_state) {
        std::string sql = StretchSql(values, f, walk, after);
        return {"SELECT 1::bigint, x.due, x.case_id, x.no FROM (" + sql + limit + ") x",
                values.Take(), false};
    }
    std::vector<std::string> a;
    std::vector<std::string> b;
    for (const std::size_t i : which) {
        a.push_back(walk.values[i / walk.states.size()]);
        b.push_back(walk.states[i % walk.states.size()]);
    }
    std::string sql = "SELECT w.n, x.due, x.case_id, x.no FROM unnest(" + values.Texts(a) + ", " +
                      values.Texts(b) + ") WITH ORDINALITY AS w (a, b, n) CROSS JOIN LATERAL (";
    sql += StretchSql(values, f, walk, after) + limit + ") x";
    return {std::move(sql), values.Take(), false};
}

/// Every value of the column that is in use and begins so: one index step each.
Statement InUseStatement(const std::string& city, const std::string& column,
                         const std::string& front, const std::string& condition) {
    Values values(city);
    const std::string from = values.Text(front);
    const std::string until = values.Text(front + "\U0010FFFF");
    const std::string next = "SELECT a." + column + " FROM assignments a WHERE a.city = $1" +
                             condition + " AND a." + column + " < " + until + " AND a." + column;
    const std::string first = " ORDER BY a." + column + " LIMIT 1";
    return {"WITH RECURSIVE w (code) AS ((" + next + " >= " + from + first +
                ") UNION ALL SELECT (" + next + " > w.code" + first +
                ") FROM w WHERE w.code IS NOT NULL) SELECT code FROM w WHERE code IS NOT NULL",
            values.Take(), false};
}

store::PageKey KeyOf(const AssignmentRow& row) {
    return {ToMillis(row.due_at.value_or(store::kNever)), row.case_id.value, row.no.value};
}

}  // namespace

Result<std::vector<std::string>> PostgresStore::InUse(const std::string& column,
                                                      const std::string& front,
                                                      const std::string& condition,
                                                      Deadline deadline) {
    LD_TRY(const Rows rows, pool_.Run(InUseStatement(city_, column, front, condition), deadline,
                                      "looking for values in use"));
    std::vector<std::string> values;
    for (int i = 0; i < rows.size(); ++i) values.push_back(rows.Text(i, 0));
    return values;
}

Result<std::vector<store::PageKey>> PostgresStore::AssignmentKeys(
    const AssignmentFilter& f, const std::optional<store::PageKey>& after, std::size_t limit,
    Deadline deadline) {
    Walk walk;
    const bool overdue = f.overdue.value_or(false);
    if (!f.units.empty()) {
        walk.column = "unit";
        walk.values = Codes(f.units);
    } else if (f.clock) {
        walk.column = "unit";
        LD_TRY(walk.values, InUse("unit", "", "", deadline));
    } else if (overdue || !AsksForOpenOnly(f)) {
        // One stretch of what is overdue, or one of each state.
    } else if (!f.places.empty() && f.places.size() <= kPlacesMax) {
        walk.column = "place";
        walk.values = Codes(f.places);
    } else if (!f.category.empty()) {
        walk.column = "category";
        LD_TRY(walk.values,
               InUse("category", f.category,
                     " AND a.state IN ('sent', 'handling', 'return_review')", deadline));
    }
    walk.by_state = !f.clock && !overdue;
    if (walk.by_state) walk.states = WantedStates(f);
    using Stretches = std::vector<std::vector<store::PageKey>>;
    return MergeStretches<store::PageKey>(
        walk.size(), limit,
        [&](const std::vector<std::size_t>& which, std::size_t count) -> Result<Stretches> {
            Stretches found(which.size());
            if (which.empty()) return found;
            LD_TRY(const Rows rows,
                   pool_.Run(StretchesStatement(city_, f, walk, after, which, count), deadline,
                             "listing assignments"));
            for (int i = 0; i < rows.size(); ++i) {
                found[static_cast<std::size_t>(rows.Int8(i, 0) - 1)].push_back(
                    {ToMillis(rows.Time(i, 1)), rows.Int8(i, 2), rows.Int4(i, 3)});
            }
            for (auto& stretch : found) std::sort(stretch.begin(), stretch.end());
            return found;
        });
}

Result<PageOf<AssignmentRow>> PostgresStore::ListAssignments(const AssignmentFilter& filter,
                                                             const Page& page, Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kAssignments, page));
    if (after && (*after)[2] > INT32_MAX)
        return Failure{Invalid("bad_page", "This is not a page of this list.")};
    if (DueColumn(filter.clock).empty()) return PageOf<AssignmentRow>{};
    LD_TRY(const auto keys,
           AssignmentKeys(filter, after, static_cast<std::size_t>(page.limit) + 1, deadline));
    Column ids(Type::kInt8), numbers(Type::kInt4);
    for (const store::PageKey& key : keys) {
        ids.AddInt8(key[1]);
        numbers.AddInt4(static_cast<std::int32_t>(key[2]));
    }
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT " + kAssignmentColumns +
                          " FROM unnest($2::bigint[], $3::int[]) AS w (a, b) JOIN assignments a ON "
                          "a.city = $1 AND a.case_id = w.a AND a.no = w.b",
                      City().Array(ids).Array(numbers)},
                     deadline, "reading lines of a work list"));
    LD_TRY(auto found, ReadAssignmentRows(rows, filter.clock));
    std::sort(found.begin(), found.end(),
              [](const auto& x, const auto& y) { return KeyOf(x) < KeyOf(y); });
    return store::CutPage(store::ListKind::kAssignments, page, std::move(found), KeyOf);
}

}  // namespace liandong::postgres
