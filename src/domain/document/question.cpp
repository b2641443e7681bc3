#include "domain/document/question.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<QuestionEvent>, Refusal>;

Decided One(QuestionEvent event) { return std::vector<QuestionEvent>{std::move(event)}; }

bool MayTrain(const DocumentFacts& f) { return MayAnywhere(f.who, "train"); }

std::int32_t CountLines(std::string_view text) {
    return static_cast<std::int32_t>(std::ranges::count_if(
        Split(text, '\n'), [](std::string_view line) { return !Trim(line).empty(); }));
}

// At least one right answer, and at least one that is wrong.
Result<void, Refusal> CheckRight(const std::vector<std::int32_t>& right, std::int32_t options) {
    if (right.empty() || std::cmp_greater_equal(right.size(), options))
        return Refuse(RefusalCode::kChoiceInvalid);
    if (!std::ranges::is_sorted(right) || std::ranges::adjacent_find(right) != right.end())
        return Refuse(RefusalCode::kChoiceInvalid);
    if (right.front() < 1 || right.back() > options) return Refuse(RefusalCode::kChoiceInvalid);
    return {};
}

Decided DecideOn(const Question& question, const ProposeQuestion& c, const DocumentFacts& f) {
    if (question.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    if (!MayTrain(f)) return Refuse(RefusalCode::kNotPermitted);
    if (f.city.FindCategory(c.topic) == nullptr) return Refuse(RefusalCode::kUnknownCategory);
    LD_TRY(CheckWord(c.article));
    LD_TRY(NeedDocumentText(c.text, f));
    LD_TRY(NeedDocumentText(c.options, f));
    const std::int32_t options = CountLines(c.options.plain);
    if (std::cmp_greater(options, kOptionsMax)) return Refuse(RefusalCode::kTooMany);
    LD_TRY(CheckRight(c.right, options));
    return One(QuestionProposed{c.topic, c.article, c.source, c.text.ref, c.options.ref, options,
                                c.right});
}

Decided DecideOn(const Question& question, const ApproveQuestion& /*command*/,
                 const DocumentFacts& f) {
    if (question.state != QuestionState::kProposed) return Refuse(RefusalCode::kWrongState);
    if (!MayTrain(f)) return Refuse(RefusalCode::kNotPermitted);
    if (question.proposed_by.id == f.who.actor.id) return Refuse(RefusalCode::kOwnWork);
    return One(QuestionApproved{});
}

Decided DecideOn(const Question& question, const RejectQuestion& c, const DocumentFacts& f) {
    if (question.state != QuestionState::kProposed) return Refuse(RefusalCode::kWrongState);
    if (!MayTrain(f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(QuestionRejected{c.reason.ref});
}

Decided DecideOn(const Question& question, const RetireQuestion& c, const DocumentFacts& f) {
    if (question.state != QuestionState::kApproved) return Refuse(RefusalCode::kWrongState);
    if (!MayTrain(f)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(QuestionRetired{c.reason.ref});
}

struct Applied {
    Question& question;
    const DocumentEvent<QuestionEvent>& event;

    void operator()(const QuestionProposed& e) const {
        question = Question{};
        question.id = event.id;
        question.topic = e.topic;
        question.article = e.article;
        question.source = e.source;
        question.text = e.text;
        question.options = e.options;
        question.option_count = e.option_count;
        question.right = e.right;
        question.proposed_by = event.actor;
        question.proposed_at = event.at;
    }
    void operator()(const QuestionApproved& /*e*/) const {
        question.state = QuestionState::kApproved;
    }
    void operator()(const QuestionRejected& /*e*/) const { End(QuestionState::kRejected); }
    void operator()(const QuestionRetired& /*e*/) const { End(QuestionState::kRetired); }

    void End(QuestionState state) const {
        question.state = state;
        question.closed_at = event.at;
    }
};

}  // namespace

Result<std::vector<QuestionEvent>, Refusal> Decide(const Question& question,
                                                   const QuestionCommand& command,
                                                   const DocumentFacts& facts) {
    if (question.version == 0 && !std::holds_alternative<ProposeQuestion>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(question, c, facts); }, command);
}

Question Apply(Question question, const DocumentEvent<QuestionEvent>& event) {
    std::visit(Applied{question, event}, event.body);
    question.version = event.seq;
    return question;
}

DocumentHead HeadOf(const Question& question) {
    DocumentHead head;
    head.id = question.id;
    head.version = question.version;
    head.kind = DocumentKind::kQuestion;
    head.state = Code(question.state);
    head.open = question.state == QuestionState::kProposed;
    head.opened_at = question.proposed_at;
    head.closed_at = question.closed_at;
    return head;
}

void ForEachSealed(QuestionCommand& command, const SealedVisitor& visit) {
    std::visit(
        [&](auto& c) {
            if constexpr (requires { SealedText{c.options}; }) visit.text(c.options);
            SealedMembers{visit}(c);
        },
        command);
}

}  // namespace liandong
