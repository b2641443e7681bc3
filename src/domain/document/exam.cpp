#include "domain/document/exam.hpp"

#include <algorithm>
#include <utility>

#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<ExamEvent>, Refusal>;

Decided One(ExamEvent event) { return std::vector<ExamEvent>{std::move(event)}; }

bool MayTrain(const DocumentFacts& f) { return MayAnywhere(f.who, "train"); }

// SplitMix64: the same numbers on every machine, which the standard's distributions are not.
std::uint64_t NextRandom(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
}

Decided DecideOn(const Exam& exam, const DrawExam& c, const DocumentFacts& f) {
    if (exam.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    // Anybody may sit an exam; who is examined without asking for it is for trainers to say.
    if (!IsNamed(f.who, c.person) && !MayTrain(f)) return Refuse(RefusalCode::kNotPermitted);
    const ExamRule* rule = f.city.FindExam(c.exam);
    if (rule == nullptr) return Refuse(RefusalCode::kUnknownExam);
    LD_TRY(CheckWord(c.person));
    LD_TRY(const Instant due_at, DueAfter(rule->within, f));
    return One(ExamDrawn{c.exam, rule->skill, c.person, c.unit, c.seed, c.questions,
                         rule->pass_percent, rule->valid_days, due_at});
}

// Nobody answers for somebody else but whoever answers for the people of that unit.
bool MayAnswer(const Exam& exam, const DocumentFacts& f) {
    if (IsNamed(f.who, exam.person)) return true;
    return f.city.FindStaff(exam.person) != nullptr &&
           MayFor(f.who, "answer_task", exam.unit, f.city);
}

Decided DecideOn(const Exam& exam, const AnswerExam& c, const DocumentFacts& f) {
    if (exam.state != ExamState::kDrawn) return Refuse(RefusalCode::kWrongState);
    if (!MayAnswer(exam, f)) return Refuse(RefusalCode::kNotPermitted);
    if (f.now >= exam.due_at) return Refuse(RefusalCode::kWrongState);  // the timer is late
    if (c.answers.size() != exam.questions.size() || c.key.size() != exam.questions.size())
        return Refuse(RefusalCode::kChoiceInvalid);
    ExamMarked marked;
    marked.answers = c.answers;
    std::size_t count = 0;
    for (std::size_t i = 0; i < c.key.size(); ++i) {
        Choice given = c.answers[i];
        std::ranges::sort(given);
        const bool is_right = given == c.key[i];
        marked.right.push_back(is_right);
        count += is_right ? 1 : 0;
    }
    marked.percent = static_cast<std::int32_t>(count * 100 / c.key.size());
    marked.passed = marked.percent >= exam.pass_percent;
    if (marked.passed) marked.valid_until = f.now + std::chrono::days(exam.valid_days);
    return One(std::move(marked));
}

Decided DecideOn(const Exam& exam, const RevokeCertificate& c, const DocumentFacts& f) {
    if (exam.state != ExamState::kPassed) return Refuse(RefusalCode::kWrongState);
    if (!MayTrain(f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(CertificateRevoked{c.reason.ref});
}

Decided DecideOn(const Exam& exam, const FireExamDue& /*command*/, const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (exam.state == ExamState::kDrawn && f.now >= exam.due_at) return One(ExamLapsed{});
    if (exam.state == ExamState::kPassed && f.now >= *exam.valid_until)
        return One(CertificateExpired{});
    const bool runs = exam.state == ExamState::kDrawn || exam.state == ExamState::kPassed;
    return Refuse(runs ? RefusalCode::kNotBeforeDeadline : RefusalCode::kWrongState);
}

struct Applied {
    Exam& exam;
    const DocumentEvent<ExamEvent>& event;

    void operator()(const ExamDrawn& e) const {
        exam = Exam{};
        exam.id = event.id;
        exam.exam = e.exam;
        exam.skill = e.skill;
        exam.person = e.person;
        exam.unit = e.unit;
        exam.seed = e.seed;
        exam.questions = e.questions;
        exam.pass_percent = e.pass_percent;
        exam.valid_days = e.valid_days;
        exam.drawn_at = event.at;
        exam.due_at = e.due_at;
    }
    void operator()(const ExamMarked& e) const {
        exam.answers = e.answers;
        exam.right = e.right;
        exam.percent = e.percent;
        exam.valid_until = e.valid_until;
        End(e.passed ? ExamState::kPassed : ExamState::kFailed);
    }
    void operator()(const ExamLapsed& /*e*/) const { End(ExamState::kLapsed); }
    void operator()(const CertificateExpired& /*e*/) const { exam.state = ExamState::kExpired; }
    void operator()(const CertificateRevoked& /*e*/) const { exam.state = ExamState::kRevoked; }

    void End(ExamState state) const {
        exam.state = state;
        exam.closed_at = event.at;
    }
};

}  // namespace

std::vector<DocumentId> DrawQuestions(std::vector<DocumentId> bank, std::size_t count,
                                      std::int64_t seed) {
    std::ranges::sort(bank);
    const std::size_t drawn = std::min(count, bank.size());
    auto state = static_cast<std::uint64_t>(seed);
    for (std::size_t i = 0; i < drawn; ++i) {
        const auto left = static_cast<std::uint64_t>(bank.size() - i);
        std::swap(bank[i], bank[i + static_cast<std::size_t>(NextRandom(state) % left)]);
    }
    bank.resize(drawn);
    return bank;
}

Result<std::vector<ExamEvent>, Refusal> Decide(const Exam& exam, const ExamCommand& command,
                                               const DocumentFacts& facts) {
    if (exam.version == 0 && !std::holds_alternative<DrawExam>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(exam, c, facts); }, command);
}

Exam Apply(Exam exam, const DocumentEvent<ExamEvent>& event) {
    std::visit(Applied{exam, event}, event.body);
    exam.version = event.seq;
    return exam;
}

DocumentHead HeadOf(const Exam& exam) {
    DocumentHead head;
    head.id = exam.id;
    head.version = exam.version;
    head.kind = DocumentKind::kExam;
    head.state = Code(exam.state);
    if (!exam.unit.value.empty()) head.units = {exam.unit};
    head.person = exam.person;
    head.open = exam.state == ExamState::kDrawn;
    head.opened_at = exam.drawn_at;
    head.closed_at = exam.closed_at;
    if (exam.state == ExamState::kDrawn) head.due_at = exam.due_at;
    if (exam.state == ExamState::kPassed) head.due_at = exam.valid_until;
    return head;
}

void ForEachSealed(ExamCommand& command, const SealedVisitor& visit) {
    std::visit([&](auto& c) { SealedMembers{visit}(c); }, command);
}

}  // namespace liandong
