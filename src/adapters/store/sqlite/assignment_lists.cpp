#include <algorithm>
#include <array>
#include <queue>
#include <tuple>
#include <unordered_set>

#include "adapters/store/page_token.hpp"
#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/store.hpp"

// Work lists, due first. Each (unit, state) is one stretch of an index that is sorted already; the
// stretches are merged, reading a few rows of each at a time. What else the filter asks for lies in
// the index beside the key. A list over every unit walks by category where one is asked for, and
// all that is overdue is one stretch of its own.

namespace liandong::sqlite {

namespace {

constexpr std::int64_t kChunkFirst = 4;  // a district has hundreds of stretches, and a page takes
                                         // from few of them
constexpr std::int64_t kChunkMax = 512;

using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t>;  ///< due, case, no

struct Candidate {
    Key key;
    AssignmentState state = AssignmentState::kSent;
    bool urgent = false;
    bool overdue = false;
    std::string category;
    std::string place;
};

std::optional<std::string_view> DueColumn(const std::optional<ClockKind>& clock) {
    if (!clock) return "due_at";
    switch (*clock) {
        case ClockKind::kAcknowledge: return "acknowledge_due_at";
        case ClockKind::kContact: return "contact_due_at";
        case ClockKind::kHandling: return "handling_due_at";
        case ClockKind::kDispatch:
        case ClockKind::kCallback:
        case ClockKind::kSupplement:
        case ClockKind::kArchive:
        case ClockKind::kDispute:
        case ClockKind::kHandOver:
        case ClockKind::kHandIn:
        case ClockKind::kMoveCar:
        case ClockKind::kReturnRuling: return std::nullopt;  // not what the unit owes
    }
    return std::nullopt;
}

/// What a stretch has in common.
enum class Walk { kByUnit, kByCategory, kOverdue };

Walk WalkOf(const AssignmentFilter& filter) {
    if (!filter.units.empty() || filter.clock) return Walk::kByUnit;
    if (filter.overdue.value_or(false)) return Walk::kOverdue;
    return filter.category.empty() ? Walk::kByUnit : Walk::kByCategory;
}

std::string_view ValueCondition(Walk walk) {
    switch (walk) {
        case Walk::kByUnit: return "unit = ?1";
        case Walk::kByCategory: return "category = ?1";
        case Walk::kOverdue: return "overdue = 1 AND ?1 = ''";
    }
    return {};
}

/// value, state, due, case, no, count.
std::string ScanSql(Walk walk, std::string_view due_column, bool by_state) {
    const std::string due(due_column);
    return "SELECT " + due +
           ", case_id, no, state, urgent, overdue, category, place FROM assignments WHERE " +
           std::string(ValueCondition(walk)) + " AND " + (by_state ? "state = ?2" : "?2 = 0") +
           (by_state ? "" : " AND " + due + " IS NOT NULL") + " AND (" + due +
           ", case_id, no) > (?3, ?4, ?5) ORDER BY " + due + ", case_id, no LIMIT ?6";
}

class Stretch {
public:
    Stretch(std::string value, std::int64_t state, Key after)
        : value_(std::move(value)), state_(state), after_(after) {}

    /// nullptr at the end; valid until the next call.
    Result<const Candidate*> Next(Statement& query) {
        if (at_ == buffer_.size()) LD_TRY(Refill(query));
        return at_ < buffer_.size() ? &buffer_[at_++] : nullptr;
    }

private:
    Result<void> Refill(Statement& query) {
        buffer_.clear();
        at_ = 0;
        if (ended_) return {};
        query.Reset();
        const auto& [due, case_id, no] = after_;
        query.BindAll(std::string_view(value_), state_, due, case_id, no, chunk_);
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) break;
            buffer_.push_back({{query.Int(0), query.Int(1), query.Int(2)},
                               static_cast<AssignmentState>(query.Int(3)),
                               query.Bool(4),
                               query.Bool(5),
                               query.Text(6),
                               query.Text(7)});
        }
        ended_ = static_cast<std::int64_t>(buffer_.size()) < chunk_;
        if (!buffer_.empty()) after_ = buffer_.back().key;
        chunk_ = std::min(chunk_ * 4, kChunkMax);
        return {};
    }

    std::string value_;  ///< a unit or a category; empty: all that is overdue
    std::int64_t state_;
    Key after_;
    std::int64_t chunk_ = kChunkFirst;
    bool ended_ = false;
    std::vector<Candidate> buffer_;
    std::size_t at_ = 0;
};

class CandidateTest {
public:
    explicit CandidateTest(const AssignmentFilter& filter) : filter_(filter) {
        for (const PlaceCode& place : filter.places) places_.insert(place.value);
    }
    [[nodiscard]] bool Fits(const Candidate& c) const {
        return (filter_.states.empty() || filter_.states.contains(c.state)) &&
               (!filter_.urgent || *filter_.urgent == c.urgent) &&
               (!filter_.overdue || *filter_.overdue == c.overdue) &&
               c.category.starts_with(filter_.category) &&
               (places_.empty() || places_.contains(c.place));
    }

private:
    const AssignmentFilter& filter_;
    std::unordered_set<std::string> places_;
};

/// Every value of the column that is in use and begins so: one index step each.
Result<std::vector<std::string>> InUse(Db& db, std::string_view column, const std::string& front) {
    std::vector<std::string> values;
    const std::string name(column);
    Statement query(db, "SELECT " + name + " FROM assignments WHERE " + name + " >= ?1 ORDER BY " +
                            name + " LIMIT 1");
    std::string from = front;
    while (true) {
        query.Reset();
        LD_TRY(const bool row, query.Bind(std::string_view(from)).Step());
        if (!row || !query.View(0).starts_with(front)) return values;
        from = query.Text(0);
        values.push_back(from);
        from.push_back('\0');  // the least text behind it
    }
}

Result<std::vector<std::string>> ValuesOf(Db& db, const AssignmentFilter& filter, Walk walk) {
    if (walk == Walk::kByCategory) return InUse(db, "category", filter.category);
    if (filter.units.empty()) return InUse(db, "unit", "");
    std::vector<std::string> units;
    for (const UnitCode& unit : filter.units) units.push_back(unit.value);
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

Result<std::vector<Stretch>> StretchesOf(Db& db, const AssignmentFilter& filter, Walk walk,
                                         bool by_state, Key after) {
    std::vector<Stretch> stretches;
    if (walk == Walk::kOverdue) {
        stretches.emplace_back("", 0, after);
        return stretches;
    }
    LD_TRY(const std::vector<std::string> values, ValuesOf(db, filter, walk));
    for (const std::string& value : values) {
        if (!by_state) {
            stretches.emplace_back(value, 0, after);
            continue;
        }
        for (const auto& state : kNames<AssignmentState>) {
            if (!filter.states.empty() && !filter.states.contains(state.value)) continue;
            if (filter.overdue.value_or(false) && !IsOpen(state.value))
                continue;  // only open ones are overdue
            stretches.emplace_back(value, static_cast<std::int64_t>(state.value), after);
        }
    }
    return stretches;
}

/// Up to `count` keys that fit, in order.
Result<std::vector<Key>> FindKeys(Db& db, const AssignmentFilter& filter,
                                  std::string_view due_column, Key after, std::size_t count) {
    const Walk walk = WalkOf(filter);
    const bool by_state = !filter.clock && walk != Walk::kOverdue;
    LD_TRY(std::vector<Stretch> stretches, StretchesOf(db, filter, walk, by_state, after));
    Statement query(db, ScanSql(walk, due_column, by_state));
    const CandidateTest test(filter);
    const std::int64_t due_limit = filter.due_before ? ToMillis(*filter.due_before) : INT64_MAX;
    using Head = std::pair<Key, std::size_t>;
    std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
    std::vector<const Candidate*> front(stretches.size());
    const auto push = [&](std::size_t i) -> Result<void> {
        LD_TRY(front[i], stretches[i].Next(query));
        if (front[i] != nullptr && std::get<0>(front[i]->key) < due_limit)
            heads.emplace(front[i]->key, i);
        return {};
    };
    for (std::size_t i = 0; i < stretches.size(); ++i) LD_TRY(push(i));
    std::vector<Key> keys;
    while (!heads.empty() && keys.size() < count) {
        const auto [key, stretch] = heads.top();
        heads.pop();
        // Tested only when its turn has come: the many closed ones sort last and are not read for a
        // page of open ones.
        if (test.Fits(*front[stretch])) keys.push_back(key);
        if (keys.size() < count) LD_TRY(push(stretch));
    }
    return keys;
}

Result<AssignmentRow> ReadAssignment(Statement& query, const Key& key) {
    query.Reset();
    LD_TRY(const bool there, query.BindAll(std::get<1>(key), std::get<2>(key)).Step());
    if (!there)
        return Failure{
            Unavailable("assignment of the index is not in the table: the database is damaged")};
    AssignmentRow row;
    row.case_id = CaseId{std::get<1>(key)};
    row.no = AssignmentNo{static_cast<std::int32_t>(std::get<2>(key))};
    row.unit.value = query.Text(0);
    row.is_lead = query.Bool(1);
    row.state = static_cast<AssignmentState>(query.Int(2));
    row.case_state = static_cast<CaseState>(query.Int(3));
    row.category.value = query.Text(4);
    row.place.value = query.Text(5);
    row.urgent = query.Bool(6);
    row.overdue = query.Bool(7);
    row.sent_at = query.At(8);
    if (std::get<0>(key) != ToMillis(store::kNever)) row.due_at = FromMillis(std::get<0>(key));
    row.acknowledge_due_at = query.MaybeAt(9);
    row.contact_due_at = query.MaybeAt(10);
    row.handling_due_at = query.MaybeAt(11);
    return row;
}

Result<PageOf<AssignmentRow>> FindAssignments(Db& db, const AssignmentFilter& filter,
                                              std::string_view due_column, const Page& page,
                                              Key after) {
    LD_TRY(const auto keys,
           FindKeys(db, filter, due_column, after, static_cast<std::size_t>(page.limit) + 1));
    Statement query(
        db,
        "SELECT a.unit, a.is_lead, a.state, c.state, a.category, a.place, a.urgent, a.overdue, "
        "a.sent_at,"
        " a.acknowledge_due_at, a.contact_due_at, a.handling_due_at"
        " FROM assignments a JOIN cases c ON c.id = a.case_id WHERE a.case_id = ?1 AND a.no = ?2");
    std::vector<AssignmentRow> rows;
    for (const Key& key : keys) {
        LD_TRY(AssignmentRow row, ReadAssignment(query, key));
        rows.push_back(std::move(row));
    }
    return store::CutPage(store::ListKind::kAssignments, page, std::move(rows),
                          [](const AssignmentRow& row) {
                              return store::PageKey{ToMillis(row.due_at.value_or(store::kNever)),
                                                    row.case_id.value, row.no.value};
                          });
}

}  // namespace

Result<PageOf<AssignmentRow>> SqliteStore::ListAssignments(const AssignmentFilter& filter,
                                                           const Page& page, Deadline deadline) {
    LD_TRY(const auto after, store::ReadPage(store::ListKind::kAssignments, page));
    const std::optional<std::string_view> due_column = DueColumn(filter.clock);
    if (!due_column) return PageOf<AssignmentRow>{};
    const Key key = after ? Key{(*after)[0], (*after)[1], (*after)[2]} : Key{INT64_MIN, 0, 0};
    return readers_.Read(
        deadline, [&](Db& db) { return FindAssignments(db, filter, *due_column, page, key); });
}

}  // namespace liandong::sqlite
