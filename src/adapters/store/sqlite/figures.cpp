#include "adapters/store/sqlite/figures.hpp"

#include "adapters/store/faults.hpp"
#include "adapters/store/figure_rows.hpp"
#include "adapters/store/sqlite/store.hpp"

namespace liandong::sqlite {

namespace {

constexpr std::int64_t kForgottenAtOnce = 5'000;

std::string IdsText(const std::vector<CaseId>& cases) {
    std::string text = "[";
    for (const CaseId id : cases) {
        if (text.size() > 1) text += ",";
        text += std::to_string(id.value);
    }
    return text + "]";
}

Result<void> RemoveFact(Db& db, const CaseFact& fact) {
    Statement remove(db,
                     "DELETE FROM figure_facts WHERE kind = ?1 AND day = ?2 AND case_id = ?3 AND "
                     "no_round = ?4");
    return remove
        .BindAll(static_cast<std::int64_t>(fact.fact.kind), store::DayCount(fact.fact.day),
                 fact.case_id.value, store::NoRound(fact.fact))
        .Run();
}

Result<void> AddFact(Db& db, const CaseFact& put) {
    const Fact& fact = put.fact;
    Statement add(db,
                  "INSERT INTO figure_facts (kind, day, case_id, no_round, unit, category, place, "
                  "type, channel, marks, amount, exempt)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    return add
        .BindAll(static_cast<std::int64_t>(fact.kind), store::DayCount(fact.day), put.case_id.value,
                 store::NoRound(fact), std::string_view(fact.unit.value),
                 std::string_view(fact.category.value), std::string_view(fact.place.value),
                 static_cast<std::int64_t>(fact.type), static_cast<std::int64_t>(fact.channel),
                 std::int64_t{fact.marks}, fact.amount, std::int64_t{fact.exempt})
        .Run();
}

Result<void> AddCounter(Db& db, const CounterKey& key, std::int64_t by) {
    Statement add(db,
                  "INSERT INTO figure_counters (measure, exempt, grain, step, first, period, "
                  "second, third, total)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                  " ON CONFLICT DO UPDATE SET total = total + excluded.total");
    return add
        .BindAll(static_cast<std::int64_t>(key.measure), std::int64_t{key.exempt},
                 static_cast<std::int64_t>(key.grain), static_cast<std::int64_t>(key.step),
                 std::string_view(key.first), std::int64_t{key.period},
                 std::string_view(key.second), std::string_view(key.third), by)
        .Run();
}

Result<void> PutOutside(Db& db, const OutsideReport& report) {
    Statement put(
        db,
        "INSERT INTO outside_figures (figure, day, value, entered_by, entered_at, log_index)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET value = excluded.value,"
        " entered_by = excluded.entered_by, entered_at = excluded.entered_at,"
        " log_index = excluded.log_index WHERE excluded.log_index >= outside_figures.log_index");
    return put
        .BindAll(std::string_view(report.figure), store::DayCount(report.day), report.value,
                 std::string_view(report.entered_by), report.entered_at, report.log_index)
        .Run();
}

Result<void> WriteBatch(Db& db, const FiguresBatch& batch) {
    LD_TRY(const FiguresPosition position, ReadPosition(db));
    if (!store::IsSame(position, batch.from)) {
        return Failure{store::CountedElsewhere(batch.from, position)};
    }
    for (const CaseFact& fact : batch.removed) LD_TRY(RemoveFact(db, fact));
    for (const CaseFact& fact : batch.added) LD_TRY(AddFact(db, fact));
    for (const auto& [key, by] : batch.counters) LD_TRY(AddCounter(db, key, by));
    for (const OutsideReport& report : batch.outside) LD_TRY(PutOutside(db, report));
    Statement move(db, "UPDATE figure_position SET log_index = ?1 WHERE one = 1");
    return move.Bind(batch.to_index).Run();
}

Result<bool> ForgetSome(Db& db, std::int32_t formulas) {
    LD_TRY(const FiguresPosition position, ReadPosition(db));
    if (position.log_index >= 0 && position.formulas == formulas) return true;
    Statement mark(db, "UPDATE figure_position SET log_index = -1 WHERE one = 1");
    LD_TRY(mark.Run());
    std::int64_t forgotten = 0;
    for (const auto* sql :
         {"DELETE FROM figure_facts WHERE (kind, day, case_id, no_round) IN"
          " (SELECT kind, day, case_id, no_round FROM figure_facts LIMIT ?1)",
          "DELETE FROM figure_counters WHERE (measure, exempt, grain, step, first, period, second, "
          "third) IN (SELECT measure, exempt, grain, step, first, period, second, third"
          " FROM figure_counters LIMIT ?1)"}) {
        Statement forget(db, sql);
        LD_TRY(forget.Bind(kForgottenAtOnce).Run());
        forgotten += db.Changes();
    }
    if (forgotten > 0) return false;
    Statement begin(db, "UPDATE figure_position SET log_index = 0, formulas = ?1 WHERE one = 1");
    LD_TRY(begin.Bind(std::int64_t{formulas}).Run());
    return true;
}

StoredAssessment ReadAssessment(const Statement& row) {
    return {row.Int32(0), row.Int(1), row.Text(2), row.At(3), row.Text(4), row.Text(5)};
}

}  // namespace

std::string ListText(const std::vector<std::string>& values) {
    std::string text = "[";
    for (const std::string& value : values) {
        if (text.size() > 1) text += ",";
        text += "\"";
        for (const char c : value) {
            // A code has no such letter; what somebody asks for may.
            if (c == '"' || c == '\\') text += '\\';
            text += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
        }
        text += "\"";
    }
    return text + "]";
}

Result<FiguresPosition> ReadPosition(Db& db) {
    Statement query(db, "SELECT log_index, formulas FROM figure_position WHERE one = 1");
    LD_TRY(const bool there, query.Step());
    if (!there) return Failure{Unavailable("the figures' position is gone: altered database")};
    return FiguresPosition{query.Int(0), query.Int32(1)};
}

Result<FiguresPosition> SqliteFigures::Position(Deadline deadline) {
    return readers_.Read(deadline, [](Db& db) { return ReadPosition(db); });
}

Result<std::vector<JournalEntry>> SqliteFigures::SealedOf(const std::vector<CaseId>& cases,
                                                          std::int64_t below, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<JournalEntry>> {
        const std::string ids = IdsText(cases);
        Statement query(db, "SELECT " + std::string(kEntryColumns) +
                                " FROM json_each(?1) wanted CROSS JOIN events e ON e.case_id = "
                                "wanted.value JOIN log l ON l.case_id = e.case_id AND l.seq = e.seq"
                                " WHERE l.log_index < ?2 ORDER BY e.case_id, e.seq");
        query.BindAll(std::string_view(ids), below);
        std::vector<JournalEntry> entries;
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) return entries;
            entries.push_back(ReadEntry(query));
        }
    });
}

Result<std::vector<CaseFact>> SqliteFigures::FactsOfCases(const std::vector<CaseId>& cases,
                                                          Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<CaseFact>> {
        const std::string ids = IdsText(cases);
        Statement query(db, "SELECT " + std::string(kFactColumns) +
                                " FROM figure_facts WHERE case_id IN (SELECT value FROM "
                                "json_each(?1)) ORDER BY case_id, kind, no_round");
        query.Bind(std::string_view(ids));
        return ReadFacts(query);
    });
}

Result<void> SqliteFigures::Count(const FiguresBatch& batch, Deadline deadline) {
    return writer_.Write([&](Db& db, std::vector<SearchWrite>&) { return WriteBatch(db, batch); },
                         deadline);
}

Result<bool> SqliteFigures::StartAgain(std::int32_t formulas, Deadline deadline) {
    bool done = false;
    LD_TRY(writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            LD_TRY(done, ForgetSome(db, formulas));
            return {};
        },
        deadline));
    return done;
}

Result<void> SqliteFigures::KeepRules(const StoredRules& rules, Deadline deadline) {
    return writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            Statement keep(db,
                           "INSERT INTO assessment_rules (version, since, rules) VALUES (?1, ?2, "
                           "?3) ON CONFLICT DO NOTHING");
            return keep
                .BindAll(std::string_view(rules.version), rules.since, std::string_view(rules.text))
                .Run();
        },
        deadline);
}

Result<std::vector<StoredRules>> SqliteFigures::AllRules(Deadline deadline) {
    return readers_.Read(deadline, [](Db& db) -> Result<std::vector<StoredRules>> {
        Statement query(db,
                        "SELECT version, since, rules FROM assessment_rules ORDER BY since, "
                        "version");
        std::vector<StoredRules> all;
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) return all;
            all.push_back({query.Text(0), query.At(1), query.Text(2)});
        }
    });
}

Result<void> SqliteFigures::KeepAssessment(const StoredAssessment& made, Deadline deadline) {
    return writer_.Write(
        [&](Db& db, std::vector<SearchWrite>&) -> Result<void> {
            Statement keep(
                db,
                "INSERT INTO assessments (period, log_index, rules_version, made_at, made_by, "
                "result) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
            return keep
                .BindAll(std::int64_t{made.period}, made.log_index,
                         std::string_view(made.rules_version), made.made_at,
                         std::string_view(made.made_by), std::string_view(made.text))
                .Run();
        },
        deadline);
}

Result<std::vector<StoredAssessment>> SqliteFigures::Assessments(std::int32_t period,
                                                                 std::int32_t limit,
                                                                 Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<StoredAssessment>> {
        Statement query(db,
                        "SELECT period, log_index, rules_version, made_at, made_by, result FROM "
                        "assessments WHERE period = ?1 ORDER BY id DESC LIMIT ?2");
        query.BindAll(std::int64_t{period}, std::int64_t{limit});
        std::vector<StoredAssessment> all;
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) return all;
            all.push_back(ReadAssessment(query));
        }
    });
}

}  // namespace liandong::sqlite
