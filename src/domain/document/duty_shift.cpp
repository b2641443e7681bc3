#include "domain/document/duty_shift.hpp"

#include <algorithm>
#include <utility>

#include "domain/case/guards.hpp"
#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<ShiftEvent>, Refusal>;
using enum ShiftState;

constexpr std::chrono::hours kShiftLongest{24};
constexpr std::size_t kEntriesMax = 500;

Decided One(ShiftEvent event) { return std::vector<ShiftEvent>{std::move(event)}; }

/// The leader of the shift, or whoever sits beside for the hotline: an agent, a supervisor.
bool IsAtDesk(const DutyShift& shift, const DocumentFacts& f) {
    return IsNamed(f.who, shift.leader) || MayAnywhere(f.who, "open") ||
           MayAnywhere(f.who, "plan_duty");
}

Result<void, Refusal> CheckAtWork(const DutyShift& shift, const DocumentFacts& f) {
    if (shift.state != kSignedIn) return Refuse(RefusalCode::kWrongState);
    if (!IsAtDesk(shift, f)) return Refuse(RefusalCode::kNotPermitted);
    return {};
}

/// `minute` of the evening before the city's day of `at`.
Instant EveningBefore(Instant at, const City& city) {
    const Instant midnight = StartOf(DayOf(at, city.calendar.offset), city.calendar.offset);
    return midnight - std::chrono::hours(24) +
           std::chrono::minutes(city.leader_duty.prepare_at_minute);
}

Decided DecideOn(const DutyShift& shift, const PlanShift& c, const DocumentFacts& f) {
    if (shift.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    if (!MayAnywhere(f.who, "plan_duty")) return Refuse(RefusalCode::kNotPermitted);
    if (f.city.FindUnit(c.unit) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
    LD_TRY(CheckWord(c.leader));
    if (c.leader.empty()) return Refuse(RefusalCode::kTextRequired);
    if (c.from < f.now || c.to <= c.from) return Refuse(RefusalCode::kTimeTooEarly);
    if (c.to - c.from > kShiftLongest) return Refuse(RefusalCode::kLimitOutOfRange);
    return One(ShiftPlanned{c.unit, c.leader, c.is_guest, c.from, c.to,
                            std::max(EveningBefore(c.from, f.city), f.now)});
}

Decided DecideOn(const DutyShift& shift, const ReplaceLeader& c, const DocumentFacts& f) {
    if (shift.state != kPlanned) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "plan_duty")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(CheckWord(c.leader));
    if (c.leader == shift.leader) return Refuse(RefusalCode::kNothingToChange);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(ShiftReplaced{c.leader, c.reason.ref});
}

Decided DecideOn(const DutyShift& shift, const PrepareShift& c, const DocumentFacts& f) {
    if (shift.state != kPlanned && shift.state != kSignedIn)
        return Refuse(RefusalCode::kWrongState);
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (!AwaitsPackage(shift)) return Refuse(RefusalCode::kAlreadyDone);
    if (f.now < shift.prepare_at) return Refuse(RefusalCode::kNotBeforeDeadline);
    return One(ShiftPrepared{c.package});
}

Decided DecideOn(const DutyShift& shift, const SignIn& /*command*/, const DocumentFacts& f) {
    if (shift.state != kPlanned) return Refuse(RefusalCode::kWrongState);
    // Signing in is the leader's own: nobody does it for them.
    if (!IsNamed(f.who, shift.leader)) return Refuse(RefusalCode::kNotPermitted);
    if (f.now < shift.prepare_at) return Refuse(RefusalCode::kNotBeforeDeadline);
    return One(ShiftSignedIn{});
}

Decided DecideOn(const DutyShift& shift, const NoteShift& c, const DocumentFacts& f) {
    LD_TRY(CheckAtWork(shift, f));
    if (shift.notes.size() >= kEntriesMax) return Refuse(RefusalCode::kTooMany);
    LD_TRY(NeedDocumentText(c.text, f));
    return One(ShiftNoted{c.text.ref});
}

Decided DecideOn(const DutyShift& shift, const ReviewInShift& c, const DocumentFacts& f) {
    LD_TRY(CheckAtWork(shift, f));
    if (shift.reviews.size() >= kEntriesMax) return Refuse(RefusalCode::kTooMany);
    LD_TRY(NeedDocumentText(c.text, f));
    return One(ShiftReviewed{c.about, c.text.ref});
}

Decided DecideOn(const DutyShift& shift, const RecordCallback& c, const DocumentFacts& f) {
    LD_TRY(CheckAtWork(shift, f));
    if (shift.callbacks.size() >= kEntriesMax) return Refuse(RefusalCode::kTooMany);
    return One(ShiftCalledBack{c.callback});
}

Decided DecideOn(const DutyShift& shift, const InstructInShift& c, const DocumentFacts& f) {
    LD_TRY(CheckAtWork(shift, f));
    if (shift.instructions.size() >= kEntriesMax) return Refuse(RefusalCode::kTooMany);
    LD_TRY(NeedDocumentText(c.text, f));
    if (f.city.FindUnit(c.unit) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
    if (c.due_at <= f.now) return Refuse(RefusalCode::kTimeTooEarly);
    ShiftInstruction instruction;
    instruction.no = static_cast<std::int32_t>(shift.instructions.size()) + 1;
    instruction.about = c.about;
    instruction.unit = c.unit;
    instruction.due_at = c.due_at;
    instruction.text = c.text.ref;
    return One(ShiftInstructed{instruction});
}

Decided DecideOn(const DutyShift& shift, const FollowUp& c, const DocumentFacts& f) {
    if (shift.state != kSignedIn && shift.state != kHandedOver)
        return Refuse(RefusalCode::kWrongState);
    const auto found = std::ranges::find(shift.instructions, c.no, &ShiftInstruction::no);
    if (found == shift.instructions.end()) return Refuse(RefusalCode::kNoSuchAssignment);
    if (!MayFor(f.who, "finish", found->unit, f.city) && !MayAnywhere(f.who, "plan_duty"))
        return Refuse(RefusalCode::kNotYours);
    if (found->happened_at) return Refuse(RefusalCode::kAlreadyDone);
    LD_TRY(NeedDocumentText(c.text, f));
    return One(ShiftFollowedUp{c.no, c.text.ref});
}

Decided DecideOn(const DutyShift& shift, const HandOverShift& c, const DocumentFacts& f) {
    LD_TRY(CheckAtWork(shift, f));
    LD_TRY(NeedDocumentText(c.text, f));
    return One(ShiftHandedOver{c.text.ref});
}

Decided DecideOn(const DutyShift& shift, const CancelShift& c, const DocumentFacts& f) {
    if (shift.state != kPlanned) return Refuse(RefusalCode::kWrongState);
    if (!MayAnywhere(f.who, "plan_duty")) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(ShiftCancelled{c.reason.ref});
}

Decided DecideOn(const DutyShift& shift, const FireShiftDue& /*command*/, const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    std::vector<ShiftEvent> events;
    if (shift.state == kPlanned && shift.to <= f.now) events.emplace_back(ShiftMissed{});
    for (const ShiftInstruction& instruction : shift.instructions) {
        if (!instruction.happened_at && !instruction.overdue && instruction.due_at <= f.now)
            events.emplace_back(ShiftInstructionOverdue{instruction.no});
    }
    if (events.empty()) return Refuse(RefusalCode::kNotBeforeDeadline);
    return events;
}

struct Applied {
    DutyShift& shift;
    const DocumentEvent<ShiftEvent>& event;

    void operator()(const ShiftPlanned& e) const {
        shift = DutyShift{};
        shift.id = event.id;
        shift.unit = e.unit;
        shift.leader = e.leader;
        shift.is_guest = e.is_guest;
        shift.planned_at = event.at;
        shift.from = e.from;
        shift.to = e.to;
        shift.prepare_at = e.prepare_at;
    }
    void operator()(const ShiftReplaced& e) const { shift.leader = e.leader; }
    void operator()(const ShiftPrepared& e) const {
        shift.package = e.package;
        shift.prepared_at = event.at;
    }
    void operator()(const ShiftSignedIn& /*e*/) const {
        shift.state = kSignedIn;
        shift.signed_in_at = event.at;
    }
    void operator()(const ShiftNoted& e) const { Note(e.text); }
    void operator()(const ShiftReviewed& e) const {
        shift.reviews.push_back({e.about, event.at, e.text});
    }
    void operator()(const ShiftCalledBack& e) const { shift.callbacks.push_back(e.callback); }
    void operator()(const ShiftInstructed& e) const { shift.instructions.push_back(e.instruction); }
    void operator()(const ShiftFollowedUp& e) const {
        ShiftInstruction& instruction = Instruction(e.no);
        instruction.happened_at = event.at;
        instruction.result = e.text;
    }
    void operator()(const ShiftInstructionOverdue& e) const { Instruction(e.no).overdue = true; }
    void operator()(const ShiftHandedOver& e) const {
        Note(e.text);
        End(kHandedOver);
    }
    void operator()(const ShiftMissed& /*e*/) const { End(kMissed); }
    void operator()(const ShiftCancelled& /*e*/) const { End(kCancelled); }

    [[nodiscard]] ShiftInstruction& Instruction(std::int32_t no) const {
        return shift.instructions.at(static_cast<std::size_t>(no - 1));
    }
    void Note(const VaultRef& text) const {
        shift.notes.push_back({event.at, event.actor.id, text});
    }
    void End(ShiftState state) const {
        shift.state = state;
        shift.ended_at = event.at;
    }
};

bool OwesNothing(const DutyShift& shift) {
    return std::ranges::all_of(shift.instructions,
                               [](const ShiftInstruction& i) { return i.happened_at.has_value(); });
}

std::optional<Instant> DueOf(const DutyShift& shift) {
    if (AwaitsPackage(shift)) return shift.prepare_at;
    if (shift.state == kPlanned) return shift.to;
    std::optional<Instant> due;
    for (const ShiftInstruction& i : shift.instructions) {
        if (i.happened_at || i.overdue) continue;
        if (!due || i.due_at < *due) due = i.due_at;
    }
    return due;
}

}  // namespace

bool AwaitsPackage(const DutyShift& shift) {
    return !shift.prepared_at && (shift.state == kPlanned || shift.state == kSignedIn);
}

Result<std::vector<ShiftEvent>, Refusal> Decide(const DutyShift& shift, const ShiftCommand& command,
                                                const DocumentFacts& facts) {
    if (shift.version == 0 && !std::holds_alternative<PlanShift>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(shift, c, facts); }, command);
}

DutyShift Apply(DutyShift shift, const DocumentEvent<ShiftEvent>& event) {
    std::visit(Applied{shift, event}, event.body);
    shift.version = event.seq;
    return shift;
}

DocumentHead HeadOf(const DutyShift& shift) {
    DocumentHead head;
    head.id = shift.id;
    head.version = shift.version;
    head.kind = DocumentKind::kDutyShift;
    head.state = Code(shift.state);
    head.units = {shift.unit};
    for (const ShiftInstruction& instruction : shift.instructions) {
        if (std::ranges::find(head.units, instruction.unit) == head.units.end())
            head.units.push_back(instruction.unit);
        const auto& about = instruction.about;
        if (about && std::ranges::find(head.cases, *about) == head.cases.end())
            head.cases.push_back(*about);
    }
    head.person = shift.leader;
    head.open = !(shift.ended_at && OwesNothing(shift));
    head.opened_at = shift.planned_at;
    if (!head.open) {
        head.closed_at = shift.ended_at;
        for (const ShiftInstruction& instruction : shift.instructions)
            head.closed_at = std::max(head.closed_at, instruction.happened_at);
    }
    head.due_at = DueOf(shift);
    return head;
}

void ForEachSealed(ShiftCommand& command, const SealedVisitor& visit) {
    std::visit([&](auto& c) { SealedMembers{visit}(c); }, command);
}

}  // namespace liandong
