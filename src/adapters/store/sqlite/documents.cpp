#include "adapters/store/sqlite/documents.hpp"

#include <algorithm>

#include "adapters/store/faults.hpp"
#include "adapters/store/page_token.hpp"
#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/store.hpp"

namespace liandong::sqlite {

namespace {

using View = std::string_view;

constexpr View kColumns =
    "id, version, kind, state, number, person, open, opened_at, closed_at, due_at, cases, units, "
    "wrapped_key, body";

/// "[1,2]" for `IN (SELECT value FROM json_each(?))`; codes hold no character that JSON escapes.
template <class Items, class Text>
std::string JsonList(const Items& items, Text text) {
    std::string list = "[";
    for (const auto& item : items) {
        if (list.size() > 1) list.push_back(',');
        list += text(item);
    }
    return list + "]";
}
std::string Quoted(View text) { return '"' + std::string(text) + '"'; }

DocumentHead ReadHead(const Statement& row) {
    DocumentHead head;
    head.id = DocumentId{row.Int(0)};
    head.version = row.Int32(1);
    head.kind = static_cast<DocumentKind>(row.Int(2));
    head.state = row.Text(3);
    head.number = row.Text(4);
    head.person = row.Text(5);
    head.open = row.Bool(6);
    head.opened_at = row.At(7);
    head.closed_at = row.MaybeAt(8);
    head.due_at = row.MaybeAt(9);
    head.cases = store::SplitNumbers(row.View(10));
    for (std::string& unit : store::SplitLines(row.View(11)))
        head.units.push_back(UnitCode{std::move(unit)});
    return head;
}

StoredDocument ReadStored(const Statement& row) {
    StoredDocument stored{ReadHead(row), row.Text(13), std::nullopt};
    if (!row.View(12).empty()) stored.wrapped_key = row.Text(12);
    return stored;
}

/// The WHERE of a filter and its texts, in the order of their question marks from ?3 on.
struct Where {
    std::string sql = " WHERE d.id < ?1";
    std::vector<std::string> texts;
    std::string Add(std::string text) {
        texts.push_back(std::move(text));
        return "?" + std::to_string(texts.size() + 2);
    }
};

Where WhereOf(const DocumentFilter& f) {
    Where where;
    const auto number = [](Instant at) { return std::to_string(ToMillis(at)); };
    if (f.about) {
        where.sql += " AND d.id IN (SELECT document_id FROM document_cases WHERE case_id = " +
                     std::to_string(f.about->value) + ")";
    }
    if (!f.kinds.empty()) {
        std::string kinds;
        for (const DocumentKind kind : f.kinds)
            kinds += (kinds.empty() ? "" : ", ") + std::to_string(static_cast<int>(kind));
        where.sql += " AND d.kind IN (" + kinds + ")";
    }
    if (!f.states.empty()) {
        where.sql += " AND d.state IN (SELECT value FROM json_each(" +
                     where.Add(JsonList(f.states, Quoted)) + "))";
    }
    if (f.open) where.sql += *f.open ? " AND d.open = 1" : " AND d.open = 0";
    if (!f.persons.empty()) {
        std::string persons;
        for (const std::string& person : f.persons)
            persons += (persons.empty() ? "" : ", ") + where.Add(person);
        where.sql += " AND d.person <> '' AND d.person IN (" + persons + ")";
    }
    if (!f.number.empty()) where.sql += " AND d.number <> '' AND d.number = " + where.Add(f.number);
    if (!f.units.empty()) {
        const auto code = [](const UnitCode& unit) { return Quoted(unit.value); };
        where.sql += " AND EXISTS (SELECT 1 FROM json_each(" + where.Add(JsonList(f.units, code)) +
                     ") j JOIN document_units u ON u.unit = j.value AND u.document_id = d.id)";
    }
    if (f.due_before) where.sql += " AND d.due_at < " + number(*f.due_before);
    if (f.opened_from) where.sql += " AND d.opened_at >= " + number(*f.opened_from);
    if (f.opened_before) where.sql += " AND d.opened_at < " + number(*f.opened_before);
    return where;
}

Result<void> WriteLinks(Db& db, const DocumentHead& head) {
    for (const CaseId id : head.cases) {
        Statement put(db,
                      "INSERT INTO document_cases (case_id, document_id) VALUES (?1, ?2) ON "
                      "CONFLICT DO NOTHING");
        LD_TRY(put.BindAll(id.value, head.id.value).Run());
    }
    Statement old(db, "DELETE FROM document_units WHERE document_id = ?1 AND unit = ?2");
    Statement before(db, "SELECT units FROM documents WHERE id = ?1");
    LD_TRY(const bool there, before.Bind(head.id.value).Step());
    if (there) {
        const std::vector<std::string> units = store::SplitLines(before.View(0));
        for (const std::string& unit : units) {
            if (std::ranges::find(head.units, UnitCode{unit}) != head.units.end()) continue;
            old.Reset();
            LD_TRY(old.BindAll(head.id.value, View(unit)).Run());
        }
    }
    for (const UnitCode& unit : head.units) {
        Statement put(db,
                      "INSERT INTO document_units (unit, document_id) VALUES (?1, ?2) ON CONFLICT "
                      "DO NOTHING");
        LD_TRY(put.BindAll(View(unit.value), head.id.value).Run());
    }
    return {};
}

Result<void> WriteHead(Db& db, const DocumentChange& change) {
    const DocumentHead& head = change.after;
    const std::string cases = store::JoinNumbers(head.cases);
    std::vector<std::string> codes;
    codes.reserve(head.units.size());
    for (const UnitCode& unit : head.units) codes.push_back(unit.value);
    const std::string units = store::JoinLines(codes);
    std::optional<Bytes> key;
    if (change.wrapped_key) key = Bytes{*change.wrapped_key};
    Statement put(
        db,
        "INSERT INTO documents (id, version, kind, state, number, person, open, opened_at, "
        "closed_at, due_at, cases, units, wrapped_key, body)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
        " ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state,"
        " number = excluded.number, person = excluded.person, open = excluded.open,"
        " opened_at = excluded.opened_at, closed_at = excluded.closed_at, due_at = "
        "excluded.due_at, cases = excluded.cases, units = excluded.units,"
        " wrapped_key = coalesce(excluded.wrapped_key, wrapped_key), body = excluded.body");
    return put
        .BindAll(head.id.value, std::int64_t{head.version}, static_cast<std::int64_t>(head.kind),
                 View(head.state), View(head.number), View(head.person),
                 std::int64_t{head.open ? 1 : 0}, head.opened_at, head.closed_at, head.due_at,
                 View(cases), View(units), key, View(change.body))
        .Run();
}

}  // namespace

Result<void> WriteDocument(Db& db, const DocumentChange& change) {
    const DocumentId id = change.after.id;
    {
        Statement query(db, "SELECT version FROM documents WHERE id = ?1");
        LD_TRY(const bool there, query.Bind(id.value).Step());
        if ((there ? query.Int32(0) : 0) != change.expected_version)
            return Failure{store::VersionConflict(id)};
    }
    LD_TRY(store::CheckShape(change));
    LD_TRY(WriteLinks(db, change.after));
    return WriteHead(db, change);
}

Result<StoredDocument> SqliteStore::LoadDocument(DocumentId id, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<StoredDocument> {
        Statement query(db, "SELECT " + std::string(kColumns) + " FROM documents WHERE id = ?1");
        LD_TRY(const bool there, query.Bind(id.value).Step());
        if (!there) return Failure{store::NoSuchDocument(id)};
        return ReadStored(query);
    });
}

Result<PageOf<StoredDocument>> SqliteStore::ReadDocuments(const DocumentFilter& filter,
                                                          const Page& page, Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kDocuments, page));
    const Where where = WhereOf(filter);
    return readers_.Read(deadline, [&](Db& db) -> Result<PageOf<StoredDocument>> {
        Statement query(db, "SELECT " + std::string(kColumns) + " FROM documents d" + where.sql +
                                " ORDER BY d.id DESC LIMIT ?2");
        query.BindAll(after ? (*after)[0] : INT64_MAX, std::int64_t{page.limit} + 1);
        for (const std::string& text : where.texts) query.Bind(View(text));
        std::vector<StoredDocument> found;
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) break;
            found.push_back(ReadStored(query));
        }
        return store::CutPage(
            store::ListKind::kDocuments, page, std::move(found),
            [](const StoredDocument& d) { return store::PageKey{d.head.id.value, 0, 0}; });
    });
}

Result<PageOf<DocumentHead>> SqliteStore::ListDocuments(const DocumentFilter& filter,
                                                        const Page& page, Deadline deadline) {
    LD_TRY(auto read, ReadDocuments(filter, page, deadline));
    return store::HeadsOf(std::move(read));
}

Result<std::vector<DocumentHead>> SqliteStore::DueDocuments(Instant now, std::int32_t limit,
                                                            Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<DocumentHead>> {
        Statement query(db, "SELECT " + std::string(kColumns) +
                                " FROM documents WHERE due_at IS NOT NULL AND due_at <= ?1 ORDER "
                                "BY due_at, id LIMIT ?2");
        query.BindAll(now, std::int64_t{limit});
        std::vector<DocumentHead> due;
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) return due;
            due.push_back(ReadHead(query));
        }
    });
}

Result<std::int64_t> SqliteStore::NextInSeries(std::string_view series, Deadline deadline) {
    std::int64_t taken = 0;
    LD_TRY(writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            Statement take(db,
                           "INSERT INTO series (name, taken) VALUES (?1, 1) ON CONFLICT DO UPDATE "
                           "SET taken = taken + 1 RETURNING taken");
            LD_TRY(take.Bind(series).Step());
            taken = take.Int(0);
            return take.Run();
        },
        deadline));
    return taken;
}

}  // namespace liandong::sqlite
