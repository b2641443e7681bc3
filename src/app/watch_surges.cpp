#include "app/watch_surges.hpp"

#include <algorithm>

#include "app/act_on_document.hpp"
#include "app/case_texts.hpp"
#include "codec/event_codec.hpp"
#include "domain/document/surge_warning.hpp"

namespace liandong {
namespace {

constexpr std::chrono::seconds kRoundLimit{30};
constexpr std::size_t kGroupDigits = 4;
/// What is sealed later than this is history that was brought in, and no news.
constexpr Duration kFresh = std::chrono::hours(2);
constexpr std::int32_t kPageRows = 500;

std::string GroupOf(const CategoryCode& category) { return category.value.substr(0, kGroupDigits); }

// The street and the district around a place: a community is too small to have a past.
std::vector<PlaceCode> PlacesOf(const City& city, const PlaceCode& code) {
    std::vector<PlaceCode> places;
    for (const Place* place = city.FindPlace(code); place != nullptr && places.size() < 4;
         place = city.FindPlace(place->parent)) {
        if (place->kind == PlaceKind::kStreet || place->kind == PlaceKind::kDistrict)
            places.push_back(place->code);
    }
    return places;
}

SurgeEvent EventOf(const CaseRow& row, const City& city) {
    return {row.id, row.opened_at, GroupOf(row.category), PlacesOf(city, row.place), {}};
}

RaiseSurge CommandOf(const SurgeFinding& finding) {
    return {
        finding.group,    finding.place,  finding.from, static_cast<std::int32_t>(finding.persons),
        finding.expected, finding.chance, finding.cases};
}

}  // namespace

SurgeLoop::SurgeLoop(const Services& services, OnFault on_fault, SurgeLoopOptions options)
    : services_(services),
      on_fault_(std::move(on_fault)),
      options_(options),
      watch_(options.surge) {}

Result<void> SurgeLoop::Begin(Deadline deadline) {
    LD_TRY(const auto sealed, services_.store.SealedSize(deadline));
    const UtcOffset offset = services_.city.Current()->calendar.offset;
    last_day_ = DayOf(services_.clock.Now(), offset);
    next_day_ = last_day_ - std::chrono::days(options_.past_days);
    position_ = sealed;
    return {};
}

// Lists give the newest first; the watch wants them as they came.
Result<std::size_t> SurgeLoop::LearnDay(Deadline deadline) {
    const auto city = services_.city.Current();
    CaseFilter filter;
    filter.opened_from = StartOf(next_day_, city->calendar.offset);
    filter.opened_before = StartOf(next_day_ + std::chrono::days(1), city->calendar.offset);
    std::vector<CaseRow> rows;
    Page page{{}, kPageRows};
    do {
        LD_TRY(auto found, services_.store.ListCases(filter, page, deadline));
        rows.insert(rows.end(), found.items.begin(), found.items.end());
        page.after = std::move(found.next);
    } while (page.after);
    std::ranges::sort(rows, [](const CaseRow& a, const CaseRow& b) {
        return a.opened_at != b.opened_at ? a.opened_at < b.opened_at : a.id < b.id;
    });
    // Days before the city's first case are no past.
    if (!rows.empty() || watch_.SeriesCount() > 0) watch_.EndDays(next_day_, city->calendar);
    LD_TRY(LearnRows(rows, *city, deadline));
    if (next_day_ == last_day_) {
        for (const CaseRow& row : rows) learnt_today_.insert(row.id);
    }
    next_day_ += std::chrono::days(1);
    return std::max<std::size_t>(rows.size(), 1);
}

// What is old is learnt from; of the last hours a restart may have kept us from telling.
Result<void> SurgeLoop::LearnRows(const std::vector<CaseRow>& rows, const City& city,
                                  Deadline deadline) {
    const Instant fresh = services_.clock.Now() - kFresh;
    std::vector<CaseId> ids;
    for (const CaseRow& row : rows) {
        if (row.opened_at >= fresh) ids.push_back(row.id);
    }
    LD_TRY(auto texts, OpenCaseTexts(services_, ids, deadline));
    for (const CaseRow& row : rows) {
        SurgeEvent event = EventOf(row, city);
        if (const auto text = texts.find(row.id); text != texts.end())
            event.person = std::move(text->second.person);
        const auto finding = watch_.Take(event, city.calendar);
        if (finding && row.opened_at >= fresh) LD_TRY(Tell(*finding, deadline));
    }
    return {};
}

Result<std::size_t> SurgeLoop::RunOnce() {
    const Deadline deadline = Deadline::In(kRoundLimit);
    if (!position_) LD_TRY(Begin(deadline));
    if (next_day_ <= last_day_) return LearnDay(deadline);
    LD_TRY(const auto entries, services_.store.Sealed(*position_, options_.events_max, deadline));
    for (const JournalEntry& entry : entries) {
        if (auto taken = Take(entry, deadline); !taken) {
            // The world is away: this one comes again. Any other trouble is this case's alone.
            const ErrorKind kind = taken.error().kind;
            if (kind == ErrorKind::kUnavailable || kind == ErrorKind::kBusy)
                return Failure{std::move(taken).error()};
            Report(taken.error());
        }
        ++*position_;
    }
    return entries.size();
}

Result<void> SurgeLoop::Take(const JournalEntry& entry, Deadline deadline) {
    if (entry.kind != "case_opened" || learnt_today_.contains(entry.case_id)) return {};
    if (services_.clock.Now() - entry.at > kFresh) return {};
    LD_TRY(const auto body, DecodePayload(entry.kind, entry.payload));
    const auto* opened = std::get_if<CaseOpened>(&body);
    if (opened == nullptr) return {};
    const auto city = services_.city.Current();
    LD_TRY(const auto texts, OpenCaseTexts(services_, {entry.case_id}, deadline));
    SurgeEvent event{
        entry.case_id, entry.at, GroupOf(opened->category), PlacesOf(*city, opened->place), {}};
    if (const auto text = texts.find(entry.case_id); text != texts.end())
        event.person = text->second.person;
    const auto finding = watch_.Take(event, city->calendar);
    if (!finding) return {};
    return Tell(*finding, deadline);
}

Result<void> SurgeLoop::Tell(const SurgeFinding& finding, Deadline deadline) {
    LD_TRY(const bool grown, Grow(finding, deadline));
    if (grown || !finding.begins) return {};
    LD_TRY(auto made, PrepareDocument<SurgeWarning>(services_, SystemPrincipal(),
                                                    CommandOf(finding), {}, 0, deadline));
    const std::string key = "surge-" + finding.group + "-" + finding.place.value + "-" +
                            std::to_string(ToMillis(finding.from));
    made.changes.idempotency = IdempotencyKey{"surges", key, key};
    auto done = services_.store.Commit(made.changes, deadline);
    if (!done && done.error().code == "duplicate_request") return {};  // another node was first
    if (done) ++raised_;
    return done;
}

// Whether there was an open warning of this surge, which has the cases now.
Result<bool> SurgeLoop::Grow(const SurgeFinding& finding, Deadline deadline) {
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kSurgeWarning};
    filter.open = true;
    filter.opened_from = services_.clock.Now() - std::chrono::days(1);
    Page page{{}, kPageRows};
    do {
        LD_TRY(auto found, services_.store.ReadDocuments(filter, page, deadline));
        for (const StoredDocument& stored : found.items) {
            LD_TRY(const auto warning, DocumentCodec<SurgeWarning>::DecodeState(stored.body));
            if (warning.group != finding.group || warning.place != finding.place) continue;
            const auto grown = ActOnDocument<SurgeWarning>(
                services_, SystemPrincipal(), {warning.id, GrowSurge{finding.cases}, {}, {}},
                deadline);
            if (grown || grown.error().code == Code(RefusalCode::kNothingToChange)) return true;
            if (grown.error().code == Code(RefusalCode::kWrongState)) return true;  // just closed
            return Failure{grown.error()};
        }
        page.after = std::move(found.next);
    } while (page.after);
    return false;
}

Duration SurgeLoop::Round() {
    const auto read = RunOnce();
    if (!read) Report(read.error());
    return read && *read > 0 ? Duration::zero() : options_.poll_max;
}

void SurgeLoop::Report(const Error& error) {
    ++faults_;
    if (on_fault_) on_fault_(error);
}

void SurgeLoop::Start() {
    loop_.Start("ld-surges", [this] { return Round(); }, on_fault_);
}

}  // namespace liandong
