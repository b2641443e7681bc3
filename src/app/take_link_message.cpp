#include "app/take_link_message.hpp"

#include <algorithm>

#include "app/act_in_order.hpp"
#include "app/act_on_case.hpp"
#include "app/open_case.hpp"
#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kNumberCodePointsMax = 100;

Error NoSuchCase() { return NotFound("no_such_case", "There is no such case of yours."); }
Error Rejected(std::string code, std::string for_caller) {
    return {ErrorKind::kRejected, code, std::move(for_caller), code, {}};
}
Error Forbidden(std::string code, std::string for_caller) {
    return {ErrorKind::kForbidden, code, std::move(for_caller), code, {}};
}

Result<void> CheckNumber(const std::string& number) {
    if (!IsUtf8(number) || number.find('\0') != std::string::npos ||
        number.find('\n') != std::string::npos || CountCodePoints(number) > kNumberCodePointsMax) {
        return Failure{Invalid("bad_number", "A number of yours has at most 100 characters.")};
    }
    return {};
}

Result<LinkTaken> Replayed(const Services& services, const LinkedSystem& system, CaseId id,
                           const std::string& number, Deadline deadline) {
    LD_TRY(auto found, services.store.Load(id, deadline));
    LinkTaken taken{std::move(found.state), {}, true};
    if (number.empty()) return taken;
    LD_TRY(const auto known, services.store.FindNumber(system.code, number, deadline));
    if (known && known->case_id == id) taken.assignment = known->assignment;
    return taken;
}

// ---- a case that they bring ------------------------------------------------------------------------

Result<LinkTaken> Open(const Services& services, const LinkedSystem& system,
                       const LinkMessage& message, const IdempotencyKey& key, Deadline deadline) {
    if (message.number.empty())
        return Failure{Invalid("number_required", "A case that you bring needs your number.")};
    LD_TRY(const auto known, services.store.FindNumber(system.code, message.number, deadline));
    if (known && known->assignment.value != 0) {
        return Failure{Rejected("number_taken", "This number stands for a case of ours already.")};
    }
    const auto city = services.city.Current();
    OpenCaseRequest request;
    OpenCase& command = request.command;
    command.channel = system.channel;
    command.type = message.type;
    command.category = OurCategory(system, message.category);
    command.narrative.plain = message.narrative;
    if (command.category.value.empty() && !message.category.empty()) {
        const CategoryCode ours{message.category};
        if (city->FindCategory(ours) != nullptr) {
            command.category = ours;
        } else {
            // A code that nobody told us of must not lose the case: people read it and decide.
            command.narrative.plain.content += "\n（来件分类：" + message.category + "）";
        }
    }
    command.category_chosen_by = system.code;
    command.place = message.place;
    command.point = message.point;
    command.urgent = message.urgent;
    command.secret = message.secret;
    command.source_system = system.code;
    command.source_id = message.number;
    command.caller.plain = message.caller;
    request.dispatch = system.dispatch;
    request.idempotency = key;
    const Principal who{{ActorKind::kLinkedSystem, system.code, {}}, {"open", "dispatch"}, {}};
    LD_TRY(auto opened, OpenNewCase(services, who, std::move(request), deadline));
    LD_TRY(services.store.SaveNumber({system.code, message.number, opened.state.id, {}}, deadline));
    return LinkTaken{std::move(opened.state), {}, opened.is_replay};
}

// ---- what they say of a part of a case --------------------------------------------------------------

struct Located {
    StoredCase found;
    AssignmentNo assignment;
    bool knows_number = false;  ///< `number` stands for this part already
};

// Theirs: served by them, or they were told of it before and gave it a number.
bool IsTheirs(const LinkedSystem& system, const Case& c, const Assignment& a,
              const std::vector<SystemNumber>& numbers) {
    return Serves(system, a.unit, c.category) ||
           std::ranges::any_of(numbers, [&](const SystemNumber& number) {
               return number.system == system.code && number.assignment == a.no;
           });
}

Result<AssignmentNo> PartOf(const Services& services, const LinkedSystem& system, const Case& c,
                            AssignmentNo wanted, Deadline deadline) {
    LD_TRY(const auto numbers, services.store.NumbersOf(c.id, deadline));
    const Assignment* part = nullptr;
    for (const Assignment& a : c.assignments) {
        if (wanted.value != 0 && a.no != wanted) continue;
        if (!IsTheirs(system, c, a, numbers)) continue;
        // The newest that is still open, else the newest.
        if (part == nullptr || IsOpen(a.state) || !IsOpen(part->state)) part = &a;
    }
    if (part != nullptr) return part->no;
    // What they brought they may know of; everything else is none of their business.
    if (c.source_system == system.code)
        return Failure{Forbidden("not_yours", "No part of this case is yours.")};
    return Failure{NoSuchCase()};
}

Result<Located> Locate(const Services& services, const LinkedSystem& system,
                       const LinkMessage& message, Deadline deadline) {
    std::optional<SystemNumber> known;
    if (!message.number.empty()) {
        LD_TRY(known, services.store.FindNumber(system.code, message.number, deadline));
    }
    if (known && message.case_id && known->case_id != *message.case_id)
        return Failure{Rejected("number_mismatch", "The two numbers are of different cases.")};
    if (!known && !message.case_id) return Failure{NoSuchCase()};
    const CaseId id = known ? known->case_id : *message.case_id;
    auto found = services.store.Load(id, deadline);
    if (!found) {
        if (found.error().kind == ErrorKind::kNotFound) return Failure{NoSuchCase()};
        return Failure{std::move(found).error()};
    }
    AssignmentNo wanted = message.assignment;
    if (wanted.value == 0 && known) wanted = known->assignment;
    LD_TRY(const AssignmentNo no, PartOf(services, system, found->state, wanted, deadline));
    const bool knows_number = known && known->assignment == no;
    return Located{*std::move(found), no, knows_number};
}

SealedText Said(const std::string& text) { return {text, {}}; }

std::vector<Command> CommandsOf(const LinkedSystem& system, const LinkMessage& message,
                                const Located& at) {
    std::vector<Command> commands;
    if (!message.number.empty() && !at.knows_number) {
        commands.emplace_back(RecordLink{
            RecordLink::Step::kReceipt, system.code, at.assignment, message.number, {}, {}});
    }
    const Assignment* part = FindAssignment(at.found.state, at.assignment);
    const bool is_sent = part != nullptr && part->state == AssignmentState::kSent;
    switch (message.kind) {
        case LinkMessageKind::kOpen:
        case LinkMessageKind::kReceipt: break;
        case LinkMessageKind::kRefuse:
            commands.emplace_back(RecordLink{RecordLink::Step::kRefused,
                                             system.code,
                                             at.assignment,
                                             message.code.empty() ? "refused" : message.code,
                                             {},
                                             Said(message.note)});
            break;
        case LinkMessageKind::kAcknowledge:
            commands.emplace_back(Acknowledge{at.assignment});
            break;
        case LinkMessageKind::kContact:
            commands.emplace_back(Contact{at.assignment, message.method, message.reached,
                                          message.contacted_at, Said(message.note)});
            break;
        case LinkMessageKind::kReturn:
            commands.emplace_back(
                Return{at.assignment, Said(message.basis), message.proposed_unit});
            break;
        case LinkMessageKind::kFinish:
            // Who says that it is done has taken it.
            if (is_sent) commands.emplace_back(Acknowledge{at.assignment});
            commands.emplace_back(Finish{at.assignment, message.substantiated, message.beyond_duty,
                                         message.caller_contacted, message.contacted_at,
                                         message.solved, Said(message.done), Said(message.reply),
                                         Said(message.overrule)});
            break;
    }
    return commands;
}

// The rights of the system over this one part, whatever else the unit has.
Principal PrincipalFor(const LinkedSystem& system, const UnitCode& unit) {
    Principal who{{ActorKind::kLinkedSystem, system.code, unit},
                  {std::string(Code(CaseAction::kRecordLink))},
                  {}};
    for (const CaseAction action :
         {CaseAction::kAcknowledge, CaseAction::kContact, CaseAction::kReturn, CaseAction::kFinish})
        who.unit_permissions.insert(std::string(Code(action)));
    return who;
}

Result<LinkTaken> ActOnce(const Services& services, const LinkedSystem& system,
                          const LinkMessage& message, const IdempotencyKey& key,
                          Deadline deadline) {
    LD_TRY(const auto at, Locate(services, system, message, deadline));
    const Case& c = at.found.state;
    const auto commands = CommandsOf(system, message, at);
    if (commands.empty()) return LinkTaken{c, at.assignment, true};  // a receipt that we have
    const UnitCode unit = FindAssignment(c, at.assignment)->unit;
    const auto city = services.city.Current();
    ChangeSet changes;
    LD_TRY(auto change,
           DecideInOrder(services, *city, PrincipalFor(system, unit), at.found, commands));
    // Decided but not yet written: a number that stands for another matter stops it here.
    if (!message.number.empty()) {
        LD_TRY(services.store.SaveNumber({system.code, message.number, c.id, at.assignment},
                                         deadline));
    }
    changes.cases.push_back(std::move(change));
    changes.idempotency = key;
    if (auto written = services.store.Commit(changes, deadline); !written) {
        if (written.error().code == "duplicate_request")
            return Replayed(services, system, c.id, message.number, deadline);
        return Failure{std::move(written).error()};
    }
    return LinkTaken{std::move(changes.cases.front().after), at.assignment, false};
}

Result<LinkTaken> Take(const Services& services, const LinkedSystem& system,
                       const LinkMessage& message, const IdempotencyKey& key, Deadline deadline) {
    if (!system.accepts.contains(message.kind)) {
        return Failure{Forbidden("not_agreed", "This is not among what was agreed with you.")};
    }
    LD_TRY(CheckNumber(message.number));
    LD_TRY(const auto earlier, services.store.FindIdempotent(key, deadline));
    if (earlier) return Replayed(services, system, *earlier, message.number, deadline);
    if (message.kind == LinkMessageKind::kOpen)
        return Open(services, system, message, key, deadline);
    if (message.kind == LinkMessageKind::kReceipt && message.number.empty())
        return Failure{Invalid("number_required", "A receipt needs your number.")};
    auto taken = RetryLostRace(std::nullopt,
                               [&] { return ActOnce(services, system, message, key, deadline); });
    if (taken || !IsFinal(taken.error().kind)) return taken;
    // Perhaps the same message came twice at once, and the other one did what is now too late.
    LD_TRY(const auto other, services.store.FindIdempotent(key, deadline));
    if (other) return Replayed(services, system, *other, message.number, deadline);
    return taken;
}

InboundMessage RowOf(const Services& services, const Principal& who, const IdempotencyKey& key) {
    InboundMessage row;
    row.system = who.actor.id;
    row.message = key.key;
    row.request_digest = key.request_digest;
    row.received_at = services.clock.Now();
    return row;
}

}  // namespace

Result<LinkTaken> TakeLinkMessage(const Services& services, const Principal& who,
                                  const LinkMessage& message, const IdempotencyKey& key,
                                  Deadline deadline) {
    const auto city = services.city.Current();
    const LinkedSystem* system = city->FindLinkedSystem(who.actor.id);
    if (system == nullptr || who.actor.kind != ActorKind::kLinkedSystem)
        return Failure{Forbidden("no_such_system", "Only a linked system may say this.")};
    auto taken = Take(services, *system, message, key, deadline);
    if (!taken && !IsFinal(taken.error().kind)) return taken;
    // The answer goes out only when this is kept too: whoever gets none says it again.
    InboundMessage row = RowOf(services, who, key);
    row.kind = Code(message.kind);
    row.accepted = taken.has_value();
    if (IsUtf8(message.number) && message.number.find('\0') == std::string::npos)
        row.number = FirstCodePoints(message.number, kNumberCodePointsMax);
    if (taken) {
        row.case_id = taken->state.id;
    } else {
        row.case_id = message.case_id.value_or(CaseId{});
        row.code = taken.error().code;
    }
    LD_TRY(services.store.SaveInbound(row, deadline));
    return taken;
}

Result<void> NoteUnreadable(const Services& services, const Principal& who,
                            const IdempotencyKey& key, const Error& error, Deadline deadline) {
    if (!IsFinal(error.kind)) return {};
    InboundMessage row = RowOf(services, who, key);
    row.code = error.code;
    return services.store.SaveInbound(row, deadline);
}

}  // namespace liandong
