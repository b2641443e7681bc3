#include "adapters/store/rows.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <tuple>

#include "base/text.hpp"
#include "codec/event_codec.hpp"

namespace liandong::store {

namespace {

bool Ticks(const Clock& clock) {
    return IsRunning(clock) && (clock.pauses.empty() || clock.pauses.back().to.has_value());
}

bool StillOwed(const Clock& clock) {
    return clock.outcome == ClockOutcome::kMissed && !clock.stopped_at;
}

std::optional<Instant> DueOf(const std::optional<Clock>& clock) {
    return clock && Ticks(*clock) ? std::optional(clock->due_at) : std::nullopt;
}

void Earliest(std::optional<Instant>& earliest, std::optional<Instant> other) {
    if (other && (!earliest || *other < *earliest)) earliest = other;
}

bool IsOverdue(const Assignment& a) {
    return IsOpen(a.state) && (StillOwed(a.acknowledge) || (a.contact && StillOwed(*a.contact)) ||
                               StillOwed(a.handling));
}

template <class T>
bool Contains(const std::vector<T>& items, const T& item) {
    return std::find(items.begin(), items.end(), item) != items.end();
}

}  // namespace

std::vector<AssignmentRow> AssignmentRowsOf(const Case& c) {
    std::vector<AssignmentRow> rows;
    rows.reserve(c.assignments.size());
    for (const Assignment& a : c.assignments) {
        AssignmentRow& row = rows.emplace_back();
        row.case_id = c.id;
        row.no = a.no;
        row.unit = a.unit;
        row.is_lead = a.is_lead;
        row.state = a.state;
        row.case_state = c.state;
        row.category = c.category;
        row.place = c.place;
        row.urgent = c.urgent;
        row.overdue = IsOverdue(a);
        row.sent_at = a.sent_at;
        if (!IsOpen(a.state)) continue;
        row.acknowledge_due_at = DueOf(a.acknowledge);
        row.contact_due_at = DueOf(a.contact);
        row.handling_due_at = DueOf(a.handling);
        Earliest(row.due_at, row.acknowledge_due_at);
        Earliest(row.due_at, row.contact_due_at);
        Earliest(row.due_at, row.handling_due_at);
    }
    return rows;
}

CaseRow RowOf(const Case& c) {
    CaseRow row;
    row.id = c.id;
    row.version = c.version;
    row.state = c.state;
    row.type = c.type;
    row.channel = c.channel;
    row.category = c.category;
    row.place = c.place;
    if (const Assignment* lead = FindLead(c)) row.lead = lead->unit;
    row.urgent = c.urgent;
    row.secret = c.secret;
    row.redo_count = c.redo_count;
    row.opened_at = c.opened_at;
    row.closed_at = c.closed_at;
    row.source_system = c.source_system;
    row.source_id = c.source_id;
    row.disputed = IsOpen(c.state) && c.dispute && IsOpen(*c.dispute);
    row.return_waiting =
        IsOpen(c.state) && std::ranges::any_of(c.assignments, [](const Assignment& a) {
            return a.state == AssignmentState::kReturnReview;
        });
    if (c.channel == Channel::kGrid && c.opened_by.kind == ActorKind::kUser)
        row.mobilised_by = c.opened_by.id;
    for (const Clock* clock : ClocksOf(c)) {
        Earliest(row.next_due_at, DueOf(*clock));
        row.overdue = row.overdue || StillOwed(*clock);
    }
    for (const AssignmentRow& assignment : AssignmentRowsOf(c)) {
        Earliest(row.next_due_at, assignment.due_at);
        row.overdue = row.overdue || assignment.overdue;
    }
    row.overdue = row.overdue && IsOpen(c.state);
    return row;
}

std::vector<UnitCode> UnitsOf(const Case& c) {
    std::vector<UnitCode> units;
    for (const Assignment& a : c.assignments) {
        if (!Contains(units, a.unit)) units.push_back(a.unit);
    }
    return units;
}

bool Matches(const CaseFilter& f, const CaseRow& row) {
    if (!f.states.empty() && !f.states.contains(row.state)) return false;
    if (f.type && *f.type != row.type) return false;
    if (f.channel && *f.channel != row.channel) return false;
    if (!row.category.value.starts_with(f.category)) return false;
    if (!f.places.empty() && !Contains(f.places, row.place)) return false;
    if (f.urgent && *f.urgent != row.urgent) return false;
    if (f.redone && *f.redone != (row.redo_count > 0)) return false;
    if (f.overdue && *f.overdue != row.overdue) return false;
    if (f.disputed && *f.disputed != row.disputed) return false;
    if (f.return_waiting && *f.return_waiting != row.return_waiting) return false;
    if (!f.mobilised_by.empty() && f.mobilised_by != row.mobilised_by) return false;
    if (f.opened_from && row.opened_at < *f.opened_from) return false;
    if (f.opened_before && row.opened_at >= *f.opened_before) return false;
    if (!f.source_system.empty() && f.source_system != row.source_system) return false;
    return f.source_id.empty() || f.source_id == row.source_id;
}

namespace {

template <class Change>
Result<void> CheckEvents(const Change& change, std::string_view what) {
    std::int32_t seq = change.expected_version;
    for (const JournalEntry& event : change.events) {
        if (event.case_id != change.after.id || event.seq != ++seq) {
            return Failure{Bug("event " + std::to_string(event.case_id.value) + "/" +
                               std::to_string(event.seq) + " does not carry on from version " +
                               std::to_string(change.expected_version))};
        }
    }
    if (change.after.version != seq || change.after.id.value <= 0 || seq == 0) {
        return Failure{Bug(std::string(what) + " " + std::to_string(change.after.id.value) +
                           " has version " + std::to_string(change.after.version) +
                           " after event " + std::to_string(seq))};
    }
    return {};
}

}  // namespace

Result<void> CheckShape(const CaseChange& change) { return CheckEvents(change, "case"); }
Result<void> CheckShape(const DocumentChange& change) {
    if (change.events.empty()) return Failure{Bug("a document changed without an event")};
    return CheckEvents(change, "document");
}

std::optional<CaseId> FirstNumber(const ChangeSet& changes) {
    if (!changes.cases.empty()) return changes.cases.front().after.id;
    if (!changes.documents.empty()) return changes.documents.front().after.id;
    return std::nullopt;
}

Result<Case> ReadState(CaseId id, std::string_view text) {
    auto state = DecodeCase(text);
    if (state && state->id == id) return state;
    Error error = state ? Unavailable("the stored state of case " + std::to_string(id.value) +
                                      " is another case's")
                        : std::move(state).error();
    error.args = {{"case_id", std::to_string(id.value)}};
    return Failure{std::move(error)};
}

namespace {

auto Columns(const CaseRow& r) {
    return std::tie(r.id, r.version, r.state, r.type, r.channel, r.category, r.place, r.lead,
                    r.urgent, r.secret, r.overdue, r.redo_count, r.opened_at, r.closed_at,
                    r.next_due_at, r.source_system, r.source_id, r.disputed, r.return_waiting,
                    r.mobilised_by);
}

// The state of the case is not kept with its assignments.
auto Columns(const AssignmentRow& r) {
    return std::tie(r.case_id, r.no, r.unit, r.is_lead, r.state, r.category, r.place, r.urgent,
                    r.overdue, r.sent_at, r.due_at, r.acknowledge_due_at, r.contact_due_at,
                    r.handling_due_at);
}

}  // namespace

std::string ListFault(const Case& state, const CaseRow& row,
                      const std::vector<AssignmentRow>& rows) {
    const std::string name = "case " + std::to_string(state.id.value) + ": ";
    if (Columns(RowOf(state)) != Columns(row))
        return name + "its row in the case list does not follow from its state";
    const auto right = AssignmentRowsOf(state);
    const bool same =
        std::equal(right.begin(), right.end(), rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return Columns(a) == Columns(b); });
    return same ? "" : name + "its rows in the work lists do not follow from its state";
}

std::int64_t DayNumber(Day day) {
    const std::chrono::year_month_day date{day};
    return static_cast<int>(date.year()) * 10'000LL + static_cast<unsigned>(date.month()) * 100LL +
           static_cast<unsigned>(date.day());
}

bool NumberTellsDay(const CaseRow& row) {
    const auto opened = std::chrono::floor<std::chrono::days>(row.opened_at);
    for (int days = -1; days <= 1; ++days) {
        const Day day{(opened + std::chrono::days(days)).time_since_epoch()};
        if (DayNumber(day) == row.id.value / kNumbersPerDay) return true;
    }
    return false;
}

NumberRange NumbersOpened(const CaseFilter& filter, NumberRange range) {
    const auto day_number = [](Instant at, int days) {
        const auto day = std::chrono::floor<std::chrono::days>(at) + std::chrono::days(days);
        return DayNumber(Day{day.time_since_epoch()}) * kNumbersPerDay;
    };
    if (filter.opened_from) range.low = std::max(range.low, day_number(*filter.opened_from, -1));
    if (filter.opened_before) {
        const Instant last = *filter.opened_before - Duration{1};
        range.high = std::min(range.high, day_number(last, 2) - 1);
    }
    return range;
}

std::string JoinLines(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items) {
        text += item;
        text += '\n';
    }
    return text;
}

std::vector<std::string> SplitLines(std::string_view text) {
    std::vector<std::string> items;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        items.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return items;
}

std::string JoinNumbers(const std::vector<CaseId>& ids) {
    std::string text;
    for (const CaseId id : ids) text += std::to_string(id.value) + '\n';
    return text;
}

std::vector<CaseId> SplitNumbers(std::string_view text) {
    std::vector<CaseId> ids;
    for (const std::string& line : SplitLines(text)) {
        std::int64_t number = 0;
        std::from_chars(line.data(), line.data() + line.size(), number);
        ids.push_back(CaseId{number});
    }
    return ids;
}

PageOf<DocumentHead> HeadsOf(PageOf<StoredDocument> page) {
    PageOf<DocumentHead> heads{{}, std::move(page.next)};
    for (StoredDocument& stored : page.items) heads.items.push_back(std::move(stored.head));
    return heads;
}

}  // namespace liandong::store
