#include <optional>

#include "adapters/store/postgres/list_sql.hpp"
#include "adapters/store/postgres/store.hpp"
#include "adapters/store/postgres/tsvector.hpp"

// Newest first is an order that an inverted index does not have: it would sort every case that ever
// had the word. So the newest documents are looked through first, which fills the page of a
// frequent word; behind them the index is asked for a day, a month and a year at a time, and a word
// that did not fill the page from one stretch of numbers is rare enough for the next, longer one.

namespace liandong::postgres {

namespace {

/// A filter with more places or units than these is a good part of the city: hits are held against
/// the cases instead.
constexpr std::size_t kScopeMax = 128;
/// Two of a length, because the first may have only just begun.
constexpr int kSteps = 2;

std::int64_t StretchAt(int step) {
    if (step < kSteps) return kDayOfNumbers;
    return step < 2 * kSteps ? kMonthOfNumbers : kYearOfNumbers;
}

template <class T>
std::string AnyMark(Mark mark, const T& codes) {
    std::vector<std::string> marks;
    for (const std::string& code : Codes(codes)) marks.push_back(MarkLexeme(mark, code));
    return " & " + AnyOf(marks);
}

/// " & …": what the marks of a document tell of the filter.
std::string ScopeText(const CaseFilter& f) {
    std::string text;
    if (!f.places.empty() && f.places.size() <= kScopeMax) text += AnyMark(Mark::kPlace, f.places);
    if (!f.units.empty() && f.units.size() <= kScopeMax) text += AnyMark(Mark::kUnit, f.units);
    if (!f.category.empty()) text += " & " + AllOf({MarkLexeme(Mark::kCategory, f.category)});
    return text;
}

/// Numbers out of `s`, a piece of SQL that gives them, whose cases fulfil the filter.
Statement HitsStatement(Values& values, const std::string& s, const CaseFilter& filter,
                        std::size_t limit) {
    const std::string conditions = Conditions(values, filter) + UnitCondition(values, filter);
    const std::string join =
        conditions.empty()
            ? ""
            : " JOIN cases c ON c.city = $1 AND c.id = s.case_id WHERE true" + conditions;
    return {"WITH s AS MATERIALIZED (" + s + ") SELECT s.case_id FROM s" + join +
                " ORDER BY s.case_id DESC LIMIT " + std::to_string(limit),
            values.Take(), false};
}

/// Hits among so many of the newest documents of the range.
Statement NewestStatement(const std::string& city, const SearchQuery& query,
                          const std::string& text, store::NumberRange range, std::int64_t newest,
                          std::size_t limit) {
    Values values(city);
    const std::string s =
        "SELECT d.case_id FROM (SELECT case_id, document FROM search WHERE city = $1 AND case_id "
        "BETWEEN " +
        values.Int8(range.low) + " AND " + values.Int8(range.high) +
        " ORDER BY case_id DESC LIMIT " + std::to_string(newest) + ") d WHERE d.document @@ " +
        values.Text(text) + "::tsquery";
    return HitsStatement(values, s, query.filter, limit);
}

/// Hits that the index gives, within the range. The sum keeps the server from walking along the
/// range instead, which would read every document in it.
Statement IndexStatement(const std::string& city, const SearchQuery& query, const std::string& text,
                         store::NumberRange range, std::size_t limit) {
    Values values(city);
    const std::string s = "SELECT case_id FROM search WHERE city = $1 AND document @@ " +
                          values.Text(text) + "::tsquery AND case_id + 0 BETWEEN " +
                          values.Int8(range.low) + " AND " + values.Int8(range.high);
    return HitsStatement(values, s, query.filter, limit);
}

/// The newest number of the range that has a document, but for the first `skip`.
Statement NewestNumberStatement(const std::string& city, store::NumberRange range,
                                std::int64_t skip) {
    return {
        "SELECT case_id FROM search WHERE city = $1 AND case_id BETWEEN $2 AND $3 ORDER BY case_id"
        " DESC OFFSET $4 LIMIT 1",
        Params().Text(city).Int8(range.low).Int8(range.high).Int8(skip)};
}

}  // namespace

Result<std::vector<std::int64_t>> PostgresStore::SearchNumbers(const SearchQuery& query,
                                                               store::NumberRange range,
                                                               std::size_t limit,
                                                               Deadline deadline) {
    const std::string words = QueryText(query);
    if (words.empty()) return CaseNumbers(query.filter, range, limit, deadline);
    const std::string scope = ScopeText(query.filter);
    std::vector<std::int64_t> hits;
    std::optional<std::int64_t> next;  // where the next stretch begins
    const auto ask = [&](const std::vector<Statement>& statements) -> Result<void> {
        LD_TRY(const auto rows, pool_.Run(statements, deadline, "searching"));
        for (int i = 0; i < rows[0].size(); ++i) hits.push_back(rows[0].Int8(i, 0));
        next.reset();
        if (rows.size() > 1 && !rows[1].empty()) next = rows[1].Int8(0, 0);
        return {};
    };
    if (!query.private_phrases.empty()) {  // a number or a name is rare; a word may be anything
        LD_TRY(ask({IndexStatement(city_, query, words + scope, range, limit)}));
        return hits;
    }
    const std::int64_t newest = scope.empty() ? options_.newest_documents : 1;
    LD_TRY(ask({NewestStatement(city_, query, words + scope, range, newest, limit),
                NewestNumberStatement(city_, range, newest)}));
    for (int step = scope.empty() ? 0 : kSteps; next && hits.size() < limit; ++step) {
        const std::int64_t stretch = StretchAt(step);
        const std::int64_t low = std::max(range.low, *next / stretch * stretch);
        const std::string text = words + " & " + AllOf({NumberMark(*next, stretch)}) + scope;
        LD_TRY(ask({IndexStatement(city_, query, text, {low, *next}, limit - hits.size()),
                    NewestNumberStatement(city_, {range.low, low - 1}, 0)}));
    }
    return hits;
}

}  // namespace liandong::postgres
