#include "app/quality_checks.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include "codec/event_codec.hpp"

namespace liandong {
namespace {

constexpr std::string_view kScope = "quality";

template <class E>
std::optional<E> EventOf(const JournalEntry& entry) {
    const auto body = DecodePayload(entry.kind, entry.payload);
    const auto* event = body ? std::get_if<E>(&*body) : nullptr;
    return event == nullptr ? std::nullopt : std::optional(*event);
}

Error NothingToCheck() {
    return {ErrorKind::kRejected,
            "nothing_to_check",
            "There is no work of that kind in this case that may be checked.",
            "nothing to check",
            {}};
}

Result<QualityWork> WorkIn(const Services& services, const Case& c, QualitySubject subject,
                           Deadline deadline) {
    const auto city = services.city.Current();
    if (!MayBeChecked(c)) return Failure{NothingToCheck()};
    LD_TRY(const auto history, services.store.History(c.id, deadline));
    for (const JournalEntry& entry : history | std::views::reverse) {
        const auto work = subject == QualitySubject::kRecord ? RecordIn(*city, entry, c)
                                                             : AnswerIn(*city, entry, c);
        if (work) return *work;
    }
    return Failure{NothingToCheck()};
}

// Who did the work may object to its score, and whoever speaks for their unit: they have no
// permission over checks, and need none for this one.
Result<std::pair<QualityCheck, StoredDocument>> LoadForActing(const Services& services,
                                                              const Principal& who, DocumentId id,
                                                              Deadline deadline) {
    LD_TRY(auto loaded, LoadDocumentAs<QualityCheck>(services, SystemPrincipal(), id, deadline));
    const QualityCheck& check = loaded.first;
    const bool is_judged =
        check.state != QualityState::kDrawn && IsJudgedBy(check, who, *services.city.Current());
    if (!is_judged && !MayAnywhere(who, DocumentTraits<QualityCheck>::kViewPermission))
        return Failure{detail::NoSuchDocumentForYou()};
    return loaded;
}

}  // namespace

Result<std::optional<QualityCheck>> OpenQuality(const Services& services, const Principal& who,
                                                const DrawQuality& draw, Deadline deadline) {
    LD_TRY(auto made, PrepareDocument<QualityCheck>(services, who, draw, {}, 0, deadline));
    const std::string key =
        std::to_string(draw.work.about.value) + "-" + std::to_string(draw.work.seq);
    made.changes.idempotency = IdempotencyKey{std::string(kScope), key, key};
    const auto written = services.store.Commit(made.changes, deadline);
    if (written) return std::optional(std::move(made.state));
    if (written.error().code == "duplicate_request") return std::optional<QualityCheck>{};
    return Failure{written.error()};
}

bool MayBeChecked(const Case& c) { return !c.secret && !c.erased && c.state != CaseState::kVoided; }

std::optional<QualityWork> RecordIn(const City& city, const JournalEntry& opened, const Case& c) {
    if (opened.kind != "case_opened") return {};
    const bool is_taken_down = c.opened_by.kind == ActorKind::kUser && c.source_system.empty() &&
                               !c.split_from && city.IsWithin(c.opened_by.unit, city.hotline_unit);
    if (!is_taken_down) return {};
    return QualityWork{c.id, QualitySubject::kRecord, opened.seq, c.opened_by.id, c.opened_by.unit};
}

std::optional<QualityWork> AnswerIn(const City& city, const JournalEntry& finished, const Case& c) {
    if (finished.kind != "assignment_finished") return {};
    const auto event = EventOf<AssignmentFinished>(finished);
    const auto actor = DecodeActor(finished.actor);
    const Assignment* part = event ? FindAssignment(c, event->assignment) : nullptr;
    if (part == nullptr || !actor) return {};
    // Of the hotline's own answers, and of its superiors', nobody here is a judge.
    if (city.IsWithin(city.hotline_unit, part->unit)) return {};
    const bool is_person = actor->kind == ActorKind::kUser;
    return QualityWork{c.id, QualitySubject::kAnswer, finished.seq,
                       is_person ? actor->id : std::string(), part->unit};
}

Result<QualityCheck> CheckByHand(const Services& services, const Principal& who,
                                 const QualityByHand& request, Deadline deadline) {
    LD_TRY(const auto stored, LoadVisible(services, who, request.case_id, deadline));
    DrawQuality draw{{}, QualityCause::kByHand, {}};
    LD_TRY(draw.work, WorkIn(services, stored.state, request.subject, deadline));
    LD_TRY(auto made, OpenQuality(services, who, draw, deadline));
    if (!made) return Failure{ToError({RefusalCode::kAlreadyDone, {}})};
    return *std::move(made);
}

Result<QualityCheck> ActOnQuality(const Services& services, const Principal& who,
                                  const DocumentRequest<QualityCheck>& request, Deadline deadline) {
    return RetryLostRace(request.if_version, [&]() -> Result<QualityCheck> {
        LD_TRY(const auto loaded, LoadForActing(services, who, request.id, deadline));
        const auto& [before, stored] = loaded;
        if (request.if_version && *request.if_version != before.version)
            return Failure{detail::DocumentConflict(before.version)};
        const bool has_texts = !std::holds_alternative<FireQualityDue>(request.command);
        std::string key;
        if (has_texts) {
            LD_TRY(key, detail::UnwrapKey(services, stored));
        }
        const auto city = services.city.Current();
        LD_TRY(auto change,
               DecideDocument<QualityCheck>(services, before, request.id, key, request.command,
                                            {services.clock.Now(), *city, who, {}, {}}));
        ChangeSet changes;
        changes.documents.push_back(std::move(change));
        LD_TRY(services.store.Commit(changes, deadline));
        return DocumentCodec<QualityCheck>::DecodeState(changes.documents.front().body);
    });
}

Result<void> FireQuality(const Services& services, DocumentId id, Deadline deadline) {
    LD_TRY(ActOnQuality(services, SystemPrincipal(), {id, FireQualityDue{}, {}, {}}, deadline));
    return {};
}

}  // namespace liandong
