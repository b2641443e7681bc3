#include "adapters/store/page_token.hpp"
#include "adapters/store/postgres/store.hpp"
#include "codec/event_codec.hpp"

namespace liandong::postgres {

namespace {

constexpr std::string_view kColumns =
    "number, id, category, place, unit, case_id, ruled_at, ruled_by, basis, retired_at, "
    "retired_by, retired_why";

struct Numbered {
    std::int64_t number = 0;
    Precedent precedent;
};

Result<std::vector<Numbered>> ReadRows(const Rows& rows) {
    std::vector<Numbered> all;
    for (int i = 0; i < rows.size(); ++i) {
        Numbered& found = all.emplace_back();
        found.number = rows.Int8(i, 0);
        Precedent& p = found.precedent;
        p.id.value = rows.Text(i, 1);
        p.category.value = rows.Text(i, 2);
        p.place.value = rows.Text(i, 3);
        p.unit.value = rows.Text(i, 4);
        p.case_id = CaseId{rows.Int8(i, 5)};
        p.ruled_at = rows.Time(i, 6);
        LD_TRY(p.ruled_by, DecodeActor(rows.View(i, 7)));
        p.basis = rows.Text(i, 8);
        p.retired_at = rows.OptionalTime(i, 9);
        if (p.retired_at) {
            LD_TRY(p.retired_by, DecodeActor(rows.View(i, 10)));
        }
        p.retired_why = rows.Text(i, 11);
    }
    return all;
}

std::vector<Precedent> WithoutNumbers(std::vector<Numbered> rows) {
    std::vector<Precedent> precedents;
    precedents.reserve(rows.size());
    for (Numbered& row : rows) precedents.push_back(std::move(row.precedent));
    return precedents;
}

std::string Select(std::string_view rest) {
    return "SELECT " + std::string(kColumns) + " FROM precedents WHERE city = $1 " +
           std::string(rest);
}

}  // namespace

Result<std::vector<Precedent>> PostgresStore::PrecedentsOf(const CategoryCode& category,
                                                           Deadline deadline) {
    LD_TRY(const Rows rows, pool_.Run({Select("AND category = $2 ORDER BY number DESC LIMIT $3"),
                                       City().Text(category.value).Int8(kPrecedentsOfCategoryMax)},
                                      deadline, "reading precedents"));
    LD_TRY(auto found, ReadRows(rows));
    return WithoutNumbers(std::move(found));
}

Result<std::optional<Precedent>> PostgresStore::FindPrecedent(const PrecedentId& id,
                                                              Deadline deadline) {
    LD_TRY(const Rows rows, pool_.Run({Select("AND id = $2"), City().Text(id.value)}, deadline,
                                      "reading a precedent"));
    LD_TRY(auto found, ReadRows(rows));
    if (found.empty()) return std::optional<Precedent>{};
    return std::optional(std::move(found.front().precedent));
}

Result<PageOf<Precedent>> PostgresStore::ListPrecedents(const Page& page, Deadline deadline) {
    constexpr auto kList = store::ListKind::kPrecedents;
    LD_TRY(const auto after, store::ReadPage(kList, page));
    const std::int64_t before = after ? (*after)[0] : INT64_MAX;
    LD_TRY(const Rows rows, pool_.Run({Select("AND number < $2 ORDER BY number DESC LIMIT $3"),
                                       City().Int8(before).Int8(page.limit + 1)},
                                      deadline, "listing precedents"));
    LD_TRY(auto found, ReadRows(rows));
    auto cut = store::CutPage(kList, page, std::move(found),
                              [](const Numbered& row) { return store::PageKey{row.number, 0, 0}; });
    return PageOf<Precedent>{WithoutNumbers(std::move(cut.items)), std::move(cut.next)};
}

}  // namespace liandong::postgres
