#include "adapters/store/faults.hpp"
#include "adapters/store/page_token.hpp"
#include "adapters/store/postgres/store.hpp"

namespace liandong::postgres {

namespace {

constexpr std::string_view kOutboxColumns =
    "o.id, o.key, o.channel, o.recipient, o.subject, o.body, o.case_id, o.state, o.attempts, "
    "o.next_attempt_at, o.sent_at,"
    " o.last_error";

std::vector<OutboxRow> ReadOutbox(const Rows& rows) {
    std::vector<OutboxRow> found;
    for (int i = 0; i < rows.size(); ++i) {
        OutboxRow& row = found.emplace_back();
        row.id = rows.Int8(i, 0);
        row.message = {rows.Text(i, 1), rows.Text(i, 2), rows.Text(i, 3),
                       rows.Text(i, 4), rows.Text(i, 5), CaseId{rows.Int8(i, 6)}};
        row.state = rows.Text(i, 7);
        row.attempts = rows.Int4(i, 8);
        row.next_attempt_at = rows.Time(i, 9);
        row.sent_at = rows.OptionalTime(i, 10);
        row.last_error = rows.Text(i, 11);
    }
    return found;
}

}  // namespace

Result<std::vector<DueCase>> PostgresStore::DueDeadlines(Instant now, std::int32_t limit,
                                                         Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT case_id, clock, assignment, percent, due_at FROM deadlines"
                      " WHERE city = $1 AND due_at <= $2 ORDER BY due_at, case_id LIMIT $3",
                      City().Time(now).Int8(limit)},
                     deadline, "reading what is due"));
    std::vector<DueCase> due;
    for (int i = 0; i < rows.size(); ++i) {
        const auto clock = FromCode<ClockKind>(rows.View(i, 1));
        if (!clock)
            return Failure{Unavailable("a deadline of an unknown clock: " + rows.Text(i, 1))};
        due.push_back({CaseId{rows.Int8(i, 0)},
                       {*clock, AssignmentNo{rows.Int4(i, 2)}, rows.Int4(i, 3), rows.Time(i, 4)}});
    }
    return due;
}

Result<std::optional<Instant>> PostgresStore::NextDeadline(Deadline deadline) {
    LD_TRY(
        const Rows rows,
        pool_.Run({"SELECT due_at FROM deadlines WHERE city = $1 ORDER BY due_at LIMIT 1", City()},
                  deadline, "reading the next deadline"));
    if (rows.empty()) return std::optional<Instant>{};
    return std::optional(rows.Time(0, 0));
}

Result<std::vector<OutboxRow>> PostgresStore::ClaimOutbox(Instant now, Instant lease_until,
                                                          std::int32_t limit, Deadline deadline) {
    return Claim("channel <> 'webhook'", {}, now, lease_until, limit, deadline);
}

Result<std::vector<OutboxRow>> PostgresStore::ClaimWebhooks(Instant now, Instant lease_until,
                                                            std::int32_t limit,
                                                            const std::vector<std::string>& away,
                                                            Deadline deadline) {
    return Claim("channel = 'webhook'", away, now, lease_until, limit, deadline);
}

Result<std::vector<OutboxRow>> PostgresStore::Claim(const std::string& which,
                                                    const std::vector<std::string>& away,
                                                    Instant now, Instant lease_until,
                                                    std::int32_t limit, Deadline deadline) {
    // An array of numbers, not a join: the server cannot know that `mine` is short, and would read
    // every message ever sent to join them.
    const std::string sql =
        "WITH mine AS MATERIALIZED (SELECT id FROM outbox WHERE city = $1 AND state = 'waiting' "
        "AND " +
        which +
        " AND next_attempt_at <= $2 AND recipient <> ALL ($5)"
        " ORDER BY next_attempt_at, id LIMIT $4 FOR UPDATE SKIP LOCKED),"
        " o AS (UPDATE outbox SET next_attempt_at = $3 WHERE outbox.city = $1 AND outbox.id = ANY "
        "(ARRAY (SELECT id FROM mine)) RETURNING outbox.*)"
        " SELECT " +
        std::string(kOutboxColumns) + " FROM o ORDER BY id";
    LD_TRY(const Rows rows,
           pool_.Run({sql, City().Time(now).Time(lease_until).Int8(limit).Array(TextColumn(away))},
                     deadline, "claiming messages"));
    return ReadOutbox(rows);
}

Result<void> PostgresStore::MarkSent(const std::vector<std::int64_t>& ids, Instant at,
                                     Deadline deadline) {
    Column column(Type::kInt8);
    for (const std::int64_t id : ids) column.AddInt8(id);
    // None rather than some: the rows are changed only where every one of them is there.
    LD_TRY(
        const Rows rows,
        pool_.Run({"WITH there AS MATERIALIZED (SELECT id FROM outbox WHERE city = $1 AND id = "
                   "ANY ($2::bigint[]) ORDER BY id FOR UPDATE),"
                   " gone AS MATERIALIZED (SELECT w.id FROM unnest($2::bigint[]) AS w (id) WHERE"
                   " w.id NOT IN (SELECT id FROM there)),"
                   " done AS (UPDATE outbox SET state = 'sent', sent_at = $3, last_error = '',"
                   " attempts = attempts + 1 WHERE city = $1 AND id IN (SELECT id FROM there) AND"
                   " NOT EXISTS (SELECT 1 FROM gone))"
                   " SELECT min(id) FROM gone",
                   City().Array(column).Time(at)},
                  deadline, "marking messages sent"));
    if (!rows.IsNull(0, 0)) return Failure{store::NoSuchMessage(rows.Int8(0, 0))};
    return {};
}

Result<void> PostgresStore::MarkFailed(std::int64_t id, std::string_view error,
                                       std::optional<Instant> next_attempt_at, Deadline deadline) {
    return Do(
        "UPDATE outbox SET attempts = attempts + 1, last_error = $3, next_attempt_at = "
        "coalesce($4, next_attempt_at),"
        " state = CASE WHEN $4 IS NULL THEN 'dead' ELSE 'waiting' END WHERE city = $1 AND id = $2 "
        "AND state <> 'sent'",
        City().Int8(id).Text(error).Time(next_attempt_at), deadline, "marking a message failed");
}

Result<PageOf<OutboxRow>> PostgresStore::ListOutbox(std::string_view state, const Page& page,
                                                    Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kOutbox, page));
    const std::string sql =
        "SELECT " + std::string(kOutboxColumns) +
        " FROM outbox o WHERE city = $1 AND state = $2 AND id < $3 ORDER BY id DESC LIMIT $4";
    const std::int64_t before = after ? (*after)[0] : INT64_MAX;
    LD_TRY(const Rows rows, pool_.Run({sql, City().Text(state).Int8(before).Int8(page.limit + 1)},
                                      deadline, "listing messages"));
    return store::CutPage(store::ListKind::kOutbox, page, ReadOutbox(rows),
                          [](const OutboxRow& row) { return store::PageKey{row.id, 0, 0}; });
}

Result<PageOf<OutboxRow>> PostgresStore::ListWebhooks(std::string_view recipient,
                                                      std::string_view state, const Page& page,
                                                      Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kOutbox, page));
    const std::string sql = "SELECT " + std::string(kOutboxColumns) +
                            " FROM outbox o WHERE city = $1 AND channel = 'webhook' AND recipient "
                            "= $2 AND state = $3 AND id < $4 ORDER BY id DESC LIMIT $5";
    const std::int64_t before = after ? (*after)[0] : INT64_MAX;
    LD_TRY(const Rows rows,
           pool_.Run({sql, City().Text(recipient).Text(state).Int8(before).Int8(page.limit + 1)},
                     deadline, "listing webhooks"));
    return store::CutPage(store::ListKind::kOutbox, page, ReadOutbox(rows),
                          [](const OutboxRow& row) { return store::PageKey{row.id, 0, 0}; });
}

Result<std::int64_t> PostgresStore::ResendWebhooks(std::string_view recipient, Instant now,
                                                   Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"UPDATE outbox SET state = 'waiting', attempts = 0, next_attempt_at = $3 "
                      "WHERE city = $1 AND channel = 'webhook' AND recipient = $2 AND state = "
                      "'dead'",
                      City().Text(recipient).Time(now)},
                     deadline, "sending webhooks again"));
    return rows.Changed();
}

Result<void> PostgresStore::Resend(std::int64_t id, Instant now, Deadline deadline) {
    LD_TRY(const Rows rows, pool_.Run({"UPDATE outbox SET state = 'waiting', attempts = 0, "
                                       "next_attempt_at = $3, sent_at = NULL "
                                       "WHERE city = $1 AND id = $2",
                                       City().Int8(id).Time(now)},
                                      deadline, "sending a message again"));
    if (rows.Changed() == 0) return Failure{store::NoSuchMessage(id)};
    return {};
}

}  // namespace liandong::postgres
