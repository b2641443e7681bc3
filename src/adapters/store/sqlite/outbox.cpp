#include <algorithm>

#include "adapters/store/faults.hpp"
#include "adapters/store/page_token.hpp"
#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/store.hpp"

namespace liandong::sqlite {

namespace {

constexpr std::string_view kColumns =
    "id, key, channel, recipient, subject, body, case_id, state, attempts, next_attempt_at, "
    "sent_at, last_error";

OutboxRow ReadRow(const Statement& query) {
    OutboxRow row;
    row.id = query.Int(0);
    row.message = {query.Text(1), query.Text(2), query.Text(3),
                   query.Text(4), query.Text(5), CaseId{query.Int(6)}};
    row.state = query.Text(7);
    row.attempts = query.Int32(8);
    row.next_attempt_at = query.At(9);
    row.sent_at = query.MaybeAt(10);
    row.last_error = query.Text(11);
    return row;
}

Result<std::vector<OutboxRow>> ReadRows(Statement& query) {
    std::vector<OutboxRow> rows;
    while (true) {
        LD_TRY(const bool row, query.Step());
        if (!row) return rows;
        rows.push_back(ReadRow(query));
    }
}

/// Runs an UPDATE of one message. Errors: kNotFound "no_such_message".
Result<void> RunForOne(Db& db, Statement& update, std::int64_t id) {
    LD_TRY(update.Run());
    if (db.Changes() == 0) return Failure{store::NoSuchMessage(id)};
    return {};
}

}  // namespace

Result<std::vector<OutboxRow>> SqliteStore::ClaimOutbox(Instant now, Instant lease_until,
                                                        std::int32_t limit, Deadline deadline) {
    return Claim("channel <> 'webhook'", {}, now, lease_until, limit, deadline);
}

Result<std::vector<OutboxRow>> SqliteStore::ClaimWebhooks(Instant now, Instant lease_until,
                                                          std::int32_t limit,
                                                          const std::vector<std::string>& away,
                                                          Deadline deadline) {
    return Claim("channel = 'webhook'", away, now, lease_until, limit, deadline);
}

Result<std::vector<OutboxRow>> SqliteStore::Claim(const std::string& which,
                                                  const std::vector<std::string>& away, Instant now,
                                                  Instant lease_until, std::int32_t limit,
                                                  Deadline deadline) {
    // One text, a recipient a line: no recipient holds a line end.
    const std::string left_out = away.empty() ? "" : "\n" + store::JoinLines(away) + "\n";
    const std::string due =
        " FROM outbox WHERE state = 'waiting' AND " + which +
        " AND next_attempt_at <= ?1 AND instr(?2, char(10) || recipient || char(10)) = 0";
    // Asked again and again, mostly in vain: a look beside the writer costs it nothing.
    LD_TRY(const bool some, readers_.Read(deadline, [&](Db& db) -> Result<bool> {
        Statement query(db, "SELECT 1" + due + " LIMIT 1");
        return query.BindAll(now, std::string_view(left_out)).Step();
    }));
    std::vector<OutboxRow> claimed;
    if (!some) return claimed;
    LD_TRY(writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            Statement claim(db, "UPDATE outbox SET next_attempt_at = ?3 WHERE id IN (SELECT id" +
                                    due + " ORDER BY next_attempt_at, id LIMIT ?4) RETURNING " +
                                    std::string(kColumns));
            LD_TRY(claimed, ReadRows(claim.BindAll(now, std::string_view(left_out), lease_until,
                                                   std::int64_t{limit})));
            return {};
        },
        deadline));
    std::sort(claimed.begin(), claimed.end(),
              [](const OutboxRow& a, const OutboxRow& b) { return a.id < b.id; });
    return claimed;
}

Result<void> SqliteStore::MarkSent(const std::vector<std::int64_t>& ids, Instant at,
                                   Deadline deadline) {
    return writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            Statement update(db,
                             "UPDATE outbox SET state = 'sent', sent_at = ?2, attempts = attempts "
                             "+ 1 WHERE id = ?1");
            for (const std::int64_t id : ids) {
                update.Reset();
                LD_TRY(RunForOne(db, update.BindAll(id, at), id));
            }
            return {};
        },
        deadline);
}

Result<void> SqliteStore::MarkFailed(std::int64_t id, std::string_view error,
                                     std::optional<Instant> next_attempt_at, Deadline deadline) {
    return writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            Statement update(
                db,
                "UPDATE outbox SET state = iif(?3 IS NULL, 'dead', 'waiting'), last_error = ?2,"
                " attempts = attempts + 1, next_attempt_at = coalesce(?3, next_attempt_at) WHERE "
                "id = ?1");
            return RunForOne(db, update.BindAll(id, error, next_attempt_at), id);
        },
        deadline);
}

Result<void> SqliteStore::Resend(std::int64_t id, Instant now, Deadline deadline) {
    return writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            Statement update(db,
                             "UPDATE outbox SET state = 'waiting', attempts = 0, next_attempt_at = "
                             "?2, sent_at = NULL"
                             " WHERE id = ?1");
            return RunForOne(db, update.BindAll(id, now), id);
        },
        deadline);
}

Result<std::int64_t> SqliteStore::ResendWebhooks(std::string_view recipient, Instant now,
                                                 Deadline deadline) {
    std::int64_t count = 0;
    LD_TRY(writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            Statement update(db,
                             "UPDATE outbox SET state = 'waiting', attempts = 0, next_attempt_at = "
                             "?2 WHERE channel = 'webhook' AND recipient = ?1 AND state = 'dead'");
            LD_TRY(update.BindAll(recipient, now).Run());
            count = db.Changes();
            return {};
        },
        deadline));
    return count;
}

Result<PageOf<OutboxRow>> SqliteStore::ListWebhooks(std::string_view recipient,
                                                    std::string_view state, const Page& page,
                                                    Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kOutbox, page));
    return readers_.Read(deadline, [&](Db& db) -> Result<PageOf<OutboxRow>> {
        Statement query(db, "SELECT " + std::string(kColumns) +
                                " FROM outbox WHERE channel = 'webhook' AND recipient = ?1 AND "
                                "state = ?2 AND id < ?3 ORDER BY id DESC LIMIT ?4");
        query.BindAll(recipient, state, after ? (*after)[0] : INT64_MAX,
                      std::int64_t{page.limit} + 1);
        LD_TRY(auto rows, ReadRows(query));
        return store::CutPage(store::ListKind::kOutbox, page, std::move(rows),
                              [](const OutboxRow& row) { return store::PageKey{row.id, 0, 0}; });
    });
}

Result<PageOf<OutboxRow>> SqliteStore::ListOutbox(std::string_view state, const Page& page,
                                                  Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kOutbox, page));
    return readers_.Read(deadline, [&](Db& db) -> Result<PageOf<OutboxRow>> {
        const std::string condition = state.empty() ? "?1 = ''" : "state = ?1";
        Statement query(db, "SELECT " + std::string(kColumns) + " FROM outbox WHERE " + condition +
                                " AND id < ?2 ORDER BY id DESC LIMIT ?3");
        query.BindAll(state, after ? (*after)[0] : INT64_MAX, std::int64_t{page.limit} + 1);
        LD_TRY(auto rows, ReadRows(query));
        return store::CutPage(store::ListKind::kOutbox, page, std::move(rows),
                              [](const OutboxRow& row) { return store::PageKey{row.id, 0, 0}; });
    });
}

}  // namespace liandong::sqlite
