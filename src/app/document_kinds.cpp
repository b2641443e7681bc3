#include "app/document_kinds.hpp"

#include <algorithm>
#include <array>

#include "app/act_on_document.hpp"
#include "app/call_on_duty.hpp"
#include "app/climb_ladder.hpp"
#include "app/duty_shifts.hpp"
#include "app/quality_checks.hpp"
#include "codec/event_codec.hpp"
#include "domain/document/access_change.hpp"
#include "domain/document/article.hpp"
#include "domain/document/discipline_referral.hpp"
#include "domain/document/exam.hpp"
#include "domain/document/joint_conference.hpp"
#include "domain/document/knowledge_gap.hpp"
#include "domain/document/mediation.hpp"
#include "domain/document/offer.hpp"
#include "domain/document/patrol_task.hpp"
#include "domain/document/question.hpp"
#include "domain/document/raise.hpp"
#include "domain/document/staff_leave.hpp"
#include "domain/document/supervision_order.hpp"
#include "domain/document/surge_warning.hpp"

namespace liandong {
namespace {

template <class D>
Result<ReplayedDocument> Replay(const std::vector<JournalEntry>& history) {
    D state;
    for (const JournalEntry& entry : history) {
        LD_TRY(auto body, DocumentCodec<D>::DecodeEvent(entry.kind, entry.payload));
        LD_TRY(auto actor, DecodeActor(entry.actor));
        state = Apply(std::move(state), DocumentEventOf<D>{entry.case_id, entry.seq, entry.at,
                                                           std::move(actor), std::move(body)});
    }
    return ReplayedDocument{HeadOf(state), DocumentCodec<D>::EncodeState(state)};
}

template <class D>
Result<void> ForEachRef(const JournalEntry& entry,
                        const std::function<void(std::string_view, const VaultRef&)>& visit) {
    LD_TRY(const auto body, DocumentCodec<D>::DecodeEvent(entry.kind, entry.payload));
    DocumentCodec<D>::ForEachRef(body, visit);
    return {};
}

template <class D, class FireCommand>
Result<void> Fire(const Services& services, DocumentId id, Deadline deadline) {
    const auto done =
        ActOnDocument<D>(services, SystemPrincipal(), {id, FireCommand{}, {}, {}}, deadline);
    if (!done) return Failure{done.error()};
    return {};
}

template <class D>
constexpr DocumentKindRules Rules(Result<void> (*fire)(const Services&, DocumentId, Deadline)) {
    return {DocumentTraits<D>::kKind,
            DocumentTraits<D>::kViewPermission,
            DocumentTraits<D>::kEventKinds,
            &Replay<D>,
            &ForEachRef<D>,
            fire};
}

// Every kind of document that this program knows.
constexpr auto kKinds = std::to_array<DocumentKindRules>({
    Rules<SupervisionOrder>(&Fire<SupervisionOrder, FireOrderDue>),
    Rules<JointConference>(&Fire<JointConference, FireConferenceDue>),
    Rules<Raise>(&Fire<Raise, FireRaiseDue>),
    Rules<DisciplineReferral>(nullptr),
    Rules<DutyShift>(&FireShift),
    Rules<Climb>(&FireClimb),
    Rules<DutySlot>(&Fire<DutySlot, FireSlotEnd>),
    Rules<StaffLeave>(&Fire<StaffLeave, FireLeaveEnd>),
    Rules<CallOut>(&FireCallOut),
    Rules<Offer>(&Fire<Offer, FireOfferDue>),
    Rules<PatrolTask>(&Fire<PatrolTask, FireTaskDue>),
    Rules<Mediation>(&Fire<Mediation, FireMediationDue>),
    Rules<SurgeWarning>(nullptr),
    Rules<Article>(&Fire<Article, FireArticleDue>),
    Rules<KnowledgeGap>(&Fire<KnowledgeGap, FireGapDue>),
    Rules<Question>(nullptr),
    Rules<Exam>(&Fire<Exam, FireExamDue>),
    Rules<AccessChange>(nullptr),
    Rules<QualityCheck>(&FireQuality),
});

}  // namespace

const DocumentKindRules* FindDocumentRules(DocumentKind kind) {
    const auto found = std::ranges::find(kKinds, kind, &DocumentKindRules::kind);
    return found == kKinds.end() ? nullptr : &*found;
}

const DocumentKindRules* FindDocumentRulesOf(std::string_view event_kind) {
    const auto found = std::ranges::find_if(kKinds, [&](const DocumentKindRules& rules) {
        return std::ranges::find(rules.event_kinds, event_kind) != rules.event_kinds.end();
    });
    return found == kKinds.end() ? nullptr : &*found;
}

}  // namespace liandong
