#include "domain/document/duty_slot.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "domain/document/guards.hpp"

namespace liandong {
namespace {

using Decided = Result<std::vector<SlotEvent>, Refusal>;

Decided One(SlotEvent event) { return std::vector<SlotEvent>{std::move(event)}; }

bool IsDialable(std::string_view text) {
    return text.size() <= 32 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == ' ';
           });
}

Result<SlotPlanned, Refusal> Checked(const PlanSlot& c, const UnitCode& unit,
                                     const DocumentFacts& f) {
    if (!MayFor(f.who, "edit_duty", unit, f.city)) return Refuse(RefusalCode::kNotPermitted);
    if (f.city.FindUnit(unit) == nullptr) return Refuse(RefusalCode::kUnknownUnit);
    LD_TRY(CheckWord(c.user));
    LD_TRY(NeedDocumentText(c.name, f));
    LD_TRY(NeedDocumentText(c.phone, f));
    LD_TRY(AllowDocumentText(c.backup_phone, f));
    if (!IsDialable(c.phone.plain) || !IsDialable(c.backup_phone.plain))
        return Refuse(RefusalCode::kBadText);
    const bool is_length_right = c.to > c.from && c.to - c.from <= std::chrono::days(kSlotDaysMax);
    if (c.order < 1 || c.order > kSlotOrderMax || !is_length_right)
        return Refuse(RefusalCode::kLimitOutOfRange);
    if (c.to <= f.now) return Refuse(RefusalCode::kTimeTooEarly);
    return SlotPlanned{unit,    c.role, c.user, c.name.ref, c.phone.ref, c.backup_phone.ref,
                       c.order, c.from, c.to};
}

Decided DecideOn(const DutySlot& slot, const PlanSlot& c, const DocumentFacts& f) {
    if (slot.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    LD_TRY(auto planned, Checked(c, c.unit, f));
    return One(std::move(planned));
}

Decided DecideOn(const DutySlot& slot, const ChangeSlot& c, const DocumentFacts& f) {
    if (slot.state != SlotState::kPlanned) return Refuse(RefusalCode::kWrongState);
    LD_TRY(auto planned, Checked(c.slot, slot.unit, f));
    return One(SlotChanged{std::move(planned)});
}

Decided DecideOn(const DutySlot& slot, const CancelSlot& c, const DocumentFacts& f) {
    if (slot.state != SlotState::kPlanned) return Refuse(RefusalCode::kWrongState);
    if (!MayFor(f.who, "edit_duty", slot.unit, f.city)) return Refuse(RefusalCode::kNotPermitted);
    LD_TRY(NeedDocumentText(c.reason, f));
    return One(SlotCancelled{c.reason.ref});
}

Decided DecideOn(const DutySlot& slot, const FireSlotEnd& /*command*/, const DocumentFacts& f) {
    if (f.who.actor.kind != ActorKind::kSystem) return Refuse(RefusalCode::kNotPermitted);
    if (slot.state != SlotState::kPlanned) return Refuse(RefusalCode::kWrongState);
    if (f.now < slot.to) return Refuse(RefusalCode::kNotBeforeDeadline);
    return One(SlotEnded{});
}

struct Applied {
    DutySlot& slot;
    const DocumentEvent<SlotEvent>& event;

    void operator()(const SlotPlanned& e) const {
        slot = DutySlot{};
        slot.planned_at = event.at;
        Take(e);
    }
    void operator()(const SlotChanged& e) const { Take(e.slot); }
    void operator()(const SlotCancelled& /*e*/) const { End(SlotState::kCancelled); }
    void operator()(const SlotEnded& /*e*/) const { End(SlotState::kEnded); }

    void Take(const SlotPlanned& e) const {
        slot.id = event.id;
        slot.unit = e.unit;
        slot.role = e.role;
        slot.user = e.user;
        slot.name = e.name;
        slot.phone = e.phone;
        slot.backup_phone = e.backup_phone;
        slot.order = e.order;
        slot.from = e.from;
        slot.to = e.to;
    }
    void End(SlotState state) const {
        slot.state = state;
        slot.closed_at = event.at;
    }
};

}  // namespace

Result<std::vector<SlotEvent>, Refusal> Decide(const DutySlot& slot, const SlotCommand& command,
                                               const DocumentFacts& facts) {
    if (slot.version == 0 && !std::holds_alternative<PlanSlot>(command))
        return Refuse(RefusalCode::kWrongState);
    return std::visit([&](const auto& c) { return DecideOn(slot, c, facts); }, command);
}

DutySlot Apply(DutySlot slot, const DocumentEvent<SlotEvent>& event) {
    std::visit(Applied{slot, event}, event.body);
    slot.version = event.seq;
    return slot;
}

DocumentHead HeadOf(const DutySlot& slot) {
    DocumentHead head;
    head.id = slot.id;
    head.version = slot.version;
    head.kind = DocumentKind::kDutySlot;
    head.state = Code(slot.state);
    head.units = {slot.unit};
    head.person = slot.user;
    head.open = slot.state == SlotState::kPlanned;
    head.opened_at = slot.planned_at;
    head.closed_at = slot.closed_at;
    if (head.open) head.due_at = slot.to;
    return head;
}

void ForEachSealed(SlotCommand& command, const SealedVisitor& visit) {
    const auto each = [&](PlanSlot& slot) {
        visit.text(slot.name);
        visit.text(slot.phone);
        visit.text(slot.backup_phone);
    };
    if (auto* plan = std::get_if<PlanSlot>(&command)) each(*plan);
    if (auto* change = std::get_if<ChangeSlot>(&command)) each(change->slot);
    if (auto* cancel = std::get_if<CancelSlot>(&command)) visit.text(cancel->reason);
}

std::vector<UnitCode> UnitsOnCallFor(const City& city, const UnitCode& unit) {
    std::vector<UnitCode> units;
    const auto add = [&](const UnitCode& code) {
        if (std::ranges::find(units, code) == units.end()) units.push_back(code);
    };
    // The bound keeps a profile with a cycle from hanging us.
    const Unit* above = city.FindUnit(unit);
    for (int depth = 0; above != nullptr && depth < 16; ++depth) {
        add(above->code);
        above = city.FindUnit(above->parent);
    }
    add(city.hotline_unit);
    return units;
}

std::vector<const DutySlot*> OnCallFor(const City& city, const UnitCode& unit,
                                       std::span<const DutySlot> roster, Instant at) {
    std::vector<const DutySlot*> all;
    for (const UnitCode& level : UnitsOnCallFor(city, unit)) {
        const auto begin = static_cast<std::ptrdiff_t>(all.size());
        for (const DutySlot& slot : roster) {
            const bool is_on = slot.state == SlotState::kPlanned && slot.from <= at && at < slot.to;
            if (slot.unit == level && is_on) all.push_back(&slot);
        }
        std::sort(all.begin() + begin, all.end(), [](const DutySlot* a, const DutySlot* b) {
            return std::tie(a->order, a->from, a->id) < std::tie(b->order, b->from, b->id);
        });
    }
    return all;
}

}  // namespace liandong
