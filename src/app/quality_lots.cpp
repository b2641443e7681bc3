#include "app/quality_lots.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "codec/event_codec.hpp"
#include "domain/document/quality_draw.hpp"

namespace liandong {
namespace {

constexpr std::string_view kPosition = "quality_position";
constexpr std::chrono::minutes kRoundLimit{10};
constexpr Duration kRest = std::chrono::minutes(1);
constexpr std::int32_t kPageEntries = 500;

struct Works {
    std::vector<QualityWork> all;
    std::vector<QualityWork> unsolved;
};

bool IsUnsolved(const JournalEntry& entry) {
    if (entry.kind != "called_back") return false;
    const auto body = DecodePayload(entry.kind, entry.payload);
    const auto* called = body ? std::get_if<CalledBack>(&*body) : nullptr;
    return called != nullptr && called->solved == Verdict::kNo;
}

// The answer that the citizen was asked about: the lead's newest before the call.
Result<std::optional<QualityWork>> AnswerBefore(const Services& services, const City& city,
                                                const JournalEntry& call, const Case& c,
                                                Deadline deadline) {
    LD_TRY(const auto history, services.store.History(c.id, deadline));
    std::optional<QualityWork> newest;
    const Assignment* lead = FindLead(c);
    for (const JournalEntry& entry : history) {
        if (entry.seq >= call.seq) break;
        const auto answer = AnswerIn(city, entry, c);
        if (answer && lead != nullptr && answer->unit == lead->unit) newest = answer;
    }
    return newest;
}

Result<void> AddWorks(const Services& services, const City& city,
                      const std::vector<JournalEntry>& entries, Works& works, Deadline deadline) {
    std::vector<const JournalEntry*> wanted;
    std::vector<CaseId> ids;
    for (const JournalEntry& entry : entries) {
        const bool is_work = entry.kind == "case_opened" || entry.kind == "assignment_finished";
        if (!is_work && !(city.quality.unsolved && IsUnsolved(entry))) continue;
        wanted.push_back(&entry);
        ids.push_back(entry.case_id);
    }
    if (wanted.empty()) return {};
    LD_TRY(const auto stored, services.store.LoadAll(ids, deadline));
    std::map<CaseId, const Case*> cases;
    for (const StoredCase& one : stored) cases[one.state.id] = &one.state;
    for (const JournalEntry* entry : wanted) {
        const auto found = cases.find(entry->case_id);
        if (found == cases.end() || !MayBeChecked(*found->second)) continue;
        const Case& c = *found->second;
        if (const auto record = RecordIn(city, *entry, c)) works.all.push_back(*record);
        if (const auto answer = AnswerIn(city, *entry, c)) works.all.push_back(*answer);
        if (entry->kind != "called_back") continue;
        LD_TRY(const auto left, AnswerBefore(services, city, *entry, c, deadline));
        if (left) works.unsolved.push_back(*left);
    }
    return {};
}

Result<Works> WorksOf(const Services& services, const City& city, const QualityLot& lot,
                      Deadline deadline) {
    Works works;
    for (std::int64_t at = lot.from; at < lot.to;) {
        const auto wanted =
            static_cast<std::int32_t>(std::min<std::int64_t>(kPageEntries, lot.to - at));
        LD_TRY(const auto entries, services.store.Sealed(at, wanted, deadline));
        if (entries.empty()) break;
        LD_TRY(AddWorks(services, city, entries, works, deadline));
        at += std::ssize(entries);
    }
    return works;
}

}  // namespace

Result<std::size_t> DrawLot(const Services& services, const QualityLot& lot, HashFunction hash,
                            Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(const auto works, WorksOf(services, *city, lot, deadline));
    std::size_t opened = 0;
    const auto open = [&](const QualityWork& work, QualityCause cause) -> Result<void> {
        if (city->quality.CriteriaOf(work.subject).empty()) return {};
        LD_TRY(const auto made,
               OpenQuality(services, SystemPrincipal(), {work, cause, lot}, deadline));
        opened += made ? 1 : 0;
        return {};
    };
    for (const QualityWork& work : DrawQualityLot(works.all, city->quality, lot.root, hash))
        LD_TRY(open(work, QualityCause::kLot));
    for (const QualityWork& work : works.unsolved) LD_TRY(open(work, QualityCause::kUnsolved));
    return opened;
}

auto QualityLoop::ReadPosition(Deadline deadline) const -> Result<std::optional<Position>> {
    LD_TRY(const auto kept, services_.store.Meta(kPosition, deadline));
    if (!kept) return std::optional<Position>{};
    Position position;
    const char* end = kept->data() + kept->size();
    const auto [rest, failed] = std::from_chars(kept->data(), end, position.from);
    const auto day = ParseDay(std::string_view(rest, end).substr(rest == end ? 0 : 1));
    if (failed != std::errc() || !day)
        return Failure{Unavailable("quality_position is no position: " + *kept)};
    position.day = *day;
    return std::optional(position);
}

Result<void> QualityLoop::WritePosition(const Position& position, Deadline deadline) const {
    return services_.store.SetMeta(
        kPosition, std::to_string(position.from) + " " + FormatDay(position.day), deadline);
}

Result<std::optional<StoredTreeHead>> QualityLoop::HeadSince(std::int64_t from, Instant since,
                                                             Deadline deadline) const {
    for (std::int64_t after = from;;) {
        LD_TRY(const auto heads, services_.store.TreeHeads(after, kPageEntries, deadline));
        if (heads.empty()) return std::optional<StoredTreeHead>{};
        const auto found = std::ranges::find_if(
            heads, [&](const StoredTreeHead& head) { return head.at >= since; });
        if (found != heads.end()) return std::optional(*found);
        after = heads.back().tree_size;
    }
}

Result<std::size_t> QualityLoop::RunOnce() {
    const Deadline deadline = Deadline::In(kRoundLimit);
    const auto city = services_.city.Current();
    if (city->quality.criteria.empty()) return std::size_t{0};
    const UtcOffset offset = city->calendar.offset;
    const Duration hour = std::chrono::hours(city->quality.hour);
    LD_TRY(auto position, ReadPosition(deadline));
    if (!position) {
        // Its day is the one whose hour has struck last.
        position.emplace();
        LD_TRY(position->from, services_.store.SealedSize(deadline));
        position->day = DayOf(services_.clock.Now() - hour, offset);
        LD_TRY(WritePosition(*position, deadline));
        return std::size_t{0};
    }
    const Day day = position->day + std::chrono::days(1);
    const Instant since = StartOf(day, offset) + hour;
    if (services_.clock.Now() < since) return std::size_t{0};
    LD_TRY(const auto head, HeadSince(position->from, since, deadline));
    if (!head) return std::size_t{0};
    LD_TRY(const std::size_t opened,
           DrawLot(services_, {position->from, head->tree_size, head->root}, hash_, deadline));
    LD_TRY(WritePosition({head->tree_size, day}, deadline));
    return opened;
}

void QualityLoop::Start() {
    loop_.Start(
        "ld-quality",
        [this]() -> Duration {
            if (const auto done = RunOnce(); !done && on_fault_) on_fault_(done.error());
            return kRest;
        },
        on_fault_);
}

}  // namespace liandong
