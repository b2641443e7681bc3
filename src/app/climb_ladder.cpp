#include "app/climb_ladder.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "app/rung_paper.hpp"
#include "codec/event_codec.hpp"

namespace liandong {
namespace {

constexpr std::string_view kPosition = "ladder_position";
constexpr std::chrono::seconds kRoundLimit{30};
/// A case has at most this many rungs to climb, reminders to fail and looks to set at once.
constexpr int kStepsMax = 64;

/// Events of a case after which its ladder is looked at.
constexpr auto kTelling = std::to_array<std::string_view>(
    {"clock_missed", "case_redone", "return_requested", "return_refused", "supervision_called",
     "child_merged", "document_linked", "case_unmerged"});
/// Events that end a case: most have no climb, and nothing else is read of those.
constexpr auto kEnding = std::to_array<std::string_view>(
    {"case_finished", "answer_accepted", "case_declined", "answered_at_desk", "case_handed_over",
     "case_merged", "case_voided", "case_archived"});
/// Events of a paper that make its rung a failed one.
constexpr auto kFailing = std::to_array<std::string_view>(
    {"order_missed", "conference_missed", "conference_task_overdue", "raise_missed"});

template <class Words>
bool IsOneOf(const Words& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

struct LinkedRung {
    DocumentId document;
    std::int32_t level = 0;
};

/// Everything that a look needs. `city` is that of one moment.
struct Footing {
    std::shared_ptr<const City> city;  // shared: the city may be swapped meanwhile
    StoredCase about;
    LadderTrace trace;
    std::vector<LinkedRung> linked;
    Climb climb;  ///< version 0: there is none yet
    std::optional<StoredDocument> stored;
    Instant now;

    [[nodiscard]] LadderFacts Facts() const { return {about.state, trace, climb, *city, now}; }
};

Result<void> ReadTrace(Footing& footing, const std::vector<JournalEntry>& history) {
    for (const JournalEntry& entry : history) {
        if (entry.kind == "return_requested") ++footing.trace.returns_asked;
        if (entry.kind == "return_refused") ++footing.trace.returns_refused;
        if (entry.kind == "supervision_called") footing.trace.third_unsatisfied = true;
        if (entry.kind.starts_with("dispute_")) footing.trace.disputed = true;
        if (entry.kind != "clock_missed" && entry.kind != "document_linked") continue;
        LD_TRY(const auto body, DecodePayload(entry.kind, entry.payload));
        if (const auto* missed = std::get_if<ClockMissed>(&body)) {
            if (missed->clock == ClockKind::kHandling) ++footing.trace.handling_missed;
        } else if (const auto* linked = std::get_if<DocumentLinked>(&body)) {
            if (linked->kind == Code(DocumentKind::kDutyShift)) footing.trace.leader_note = true;
            if (linked->level > 0) footing.linked.push_back({linked->document, linked->level});
        }
    }
    return {};
}

Result<std::optional<StoredDocument>> LoadClimb(const Services& services, CaseId about,
                                                Deadline deadline) {
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kClimb};
    filter.about = about;
    LD_TRY(auto found, services.store.ReadDocuments(filter, Page{std::nullopt, 1}, deadline));
    if (found.items.empty()) return std::optional<StoredDocument>{};
    return std::optional(std::move(found.items.front()));
}

Result<Footing> FindFooting(const Services& services, CaseId about, Deadline deadline) {
    Footing footing;
    footing.city = services.city.Current();
    footing.now = services.clock.Now();
    LD_TRY(footing.about, services.store.Load(about, deadline));
    LD_TRY(const auto history, services.store.History(about, deadline));
    LD_TRY(ReadTrace(footing, history));
    LD_TRY(footing.stored, LoadClimb(services, about, deadline));
    if (footing.stored) {
        LD_TRY(footing.climb, DocumentCodec<Climb>::DecodeState(footing.stored->body));
    }
    return footing;
}

/// One climb for a case, also when two nodes begin it at once: the key is remembered with it.
Result<void> Begin(const Services& services, const Footing& footing, Deadline deadline) {
    const CaseId about = footing.about.state.id;
    LD_TRY(auto made, PrepareDocument<Climb>(services, SystemPrincipal(),
                                             BeginClimb{about, UnitsOf(footing.about.state)}, {}, 0,
                                             deadline));
    const std::string key = "climb-" + std::to_string(about.value);
    made.changes.idempotency = IdempotencyKey{"ladder", key, key};
    auto done = services.store.Commit(made.changes, deadline);
    if (!done && done.error().code != "duplicate_request") return done;
    return {};
}

Result<void> Act(const Services& services, const Footing& footing, const ClimbCommand& command,
                 Deadline deadline) {
    const auto done =
        ActOnDocument<Climb>(services, SystemPrincipal(),
                             {footing.climb.id, command, footing.climb.version, {}}, deadline);
    if (!done) return Failure{done.error()};
    return {};
}

/// The rung, its paper and the line in the case, in one transaction.
Result<void> Reach(const Services& services, const Principal& who, const Footing& footing,
                   const NextRung& next, const std::string& words, Deadline deadline) {
    LD_TRY(auto paper,
           PrepareRungPaper(services, who, footing.about, next, footing.climb.id, words, deadline));
    LD_TRY(const auto key, detail::UnwrapKey(services, *footing.stored));
    const DocumentFacts facts{footing.now, *footing.city, who, {}, {}};
    LD_TRY(auto change, DecideDocument<Climb>(services, footing.climb, footing.climb.id, key,
                                              ReachRung{next.rung->level, next.trigger, next.value,
                                                        paper.paper, UnitsOf(footing.about.state)},
                                              facts));
    paper.changes.documents.push_back(std::move(change));
    return services.store.Commit(paper.changes, deadline);
}

/// A paper of a rung that a person opened by hand: the climb learns of it.
const LinkedRung* FindStranger(const Footing& footing) {
    const auto stranger = std::ranges::find_if(footing.linked, [&](const LinkedRung& linked) {
        return linked.level > LevelOf(footing.climb) &&
               footing.city->FindRung(linked.level) != nullptr;
    });
    return stranger == footing.linked.end() ? nullptr : &*stranger;
}

enum class Step : std::uint8_t { kDone, kMoved, kClimbed };

Result<Step> EndOf(const Services& services, const Footing& footing, Deadline deadline) {
    if (footing.climb.version == 0 || footing.climb.ended_at) return Step::kDone;
    LD_TRY(Act(services, footing, EndClimb{}, deadline));
    return Step::kDone;
}

Result<Step> TakeStep(const Services& services, CaseId about, Deadline deadline) {
    LD_TRY(const Footing footing, FindFooting(services, about, deadline));
    if (!IsOpen(footing.about.state.state)) return EndOf(services, footing, deadline);
    const LadderFacts facts = footing.Facts();
    const auto next = FindNextRung(facts);
    const auto look_at = FindNextLook(facts);
    const LinkedRung* stranger = FindStranger(footing);
    if (footing.climb.version == 0) {
        if (!next && !look_at && stranger == nullptr) return Step::kDone;
        LD_TRY(Begin(services, footing, deadline));
        return Step::kMoved;
    }
    if (stranger != nullptr) {
        LD_TRY(Act(services, footing,
                   ReachRung{stranger->level, "manual", 0, stranger->document,
                             UnitsOf(footing.about.state)},
                   deadline));
        return Step::kMoved;
    }
    const auto failed = FindFailedReminders(facts);
    if (!failed.empty()) {
        LD_TRY(Act(services, footing, FailRung{failed.front()}, deadline));
        return Step::kMoved;
    }
    if (next) {
        LD_TRY(Reach(services, SystemPrincipal(), footing, *next, {}, deadline));
        return Step::kClimbed;
    }
    if (look_at != footing.climb.look_at)
        LD_TRY(Act(services, footing, SetLook{look_at}, deadline));
    return Step::kDone;
}

/// Somebody else was faster: what they did is seen when one looks again.
bool IsLostRace(const Error& error) {
    return error.kind == ErrorKind::kStale || error.code == Code(RefusalCode::kAlreadyDone) ||
           error.code == Code(RefusalCode::kNothingToChange);
}

Result<void> FailPaper(const Services& services, CaseId about, DocumentId paper,
                       Deadline deadline) {
    for (int tries = 0; tries < kRaceTriesMax; ++tries) {
        LD_TRY(const Footing footing, FindFooting(services, about, deadline));
        const auto rung = std::ranges::find(footing.climb.rungs, paper, &ClimbedRung::paper);
        if (rung == footing.climb.rungs.end() || rung->failed_at) return {};
        const auto done = Act(services, footing, FailRung{rung->level}, deadline);
        if (done || !IsLostRace(done.error())) return done;
    }
    return {};
}

}  // namespace

Result<std::int32_t> ClimbCase(const Services& services, CaseId about, Deadline deadline) {
    std::int32_t climbed = 0;
    for (int steps = 0; steps < kStepsMax; ++steps) {
        const auto step = TakeStep(services, about, deadline);
        if (!step && IsLostRace(step.error())) continue;
        if (!step) return Failure{step.error()};
        if (*step == Step::kDone) return climbed;
        if (*step == Step::kClimbed) ++climbed;
    }
    return Failure{Bug("the ladder of a case has no end: " + std::to_string(about.value))};
}

Result<bool> FollowEvent(const Services& services, CaseId stream, std::string_view kind,
                         Deadline deadline) {
    if (IsOneOf(kTelling, kind) || kind.starts_with("dispute_")) {
        LD_TRY(ClimbCase(services, stream, deadline));
        return true;
    }
    if (IsOneOf(kEnding, kind)) {
        LD_TRY(const auto climb, LoadClimb(services, stream, deadline));
        if (!climb) return false;
        LD_TRY(ClimbCase(services, stream, deadline));
        return true;
    }
    if (!IsOneOf(kFailing, kind)) return false;
    LD_TRY(const auto paper, services.store.LoadDocument(stream, deadline));
    for (const CaseId about : paper.head.cases) {
        LD_TRY(FailPaper(services, about, stream, deadline));
        LD_TRY(ClimbCase(services, about, deadline));
    }
    return true;
}

Result<Climb> FindClimb(const Services& services, CaseId about, Deadline deadline) {
    LD_TRY(const auto stored, LoadClimb(services, about, deadline));
    if (!stored) return Failure{NotFound("no_such_climb", "This case is on no rung.")};
    return DocumentCodec<Climb>::DecodeState(stored->body);
}

Result<Climb> ClimbByHand(const Services& services, const Principal& who,
                          const ClimbRequest& request, Deadline deadline) {
    if (!MayAnywhere(who, "supervise")) return Failure{ToError({RefusalCode::kNotPermitted, {}})};
    if (std::ranges::find(kTriggerNames, request.trigger, &TriggerName::code) ==
        kTriggerNames.end()) {
        return Failure{Invalid("no_such_trigger", "There is no such trigger.")};
    }
    LD_TRY(LoadVisible(services, who, request.about, deadline));
    for (int tries = 0; tries < kRaceTriesMax; ++tries) {
        LD_TRY(const Footing footing, FindFooting(services, request.about, deadline));
        const Rung* rung = footing.city->FindRung(request.level);
        if (rung == nullptr || rung->level == 0)
            return Failure{Invalid("no_such_rung", "The city's ladder has no such rung.")};
        if (!IsOpen(footing.about.state.state))
            return Failure{ToError({RefusalCode::kWrongState, {}})};
        const auto reached = std::max(LevelOf(footing.climb), footing.about.state.ladder_level);
        if (rung->level <= reached) return Failure{ToError({RefusalCode::kAlreadyDone, {}})};
        if (footing.climb.version == 0) {
            LD_TRY(Begin(services, footing, deadline));
            continue;
        }
        const NextRung next{rung, request.trigger, 0};
        const auto done = Reach(services, who, footing, next, request.reason, deadline);
        if (done) return FindClimb(services, request.about, deadline);
        if (done.error().kind != ErrorKind::kStale) return Failure{done.error()};
    }
    return Failure{Error{ErrorKind::kBusy, "busy", "Please try again.", "lost every race", {}}};
}

Result<void> FireClimb(const Services& services, DocumentId id, Deadline deadline) {
    LD_TRY(const auto head, services.store.LoadDocument(id, deadline));
    for (const CaseId about : head.head.cases) {
        const auto climbed = ClimbCase(services, about, deadline);
        if (!climbed) return Failure{climbed.error()};
    }
    return {};
}

LadderLoop::LadderLoop(const Services& services, OnFault on_fault, LadderOptions options)
    : services_(services), on_fault_(std::move(on_fault)), options_(options) {}

Result<std::int64_t> LadderLoop::Position(Deadline deadline) const {
    LD_TRY(const auto kept, services_.store.Meta(kPosition, deadline));
    std::int64_t position = 0;
    if (kept) {
        const char* end = kept->data() + kept->size();
        if (std::from_chars(kept->data(), end, position).ptr != end)
            return Failure{Unavailable("ladder_position is no number: " + *kept)};
        return position;
    }
    LD_TRY(position, services_.store.SealedSize(deadline));
    LD_TRY(services_.store.SetMeta(kPosition, std::to_string(position), deadline));
    return position;
}

Result<std::size_t> LadderLoop::RunOnce() {
    const Deadline deadline = Deadline::In(kRoundLimit);
    LD_TRY(const std::int64_t position, Position(deadline));
    LD_TRY(const auto entries, services_.store.Sealed(position, options_.events_max, deadline));
    if (entries.empty()) return std::size_t{0};
    for (const JournalEntry& entry : entries) LD_TRY(Take(entry, deadline));
    const std::int64_t next = position + std::ssize(entries);
    LD_TRY(services_.store.SetMeta(kPosition, std::to_string(next), deadline));
    return entries.size();
}

Result<void> LadderLoop::Take(const JournalEntry& entry, Deadline deadline) {
    const bool is_media = entry.kind == "case_opened" &&
                          entry.payload.find(R"("channel":"media")") != std::string::npos;
    if (is_media || IsOneOf(kTelling, entry.kind) || entry.kind.starts_with("dispute_"))
        return Look(entry.case_id, deadline);
    if (IsOneOf(kEnding, entry.kind)) {
        LD_TRY(const auto climb, LoadClimb(services_, entry.case_id, deadline));
        if (climb) return Look(entry.case_id, deadline);
        return {};
    }
    if (!IsOneOf(kFailing, entry.kind)) return {};
    LD_TRY(const auto paper, services_.store.LoadDocument(entry.case_id, deadline));
    for (const CaseId about : paper.head.cases) {
        LD_TRY(FailPaper(services_, about, entry.case_id, deadline));
        LD_TRY(Look(about, deadline));
    }
    return {};
}

Result<void> LadderLoop::Look(CaseId about, Deadline deadline) {
    const auto climbed = ClimbCase(services_, about, deadline);
    if (climbed) {
        climbed_ += *climbed;
        return {};
    }
    // The world is away: the whole batch comes again. Any other trouble is this case's alone.
    const Error& error = climbed.error();
    const bool is_away = error.kind == ErrorKind::kUnavailable || error.kind == ErrorKind::kBusy;
    if (is_away && error.code != "unreadable_payload") return Failure{error};
    if (error.kind != ErrorKind::kNotFound) Report(error);
    return {};
}

Duration LadderLoop::Round() {
    const auto read = RunOnce();
    if (!read) Report(read.error());
    const bool more = read && std::cmp_equal(*read, options_.events_max);
    return more ? Duration::zero() : options_.poll_max;
}

void LadderLoop::Report(const Error& error) {
    ++faults_;
    if (on_fault_) on_fault_(error);
}

void LadderLoop::Start() {
    loop_.Start("ld-ladder", [this] { return Round(); }, on_fault_);
}

void LadderLoop::Stop() { loop_.Stop(); }

}  // namespace liandong
