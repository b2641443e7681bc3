#include "adapters/store/postgres/job.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>

#include "adapters/store/postgres/tsvector.hpp"
#include "adapters/store/rows.hpp"
#include "base/check.hpp"
#include "codec/event_codec.hpp"

namespace liandong::postgres {

namespace {

constexpr Type kI8 = Type::kInt8;
constexpr Type kI4 = Type::kInt4;
constexpr Type kTx = Type::kText;
constexpr Type kBo = Type::kBool;
constexpr Type kTi = Type::kTimestamptz;
constexpr Type kBy = Type::kBytea;

struct TableSpec {
    std::vector<Type> types;
    const char* sql;
};

const std::vector<Type> kCaseTypes{kI8, kI4, kTx, kTx, kTx, kTx, kTx, kTx, kBo, kBo, kBo, kI4,
                                   kTi, kTi, kTi, kTx, kTx, kBy, kTx, kBo, kBo, kBo, kBo, kTx};
constexpr const char* kNoteSql =
    "INSERT INTO meta (city, name, value) SELECT $1, u.a, '\\x31'::bytea FROM unnest($2::text[])"
    " AS u (a) ON CONFLICT DO NOTHING";
// A document follows its case: what the case has become is added where it is not there yet.
constexpr const char* kMarkSql =
    "UPDATE search s SET document = s.document || b FROM unnest($2::bigint[], $3::tsvector[],"
    " $4::text[]) AS u (a, b, c) WHERE s.city = $1 AND s.case_id = a"
    " AND NOT s.document @@ c::tsquery";
// With the person go the texts of documents that no case with a key is left for; duty_shift is
// kKindAboutNobody.
constexpr const char* kEraseSql =
    "WITH d AS (UPDATE documents o SET wrapped_key = NULL FROM document_cases l WHERE l.city = $1"
    " AND l.case_id = ANY ($2::bigint[]) AND o.city = $1 AND o.id = l.document_id"
    " AND o.kind <> 'duty_shift' AND NOT EXISTS (SELECT 1 FROM document_cases c JOIN cases k"
    " ON k.city = $1 AND k.id = c.case_id WHERE c.city = $1 AND c.document_id = o.id"
    " AND k.wrapped_key IS NOT NULL) RETURNING o.id),"
    " gone AS (SELECT id FROM d UNION SELECT unnest($2::bigint[])),"
    " v AS (DELETE FROM vault WHERE city = $1 AND case_id IN (SELECT id FROM gone)),"
    " b AS (DELETE FROM blobs WHERE city = $1 AND case_id IN (SELECT id FROM gone))"
    " DELETE FROM search WHERE city = $1 AND case_id = ANY ($2::bigint[])";
constexpr const char* kPutIdempotency =
    "INSERT INTO idempotency (city, scope, key, request_digest, case_id)"
    " SELECT $1, u.* FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) AS u";
constexpr const char* kPutPrecedents =
    "INSERT INTO precedents (city, id, category, place, unit, case_id, ruled_at, ruled_by, basis, "
    "retired_at, retired_by, retired_why)"
    " SELECT $1, u.* FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], "
    "$7::timestamptz[], $8::text[], $9::text[], $10::timestamptz[], $11::text[], $12::text[]) AS u"
    " ON CONFLICT (city, id) DO UPDATE SET retired_at = excluded.retired_at, retired_by = "
    "excluded.retired_by, retired_why = excluded.retired_why";
constexpr const char* kPutArticleUses =
    "INSERT INTO article_uses (city, article, case_id, edition, used_at)"
    " SELECT $1, u.* FROM unnest($2::bigint[], $3::bigint[], $4::int[], $5::timestamptz[]) AS u"
    " ON CONFLICT DO NOTHING";

// $1 is the city. Rows are written in the order of their keys as far as it costs nothing; two nodes
// that still meet crosswise are told so by the server and try again.
std::vector<TableSpec> CaseSpecs() {
    return {
        {kCaseTypes,
         "INSERT INTO cases (city, id, version, state, type, channel, category, place, lead, "
         "urgent, secret, overdue,"
         " redo_count, opened_at, closed_at, next_due_at, source_system, source_id, wrapped_key, "
         "body, open, disputed, return_waiting, mobilised_by)"
         " SELECT $1, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, CASE WHEN t THEN NULL "
         "ELSE r END, s, v, w, x, y"
         " FROM unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], "
         "$8::text[],"
         " $9::text[], $10::bool[], $11::bool[], $12::bool[], $13::int[], $14::timestamptz[], "
         "$15::timestamptz[],"
         " $16::timestamptz[], $17::text[], $18::text[], $19::bytea[], $20::text[], $21::bool[], "
         "$22::bool[], $23::bool[], $24::bool[], $25::text[])"
         " AS u (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, v, w, x, y)"},
        {kCaseTypes,
         "UPDATE cases SET version = b, state = c, type = d, channel = e, category = f, place = g, "
         "lead = h,"
         " urgent = i, secret = j, overdue = k, redo_count = l, opened_at = m, closed_at = n, "
         "next_due_at = o,"
         " source_system = p, source_id = q,"
         " wrapped_key = CASE WHEN t THEN NULL ELSE coalesce(r, wrapped_key) END, body = s, open = "
         "v, disputed = w, return_waiting = x, mobilised_by = y"
         " FROM unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], "
         "$8::text[],"
         " $9::text[], $10::bool[], $11::bool[], $12::bool[], $13::int[], $14::timestamptz[], "
         "$15::timestamptz[],"
         " $16::timestamptz[], $17::text[], $18::text[], $19::bytea[], $20::text[], $21::bool[], "
         "$22::bool[], $23::bool[], $24::bool[], $25::text[])"
         " AS u (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, v, w, x, y) WHERE "
         "city = $1 "
         "AND id = a"},
        {{kI8}, "DELETE FROM deadlines WHERE city = $1 AND case_id = ANY ($2::bigint[])"},
        {{kI8, kI4, kTx, kBo, kTx, kTx, kTx, kTx, kBo, kBo, kTi, kTi, kTi, kTi, kTi},
         "INSERT INTO assignments AS x (city, case_id, no, unit, is_lead, state, case_state, "
         "category, place, urgent,"
         " overdue, sent_at, due_at, acknowledge_due_at, contact_due_at, handling_due_at)"
         " SELECT $1, u.* FROM unnest($2::bigint[], $3::int[], $4::text[], $5::bool[], $6::text[], "
         "$7::text[],"
         " $8::text[], $9::text[], $10::bool[], $11::bool[], $12::timestamptz[], "
         "$13::timestamptz[],"
         " $14::timestamptz[], $15::timestamptz[], $16::timestamptz[]) AS u"
         " ON CONFLICT (city, case_id, no) DO UPDATE SET unit = excluded.unit, is_lead = "
         "excluded.is_lead,"
         " state = excluded.state, case_state = excluded.case_state, category = excluded.category,"
         " place = excluded.place, urgent = excluded.urgent, overdue = excluded.overdue,"
         " sent_at = excluded.sent_at, due_at = excluded.due_at, acknowledge_due_at = "
         "excluded.acknowledge_due_at,"
         " contact_due_at = excluded.contact_due_at, handling_due_at = excluded.handling_due_at"
         " WHERE (x.unit, x.is_lead, x.state, x.case_state, x.category, x.place, x.urgent, "
         "x.overdue, x.sent_at,"
         " x.due_at, x.acknowledge_due_at, x.contact_due_at, x.handling_due_at) IS DISTINCT FROM"
         " (excluded.unit, excluded.is_lead, excluded.state, excluded.case_state, "
         "excluded.category, excluded.place,"
         " excluded.urgent, excluded.overdue, excluded.sent_at, excluded.due_at, "
         "excluded.acknowledge_due_at,"
         " excluded.contact_due_at, excluded.handling_due_at)"},
        {{kI8, kTx, kI4, kI4, kTi},
         "INSERT INTO deadlines (city, case_id, clock, assignment, percent, due_at)"
         " SELECT $1, u.* FROM unnest($2::bigint[], $3::text[], $4::int[], $5::int[], "
         "$6::timestamptz[]) AS u"},
        {{kI8, kI4, kTx, kTi, kTi, kTx, kTx, kTx},
         "INSERT INTO events (city, case_id, seq, kind, at, recorded_at, actor, profile_version, "
         "payload, epoch)"
         " SELECT $1, u.*, (SELECT max(epoch) FROM lineage) FROM unnest($2::bigint[], $3::int[], "
         "$4::text[],"
         " $5::timestamptz[], $6::timestamptz[], $7::text[], $8::text[], $9::text[]) AS u"},
        {{kI8, kI4, kBy},
         "INSERT INTO vault (city, case_id, row, ciphertext) SELECT $1, u.* FROM "
         "unnest($2::bigint[], $3::int[],"
         " $4::bytea[]) AS u ON CONFLICT (city, case_id, row) DO UPDATE SET ciphertext = "
         "excluded.ciphertext"},
        {{kI8, kTx, kBy},
         "INSERT INTO blobs (city, case_id, blob_id, ciphertext) SELECT $1, u.* FROM "
         "unnest($2::bigint[], $3::text[],"
         " $4::bytea[]) AS u ON CONFLICT (city, case_id, blob_id) DO UPDATE SET ciphertext = "
         "excluded.ciphertext"},
        {{kTx, kTx, kTx, kTx, kTx, kI8},
         "INSERT INTO outbox (city, key, channel, recipient, subject, body, case_id)"
         " SELECT $1, u.* FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], "
         "$7::bigint[]) AS u"
         " ON CONFLICT (city, key) DO NOTHING"},
        {{kI8, Type::kTsvector},
         "INSERT INTO search (city, case_id, document) SELECT $1, u.* FROM unnest($2::bigint[], "
         "$3::tsvector[]) AS u"
         " ON CONFLICT (city, case_id) DO UPDATE SET document = excluded.document"},
        {{kI8, Type::kTsvector, kTx}, kMarkSql},
        {{kI8}, kEraseSql},
        {{kTx, kTx, kTx, kI8}, kPutIdempotency},
        {{kTx}, kNoteSql},
    };
}

std::vector<TableSpec> DocumentSpecs() {
    return {
        {{kI8, kI4, kTx, kTx, kTx, kTx, kBo, kTi, kTi, kTi, kTx, kTx, kBy, kTx},
         "INSERT INTO documents AS x (city, id, version, kind, state, number, person, open, "
         "opened_at, closed_at, due_at, cases, units, wrapped_key, body)"
         " SELECT $1, u.* FROM unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::text[], "
         "$7::text[], $8::bool[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], "
         "$12::text[], $13::text[], $14::bytea[], $15::text[]) AS u"
         " ON CONFLICT (city, id) DO UPDATE SET version = excluded.version, state = "
         "excluded.state, number = excluded.number, person = excluded.person, open = "
         "excluded.open, opened_at = excluded.opened_at, closed_at = excluded.closed_at, due_at = "
         "excluded.due_at, cases = excluded.cases, units = excluded.units, wrapped_key = "
         "coalesce(excluded.wrapped_key, x.wrapped_key), body = excluded.body"},
        {{kI8}, "DELETE FROM document_units WHERE city = $1 AND document_id = ANY ($2::bigint[])"},
        {{kI8, kI8},
         "INSERT INTO document_cases (city, case_id, document_id) SELECT $1, u.* FROM "
         "unnest($2::bigint[], $3::bigint[]) AS u ON CONFLICT DO NOTHING"},
        {{kTx, kI8},
         "INSERT INTO document_units (city, unit, document_id) SELECT $1, u.* FROM "
         "unnest($2::text[], $3::bigint[]) AS u ON CONFLICT DO NOTHING"}};
}

/// In the order of Table.
const std::vector<TableSpec>& Specs() {
    static const std::vector<TableSpec> kSpecs = [] {
        std::vector<TableSpec> specs = CaseSpecs();
        std::ranges::move(DocumentSpecs(), std::back_inserter(specs));
        specs.push_back({{kTx, kTx, kTx, kTx, kI8, kTi, kTx, kTx, kTi, kTx, kTx}, kPutPrecedents});
        specs.push_back({{kI8, kI8, kI4, kTi}, kPutArticleUses});
        LD_CHECK(specs.size() == static_cast<std::size_t>(Table::kCount));
        return specs;
    }();
    return kSpecs;
}

/// Fills one row from left to right.
class RowWriter {
public:
    RowWriter(RowsOfTables& tables, Table table)
        : columns_(tables[static_cast<std::size_t>(table)]) {
        if (!columns_.empty()) return;
        for (const Type type : Specs()[static_cast<std::size_t>(table)].types)
            columns_.emplace_back(type);
    }
    RowWriter& Int8(std::int64_t value) { return columns_[at_++].AddInt8(value), *this; }
    RowWriter& Int4(std::int32_t value) { return columns_[at_++].AddInt4(value), *this; }
    RowWriter& Bool(bool value) { return columns_[at_++].AddBool(value), *this; }
    RowWriter& Text(std::string_view value) { return columns_[at_++].AddBytes(value), *this; }
    RowWriter& Time(const std::optional<Instant>& value) {
        return columns_[at_++].AddTime(value), *this;
    }
    RowWriter& Optional(const std::optional<std::string>& value) {
        return value ? columns_[at_++].AddBytes(*value) : columns_[at_++].AddNull(), *this;
    }

private:
    Columns& columns_;
    std::size_t at_ = 0;
};

void AddCase(RowsOfTables& rows, const CaseChange& change) {
    const Case& c = change.after;
    const CaseRow row = store::RowOf(c);
    RowWriter(rows, change.expected_version == 0 ? Table::kNewCases : Table::kChangedCases)
        .Int8(c.id.value)
        .Int4(c.version)
        .Text(Code(c.state))
        .Text(Code(c.type))
        .Text(Code(c.channel))
        .Text(c.category.value)
        .Text(c.place.value)
        .Text(row.lead.value)
        .Bool(c.urgent)
        .Bool(c.secret)
        .Bool(row.overdue)
        .Int4(c.redo_count)
        .Time(c.opened_at)
        .Time(c.closed_at)
        .Time(row.next_due_at)
        .Text(c.source_system)
        .Text(c.source_id)
        .Optional(change.wrapped_key)
        .Text(EncodeCase(c))
        .Bool(change.erase_person)
        .Bool(IsOpen(c.state))
        .Bool(row.disputed)
        .Bool(row.return_waiting)
        .Text(row.mobilised_by);
    if (change.expected_version == 0 && !store::NumberTellsDay(row))
        RowWriter(rows, Table::kNotes).Text(store::kStrayNumbers);
    for (const AssignmentRow& a : store::AssignmentRowsOf(c)) {
        RowWriter(rows, Table::kAssignments)
            .Int8(c.id.value)
            .Int4(a.no.value)
            .Text(a.unit.value)
            .Bool(a.is_lead)
            .Text(Code(a.state))
            .Text(Code(a.case_state))
            .Text(a.category.value)
            .Text(a.place.value)
            .Bool(a.urgent)
            .Bool(a.overdue)
            .Time(a.sent_at)
            .Time(a.due_at.value_or(store::kNever))
            .Time(a.acknowledge_due_at)
            .Time(a.contact_due_at)
            .Time(a.handling_due_at);
    }
}

void AddEvents(RowsOfTables& rows, const std::vector<JournalEntry>& events) {
    for (const JournalEntry& event : events) {
        RowWriter(rows, Table::kEvents)
            .Int8(event.case_id.value)
            .Int4(event.seq)
            .Text(event.kind)
            .Time(event.at)
            .Time(event.recorded_at)
            .Text(event.actor)
            .Text(event.profile_version)
            .Text(event.payload);
    }
}

/// Vault, attachments and messages of a case or of a document.
template <class Change>
void AddVault(RowsOfTables& rows, const Change& change) {
    const std::int64_t id = change.after.id.value;
    for (const VaultRow& row : change.vault_rows)
        RowWriter(rows, Table::kVault).Int8(id).Int4(row.row).Text(row.ciphertext);
    for (const Blob& blob : change.blobs)
        RowWriter(rows, Table::kBlobs).Int8(id).Text(blob.id.value).Text(blob.ciphertext);
    for (const OutboxMessage& message : change.outbox) {
        RowWriter(rows, Table::kOutbox)
            .Text(message.key)
            .Text(message.channel)
            .Text(message.recipient)
            .Text(message.subject)
            .Text(message.body)
            .Int8(message.case_id.value);
    }
}

void AddDocument(RowsOfTables& rows, const DocumentChange& change) {
    const DocumentHead& head = change.after;
    const std::int64_t id = head.id.value;
    std::vector<std::string> units;
    units.reserve(head.units.size());
    for (const UnitCode& unit : head.units) units.push_back(unit.value);
    RowWriter(rows, Table::kDocuments)
        .Int8(id)
        .Int4(head.version)
        .Text(Code(head.kind))
        .Text(head.state)
        .Text(head.number)
        .Text(head.person)
        .Bool(head.open)
        .Time(head.opened_at)
        .Time(head.closed_at)
        .Time(head.due_at)
        .Text(store::JoinNumbers(head.cases))
        .Text(store::JoinLines(units))
        .Optional(change.wrapped_key)
        .Text(change.body);
    if (change.expected_version != 0) RowWriter(rows, Table::kOldDocumentUnits).Int8(id);
    for (const CaseId about : head.cases)
        RowWriter(rows, Table::kDocumentCases).Int8(about.value).Int8(id);
    for (const std::string& unit : units)
        RowWriter(rows, Table::kDocumentUnits).Text(unit).Int8(id);
}

void AddRest(RowsOfTables& rows, const CaseChange& change) {
    const std::int64_t id = change.after.id.value;
    if (change.expected_version != 0) RowWriter(rows, Table::kOldDeadlines).Int8(id);
    for (const DueRow& due : change.deadlines) {
        RowWriter(rows, Table::kDeadlines)
            .Int8(id)
            .Text(Code(due.clock))
            .Int4(due.assignment.value)
            .Int4(due.percent)
            .Time(due.due_at);
    }
    AddVault(rows, change);
    if (change.search) {
        RowWriter(rows, Table::kSearch)
            .Int8(id)
            .Text(EncodeDocument(*change.search, AllMarksOf(change.after)));
    } else if (change.expected_version != 0 && !change.events.empty() && !change.erase_person) {
        const auto marks = MarksOf(change.after);
        RowWriter(rows, Table::kMarks).Int8(id).Text(EncodeDocument({}, marks)).Text(AllOf(marks));
    }
    if (change.erase_person) RowWriter(rows, Table::kErased).Int8(id);
}

void AddPrecedents(RowsOfTables& rows, const std::vector<Precedent>& precedents) {
    for (const Precedent& p : precedents) {
        RowWriter(rows, Table::kPrecedents)
            .Text(p.id.value)
            .Text(p.category.value)
            .Text(p.place.value)
            .Text(p.unit.value)
            .Int8(p.case_id.value)
            .Time(p.ruled_at)
            .Text(EncodeActor(p.ruled_by))
            .Text(p.basis)
            .Time(p.retired_at)
            .Text(p.retired_by ? EncodeActor(*p.retired_by) : "")
            .Text(p.retired_why);
    }
}

void AddArticleUses(RowsOfTables& rows, const std::vector<ArticleUse>& uses) {
    for (const ArticleUse& use : uses) {
        RowWriter(rows, Table::kArticleUses)
            .Int8(use.article.value)
            .Int8(use.case_id.value)
            .Int4(use.edition)
            .Time(use.at);
    }
}

}  // namespace

void AppendRows(RowsOfTables& to, const RowsOfTables& from) {
    for (std::size_t table = 0; table < to.size(); ++table) {
        if (to[table].empty()) {
            to[table] = from[table];
            continue;
        }
        for (std::size_t i = 0; i < from[table].size(); ++i) to[table][i].Append(from[table][i]);
    }
}

std::vector<Statement> WriteStatements(const std::string& city, const RowsOfTables& rows) {
    std::vector<Statement> statements;
    for (std::size_t table = 0; table < rows.size(); ++table) {
        if (rows[table].empty()) continue;
        Statement& statement = statements.emplace_back(Statement{Specs()[table].sql, {}});
        statement.params.Text(city);
        for (const Column& column : rows[table]) statement.params.Array(column);
    }
    return statements;
}

void Job::Finish(Result<void> outcome) {
    {
        const std::scoped_lock lock(mutex_);
        outcome_ = std::move(outcome);
    }
    done_.notify_all();
}

std::optional<Result<void>> Job::Wait() {
    std::unique_lock lock(mutex_);
    done_.wait_until(lock, deadline_.At(), [&] { return outcome_.has_value(); });
    return outcome_;
}

namespace {

/// What cases and documents have in common: a version to be met, and events.
template <class Change>
Result<void> AddHead(Job& job, const Change& change) {
    const std::int64_t id = change.after.id.value;
    if (auto shape = store::CheckShape(change); !shape && !job.misshapen)
        job.misshapen = std::move(shape).error();
    const auto is_same = [&](const Head& head) { return head.id == id; };
    if (std::any_of(job.heads.begin(), job.heads.end(), is_same))
        return Failure{Bug("number " + std::to_string(id) + " stands twice in one change")};
    job.heads.push_back({id, change.expected_version, change.after.version});
    AddEvents(job.rows, change.events);
    if (!job.first_event && !change.events.empty())
        job.first_event = {id, change.events.front().seq};
    return {};
}

}  // namespace

Result<void> FillJob(Job& job, const ChangeSet& changes) {
    for (const CaseChange& change : changes.cases) {
        const Case& c = change.after;
        LD_TRY(AddHead(job, change));
        if (change.expected_version == 0 && !c.source_id.empty()) {
            job.sources.push_back({c.source_system, c.source_id, c.id.value});
        }
        AddCase(job.rows, change);
        AddRest(job.rows, change);
    }
    for (const DocumentChange& change : changes.documents) {
        LD_TRY(AddHead(job, change));
        ++job.documents;
        AddDocument(job.rows, change);
        AddVault(job.rows, change);
    }
    AddEvents(job.rows, changes.records);
    AddPrecedents(job.rows, changes.precedents);
    AddArticleUses(job.rows, changes.article_uses);
    job.access = changes.access;
    if (!job.first_event && !changes.records.empty()) {
        job.first_event = {changes.records.front().case_id.value, changes.records.front().seq};
    }
    if (changes.idempotency) {
        const std::optional<CaseId> made = store::FirstNumber(changes);
        if (!made) return Failure{Bug("an idempotency key without a case or a document")};
        job.key = changes.idempotency;
        RowWriter(job.rows, Table::kIdempotency)
            .Text(job.key->scope)
            .Text(job.key->key)
            .Text(job.key->request_digest)
            .Int8(made->value);
    }
    for (const Columns& columns : job.rows) {
        for (const Column& column : columns) job.bytes += column.ByteCount();
    }
    return {};
}

}  // namespace liandong::postgres
