#include "adapters/store/page_token.hpp"
#include "adapters/store/sqlite/store.hpp"

// Who looked at personal data: a walk along the indexes of exactly those events, newest first.

namespace liandong::sqlite {
namespace {

// The indexes' own condition, word for word: without it they are not used.
constexpr std::string_view kLooks =
    "SELECT case_id, seq, kind, at, actor, payload FROM events WHERE kind IN "
    "('personal_data_viewed', 'list_exported')";

LookRow ReadLook(const Statement& row) {
    return {CaseId{row.Int(0)}, row.Int32(1), row.Text(2), row.At(3), row.Text(4), row.Text(5)};
}

}  // namespace

Result<PageOf<LookRow>> SqliteStore::ListLooks(const LookFilter& filter, const Page& page,
                                               Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kLooks, page));
    return readers_.Read(deadline, [&](Db& db) -> Result<PageOf<LookRow>> {
        std::string sql(kLooks);
        sql += filter.kind.empty() ? " AND ?1 = ''" : " AND kind = ?1";
        sql += filter.actor.empty() ? " AND ?2 = ''"
                                    : " AND substr(actor, 1, instr(actor, '@') - 1) = ?2";
        sql += filter.about ? " AND case_id = ?3" : " AND ?3 = 0";
        sql +=
            " AND at >= ?4 AND at < ?5 AND (at, case_id, seq) < (?6, ?7, ?8)"
            " ORDER BY at DESC, case_id DESC, seq DESC LIMIT ?9";
        Statement query(db, sql);
        query.BindAll(std::string_view(filter.kind), std::string_view(filter.actor),
                      filter.about.value_or(CaseId{0}).value,
                      filter.from ? ToMillis(*filter.from) : INT64_MIN,
                      filter.before ? ToMillis(*filter.before) : INT64_MAX,
                      after ? (*after)[0] : INT64_MAX, after ? (*after)[1] : INT64_MAX,
                      after ? (*after)[2] : INT64_MAX, std::int64_t{page.limit} + 1);
        std::vector<LookRow> rows;
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) break;
            rows.push_back(ReadLook(query));
        }
        return store::CutPage(
            store::ListKind::kLooks, page, std::move(rows), [](const LookRow& look) {
                return store::PageKey{ToMillis(look.at), look.case_id.value, look.seq};
            });
    });
}

}  // namespace liandong::sqlite
