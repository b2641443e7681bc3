#include "app/duty_shifts.hpp"

#include <algorithm>
#include <tuple>

#include "app/case_scope.hpp"
#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kRosterLinesMax = 5'000;
constexpr int kPagesMax = 40;
constexpr std::int32_t kPageRows = 500;

Error BadRoster(std::size_t line, const std::string& problem) {
    Error error =
        Invalid("bad_roster", "Line " + std::to_string(line) + " of the roster: " + problem);
    error.args = {{"line", std::to_string(line)}, {"problem", problem}};
    return error;
}

Result<PlanShift> ReadLine(std::string_view text, std::size_t line) {
    const auto cells = Split(text, ',');
    if (cells.size() < 4 || cells.size() > 5)
        return Failure{BadRoster(line, "must be unit,leader,from,to,guest")};
    PlanShift shift;
    shift.unit.value = Trim(cells[0]);
    shift.leader = Trim(cells[1]);
    if (shift.unit.value.empty() || shift.leader.empty())
        return Failure{BadRoster(line, "unit and leader must say something")};
    const auto from = ParseRfc3339(Trim(cells[2]));
    const auto to = ParseRfc3339(Trim(cells[3]));
    if (!from || !to) return Failure{BadRoster(line, "from and to must be RFC 3339 times")};
    shift.from = *from;
    shift.to = *to;
    const std::string_view guest = cells.size() == 5 ? Trim(cells[4]) : std::string_view();
    if (!guest.empty() && guest != "true" && guest != "false")
        return Failure{BadRoster(line, "guest must be true, false or empty")};
    shift.is_guest = guest == "true";
    return shift;
}

/// Every case of the units that the filter finds, bounded.
Result<std::vector<CaseRow>> FindCases(const Services& services, const CaseFilter& filter,
                                       Deadline deadline) {
    std::vector<CaseRow> rows;
    Page page{std::nullopt, kPageRows};
    for (int pages = 0; pages < kPagesMax; ++pages) {
        LD_TRY(auto found, services.store.ListCases(filter, page, deadline));
        rows.insert(rows.end(), found.items.begin(), found.items.end());
        if (!found.next) break;
        page.after = std::move(found.next);
    }
    return rows;
}

std::vector<CaseId> FirstOf(const std::vector<CaseRow>& rows, std::size_t most) {
    std::vector<CaseId> ids;
    for (const CaseRow& row : rows) {
        if (ids.size() == most) break;
        ids.push_back(row.id);
    }
    return ids;
}

void SortForCallback(std::vector<CaseRow>& rows) {
    const auto key = [](const CaseRow& row) {
        return std::tuple(-row.redo_count, !row.urgent, row.next_due_at.value_or(Instant::max()),
                          row.id);
    };
    std::ranges::sort(rows, {}, key);
}

Result<std::vector<DocumentId>> OpenInstructions(const Services& services,
                                                 const std::vector<UnitCode>& units,
                                                 Deadline deadline) {
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kDutyShift};
    filter.states = {std::string(Code(ShiftState::kHandedOver))};
    filter.open = true;
    filter.units = units;
    LD_TRY(const auto found,
           services.store.ListDocuments(filter, Page{std::nullopt, 100}, deadline));
    std::vector<DocumentId> ids;
    for (const DocumentHead& head : found.items) ids.push_back(head.id);
    return ids;
}

Result<bool> IsPlanned(const Services& services, const PlanShift& shift, Deadline deadline) {
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kDutyShift};
    filter.persons = {shift.leader};
    Page page{std::nullopt, 100};
    do {
        LD_TRY(auto found, services.store.ReadDocuments(filter, page, deadline));
        for (const StoredDocument& stored : found.items) {
            LD_TRY(const auto there, DocumentCodec<DutyShift>::DecodeState(stored.body));
            const bool counts = there.state != ShiftState::kCancelled;
            if (counts && there.unit == shift.unit && there.from == shift.from) return true;
        }
        page.after = std::move(found.next);
    } while (page.after);
    return false;
}

/// A shift and a case changed at once. `decide` adds what changes of the case.
template <class Decide>
Result<DutyShift> ActWithCase(const Services& services, const Principal& who, DocumentId id,
                              const ShiftCommand& command, Decide decide, Deadline deadline) {
    return RetryLostRace(std::nullopt, [&]() -> Result<DutyShift> {
        const auto city = services.city.Current();
        LD_TRY(const auto loaded, LoadDocumentAs<DutyShift>(services, who, id, deadline));
        const auto& [shift, stored] = loaded;
        LD_TRY(const auto key, detail::UnwrapKey(services, stored));
        const DocumentFacts facts{services.clock.Now(), *city, who, {}, {}};
        LD_TRY(auto change, DecideDocument<DutyShift>(services, shift, id, key, command, facts));
        ChangeSet changes;
        LD_TRY(decide(shift, *city, changes));
        changes.documents.push_back(std::move(change));
        LD_TRY(services.store.Commit(changes, deadline));
        return DocumentCodec<DutyShift>::DecodeState(changes.documents.front().body);
    });
}

bool HasPart(const Case& c, const UnitCode& unit, const City& city) {
    return std::ranges::any_of(c.assignments,
                               [&](const Assignment& a) { return city.IsWithin(a.unit, unit); });
}

}  // namespace

Result<std::vector<PlanShift>> ReadRoster(std::string_view csv) {
    std::vector<PlanShift> roster;
    std::size_t line = 0;
    for (const std::string_view text : Split(csv, '\n')) {
        ++line;
        if (Trim(text).empty()) continue;
        if (line == 1 && Trim(text).starts_with("unit,")) continue;
        if (roster.size() == kRosterLinesMax) return Failure{BadRoster(line, "too many lines")};
        LD_TRY(auto shift, ReadLine(text, line));
        roster.push_back(std::move(shift));
    }
    return roster;
}

Result<PlannedRoster> PlanRoster(const Services& services, const Principal& who,
                                 const std::vector<PlanShift>& roster, Deadline deadline) {
    PlannedRoster planned;
    for (std::size_t i = 0; i < roster.size(); ++i) {
        LD_TRY(const bool there, IsPlanned(services, roster[i], deadline));
        if (there) {
            ++planned.already_there;
            continue;
        }
        auto shift = OpenDocument<DutyShift>(services, who, roster[i], {}, 0, deadline);
        if (!shift) {
            Error error = std::move(shift).error();
            error.args.emplace_back("shift", std::to_string(i + 1));
            return Failure{std::move(error)};
        }
        planned.planned.push_back(*std::move(shift));
    }
    return planned;
}

Result<ShiftPackage> MakePackage(const Services& services, const UnitCode& unit,
                                 Deadline deadline) {
    const auto city = services.city.Current();
    CaseFilter filter;
    filter.units = UnitsWithin(*city, unit);
    ShiftPackage package;
    if (filter.units.empty()) return package;
    for (const auto& named : kNames<CaseState>) {
        if (IsOpen(named.value)) filter.states.insert(named.value);
    }
    LD_TRY(const auto open, FindCases(services, filter, deadline));
    std::vector<CaseRow> overdue;
    std::vector<CaseRow> unsatisfied;
    std::vector<CaseRow> callbacks;
    for (const CaseRow& row : open) {
        if (row.overdue) overdue.push_back(row);
        if (row.redo_count > 0) unsatisfied.push_back(row);
        if (row.state == CaseState::kCallback) callbacks.push_back(row);
    }
    std::ranges::reverse(overdue);  // lists are newest first
    SortForCallback(callbacks);
    package.open_count = std::ssize(open);
    package.overdue_count = std::ssize(overdue);
    package.unsatisfied_count = std::ssize(unsatisfied);
    package.overdue = FirstOf(overdue, kPackageCasesMax);
    package.unsatisfied = FirstOf(unsatisfied, kPackageCasesMax);
    package.callbacks = FirstOf(callbacks, static_cast<std::size_t>(city->leader_duty.callbacks));
    LD_TRY(package.instructions, OpenInstructions(services, filter.units, deadline));
    return package;
}

Result<void> FireShift(const Services& services, DocumentId id, Deadline deadline) {
    const Principal system = SystemPrincipal();
    LD_TRY(const auto loaded, LoadDocumentAs<DutyShift>(services, system, id, deadline));
    const DutyShift& shift = loaded.first;
    const bool missed = !shift.signed_in_at && shift.to <= services.clock.Now();
    const bool to_prepare = AwaitsPackage(shift) && !missed;
    ShiftCommand command = FireShiftDue{};
    if (to_prepare) {
        LD_TRY(auto package, MakePackage(services, shift.unit, deadline));
        command = PrepareShift{std::move(package)};
    }
    const auto done =
        ActOnDocument<DutyShift>(services, system, {id, command, shift.version, {}}, deadline);
    if (!done) return Failure{done.error()};
    return {};
}

Result<DutyShift> CallBackInShift(const Services& services, const Principal& who, DocumentId id,
                                  CaseId about, const Callback& callback, Deadline deadline) {
    const ShiftCommand record = RecordCallback{{about, services.clock.Now(), callback.reached,
                                                callback.solved, callback.satisfied, who.actor.id}};
    return ActWithCase(
        services, who, id, record,
        [&](const DutyShift& shift, const City& city, ChangeSet& changes) -> Result<void> {
            LD_TRY(const auto found, services.store.Load(about, deadline));
            if (!HasPart(found.state, shift.unit, city)) {
                return Failure{Error{ErrorKind::kRejected,
                                     "not_their_case",
                                     "No unit of this leader has a part in the case.",
                                     "callback in a shift of another unit",
                                     {}}};
            }
            Principal leader{Actor{ActorKind::kUser, shift.leader, shift.unit}, {}, {}};
            leader.city_permissions.emplace(Code(CaseAction::kCallBack));
            Callback by_leader = callback;
            by_leader.by = CallbackBy::kLeader;
            LD_TRY(auto change, DecideChange(services, city, leader, found, by_leader, {}, {}));
            changes.cases.push_back(std::move(change));
            return {};
        },
        deadline);
}

Result<DutyShift> GiveInstruction(const Services& services, const Principal& who, DocumentId id,
                                  const InstructInShift& instruction, Deadline deadline) {
    return ActWithCase(
        services, who, id, instruction,
        [&](const DutyShift& shift, const City& city, ChangeSet& changes) -> Result<void> {
            if (!instruction.about) return {};
            LD_TRY(const auto found, LoadVisible(services, who, *instruction.about, deadline));
            LD_TRY(changes.cases,
                   detail::LinkCases(services, city, who, {found}, HeadOf(shift), 0));
            return {};
        },
        deadline);
}

}  // namespace liandong
