#include "adapters/store/faults.hpp"
#include "adapters/store/page_token.hpp"
#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/store.hpp"

// Linked systems: their numbers, what they sent, what they say of a day; and who subscribes.

namespace liandong::sqlite {
namespace {

constexpr std::string_view kInboundColumns =
    "id, system, message, request_digest, kind, number, case_id, accepted, code, received_at, "
    "tries";

template <class T, class Read>
Result<std::vector<T>> ReadAll(Statement& query, Read read) {
    std::vector<T> found;
    while (true) {
        LD_TRY(const bool row, query.Step());
        if (!row) return found;
        found.push_back(read(query));
    }
}

SystemNumber ReadNumber(const Statement& row) {
    return {row.Text(0), row.Text(1), CaseId{row.Int(2)}, AssignmentNo{row.Int32(3)}};
}

InboundMessage ReadInbound(const Statement& row) {
    InboundMessage message;
    message.id = row.Int(0);
    message.system = row.Text(1);
    message.message = row.Text(2);
    message.request_digest = row.Text(3);
    message.kind = row.Text(4);
    message.number = row.Text(5);
    message.case_id = CaseId{row.Int(6)};
    message.accepted = row.Bool(7);
    message.code = row.Text(8);
    message.received_at = row.At(9);
    message.tries = row.Int32(10);
    return message;
}

Subscription ReadSubscription(const Statement& row) {
    Subscription s;
    s.id = CaseId{row.Int(0)};
    s.name = row.Text(1);
    s.url = row.Text(2);
    s.kinds = store::SplitLines(row.View(3));
    for (const std::string& unit : store::SplitLines(row.View(4)))
        s.units.push_back(UnitCode{unit});
    s.wrapped_secret = row.Text(5);
    s.created_at = row.At(6);
    return s;
}

ExchangeLine ReadLine(const Statement& row) { return {row.Text(0), CaseId{row.Int(1)}}; }

Result<std::int64_t> CountOf(Statement& query) {
    LD_TRY(query.Step());
    return query.Int(0);
}

}  // namespace

Result<void> SqliteStore::SaveNumber(const SystemNumber& number, Deadline deadline) {
    return writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            {
                Statement query(db,
                                "SELECT system, number, case_id, assignment FROM system_numbers "
                                "WHERE system = ?1 AND number = ?2");
                LD_TRY(
                    const bool there,
                    query.BindAll(std::string_view(number.system), std::string_view(number.number))
                        .Step());
                if (there && ReadNumber(query) == number) return {};
                if (there) return Failure{store::NumberTaken(CaseId{query.Int(2)})};
            }
            Statement insert(db,
                             "INSERT INTO system_numbers (system, number, case_id, assignment) "
                             "VALUES (?1, ?2, ?3, ?4)");
            return insert
                .BindAll(std::string_view(number.system), std::string_view(number.number),
                         number.case_id.value, std::int64_t{number.assignment.value})
                .Run();
        },
        deadline);
}

Result<std::optional<SystemNumber>> SqliteStore::FindNumber(std::string_view system,
                                                            std::string_view number,
                                                            Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::optional<SystemNumber>> {
        Statement query(db,
                        "SELECT system, number, case_id, assignment FROM system_numbers WHERE "
                        "system = ?1 AND number = ?2");
        LD_TRY(const bool there, query.BindAll(system, number).Step());
        if (!there) return std::optional<SystemNumber>{};
        return std::optional(ReadNumber(query));
    });
}

Result<std::vector<SystemNumber>> SqliteStore::NumbersOf(CaseId id, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) {
        Statement query(db,
                        "SELECT system, number, case_id, assignment FROM system_numbers WHERE "
                        "case_id = ?1 ORDER BY rowid");
        query.Bind(id.value);
        return ReadAll<SystemNumber>(query, ReadNumber);
    });
}

Result<void> SqliteStore::SaveInbound(const InboundMessage& message, Deadline deadline) {
    return WriteOne(
        deadline,
        "INSERT INTO inbound_messages (system, message, request_digest, kind, number, case_id, "
        "accepted, code, received_at, tries) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)"
        " ON CONFLICT (system, message, request_digest) DO UPDATE SET tries = tries + 1,"
        " case_id = iif(accepted = 1, case_id, excluded.case_id),"
        " code = iif(accepted = 1, code, excluded.code),"
        " accepted = max(accepted, excluded.accepted)",
        std::string_view(message.system), std::string_view(message.message),
        std::string_view(message.request_digest), std::string_view(message.kind),
        std::string_view(message.number), message.case_id.value,
        std::int64_t{message.accepted ? 1 : 0}, std::string_view(message.code),
        message.received_at);
}

Result<PageOf<InboundMessage>> SqliteStore::ListInbound(const InboundFilter& filter,
                                                        const Page& page, Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kInbound, page));
    return readers_.Read(deadline, [&](Db& db) -> Result<PageOf<InboundMessage>> {
        const std::string by_system = filter.system.empty() ? "?1 = ''" : "system = ?1";
        const std::string by_outcome = filter.accepted ? "accepted = ?2" : "?2 = 0";
        Statement query(db, "SELECT " + std::string(kInboundColumns) +
                                " FROM inbound_messages WHERE " + by_system + " AND " + by_outcome +
                                " AND id < ?3 ORDER BY id DESC LIMIT ?4");
        query.BindAll(std::string_view(filter.system),
                      std::int64_t{filter.accepted.value_or(false) ? 1 : 0},
                      after ? (*after)[0] : INT64_MAX, std::int64_t{page.limit} + 1);
        LD_TRY(auto rows, ReadAll<InboundMessage>(query, ReadInbound));
        return store::CutPage(store::ListKind::kInbound, page, std::move(rows),
                              [](const InboundMessage& m) { return store::PageKey{m.id, 0, 0}; });
    });
}

Result<ExchangeCounts> SqliteStore::CountExchange(std::string_view system, Instant from,
                                                  Instant before, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<ExchangeCounts> {
        ExchangeCounts counts;
        Statement sent(db,
                       "SELECT count(*) FROM outbox WHERE channel = 'webhook' AND recipient = ?1 "
                       "AND sent_at >= ?2 AND sent_at < ?3");
        LD_TRY(counts.sent, CountOf(sent.BindAll(system, from, before)));
        Statement received(db,
                           "SELECT count(*) FILTER (WHERE accepted = 1), count(*) FILTER (WHERE "
                           "accepted = 0) FROM inbound_messages WHERE system = ?1 AND received_at "
                           ">= ?2 AND received_at < ?3");
        LD_TRY(counts.accepted, CountOf(received.BindAll(system, from, before)));
        counts.refused = received.Int(1);
        for (const auto& [state, count] :
             {std::pair{"waiting", &counts.waiting}, std::pair{"dead", &counts.stuck}}) {
            Statement now(db,
                          "SELECT count(*) FROM outbox WHERE channel = 'webhook' AND recipient = "
                          "?1 AND state = ?2");
            LD_TRY(*count, CountOf(now.BindAll(system, std::string_view(state))));
        }
        return counts;
    });
}

Result<std::vector<ExchangeLine>> SqliteStore::SentTo(std::string_view system, Instant from,
                                                      Instant before, std::int32_t limit,
                                                      Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) {
        Statement query(db,
                        "SELECT key, case_id FROM outbox WHERE channel = 'webhook' AND recipient = "
                        "?1 AND sent_at >= ?2 AND sent_at < ?3 ORDER BY sent_at, id LIMIT ?4");
        query.BindAll(system, from, before, std::int64_t{limit});
        return ReadAll<ExchangeLine>(query, ReadLine);
    });
}

Result<std::vector<ExchangeLine>> SqliteStore::ReceivedFrom(std::string_view system, Instant from,
                                                            Instant before, std::int32_t limit,
                                                            Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) {
        Statement query(db,
                        "SELECT message, case_id FROM inbound_messages WHERE system = ?1 AND "
                        "received_at >= ?2 AND received_at < ?3 AND accepted = 1 ORDER BY "
                        "received_at, id LIMIT ?4");
        query.BindAll(system, from, before, std::int64_t{limit});
        return ReadAll<ExchangeLine>(query, ReadLine);
    });
}

Result<void> SqliteStore::SaveTheirs(const TheirStatement& statement, Deadline deadline) {
    return WriteOne(deadline,
                    "INSERT OR REPLACE INTO their_statements (system, day, body, posted_at) VALUES "
                    "(?1, ?2, ?3, ?4)",
                    std::string_view(statement.system),
                    std::int64_t{statement.day.time_since_epoch().count()},
                    std::string_view(statement.body), statement.posted_at);
}

Result<std::optional<TheirStatement>> SqliteStore::FindTheirs(std::string_view system, Day day,
                                                              Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::optional<TheirStatement>> {
        Statement query(
            db, "SELECT body, posted_at FROM their_statements WHERE system = ?1 AND day = ?2");
        LD_TRY(const bool there,
               query.BindAll(system, std::int64_t{day.time_since_epoch().count()}).Step());
        if (!there) return std::optional<TheirStatement>{};
        return std::optional(TheirStatement{std::string(system), day, query.Text(0), query.At(1)});
    });
}

Result<std::vector<Subscription>> SqliteStore::ListSubscriptions(Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) {
        Statement query(db,
                        "SELECT id, name, url, kinds, units, wrapped_secret, created_at FROM "
                        "subscriptions ORDER BY id");
        return ReadAll<Subscription>(query, ReadSubscription);
    });
}

Result<std::int64_t> SqliteStore::FeedPosition(Deadline deadline) {
    return readers_.Read(deadline, [](Db& db) {
        Statement query(db, "SELECT position FROM feed");
        return CountOf(query);
    });
}

Result<void> SqliteStore::Feed(const std::vector<OutboxMessage>& messages, std::int64_t from,
                               std::int64_t to, Deadline deadline) {
    return writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            {
                Statement move(db, "UPDATE feed SET position = ?2 WHERE position = ?1");
                LD_TRY(move.BindAll(from, to).Run());
            }
            if (db.Changes() == 0) return Failure{store::FedElsewhere(from)};
            return WriteOutbox(db, messages);
        },
        deadline);
}

}  // namespace liandong::sqlite
