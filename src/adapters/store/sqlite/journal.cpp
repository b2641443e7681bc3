#include <algorithm>

#include "adapters/store/faults.hpp"
#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/packed_state.hpp"
#include "adapters/store/sqlite/store.hpp"

namespace liandong::sqlite {

namespace {

constexpr std::int64_t kOrphansMax = 1000;  // whoever altered more than that is found by the first
                                            // thousand

struct SealedMark {
    std::int64_t size = 0;
    std::int64_t last_event = 0;
};

Result<SealedMark> ReadMark(Db& db) {
    Statement query(db, "SELECT size, last_event FROM sealed WHERE one = 1");
    LD_TRY(const bool there, query.Step());
    if (!there)
        return Failure{Unavailable("the mark of what is sealed is gone: the database was altered")};
    return SealedMark{query.Int(0), query.Int(1)};
}

Result<std::vector<JournalEntry>> ReadEntries(Statement& query) {
    std::vector<JournalEntry> entries;
    while (true) {
        LD_TRY(const bool row, query.Step());
        if (!row) return entries;
        entries.push_back(ReadEntry(query));
    }
}

/// Gives the events the next indexes; they must be exactly the ones that come next. Returns the
/// last one's id.
Result<std::int64_t> AppendToLog(Db& db, const SealBatch& batch, SealedMark mark) {
    Statement next(db, "SELECT id, case_id, seq FROM events WHERE id > ?1 ORDER BY id");
    next.Bind(mark.last_event);
    std::int64_t index = mark.size;
    std::int64_t last = mark.last_event;
    for (const auto& [case_id, seq] : batch.events) {
        LD_TRY(const bool there, next.Step());
        if (!there || next.Int(1) != case_id.value || next.Int(2) != seq) {
            return Failure{Bug("sealing event " + std::to_string(case_id.value) + "/" +
                               std::to_string(seq) + ", which is not the next in commit order")};
        }
        last = next.Int(0);
        Statement insert(db, "INSERT INTO log (log_index, case_id, seq) VALUES (?1, ?2, ?3)");
        LD_TRY(insert.BindAll(index++, case_id.value, std::int64_t{seq}).Run());
    }
    return last;
}

std::string_view BytesOf(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

Result<void> WriteSeal(Db& db, const SealBatch& batch) {
    LD_TRY(const SealedMark mark, ReadMark(db));
    if (mark.size != batch.first_index)
        return Failure{store::SealedElsewhere(batch.first_index, mark.size)};
    LD_TRY(const std::int64_t last_event, AppendToLog(db, batch, mark));
    if (!batch.events.empty()) {
        Statement update(db, "UPDATE sealed SET size = ?1, last_event = ?2 WHERE one = 1");
        LD_TRY(
            update.BindAll(mark.size + static_cast<std::int64_t>(batch.events.size()), last_event)
                .Run());
    }
    for (const StoredTile& tile : batch.tiles) {
        Statement put(db, "INSERT OR REPLACE INTO tiles (level, tile, hashes) VALUES (?1, ?2, ?3)");
        LD_TRY(put.BindAll(std::int64_t{tile.level}, tile.index, Bytes{tile.hashes}).Run());
    }
    if (!batch.head) return {};
    const StoredTreeHead& head = *batch.head;
    Statement put(db,
                  "INSERT OR REPLACE INTO tree_heads (tree_size, root, at, key_id, signature)"
                  " VALUES (?1, ?2, ?3, ?4, ?5)");
    return put
        .BindAll(head.tree_size, Bytes{BytesOf(head.root)}, head.at, std::string_view(head.key_id),
                 Bytes{head.signature})
        .Run();
}

StoredTreeHead ReadHead(const Statement& query) {
    StoredTreeHead head;
    head.tree_size = query.Int(0);
    const std::string_view root = query.View(1);
    // An altered root of another length stays what its first bytes say; verify compares it and
    // tells.
    std::copy_n(root.begin(), std::min(root.size(), head.root.bytes.size()),
                head.root.bytes.begin());
    head.at = query.At(2);
    head.key_id = query.Text(3);
    head.signature = query.Text(4);
    return head;
}

Result<void> Collect(Db& db, std::string_view sql, std::string_view what,
                     std::vector<std::string>& found) {
    Statement query(db, sql);
    query.Bind(kOrphansMax);
    while (true) {
        LD_TRY(const bool row, query.Step());
        if (!row) return {};
        std::string line =
            "event " + std::to_string(query.Int(0)) + "/" + std::to_string(query.Int(1));
        line += what;
        if (const auto index = query.MaybeAt(2)) line += " " + std::to_string(ToMillis(*index));
        found.push_back(std::move(line));
    }
}

}  // namespace

Result<std::vector<JournalEntry>> SqliteStore::Unsealed(std::int32_t limit, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<JournalEntry>> {
        LD_TRY(const SealedMark mark, ReadMark(db));
        Statement query(db,
                        "SELECT case_id, seq, kind, at, recorded_at, actor, profile_version, "
                        "payload, NULL FROM events"
                        " WHERE id > ?1 ORDER BY id LIMIT ?2");
        return ReadEntries(query.BindAll(mark.last_event, std::int64_t{limit}));
    });
}

Result<void> SqliteStore::Seal(const SealBatch& batch, Deadline deadline) {
    return writer_.Write([&](Db& db, std::vector<SearchWrite>&) { return WriteSeal(db, batch); },
                         deadline);
}

Result<std::int64_t> SqliteStore::SealedSize(Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::int64_t> {
        LD_TRY(const SealedMark mark, ReadMark(db));
        return mark.size;
    });
}

Result<StoredTile> SqliteStore::ReadTile(std::int32_t level, std::int64_t index,
                                         Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<StoredTile> {
        Statement query(db, "SELECT hashes FROM tiles WHERE level = ?1 AND tile = ?2");
        LD_TRY(const bool there, query.BindAll(std::int64_t{level}, index).Step());
        if (!there) return Failure{store::NoSuchTile(level, index)};
        return StoredTile{level, index, query.Text(0)};
    });
}

Result<std::optional<StoredTreeHead>> SqliteStore::LatestTreeHead(Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::optional<StoredTreeHead>> {
        Statement query(db,
                        "SELECT tree_size, root, at, key_id, signature FROM tree_heads ORDER BY "
                        "tree_size DESC LIMIT 1");
        LD_TRY(const bool there, query.Step());
        return there ? std::optional(ReadHead(query)) : std::nullopt;
    });
}

Result<std::vector<StoredTreeHead>> SqliteStore::TreeHeads(std::int64_t after, std::int32_t limit,
                                                           Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<StoredTreeHead>> {
        std::vector<StoredTreeHead> heads;
        Statement query(
            db,
            "SELECT tree_size, root, at, key_id, signature FROM tree_heads WHERE tree_size > ?1"
            " ORDER BY tree_size LIMIT ?2");
        query.BindAll(after, std::int64_t{limit});
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) return heads;
            heads.push_back(ReadHead(query));
        }
    });
}

Result<std::vector<JournalEntry>> SqliteStore::Sealed(std::int64_t from_index, std::int32_t limit,
                                                      Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<JournalEntry>> {
        Statement query(
            db, "SELECT " + std::string(kEntryColumns) +
                    " FROM log l CROSS JOIN events e ON e.case_id = l.case_id AND e.seq = l.seq"
                    " WHERE l.log_index >= ?1 ORDER BY l.log_index LIMIT ?2");
        return ReadEntries(query.BindAll(from_index, std::int64_t{limit}));
    });
}

Result<std::vector<Case>> SqliteStore::CasesAfter(CaseId after, std::int32_t limit,
                                                  Deadline deadline) {
    std::vector<std::pair<CaseId, std::string>> states;
    LD_TRY(readers_.Read(deadline, [&](Db& db) -> Result<void> {
        Statement query(db, "SELECT id, state FROM case_states WHERE id > ?1 ORDER BY id LIMIT ?2");
        query.BindAll(after.value, std::int64_t{limit});
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) return {};
            states.emplace_back(query.Int(0), query.Text(1));
        }
    }));
    std::vector<Case> cases;
    cases.reserve(states.size());
    for (const auto& [id, state] : states) {
        LD_TRY(Case c, UnpackState(id, state));
        cases.push_back(std::move(c));
    }
    return cases;
}

Result<std::vector<std::string>> SqliteStore::Orphans(Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<std::string>> {
        std::vector<std::string> found;
        LD_TRY(Collect(db,
                       "SELECT l.case_id, l.seq, l.log_index FROM log l LEFT JOIN events e ON "
                       "e.case_id = l.case_id"
                       " AND e.seq = l.seq WHERE e.id IS NULL ORDER BY l.log_index LIMIT ?1",
                       " is missing; it has log index", found));
        LD_TRY(Collect(
            db,
            "SELECT e.case_id, e.seq, NULL FROM events e LEFT JOIN log l ON l.case_id = e.case_id"
            " AND l.seq = e.seq WHERE e.id <= (SELECT last_event FROM sealed) AND l.log_index IS "
            "NULL"
            " ORDER BY e.id LIMIT ?1",
            " has no log index, but later ones were sealed", found));
        return found;
    });
}

}  // namespace liandong::sqlite
