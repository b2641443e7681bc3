#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/case/decide.hpp"

// Beside the case stand its documents: a supervision order, a conference, a duty shift, an offer to
// a mediator. Each is a small life of its own with its own number, deadline and trace, decided and
// folded like a case, and it names the cases it is about.
//
// A kind of document is a type D with DocumentTraits<D> and these functions beside it:
//
//   Decide(const D&, const Command&, const DocumentFacts&) -> Result<std::vector<Event>, Refusal>
//   Apply(D, const DocumentEvent<Event>&) -> D         the fold; a default D is "not there yet"
//   HeadOf(const D&) -> DocumentHead                   what lists show and filter by
//   ForEachSealed(Command&, const SealedVisitor&)      free text and personal data of a command
//
// docs/recipes/add-a-document.md tells what else a new kind needs.

namespace liandong {

enum class DocumentKind : std::uint8_t {
    kSupervisionOrder = 1,
    kJointConference = 2,
    kDisciplineReferral = 3,
    kDutyShift = 4,
    kOffer = 5,
    kMediation = 6,
    kPatrolTask = 7,
    kArticle = 8,
    kAppeal = 9,
    kCallOut = 10,
    kKnowledgeGap = 11,
    kExam = 12,
    kQuestion = 13,
    kClimb = 14,
    kRaise = 15,
    kDutySlot = 16,
    kLeave = 17,
    kSurgeWarning = 18,
    kQualityCheck = 19,
    kAccessChange = 20,
};
template <>
inline constexpr auto kNames<DocumentKind> = std::to_array<Named<DocumentKind>>({
    {DocumentKind::kSupervisionOrder, "supervision_order", "督办件"},
    {DocumentKind::kJointConference, "joint_conference", "联席会议"},
    {DocumentKind::kDisciplineReferral, "discipline_referral", "纪委监督件"},
    {DocumentKind::kDutyShift, "duty_shift", "值班"},
    {DocumentKind::kOffer, "offer", "派人"},
    {DocumentKind::kMediation, "mediation", "调解"},
    {DocumentKind::kPatrolTask, "patrol_task", "巡查任务"},
    {DocumentKind::kArticle, "article", "知识条目"},
    {DocumentKind::kAppeal, "appeal", "申诉"},
    {DocumentKind::kCallOut, "call_out", "紧急呼叫"},
    {DocumentKind::kKnowledgeGap, "knowledge_gap", "知识缺口"},
    {DocumentKind::kExam, "exam", "考试"},
    {DocumentKind::kQuestion, "question", "题目"},
    {DocumentKind::kClimb, "climb", "督办进程"},
    {DocumentKind::kRaise, "raise", "提级件"},
    {DocumentKind::kDutySlot, "duty_slot", "值班表"},
    {DocumentKind::kLeave, "leave", "请假"},
    {DocumentKind::kSurgeWarning, "surge_warning", "异动预警"},
    {DocumentKind::kQualityCheck, "quality_check", "质检"},
    {DocumentKind::kAccessChange, "access_change", "权限变更"},
});

/// Documents take their numbers out of the same series as cases, so that a number alone says which
/// stream of the journal and which vault is meant.
using DocumentId = CaseId;

/// What every kind has in common; kept as columns beside the state.
struct DocumentHead {
    DocumentId id;
    std::int32_t version = 0;  ///< number of events so far
    DocumentKind kind = DocumentKind::kSupervisionOrder;
    std::string state;            ///< the code of the kind's own state
    std::string number;           ///< as it is written on paper; empty where a kind has none
    std::vector<CaseId> cases;    ///< that it is about
    std::vector<UnitCode> units;  ///< that it concerns; they and those above them may see it
    std::string person;           ///< whose turn it is: a user's id or a staff code; may be empty
    bool open = true;             ///< somebody still owes something
    Instant opened_at;
    std::optional<Instant> closed_at;
    std::optional<Instant> due_at;  ///< when the timer looks at it next

    bool operator==(const DocumentHead&) const = default;
};

/// One line of a document's life.
template <class Body>
struct DocumentEvent {
    DocumentId id;
    std::int32_t seq = 0;
    Instant at;
    Actor actor;
    Body body;
};

struct DocumentFacts {
    Instant now;
    const City& city;
    const Principal& who;
    /// A fresh number of the kind's series, for commands that open a document.
    std::string number;
    /// The units and states of the cases that an opening command names, in its order.
    std::vector<const Case*> cases;
};

/// Per kind: `kKind`, `Event` and `Command` (variants), `kEventKinds` (stored names of the events,
/// in the order of the variant, told apart from every other kind's by their first word), `kSeries`
/// (name of the number series; empty: no number of its own) and `kViewPermission`.
template <class D>
struct DocumentTraits;
template <class D>
using DocumentEventOf = DocumentEvent<typename DocumentTraits<D>::Event>;
template <class D>
using DocumentCommand = typename DocumentTraits<D>::Command;

/// Folds a whole history.
template <class D>
[[nodiscard]] D ReplayDocument(const std::vector<DocumentEventOf<D>>& events) {
    D state;
    for (const auto& event : events) state = Apply(std::move(state), event);
    return state;
}

/// Visits the sealed text members that commands usually have, whatever they are called.
struct SealedMembers {
    const SealedVisitor& visit;
    template <class C>
    void operator()(C& c) const {
        if constexpr (requires { SealedText{c.text}; }) visit.text(c.text);
        if constexpr (requires { SealedText{c.note}; }) visit.text(c.note);
        if constexpr (requires { SealedText{c.reason}; }) visit.text(c.reason);
        if constexpr (requires { SealedText{c.title}; }) visit.text(c.title);
    }
};

}  // namespace liandong
