#include "adapters/store/postgres/figures.hpp"

#include "adapters/store/faults.hpp"
#include "adapters/store/figure_rows.hpp"
#include "adapters/store/postgres/store.hpp"

namespace liandong::postgres {

namespace {

constexpr std::int64_t kForgottenAtOnce = 20'000;

Column IdsOf(const std::vector<CaseId>& cases) {
    Column ids(Type::kInt8);
    for (const CaseId id : cases) ids.AddInt8(id.value);
    return ids;
}

FiguresPosition PositionIn(const Rows& rows) {
    if (rows.empty()) return {};
    return {rows.Int8(0, 0), rows.Int4(0, 1)};
}

Statement Removing(Params params, const std::vector<CaseFact>& facts) {
    Column kinds(Type::kInt4);
    Column days(Type::kInt4);
    Column cases(Type::kInt8);
    Column rounds(Type::kInt4);
    for (const auto& [id, fact] : facts) {
        kinds.AddInt4(static_cast<std::int32_t>(fact.kind));
        days.AddInt4(static_cast<std::int32_t>(store::DayCount(fact.day)));
        cases.AddInt8(id.value);
        rounds.AddInt4(static_cast<std::int32_t>(store::NoRound(fact)));
    }
    return {
        "DELETE FROM figure_facts f USING unnest($2::int[], $3::int[], $4::bigint[], $5::int[])"
        " AS u (kind, day, case_id, no_round) WHERE f.city = $1 AND f.kind = u.kind"
        " AND f.day = u.day AND f.case_id = u.case_id AND f.no_round = u.no_round",
        params.Array(kinds).Array(days).Array(cases).Array(rounds)};
}

Statement Adding(Params params, const std::vector<CaseFact>& facts) {
    Column kinds(Type::kInt4);
    Column days(Type::kInt4);
    Column cases(Type::kInt8);
    Column rounds(Type::kInt4);
    Column units(Type::kText);
    Column categories(Type::kText);
    Column places(Type::kText);
    Column types(Type::kText);
    Column channels(Type::kText);
    Column marks(Type::kInt4);
    Column amounts(Type::kInt8);
    Column exempt(Type::kBool);
    for (const auto& [id, fact] : facts) {
        kinds.AddInt4(static_cast<std::int32_t>(fact.kind));
        days.AddInt4(static_cast<std::int32_t>(store::DayCount(fact.day)));
        cases.AddInt8(id.value);
        rounds.AddInt4(static_cast<std::int32_t>(store::NoRound(fact)));
        units.AddBytes(fact.unit.value);
        categories.AddBytes(fact.category.value);
        places.AddBytes(fact.place.value);
        types.AddBytes(Code(fact.type));
        channels.AddBytes(Code(fact.channel));
        marks.AddInt4(fact.marks);
        amounts.AddInt8(fact.amount);
        exempt.AddBool(fact.exempt);
    }
    params.Array(kinds).Array(days).Array(cases).Array(rounds).Array(units).Array(categories);
    params.Array(places).Array(types).Array(channels).Array(marks).Array(amounts).Array(exempt);
    return {"INSERT INTO figure_facts (city, " + std::string(kFactColumns) +
                ") SELECT $1, u.* FROM unnest($2::int[], $3::int[], $4::bigint[], $5::int[], "
                "$6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int[], "
                "$12::bigint[], $13::boolean[]) AS u",
            std::move(params)};
}

// In the order of their keys, like every other writer of counters.
Statement AddingUp(Params params, const Counters& counters) {
    Column measures(Type::kInt4);
    Column exempt(Type::kBool);
    Column grains(Type::kInt4);
    Column steps(Type::kInt4);
    Column firsts(Type::kText);
    Column periods(Type::kInt4);
    Column seconds(Type::kText);
    Column thirds(Type::kText);
    Column totals(Type::kInt8);
    for (const auto& [key, by] : counters) {
        measures.AddInt4(static_cast<std::int32_t>(key.measure));
        exempt.AddBool(key.exempt);
        grains.AddInt4(static_cast<std::int32_t>(key.grain));
        steps.AddInt4(static_cast<std::int32_t>(key.step));
        firsts.AddBytes(key.first);
        periods.AddInt4(key.period);
        seconds.AddBytes(key.second);
        thirds.AddBytes(key.third);
        totals.AddInt8(by);
    }
    params.Array(measures).Array(exempt).Array(grains).Array(steps).Array(firsts);
    params.Array(periods).Array(seconds).Array(thirds).Array(totals);
    return {
        "INSERT INTO figure_counters AS c (city, measure, exempt, grain, step, first, period, "
        "second, third, total) SELECT $1, u.* FROM unnest($2::int[], $3::boolean[], $4::int[], "
        "$5::int[], $6::text[], $7::int[], $8::text[], $9::text[], $10::bigint[]) AS u"
        " ON CONFLICT (city, measure, exempt, grain, step, first, period, second, third)"
        " DO UPDATE SET total = c.total + excluded.total",
        std::move(params)};
}

Statement PuttingOutside(Params params, const OutsideReport& report) {
    return {
        "INSERT INTO outside_figures AS o (city, figure, day, value, entered_by, entered_at, "
        "log_index) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (city, figure, day) DO "
        "UPDATE SET value = excluded.value, entered_by = excluded.entered_by, entered_at = "
        "excluded.entered_at, log_index = excluded.log_index WHERE excluded.log_index >= "
        "o.log_index",
        params.Text(report.figure)
            .Int4(static_cast<std::int32_t>(store::DayCount(report.day)))
            .Int8(report.value)
            .Text(report.entered_by)
            .Time(report.entered_at)
            .Int8(report.log_index)};
}

}  // namespace

Result<void> PostgresFigures::Do(std::string sql, Params params, Deadline deadline,
                                 std::string_view doing) {
    LD_TRY(pool_.Run({std::move(sql), std::move(params)}, deadline, doing));
    return {};
}

Result<FiguresPosition> PostgresFigures::Position(Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT log_index, formulas FROM figure_position WHERE city = $1", City()},
                     deadline, "reading the figures' position"));
    return PositionIn(rows);
}

Result<std::vector<JournalEntry>> PostgresFigures::SealedOf(const std::vector<CaseId>& cases,
                                                            std::int64_t below, Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT e.case_id, e.seq, e.kind, e.at, e.recorded_at, e.actor, "
                      "e.profile_version, e.payload, l.log_index"
                      " FROM events e JOIN log l USING (city, case_id, seq) WHERE e.city = $1"
                      " AND e.case_id = ANY ($2) AND l.log_index < $3 ORDER BY e.case_id, e.seq",
                      City().Array(IdsOf(cases)).Int8(below)},
                     deadline, "reading histories"));
    return ReadEntries(rows, true);
}

Result<std::vector<CaseFact>> PostgresFigures::FactsOfCases(const std::vector<CaseId>& cases,
                                                            Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT " + std::string(kFactColumns) +
                          " FROM figure_facts WHERE city = $1 AND case_id = ANY ($2)"
                          " ORDER BY case_id, kind, no_round",
                      City().Array(IdsOf(cases))},
                     deadline, "reading facts"));
    return ReadFacts(rows);
}

template <class Judge>
Result<void> PostgresFigures::Locked(const std::vector<Statement>& write, const Judge& judge,
                                     Deadline deadline) {
    // The row lock makes a second node wait; it then finds another position.
    const std::vector<Statement> begin{
        {"BEGIN ISOLATION LEVEL READ COMMITTED", {}},
        {"INSERT INTO figure_position (city, log_index, formulas) VALUES ($1, 0, 0)"
         " ON CONFLICT DO NOTHING",
         City()},
        {"SELECT log_index, formulas FROM figure_position WHERE city = $1 FOR UPDATE", City()}};
    for (bool again = true;; again = false) {
        LD_TRY(auto lease, pool_.Take(deadline));
        const auto begun = lease->Run(begin, deadline);
        if (!begun && begun.error().lost && lease.WasKept() && again) continue;
        std::optional<Error> refused;
        if (!begun) {
            refused = ToError(begun.error(), "counting");
        } else if (refused = judge(PositionIn((*begun)[2])); !refused) {
            const auto written = lease->Run(write, deadline);
            if (!written) refused = ToError(written.error(), "counting");
        }
        if (!refused) return {};
        (void)lease->Run(Statement{"ROLLBACK", {}}, deadline);
        return Failure{*std::move(refused)};
    }
}

Result<void> PostgresFigures::Count(const FiguresBatch& batch, Deadline deadline) {
    std::vector<Statement> write;
    if (!batch.removed.empty()) write.push_back(Removing(City(), batch.removed));
    if (!batch.added.empty()) write.push_back(Adding(City(), batch.added));
    if (!batch.counters.empty()) write.push_back(AddingUp(City(), batch.counters));
    for (const OutsideReport& report : batch.outside) {
        write.push_back(PuttingOutside(City(), report));
    }
    write.push_back(
        {"UPDATE figure_position SET log_index = $2 WHERE city = $1", City().Int8(batch.to_index)});
    write.push_back({"COMMIT", {}});
    return Locked(
        write,
        [&](const FiguresPosition& found) -> std::optional<Error> {
            if (store::IsSame(found, batch.from)) return std::nullopt;
            return store::CountedElsewhere(batch.from, found);
        },
        deadline);
}

Result<bool> PostgresFigures::StartAgain(std::int32_t formulas, Deadline deadline) {
    bool is_there = false;
    const auto judge = [&](const FiguresPosition& found) -> std::optional<Error> {
        is_there = found.log_index >= 0 && found.formulas == formulas;
        if (!is_there) return std::nullopt;
        return store::CountedElsewhere({0, formulas}, found);  // nothing to do
    };
    std::vector<Statement> write{
        {"UPDATE figure_position SET log_index = -1 WHERE city = $1", City()}};
    for (const char* table : {"figure_facts", "figure_counters"}) {
        write.push_back({std::string("DELETE FROM ") + table +
                             " WHERE ctid = ANY (ARRAY (SELECT ctid FROM " + table +
                             " WHERE city = $1 LIMIT $2))",
                         City().Int8(kForgottenAtOnce)});
    }
    write.push_back(
        {"UPDATE figure_position SET log_index = 0, formulas = $2 WHERE city = $1"
         " AND NOT EXISTS (SELECT FROM figure_facts WHERE city = $1)"
         " AND NOT EXISTS (SELECT FROM figure_counters WHERE city = $1)",
         City().Int4(formulas)});
    write.push_back({"COMMIT", {}});
    auto forgotten = Locked(write, judge, deadline);
    if (is_there) return true;
    if (!forgotten) return Failure{std::move(forgotten).error()};
    LD_TRY(const FiguresPosition now, Position(deadline));
    return now.log_index >= 0 && now.formulas == formulas;
}

Result<void> PostgresFigures::KeepRules(const StoredRules& rules, Deadline deadline) {
    return Do(
        "INSERT INTO assessment_rules (city, version, since, rules) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT DO NOTHING",
        City().Text(rules.version).Time(rules.since).Text(rules.text), deadline, "keeping rules");
}

Result<std::vector<StoredRules>> PostgresFigures::AllRules(Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT version, since, rules FROM assessment_rules WHERE city = $1"
                      " ORDER BY since, version",
                      City()},
                     deadline, "reading rules"));
    std::vector<StoredRules> all;
    all.reserve(static_cast<std::size_t>(rows.size()));
    for (int i = 0; i < rows.size(); ++i) {
        all.push_back({rows.Text(i, 0), rows.Time(i, 1), rows.Text(i, 2)});
    }
    return all;
}

Result<void> PostgresFigures::KeepAssessment(const StoredAssessment& made, Deadline deadline) {
    return Do(
        "INSERT INTO assessments (city, period, log_index, rules_version, made_at, made_by, result)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        City()
            .Int4(made.period)
            .Int8(made.log_index)
            .Text(made.rules_version)
            .Time(made.made_at)
            .Text(made.made_by)
            .Text(made.text),
        deadline, "keeping an assessment");
}

Result<std::vector<StoredAssessment>> PostgresFigures::Assessments(std::int32_t period,
                                                                   std::int32_t limit,
                                                                   Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT period, log_index, rules_version, made_at, made_by, result FROM "
                      "assessments WHERE city = $1 AND period = $2 ORDER BY id DESC LIMIT $3",
                      City().Int4(period).Int8(limit)},
                     deadline, "reading assessments"));
    std::vector<StoredAssessment> all;
    all.reserve(static_cast<std::size_t>(rows.size()));
    for (int i = 0; i < rows.size(); ++i) {
        all.push_back({rows.Int4(i, 0), rows.Int8(i, 1), rows.Text(i, 2), rows.Time(i, 3),
                       rows.Text(i, 4), rows.Text(i, 5)});
    }
    return all;
}

}  // namespace liandong::postgres
