#include "adapters/store/page_token.hpp"
#include "adapters/store/sqlite/store.hpp"
#include "codec/event_codec.hpp"

namespace liandong::sqlite {

namespace {

constexpr std::string_view kColumns =
    "number, id, category, place, unit, case_id, ruled_at, ruled_by, basis, retired_at, "
    "retired_by, retired_why";

struct Numbered {
    std::int64_t number = 0;
    Precedent precedent;
};

Result<Numbered> ReadRow(const Statement& row) {
    Numbered found;
    found.number = row.Int(0);
    Precedent& p = found.precedent;
    p.id.value = row.Text(1);
    p.category.value = row.Text(2);
    p.place.value = row.Text(3);
    p.unit.value = row.Text(4);
    p.case_id = CaseId{row.Int(5)};
    p.ruled_at = row.At(6);
    LD_TRY(p.ruled_by, DecodeActor(row.View(7)));
    p.basis = row.Text(8);
    p.retired_at = row.MaybeAt(9);
    if (p.retired_at) {
        LD_TRY(p.retired_by, DecodeActor(row.View(10)));
    }
    p.retired_why = row.Text(11);
    return found;
}

Result<std::vector<Numbered>> ReadRows(Statement& query) {
    std::vector<Numbered> rows;
    while (true) {
        LD_TRY(const bool there, query.Step());
        if (!there) return rows;
        LD_TRY(auto row, ReadRow(query));
        rows.push_back(std::move(row));
    }
}

std::vector<Precedent> WithoutNumbers(std::vector<Numbered> rows) {
    std::vector<Precedent> precedents;
    precedents.reserve(rows.size());
    for (Numbered& row : rows) precedents.push_back(std::move(row.precedent));
    return precedents;
}

std::string Select(std::string_view rest) {
    return "SELECT " + std::string(kColumns) + " FROM precedents " + std::string(rest);
}

}  // namespace

Result<void> WritePrecedents(Db& db, const std::vector<Precedent>& precedents) {
    for (const Precedent& p : precedents) {
        const std::string ruled_by = EncodeActor(p.ruled_by);
        const std::string retired_by = p.retired_by ? EncodeActor(*p.retired_by) : "";
        Statement put(db,
                      "INSERT INTO precedents (id, category, place, unit, case_id, ruled_at, "
                      "ruled_by, basis, retired_at, retired_by, retired_why)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
                      " ON CONFLICT (id) DO UPDATE SET retired_at = excluded.retired_at,"
                      " retired_by = excluded.retired_by, retired_why = excluded.retired_why");
        put.BindAll(std::string_view(p.id.value), std::string_view(p.category.value),
                    std::string_view(p.place.value), std::string_view(p.unit.value),
                    p.case_id.value, p.ruled_at, std::string_view(ruled_by),
                    std::string_view(p.basis), p.retired_at, std::string_view(retired_by),
                    std::string_view(p.retired_why));
        LD_TRY(put.Run());
    }
    return {};
}

Result<std::vector<Precedent>> SqliteStore::PrecedentsOf(const CategoryCode& category,
                                                         Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<Precedent>> {
        Statement query(db, Select("WHERE category = ?1 ORDER BY number DESC LIMIT ?2"));
        query.BindAll(std::string_view(category.value), std::int64_t{kPrecedentsOfCategoryMax});
        LD_TRY(auto rows, ReadRows(query));
        return WithoutNumbers(std::move(rows));
    });
}

Result<std::optional<Precedent>> SqliteStore::FindPrecedent(const PrecedentId& id,
                                                            Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::optional<Precedent>> {
        Statement query(db, Select("WHERE id = ?1"));
        query.BindAll(std::string_view(id.value));
        LD_TRY(auto rows, ReadRows(query));
        if (rows.empty()) return std::optional<Precedent>{};
        return std::optional(std::move(rows.front().precedent));
    });
}

Result<PageOf<Precedent>> SqliteStore::ListPrecedents(const Page& page, Deadline deadline) {
    constexpr auto kList = store::ListKind::kPrecedents;
    LD_TRY(const auto after, store::ReadPage(kList, page));
    return readers_.Read(deadline, [&](Db& db) -> Result<PageOf<Precedent>> {
        Statement query(db, Select("WHERE number < ?1 ORDER BY number DESC LIMIT ?2"));
        query.BindAll(after ? (*after)[0] : INT64_MAX, std::int64_t{page.limit} + 1);
        LD_TRY(auto rows, ReadRows(query));
        auto cut = store::CutPage(kList, page, std::move(rows), [](const Numbered& row) {
            return store::PageKey{row.number, 0, 0};
        });
        return PageOf<Precedent>{WithoutNumbers(std::move(cut.items)), std::move(cut.next)};
    });
}

}  // namespace liandong::sqlite
