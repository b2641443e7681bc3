#include "adapters/store/page_token.hpp"
#include "adapters/store/postgres/list_sql.hpp"
#include "adapters/store/postgres/store.hpp"

// Who looked at personal data: a walk along the indexes of exactly those events, newest first.

namespace liandong::postgres {

Result<PageOf<LookRow>> PostgresStore::ListLooks(const LookFilter& filter, const Page& page,
                                                 Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kLooks, page));
    Values values(city_);
    // The indexes' own condition, word for word: without it they are not used.
    std::string sql =
        "SELECT case_id, seq, kind, at, actor, payload FROM events WHERE city = $1 AND kind IN "
        "('personal_data_viewed', 'list_exported')";
    if (!filter.kind.empty()) sql += " AND kind = " + values.Text(filter.kind);
    if (!filter.actor.empty())
        sql += " AND split_part(actor, '@', 1) = " + values.Text(filter.actor);
    if (filter.about) sql += " AND case_id = " + values.Int8(filter.about->value);
    if (filter.from) sql += " AND at >= " + values.Time(*filter.from);
    if (filter.before) sql += " AND at < " + values.Time(*filter.before);
    if (after) {
        sql += " AND (at, case_id, seq) < (" + values.Time(FromMillis((*after)[0])) + ", " +
               values.Int8((*after)[1]) + ", " +
               values.Int4(static_cast<std::int32_t>((*after)[2])) + ")";
    }
    sql += " ORDER BY at DESC, case_id DESC, seq DESC LIMIT " + std::to_string(page.limit + 1);
    LD_TRY(const Rows found,
           pool_.Run({std::move(sql), values.Take()}, deadline, "reading who looked"));
    std::vector<LookRow> rows;
    rows.reserve(static_cast<std::size_t>(found.size()));
    for (int i = 0; i < found.size(); ++i) {
        rows.push_back({CaseId{found.Int8(i, 0)}, found.Int4(i, 1), found.Text(i, 2),
                        found.Time(i, 3), found.Text(i, 4), found.Text(i, 5)});
    }
    return store::CutPage(store::ListKind::kLooks, page, std::move(rows), [](const LookRow& look) {
        return store::PageKey{ToMillis(look.at), look.case_id.value, look.seq};
    });
}

}  // namespace liandong::postgres
