#include "adapters/store/figure_rows.hpp"
#include "adapters/store/sqlite/figures.hpp"

namespace liandong::sqlite {

namespace {

/// The conditions of a question, and what is bound to them, in order.
class Where {
public:
    void Number(std::string_view condition, std::int64_t value) {
        Add(condition);
        values_.push_back({value, {}, false});
    }
    void List(std::string_view column, const std::optional<std::vector<std::string>>& codes) {
        if (!codes) return;
        Add(std::string(column) + " IN (SELECT value FROM json_each(?))");
        values_.push_back({0, ListText(*codes), true});
    }
    [[nodiscard]] const std::string& Text() const { return text_; }
    void BindTo(Statement& query) const {
        for (const Value& value : values_) {
            if (value.is_text) {
                query.Bind(std::string_view(value.text));
            } else {
                query.Bind(value.number);
            }
        }
    }

private:
    struct Value {
        std::int64_t number;
        std::string text;
        bool is_text;
    };
    void Add(std::string_view condition) {
        text_ += text_.empty() ? " WHERE " : " AND ";
        text_ += condition;
    }
    std::string text_;
    std::vector<Value> values_;
};

Where ConditionsOf(const FactFilter& filter) {
    Where where;
    where.Number("kind = ?", static_cast<std::int64_t>(filter.kind));
    where.List("unit", filter.units);
    where.Number("day >= ?", store::DayCount(filter.from));
    where.Number("day <= ?", store::DayCount(filter.to));
    where.List("place", filter.places);
    where.List("category", filter.categories);
    if (filter.any_of != 1) where.Number("(marks & ?) <> 0", filter.any_of);
    if (filter.type) where.Number("type = ?", static_cast<std::int64_t>(*filter.type));
    if (filter.channel) where.Number("channel = ?", static_cast<std::int64_t>(*filter.channel));
    if (filter.exempt) where.Number("exempt = ?", *filter.exempt ? 1 : 0);
    return where;
}

Result<void> SumCounters(Db& db, const CounterQuestion& question, std::vector<SumLine>& lines) {
    std::string measures;
    for (const Measure measure : question.measures) {
        measures += (measures.empty() ? "" : ",") + std::to_string(static_cast<int>(measure));
    }
    Where where;
    where.Number("measure IN (" + measures + ") AND exempt IN (0, 1) AND grain = ?",
                 static_cast<std::int64_t>(question.grain));
    where.Number("step = ?", static_cast<std::int64_t>(question.step));
    where.List("first", question.first);
    where.Number("period >= ?", question.from);
    where.Number("period <= ?", question.to);
    where.List("second", question.second);
    where.List("third", question.third);
    const std::string_view split = store::SplitColumn(question.split);
    const std::string group = split.empty() ? "''" : std::string(split);
    Statement query(db, "SELECT " + group + ", measure, exempt, sum(total) FROM figure_counters" +
                            where.Text() + " GROUP BY 1, 2, 3");
    where.BindTo(query);
    while (true) {
        LD_TRY(const bool row, query.Step());
        if (!row) return {};
        std::string name = split == "period" ? PeriodText(query.Int32(0)) : query.Text(0);
        lines.push_back(
            {std::move(name), static_cast<Measure>(query.Int(1)), query.Bool(2), query.Int(3), 0});
    }
}

std::string GroupOf(const Statement& row, FactQuestion::Split split) {
    using Split = FactQuestion::Split;
    switch (split) {
        case Split::kDay: return PeriodText(DayPeriod(store::DayFromCount(row.Int(0))));
        case Split::kType: return std::string(Code(static_cast<RequestType>(row.Int(0))));
        case Split::kChannel: return std::string(Code(static_cast<Channel>(row.Int(0))));
        case Split::kNone:
        case Split::kUnit:
        case Split::kPlace:
        case Split::kCategory: return row.Text(0);
    }
    return {};
}

Result<void> SumFacts(Db& db, const FactQuestion& question, std::vector<SumLine>& lines) {
    const Where where = ConditionsOf(question.filter);
    const std::string_view split = store::SplitColumn(question.split);
    const std::string group = split.empty() ? "''" : std::string(split);
    Statement query(db, "SELECT " + group +
                            ", marks, exempt, count(*), sum(amount) FROM figure_facts" +
                            where.Text() + " GROUP BY 1, 2, 3");
    where.BindTo(query);
    while (true) {
        LD_TRY(const bool row, query.Step());
        if (!row) return {};
        Fact alike;
        alike.kind = question.filter.kind;
        alike.marks = static_cast<std::uint16_t>(query.Int(1));
        alike.exempt = query.Bool(2);
        alike.amount = query.Int(4);
        store::AddLines(GroupOf(query, question.split), alike, query.Int(3), lines);
    }
}

Result<void> SumOutside(Db& db, const SumQuestion::Outside& question,
                        std::vector<OutsideSum>& sums) {
    using Split = SumQuestion::Outside::Split;
    Statement query(db,
                    "SELECT day, value FROM outside_figures WHERE figure = ?1 AND day >= ?2 AND "
                    "day <= ?3 ORDER BY day");
    query.BindAll(std::string_view(question.figure), store::DayCount(question.from),
                  store::DayCount(question.to));
    while (true) {
        LD_TRY(const bool row, query.Step());
        if (!row) return {};
        const Day day = store::DayFromCount(query.Int(0));
        std::string group;
        if (question.split == Split::kDay) group = PeriodText(DayPeriod(day));
        if (question.split == Split::kMonth) group = PeriodText(MonthPeriod(day));
        sums.push_back({question.figure, std::move(group), query.Int(1)});
    }
}

}  // namespace

Result<std::vector<CaseFact>> ReadFacts(Statement& query) {
    std::vector<CaseFact> facts;
    while (true) {
        LD_TRY(const bool row, query.Step());
        if (!row) return facts;
        CaseFact& found = facts.emplace_back();
        found.case_id = CaseId{query.Int(2)};
        Fact& fact = found.fact;
        fact.kind = static_cast<FactKind>(query.Int(0));
        fact.day = store::DayFromCount(query.Int(1));
        fact.no = query.Int32(3) / store::kRoundsMax;
        fact.round = query.Int32(3) % store::kRoundsMax;
        fact.unit = UnitCode{query.Text(4)};
        fact.category = CategoryCode{query.Text(5)};
        fact.place = PlaceCode{query.Text(6)};
        fact.type = static_cast<RequestType>(query.Int(7));
        fact.channel = static_cast<Channel>(query.Int(8));
        fact.marks = static_cast<std::uint16_t>(query.Int(9));
        fact.amount = query.Int(10);
        fact.exempt = query.Bool(11);
    }
}

Result<SumAnswer> SqliteFigures::Sum(const SumQuestion& question, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<SumAnswer> {
        SumAnswer answer;
        LD_TRY(answer.position, ReadPosition(db));
        std::size_t part_number = 0;
        for (const CounterQuestion& part : question.counters) {
            const std::size_t first = answer.lines.size();
            LD_TRY(SumCounters(db, part, answer.lines));
            store::MarkPart(answer.lines, first, part_number++);
        }
        for (const FactQuestion& part : question.facts) {
            const std::size_t first = answer.lines.size();
            LD_TRY(SumFacts(db, part, answer.lines));
            store::MarkPart(answer.lines, first, part_number++);
        }
        for (const auto& part : question.outside) {
            LD_TRY(SumOutside(db, part, answer.outside));
        }
        return answer;
    });
}

Result<PageOf<CaseFact>> SqliteFigures::ListFacts(const FactFilter& filter, const Page& page,
                                                  Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kFacts, page));
    return readers_.Read(deadline, [&](Db& db) -> Result<PageOf<CaseFact>> {
        const store::PageKey key = after.value_or(store::kBeforeAllFacts);
        const Where where = ConditionsOf(filter);
        Statement query(db, "SELECT " + std::string(kFactColumns) + " FROM figure_facts" +
                                where.Text() +
                                " AND (day, case_id, no_round) < (?, ?, ?)"
                                " ORDER BY day DESC, case_id DESC, no_round DESC LIMIT ?");
        where.BindTo(query);
        query.BindAll(key[0], key[1], key[2], std::int64_t{page.limit} + 1);
        LD_TRY(auto facts, ReadFacts(query));
        return store::CutPage(store::ListKind::kFacts, page, std::move(facts), store::KeyOf);
    });
}

Result<std::vector<OutsideReport>> SqliteFigures::ListOutside(Day from, Day to, std::int32_t limit,
                                                              Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<std::vector<OutsideReport>> {
        Statement query(db,
                        "SELECT figure, day, value, entered_by, entered_at, log_index FROM "
                        "outside_figures WHERE day >= ?1 AND day <= ?2 ORDER BY day, figure LIMIT "
                        "?3");
        query.BindAll(store::DayCount(from), store::DayCount(to), std::int64_t{limit});
        std::vector<OutsideReport> reports;
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) return reports;
            reports.push_back({query.Text(0), store::DayFromCount(query.Int(1)), query.Int(2),
                               query.Text(3), query.At(4), query.Int(5)});
        }
    });
}

Result<Counters> SqliteFigures::CountersFrom(const CounterKey& from, std::int32_t limit,
                                             Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<Counters> {
        Statement query(
            db,
            "SELECT measure, exempt, grain, step, first, period, second, third, total"
            " FROM figure_counters WHERE total <> 0 AND"
            " (measure, exempt, grain, step, first, period, second, third) >"
            " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
            " ORDER BY measure, exempt, grain, step, first, period, second, third LIMIT ?9");
        query.BindAll(static_cast<std::int64_t>(from.measure), std::int64_t{from.exempt},
                      static_cast<std::int64_t>(from.grain), static_cast<std::int64_t>(from.step),
                      std::string_view(from.first), std::int64_t{from.period},
                      std::string_view(from.second), std::string_view(from.third),
                      std::int64_t{limit});
        Counters counters;
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) return counters;
            CounterKey key{static_cast<Measure>(query.Int(0)),
                           query.Bool(1),
                           static_cast<Grain>(query.Int(2)),
                           static_cast<Step>(query.Int(3)),
                           query.Text(4),
                           query.Int32(5),
                           query.Text(6),
                           query.Text(7)};
            counters.emplace(std::move(key), query.Int(8));
        }
    });
}

}  // namespace liandong::sqlite
