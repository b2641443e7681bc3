#include "app/call_on_duty.hpp"

#include <algorithm>
#include <charconv>

namespace liandong {
namespace {

constexpr std::chrono::seconds kRoundLimit{30};
constexpr std::int32_t kPageRows = 500;
constexpr std::size_t kCalledMax = 100'000;

// Somebody still has to be reached: the assignment lies there, urgent, and nobody took it.
const Assignment* Waiting(const Case& c, AssignmentNo no) {
    const Assignment* a = FindAssignment(c, no);
    return a != nullptr && c.urgent && a->state == AssignmentState::kSent ? a : nullptr;
}

std::string UnitName(const City& city, const UnitCode& code) {
    const Unit* unit = city.FindUnit(code);
    return unit == nullptr ? code.value : unit->name;
}

// To the person who is rung; or, when nobody is left, to the hotline. No personal data in either.
void AddMessages(DocumentChange& change, const CallOut& after, const City& city) {
    const std::string number = std::to_string(after.about.value);
    const std::string key = std::to_string(after.id.value) + "-" + std::to_string(after.version);
    const std::string matter = "工单 " + number + "（" + UnitName(city, after.unit) + "）";
    if (after.state == CallOutState::kCalling) {
        const std::string slot = std::to_string(after.attempts.back().target.slot.value);
        const std::string text = "【紧急】" + matter + "待签收，请立即登录系统应答，或回电 12345。";
        for (const char* channel : {"message", "call"}) {
            change.outbox.push_back(
                {key + "-" + channel, channel, slot, "紧急呼叫", text, after.id});
        }
        return;
    }
    const Unit* hotline = city.FindUnit(city.hotline_unit);
    if (after.state != CallOutState::kExhausted || hotline == nullptr || hotline->email.empty())
        return;
    change.outbox.push_back({key + "-exhausted", "mail", hotline->email,
                             city.short_name + "12345 紧急呼叫无人应答 " + number,
                             matter + "已呼叫 " + std::to_string(after.attempts.size()) +
                                 " 次，值班人员无人应答，请立即人工处置。\n",
                             after.id});
}

Result<std::optional<CallTarget>> Target(const Services& services, const City& city,
                                         const CallOut& call, const UnitCode& unit, Instant now,
                                         Deadline deadline) {
    LD_TRY(const auto found, ReadOnCall(services, unit, now, deadline));
    std::vector<const DutySlot*> on_call;
    on_call.reserve(found.size());
    for (const StoredSlot& stored : found) on_call.push_back(&stored.slot);
    return NextTarget(on_call, call, city.duty.rounds_max);
}

Result<bool> HasCallOut(const Services& services, CaseId id, AssignmentNo no, Deadline deadline) {
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kCallOut};
    filter.about = id;
    LD_TRY(const auto found, services.store.ReadDocuments(filter, {{}, kPageRows}, deadline));
    for (const StoredDocument& stored : found.items) {
        LD_TRY(const CallOut call, DocumentCodec<CallOut>::DecodeState(stored.body));
        if (call.assignment == no) return true;
    }
    return false;
}

}  // namespace

Result<std::size_t> DutyCaller::RunOnce(Instant now) {
    const Deadline deadline = Deadline::In(kRoundLimit);
    AssignmentFilter filter;
    filter.states = {AssignmentState::kSent};
    filter.urgent = true;
    std::size_t started = 0;
    Page page{{}, kPageRows};
    std::optional<Error> trouble;
    do {
        LD_TRY(auto found, services_.store.ListAssignments(filter, page, deadline));
        for (const AssignmentRow& row : found.items) {
            if (called_.contains({row.case_id, row.no})) continue;
            const auto done = StartFor(row, now, deadline);
            if (done && *done) ++started;
            const bool lost_race = !done && done.error().kind == ErrorKind::kStale;
            if (!done && !lost_race) trouble = done.error();
        }
        page.after = std::move(found.next);
    } while (page.after && !deadline.Passed());
    if (trouble) return Failure{*std::move(trouble)};
    return started;
}

Result<bool> DutyCaller::StartFor(const AssignmentRow& row, Instant now, Deadline deadline) {
    LD_TRY(const auto before, services_.store.Load(row.case_id, deadline));
    const Assignment* assignment = Waiting(before.state, row.no);
    if (assignment == nullptr) return false;
    LD_TRY(const bool has, HasCallOut(services_, row.case_id, row.no, deadline));
    if (called_.size() >= kCalledMax) called_.clear();
    if (has) {
        called_.emplace(row.case_id, row.no);
        return false;
    }
    const auto city = services_.city.Current();
    StartCallOut start{row.case_id, row.no, assignment->unit, {}};
    LD_TRY(start.target, Target(services_, *city, CallOut{}, assignment->unit, now, deadline));
    LD_TRY(auto made, PrepareDocument<CallOut>(services_, SystemPrincipal(), start, {row.case_id},
                                               0, deadline));
    // Whoever looked before us and was faster has changed the case meanwhile.
    for (CaseChange& change : made.changes.cases)
        change.expected_version = std::min(change.expected_version, before.state.version);
    AddMessages(made.changes.documents.front(), made.state, *city);
    LD_TRY(services_.store.Commit(made.changes, deadline));
    called_.emplace(row.case_id, row.no);
    return true;
}

Result<void> FireCallOut(const Services& services, DocumentId id, Deadline deadline) {
    const auto city = services.city.Current();
    const Principal system = SystemPrincipal();
    LD_TRY(auto loaded, LoadDocumentAs<CallOut>(services, system, id, deadline));
    const auto& [before, stored] = loaded;
    LD_TRY(const auto about, services.store.Load(before.about, deadline));
    const Instant now = services.clock.Now();
    CallOutCommand command = StopCallOut{};
    if (Waiting(about.state, before.assignment) != nullptr) {
        RingNext ring;
        LD_TRY(ring.target, Target(services, *city, before, before.unit, now, deadline));
        command = ring;
    }
    LD_TRY(const auto key, detail::UnwrapKey(services, stored));
    const DocumentFacts facts{now, *city, system, {}, {}};
    LD_TRY(auto change,
           DecideDocument<CallOut>(services, before, id, key, std::move(command), facts));
    LD_TRY(const CallOut after, DocumentCodec<CallOut>::DecodeState(change.body));
    AddMessages(change, after, *city);
    ChangeSet changes;
    changes.documents.push_back(std::move(change));
    return services.store.Commit(changes, deadline);
}

Result<PhoneOrder> DutyPhone::OrderTo(const std::string& recipient, Deadline deadline) {
    const auto city = services_.city.Current();
    if (const StaffMember* person = city->FindStaff(recipient);
        person != nullptr && !person->phone.empty()) {
        return PhoneOrder{"", false, person->name, person->phone, "", ""};
    }
    std::int64_t number = 0;
    const char* end = recipient.data() +
                      recipient.size();  // NOLINT(cppcoreguidelines-pro-bounds-pointer-arithmetic)
    const Error nobody = Invalid("bad_recipient", "Nobody of that number can be called.");
    if (recipient.empty() || std::from_chars(recipient.data(), end, number).ptr != end)
        return Failure{nobody};
    LD_TRY(const auto stored, services_.store.LoadDocument(DocumentId{number}, deadline));
    if (stored.head.kind != DocumentKind::kDutySlot) return Failure{nobody};
    LD_TRY(const DutySlot slot, DocumentCodec<DutySlot>::DecodeState(stored.body));
    LD_TRY(auto texts, ReadSlotTexts(services_, stored, slot, deadline));
    return PhoneOrder{
        "", true, std::move(texts.name), std::move(texts.phone), std::move(texts.backup_phone), ""};
}

Result<void> DutyPhone::Send(const OutboxMessage& message, Deadline deadline) {
    LD_TRY(PhoneOrder order, OrderTo(message.recipient, deadline));
    order.key = message.key;
    order.by_voice = message.channel == "call";
    order.text = message.body;
    return gateway_.Place(order, deadline);
}

}  // namespace liandong
