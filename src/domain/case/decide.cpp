#include "domain/case/decide.hpp"

#include <utility>

#include "domain/case/guards.hpp"

namespace liandong {
namespace {

AssignmentNo NumberIn(const Command& command) {
    return std::visit(
        [](const auto& c) {
            if constexpr (requires { c.assignment; }) {
                return c.assignment;
            } else {
                return AssignmentNo{};
            }
        },
        command);
}

// One small function a command; those that need more than a line live in decide_*.cpp, grouped by
// who acts.
class Decider {
public:
    Decider(const Case& c, const Facts& facts) : case_(c), facts_(facts) {}

    Decision operator()(const Amend& command) const { return DecideAmend(case_, command, facts_); }
    Decision operator()(const AskSupplement& command) const {
        return DecideAskSupplement(case_, command, facts_);
    }
    Decision operator()(const Supplement& command) const {
        return DecideSupplement(case_, command, facts_);
    }
    Decision operator()(const AnswerAtDesk& command) const {
        return DecideAnswerAtDesk(case_, command, facts_);
    }
    Decision operator()(const Decline& command) const {
        return DecideDecline(case_, command, facts_);
    }
    Decision operator()(const RuleDecline& command) const {
        return DecideRuleDecline(case_, command, facts_);
    }
    Decision operator()(const HandOver& command) const {
        return DecideHandOver(case_, command, facts_);
    }
    Decision operator()(const Dispatch& command) const {
        return DecideDispatch(case_, command, facts_);
    }
    Decision operator()(const Withdraw& command) const {
        return DecideWithdraw(case_, command, facts_);
    }
    Decision operator()(const Acknowledge& command) const {
        return Events(Acknowledged{NoOf(command.assignment)});
    }
    Decision operator()(const Contact& command) const {
        return DecideContact(case_, command, facts_);
    }
    Decision operator()(const Return& command) const {
        return DecideReturn(case_, command, facts_);
    }
    Decision operator()(const RuleReturn& command) const {
        return DecideRuleReturn(case_, command, facts_);
    }
    Decision operator()(const RequestExtension& command) const {
        return DecideRequestExtension(case_, command, facts_);
    }
    Decision operator()(const RuleExtension& command) const {
        return DecideRuleExtension(case_, command, facts_);
    }
    Decision operator()(const PauseHandling& command) const {
        LD_TRY(NeedText(command.note, facts_));
        return Events(HandlingPaused{NoOf(command.assignment), PauseReason::kStatutoryProcedure,
                                     command.note.ref});
    }
    Decision operator()(const ResumeHandling& command) const {
        return DecideResume(case_, command, facts_);
    }
    Decision operator()(const Finish& command) const {
        return DecideFinish(case_, command, facts_);
    }
    Decision operator()(const Review& command) const {
        return DecideReview(case_, command, facts_);
    }
    Decision operator()(const Callback& command) const {
        return DecideCallback(case_, command, facts_);
    }
    Decision operator()(const Redo& command) const {
        return DecideRedo(case_, command.reason, facts_);
    }
    Decision operator()(const Merge& command) const { return DecideMerge(case_, command, facts_); }
    Decision operator()(const Unmerge& command) const {
        return DecideUnmerge(case_, command, facts_);
    }
    Decision operator()(const AdoptChild& command) const {
        return Events(ChildMerged{command.child});
    }
    Decision operator()(const ReleaseChild& command) const {
        return Events(ChildUnmerged{command.child});
    }
    Decision operator()(const RecordSplit& command) const {
        return Events(CaseSplit{command.children});
    }
    Decision operator()(const VoidCase& command) const {
        LD_TRY(NeedText(command.reason, facts_));
        LD_TRY(Clock archive, BeginArchive(facts_));
        return Events(CaseVoided{command.reason.ref, std::move(archive)});
    }
    Decision operator()(const Archive&) const { return Events(CaseArchived{}); }
    Decision operator()(const AddNote& command) const {
        LD_TRY(NeedText(command.text, facts_));
        return Events(NoteAdded{command.text.ref});
    }
    Decision operator()(const Remind& command) const {
        // Before a unit has the case the hotline reminds itself; a part that is not there cannot be
        // reminded.
        const Assignment* a = FindAssignment(case_, command.assignment);
        if (a == nullptr && command.assignment.value != 0)
            return Refuse(RefusalCode::kNoSuchAssignment);
        LD_TRY(NeedText(command.text, facts_));
        return Events(Reminded{a == nullptr ? AssignmentNo{} : a->no, command.text.ref});
    }
    Decision operator()(const Attach& command) const {
        LD_TRY(AllowText(command.name, facts_));
        LD_TRY(CheckWord(command.attachment.blob.value));
        LD_TRY(CheckWord(command.attachment.media_type));
        return Events(AttachmentAdded{command.attachment, command.name.ref});
    }
    Decision operator()(const FireDeadline& command) const {
        return DecideFireDeadline(case_, command, facts_);
    }
    Decision operator()(const ImportAnswer& command) const {
        // As long as it was: what a unit answered years ago is not cut.
        LD_TRY(CheckText(command.reply.plain));
        if (facts_.now < case_.opened_at) return Refuse(RefusalCode::kTimeTooEarly);
        LD_TRY(Clock archive, BeginArchive(facts_));
        return Events(AnswerImported{command.reply.ref, std::move(archive)});
    }
    Decision operator()(const ViewPersonalData& command) const {
        LD_TRY(NeedText(command.reason, facts_));
        LD_TRY(CheckWord(command.field));
        return Events(PersonalDataViewed{command.field, command.reason.ref});
    }
    Decision operator()(const ErasePerson& command) const {
        if (command.basis.empty()) return Refuse(RefusalCode::kTextRequired);
        LD_TRY(CheckWord(command.basis));
        return Events(PersonErased{command.basis});
    }
    Decision operator()(const LinkDocument& command) const {
        return Events(
            DocumentLinked{command.document, command.kind, command.number, command.level});
    }
    Decision operator()(const RequestAppeal& command) const {
        LD_TRY(NeedText(command.grounds, facts_));
        return Events(AppealRequested{NoOf(command.assignment), command.kind, command.grounds.ref});
    }
    Decision operator()(const RuleAppeal& command) const {
        LD_TRY(NeedText(command.note, facts_));
        return Events(AppealRuled{NoOf(command.assignment), command.uphold, command.note.ref});
    }
    Decision operator()(const RecordLink& command) const {
        return DecideRecordLink(case_, command, facts_);
    }

    Decision operator()(const PassDown& command) const {
        return DecidePassDown(case_, command, facts_);
    }
    Decision operator()(const AddUnit& command) const {
        return DecideAddUnit(case_, command, facts_);
    }
    Decision operator()(const ReleaseUnit& command) const {
        return DecideReleaseUnit(case_, command, facts_);
    }
    Decision operator()(const RuleDispute& command) const {
        return DecideRuleDispute(case_, command, facts_);
    }
    Decision operator()(const RuleHandOver& command) const {
        return DecideRuleHandOver(case_, command, facts_);
    }
    Decision operator()(const RuleHandIn& command) const {
        return DecideRuleHandIn(case_, command, facts_);
    }
    Decision operator()(const RequestMove& command) const {
        return DecideRequestMove(case_, command, facts_);
    }
    Decision operator()(const ContactOwner& command) const {
        LD_TRY(AllowText(command.note, facts_));
        return Events(OwnerContacted{command.method, command.reached, command.note.ref});
    }
    Decision operator()(const EndMove& command) const {
        return DecideEndMove(case_, command, facts_);
    }
    Decision operator()(const SendCallbackLink&) const {
        return DecideSendCallbackLink(case_, facts_);
    }

private:
    // "The lead's" becomes its number, so that the event stands by itself.
    AssignmentNo NoOf(AssignmentNo no) const { return FindAssignment(case_, no)->no; }

    const Case& case_;
    const Facts& facts_;
};

}  // namespace

Decision Decide(const Case& c, const Command& command, const Facts& facts) {
    if (const auto refused = Guard(c, ActionOf(command), NumberIn(command), facts))
        return Refuse(*refused);
    return std::visit(Decider(c, facts), command);
}

}  // namespace liandong
