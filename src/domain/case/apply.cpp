#include <algorithm>

#include "base/check.hpp"
#include "domain/case/decide.hpp"
#include "domain/case/guards.hpp"

// The case as the fold of its events. Every function here is total: what happened, happened.

namespace liandong {
namespace {

void Stop(std::optional<Clock>& clock, Instant at) {
    if (clock) clock = StopClock(*clock, at);
}
void Cancel(std::optional<Clock>& clock, Instant at) {
    if (clock) clock = CancelClock(*clock, at);
}

class Applier {  // NOLINT(cppcoreguidelines-special-member-functions)
public:
    Applier(Case c, const Event& event) : case_(std::move(c)), event_(event) {}

    Case Done() && { return std::move(case_); }

    void operator()(const CaseOpened& e) {
        case_ = Case{};
        case_.id = event_.case_id;
        case_.channel = e.channel;
        case_.type = e.type;
        case_.category = e.category;
        case_.place = e.place;
        case_.point = e.point;
        case_.urgent = e.urgent;
        case_.secret = e.secret;
        case_.source_system = e.source_system;
        case_.source_id = e.source_id;
        case_.caller = e.caller;
        case_.narrative = e.narrative;
        case_.opened_by = event_.actor;
        case_.opened_at = event_.at;
        case_.dispatch = e.dispatch;
        case_.reopens = e.reopens;
        case_.split_from = e.split_from;
        if (e.hand_in) case_.hand_in = HandIn{*e.hand_in, {}};
    }
    void operator()(const CaseAmended& e) {
        if (e.type) case_.type = *e.type;
        if (e.category) case_.category = *e.category;
        if (e.place) case_.place = *e.place;
        if (e.point) case_.point = e.point;
        if (e.urgent) case_.urgent = *e.urgent;
        if (e.secret) case_.secret = *e.secret;
        if (e.caller) case_.caller = *e.caller;
        if (e.narrative) case_.narrative = *e.narrative;
    }
    void operator()(const SupplementAsked& e) {
        case_.state = CaseState::kAwaitingSupplement;
        case_.supplement = e.supplement;
        ++case_.supplement_count;
        if (case_.urgent) return;  // urgent clocks never pause
        const auto pause = [&](Clock& clock) {
            if (IsRunning(clock) && !IsPaused(clock)) {
                clock = PauseClock(clock, event_.at, PauseReason::kAwaitingSupplement);
            }
        };
        if (case_.dispatch) pause(*case_.dispatch);
        for (Assignment& a : case_.assignments) {
            if (IsOpen(a.state)) ForEachClock(a, pause);
        }
    }
    void operator()(const Supplemented& e) { ResumeAll(e.dispatch, e.resumed); }
    void operator()(const SupplementLapsed& e) {
        if (case_.supplement) case_.supplement = MissClock(*case_.supplement);
        ResumeAll(e.dispatch, e.resumed);
    }
    void operator()(const AnsweredAtDesk& e) {
        case_.article = e.article;
        Stop(case_.dispatch, event_.at);
        Close(CaseState::kAnsweredAtDesk, e.archive);
    }
    void operator()(const DeclineProposed& e) {
        case_.state = CaseState::kDeclineReview;
        case_.decline_reason = e.reason;
        Cancel(case_.supplement, event_.at);
        ReleaseAll();  // no unit works on what may not be ours at all
    }
    void operator()(const CaseDeclined& e) {
        case_.decline_reason = e.reason;
        Stop(case_.dispatch, event_.at);
        ReleaseAll();
        Close(CaseState::kDeclined, e.archive);
    }
    void operator()(const DeclineRefused& e) {
        case_.state = CaseState::kRegistered;
        if (e.dispatch) case_.dispatch = e.dispatch;
        case_.decline_reason.clear();
    }
    void operator()(const CaseHandedOver& e) {
        case_.hand_over_target = e.target;
        Stop(case_.dispatch, event_.at);
        Close(CaseState::kHandedOver, e.archive);
    }
    void operator()(const CaseDispatched& e) {
        case_.assignments.insert(case_.assignments.end(), e.assignments.begin(),
                                 e.assignments.end());
        Stop(case_.dispatch, event_.at);
        Cancel(case_.archive, event_.at);
        EndMove(false);
        case_.closed_at.reset();
        case_.state = CaseState::kDispatched;
    }
    void operator()(const DispatchWithdrawn& e) {
        ReleaseAll();
        case_.dispatch = e.dispatch;
        case_.state = CaseState::kRegistered;
    }
    void operator()(const Acknowledged& e) {
        Assignment& a = At(e.assignment);
        a.acknowledge = StopClock(a.acknowledge, event_.at);
        a.state = AssignmentState::kHandling;
        if (a.is_lead && case_.state == CaseState::kDispatched) case_.state = CaseState::kHandling;
    }
    void operator()(const CitizenContacted& e) {
        Assignment& a = At(e.assignment);
        if (!e.reached) return;
        a.contacted = true;
        Stop(a.contact, e.contacted_at);
    }
    void operator()(const ReturnRequested& e) {
        Assignment& a = At(e.assignment);
        a.state = AssignmentState::kReturnReview;
        a.return_proposed = e.proposed_unit;
        a.return_ruling = e.ruling;
        ++a.return_count;
        ++case_.return_count;
        if (a.is_lead) case_.state = CaseState::kReturnReview;
    }
    void operator()(const ReturnAccepted& e) {
        Assignment& a = At(e.assignment);
        const bool is_lead = a.is_lead;
        Stop(a.return_ruling, event_.at);
        Release(a, AssignmentState::kReturned);
        ReleaseBelow(e.assignment);
        if (!is_lead) return;
        // Without a lead nobody assists: the next dispatch names all units anew.
        ReleaseAll();
        case_.dispatch = e.dispatch;
        case_.state = CaseState::kRegistered;
    }
    void operator()(const ReturnRefused& e) {
        Stop(At(e.assignment).return_ruling, event_.at);
        BackToWork(At(e.assignment));
    }
    void operator()(const ExtensionRequested& e) {
        At(e.assignment).extensions.push_back({e.asked, event_.at, std::nullopt});
    }
    void operator()(const ExtensionGranted& e) {
        Assignment& a = At(e.assignment);
        a.extensions.back().granted = true;
        a.handling.due_at = e.due_at;
        // The application was made in time: a due time that passed while it was judged was not
        // missed.
        const bool runs_again =
            a.handling.outcome == ClockOutcome::kMissed && !a.handling.stopped_at;
        if (runs_again && e.due_at > event_.at) a.handling.outcome = ClockOutcome::kRunning;
    }
    void operator()(const ExtensionRefused& e) {
        At(e.assignment).extensions.back().granted = false;
    }
    void operator()(const HandlingPaused& e) {
        Assignment& a = At(e.assignment);
        a.handling = PauseClock(a.handling, event_.at, e.reason);
    }
    void operator()(const HandlingResumed& e) { At(e.assignment).handling = e.handling; }
    void operator()(const AssignmentFinished& e) {
        Assignment& a = At(e.assignment);
        a.handling = StopClock(a.handling, event_.at);
        a.acknowledge = StopClock(a.acknowledge, event_.at);
        if (a.contact && IsRunning(*a.contact)) {
            a.contact = e.caller_contacted
                            ? StopClock(*a.contact, e.contacted_at.value_or(event_.at))
                            : MissClock(*a.contact);
        }
        a.contacted = a.contacted || e.caller_contacted;
        a.state = AssignmentState::kFinished;
        ReleaseBelow(e.assignment);
        if (!a.is_lead) return;
        ReleaseAll();
        case_.state = CaseState::kAnswerReview;
    }
    void operator()(const AnswerAccepted& e) {
        case_.callback = e.callback;
        if (e.archive) {
            Close(CaseState::kFinished, *e.archive);
        } else {
            case_.state = CaseState::kCallback;
        }
    }
    void operator()(const AnswerSentBack& e) {
        Assignment& a = At(e.assignment);
        a.state = AssignmentState::kHandling;
        a.handling.stopped_at.reset();
        a.handling.outcome =
            a.handling.due_at < event_.at ? ClockOutcome::kMissed : ClockOutcome::kRunning;
        case_.state = CaseState::kHandling;
    }
    void operator()(const CalledBack& e) {
        ++case_.callback_attempts;
        CallbackRecord& record = Record();
        const CallOutcome as_reached = e.reached ? CallOutcome::kReached : CallOutcome::kNoAnswer;
        record.attempts.push_back(
            {event_.at, e.by.value_or(CallbackBy::kStaff), e.outcome.value_or(as_reached)});
        if (!e.reached) return;
        case_.solved = e.solved;
        case_.satisfied = e.satisfied;
        record.attitude = e.attitude;
        if (!record.first_solved) {
            record.first_solved = e.solved;
            record.first_satisfied = e.satisfied;
            record.first_attitude = e.attitude;
        }
        record.link_version = 0;
        // What a message says is bad a person still asks about, in the same time.
        if (!IsForPerson(e.by, e.solved, e.satisfied)) Stop(case_.callback, event_.at);
    }
    void operator()(const CaseRedone& e) {
        Assignment& a = At(e.assignment);
        a.handling = e.handling;
        a.state = AssignmentState::kHandling;
        ++a.redo_count;
        ++case_.redo_count;
        case_.callback_attempts = 0;
        if (case_.callbacks) case_.callbacks->link_version = 0;
        Stop(case_.callback, event_.at);
        Cancel(case_.archive, event_.at);
        case_.closed_at.reset();
        case_.state = CaseState::kHandling;
    }
    void operator()(const CaseFinished& e) {
        Stop(case_.callback, event_.at);
        Close(CaseState::kFinished, e.archive);
    }
    void operator()(const CaseMerged& e) {
        case_.merged_into = e.into;
        case_.state_before_merge = case_.state;
        Cancel(case_.dispatch, event_.at);
        case_.suspended.clear();
        for (Assignment& a : case_.assignments) {
            if (IsOpen(a.state)) case_.suspended.push_back(a.no);
            Release(a, AssignmentState::kWithdrawn);
        }
        Close(CaseState::kMerged, e.archive);
    }
    void operator()(const ChildMerged& e) { case_.merged_children.push_back(e.child); }
    void operator()(const CaseUnmerged& e) {
        case_.state = case_.state_before_merge.value_or(CaseState::kRegistered);
        // What we waited for was cancelled with the merge; the case goes on without.
        if (case_.state == CaseState::kAwaitingSupplement) {
            case_.state = StateByLead(e.resumed);
        }
        case_.merged_into.reset();
        case_.state_before_merge.reset();
        case_.suspended.clear();
        case_.closed_at.reset();
        Cancel(case_.archive, event_.at);
        if (e.dispatch) case_.dispatch = e.dispatch;
        if (e.callback) case_.callback = e.callback;
        for (const Assignment& again : e.resumed) At(again.no) = again;
    }
    void operator()(const ChildUnmerged& e) { std::erase(case_.merged_children, e.child); }
    void operator()(const CaseSplit& e) {
        case_.split_children.insert(case_.split_children.end(), e.children.begin(),
                                    e.children.end());
    }
    void operator()(const CaseVoided& e) {
        Cancel(case_.dispatch, event_.at);
        ReleaseAll();
        Close(CaseState::kVoided, e.archive);
    }
    void operator()(const CaseArchived&) {
        Stop(case_.archive, event_.at);
        case_.state = CaseState::kArchived;
    }
    void operator()(const ArchivePostponed& e) { case_.archive = e.archive; }
    void operator()(const NoteAdded&) {}
    void operator()(const Reminded&) {}
    void operator()(const AttachmentAdded& e) { case_.attachments.push_back(e.attachment); }
    void operator()(const ReminderSent& e) {
        if (Clock* clock = FindClock(e.clock, e.assignment)) clock->reminded.push_back(e.percent);
    }
    void operator()(const ClockMissed& e) {
        if (Clock* clock = FindClock(e.clock, e.assignment)) *clock = MissClock(*clock);
    }
    void operator()(const AnswerImported& e) {
        const auto forget = [](Clock& clock) {
            if (IsRunning(clock)) clock.outcome = ClockOutcome::kNotRecorded;
        };
        Stop(case_.dispatch, event_.at);
        for (Assignment& a : case_.assignments) {
            if (!IsOpen(a.state)) continue;
            a.handling = StopClock(a.handling, event_.at);
            forget(a.acknowledge);
            if (a.contact) forget(*a.contact);
            Cancel(a.return_ruling, event_.at);
            a.state = AssignmentState::kFinished;
        }
        Close(CaseState::kFinished, e.archive);
    }
    void operator()(const PersonalDataViewed&) {}
    void operator()(const PersonErased&) { case_.erased = true; }
    void operator()(const ListExported&) {}
    void operator()(const DocumentLinked& e) {
        case_.documents.push_back(e.document);
        case_.ladder_level = std::max(case_.ladder_level, e.level);
    }
    void operator()(const PassedDown& e) { case_.assignments.push_back(e.child); }
    void operator()(const UnitAdded& e) { case_.assignments.push_back(e.added); }
    void operator()(const UnitReleased& e) {
        Release(At(e.assignment), AssignmentState::kWithdrawn);
        ReleaseBelow(e.assignment);
    }
    void operator()(const DisputeOpened& e) {
        case_.dispute = Dispute{event_.at, e.positions, e.ruling, {}, {}};
        for (const DisputePosition& position : e.positions) {
            Assignment& a = At(position.assignment);
            Cancel(a.return_ruling, event_.at);
            BackToWork(a);
        }
    }
    void operator()(const DisputeRuled& e) {
        if (case_.dispute) {
            case_.dispute->ruling = StopClock(case_.dispute->ruling, event_.at);
            case_.dispute->closed_at = event_.at;
            case_.dispute->unit = e.unit;
        }
        if (e.assignments.empty()) return;
        for (Assignment& a : case_.assignments) {
            const bool goes = IsOpen(a.state) && (a.is_lead || a.unit == e.unit);
            if (!goes) continue;
            const bool is_lead = a.is_lead;
            Release(a, is_lead ? AssignmentState::kReturned : AssignmentState::kWithdrawn);
            ReleaseBelow(a.no);
        }
        case_.assignments.insert(case_.assignments.end(), e.assignments.begin(),
                                 e.assignments.end());
        // While we wait for the citizen the case stands where it stands.
        if (case_.state != CaseState::kAwaitingSupplement) case_.state = CaseState::kDispatched;
    }
    void operator()(const PrecedentRetired&) {}
    void operator()(const HandOverOffered& e) {
        case_.hand_over = HandOverOffer{e.target, event_.at, e.answer, {}, {}};
    }
    void operator()(const HandOverAccepted& e) {
        if (!case_.hand_over) return;
        case_.hand_over->accepted = true;
        case_.hand_over->number = e.number;
        case_.hand_over->answer = StopClock(case_.hand_over->answer, event_.at);
        case_.hand_over_target = e.target;
    }
    void operator()(const HandOverRejected&) {
        if (!case_.hand_over) return;
        case_.hand_over->accepted = false;
        case_.hand_over->answer = StopClock(case_.hand_over->answer, event_.at);
    }
    void operator()(const HandInAccepted&) { EndHandIn(true); }
    void operator()(const HandInRejected& e) {
        EndHandIn(false);
        Stop(case_.dispatch, event_.at);
        Close(CaseState::kDeclined, e.archive);
    }
    void operator()(const MoveRequested& e) {
        case_.car_move = CarMove{e.plate, e.move, 0, {}, {}};
    }
    void operator()(const OwnerContacted& e) {
        if (!case_.car_move) return;
        ++case_.car_move->contacts;
        case_.car_move->reached = case_.car_move->reached || e.reached;
    }
    void operator()(const CarMoved& e) {
        EndMove(true);
        Stop(case_.dispatch, event_.at);
        Close(CaseState::kAnsweredAtDesk, e.archive);
    }
    void operator()(const MoveFailed&) { EndMove(false); }
    void operator()(const CallbackLinkSent& e) {
        Record().link_version = event_.seq;
        Record().link_expires_at = e.expires_at;
    }
    void operator()(const SupervisionCalled&) { case_.supervision_called_at = event_.at; }
    void operator()(const AppealRequested& e) {
        case_.appeals.push_back({e.assignment, e.kind, event_.at, std::nullopt});
    }
    void operator()(const AppealRuled& e) {
        for (Appeal& appeal : case_.appeals) {
            if (appeal.assignment == e.assignment && !appeal.upheld) appeal.upheld = e.upheld;
        }
    }
    void operator()(const OutsideFigureReported&) {}
    void operator()(const PushSent&) {}
    void operator()(const ReceiptTaken&) {}
    void operator()(const PushRefused&) {}

private:
    Assignment& At(AssignmentNo no) {
        const auto found = std::ranges::find_if(case_.assignments,
                                                [&](const Assignment& a) { return a.no == no; });
        LD_CHECK(found != case_.assignments.end());
        return *found;
    }
    Clock* FindClock(ClockKind kind, AssignmentNo no) {
        // The case is ours to change; only the way to the clock is shared.
        return const_cast<Clock*>(  // NOLINT(cppcoreguidelines-pro-type-const-cast)
            liandong::FindClock(case_, kind, no));
    }
    // An open assignment ends without an answer; a closed one stays as it is.
    void Release(Assignment& a, AssignmentState state) const {
        if (!IsOpen(a.state)) return;
        a.state = state;
        ForEachClock(a, [&](Clock& clock) { clock = CancelClock(clock, event_.at); });
        Cancel(a.return_ruling, event_.at);
    }
    CallbackRecord& Record() {
        if (!case_.callbacks) case_.callbacks.emplace();
        return *case_.callbacks;
    }
    void EndHandIn(bool accepted) {
        if (!case_.hand_in) return;
        case_.hand_in->accepted = accepted;
        case_.hand_in->answer = StopClock(case_.hand_in->answer, event_.at);
    }
    void EndMove(bool moved) {
        if (!IsGoingOn(case_.car_move)) return;
        case_.car_move->moved = moved;
        case_.car_move->move = StopClock(case_.car_move->move, event_.at);
    }
    // Nobody waits for an answer about a case that has ended.
    void CancelOffers() {
        if (case_.hand_over)
            case_.hand_over->answer = CancelClock(case_.hand_over->answer, event_.at);
        if (case_.hand_in) case_.hand_in->answer = CancelClock(case_.hand_in->answer, event_.at);
        if (case_.car_move) case_.car_move->move = CancelClock(case_.car_move->move, event_.at);
    }
    // What somebody passed down ends with their own part.
    void ReleaseBelow(AssignmentNo no) {
        for (Assignment& a : case_.assignments) {
            if (IsBelow(case_, a, no)) Release(a, AssignmentState::kWithdrawn);
        }
    }
    // No unit has the case any more, or its answer is there: nobody need rule whose it is.
    void ReleaseAll() {
        for (Assignment& a : case_.assignments) Release(a, AssignmentState::kWithdrawn);
        EndDispute();
    }
    void EndDispute() {
        if (!case_.dispute || !IsOpen(*case_.dispute)) return;
        case_.dispute->closed_at = event_.at;
        case_.dispute->ruling = CancelClock(case_.dispute->ruling, event_.at);
    }
    // "Not ours" is heard once; afterwards the unit handles.
    void BackToWork(Assignment& a) {
        const bool was_taken = a.acknowledge.stopped_at.has_value();
        a.state = was_taken ? AssignmentState::kHandling : AssignmentState::kSent;
        a.return_proposed.reset();
        a.return_until = event_.at;
        if (a.is_lead) case_.state = was_taken ? CaseState::kHandling : CaseState::kDispatched;
    }
    void Close(CaseState state, const Clock& archive) {
        Cancel(case_.supplement, event_.at);
        EndDispute();
        CancelOffers();
        case_.state = state;
        case_.closed_at = event_.at;
        case_.archive = archive;
    }
    void ResumeAll(const std::optional<Clock>& dispatch, const std::vector<Assignment>& resumed) {
        Stop(case_.supplement, event_.at);
        if (dispatch) case_.dispatch = dispatch;
        for (const Assignment& again : resumed) At(again.no) = again;
        case_.state = StateByLead(resumed);
    }

    Case case_;
    const Event& event_;
};

}  // namespace

Case Apply(Case c, const Event& event) {
    LD_CHECK(event.seq == c.version + 1);
    Applier applier(std::move(c), event);
    std::visit(applier, event.body);
    Case after = std::move(applier).Done();
    after.version = event.seq;
    return after;
}

}  // namespace liandong
