#include <algorithm>

#include "adapters/store/faults.hpp"
#include "adapters/store/postgres/store.hpp"
#include "adapters/store/rows.hpp"
#include "codec/event_codec.hpp"

namespace liandong::postgres {

namespace {

constexpr std::size_t kDaysRemembered = 8;

std::optional<std::int64_t> TakeNumber(std::vector<std::pair<std::int64_t, std::int64_t>>& blocks) {
    if (blocks.empty()) return std::nullopt;
    const std::int64_t number = blocks.back().first++;
    if (blocks.back().first > blocks.back().second) blocks.pop_back();
    return number;
}

/// Columns: body, wrapped key.
Result<StoredCase> ReadStored(const Rows& rows, int row) {
    LD_TRY(auto state, DecodeCase(rows.View(row, 0)));
    StoredCase stored{std::move(state), std::nullopt};
    if (!rows.IsNull(row, 1)) stored.wrapped_key = rows.Text(row, 1);
    return stored;
}

}  // namespace

Result<CaseId> PostgresStore::NewCaseId(Day day, Deadline deadline) {
    if (deadline.Passed()) return Failure{store::DeadlinePassed("taking a case number")};
    const std::int64_t day_number = store::DayNumber(day);
    const auto take = [&](auto& days) { return TakeNumber(days[day_number]); };
    std::optional<std::int64_t> number = numbers_.With(take);
    if (!number) {
        // Two threads may both fetch a block; both are used up.
        const char* sql =
            "INSERT INTO case_numbers (city, day, taken) VALUES ($1, $2, $3)"
            " ON CONFLICT (city, day) DO UPDATE SET taken = case_numbers.taken + excluded.taken "
            "RETURNING taken";
        LD_TRY(
            const Rows rows,
            pool_.Run(
                {sql,
                 City().Int4(static_cast<std::int32_t>(day_number)).Int8(options_.numbers_block)},
                deadline, "taking case numbers"));
        const std::int64_t last = rows.Int8(0, 0);
        number = numbers_.With([&](auto& days) {
            days[day_number].emplace_back(last - options_.numbers_block + 1, last);
            if (days.size() > kDaysRemembered)
                days.erase(days.begin()->first == day_number ? std::next(days.begin())
                                                             : days.begin());
            return TakeNumber(days[day_number]);
        });
        LD_CHECK(number.has_value());
    }
    if (*number >= store::kNumbersPerDay)
        return Failure{Unavailable("the case numbers of the day are used up")};
    return CaseId{day_number * store::kNumbersPerDay + *number};
}

Result<StoredCase> PostgresStore::Load(CaseId id, Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT body, wrapped_key FROM cases WHERE city = $1 AND id = $2",
                      City().Int8(id.value)},
                     deadline, "reading a case"));
    if (rows.empty()) return Failure{store::NoSuchCase(id)};
    return ReadStored(rows, 0);
}

Result<std::vector<StoredCase>> PostgresStore::LoadAll(const std::vector<CaseId>& ids,
                                                       Deadline deadline) {
    Column numbers(Type::kInt8);
    for (const CaseId id : ids) numbers.AddInt8(id.value);
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT body, wrapped_key FROM cases WHERE city = $1 AND id = ANY "
                      "($2::bigint[]) ORDER BY id",
                      City().Array(numbers)},
                     deadline, "reading cases"));
    std::vector<StoredCase> found;
    for (int i = 0; i < rows.size(); ++i) {
        LD_TRY(auto stored, ReadStored(rows, i));
        found.push_back(std::move(stored));
    }
    return found;
}

Result<std::map<CaseId, std::string>> PostgresStore::VaultRowOfEach(
    const std::map<CaseId, std::int32_t>& wanted, Deadline deadline) {
    Column ids(Type::kInt8), numbers(Type::kInt4);
    for (const auto& [id, row] : wanted) {
        ids.AddInt8(id.value);
        numbers.AddInt4(row);
    }
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT v.case_id, v.ciphertext FROM unnest($2::bigint[], $3::int[]) AS u (a,"
                      " b) JOIN vault v ON v.city = $1 AND v.case_id = a AND v.row = b",
                      City().Array(ids).Array(numbers)},
                     deadline, "reading vault rows"));
    std::map<CaseId, std::string> found;
    for (int i = 0; i < rows.size(); ++i) found[CaseId{rows.Int8(i, 0)}] = rows.Text(i, 1);
    return found;
}

Result<std::vector<VaultRow>> PostgresStore::VaultRows(CaseId id,
                                                       const std::vector<std::int32_t>& wanted,
                                                       Deadline deadline) {
    Column numbers(Type::kInt4);
    for (const std::int32_t row : wanted) numbers.AddInt4(row);
    LD_TRY(const Rows rows, pool_.Run({"SELECT row, ciphertext FROM vault WHERE city = $1 AND "
                                       "case_id = $2 AND row = ANY ($3::int[])"
                                       " ORDER BY row",
                                       City().Int8(id.value).Array(numbers)},
                                      deadline, "reading vault rows"));
    std::vector<VaultRow> found;
    for (int i = 0; i < rows.size(); ++i) found.push_back({rows.Int4(i, 0), rows.Text(i, 1)});
    return found;
}

Result<std::string> PostgresStore::ReadBlob(CaseId id, const BlobId& blob, Deadline deadline) {
    LD_TRY(
        const Rows rows,
        pool_.Run({"SELECT ciphertext FROM blobs WHERE city = $1 AND case_id = $2 AND blob_id = $3",
                   City().Int8(id.value).Text(blob.value)},
                  deadline, "reading an attachment"));
    if (rows.empty()) return Failure{store::NoSuchAttachment(id)};
    return rows.Text(0, 0);
}

Result<std::optional<CaseId>> PostgresStore::FindBySource(std::string_view system,
                                                          std::string_view id, Deadline deadline) {
    LD_TRY(
        const Rows rows,
        pool_.Run({"SELECT id FROM cases WHERE city = $1 AND source_system = $2 AND source_id = $3"
                   " AND source_id <> ''",
                   City().Text(system).Text(id)},
                  deadline, "finding a source"));
    if (rows.empty()) return std::optional<CaseId>{};
    return std::optional(CaseId{rows.Int8(0, 0)});
}

Result<std::optional<CaseId>> PostgresStore::FindIdempotent(const IdempotencyKey& key,
                                                            Deadline deadline) {
    LD_TRY(const Rows rows, pool_.Run({"SELECT request_digest, case_id FROM idempotency WHERE city "
                                       "= $1 AND scope = $2 AND key = $3",
                                       City().Text(key.scope).Text(key.key)},
                                      deadline, "finding a request"));
    if (rows.empty()) return std::optional<CaseId>{};
    if (rows.View(0, 0) != key.request_digest) return Failure{store::IdempotencyKeyReused()};
    return std::optional(CaseId{rows.Int8(0, 1)});
}

Result<std::vector<Case>> PostgresStore::CasesAfter(CaseId after, std::int32_t limit,
                                                    Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT id, body FROM cases WHERE city = $1 AND id > $2 ORDER BY id LIMIT $3",
                      City().Int8(after.value).Int8(limit)},
                     deadline, "walking the cases"));
    std::vector<Case> cases;
    for (int i = 0; i < rows.size(); ++i) {
        LD_TRY(auto state, store::ReadState(CaseId{rows.Int8(i, 0)}, rows.View(i, 1)));
        cases.push_back(std::move(state));
    }
    return cases;
}

}  // namespace liandong::postgres
