#include "app/compose_push.hpp"

#include "app/act_on_case.hpp"
#include "codec/event_codec.hpp"

namespace liandong {
namespace {

std::string PointText(const GeoPoint& point) {
    return std::to_string(point.lon) + "," + std::to_string(point.lat);
}

// The newest answer of this case: of its lead, of the desk, or why it was declined.
Result<std::string> NewestAnswer(const Services& services, const StoredCase& stored,
                                 Deadline deadline) {
    LD_TRY(const auto history, services.store.History(stored.state.id, deadline));
    std::optional<VaultRef> answer;
    for (const JournalEntry& entry : history) {
        LD_TRY(const auto body, DecodePayload(entry.kind, entry.payload));
        if (const auto* finished = std::get_if<AssignmentFinished>(&body)) {
            const Assignment* a = FindAssignment(stored.state, finished->assignment);
            if (a != nullptr && a->is_lead) answer = finished->reply;
        }
        if (const auto* at_desk = std::get_if<AnsweredAtDesk>(&body)) answer = at_desk->answer;
        if (const auto* declined = std::get_if<CaseDeclined>(&body)) {
            if (declined->explanation) answer = declined->explanation;
        }
    }
    if (!answer) return std::string();
    return ReadText(services, stored, *answer, deadline);
}

Result<std::string> ValueOf(const Services& services, const StoredCase& stored,
                            const CaseTexts& texts, LinkField field, bool is_source,
                            Deadline deadline) {
    switch (field) {
        case LinkField::kTitle: return texts.narrative.title;
        case LinkField::kContent: return texts.narrative.content;
        case LinkField::kAddress: return texts.narrative.address;
        case LinkField::kWish: return texts.narrative.wish;
        case LinkField::kPoint:
            return stored.state.point ? PointText(*stored.state.point) : std::string();
        case LinkField::kCallerName: return texts.caller.name;
        case LinkField::kCallerPhone: return texts.caller.phone;
        case LinkField::kReply: break;
    }
    // The answer is for the system that brought the case; who handles it wrote it.
    if (!is_source) return std::string();
    return NewestAnswer(services, stored, deadline);
}

Result<void> AddFields(const Services& services, const LinkedSystem& system,
                       const StoredCase& stored, ComposedPush& push, Deadline deadline) {
    if (system.fields.empty() || stored.state.erased || !stored.wrapped_key) return {};
    LD_TRY(const auto texts, ReadTexts(services, stored, deadline));
    const bool is_source = push.message.assignment.value == 0;
    for (const LinkField field : system.fields) {
        if (stored.state.secret && NamesPerson(field)) continue;
        LD_TRY(auto value, ValueOf(services, stored, texts, field, is_source, deadline));
        if (value.empty()) continue;
        const auto named = system.names.find(std::string(Code(field)));
        push.message.fields.emplace_back(
            named == system.names.end() ? std::string(Code(field)) : named->second,
            std::move(value));
        push.fields.push_back(field);
    }
    return {};
}

void AddAssignment(const Assignment& a, UtcOffset offset, PushMessage& message) {
    message.unit = a.unit;
    message.is_lead = a.is_lead;
    message.assignment_state = a.state;
    if (IsRunning(a.acknowledge))
        message.acknowledge_due_at = LocalTime{a.acknowledge.due_at, offset};
    if (IsRunning(a.handling)) message.handling_due_at = LocalTime{a.handling.due_at, offset};
}

Result<std::string> NumberOf(const Services& services, const LinkedSystem& system, const Case& c,
                             AssignmentNo no, Deadline deadline) {
    LD_TRY(const auto numbers, services.store.NumbersOf(c.id, deadline));
    std::string newest;
    for (const SystemNumber& number : numbers) {
        if (number.system == system.code && number.assignment == no) newest = number.number;
    }
    if (newest.empty() && no.value == 0 && c.source_system == system.code) return c.source_id;
    return newest;
}

}  // namespace

Result<ComposedPush> ComposePush(const Services& services, const City& city,
                                 const LinkedSystem& system, const OutboxMessage& row,
                                 Deadline deadline) {
    LD_TRY(const auto note, DecodePushNote(row.body));
    LD_TRY(const auto stored, services.store.Load(row.case_id, deadline));
    const Case& c = stored.state;
    const UtcOffset offset = city.calendar.offset;
    ComposedPush push;
    PushMessage& message = push.message;
    message.type = note.kind;
    message.timestamp = {services.clock.Now(), offset};
    message.system = system.code;
    message.case_id = c.id;
    message.seq = note.seq;
    message.assignment = note.assignment;
    message.state = c.state;
    message.request_type = c.type;
    message.urgent = c.urgent;
    message.category = c.category;
    if (const Category* known = city.FindCategory(c.category)) message.category_name = known->name;
    message.category_code = TheirCategory(system, c.category);
    message.place = c.place;
    if (const Place* known = city.FindPlace(c.place)) message.place_name = known->name;
    const Assignment* a = note.assignment.value == 0 ? nullptr : FindAssignment(c, note.assignment);
    if (a != nullptr) AddAssignment(*a, offset, message);
    LD_TRY(message.number, NumberOf(services, system, c, note.assignment, deadline));
    // Who no longer works on it is told so, and nothing more.
    if (a == nullptr || IsOpen(a->state)) {
        LD_TRY(AddFields(services, system, stored, push, deadline));
    }
    return push;
}

}  // namespace liandong
