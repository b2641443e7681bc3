#include "domain/document/knowledge_gap.hpp"

#include <utility>

#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<GapEvent>, Refusal>;

Decided One(GapEvent event) { return std::vector<GapEvent>{std::move(event)}; }

bool MayFeel(const DocumentFacts& f) { return MayAnywhere(f.who, "answer_at_desk"); }
bool MayReview(const DocumentFacts& f) { return MayAnywhere(f.who, "review_knowledge"); }

Decided DecideOn(const KnowledgeGap& gap, const OpenGap& c, const DocumentFacts& f) {
    if (gap.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    if (!MayFeel(f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.text, f));
    if (f.city.FindCategory(c.category) == nullptr) return Refuse(RefusalCode::kUnknownCategory);
    if (!c.place.value.empty() && f.city.FindPlace(c.place) == nullptr)
        return Refuse(RefusalCode::kUnknownPlace);
    if (f.city.FindUnit(c.unit) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
    LD_TRY(const Instant due_at, DueAfter(f.city.knowledge_settings.gap, f));
    return One(GapOpened{f.number, c.cause, c.unit, c.category, c.place, c.article, c.topic,
                         c.text.ref, due_at});
}

Decided DecideOn(const KnowledgeGap& gap, const AskGapAgain& c, const DocumentFacts& f) {
    if (gap.closed_at) return Refuse(RefusalCode::kWrongState);
    if (!MayFeel(f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.text, f));
    return One(GapAskedAgain{c.text.ref});
}

Decided DecideOn(const KnowledgeGap& gap, const AnswerGap& c, const DocumentFacts& f) {
    if (gap.state != GapState::kOpen) return Refuse(RefusalCode::kWrongState);
    if (!MayFor(f.who, "write_knowledge", gap.unit, f.city))
        return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(CheckWord(c.article));
    if (c.article.empty()) {
        LD_TRY(NeedDocumentText(c.note, f));
    } else {
        LD_TRY(AllowDocumentText(c.note, f));
    }
    return One(GapAnswered{c.article, c.note.ref});
}

Decided DecideOn(const KnowledgeGap& gap, const SendBackGap& c, const DocumentFacts& f) {
    if (gap.state != GapState::kAnswered) return Refuse(RefusalCode::kWrongState);
    if (!MayReview(f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    LD_TRY(const Instant due_at, DueAfter(f.city.knowledge_settings.gap, f));
    return One(GapSentBack{c.reason.ref, due_at});
}

Decided DecideOn(const KnowledgeGap& gap, const CloseGap& c, const DocumentFacts& f) {
    if (gap.state != GapState::kAnswered) return Refuse(RefusalCode::kWrongState);
    if (!MayReview(f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(AllowDocumentText(c.note, f));
    return One(GapClosed{c.note.ref});
}

Decided DecideOn(const KnowledgeGap& gap, const FireGapDue& /*command*/, const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (gap.state != GapState::kOpen) return Refuse(RefusalCode::kWrongState);
    if (gap.missed) return Refuse(RefusalCode::kAlreadyDone);
    if (f.now < gap.due_at) return Refuse(RefusalCode::kNotBeforeDeadline);
    return One(GapMissed{});
}

struct Applied {
    KnowledgeGap& gap;
    const DocumentEvent<GapEvent>& event;

    void operator()(const GapOpened& e) const {
        gap = KnowledgeGap{};
        gap.id = event.id;
        gap.number = e.number;
        gap.cause = e.cause;
        gap.unit = e.unit;
        gap.category = e.category;
        gap.place = e.place;
        gap.article = e.article;
        gap.topic = e.topic;
        gap.text = e.text;
        gap.opened_at = event.at;
        gap.due_at = e.due_at;
    }
    void operator()(const GapAskedAgain& /*e*/) const { ++gap.asked; }
    void operator()(const GapAnswered& e) const {
        gap.state = GapState::kAnswered;
        gap.answered_with = e.article;
    }
    void operator()(const GapSentBack& e) const {
        gap.state = GapState::kOpen;
        gap.due_at = e.due_at;
        gap.missed = false;
        ++gap.sent_back;
    }
    void operator()(const GapClosed& /*e*/) const {
        gap.state = GapState::kClosed;
        gap.closed_at = event.at;
    }
    void operator()(const GapMissed& /*e*/) const { gap.missed = true; }
};

}  // namespace

Result<std::vector<GapEvent>, Refusal> Decide(const KnowledgeGap& gap, const GapCommand& command,
                                              const DocumentFacts& facts) {
    if (gap.version == 0 && !std::holds_alternative<OpenGap>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(gap, c, facts); }, command);
}

KnowledgeGap Apply(KnowledgeGap gap, const DocumentEvent<GapEvent>& event) {
    std::visit(Applied{gap, event}, event.body);
    gap.version = event.seq;
    return gap;
}

DocumentHead HeadOf(const KnowledgeGap& gap) {
    DocumentHead head;
    head.id = gap.id;
    head.version = gap.version;
    head.kind = DocumentKind::kKnowledgeGap;
    head.state = Code(gap.state);
    head.number = gap.number;
    head.units = {gap.unit};
    head.open = !gap.closed_at;
    head.opened_at = gap.opened_at;
    head.closed_at = gap.closed_at;
    if (gap.state == GapState::kOpen && !gap.missed) head.due_at = gap.due_at;
    return head;
}

void ForEachSealed(GapCommand& command, const SealedVisitor& visit) {
    std::visit([&](auto& c) { SealedMembers{visit}(c); }, command);
}

}  // namespace liandong
