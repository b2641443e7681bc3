#include "app/count_figures.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "codec/assessment_codec.hpp"
#include "codec/document_codec.hpp"
#include "codec/event_codec.hpp"
#include "domain/figures/document_facts.hpp"

namespace liandong {
namespace {

constexpr std::chrono::seconds kRoundLimit{60};
constexpr std::chrono::seconds kAfterFault{1};

// What can change no fact; nearly half of all events.
bool IsQuiet(std::string_view kind) {
    constexpr auto kKinds = std::to_array<std::string_view>(
        {"note_added", "reminded", "reminder_sent", "attachment_added", "personal_data_viewed",
         "person_erased", "case_archived", "archive_postponed", "case_split", "list_exported",
         "decline_proposed", "supplement_asked"});
    return std::ranges::find(kKinds, kind) != kKinds.end();
}

Result<std::vector<Event>> EventsOf(const std::vector<JournalEntry>& entries) {
    std::vector<Event> events;
    events.reserve(entries.size());
    for (const JournalEntry& entry : entries) {
        LD_TRY(auto body, DecodePayload(entry.kind, entry.payload));
        LD_TRY(auto actor, DecodeActor(entry.actor));
        events.push_back({entry.case_id, entry.seq, entry.at, std::move(actor),
                          entry.profile_version, std::move(body)});
    }
    return events;
}

Result<SupervisionOrder> OrderOf(const std::vector<JournalEntry>& entries) {
    std::vector<DocumentEventOf<SupervisionOrder>> events;
    for (const JournalEntry& entry : entries) {
        LD_TRY(auto body, DocumentCodec<SupervisionOrder>::DecodeEvent(entry.kind, entry.payload));
        LD_TRY(auto actor, DecodeActor(entry.actor));
        events.push_back({entry.case_id, entry.seq, entry.at, std::move(actor), std::move(body)});
    }
    return ReplayDocument<SupervisionOrder>(events);
}

Result<std::optional<OutsideReport>> ReportIn(const JournalEntry& entry) {
    if (entry.kind != "outside_figure_reported") return std::optional<OutsideReport>{};
    LD_TRY(const auto body, DecodePayload(entry.kind, entry.payload));
    const auto& reported = std::get<OutsideFigureReported>(body);
    LD_TRY(const Day day, ParseDay(reported.day));
    return std::optional(OutsideReport{reported.figure, day, reported.value, entry.actor, entry.at,
                                       entry.log_index.value_or(0)});
}

// By case; entries come sorted.
template <class Visit>
Result<void> ForEachCase(const std::vector<JournalEntry>& entries, const Visit& visit) {
    for (std::size_t from = 0; from < entries.size();) {
        std::size_t to = from;
        while (to < entries.size() && entries[to].case_id == entries[from].case_id) ++to;
        const std::vector<JournalEntry> one(entries.begin() + static_cast<std::ptrdiff_t>(from),
                                            entries.begin() + static_cast<std::ptrdiff_t>(to));
        LD_TRY(visit(one));
        from = to;
    }
    return {};
}

struct Difference {
    std::vector<CaseFact> removed;
    std::vector<CaseFact> added;
};

Difference Compare(const std::vector<CaseFact>& before, const std::vector<CaseFact>& after) {
    const auto key = [](const CaseFact& f) {
        return std::tuple(f.case_id, f.fact.kind, f.fact.no, f.fact.round);
    };
    std::map<decltype(key(before.front())), const CaseFact*> old;
    for (const CaseFact& fact : before) old.emplace(key(fact), &fact);
    Difference difference;
    for (const CaseFact& fact : after) {
        const auto known = old.find(key(fact));
        if (known != old.end()) {
            const bool is_same = *known->second == fact;
            if (!is_same) difference.removed.push_back(*known->second);
            old.erase(known);
            if (is_same) continue;
        }
        difference.added.push_back(fact);
    }
    for (const auto& [what, fact] : old) difference.removed.push_back(*fact);
    return difference;
}

}  // namespace

Result<std::vector<CaseFact>> FactsFrom(const std::vector<JournalEntry>& entries,
                                        const City& city) {
    std::vector<CaseFact> facts;
    if (entries.empty()) return facts;
    std::vector<Fact> found;
    if (entries.front().kind == "case_opened") {
        LD_TRY(const auto events, EventsOf(entries));
        LD_TRY(found, FactsOf(events, city));
    } else if (entries.front().kind == "order_issued") {
        LD_TRY(const auto order, OrderOf(entries));
        found = FactsOf(order, city);
    }
    for (Fact& fact : found) facts.push_back({entries.front().case_id, std::move(fact)});
    return facts;
}

FigureCounter::FigureCounter(FiguresServices services, OnFault on_fault, FiguresOptions options)
    : services_(services), on_fault_(std::move(on_fault)), options_(options) {}

Result<std::size_t> FigureCounter::RunOnce() {
    const Deadline deadline = Deadline::In(kRoundLimit);
    FiguresStore& figures = services_.store.Figures();
    LD_TRY(KeepRules(*services_.city.Current(), deadline));
    LD_TRY(const FiguresPosition position, figures.Position(deadline));
    if (position.log_index < 0 || position.formulas != kFormulas) {
        LD_TRY(figures.StartAgain(kFormulas, deadline));
        return std::size_t{1};
    }
    return CountSome(position, deadline);
}

Result<std::size_t> FigureCounter::CountSome(const FiguresPosition& position, Deadline deadline) {
    FiguresStore& figures = services_.store.Figures();
    LD_TRY(const auto entries,
           services_.store.Sealed(position.log_index, options_.batch_max, deadline));
    if (entries.empty()) return std::size_t{0};
    const auto city = services_.city.Current();
    FiguresBatch batch;
    batch.from = position;
    batch.to_index = entries.back().log_index.value_or(position.log_index) + 1;
    std::set<CaseId> touched;
    for (const JournalEntry& entry : entries) {
        LD_TRY(auto report, ReportIn(entry));
        if (report) {
            batch.outside.push_back(*std::move(report));
        } else if (!IsQuiet(entry.kind)) {
            touched.insert(entry.case_id);
        }
    }
    const std::vector<CaseId> cases(touched.begin(), touched.end());
    LD_TRY(const auto before, figures.FactsOfCases(cases, deadline));
    LD_TRY(const auto histories, figures.SealedOf(cases, batch.to_index, deadline));
    std::vector<CaseFact> after;
    LD_TRY(ForEachCase(histories, [&](const std::vector<JournalEntry>& one) -> Result<void> {
        auto facts = FactsFrom(one, *city);
        if (facts) {
            after.insert(after.end(), facts->begin(), facts->end());
            return {};
        }
        // Others must be counted all the same; `liandong verify` finds what is wrong with it.
        ++unreadable_;
        Report(std::move(facts).error().Within("counting case " +
                                               std::to_string(one.front().case_id.value)));
        return {};
    }));
    Difference difference = Compare(before, after);
    for (const CaseFact& fact : difference.removed) Count(fact.fact, -1, batch.counters);
    for (const CaseFact& fact : difference.added) Count(fact.fact, 1, batch.counters);
    std::erase_if(batch.counters, [](const auto& counter) { return counter.second == 0; });
    batch.removed = std::move(difference.removed);
    batch.added = std::move(difference.added);
    auto counted = figures.Count(batch, deadline);
    if (counted) {
        events_ += static_cast<std::int64_t>(entries.size());
    } else if (counted.error().kind == ErrorKind::kStale) {
        ++elsewhere_;
    } else {
        return Failure{std::move(counted).error()};
    }
    return entries.size();
}

Result<void> FigureCounter::KeepRules(const City& city, Deadline deadline) {
    if (kept_profile_ == city.version) return {};
    const std::string text = EncodeRules(city.assessment);
    LD_TRY(services_.store.Figures().KeepRules({RulesVersion(text), services_.clock.Now(), text},
                                               deadline));
    kept_profile_ = city.version;
    return {};
}

void FigureCounter::Report(const Error& error) {
    ++faults_;
    if (on_fault_) on_fault_(error);
}

Duration FigureCounter::Round() {
    const auto counted = RunOnce();
    if (!counted) {
        Report(counted.error());
        return kAfterFault;
    }
    return *counted == 0 ? options_.poll : Duration::zero();
}

void FigureCounter::Start() {
    loop_.Start("ld-figures", [this] { return Round(); }, on_fault_);
}

void FigureCounter::Stop() { loop_.Stop(); }

FigureCounter::Counters FigureCounter::Stats() const {
    return {events_, elsewhere_, unreadable_, faults_};
}

}  // namespace liandong
