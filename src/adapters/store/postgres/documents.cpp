#include "adapters/store/faults.hpp"
#include "adapters/store/page_token.hpp"
#include "adapters/store/postgres/store.hpp"
#include "adapters/store/rows.hpp"

namespace liandong::postgres {

namespace {

const std::string kColumns =
    "d.id, d.version, d.kind, d.state, d.number, d.person, d.open, d.opened_at, d.closed_at, "
    "d.due_at, d.cases, d.units, d.wrapped_key, d.body";

Result<StoredDocument> ReadStored(const Rows& rows, int i) {
    const auto kind = FromCode<DocumentKind>(rows.View(i, 2));
    if (!kind)
        return Failure{Unavailable("document " + std::to_string(rows.Int8(i, 0)) +
                                   ": unknown kind " + rows.Text(i, 2))};
    StoredDocument stored;
    DocumentHead& head = stored.head;
    head.id = DocumentId{rows.Int8(i, 0)};
    head.version = rows.Int4(i, 1);
    head.kind = *kind;
    head.state = rows.Text(i, 3);
    head.number = rows.Text(i, 4);
    head.person = rows.Text(i, 5);
    head.open = rows.Bool(i, 6);
    head.opened_at = rows.Time(i, 7);
    head.closed_at = rows.OptionalTime(i, 8);
    head.due_at = rows.OptionalTime(i, 9);
    head.cases = store::SplitNumbers(rows.View(i, 10));
    for (std::string& unit : store::SplitLines(rows.View(i, 11)))
        head.units.push_back(UnitCode{std::move(unit)});
    if (!rows.IsNull(i, 12)) stored.wrapped_key = rows.Text(i, 12);
    stored.body = rows.Text(i, 13);
    return stored;
}

Result<std::vector<StoredDocument>> ReadAll(const Rows& rows) {
    std::vector<StoredDocument> found;
    for (int i = 0; i < rows.size(); ++i) {
        LD_TRY(auto stored, ReadStored(rows, i));
        found.push_back(std::move(stored));
    }
    return found;
}

template <class Items, class CodeOf>
Column Texts(const Items& items, CodeOf code_of) {
    Column column(Type::kText);
    for (const auto& item : items) column.AddBytes(code_of(item));
    return column;
}

/// $1 is the city, $2 the number before which the page begins, $3 its length.
Statement ListStatement(Params params, const DocumentFilter& f) {
    std::string where = " WHERE d.city = $1 AND d.id < $2";
    const auto next = [&] { return "$" + std::to_string(params.size()); };
    if (f.about) {
        params.Int8(f.about->value);
        where +=
            " AND d.id IN (SELECT document_id FROM document_cases WHERE city = $1 AND case_id = " +
            next() + ")";
    }
    if (!f.kinds.empty()) {
        params.Array(Texts(f.kinds, [](DocumentKind kind) { return Code(kind); }));
        where += " AND d.kind = ANY (" + next() + "::text[])";
    }
    if (!f.states.empty()) {
        params.Array(Texts(f.states, [](const std::string& state) { return state; }));
        where += " AND d.state = ANY (" + next() + "::text[])";
    }
    if (f.open) where += *f.open ? " AND d.open" : " AND NOT d.open";
    if (!f.persons.empty()) {
        params.Array(Texts(f.persons, [](const std::string& person) { return person; }));
        where += " AND d.person <> '' AND d.person = ANY (" + next() + "::text[])";
    }
    if (!f.number.empty()) {
        params.Text(f.number);
        where += " AND d.number <> '' AND d.number = " + next();
    }
    if (!f.units.empty()) {
        params.Array(Texts(f.units, [](const UnitCode& unit) { return unit.value; }));
        where +=
            " AND EXISTS (SELECT 1 FROM document_units u WHERE u.city = $1 AND u.document_id ="
            " d.id AND u.unit = ANY (" +
            next() + "::text[]))";
    }
    const auto time = [&](const std::optional<Instant>& at, const char* condition) {
        if (!at) return;
        params.Time(*at);
        where += condition + next();
    };
    time(f.due_before, " AND d.due_at < ");
    time(f.opened_from, " AND d.opened_at >= ");
    time(f.opened_before, " AND d.opened_at < ");
    return {"SELECT " + kColumns + " FROM documents d" + where + " ORDER BY d.id DESC LIMIT $3",
            std::move(params), false};
}

}  // namespace

Result<StoredDocument> PostgresStore::LoadDocument(DocumentId id, Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT " + kColumns + " FROM documents d WHERE d.city = $1 AND d.id = $2",
                      City().Int8(id.value)},
                     deadline, "reading a document"));
    if (rows.empty()) return Failure{store::NoSuchDocument(id)};
    return ReadStored(rows, 0);
}

Result<PageOf<StoredDocument>> PostgresStore::ReadDocuments(const DocumentFilter& filter,
                                                            const Page& page, Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kDocuments, page));
    Params params = City();
    params.Int8(after ? (*after)[0] : INT64_MAX).Int8(std::int64_t{page.limit} + 1);
    LD_TRY(const Rows rows,
           pool_.Run(ListStatement(std::move(params), filter), deadline, "listing documents"));
    LD_TRY(auto found, ReadAll(rows));
    return store::CutPage(
        store::ListKind::kDocuments, page, std::move(found),
        [](const StoredDocument& d) { return store::PageKey{d.head.id.value, 0, 0}; });
}

Result<PageOf<DocumentHead>> PostgresStore::ListDocuments(const DocumentFilter& filter,
                                                          const Page& page, Deadline deadline) {
    LD_TRY(auto read, ReadDocuments(filter, page, deadline));
    return store::HeadsOf(std::move(read));
}

Result<std::vector<DocumentHead>> PostgresStore::DueDocuments(Instant now, std::int32_t limit,
                                                              Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT " + kColumns +
                          " FROM documents d WHERE d.city = $1 AND d.due_at IS NOT NULL AND "
                          "d.due_at <= $2 ORDER BY d.due_at, d.id LIMIT $3",
                      City().Time(now).Int8(limit)},
                     deadline, "reading what documents are due"));
    LD_TRY(auto found, ReadAll(rows));
    std::vector<DocumentHead> heads;
    heads.reserve(found.size());
    for (StoredDocument& stored : found) heads.push_back(std::move(stored.head));
    return heads;
}

Result<std::int64_t> PostgresStore::NextInSeries(std::string_view series, Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"INSERT INTO series (city, name, taken) VALUES ($1, $2, 1) ON CONFLICT "
                      "(city, name) DO UPDATE SET taken = series.taken + 1 RETURNING taken",
                      City().Text(series)},
                     deadline, "taking a number of a series"));
    return rows.Int8(0, 0);
}

}  // namespace liandong::postgres
