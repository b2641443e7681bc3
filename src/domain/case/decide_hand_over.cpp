#include "base/text.hpp"
#include "domain/case/guards.hpp"

// Emergency lines, both ways, and cars that stand in the way: what cannot wait for a unit's desk.

namespace liandong {
namespace {

using enum CaseAction;

// A linked system speaks for itself only: by the target's code, its number or its unit.
bool SpeaksFor(const Actor& actor, const std::string& target, const City& city) {
    if (actor.kind != ActorKind::kLinkedSystem || actor.id == target) return true;
    const HandOverTarget* found = city.FindHandOverTarget(target);
    return found != nullptr && !actor.id.empty() &&
           (actor.id == found->number || actor.id == found->unit.value);
}

}  // namespace

bool IsPending(const std::optional<HandOverOffer>& offer) {
    return offer && !offer->accepted && offer->answer.outcome != ClockOutcome::kCancelled;
}
bool IsPending(const std::optional<HandIn>& hand_in) {
    return hand_in && !hand_in->accepted && hand_in->answer.outcome != ClockOutcome::kCancelled;
}
bool IsGoingOn(const std::optional<CarMove>& move) {
    return move && !move->moved && move->move.outcome != ClockOutcome::kCancelled;
}

std::optional<RefusalCode> GuardHandOver(const Case& c, CaseAction action, const Facts& facts) {
    switch (action) {
        case kHandOver:
            if (IsPending(c.hand_over)) return RefusalCode::kHandOverPending;
            break;
        case kRuleHandOver:
            if (!IsPending(c.hand_over)) return RefusalCode::kNoHandOver;
            if (!SpeaksFor(facts.who.actor, c.hand_over->target, facts.city))
                return RefusalCode::kNotYours;
            return std::nullopt;
        case kRuleHandIn:
            return IsPending(c.hand_in) ? std::nullopt : std::optional(RefusalCode::kNoHandIn);
        case kRequestMove:
            if (IsGoingOn(c.car_move)) return RefusalCode::kAlreadyDone;
            if (IsPending(c.hand_in)) return RefusalCode::kHandInPending;
            return facts.city.IsMoveCar(c.category) ? std::nullopt
                                                    : std::optional(RefusalCode::kNotMoveCar);
        case kContactOwner:
        case kEndMove:
            return IsGoingOn(c.car_move) ? std::nullopt : std::optional(RefusalCode::kNoMove);
        case kDispatch:
        case kAnswerAtDesk:
        case kDecline: break;
        default: return std::nullopt;
    }
    // Before we have said that it is ours nobody works on it.
    return IsPending(c.hand_in) ? std::optional(RefusalCode::kHandInPending) : std::nullopt;
}

Decision DecideHandOver(const Case&, const HandOver& command, const Facts& facts) {
    LD_TRY(AllowText(command.note, facts));
    if (facts.city.FindHandOverTarget(command.target) == nullptr)
        return Refuse(RefusalCode::kUnknownTarget);
    LD_TRY(Clock answer, Begin(ClockKind::kHandOver, facts.city.limits.hand_over, facts));
    return Events(HandOverOffered{command.target, command.note.ref, std::move(answer)});
}

Decision DecideRuleHandOver(const Case& c, const RuleHandOver& command, const Facts& facts) {
    LD_TRY(command.accept ? AllowText(command.note, facts) : NeedText(command.note, facts));
    LD_TRY(CheckWord(command.number));
    const std::string& target = c.hand_over->target;
    if (!command.accept) return Events(HandOverRejected{target, command.note.ref});
    HandOverAccepted accepted{target, command.number, command.note.ref};
    // With a unit at work both go on; at the desk the case is theirs from here.
    if (c.state != CaseState::kRegistered) return Events(std::move(accepted));
    LD_TRY(Clock archive, BeginArchive(facts));
    return Events(std::move(accepted),
                  CaseHandedOver{target, command.note.ref, std::move(archive)});
}

Decision DecideRuleHandIn(const Case&, const RuleHandIn& command, const Facts& facts) {
    LD_TRY(command.accept ? AllowText(command.note, facts) : NeedText(command.note, facts));
    if (command.accept) return Events(HandInAccepted{command.note.ref});
    LD_TRY(Clock archive, BeginArchive(facts));
    return Events(HandInRejected{command.note.ref, std::move(archive)});
}

Decision DecideRequestMove(const Case&, const RequestMove& command, const Facts& facts) {
    constexpr std::size_t kPlateCodePointsMax = 20;
    LD_TRY(NeedText(command.plate, facts));
    if (CountCodePoints(command.plate.plain) > kPlateCodePointsMax)
        return Refuse(RefusalCode::kTextTooLong);
    LD_TRY(Clock move, Begin(ClockKind::kMoveCar, facts.city.move_car.limit, facts));
    return Events(MoveRequested{command.plate.ref, std::move(move)});
}

Decision DecideEndMove(const Case& c, const EndMove& command, const Facts& facts) {
    LD_TRY(AllowText(command.note, facts));
    if (command.moved) {
        LD_TRY(Clock archive, BeginArchive(facts));
        return Events(CarMoved{command.note.ref, std::move(archive)});
    }
    LD_TRY(const auto sent, DecideDispatch(c, Dispatch{}, facts));
    std::vector<EventBody> events{MoveFailed{command.note.ref}};
    events.insert(events.end(), sent.begin(), sent.end());
    return events;
}

Decision DecideMoveLapse(const Case& c, const Facts& facts) {
    std::vector<EventBody> events{ClockMissed{ClockKind::kMoveCar, AssignmentNo{}}};
    // While something else is being asked or judged, people look at it anyway.
    if (c.state != CaseState::kRegistered || IsPending(c.hand_in)) return events;
    LD_TRY(const auto sent, DecideDispatch(c, Dispatch{}, facts));
    events.emplace_back(MoveFailed{});
    events.insert(events.end(), sent.begin(), sent.end());
    return events;
}

}  // namespace liandong
