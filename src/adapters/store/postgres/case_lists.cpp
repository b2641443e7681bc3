#include <algorithm>
#include <iterator>

#include "adapters/store/page_token.hpp"
#include "adapters/store/postgres/list_sql.hpp"
#include "adapters/store/postgres/store.hpp"
#include "adapters/store/rows.hpp"

// Lists of cases, newest number first. A list for several units, places or states merges one short
// walk for each, along an index that is already in the list's order, so its cost does not depend on
// how many lines there are in all.

namespace liandong::postgres {

namespace {

/// A list for more values than these is first looked for among the newest cases, where most such
/// lists fill their page at once.
constexpr std::size_t kManyStretches = 64;
/// More pairs of a unit and a place than these cost more than reading past the wrong places.
constexpr std::size_t kPairsMax = 256;

/// Asked of numbers low .. high of a city's cases.
struct Question {
    const std::string& city;
    const CaseFilter& filter;
    store::NumberRange range;
};

/// What the stretches of a list have in common, and the values by which they differ: one of `a`, or
/// the pairs of `a` and `b`.
struct Walk {
    enum class By { kNumber, kUnit, kUnitAndPlace, kPlace, kState };
    By by = By::kNumber;
    std::vector<std::string> a{""};
    std::vector<std::string> b{""};
};

Walk WalkOf(const CaseFilter& f) {
    const std::vector<std::string> units = Codes(f.units);
    const std::vector<std::string> places = Codes(f.places);
    if (!units.empty() && !places.empty() && units.size() * places.size() <= kPairsMax) {
        Walk walk{Walk::By::kUnitAndPlace, {}, {}};
        for (const std::string& unit : units) {
            walk.a.insert(walk.a.end(), places.size(), unit);
            walk.b.insert(walk.b.end(), places.begin(), places.end());
        }
        return walk;
    }
    if (!units.empty()) return {Walk::By::kUnit, units, std::vector<std::string>(units.size())};
    if (!places.empty()) return {Walk::By::kPlace, places, std::vector<std::string>(places.size())};
    if (!f.states.empty()) {
        auto states = Codes(f.states);
        const std::size_t count = states.size();
        return {Walk::By::kState, std::move(states), std::vector<std::string>(count)};
    }
    return {};
}

/// What the assignment itself tells of its case; " AND c.…" for the rest goes into `rest`.
std::string AssignmentConditions(Values& values, CaseFilter f, std::string& rest) {
    std::string sql;
    if (!OpenCondition(f).empty()) {
        // Word for word the condition of the partial index.
        sql += " AND a.case_state IN (";
        for (const auto& named : kNames<CaseState>) {
            if (IsOpen(named.value)) sql += "'" + std::string(named.code) + "', ";
        }
        sql.replace(sql.size() - 2, 2, ")");
    }
    if (!f.states.empty()) sql += " AND a.case_state = ANY (" + values.Texts(Codes(f.states)) + ")";
    if (!f.places.empty()) sql += " AND a.place = ANY (" + values.Texts(Codes(f.places)) + ")";
    if (!f.category.empty()) sql += CategoryCondition(values, "a.category", f.category);
    if (f.urgent) sql += *f.urgent ? " AND a.urgent" : " AND NOT a.urgent";
    f.states.clear();
    f.places.clear();
    f.category.clear();
    f.urgent.reset();
    rest = Conditions(values, f);
    return sql;
}

/// One stretch of the walk: `w` has its values.
std::string StretchSql(Values& values, const Question& q, Walk::By by) {
    const auto between = [&](const std::string& id) {
        return " AND " + id + " BETWEEN " + values.Int8(q.range.low) + " AND " +
               values.Int8(q.range.high);
    };
    if (by == Walk::By::kUnit || by == Walk::By::kUnitAndPlace) {
        CaseFilter f = q.filter;
        std::string place;
        if (by == Walk::By::kUnitAndPlace) {
            place = " AND a.place = w.b";
            f.places.clear();
        }
        std::string rest;
        const std::string own = AssignmentConditions(values, f, rest);
        const std::string join =
            rest.empty() ? "" : " JOIN cases c ON c.city = $1 AND c.id = a.case_id";
        return "SELECT DISTINCT a.case_id AS id FROM assignments a" + join +
               " WHERE a.city = $1 AND a.unit = w.a" + place + between("a.case_id") + own + rest +
               " ORDER BY a.case_id DESC";
    }
    CaseFilter f = q.filter;
    std::string value;
    if (by == Walk::By::kPlace) {
        value = " AND c.place = w.a";
        f.places.clear();
    } else if (by == Walk::By::kState) {
        value = " AND c.state = w.a";
        f.states.clear();
    }
    return "SELECT c.id FROM cases c WHERE c.city = $1" + value + between("c.id") +
           Conditions(values, f) + " ORDER BY c.id DESC";
}

/// The first `count` numbers of each stretch: which of them, number.
Statement StretchesStatement(const Question& q, const Walk& walk,
                             const std::vector<std::size_t>& which, std::size_t count) {
    Values values(q.city);
    std::vector<std::string> a;
    std::vector<std::string> b;
    for (const std::size_t i : which) {
        a.push_back(walk.a[i]);
        b.push_back(walk.b[i]);
    }
    const std::string limit = " LIMIT " + std::to_string(count);
    if (walk.by == Walk::By::kNumber) {
        std::string sql = StretchSql(values, q, walk.by);
        return {"SELECT 1::bigint, x.id FROM (" + sql + limit + ") x", values.Take(), false};
    }
    std::string sql = "SELECT w.n, x.id FROM unnest(" + values.Texts(a) + ", " + values.Texts(b) +
                      ") WITH ORDINALITY AS w (a, b, n) CROSS JOIN LATERAL (";
    sql += StretchSql(values, q, walk.by) + limit + ") x";
    return {std::move(sql), values.Take(), false};
}

/// The list among the newest cases only, and behind it where they end (empty: nowhere).
std::vector<Statement> NewestStatements(const Question& q, std::int64_t newest, std::size_t limit) {
    const auto among = [&](Values& values) {
        return " FROM cases c WHERE c.city = $1 AND c.id BETWEEN " + values.Int8(q.range.low) +
               " AND " + values.Int8(q.range.high) + OpenCondition(q.filter) +
               " ORDER BY c.id DESC";
    };
    Values list(q.city);
    std::string sql = "SELECT c.id FROM (SELECT *" + among(list) + " LIMIT " +
                      std::to_string(newest) + ") c WHERE true";
    sql += Conditions(list, q.filter) + UnitCondition(list, q.filter);
    sql += " ORDER BY c.id DESC LIMIT " + std::to_string(limit);
    Values end(q.city);
    std::string last =
        "SELECT c.id" + among(end) + " OFFSET " + std::to_string(newest - 1) + " LIMIT 1";
    std::vector<Statement> statements;
    statements.push_back({std::move(sql), list.Take(), false});
    statements.push_back({std::move(last), end.Take(), false});
    return statements;
}

std::int64_t Before(const std::optional<store::PageKey>& after) {
    return after ? (*after)[0] : INT64_MAX;
}

}  // namespace

Result<store::NumberRange> PostgresStore::RangeOf(const CaseFilter& filter, std::int64_t before,
                                                  Deadline deadline) {
    store::NumberRange range;
    range.high = before - 1;
    if (!filter.opened_from && !filter.opened_before) return range;
    LD_TRY(const auto stray, Meta(store::kStrayNumbers, deadline));
    return stray ? range : store::NumbersOpened(filter, range);
}

Result<std::vector<std::int64_t>> PostgresStore::CaseNumbers(const CaseFilter& filter,
                                                             store::NumberRange range,
                                                             std::size_t limit, Deadline deadline) {
    const Walk walk = WalkOf(filter);
    std::vector<std::int64_t> numbers;
    if (walk.a.size() > kManyStretches) {
        LD_TRY(const auto rows,
               pool_.Run(NewestStatements({city_, filter, range}, options_.newest_cases, limit),
                         deadline, "listing cases"));
        for (int i = 0; i < rows[0].size(); ++i) numbers.push_back(rows[0].Int8(i, 0));
        if (numbers.size() == limit || rows[1].empty()) return numbers;
        range.high = rows[1].Int8(0, 0) - 1;
    }
    using Stretches = std::vector<std::vector<std::int64_t>>;
    const Question question{city_, filter, range};
    // Merged ascending, listed descending: the keys are the negated numbers.
    LD_TRY(const auto keys,
           MergeStretches<std::int64_t>(
               walk.a.size(), limit - numbers.size(),
               [&](const std::vector<std::size_t>& which, std::size_t count) -> Result<Stretches> {
                   LD_TRY(const Rows rows,
                          pool_.Run(StretchesStatement(question, walk, which, count), deadline,
                                    "listing cases"));
                   Stretches found(which.size());
                   for (int i = 0; i < rows.size(); ++i) {
                       found[static_cast<std::size_t>(rows.Int8(i, 0) - 1)].push_back(
                           -rows.Int8(i, 1));
                   }
                   for (auto& stretch : found) std::sort(stretch.begin(), stretch.end());
                   return found;
               }));
    for (const std::int64_t key : keys) numbers.push_back(-key);
    return numbers;
}

Result<PageOf<CaseRow>> PostgresStore::CasePage(store::ListKind list, const Page& page,
                                                const std::vector<std::int64_t>& numbers,
                                                Deadline deadline) {
    Column ids(Type::kInt8);
    for (const std::int64_t number : numbers) ids.AddInt8(number);
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT " + kCaseColumns +
                          " FROM cases c WHERE c.city = $1 AND c.id = ANY ($2::bigint[]) ORDER BY "
                          "c.id DESC",
                      City().Array(ids)},
                     deadline, "reading lines of a list"));
    LD_TRY(auto found, ReadCaseRows(rows));
    return store::CutPage(list, page, std::move(found),
                          [](const CaseRow& row) { return store::PageKey{row.id.value, 0, 0}; });
}

Result<PageOf<CaseRow>> PostgresStore::ListCases(const CaseFilter& filter, const Page& page,
                                                 Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kCases, page));
    LD_TRY(const auto range, RangeOf(filter, Before(after), deadline));
    LD_TRY(const auto numbers,
           CaseNumbers(filter, range, static_cast<std::size_t>(page.limit) + 1, deadline));
    return CasePage(store::ListKind::kCases, page, numbers, deadline);
}

Result<PageOf<CaseRow>> PostgresStore::Search(const SearchQuery& query, const Page& page,
                                              Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kSearch, page));
    const auto limit = static_cast<std::size_t>(page.limit) + 1;
    LD_TRY(auto range, RangeOf(query.filter, Before(after), deadline));
    if (query.at_most) range.high = std::min(range.high, query.at_most->value);
    LD_TRY(const auto numbers, SearchNumbers(query, range, limit, deadline));
    return CasePage(store::ListKind::kSearch, page, numbers, deadline);
}

Result<RulingCounts> PostgresStore::CountRulings(Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT (SELECT count(*) FROM cases WHERE city = $1 AND disputed),"
                      " (SELECT count(*) FROM cases WHERE city = $1 AND return_waiting)",
                      City()},
                     deadline, "counting what waits for a ruling"));
    return RulingCounts{rows.Int8(0, 0), rows.Int8(0, 1)};
}

}  // namespace liandong::postgres
