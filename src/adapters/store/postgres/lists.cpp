#include <algorithm>
#include <iterator>

#include "adapters/store/page_token.hpp"
#include "adapters/store/postgres/store.hpp"
#include "adapters/store/postgres/tsvector.hpp"
#include "adapters/store/rows.hpp"

// A list for several units, places or states takes the first lines of each and merges them: every
// part is one short walk along an index that is already in the list's order, however many lines
// there are in all.

namespace liandong::postgres {

namespace {

/// A list for more values than these is first looked for among the newest cases: merging hundreds
/// of parts costs more than reading past some thousand lines, unless the list is a rare one.
constexpr std::size_t kFewValues = 4;

const std::string kCaseColumns =
    "c.id, c.version, c.state, c.type, c.channel, c.category, c.place, c.lead, c.urgent, c.secret, "
    "c.overdue,"
    " c.redo_count, c.opened_at, c.closed_at, c.next_due_at, c.source_system, c.source_id";
const std::string kAssignmentColumns =
    "a.case_id, a.no, a.unit, a.is_lead, a.state, a.case_state, a.category, a.place, a.urgent, "
    "a.overdue, a.sent_at,"
    " a.due_at, a.acknowledge_due_at, a.contact_due_at, a.handling_due_at";

/// Parameters that name themselves: `"state = " + values.Text(code)`. $1 is the city.
class Values {
public:
    explicit Values(const std::string& city) { params_.Text(city); }
    std::string Text(std::string_view value) { return params_.Text(value), Last(); }
    std::string Int8(std::int64_t value) { return params_.Int8(value), Last(); }
    std::string Int4(std::int32_t value) { return params_.Int4(value), Last(); }
    std::string Time(Instant value) { return params_.Time(value), Last(); }
    std::string Texts(std::vector<std::string> values) {
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
        params_.Array(TextColumn(values));
        return Last() + "::text[]";
    }
    [[nodiscard]] Params Take() { return std::move(params_); }

private:
    [[nodiscard]] std::string Last() const { return "$" + std::to_string(params_.size()); }
    Params params_;
};

template <class T>
std::vector<std::string> Codes(const T& items) {
    std::vector<std::string> codes;
    for (const auto& item : items) {
        if constexpr (NamedEnum<std::remove_cvref_t<decltype(item)>>) {
            codes.emplace_back(Code(item));
        } else {
            codes.push_back(item.value);
        }
    }
    return codes;
}

std::string CategoryCondition(Values& values, std::string_view column, const std::string& front) {
    // Collation "C": everything that begins with the front lies between it and it followed by the
    // highest byte pair.
    return " AND " + std::string(column) + " >= " + values.Text(front) + " AND " +
           std::string(column) + " < " + values.Text(front + "\U0010FFFF");
}

/// Open cases are few and have indexes of their own; said only where the states already imply it.
std::string OpenCondition(const CaseFilter& f) {
    const auto is_open = [](CaseState state) { return IsOpen(state); };
    return !f.states.empty() && std::all_of(f.states.begin(), f.states.end(), is_open)
               ? " AND c.open"
               : "";
}

/// Conditions on `c` but for units and those that the caller walks by.
std::string Conditions(Values& values, const CaseFilter& f, bool by_place, bool by_state) {
    std::string sql = OpenCondition(f);
    if (!f.states.empty() && !by_state)
        sql += " AND c.state = ANY (" + values.Texts(Codes(f.states)) + ")";
    if (!f.places.empty() && !by_place)
        sql += " AND c.place = ANY (" + values.Texts(Codes(f.places)) + ")";
    if (f.type) sql += " AND c.type = " + values.Text(Code(*f.type));
    if (f.channel) sql += " AND c.channel = " + values.Text(Code(*f.channel));
    if (!f.category.empty()) sql += CategoryCondition(values, "c.category", f.category);
    if (f.urgent) sql += *f.urgent ? " AND c.urgent" : " AND NOT c.urgent";
    if (f.redone) sql += *f.redone ? " AND c.redo_count > 0" : " AND c.redo_count = 0";
    if (f.overdue) sql += *f.overdue ? " AND c.overdue" : " AND NOT c.overdue";
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

bool IsEmpty(const CaseFilter& f) {
    Values unused("");
    return f.units.empty() && Conditions(unused, f, false, false).empty();
}

Statement CaseListStatement(const std::string& city, const CaseFilter& f, std::int64_t before,
                            std::int32_t limit) {
    Values values(city);
    const std::string until = values.Int8(before);
    const std::string tail = " ORDER BY c.id DESC LIMIT " + std::to_string(limit);
    std::string sql;
    if (!f.units.empty()) {
        sql = "SELECT " + kCaseColumns + " FROM (SELECT DISTINCT x.case_id FROM unnest(" +
              values.Texts(Codes(f.units)) +
              ") AS w (unit) CROSS JOIN LATERAL (SELECT DISTINCT a.case_id FROM assignments a JOIN "
              "cases c ON c.city = $1"
              " AND c.id = a.case_id WHERE a.city = $1 AND a.unit = w.unit AND a.case_id < " +
              until + Conditions(values, f, false, false) + " ORDER BY a.case_id DESC LIMIT " +
              std::to_string(limit) + ") x ORDER BY x.case_id DESC LIMIT " + std::to_string(limit) +
              ") h JOIN cases c ON c.city = $1 AND c.id = h.case_id" + tail;
        return {std::move(sql), values.Take(), false};
    }
    const bool by_place = !f.places.empty();
    const bool by_state = !by_place && !f.states.empty();
    if (by_place || by_state) {
        const std::string column = by_place ? "place" : "state";
        sql = "SELECT " + kCaseColumns + " FROM unnest(" +
              values.Texts(by_place ? Codes(f.places) : Codes(f.states)) +
              ") AS w (code) CROSS JOIN LATERAL (SELECT * FROM cases c WHERE c.city = $1 AND c." +
              column + " = w.code AND c.id < " + until + Conditions(values, f, by_place, by_state) +
              tail + ") c" + tail;
        return {std::move(sql), values.Take(), false};
    }
    sql = "SELECT " + kCaseColumns + " FROM cases c WHERE c.city = $1 AND c.id < " + until +
          Conditions(values, f, false, false) + tail;
    return {std::move(sql), values.Take(), false};
}

/// The same list among the newest cases only; the other statement tells the last of them, if there
/// are more.
Statement NewestListStatement(const std::string& city, const CaseFilter& f, std::int64_t before,
                              std::int64_t newest, std::int32_t limit) {
    Values values(city);
    const std::string until = values.Int8(before);
    std::string sql = "SELECT " + kCaseColumns +
                      " FROM (SELECT * FROM cases c WHERE city = $1 AND id < " + until +
                      OpenCondition(f) + " ORDER BY id DESC LIMIT " + std::to_string(newest) +
                      ") c WHERE true";
    sql += Conditions(values, f, false, false) + UnitCondition(values, f);
    sql += " ORDER BY c.id DESC LIMIT " + std::to_string(limit);
    return {std::move(sql), values.Take(), false};
}
Statement LastOfNewestStatement(const std::string& city, const CaseFilter& f, std::int64_t before,
                                std::int64_t newest) {
    return {"SELECT id FROM cases c WHERE city = $1 AND id < $2" + OpenCondition(f) +
                " ORDER BY id DESC OFFSET $3 LIMIT 1",
            Params().Text(city).Int8(before).Int8(newest - 1)};
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
    }
    return found;
}

store::PageKey KeyOf(const CaseRow& row) { return {row.id.value, 0, 0}; }

std::int64_t Before(const std::optional<store::PageKey>& after) {
    return after ? (*after)[0] : INT64_MAX;
}

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
        case ClockKind::kArchive: return "";
    }
    return "";
}

Statement AssignmentListStatement(const std::string& city, const AssignmentFilter& f,
                                  const std::optional<store::PageKey>& after, std::int32_t limit) {
    Values values(city);
    const std::string due = "a." + std::string(DueColumn(f.clock));
    std::string where = " WHERE a.city = $1";
    std::string from;
    if (!f.units.empty()) {
        from = "unnest(" + values.Texts(Codes(f.units)) + ") AS w (unit)";
        where += " AND a.unit = w.unit";
    }
    if (!f.clock) {
        std::vector<std::string> states = Codes(f.states);
        if (states.empty())
            for (const auto& named : kNames<AssignmentState>) states.emplace_back(named.code);
        from += std::string(from.empty() ? "" : " CROSS JOIN ") + "unnest(" + values.Texts(states) +
                ") AS v (state)";
        where += " AND a.state = v.state";
    } else {
        where += " AND " + due + " IS NOT NULL";
        if (!f.states.empty())
            where += " AND a.state = ANY (" + values.Texts(Codes(f.states)) + ")";
    }
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
    const std::string tail =
        " ORDER BY " + due + ", a.case_id, a.no LIMIT " + std::to_string(limit);
    std::string sql = "SELECT " + kAssignmentColumns + " FROM ";
    sql += from.empty() ? "assignments a" + where + tail
                        : from + " CROSS JOIN LATERAL (SELECT * FROM assignments a" + where + tail +
                              ") a" + tail;
    return {std::move(sql), values.Take(), false};
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

}  // namespace

Result<PageOf<CaseRow>> PostgresStore::ListCases(const CaseFilter& filter, const Page& page,
                                                 Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kCases, page));
    const auto limit = static_cast<std::size_t>(page.limit) + 1;
    std::int64_t before = Before(after);
    std::vector<CaseRow> found;
    bool is_complete = false;
    if (filter.units.size() + filter.places.size() > kFewValues) {
        LD_TRY(const Rows rows,
               pool_.Run(NewestListStatement(city_, filter, before, options_.newest_cases,
                                             page.limit + 1),
                         deadline, "listing cases"));
        LD_TRY(found, ReadCaseRows(rows));
        if (found.size() < limit) {
            LD_TRY(const Rows last,
                   pool_.Run(LastOfNewestStatement(city_, filter, before, options_.newest_cases),
                             deadline, "listing cases"));
            is_complete = last.empty();
            if (!is_complete) before = last.Int8(0, 0);
        }
    }
    if (found.size() < limit && !is_complete) {
        const auto rest = static_cast<std::int32_t>(limit - found.size());
        LD_TRY(const Rows rows, pool_.Run(CaseListStatement(city_, filter, before, rest), deadline,
                                          "listing cases"));
        LD_TRY(auto more, ReadCaseRows(rows));
        std::move(more.begin(), more.end(), std::back_inserter(found));
    }
    return store::CutPage(store::ListKind::kCases, page, std::move(found), KeyOf);
}

Result<PageOf<AssignmentRow>> PostgresStore::ListAssignments(const AssignmentFilter& filter,
                                                             const Page& page, Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kAssignments, page));
    if (after && (*after)[2] > INT32_MAX)
        return Failure{Invalid("bad_page", "This is not a page of this list.")};
    if (DueColumn(filter.clock).empty()) return PageOf<AssignmentRow>{};
    LD_TRY(const Rows rows, pool_.Run(AssignmentListStatement(city_, filter, after, page.limit + 1),
                                      deadline, "listing assignments"));
    LD_TRY(auto found, ReadAssignmentRows(rows, filter.clock));
    return store::CutPage(store::ListKind::kAssignments, page, std::move(found),
                          [](const AssignmentRow& row) {
                              return store::PageKey{ToMillis(row.due_at.value_or(store::kNever)),
                                                    row.case_id.value, row.no.value};
                          });
}

// Newest first is an order that an inverted index does not have: it would sort every case that ever
// had the word. So the newest documents are looked through first, and the inverted index answers
// only for what lies behind them.
Result<std::vector<std::int64_t>> PostgresStore::SearchHits(const SearchQuery& query,
                                                            std::int64_t before, std::int32_t limit,
                                                            Deadline deadline) {
    const std::string words = QueryText(query);
    const std::string join =
        IsEmpty(query.filter) ? "" : " JOIN cases c ON c.city = $1 AND c.id = s.case_id";
    const std::string tail = " ORDER BY s.case_id DESC LIMIT ";
    std::vector<std::int64_t> hits;
    const auto run = [&](const std::string& head, Values& values, const std::string& where,
                         std::int64_t want) -> Result<void> {
        const std::string conditions =
            Conditions(values, query.filter, false, false) + UnitCondition(values, query.filter);
        const std::string sql =
            head + join + " WHERE " + where + conditions + tail + std::to_string(want);
        LD_TRY(const Rows rows, pool_.Run({sql, values.Take(), false}, deadline, "searching"));
        for (int i = 0; i < rows.size(); ++i) hits.push_back(rows.Int8(i, 0));
        return {};
    };
    if (query.private_phrases.empty()) {  // a number or a name is rare; a word may be anything
        Values values(city_);
        const std::string until = values.Int8(before);
        const std::string text = values.Text(words);
        LD_TRY(
            run("SELECT s.case_id FROM (SELECT case_id, document FROM search WHERE city = $1 AND "
                "case_id < " +
                    until + " ORDER BY case_id DESC LIMIT " +
                    std::to_string(options_.newest_documents) + ") s",
                values, "s.document @@ " + text + "::tsquery", limit));
        if (static_cast<std::int32_t>(hits.size()) >= limit) return hits;
        LD_TRY(
            const Rows behind,
            pool_.Run(
                {"SELECT case_id FROM search WHERE city = $1 AND case_id < $2 ORDER BY case_id DESC"
                 " OFFSET $3 LIMIT 1",
                 City().Int8(before).Int8(options_.newest_documents - 1)},
                deadline, "searching"));
        if (behind.empty()) return hits;
        before = behind.Int8(0, 0);
    }
    Values values(city_);
    const std::string until = values.Int8(before);
    const std::string text = values.Text(words);
    LD_TRY(
        run("WITH s AS MATERIALIZED (SELECT case_id FROM search WHERE city = $1 AND document @@ " +
                text + "::tsquery AND case_id < " + until + ") SELECT s.case_id FROM s",
            values, "true", limit - static_cast<std::int64_t>(hits.size())));
    return hits;
}

Result<PageOf<CaseRow>> PostgresStore::Search(const SearchQuery& query, const Page& page,
                                              Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kSearch, page));
    Statement statement;
    if (QueryText(query).empty()) {
        statement = CaseListStatement(city_, query.filter, Before(after), page.limit + 1);
    } else {
        LD_TRY(const auto hits, SearchHits(query, Before(after), page.limit + 1, deadline));
        Column ids(Type::kInt8);
        for (const std::int64_t id : hits) ids.AddInt8(id);
        statement = {
            "SELECT " + kCaseColumns +
                " FROM cases c WHERE c.city = $1 AND c.id = ANY ($2::bigint[]) ORDER BY c.id DESC",
            City().Array(ids)};
    }
    LD_TRY(const Rows rows, pool_.Run(std::move(statement), deadline, "searching"));
    LD_TRY(auto found, ReadCaseRows(rows));
    return store::CutPage(store::ListKind::kSearch, page, std::move(found), KeyOf);
}

}  // namespace liandong::postgres
