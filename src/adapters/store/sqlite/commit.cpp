#include <algorithm>
#include <set>
#include <tuple>

#include "adapters/store/faults.hpp"
#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/documents.hpp"
#include "adapters/store/sqlite/packed_state.hpp"
#include "adapters/store/sqlite/store.hpp"
#include "codec/event_codec.hpp"
#include "domain/document/erasure.hpp"

// How one ChangeSet becomes rows. What can be worked out without the database (JSON, list rows) is
// done on the caller's thread: the writer is one thread, and its time is everybody's. Rows that
// stay as they are are not written again: every untouched index page is a page less in the log.

namespace liandong::sqlite {

namespace {

std::string_view View(const std::string& text) { return text; }
template <class E>
std::int64_t Number(E enumerator) {
    return static_cast<std::int64_t>(enumerator);
}
std::int64_t Flag(bool flag) { return flag ? 1 : 0; }

struct Prepared {
    const CaseChange* change = nullptr;
    std::string state;  ///< packed
    CaseRow row;
    bool closed = false;
    std::vector<AssignmentRow> assignments;
    std::vector<UnitCode> units;
};

Prepared Prepare(const CaseChange& change) {
    Prepared p;
    p.change = &change;
    p.row = store::RowOf(change.after);
    p.closed = !IsOpen(change.after.state);
    if (change.events.empty()) return p;
    p.state = PackState(change.after);
    p.assignments = store::AssignmentRowsOf(change.after);
    p.units = store::UnitsOf(change.after);
    return p;
}

Result<void> InsertCase(Db& db, const Prepared& p) {
    const CaseRow& row = p.row;
    {
        Statement insert(db,
                         "INSERT INTO cases (id, version, state, closed, type, channel, category, "
                         "place, lead, urgent,"
                         " secret, overdue, redo_count, opened_at, closed_at, next_due_at, "
                         "source_system, source_id, disputed, return_waiting, mobilised_by)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
                         "?15, ?16, ?17, ?18, ?19, ?20, ?21)");
        insert.BindAll(row.id.value, std::int64_t{row.version}, Number(row.state), Flag(p.closed),
                       Number(row.type), Number(row.channel), View(row.category.value),
                       View(row.place.value), View(row.lead.value), Flag(row.urgent),
                       Flag(row.secret), Flag(row.overdue), std::int64_t{row.redo_count},
                       row.opened_at, row.closed_at, row.next_due_at, View(row.source_system),
                       View(row.source_id), Flag(row.disputed), Flag(row.return_waiting),
                       View(row.mobilised_by));
        if (auto done = insert.Run(); !done) {
            if (!insert.BrokeUnique()) return done;
            Statement existing(db,
                               "SELECT id FROM cases WHERE source_id = ?1 AND source_system = ?2 "
                               "AND source_id <> ''");
            LD_TRY(const bool there,
                   existing.BindAll(View(row.source_id), View(row.source_system)).Step());
            if (!there) return done;
            return Failure{store::DuplicateSource(CaseId{existing.Int(0)})};
        }
    }
    if (store::NumberTellsDay(row)) return {};
    Statement stray(db, "INSERT INTO meta (name, value) VALUES (?1, '1') ON CONFLICT DO NOTHING");
    return stray.Bind(store::kStrayNumbers).Run();
}

struct Before {
    bool exists = false;
    std::int32_t version = 0;
    CaseRow row;  ///< the indexed columns only
    bool closed = false;
};

Result<Before> ReadBefore(Db& db, CaseId id) {
    Before before;
    Statement query(db,
                    "SELECT version, state, closed, type, channel, category, place, urgent, "
                    "overdue, redo_count,"
                    " source_system, source_id, disputed, return_waiting, mobilised_by FROM cases "
                    "WHERE id = ?1");
    LD_TRY(before.exists, query.Bind(id.value).Step());
    if (!before.exists) return before;
    before.version = query.Int32(0);
    before.row.state = static_cast<CaseState>(query.Int(1));
    before.closed = query.Bool(2);
    before.row.type = static_cast<RequestType>(query.Int(3));
    before.row.channel = static_cast<Channel>(query.Int(4));
    before.row.category.value = query.Text(5);
    before.row.place.value = query.Text(6);
    before.row.urgent = query.Bool(7);
    before.row.overdue = query.Bool(8);
    before.row.redo_count = query.Int32(9);
    before.row.source_system = query.Text(10);
    before.row.source_id = query.Text(11);
    before.row.disputed = query.Bool(12);
    before.row.return_waiting = query.Bool(13);
    before.row.mobilised_by = query.Text(14);
    return before;
}

/// SQLite writes every index of every column that an UPDATE names, changed or not. So the rare
/// changes (the case was amended, redone, or closed) have a statement of their own.
Result<void> UpdateCase(Db& db, const Prepared& p, const Before& before) {
    const CaseRow& row = p.row;
    {
        Statement update(db,
                         "UPDATE cases SET version = ?2, lead = ?3, secret = ?4, closed_at = ?5, "
                         "next_due_at = ?6 "
                         "WHERE id = ?1");
        LD_TRY(update
                   .BindAll(row.id.value, std::int64_t{row.version}, View(row.lead.value),
                            Flag(row.secret), row.closed_at, row.next_due_at)
                   .Run());
    }
    if (row.state != before.row.state || row.overdue != before.row.overdue) {
        Statement update(db, "UPDATE cases SET state = ?2, overdue = ?3 WHERE id = ?1");
        LD_TRY(update.BindAll(row.id.value, Number(row.state), Flag(row.overdue)).Run());
    }
    const auto waits = [](const CaseRow& r) {
        return std::tie(r.disputed, r.return_waiting, r.mobilised_by);
    };
    if (waits(row) != waits(before.row)) {
        Statement update(db,
                         "UPDATE cases SET disputed = ?2, return_waiting = ?3, mobilised_by = ?4 "
                         "WHERE id = ?1");
        LD_TRY(update
                   .BindAll(row.id.value, Flag(row.disputed), Flag(row.return_waiting),
                            View(row.mobilised_by))
                   .Run());
    }
    const auto key = [](const CaseRow& r) {
        return std::tie(r.type, r.channel, r.category, r.place, r.urgent, r.redo_count,
                        r.source_system, r.source_id);
    };
    if (key(row) == key(before.row) && p.closed == before.closed) return {};
    Statement update(db,
                     "UPDATE cases SET closed = ?2, type = ?3, channel = ?4, category = ?5, place "
                     "= ?6, urgent = ?7,"
                     " redo_count = ?8, source_system = ?9, source_id = ?10 WHERE id = ?1");
    return update
        .BindAll(row.id.value, Flag(p.closed), Number(row.type), Number(row.channel),
                 View(row.category.value), View(row.place.value), Flag(row.urgent),
                 std::int64_t{row.redo_count}, View(row.source_system), View(row.source_id))
        .Run();
}

Result<void> WriteState(Db& db, const Prepared& p, bool exists) {
    Statement write(db, exists ? "UPDATE case_states SET state = ?2 WHERE id = ?1"
                               : "INSERT INTO case_states (id, state) VALUES (?1, ?2)");
    return write.BindAll(p.row.id.value, Bytes{p.state}).Run();
}

Result<void> WriteEvents(Db& db, const std::vector<JournalEntry>& events) {
    if (events.empty()) return {};
    Statement insert(
        db,
        "INSERT INTO events (case_id, seq, kind, at, recorded_at, actor, profile_version, payload)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    for (const JournalEntry& e : events) {
        insert.Reset();
        insert.BindAll(e.case_id.value, std::int64_t{e.seq}, View(e.kind), e.at, e.recorded_at,
                       View(e.actor), View(e.profile_version), View(e.payload));
        if (auto done = insert.Run(); !done) {
            if (insert.BrokeUnique()) return Failure{store::VersionConflict(e.case_id)};
            return done;
        }
    }
    return {};
}

/// A row as its columns, so that two can be compared.
using AssignmentColumns =
    std::tuple<std::int64_t, std::string, std::int64_t, std::int64_t, std::string, std::string,
               std::int64_t, std::int64_t, Instant, Instant, std::optional<Instant>,
               std::optional<Instant>, std::optional<Instant>>;

AssignmentColumns ColumnsOf(const AssignmentRow& row) {
    return {row.no.value,
            row.unit.value,
            Flag(row.is_lead),
            Number(row.state),
            row.category.value,
            row.place.value,
            Flag(row.urgent),
            Flag(row.overdue),
            row.sent_at,
            row.due_at.value_or(store::kNever),
            row.acknowledge_due_at,
            row.contact_due_at,
            row.handling_due_at};
}

Result<std::vector<AssignmentColumns>> ReadAssignments(Db& db, CaseId id) {
    std::vector<AssignmentColumns> rows;
    Statement query(
        db,
        "SELECT no, unit, is_lead, state, category, place, urgent, overdue, sent_at, due_at,"
        " acknowledge_due_at, contact_due_at, handling_due_at FROM assignments WHERE case_id = ?1");
    query.Bind(id.value);
    while (true) {
        LD_TRY(const bool row, query.Step());
        if (!row) return rows;
        rows.emplace_back(query.Int(0), query.Text(1), query.Int(2), query.Int(3), query.Text(4),
                          query.Text(5), query.Int(6), query.Int(7), query.At(8), query.At(9),
                          query.MaybeAt(10), query.MaybeAt(11), query.MaybeAt(12));
    }
}

Result<void> WriteAssignments(Db& db, const Prepared& p, bool exists) {
    std::vector<AssignmentColumns> before;
    if (exists) {
        LD_TRY(before, ReadAssignments(db, p.row.id));
    }
    for (const AssignmentRow& row : p.assignments) {
        const AssignmentColumns columns = ColumnsOf(row);
        if (std::find(before.begin(), before.end(), columns) != before.end()) continue;
        Statement put(
            db,
            "INSERT OR REPLACE INTO assignments (case_id, no, unit, is_lead, state, category, "
            "place, urgent,"
            " overdue, sent_at, due_at, acknowledge_due_at, contact_due_at, handling_due_at)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
        put.Bind(p.row.id.value);
        std::apply(
            [&](const auto&... column) {
                const auto bind = [&](const auto& value) {
                    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>)
                        put.Bind(View(value));
                    else
                        put.Bind(value);
                };
                (bind(column), ...);
            },
            columns);
        LD_TRY(put.Run());
    }
    return {};
}

Result<void> WriteUnits(Db& db, const Prepared& p, const Before& before) {
    for (const UnitCode& unit : p.units) {
        if (before.exists && before.closed != p.closed) {
            Statement move(
                db, "DELETE FROM case_units WHERE unit = ?1 AND closed = ?2 AND case_id = ?3");
            LD_TRY(move.BindAll(View(unit.value), Flag(before.closed), p.row.id.value).Run());
        }
        Statement put(
            db,
            "INSERT INTO case_units (unit, closed, case_id, place) VALUES (?1, ?2, ?3, ?4)"
            " ON CONFLICT DO UPDATE SET place = excluded.place WHERE place <> excluded.place");
        LD_TRY(
            put.BindAll(View(unit.value), Flag(p.closed), p.row.id.value, View(p.row.place.value))
                .Run());
    }
    return {};
}

Result<void> WriteDeadlines(Db& db, const CaseChange& change, bool exists) {
    using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t, Instant>;
    std::set<Key> wanted;
    for (const DueRow& due : change.deadlines) {
        wanted.emplace(Number(due.clock), due.assignment.value, due.percent, due.due_at);
    }
    std::vector<Key> gone;
    if (exists) {
        Statement query(
            db, "SELECT clock, assignment, percent, due_at FROM deadlines WHERE case_id = ?1");
        query.Bind(change.after.id.value);
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) break;
            const Key key{query.Int(0), query.Int(1), query.Int(2), query.At(3)};
            if (wanted.erase(key) == 0) gone.push_back(key);
        }
    }
    for (const auto& [clock, assignment, percent, due_at] : gone) {
        Statement remove(
            db,
            "DELETE FROM deadlines WHERE case_id = ?1 AND clock = ?2 AND assignment = ?3"
            " AND percent = ?4 AND due_at = ?5");
        LD_TRY(remove.BindAll(change.after.id.value, clock, assignment, percent, due_at).Run());
    }
    for (const auto& [clock, assignment, percent, due_at] : wanted) {
        Statement insert(db,
                         "INSERT INTO deadlines (case_id, clock, assignment, percent, due_at)"
                         " VALUES (?1, ?2, ?3, ?4, ?5)");
        LD_TRY(insert.BindAll(change.after.id.value, clock, assignment, percent, due_at).Run());
    }
    return {};
}

Result<void> WriteKey(Db& db, const CaseChange& change) {
    if (!change.wrapped_key) return {};
    Statement put(db, "INSERT OR REPLACE INTO case_keys (case_id, wrapped_key) VALUES (?1, ?2)");
    return put.BindAll(change.after.id.value, Bytes{*change.wrapped_key}).Run();
}

/// The vault of a case or of a document.
template <class Change>
Result<void> WriteVault(Db& db, const Change& change) {
    const std::int64_t id = change.after.id.value;
    for (const VaultRow& row : change.vault_rows) {
        Statement insert(db,
                         "INSERT INTO vault_rows (case_id, row, ciphertext) VALUES (?1, ?2, ?3)");
        LD_TRY(insert.BindAll(id, std::int64_t{row.row}, Bytes{row.ciphertext}).Run());
    }
    for (const Blob& blob : change.blobs) {
        Statement insert(db,
                         "INSERT INTO blobs (case_id, blob_id, ciphertext) VALUES (?1, ?2, ?3)");
        LD_TRY(insert.BindAll(id, View(blob.id.value), Bytes{blob.ciphertext}).Run());
    }
    return {};
}

Result<void> EraseVault(Db& db, std::int64_t id) {
    for (const std::string_view sql :
         {"DELETE FROM vault_rows WHERE case_id = ?1", "DELETE FROM blobs WHERE case_id = ?1"}) {
        Statement remove(db, sql);
        LD_TRY(remove.Bind(id).Run());
    }
    return {};
}

/// Documents of the case that no case with a key is left for.
Result<void> EraseDocuments(Db& db, CaseId id) {
    Statement forget(
        db,
        "UPDATE documents SET wrapped_key = NULL WHERE kind <> ?2 AND id IN (SELECT document_id "
        "FROM document_cases WHERE case_id = ?1) AND NOT EXISTS (SELECT 1 FROM document_cases c "
        "JOIN case_keys k ON k.case_id = c.case_id WHERE c.document_id = documents.id) RETURNING "
        "id");
    forget.BindAll(id.value, Number(kKindAboutNobody));
    std::vector<std::int64_t> forgotten;
    while (true) {
        LD_TRY(const bool row, forget.Step());
        if (!row) break;
        forgotten.push_back(forget.Int(0));
    }
    for (const std::int64_t document : forgotten) LD_TRY(EraseVault(db, document));
    return {};
}

Result<void> ErasePerson(Db& db, CaseId id) {
    Statement forget(db, "DELETE FROM case_keys WHERE case_id = ?1");
    LD_TRY(forget.Bind(id.value).Run());
    LD_TRY(EraseVault(db, id.value));
    return EraseDocuments(db, id);
}

Result<void> WriteChange(Db& db, const Prepared& p, std::vector<SearchWrite>& documents) {
    const CaseChange& change = *p.change;
    LD_TRY(const Before before, ReadBefore(db, p.row.id));
    if (before.exists ? before.version != change.expected_version : change.expected_version != 0) {
        return Failure{store::VersionConflict(p.row.id)};
    }
    if (before.exists && change.expected_version == 0)
        return Failure{store::VersionConflict(p.row.id)};
    LD_TRY(store::CheckShape(change));
    if (!change.events.empty()) {
        LD_TRY(before.exists ? UpdateCase(db, p, before) : InsertCase(db, p));
        LD_TRY(WriteState(db, p, before.exists));
        LD_TRY(WriteEvents(db, change.events));
        LD_TRY(WriteAssignments(db, p, before.exists));
        LD_TRY(WriteUnits(db, p, before));
    }
    LD_TRY(WriteDeadlines(db, change, before.exists));
    LD_TRY(WriteKey(db, change));
    LD_TRY(WriteVault(db, change));
    LD_TRY(WriteOutbox(db, change.outbox));
    if (change.search) documents.push_back({p.row.id, &*change.search});
    if (change.erase_person) {
        LD_TRY(ErasePerson(db, p.row.id));
        documents.push_back({p.row.id, nullptr});
    }
    return {};
}

Result<void> WriteDocumentChange(Db& db, const DocumentChange& change) {
    LD_TRY(WriteDocument(db, change));
    LD_TRY(WriteEvents(db, change.events));
    LD_TRY(WriteVault(db, change));
    return WriteOutbox(db, change.outbox);
}

Result<void> RememberRequest(Db& db, const IdempotencyKey& key, CaseId made) {
    {
        Statement query(
            db, "SELECT request_digest, case_id FROM idempotency WHERE scope = ?1 AND key = ?2");
        LD_TRY(const bool there, query.BindAll(View(key.scope), View(key.key)).Step());
        if (there && query.View(0) != key.request_digest)
            return Failure{store::IdempotencyKeyReused()};
        if (there) return Failure{store::DuplicateRequest(CaseId{query.Int(1)})};
    }
    Statement insert(
        db,
        "INSERT INTO idempotency (scope, key, request_digest, case_id) VALUES (?1, ?2, ?3, ?4)");
    return insert.BindAll(View(key.scope), View(key.key), View(key.request_digest), made.value)
        .Run();
}

}  // namespace

Result<void> WriteOutbox(Db& db, const std::vector<OutboxMessage>& messages) {
    for (const OutboxMessage& m : messages) {
        Statement insert(
            db,
            "INSERT INTO outbox (key, channel, recipient, subject, body, case_id, state, attempts,"
            " next_attempt_at, last_error) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', 0, 0, '')"
            " ON CONFLICT (key) DO NOTHING");
        LD_TRY(insert
                   .BindAll(View(m.key), View(m.channel), View(m.recipient), View(m.subject),
                            View(m.body), m.case_id.value)
                   .Run());
    }
    return {};
}

Result<void> SqliteStore::Commit(const ChangeSet& changes, Deadline deadline) {
    const std::optional<CaseId> made = store::FirstNumber(changes);
    if (changes.idempotency && !made)
        return Failure{Bug("an idempotency key without a case or a document")};
    std::vector<Prepared> prepared;
    prepared.reserve(changes.cases.size());
    for (const CaseChange& change : changes.cases) prepared.push_back(Prepare(change));
    return writer_.Write(
        [&](Db& db, std::vector<SearchWrite>& documents) -> Result<void> {
            // First: who repeats a request learns which case it made, not that its source is taken.
            if (changes.idempotency) {
                LD_TRY(RememberRequest(db, *changes.idempotency, *made));
            }
            for (const Prepared& p : prepared) LD_TRY(WriteChange(db, p, documents));
            for (const DocumentChange& change : changes.documents)
                LD_TRY(WriteDocumentChange(db, change));
            LD_TRY(WritePrecedents(db, changes.precedents));
            LD_TRY(WriteArticleUses(db, changes.article_uses));
            LD_TRY(WriteAccess(db, changes.access));
            return WriteEvents(db, changes.records);
        },
        deadline);
}

}  // namespace liandong::sqlite
