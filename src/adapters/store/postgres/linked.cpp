#include "adapters/store/faults.hpp"
#include "adapters/store/page_token.hpp"
#include "adapters/store/postgres/store.hpp"
#include "adapters/store/rows.hpp"

// Linked systems: their numbers, what they sent, what they say of a day; and who subscribes.

namespace liandong::postgres {
namespace {

std::vector<SystemNumber> ReadNumbers(const Rows& rows) {
    std::vector<SystemNumber> found;
    found.reserve(static_cast<std::size_t>(rows.size()));
    for (int i = 0; i < rows.size(); ++i) {
        found.push_back({rows.Text(i, 0), rows.Text(i, 1), CaseId{rows.Int8(i, 2)},
                         AssignmentNo{rows.Int4(i, 3)}});
    }
    return found;
}

std::vector<ExchangeLine> ReadLines(const Rows& rows) {
    std::vector<ExchangeLine> found;
    found.reserve(static_cast<std::size_t>(rows.size()));
    for (int i = 0; i < rows.size(); ++i)
        found.push_back({rows.Text(i, 0), CaseId{rows.Int8(i, 1)}});
    return found;
}

std::vector<InboundMessage> ReadInbound(const Rows& rows) {
    std::vector<InboundMessage> found;
    for (int i = 0; i < rows.size(); ++i) {
        InboundMessage& message = found.emplace_back();
        message.id = rows.Int8(i, 0);
        message.system = rows.Text(i, 1);
        message.message = rows.Text(i, 2);
        message.request_digest = rows.Text(i, 3);
        message.kind = rows.Text(i, 4);
        message.number = rows.Text(i, 5);
        message.case_id = CaseId{rows.Int8(i, 6)};
        message.accepted = rows.Bool(i, 7);
        message.code = rows.Text(i, 8);
        message.received_at = rows.Time(i, 9);
        message.tries = rows.Int4(i, 10);
    }
    return found;
}

}  // namespace

Result<void> PostgresStore::SaveNumber(const SystemNumber& number, Deadline deadline) {
    std::vector<Statement> statements{
        {"INSERT INTO system_numbers (city, system, number, case_id, assignment) VALUES ($1, $2, "
         "$3, $4, $5) ON CONFLICT (city, system, number) DO NOTHING",
         City()
             .Text(number.system)
             .Text(number.number)
             .Int8(number.case_id.value)
             .Int4(number.assignment.value)},
        {"SELECT system, number, case_id, assignment FROM system_numbers WHERE city = $1 AND "
         "system = $2 AND number = $3",
         City().Text(number.system).Text(number.number)}};
    LD_TRY(const auto results, pool_.Run(statements, deadline, "keeping a system's number"));
    const auto kept = ReadNumbers(results.back());
    if (kept.empty()) return Failure{Unavailable("a system's number was not kept")};
    if (kept.front() == number) return {};
    return Failure{store::NumberTaken(kept.front().case_id)};
}

Result<std::optional<SystemNumber>> PostgresStore::FindNumber(std::string_view system,
                                                              std::string_view number,
                                                              Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT system, number, case_id, assignment FROM system_numbers WHERE city = "
                      "$1 AND system = $2 AND number = $3",
                      City().Text(system).Text(number)},
                     deadline, "finding a system's number"));
    auto found = ReadNumbers(rows);
    if (found.empty()) return std::optional<SystemNumber>{};
    return std::optional(std::move(found.front()));
}

Result<std::vector<SystemNumber>> PostgresStore::NumbersOf(CaseId id, Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT system, number, case_id, assignment FROM system_numbers WHERE city = "
                      "$1 AND case_id = $2 ORDER BY came",
                      City().Int8(id.value)},
                     deadline, "reading systems' numbers"));
    return ReadNumbers(rows);
}

Result<void> PostgresStore::SaveInbound(const InboundMessage& message, Deadline deadline) {
    return Do(
        "INSERT INTO inbound_messages AS m (city, system, message, request_digest, kind, number, "
        "case_id, accepted, code, received_at, tries) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
        "$10, 1) ON CONFLICT (city, system, message, request_digest) DO UPDATE SET tries = m.tries "
        "+ 1, case_id = CASE WHEN m.accepted THEN m.case_id ELSE excluded.case_id END,"
        " code = CASE WHEN m.accepted THEN m.code ELSE excluded.code END,"
        " accepted = m.accepted OR excluded.accepted",
        City()
            .Text(message.system)
            .Text(message.message)
            .Text(message.request_digest)
            .Text(message.kind)
            .Text(message.number)
            .Int8(message.case_id.value)
            .Bool(message.accepted)
            .Text(message.code)
            .Time(message.received_at),
        deadline, "keeping what a system sent");
}

Result<PageOf<InboundMessage>> PostgresStore::ListInbound(const InboundFilter& filter,
                                                          const Page& page, Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kInbound, page));
    const std::string by_system = filter.system.empty() ? "$2 = ''" : "system = $2";
    const std::string by_outcome = filter.accepted ? "accepted = $3" : "NOT $3";
    LD_TRY(
        const Rows rows,
        pool_.Run({"SELECT id, system, message, request_digest, kind, number, case_id, accepted,"
                   " code, received_at, tries FROM inbound_messages WHERE city = $1 AND " +
                       by_system + " AND " + by_outcome + " AND id < $4 ORDER BY id DESC LIMIT $5",
                   City()
                       .Text(filter.system)
                       .Bool(filter.accepted.value_or(false))
                       .Int8(after ? (*after)[0] : INT64_MAX)
                       .Int8(page.limit + 1)},
                  deadline, "listing what systems sent"));
    return store::CutPage(store::ListKind::kInbound, page, ReadInbound(rows),
                          [](const InboundMessage& m) { return store::PageKey{m.id, 0, 0}; });
}

Result<ExchangeCounts> PostgresStore::CountExchange(std::string_view system, Instant from,
                                                    Instant before, Deadline deadline) {
    std::vector<Statement> statements{
        {"SELECT count(*) FROM outbox WHERE city = $1 AND channel = 'webhook' AND recipient = $2 "
         "AND sent_at >= $3 AND sent_at < $4",
         City().Text(system).Time(from).Time(before)},
        {"SELECT count(*) FILTER (WHERE accepted), count(*) FILTER (WHERE NOT accepted) FROM "
         "inbound_messages WHERE city = $1 AND system = $2 AND received_at >= $3 AND received_at < "
         "$4",
         City().Text(system).Time(from).Time(before)},
        {"SELECT count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'dead') "
         "FROM outbox WHERE city = $1 AND channel = 'webhook' AND recipient = $2 AND state IN "
         "('waiting', 'dead')",
         City().Text(system)}};
    LD_TRY(const auto results, pool_.Run(statements, deadline, "counting an exchange"));
    ExchangeCounts counts;
    counts.sent = results[0].Int8(0, 0);
    counts.accepted = results[1].Int8(0, 0);
    counts.refused = results[1].Int8(0, 1);
    counts.waiting = results[2].Int8(0, 0);
    counts.stuck = results[2].Int8(0, 1);
    return counts;
}

Result<std::vector<ExchangeLine>> PostgresStore::SentTo(std::string_view system, Instant from,
                                                        Instant before, std::int32_t limit,
                                                        Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT key, case_id FROM outbox WHERE city = $1 AND channel = 'webhook' AND "
                      "recipient = $2 AND sent_at >= $3 AND sent_at < $4 ORDER BY sent_at, id "
                      "LIMIT $5",
                      City().Text(system).Time(from).Time(before).Int8(limit)},
                     deadline, "listing what was sent"));
    return ReadLines(rows);
}

Result<std::vector<ExchangeLine>> PostgresStore::ReceivedFrom(std::string_view system, Instant from,
                                                              Instant before, std::int32_t limit,
                                                              Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT message, case_id FROM inbound_messages WHERE city = $1 AND system = "
                      "$2 AND received_at >= $3 AND received_at < $4 AND accepted ORDER BY "
                      "received_at, id LIMIT $5",
                      City().Text(system).Time(from).Time(before).Int8(limit)},
                     deadline, "listing what was received"));
    return ReadLines(rows);
}

Result<void> PostgresStore::SaveTheirs(const TheirStatement& statement, Deadline deadline) {
    return Do(
        "INSERT INTO their_statements (city, system, day, body, posted_at) VALUES ($1, $2, $3, $4, "
        "$5) ON CONFLICT (city, system, day) DO UPDATE SET body = excluded.body, posted_at = "
        "excluded.posted_at",
        City()
            .Text(statement.system)
            .Int8(statement.day.time_since_epoch().count())
            .Text(statement.body)
            .Time(statement.posted_at),
        deadline, "keeping a system's statement");
}

Result<std::optional<TheirStatement>> PostgresStore::FindTheirs(std::string_view system, Day day,
                                                                Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT body, posted_at FROM their_statements WHERE city = $1 AND system = "
                      "$2 AND day = $3",
                      City().Text(system).Int8(day.time_since_epoch().count())},
                     deadline, "reading a system's statement"));
    if (rows.empty()) return std::optional<TheirStatement>{};
    return std::optional(
        TheirStatement{std::string(system), day, rows.Text(0, 0), rows.Time(0, 1)});
}

Result<std::vector<Subscription>> PostgresStore::ListSubscriptions(Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT id, name, url, kinds, units, wrapped_secret, created_at FROM "
                      "subscriptions WHERE city = $1 ORDER BY id",
                      City()},
                     deadline, "listing subscriptions"));
    std::vector<Subscription> found;
    for (int i = 0; i < rows.size(); ++i) {
        Subscription& s = found.emplace_back();
        s.id = CaseId{rows.Int8(i, 0)};
        s.name = rows.Text(i, 1);
        s.url = rows.Text(i, 2);
        s.kinds = store::SplitLines(rows.View(i, 3));
        for (const std::string& unit : store::SplitLines(rows.View(i, 4)))
            s.units.push_back(UnitCode{unit});
        s.wrapped_secret = rows.Text(i, 5);
        s.created_at = rows.Time(i, 6);
    }
    return found;
}

Result<std::int64_t> PostgresStore::FeedPosition(Deadline deadline) {
    LD_TRY(const Rows rows, pool_.Run({"SELECT position FROM feed WHERE city = $1", City()},
                                      deadline, "reading how far subscribers were told"));
    return rows.empty() ? std::int64_t{0} : rows.Int8(0, 0);
}

Result<void> PostgresStore::Feed(const std::vector<OutboxMessage>& messages, std::int64_t from,
                                 std::int64_t to, Deadline deadline) {
    std::vector<Statement> statements{
        {"INSERT INTO feed (city, position) VALUES ($1, $3) ON CONFLICT (city) DO UPDATE SET "
         "position = $3 WHERE feed.position = $2",
         City().Int8(from).Int8(to)}};
    if (!messages.empty()) {
        std::vector<Column> columns(5, Column(Type::kText));
        Column cases(Type::kInt8);
        for (const OutboxMessage& m : messages) {
            columns[0].AddBytes(m.key);
            columns[1].AddBytes(m.channel);
            columns[2].AddBytes(m.recipient);
            columns[3].AddBytes(m.subject);
            columns[4].AddBytes(m.body);
            cases.AddInt8(m.case_id.value);
        }
        // Only when the position is ours to move: another node that moved it to the same place has
        // put the same keys there.
        Statement put{
            "INSERT INTO outbox (city, key, channel, recipient, subject, body, case_id) SELECT $1, "
            "u.* FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], "
            "$8::bigint[]) AS u WHERE EXISTS (SELECT 1 FROM feed WHERE city = $1 AND position = "
            "$2) ON CONFLICT (city, key) DO NOTHING",
            City().Int8(to)};
        for (const Column& column : columns) put.params.Array(column);
        put.params.Array(cases);
        statements.push_back(std::move(put));
    }
    LD_TRY(const auto results, pool_.Run(statements, deadline, "telling subscribers"));
    if (results.front().Changed() == 0) return Failure{store::FedElsewhere(from)};
    return {};
}

}  // namespace liandong::postgres
