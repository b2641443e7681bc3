#include "adapters/store/postgres/list_sql.hpp"
#include "adapters/store/postgres/store.hpp"
#include "adapters/store/postgres/tsvector.hpp"

namespace liandong::postgres {

// Newest first is an order that an inverted index does not have: it would sort every case that ever
// had the word. So the newest documents are looked through first, and the inverted index answers
// only for what lies behind them.
Result<std::vector<std::int64_t>> PostgresStore::SearchNumbers(const SearchQuery& query,
                                                               store::NumberRange range,
                                                               std::size_t limit,
                                                               Deadline deadline) {
    const std::string words = QueryText(query);
    if (words.empty()) return CaseNumbers(query.filter, range, limit, deadline);
    std::vector<std::int64_t> hits;
    const auto run = [&](const std::string& head, Values& values, const std::string& where,
                         std::size_t want) -> Result<void> {
        const std::string conditions =
            Conditions(values, query.filter) + UnitCondition(values, query.filter);
        const std::string join =
            conditions.empty() ? "" : " JOIN cases c ON c.city = $1 AND c.id = s.case_id";
        const std::string sql = head + join + " WHERE " + where + conditions +
                                " ORDER BY s.case_id DESC LIMIT " + std::to_string(want);
        LD_TRY(const Rows rows, pool_.Run({sql, values.Take(), false}, deadline, "searching"));
        for (int i = 0; i < rows.size(); ++i) hits.push_back(rows.Int8(i, 0));
        return {};
    };
    if (query.private_phrases.empty()) {  // a number or a name is rare; a word may be anything
        Values values(city_);
        const std::string until = values.Int8(range.high);
        const std::string text = values.Text(words);
        LD_TRY(
            run("SELECT s.case_id FROM (SELECT case_id, document FROM search WHERE city = $1 AND "
                "case_id <= " +
                    until + " ORDER BY case_id DESC LIMIT " +
                    std::to_string(options_.newest_documents) + ") s",
                values, "s.document @@ " + text + "::tsquery", limit));
        if (hits.size() >= limit) return hits;
        LD_TRY(const Rows behind,
               pool_.Run({"SELECT case_id FROM search WHERE city = $1 AND case_id <= $2 ORDER BY "
                          "case_id DESC OFFSET $3 LIMIT 1",
                          City().Int8(range.high).Int8(options_.newest_documents - 1)},
                         deadline, "searching"));
        if (behind.empty()) return hits;
        range.high = behind.Int8(0, 0) - 1;
    }
    Values values(city_);
    const std::string until = values.Int8(range.high);
    const std::string text = values.Text(words);
    LD_TRY(
        run("WITH s AS MATERIALIZED (SELECT case_id FROM search WHERE city = $1 AND document @@ " +
                text + "::tsquery AND case_id <= " + until + ") SELECT s.case_id FROM s",
            values, "true", limit - hits.size()));
    return hits;
}

}  // namespace liandong::postgres
