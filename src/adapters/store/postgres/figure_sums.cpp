#include <charconv>

#include "adapters/store/figure_rows.hpp"
#include "adapters/store/postgres/figures.hpp"

namespace liandong::postgres {

namespace {

/// Conditions with their parameters; $1 is the city.
class Where {
public:
    explicit Where(const std::string& city) { params_.Text(city); }

    /// `condition` ends where the parameter goes.
    void Number(std::string_view condition, std::int64_t value) {
        Add(condition);
        text_ += Next();
        params_.Int8(value);
    }
    void Code(std::string_view condition, std::string_view value) {
        Add(condition);
        text_ += Next();
        params_.Text(value);
    }
    void Flag(std::string_view condition, bool value) {
        Add(condition);
        text_ += Next();
        params_.Bool(value);
    }
    void List(std::string_view column, const std::optional<std::vector<std::string>>& codes) {
        if (!codes) return;
        Add(std::string(column) + " = ANY (");
        text_ += Next() + ")";
        params_.Array(TextColumn(*codes));
    }
    void Plain(std::string_view condition) { Add(condition); }
    [[nodiscard]] std::string Next() const { return "$" + std::to_string(params_.size() + 1); }
    [[nodiscard]] const std::string& Text() const { return text_; }
    [[nodiscard]] Params& Values() { return params_; }

private:
    void Add(std::string_view condition) {
        text_ += " AND ";
        text_ += condition;
    }
    Params params_;
    std::string text_ = " WHERE city = $1";
};

Where ConditionsOf(const FactFilter& filter, const std::string& city) {
    Where where(city);
    where.Number("kind = ", static_cast<std::int64_t>(filter.kind));
    where.List("unit", filter.units);
    where.Number("day >= ", store::DayCount(filter.from));
    where.Number("day <= ", store::DayCount(filter.to));
    where.List("place", filter.places);
    where.List("category", filter.categories);
    if (filter.any_of != 1) {
        where.Plain("(marks & " + std::to_string(filter.any_of) + ") <> 0");
    }
    if (filter.type) where.Code("type = ", Code(*filter.type));
    if (filter.channel) where.Code("channel = ", Code(*filter.channel));
    if (filter.exempt) where.Flag("exempt = ", *filter.exempt);
    return where;
}

Statement Summing(const CounterQuestion& question, const std::string& city) {
    std::string measures;
    for (const Measure measure : question.measures) {
        measures += (measures.empty() ? "" : ",") + std::to_string(static_cast<int>(measure));
    }
    Where where(city);
    where.Plain("measure IN (" + measures + ")");
    where.Plain("exempt = ANY ('{f,t}')");
    where.Number("grain = ", static_cast<std::int64_t>(question.grain));
    where.Number("step = ", static_cast<std::int64_t>(question.step));
    where.List("first", question.first);
    where.Number("period >= ", question.from);
    where.Number("period <= ", question.to);
    where.List("second", question.second);
    where.List("third", question.third);
    const std::string_view split = store::SplitColumn(question.split);
    const std::string group = split.empty() ? "''" : std::string(split) + "::text";
    return {"SELECT " + group + ", measure, exempt, sum(total)::bigint FROM figure_counters" +
                where.Text() + " GROUP BY 1, 2, 3",
            std::move(where.Values())};
}

Statement Summing(const FactQuestion& question, const std::string& city) {
    Where where = ConditionsOf(question.filter, city);
    const std::string_view split = store::SplitColumn(question.split);
    const std::string group = split.empty() ? "''" : std::string(split) + "::text";
    return {"SELECT " + group + ", marks, exempt, count(*), sum(amount)::bigint FROM figure_facts" +
                where.Text() + " GROUP BY 1, 2, 3",
            std::move(where.Values())};
}

// A whole number that the server printed.
std::int32_t NumberOf(std::string_view text) {
    std::int32_t number = 0;
    std::from_chars(text.begin(), text.end(), number);
    return number;
}

void Read(const Rows& rows, const CounterQuestion& question, std::vector<SumLine>& lines) {
    for (int i = 0; i < rows.size(); ++i) {
        std::string group = rows.Text(i, 0);
        if (question.split == CounterQuestion::Split::kPeriod) group = PeriodText(NumberOf(group));
        lines.push_back({std::move(group), static_cast<Measure>(rows.Int4(i, 1)), rows.Bool(i, 2),
                         rows.Int8(i, 3), 0});
    }
}

void Read(const Rows& rows, const FactQuestion& question, std::vector<SumLine>& lines) {
    for (int i = 0; i < rows.size(); ++i) {
        std::string group = rows.Text(i, 0);
        if (question.split == FactQuestion::Split::kDay) {
            group = PeriodText(DayPeriod(store::DayFromCount(NumberOf(group))));
        }
        Fact alike;
        alike.kind = question.filter.kind;
        alike.marks = static_cast<std::uint16_t>(rows.Int4(i, 1));
        alike.exempt = rows.Bool(i, 2);
        alike.amount = rows.Int8(i, 4);
        store::AddLines(group, alike, rows.Int8(i, 3), lines);
    }
}

void Read(const Rows& rows, const SumQuestion::Outside& question, std::vector<OutsideSum>& sums) {
    using Split = SumQuestion::Outside::Split;
    for (int i = 0; i < rows.size(); ++i) {
        const Day day = store::DayFromCount(rows.Int4(i, 0));
        std::string group;
        if (question.split == Split::kDay) group = PeriodText(DayPeriod(day));
        if (question.split == Split::kMonth) group = PeriodText(MonthPeriod(day));
        sums.push_back({question.figure, std::move(group), rows.Int8(i, 1)});
    }
}

std::int32_t Int4Day(Day day) { return static_cast<std::int32_t>(store::DayCount(day)); }

}  // namespace

Result<std::vector<CaseFact>> ReadFacts(const Rows& rows) {
    std::vector<CaseFact> facts;
    for (int i = 0; i < rows.size(); ++i) {
        CaseFact& found = facts.emplace_back();
        found.case_id = CaseId{rows.Int8(i, 2)};
        Fact& fact = found.fact;
        fact.kind = static_cast<FactKind>(rows.Int4(i, 0));
        fact.day = store::DayFromCount(rows.Int4(i, 1));
        fact.no = rows.Int4(i, 3) / store::kRoundsMax;
        fact.round = rows.Int4(i, 3) % store::kRoundsMax;
        fact.unit = UnitCode{rows.Text(i, 4)};
        fact.category = CategoryCode{rows.Text(i, 5)};
        fact.place = PlaceCode{rows.Text(i, 6)};
        const auto type = FromCode<RequestType>(rows.View(i, 7));
        const auto channel = FromCode<Channel>(rows.View(i, 8));
        if (!type || !channel) return Failure{Unavailable("a fact of an unknown type or channel")};
        fact.type = *type;
        fact.channel = *channel;
        fact.marks = static_cast<std::uint16_t>(rows.Int4(i, 9));
        fact.amount = rows.Int8(i, 10);
        fact.exempt = rows.Bool(i, 11);
    }
    return facts;
}

Result<SumAnswer> PostgresFigures::Sum(const SumQuestion& question, Deadline deadline) {
    std::vector<Statement> statements{
        {"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", {}},
        {"SELECT log_index, formulas FROM figure_position WHERE city = $1", City()}};
    for (const auto& part : question.counters) statements.push_back(Summing(part, city_));
    for (const auto& part : question.facts) statements.push_back(Summing(part, city_));
    for (const auto& part : question.outside) {
        statements.push_back(
            {"SELECT day, value FROM outside_figures WHERE city = $1 AND figure = "
             "$2 AND day >= $3 AND day <= $4 ORDER BY day",
             City().Text(part.figure).Int4(Int4Day(part.from)).Int4(Int4Day(part.to))});
    }
    statements.push_back({"COMMIT", {}});
    LD_TRY(const auto results, pool_.Run(statements, deadline, "adding up"));
    SumAnswer answer;
    if (!results[1].empty()) answer.position = {results[1].Int8(0, 0), results[1].Int4(0, 1)};
    std::size_t at = 2;
    std::size_t part_number = 0;
    const auto read = [&](const auto& part) {
        const std::size_t first = answer.lines.size();
        Read(results[at++], part, answer.lines);
        store::MarkPart(answer.lines, first, part_number++);
    };
    for (const auto& part : question.counters) read(part);
    for (const auto& part : question.facts) read(part);
    for (const auto& part : question.outside) Read(results[at++], part, answer.outside);
    return answer;
}

Result<PageOf<CaseFact>> PostgresFigures::ListFacts(const FactFilter& filter, const Page& page,
                                                    Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kFacts, page));
    const store::PageKey key = after.value_or(store::kBeforeAllFacts);
    Where where = ConditionsOf(filter, city_);
    std::string sql = "SELECT " + std::string(kFactColumns) + " FROM figure_facts" + where.Text() +
                      " AND (day, case_id, no_round) < (";
    for (std::size_t i = 0; i < key.size(); ++i) {
        if (i > 0) sql += ", ";
        sql += where.Next();
        where.Values().Int8(key.at(i));
    }
    sql += ")";
    sql += " ORDER BY day DESC, case_id DESC, no_round DESC LIMIT " + where.Next();
    where.Values().Int8(page.limit + 1);
    LD_TRY(const Rows rows,
           pool_.Run({std::move(sql), std::move(where.Values())}, deadline, "listing facts"));
    LD_TRY(auto facts, ReadFacts(rows));
    return store::CutPage(store::ListKind::kFacts, page, std::move(facts), store::KeyOf);
}

Result<std::vector<OutsideReport>> PostgresFigures::ListOutside(Day from, Day to,
                                                                std::int32_t limit,
                                                                Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT figure, day, value, entered_by, entered_at, log_index FROM "
                      "outside_figures WHERE city = $1 AND day >= $2 AND day <= $3"
                      " ORDER BY day, figure LIMIT $4",
                      City().Int4(Int4Day(from)).Int4(Int4Day(to)).Int8(limit)},
                     deadline, "reading reports from outside"));
    std::vector<OutsideReport> reports;
    for (int i = 0; i < rows.size(); ++i) {
        reports.push_back({rows.Text(i, 0), store::DayFromCount(rows.Int4(i, 1)), rows.Int8(i, 2),
                           rows.Text(i, 3), rows.Time(i, 4), rows.Int8(i, 5)});
    }
    return reports;
}

Result<Counters> PostgresFigures::CountersFrom(const CounterKey& from, std::int32_t limit,
                                               Deadline deadline) {
    LD_TRY(const Rows rows,
           pool_.Run({"SELECT measure, exempt, grain, step, first, period, second, third, total"
                      " FROM figure_counters WHERE city = $1 AND total <> 0 AND"
                      " (measure, exempt, grain, step, first, period, second, third) >"
                      " ($2, $3, $4, $5, $6, $7, $8, $9) ORDER BY measure, exempt, grain, step, "
                      "first, period, second, third LIMIT $10",
                      City()
                          .Int4(static_cast<std::int32_t>(from.measure))
                          .Bool(from.exempt)
                          .Int4(static_cast<std::int32_t>(from.grain))
                          .Int4(static_cast<std::int32_t>(from.step))
                          .Text(from.first)
                          .Int4(from.period)
                          .Text(from.second)
                          .Text(from.third)
                          .Int8(limit)},
                     deadline, "reading counters"));
    Counters counters;
    for (int i = 0; i < rows.size(); ++i) {
        CounterKey key{static_cast<Measure>(rows.Int4(i, 0)),
                       rows.Bool(i, 1),
                       static_cast<Grain>(rows.Int4(i, 2)),
                       static_cast<Step>(rows.Int4(i, 3)),
                       rows.Text(i, 4),
                       rows.Int4(i, 5),
                       rows.Text(i, 6),
                       rows.Text(i, 7)};
        counters.emplace(std::move(key), rows.Int8(i, 8));
    }
    return counters;
}

}  // namespace liandong::postgres
