#include "adapters/store/faults.hpp"
#include "adapters/store/postgres/store.hpp"

namespace liandong::postgres {

namespace {

constexpr std::int64_t kOrphansMax = 10'000;

const std::string kEntryColumns =
    "SELECT e.case_id, e.seq, e.kind, e.at, e.recorded_at, e.actor, e.profile_version, e.payload";

Result<std::vector<StoredTreeHead>> ReadHeads(const Rows& rows) {
    std::vector<StoredTreeHead> heads;
    for (int i = 0; i < rows.size(); ++i) {
        StoredTreeHead& head = heads.emplace_back();
        head.tree_size = rows.Int8(i, 0);
        const std::string_view root = rows.View(i, 1);
        if (root.size() != head.root.bytes.size())
            return Failure{Unavailable("a tree head's root is not 32 bytes long")};
        std::copy(root.begin(), root.end(), head.root.bytes.begin());
        head.at = rows.Time(i, 2);
        head.key_id = rows.Text(i, 3);
        head.signature = rows.Text(i, 4);
    }
    return heads;
}

std::vector<Statement> SealStatements(const std::string& city, const SealBatch& batch) {
    std::vector<Statement> statements;
    if (!batch.events.empty()) {
        Column ids(Type::kInt8), seqs(Type::kInt4);
        for (const auto& [id, seq] : batch.events) {
            ids.AddInt8(id.value);
            seqs.AddInt4(seq);
        }
        statements.push_back(
            {"INSERT INTO log (city, log_index, case_id, seq)"
             " SELECT $1, $2 + n - 1, a, b FROM unnest($3::bigint[], $4::int[]) WITH ORDINALITY AS "
             "u (a, b, n)",
             Params().Text(city).Int8(batch.first_index).Array(ids).Array(seqs)});
        statements.push_back(
            {"UPDATE journal_state j SET epoch = e.epoch, txid = e.txid, case_id = e.case_id, seq "
             "= e.seq"
             " FROM events e WHERE j.city = $1 AND e.city = $1 AND e.case_id = $2 AND e.seq = $3",
             Params()
                 .Text(city)
                 .Int8(batch.events.back().first.value)
                 .Int4(batch.events.back().second)});
    }
    for (const StoredTile& tile : batch.tiles) {
        statements.push_back(
            {"INSERT INTO tiles (city, level, index, hashes) VALUES ($1, $2, $3, $4)"
             " ON CONFLICT (city, level, index) DO UPDATE SET hashes = excluded.hashes",
             Params().Text(city).Int4(tile.level).Int8(tile.index).Bytes(tile.hashes)});
    }
    if (batch.head) {
        const auto* root = reinterpret_cast<const char*>(batch.head->root.bytes.data());
        statements.push_back(
            {"INSERT INTO tree_heads (city, tree_size, root, at, key_id, signature)"
             " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (city, tree_size) DO UPDATE SET"
             " root = excluded.root, at = excluded.at, key_id = excluded.key_id, signature = "
             "excluded.signature",
             Params()
                 .Text(city)
                 .Int8(batch.head->tree_size)
                 .Bytes({root, batch.head->root.bytes.size()})
                 .Time(batch.head->at)
                 .Text(batch.head->key_id)
                 .Bytes(batch.head->signature)});
    }
    return statements;
}

}  // namespace

std::vector<JournalEntry> ReadEntries(const Rows& rows, bool with_index) {
    std::vector<JournalEntry> entries;
    for (int i = 0; i < rows.size(); ++i) {
        JournalEntry& entry = entries.emplace_back();
        entry.case_id = CaseId{rows.Int8(i, 0)};
        entry.seq = rows.Int4(i, 1);
        entry.kind = rows.Text(i, 2);
        entry.at = rows.Time(i, 3);
        entry.recorded_at = rows.Time(i, 4);
        entry.actor = rows.Text(i, 5);
        entry.profile_version = rows.Text(i, 6);
        entry.payload = rows.Text(i, 7);
        if (with_index && !rows.IsNull(i, 8)) entry.log_index = rows.Int8(i, 8);
    }
    return entries;
}

Result<std::vector<JournalEntry>> PostgresStore::History(CaseId id, Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({kEntryColumns +
                          ", l.log_index FROM events e LEFT JOIN log l USING (city, case_id, seq)"
                          " WHERE e.city = $1 AND e.case_id = $2 ORDER BY e.seq",
                      City().Int8(id.value)},
                     deadline, "reading a history"));
    return ReadEntries(rows, true);
}

// A transaction that is still open holds a number at or above the snapshot's xmin, and so will
// every later one: what lies below cannot get company any more.
Result<std::vector<JournalEntry>> PostgresStore::Unsealed(std::int32_t limit, Deadline deadline) {
    const std::string sql =
        kEntryColumns +
        " FROM events e WHERE e.city = $1 AND (e.epoch, e.txid, e.case_id, e.seq) >"
        " ((SELECT epoch FROM journal_state WHERE city = $1), (SELECT txid FROM journal_state "
        "WHERE city = $1),"
        " (SELECT case_id FROM journal_state WHERE city = $1), (SELECT seq FROM journal_state "
        "WHERE city = $1))"
        " AND (e.epoch < (SELECT max(epoch) FROM lineage)"
        " OR e.txid < pg_snapshot_xmin(pg_current_snapshot()))"
        " ORDER BY e.epoch, e.txid, e.case_id, e.seq LIMIT $2";
    LD_TRY(const Rows rows,
           pool_.Run({sql, City().Int8(limit)}, deadline, "reading unsealed events"));
    return ReadEntries(rows, false);
}

Result<void> PostgresStore::Seal(const SealBatch& batch, Deadline deadline) {
    // The row lock makes a second sealer wait; it then finds another size.
    const std::vector<Statement> begin{
        {"BEGIN ISOLATION LEVEL READ COMMITTED", {}},
        {"SELECT size FROM journal_state WHERE city = $1 FOR UPDATE", City()}};
    std::vector<Statement> write = SealStatements(city_, batch);
    write.push_back({"UPDATE journal_state SET size = size + $2 WHERE city = $1",
                     City().Int8(static_cast<std::int64_t>(batch.events.size()))});
    write.push_back({"COMMIT", {}});
    for (bool again = true;; again = false) {
        LD_TRY(auto lease, pool_.Take(deadline));
        const auto begun = lease->Run(begin, deadline);
        if (!begun && begun.error().lost && lease.WasKept() && again) continue;
        std::optional<Error> refused;
        if (!begun) {
            refused = ToError(begun.error(), "sealing");
        } else if (const std::int64_t size = (*begun)[1].empty() ? -1 : (*begun)[1].Int8(0, 0);
                   size != batch.first_index) {
            refused = store::SealedElsewhere(batch.first_index, size);
        } else if (const auto written = lease->Run(write, deadline); !written) {
            refused = ToError(written.error(), "sealing");
        }
        if (!refused) return {};
        (void)lease->Run(Statement{"ROLLBACK", {}}, deadline);
        return Failure{*std::move(refused)};
    }
}

Result<std::int64_t> PostgresStore::SealedSize(Deadline deadline) {
    LD_TRY(const Rows rows, pool_.Run({"SELECT size FROM journal_state WHERE city = $1", City()},
                                      deadline, "reading the tree's size"));
    return rows.empty() ? 0 : rows.Int8(0, 0);
}

Result<StoredTile> PostgresStore::ReadTile(std::int32_t level, std::int64_t index,
                                           Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT hashes FROM tiles WHERE city = $1 AND level = $2 AND index = $3",
                      City().Int4(level).Int8(index)},
                     deadline, "reading a tile"));
    if (rows.empty()) return Failure{store::NoSuchTile(level, index)};
    return StoredTile{level, index, rows.Text(0, 0)};
}

Result<std::optional<StoredTreeHead>> PostgresStore::LatestTreeHead(Deadline deadline) {
    LD_TRY(
        const Rows rows,
        pool_.Run({"SELECT tree_size, root, at, key_id, signature FROM tree_heads WHERE city = $1"
                   " ORDER BY tree_size DESC LIMIT 1",
                   City()},
                  deadline, "reading the tree head"));
    LD_TRY(auto heads, ReadHeads(rows));
    if (heads.empty()) return std::optional<StoredTreeHead>{};
    return std::optional(std::move(heads.front()));
}

Result<std::vector<StoredTreeHead>> PostgresStore::TreeHeads(std::int64_t after, std::int32_t limit,
                                                             Deadline deadline) {
    LD_TRY(
        const Rows rows,
        pool_.Run({"SELECT tree_size, root, at, key_id, signature FROM tree_heads WHERE city = $1"
                   " AND tree_size > $2 ORDER BY tree_size LIMIT $3",
                   City().Int8(after).Int8(limit)},
                  deadline, "reading tree heads"));
    return ReadHeads(rows);
}

Result<std::vector<JournalEntry>> PostgresStore::Sealed(std::int64_t from_index, std::int32_t limit,
                                                        Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({kEntryColumns +
                          ", l.log_index FROM log l JOIN events e USING (city, case_id, seq)"
                          " WHERE l.city = $1 AND l.log_index >= $2 ORDER BY l.log_index LIMIT $3",
                      City().Int8(from_index).Int8(limit)},
                     deadline, "reading sealed events"));
    return ReadEntries(rows, true);
}

Result<std::vector<std::string>> PostgresStore::Orphans(Deadline deadline) {
    const std::vector<Statement> statements{
        {"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", {}},
        // These two read whole tables on purpose.
        {"SET LOCAL enable_seqscan = on", {}, false},
        {"SET LOCAL statement_timeout = 0", {}, false},
        {"SELECT l.log_index, l.case_id, l.seq FROM log l LEFT JOIN events e USING (city, case_id, "
         "seq)"
         " WHERE l.city = $1 AND e.city IS NULL ORDER BY l.log_index LIMIT $2",
         City().Int8(kOrphansMax), false},
        {"SELECT e.case_id, e.seq FROM events e LEFT JOIN log l USING (city, case_id, seq)"
         " CROSS JOIN (SELECT * FROM journal_state WHERE city = $1) j"
         " WHERE e.city = $1 AND l.city IS NULL AND (e.epoch, e.txid, e.case_id, e.seq) <= "
         "(j.epoch, j.txid, j.case_id, j.seq)"
         " ORDER BY e.case_id, e.seq LIMIT $2",
         City().Int8(kOrphansMax), false},
        {"SELECT count(*), coalesce(max(log_index) + 1, 0), (SELECT size FROM journal_state WHERE "
         "city = $1) FROM log WHERE city = $1",
         City(), false},
        {"COMMIT", {}}};
    LD_TRY(const std::vector<Rows> rows, pool_.Run(statements, deadline, "looking for orphans"));
    std::vector<std::string> found;
    found.reserve(static_cast<std::size_t>(rows[3].size()) +
                  static_cast<std::size_t>(rows[4].size()));
    for (int i = 0; i < rows[3].size(); ++i) {
        found.push_back("log index " + std::to_string(rows[3].Int8(i, 0)) + ": no event " +
                        std::to_string(rows[3].Int8(i, 1)) + "/" +
                        std::to_string(rows[3].Int4(i, 2)));
    }
    for (int i = 0; i < rows[4].size(); ++i) {
        found.push_back("event " + std::to_string(rows[4].Int8(i, 0)) + "/" +
                        std::to_string(rows[4].Int4(i, 1)) +
                        ": passed over, no log index points to it");
    }
    const std::int64_t count = rows[5].Int8(0, 0);
    const std::int64_t end = rows[5].Int8(0, 1);
    const std::int64_t size = rows[5].IsNull(0, 2) ? 0 : rows[5].Int8(0, 2);
    if (count != size || end != size) {
        found.push_back("the tree has " + std::to_string(size) + " leaves, the log has " +
                        std::to_string(count) + " rows up to index " + std::to_string(end - 1));
    }
    return found;
}

}  // namespace liandong::postgres
