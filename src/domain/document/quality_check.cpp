#include "domain/document/quality_check.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<QualityEvent>, Refusal>;

Decided One(QualityEvent event) { return std::vector<QualityEvent>{std::move(event)}; }

bool MayCheck(const DocumentFacts& f) { return MayAnywhere(f.who, "check_quality"); }

// Nobody judges what they or their own house did.
bool IsOwnWork(const QualityCheck& check, const DocumentFacts& f) {
    if (IsNamed(f.who, check.work.person)) return true;
    return check.work.subject == QualitySubject::kAnswer &&
           f.city.IsWithin(f.who.actor.unit, check.work.unit);
}

std::optional<RefusalCode> GuardScore(const QualityCheck& check, const DocumentFacts& f) {
    if (check.state != QualityState::kDrawn) return RefusalCode::kWrongState;
    if (!MayCheck(f)) return RefusalCode::kNotPermitted;
    if (IsOwnWork(check, f)) return RefusalCode::kOwnWork;
    return {};
}

std::optional<RefusalCode> GuardAppeal(const QualityCheck& check, const DocumentFacts& f) {
    if (check.state != QualityState::kScored) return RefusalCode::kWrongState;
    if (!IsJudgedBy(check, f.who, f.city)) return RefusalCode::kNotPermitted;
    if (f.now >= check.due_at) return RefusalCode::kWrongState;  // the timer is late
    return {};
}

std::optional<RefusalCode> GuardDecide(const QualityCheck& check, const DocumentFacts& f) {
    if (check.state != QualityState::kAppealed) return RefusalCode::kWrongState;
    if (!MayCheck(f)) return RefusalCode::kNotPermitted;
    const bool is_party =
        IsNamed(f.who, check.scored_by) || IsNamed(f.who, check.appealed_by) || IsOwnWork(check, f);
    if (is_party) return RefusalCode::kOwnWork;
    return {};
}

// Each criterion of the subject once, within its points, and a reason for what is taken off.
Result<std::vector<QualityMark>, Refusal> MarksOf(const std::vector<NewMark>& given,
                                                  QualitySubject subject, const DocumentFacts& f) {
    const auto criteria = f.city.quality.CriteriaOf(subject);
    std::vector<QualityMark> marks;
    for (const QualityCriterion& criterion : criteria) {
        const auto mark = std::ranges::find(given, criterion.code, &NewMark::criterion);
        const bool is_within =
            mark != given.end() && mark->points >= 0 && mark->points <= criterion.points;
        if (!is_within) {
            return Failure{Refusal{RefusalCode::kMarksInvalid, {{"criterion", criterion.code}}}};
        }
        if (mark->points < criterion.points) {
            LD_TRY(NeedDocumentText(mark->reason, f));
        } else {
            LD_TRY(AllowDocumentText(mark->reason, f));
        }
        marks.push_back(
            {criterion.code, mark->points, criterion.points, criterion.fatal, mark->reason.ref});
    }
    if (marks.empty() || given.size() != marks.size()) return Refuse(RefusalCode::kMarksInvalid);
    return marks;
}

Decided DecideOn(const QualityCheck& check, const DrawQuality& c, const DocumentFacts& f) {
    if (check.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    if (!MayCheck(f)) return Refuse(RefusalCode::kNotPermitted);
    // A lot is the program's to draw: what a person picks says so.
    if (c.cause != QualityCause::kByHand && f.who.actor.kind != ActorKind::kSystem)
        return Refuse(RefusalCode::kNotPermitted);
    if (f.city.quality.CriteriaOf(c.work.subject).empty())
        return Refuse(RefusalCode::kMarksInvalid);
    LD_TRY(const Instant due_at, DueAfter(f.city.quality.score, f));
    return One(QualityDrawn{c.work, c.cause, c.lot, due_at});
}

Decided DecideOn(const QualityCheck& check, const ScoreQuality& c, const DocumentFacts& f) {
    if (const auto refusal = GuardScore(check, f)) return Refuse(*refusal);
    LD_TRY(auto marks, MarksOf(c.marks, check.work.subject, f));
    LD_TRY(AllowDocumentText(c.note, f));
    LD_TRY(const Instant due_at, DueAfter(f.city.quality.appeal, f));
    const std::int32_t score = QualityScoreOf(marks);
    return One(QualityScored{std::move(marks), score, c.note.ref, due_at});
}

Decided DecideOn(const QualityCheck& check, const AppealQuality& c, const DocumentFacts& f) {
    if (const auto refusal = GuardAppeal(check, f)) return Refuse(*refusal);
    LD_TRY(NeedDocumentText(c.text, f));
    LD_TRY(const Instant due_at, DueAfter(f.city.quality.decide, f));
    return One(QualityAppealed{c.text.ref, due_at});
}

Decided DecideOn(const QualityCheck& check, const DecideQuality& c, const DocumentFacts& f) {
    if (const auto refusal = GuardDecide(check, f)) return Refuse(*refusal);
    LD_TRY(NeedDocumentText(c.reason, f));
    if (c.marks.empty()) return One(QualityDecided{true, {}, check.score, c.reason.ref});
    LD_TRY(auto marks, MarksOf(c.marks, check.work.subject, f));
    const std::int32_t score = QualityScoreOf(marks);
    return One(QualityDecided{false, std::move(marks), score, c.reason.ref});
}

Decided DecideOn(const QualityCheck& check, const FireQualityDue& /*command*/,
                 const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (check.closed_at) return Refuse(RefusalCode::kWrongState);
    if (check.missed) return Refuse(RefusalCode::kAlreadyDone);
    if (f.now < check.due_at) return Refuse(RefusalCode::kNotBeforeDeadline);
    if (check.state == QualityState::kScored) return One(QualityClosed{});
    return One(QualityMissed{});
}

struct Applied {
    QualityCheck& check;
    const DocumentEvent<QualityEvent>& event;

    void operator()(const QualityDrawn& e) const {
        check = QualityCheck{};
        check.id = event.id;
        check.work = e.work;
        check.cause = e.cause;
        check.lot = e.lot;
        check.drawn_at = event.at;
        check.due_at = e.due_at;
    }
    void operator()(const QualityScored& e) const {
        Await(QualityState::kScored, e.due_at);
        check.scored_by = event.actor.id;
        check.scored_at = event.at;
        check.marks = e.marks;
        check.score = e.score;
        check.first_score = e.score;
        check.note = e.note;
    }
    void operator()(const QualityAppealed& e) const {
        Await(QualityState::kAppealed, e.due_at);
        check.appealed_by = event.actor.id;
        check.appealed_at = event.at;
        check.appeal = e.text;
    }
    void operator()(const QualityDecided& e) const {
        if (!e.upheld) check.marks = e.marks;
        check.score = e.score;
        check.decided_by = event.actor.id;
        check.ruling = e.reason;
        End(e.upheld ? QualityState::kUpheld : QualityState::kChanged);
    }
    void operator()(const QualityClosed& /*e*/) const { End(QualityState::kClosed); }
    void operator()(const QualityMissed& /*e*/) const { check.missed = true; }

    void Await(QualityState state, Instant due_at) const {
        check.state = state;
        check.due_at = due_at;
        check.missed = false;
    }
    void End(QualityState state) const {
        check.state = state;
        check.closed_at = event.at;
    }
};

}  // namespace

std::int32_t QualityScoreOf(const std::vector<QualityMark>& marks) {
    std::int32_t score = 0;
    for (const QualityMark& mark : marks) {
        if (mark.fatal && mark.points < mark.points_max) return 0;
        score += mark.points;
    }
    return score;
}

bool IsJudgedBy(const QualityCheck& check, const Principal& who, const City& city) {
    if (IsNamed(who, check.work.person)) return true;
    return check.work.subject == QualitySubject::kAnswer &&
           MayFor(who, "request_appeal", check.work.unit, city);
}

std::optional<RefusalCode> GuardQuality(const QualityCheck& check, std::size_t index,
                                        const DocumentFacts& facts) {
    switch (index) {
        case 1: return GuardScore(check, facts);
        case 2: return GuardAppeal(check, facts);
        case 3: return GuardDecide(check, facts);
        default: return RefusalCode::kWrongState;
    }
}

Result<std::vector<QualityEvent>, Refusal> Decide(const QualityCheck& check,
                                                  const QualityCommand& command,
                                                  const DocumentFacts& facts) {
    if (check.version == 0 && !std::holds_alternative<DrawQuality>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(check, c, facts); }, command);
}

QualityCheck Apply(QualityCheck check, const DocumentEvent<QualityEvent>& event) {
    std::visit(Applied{check, event}, event.body);
    check.version = event.seq;
    return check;
}

DocumentHead HeadOf(const QualityCheck& check) {
    DocumentHead head;
    head.id = check.id;
    head.version = check.version;
    head.kind = DocumentKind::kQualityCheck;
    head.state = Code(check.state);
    head.cases = {check.work.about};
    head.units = {check.work.unit};
    // Whoever did the work hears of it with the score, not before.
    if (check.state != QualityState::kDrawn) head.person = check.work.person;
    head.open = !check.closed_at;
    head.opened_at = check.drawn_at;
    head.closed_at = check.closed_at;
    if (head.open && !check.missed) head.due_at = check.due_at;
    return head;
}

void ForEachSealed(QualityCommand& command, const SealedVisitor& visit) {
    std::visit(
        [&](auto& c) {
            if constexpr (requires { c.marks; }) {
                for (NewMark& mark : c.marks) visit.text(mark.reason);
            }
            SealedMembers{visit}(c);
        },
        command);
}

}  // namespace liandong
