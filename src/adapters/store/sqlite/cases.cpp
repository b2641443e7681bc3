#include "adapters/store/faults.hpp"
#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/packed_state.hpp"
#include "adapters/store/sqlite/store.hpp"

namespace liandong::sqlite {

namespace {

/// A restart loses at most the rest of a block: gaps in the numbers of a day stay small.
constexpr std::int64_t kNumbersPerBlock = 64;

constexpr std::string_view kSelectState =
    "SELECT s.state, k.wrapped_key, k.case_id IS NOT NULL FROM case_states s "
    "LEFT JOIN case_keys k ON k.case_id = s.id WHERE s.id = ?1";
constexpr std::string_view kSelectVaultRow =
    "SELECT ciphertext FROM vault_rows WHERE case_id = ?1 AND row = ?2";

}  // namespace

Result<std::int64_t> SqliteStore::TakeNumberBlock(std::int64_t day_number, Deadline deadline) {
    std::int64_t taken = 0;
    LD_TRY(writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            Statement take(db,
                           "INSERT INTO case_numbers (day, taken) VALUES (?1, ?2) "
                           "ON CONFLICT DO UPDATE SET taken = taken + ?2 RETURNING taken");
            LD_TRY(take.BindAll(day_number, kNumbersPerBlock).Step());
            taken = take.Int(0);
            return take.Run();
        },
        deadline));
    return taken;
}

Result<CaseId> SqliteStore::NewCaseId(Day day, Deadline deadline) {
    const std::int64_t day_number = store::DayNumber(day);
    const std::unique_lock lock(numbers_mutex_, deadline.At());
    if (!lock) return Failure{store::DeadlinePassed("waiting for a case number")};
    NumberBlock& block = numbers_[day_number];
    if (block.next == block.end) {
        LD_TRY(const std::int64_t taken, TakeNumberBlock(day_number, deadline));
        block = {taken - kNumbersPerBlock + 1, taken + 1};
    }
    if (block.next >= store::kNumbersPerDay)
        return Failure{Unavailable("the numbers of the day are used up")};
    return CaseId{day_number * store::kNumbersPerDay + block.next++};
}

Result<StoredCase> SqliteStore::Load(CaseId id, Deadline deadline) {
    StoredCase found;
    std::string state;
    LD_TRY(readers_.Read(deadline, [&](Db& db) -> Result<void> {
        Statement query(db, kSelectState);
        LD_TRY(const bool row, query.Bind(id.value).Step());
        if (!row) return Failure{store::NoSuchCase(id)};
        state = query.Text(0);
        if (query.Bool(2)) found.wrapped_key = query.Text(1);
        return {};
    }));
    LD_TRY(found.state, UnpackState(id, state));  // with the connection given back
    return found;
}

Result<std::vector<VaultRow>> SqliteStore::VaultRows(CaseId id,
                                                     const std::vector<std::int32_t>& rows,
                                                     Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<VaultRow>> {
        std::vector<VaultRow> found;
        Statement query(db, kSelectVaultRow);
        for (const std::int32_t row : rows) {
            query.Reset();
            LD_TRY(const bool there, query.BindAll(id.value, std::int64_t{row}).Step());
            if (there) found.push_back({row, query.Text(0)});
        }
        return found;
    });
}

Result<std::vector<StoredCase>> SqliteStore::LoadAll(const std::vector<CaseId>& ids,
                                                     Deadline deadline) {
    std::map<CaseId, std::pair<std::string, std::optional<std::string>>> rows;  // state, key
    LD_TRY(readers_.Read(deadline, [&](Db& db) -> Result<void> {
        Statement query(db, kSelectState);
        for (const CaseId id : ids) {
            query.Reset();
            LD_TRY(const bool there, query.Bind(id.value).Step());
            if (!there) continue;
            auto& [state, key] = rows[id];
            state = query.Text(0);
            if (query.Bool(2)) key = query.Text(1);
        }
        return {};
    }));
    std::vector<StoredCase> found;
    for (auto& [id, row] : rows) {
        LD_TRY(auto state, UnpackState(id, row.first));
        found.push_back({std::move(state), std::move(row.second)});
    }
    return found;
}

Result<std::map<CaseId, std::string>> SqliteStore::VaultRowOfEach(
    const std::map<CaseId, std::int32_t>& rows, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::map<CaseId, std::string>> {
        std::map<CaseId, std::string> found;
        Statement query(db, kSelectVaultRow);
        for (const auto& [id, row] : rows) {
            query.Reset();
            LD_TRY(const bool there, query.BindAll(id.value, std::int64_t{row}).Step());
            if (there) found[id] = query.Text(0);
        }
        return found;
    });
}

Result<std::string> SqliteStore::ReadBlob(CaseId id, const BlobId& blob, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::string> {
        Statement query(db, "SELECT ciphertext FROM blobs WHERE case_id = ?1 AND blob_id = ?2");
        LD_TRY(const bool there, query.BindAll(id.value, std::string_view(blob.value)).Step());
        if (!there) return Failure{store::NoSuchAttachment(id)};
        return query.Text(0);
    });
}

JournalEntry ReadEntry(const Statement& row) {
    JournalEntry entry;
    entry.case_id = CaseId{row.Int(0)};
    entry.seq = row.Int32(1);
    entry.kind = row.Text(2);
    entry.at = row.At(3);
    entry.recorded_at = row.At(4);
    entry.actor = row.Text(5);
    entry.profile_version = row.Text(6);
    entry.payload = row.Text(7);
    if (const auto index = row.MaybeAt(8)) entry.log_index = ToMillis(*index);
    return entry;
}

Result<std::vector<JournalEntry>> SqliteStore::History(CaseId id, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<JournalEntry>> {
        std::vector<JournalEntry> entries;
        Statement query(
            db, "SELECT " + std::string(kEntryColumns) +
                    " FROM events e LEFT JOIN log l ON l.case_id = e.case_id AND l.seq = e.seq "
                    "WHERE e.case_id = ?1 ORDER BY e.seq");
        query.Bind(id.value);
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) return entries;
            entries.push_back(ReadEntry(query));
        }
    });
}

Result<std::optional<CaseId>> SqliteStore::FindBySource(std::string_view system,
                                                        std::string_view id, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::optional<CaseId>> {
        Statement query(
            db,
            "SELECT id FROM cases WHERE source_id = ?1 AND source_system = ?2 AND source_id <> ''");
        LD_TRY(const bool there, query.BindAll(id, system).Step());
        if (!there) return std::optional<CaseId>{};
        return std::optional(CaseId{query.Int(0)});
    });
}

Result<std::optional<CaseId>> SqliteStore::FindIdempotent(const IdempotencyKey& key,
                                                          Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::optional<CaseId>> {
        Statement query(
            db, "SELECT request_digest, case_id FROM idempotency WHERE scope = ?1 AND key = ?2");
        LD_TRY(const bool there,
               query.BindAll(std::string_view(key.scope), std::string_view(key.key)).Step());
        if (!there) return std::optional<CaseId>{};
        if (query.View(0) != key.request_digest) return Failure{store::IdempotencyKeyReused()};
        return std::optional(CaseId{query.Int(1)});
    });
}

}  // namespace liandong::sqlite
