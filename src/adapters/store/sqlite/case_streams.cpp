#include "adapters/store/sqlite/case_streams.hpp"

#include <algorithm>
#include <queue>
#include <set>
#include <utility>

#include "adapters/store/rows.hpp"

namespace liandong::sqlite {

namespace {

constexpr std::int64_t kChunkFirst = 8;  // most of a merge's scans are never asked again
constexpr std::int64_t kChunkMax = 512;
constexpr std::size_t kSampleMax = 48;  // about a page: what was tried is seldom thrown away
/// A stream that has this many times the numbers of the rarest one is not walked along with it.
constexpr std::size_t kAboutAsRare = 8;
/// Numbers passed over one by one before an index is entered anew further down.
constexpr int kStepsMax = 64;

struct UnitAndPlace {
    std::string unit;
    std::string place;
};
struct OpenedBetween {
    std::int64_t from;
    std::int64_t before;
};
using Value = std::variant<std::int64_t, std::string, UnitAndPlace, OpenedBetween>;

/// Merging more pairs of a unit and a place than these costs more than reading past the wrong ones.
constexpr std::size_t kPairsMax = 256;

/// The cases of one value of one index: `sql` takes value (a pair: both), closed, low, high, count.
class IndexScan {
public:
    IndexScan(Value value, std::int64_t closed, NumberRange range)
        : value_(std::move(value)), closed_(closed), range_(range) {}

    Result<std::optional<std::int64_t>> Next(Statement& query) {
        if (at_ == buffer_.size()) LD_TRY(Refill(query));
        if (at_ == buffer_.size()) return std::optional<std::int64_t>{};
        return std::optional(buffer_[at_++]);
    }
    /// Passes over what is above `most`, without reading it where that is far.
    void SkipTo(std::int64_t most) {
        const bool is_fresh = at_ <= 1;
        while (at_ < buffer_.size() && buffer_[at_] > most) ++at_;
        if (at_ < buffer_.size()) return;
        range_.high = std::min(range_.high, most);
        if (is_fresh) chunk_ = kChunkFirst;  // all of it was passed over: read less next time
    }

private:
    Result<void> Refill(Statement& query) {
        buffer_.clear();
        at_ = 0;
        if (ended_) return {};
        query.Reset();
        BindValue(query);
        query.BindAll(closed_, range_.low, range_.high, chunk_);
        while (true) {
            LD_TRY(const bool row, query.Step());
            if (!row) break;
            buffer_.push_back(query.Int(0));
        }
        ended_ = static_cast<std::int64_t>(buffer_.size()) < chunk_;
        if (!buffer_.empty()) range_.high = buffer_.back() - 1;
        chunk_ = std::min(chunk_ * 4, kChunkMax);
        return {};
    }

    void BindValue(Statement& query) const {
        if (const auto* pair = std::get_if<UnitAndPlace>(&value_)) {
            query.BindAll(std::string_view(pair->unit), std::string_view(pair->place));
        } else if (const auto* opened = std::get_if<OpenedBetween>(&value_)) {
            query.BindAll(opened->from, opened->before);
        } else if (const auto* number = std::get_if<std::int64_t>(&value_)) {
            query.Bind(*number);
        } else {
            query.Bind(std::string_view(std::get<std::string>(value_)));
        }
    }

    Value value_;
    std::int64_t closed_;
    NumberRange range_;
    std::int64_t chunk_ = kChunkFirst;
    bool ended_ = false;
    std::vector<std::int64_t> buffer_;
    std::size_t at_ = 0;
};

/// Merges the scans of many values; a number that several have comes once.
class MergedScans final : public CaseStream {
public:
    MergedScans(Db& db, std::string_view sql, std::vector<IndexScan> scans)
        : query_(db, sql), scans_(std::move(scans)) {}

    Result<std::optional<std::int64_t>> NextAtMost(std::int64_t most) override {
        if (!begun_ || scans_.size() == 1) LD_TRY(SkipTo(most));
        begun_ = true;
        for (int steps = 0; !heads_.empty();) {
            const auto [id, scan] = heads_.top();
            if (id > most && ++steps > kStepsMax) {
                LD_TRY(SkipTo(most));
                steps = 0;
                continue;
            }
            heads_.pop();
            LD_TRY(Push(scan));
            if (id == last_ || id > most) continue;
            last_ = id;
            return std::optional(id);
        }
        return std::optional<std::int64_t>{};
    }

private:
    Result<void> Push(std::size_t scan) {
        LD_TRY(const std::optional<std::int64_t> id, scans_[scan].Next(query_));
        if (id) heads_.emplace(*id, scan);
        return {};
    }
    /// Every scan goes on at `most` or below; heads that are there already stay.
    Result<void> SkipTo(std::int64_t most) {
        std::vector<bool> stays(scans_.size());
        decltype(heads_) heads;
        for (; !heads_.empty(); heads_.pop()) {
            if (heads_.top().first > most) continue;
            stays[heads_.top().second] = true;
            heads.push(heads_.top());
        }
        heads_ = std::move(heads);
        for (std::size_t i = 0; i < scans_.size(); ++i) {
            if (stays[i]) continue;
            scans_[i].SkipTo(most);
            LD_TRY(Push(i));
        }
        return {};
    }

    Statement query_;
    std::vector<IndexScan> scans_;
    std::priority_queue<std::pair<std::int64_t, std::size_t>> heads_;
    bool begun_ = false;
    std::int64_t last_ = 0;
};

/// Steps through one open statement, which takes expression, low, high.
class OneStatement final : public CaseStream {
public:
    OneStatement(Db& db, std::string_view sql, std::string expression, NumberRange range)
        : expression_(std::move(expression)), range_(range), query_(db, sql) {
        Begin();
    }
    Result<std::optional<std::int64_t>> NextAtMost(std::int64_t most) override {
        for (int steps = 0; !ended_; ++steps) {
            if (steps == kStepsMax) {
                range_.high = std::min(range_.high, most);
                Begin();
            }
            LD_TRY(const bool row, query_.Step());
            ended_ = !row;
            if (row && query_.Int(0) <= most) return std::optional(query_.Int(0));
        }
        return std::optional<std::int64_t>{};
    }

private:
    void Begin() {
        query_.Reset();
        query_.BindAll(std::string_view(expression_), range_.low, range_.high);
    }

    std::string expression_;
    NumberRange range_;
    Statement query_;
    bool ended_ = false;
};

class Sampled final : public CaseStream {
public:
    explicit Sampled(std::unique_ptr<CaseStream> rest) : rest_(std::move(rest)) {}

    /// Tries up to `count` numbers, and none behind the first that is not above `reach`.
    Result<void> Try(std::size_t count, std::int64_t reach) {
        while (!ended_ && tried_.size() < count && (tried_.empty() || tried_.back() > reach)) {
            LD_TRY(const std::optional<std::int64_t> id, rest_->Next());
            if (id)
                tried_.push_back(*id);
            else
                ended_ = true;
        }
        return {};
    }
    [[nodiscard]] bool IsRarerThan(const Sampled& other) const {
        if (ended_ != other.ended_) return ended_;
        if (ended_) return tried_.size() < other.tried_.size();
        return tried_.back() < other.tried_.back();
    }
    [[nodiscard]] bool IsEmpty() const { return ended_ && tried_.empty(); }
    [[nodiscard]] bool HasEnded() const { return ended_; }
    /// How far back the tried ones go.
    [[nodiscard]] std::int64_t Reach() const {
        return ended_ ? INT64_MIN : tried_.empty() ? INT64_MAX : tried_.back();
    }

    Result<std::optional<std::int64_t>> NextAtMost(std::int64_t most) override {
        while (at_ < tried_.size()) {
            if (tried_[at_++] <= most) return std::optional(tried_[at_ - 1]);
        }
        if (ended_) return std::optional<std::int64_t>{};
        return rest_->NextAtMost(most);
    }

private:
    std::unique_ptr<CaseStream> rest_;
    std::vector<std::int64_t> tried_;
    std::size_t at_ = 0;
    bool ended_ = false;
};

/// The numbers that every part has.
class Common final : public CaseStream {
public:
    explicit Common(std::vector<std::unique_ptr<Sampled>> parts)
        : parts_(std::move(parts)), heads_(parts_.size(), INT64_MAX) {}

    Result<std::optional<std::int64_t>> NextAtMost(std::int64_t most) override {
        const std::optional<std::int64_t> none;
        if (ended_) return none;
        std::int64_t wanted = most;
        std::size_t agreed = 0;
        for (std::size_t i = 0; agreed < parts_.size(); i = (i + 1) % parts_.size()) {
            if (heads_[i] > wanted || heads_[i] == given_) {
                LD_TRY(const auto head, parts_[i]->NextAtMost(wanted));
                ended_ = !head;
                if (ended_) return none;
                heads_[i] = *head;
            }
            agreed = heads_[i] == wanted ? agreed + 1 : 1;
            wanted = heads_[i];
        }
        given_ = wanted;
        return std::optional(wanted);
    }

private:
    std::vector<std::unique_ptr<Sampled>> parts_;
    std::vector<std::int64_t> heads_;
    std::int64_t given_ = INT64_MAX;
    bool ended_ = false;
};

/// Open, closed or both: most lists ask for open cases only, and then only the front of each value
/// is read.
std::vector<std::int64_t> ClosedValues(const std::set<CaseState>& states) {
    const auto open =
        std::count_if(states.begin(), states.end(), [](CaseState state) { return IsOpen(state); });
    if (states.empty()) return {0, 1};
    std::vector<std::int64_t> values;
    if (open > 0) values.push_back(0);
    if (open < static_cast<std::ptrdiff_t>(states.size())) values.push_back(1);
    return values;
}

class StreamMaker {
public:
    StreamMaker(Db& db, const CaseFilter& filter, NumberRange range)
        : db_(db), closed_(ClosedValues(filter.states)), range_(range) {}

    void Add(std::string_view sql, const std::vector<Value>& values) {
        std::vector<IndexScan> scans;
        for (const Value& value : values) {
            for (const std::int64_t closed : closed_) scans.emplace_back(value, closed, range_);
        }
        streams.push_back(std::make_unique<MergedScans>(db_, sql, std::move(scans)));
    }
    void AddOnce(std::string_view sql, const std::vector<Value>& values) {
        std::vector<IndexScan> scans;
        for (const Value& value : values) scans.emplace_back(value, 0, range_);
        streams.push_back(std::make_unique<MergedScans>(db_, sql, std::move(scans)));
    }

    std::vector<std::unique_ptr<CaseStream>> streams;

private:
    Db& db_;
    std::vector<std::int64_t> closed_;
    NumberRange range_;
};

/// Every category in use that begins so: one index step each, however many cases there are.
Result<std::vector<Value>> CategoriesBelow(Db& db, const std::string& front) {
    std::vector<Value> found;
    Statement query(db,
                    "SELECT category FROM cases WHERE category >= ?1 ORDER BY category LIMIT 1");
    std::string from = front;
    while (true) {
        query.Reset();
        LD_TRY(const bool row, query.Bind(std::string_view(from)).Step());
        if (!row || !query.View(0).starts_with(front)) return found;
        from = query.Text(0);
        found.emplace_back(from);
        from.push_back('\0');  // the least text behind it
    }
}

constexpr std::string_view kTail =
    " AND closed = ?2 AND id BETWEEN ?3 AND ?4 ORDER BY id DESC LIMIT ?5";

std::string By(std::string_view condition) {
    return "SELECT id FROM cases WHERE " + std::string(condition) + std::string(kTail);
}

template <class Codes>
std::vector<Value> Texts(const Codes& codes) {
    std::set<std::string> distinct;
    for (const auto& code : codes) distinct.insert(code.value);
    return {distinct.begin(), distinct.end()};
}

std::vector<Value> Pairs(const CaseFilter& f) {
    std::vector<Value> pairs;
    for (const Value& unit : Texts(f.units)) {
        for (const Value& place : Texts(f.places)) {
            pairs.emplace_back(
                UnitAndPlace{std::get<std::string>(unit), std::get<std::string>(place)});
        }
    }
    return pairs;
}

template <class E>
Value Numbered(E enumerator) {
    return static_cast<std::int64_t>(enumerator);
}

void AddUnitsAndPlaces(StreamMaker& maker, const CaseFilter& f) {
    if (!f.places.empty() && !f.units.empty() && f.places.size() * f.units.size() <= kPairsMax) {
        maker.Add(
            "SELECT case_id FROM case_units WHERE unit = ?1 AND place = ?2 AND closed = ?3 AND "
            "case_id "
            "BETWEEN ?4 AND ?5 ORDER BY case_id DESC LIMIT ?6",
            Pairs(f));
        return;
    }
    if (!f.places.empty()) maker.Add(By("place = ?1"), Texts(f.places));
    if (!f.units.empty()) {
        maker.Add(
            "SELECT case_id FROM case_units WHERE unit = ?1 AND closed = ?2 AND case_id BETWEEN ?3 "
            "AND ?4 "
            "ORDER BY case_id DESC LIMIT ?5",
            Texts(f.units));
    }
}

}  // namespace

Result<std::vector<std::unique_ptr<CaseStream>>> StreamsOf(Db& db, const CaseFilter& f,
                                                           NumberRange range) {
    StreamMaker maker(db, f, range);
    if (!f.states.empty()) {
        std::vector<Value> states;
        for (const CaseState state : f.states) states.push_back(Numbered(state));
        maker.AddOnce(
            "SELECT id FROM cases WHERE state = ?1 AND ?2 = 0 AND id BETWEEN ?3 AND ?4 ORDER BY id "
            "DESC LIMIT ?5",
            states);
    }
    if (!f.source_id.empty()) {
        maker.AddOnce(
            "SELECT id FROM cases WHERE source_id = ?1 AND source_id <> '' AND ?2 = 0 AND id "
            "BETWEEN ?3 AND ?4 "
            "ORDER BY id DESC LIMIT ?5",
            {f.source_id});
    } else if (!f.source_system.empty()) {
        maker.Add(By("source_system = ?1 AND source_system <> ''"), {f.source_system});
    }
    if (f.type) maker.Add(By("type = ?1"), {Numbered(*f.type)});
    if (f.channel) maker.Add(By("channel = ?1"), {Numbered(*f.channel)});
    if (!f.category.empty()) {
        LD_TRY(const std::vector<Value> categories, CategoriesBelow(db, f.category));
        maker.Add(By("category = ?1"), categories);
    }
    AddUnitsAndPlaces(maker, f);
    const Value nothing = std::int64_t{1};
    if (f.urgent.value_or(false)) maker.Add(By("urgent = 1 AND ?1 = 1"), {nothing});
    if (f.overdue.value_or(false)) maker.Add(By("overdue = 1 AND ?1 = 1"), {nothing});
    if (f.disputed.value_or(false)) maker.Add(By("disputed = 1 AND ?1 = 1"), {nothing});
    if (f.return_waiting.value_or(false)) maker.Add(By("return_waiting = 1 AND ?1 = 1"), {nothing});
    if (!f.mobilised_by.empty())
        maker.Add(By("mobilised_by = ?1 AND mobilised_by <> ''"), {f.mobilised_by});
    if (f.redone.value_or(false)) maker.Add(By("redo_count > 0 AND ?1 = 1"), {nothing});
    if (maker.streams.empty() && (f.opened_from || f.opened_before)) {
        // The range of numbers is a day too wide on either side: what lies there is passed over
        // here, unread.
        maker.AddOnce(
            "SELECT id FROM cases WHERE opened_at >= ?1 AND opened_at < ?2 AND ?3 = 0 AND id "
            "BETWEEN ?4 AND ?5 "
            "ORDER BY id DESC LIMIT ?6",
            {OpenedBetween{f.opened_from ? ToMillis(*f.opened_from) : INT64_MIN,
                           f.opened_before ? ToMillis(*f.opened_before) : INT64_MAX}});
    } else if (maker.streams.empty()) {
        maker.AddOnce(
            "SELECT id FROM cases WHERE ?1 = 1 AND ?2 = 0 AND id BETWEEN ?3 AND ?4 ORDER BY id "
            "DESC LIMIT ?5",
            {nothing});
    }
    return std::move(maker.streams);
}

std::unique_ptr<CaseStream> SearchStream(Db& db, std::string expression, NumberRange range) {
    return std::make_unique<OneStatement>(db,
                                          "SELECT rowid FROM search WHERE search MATCH ?1 AND "
                                          "rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC",
                                          std::move(expression), range);
}

Result<LeadingStream> Rarest(std::vector<std::unique_ptr<CaseStream>> streams) {
    std::vector<bool> leads(streams.size());
    if (streams.size() == 1) return LeadingStream{std::move(streams[0]), {true}};
    std::vector<std::unique_ptr<Sampled>> sampled;
    std::size_t best = 0;
    for (auto& stream : streams) {
        Sampled& one = *sampled.emplace_back(std::make_unique<Sampled>(std::move(stream)));
        LD_TRY(one.Try(kSampleMax, INT64_MIN));
        if (one.IsRarerThan(*sampled[best])) best = sampled.size() - 1;
        if (one.IsEmpty()) break;
    }
    leads[best] = true;
    std::vector<std::unique_ptr<Sampled>> parts;
    const bool is_short = sampled[best]->HasEnded();
    const std::int64_t reach = sampled[best]->Reach();
    for (std::size_t i = 0; i < sampled.size(); ++i) {
        if (i != best && is_short) continue;
        if (i != best) {
            LD_TRY(sampled[i]->Try(kSampleMax * kAboutAsRare, reach));
            leads[i] = sampled[i]->Reach() <= reach;
        }
        if (leads[i]) parts.push_back(std::move(sampled[i]));
    }
    if (parts.size() == 1) return LeadingStream{std::move(parts[0]), std::move(leads)};
    return LeadingStream{std::make_unique<Common>(std::move(parts)), std::move(leads)};
}

}  // namespace liandong::sqlite
