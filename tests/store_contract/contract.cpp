#include "store_contract/contract.hpp"

#include <barrier>
#include <thread>

namespace liandong {
namespace {

Digest DigestOf(unsigned char seed) {
    Digest digest;
    for (unsigned char& byte : digest.bytes) byte = seed++;
    return digest;
}

Assignment PlainAssignment(std::int32_t no, const UnitCode& unit, bool is_lead, Instant due) {
    Assignment a;
    a.no = AssignmentNo{no};
    a.unit = unit;
    a.is_lead = is_lead;
    a.sent_at = Minute(10);
    a.acknowledge =
        RunningClock(ClockKind::kAcknowledge, Minute(10), due - std::chrono::minutes(30));
    a.contact = RunningClock(ClockKind::kContact, Minute(10), due - std::chrono::minutes(20));
    a.handling = RunningClock(ClockKind::kHandling, Minute(10), due);
    return a;
}

}  // namespace

Clock RunningClock(ClockKind kind, Instant started_at, Instant due_at) {
    Clock clock;
    clock.kind = kind;
    clock.limit = {30, LimitUnit::kMinutes};
    clock.started_at = started_at;
    clock.due_at = due_at;
    return clock;
}

std::vector<JournalEntry> Entries(CaseId id, std::int32_t version, std::int32_t count) {
    std::vector<JournalEntry> entries;
    for (std::int32_t seq = version + 1; seq <= version + count; ++seq) {
        JournalEntry entry;
        entry.case_id = id;
        entry.seq = seq;
        entry.kind = seq == 1 ? "case_opened" : "note_added";
        entry.at = Minute(seq);
        entry.recorded_at = Minute(seq) + std::chrono::milliseconds(7);
        entry.actor = "user:u17@M001";
        entry.profile_version = "0123456789abcdef";
        entry.payload = R"({"n":)" + std::to_string(seq) + R"(,"text":"it's \"五指山\" 🚧 \\ \n"})";
        entries.push_back(std::move(entry));
    }
    return entries;
}

Case PlainCase(CaseId id) {
    Case c;
    c.id = id;
    c.version = 1;
    c.category = CategoryCode{"010203"};
    c.place = PlaceCode{"460106001"};
    c.caller = {1, DigestOf(1)};
    c.narrative = {2, DigestOf(2)};
    c.opened_by = {ActorKind::kUser, "u17", UnitCode{"M001"}};
    c.opened_at = Minute(0);
    return c;
}

Case DispatchedCase(CaseId id, const UnitCode& unit, Instant due) {
    Case c = PlainCase(id);
    c.version = 2;
    c.state = CaseState::kDispatched;
    c.assignments.push_back(PlainAssignment(1, unit, true, due));
    return c;
}

namespace {

// What stands beside the plain life of a case.
void AddBeside(Case& c) {
    c.dispute = Dispute{Minute(60),
                        {{AssignmentNo{2}, UnitCode{"M002"}, UnitCode{"M003"}}},
                        RunningClock(ClockKind::kDispute, Minute(60), Minute(180)),
                        Minute(90),
                        UnitCode{"D017"}};
    c.dispute->ruling.outcome = ClockOutcome::kMet;
    c.callbacks = CallbackRecord{{{Minute(710), CallbackBy::kLeader, CallOutcome::kBusy},
                                  {Minute(720), CallbackBy::kMessage, CallOutcome::kReached}},
                                 Verdict::kNo,
                                 Satisfaction::kUnsatisfied,
                                 Satisfaction::kSatisfied,
                                 Satisfaction::kNoRating,
                                 17,
                                 Minute(750)};
    c.supervision_called_at = Minute(730);
    c.hand_over = HandOverOffer{
        "110", Minute(3), RunningClock(ClockKind::kHandOver, Minute(3), Minute(8)), true, "JQ-1"};
    c.hand_over->answer.outcome = ClockOutcome::kMet;
    c.hand_in = HandIn{RunningClock(ClockKind::kHandIn, Minute(0), Minute(5)), false};
    c.hand_in->answer.outcome = ClockOutcome::kMissed;
    c.car_move = CarMove{
        {3, DigestOf(3)}, RunningClock(ClockKind::kMoveCar, Minute(1), Minute(21)), 2, true, false};
    c.car_move->move.outcome = ClockOutcome::kMissed;
}

}  // namespace

Case FullCase(CaseId id) {
    Case c = DispatchedCase(id, UnitCode{"D017"}, Minute(600));
    c.channel = Channel::kWeChat;
    c.type = RequestType::kReport;
    c.point = GeoPoint{110.331, 20.0317};
    c.urgent = true;
    c.secret = true;
    c.source_system = "province";
    c.source_id = "HN-'2026'-" + std::to_string(id.value);
    c.closed_at = Minute(900);
    c.dispatch = RunningClock(ClockKind::kDispatch, Minute(0), Minute(30));
    c.dispatch->stopped_at = Minute(12);
    c.dispatch->outcome = ClockOutcome::kMet;
    c.callback = RunningClock(ClockKind::kCallback, Minute(700), Minute(800));
    c.callback->reminded = {50, 90};
    c.supplement = RunningClock(ClockKind::kSupplement, Minute(1), Minute(2));
    c.supplement->pauses = {{Minute(1), Minute(2), PauseReason::kStatutoryProcedure},
                            {Minute(3), std::nullopt, {}}};
    c.supplement->pauses[1].reason = PauseReason::kDisputeWithoutLead;
    c.archive = RunningClock(ClockKind::kArchive, Minute(900), Minute(9000));
    Assignment second = PlainAssignment(2, UnitCode{"M002"}, false, Minute(500));
    second.state = AssignmentState::kReturned;
    second.rule = RuleId{"r-12"};
    second.return_until = Minute(60);
    second.contact.reset();
    second.extensions = {{{3, LimitUnit::kWorkingDays}, Minute(40), true},
                         {{9, LimitUnit::kMinutes}, Minute(41), {}}};
    second.return_proposed = UnitCode{"M003"};
    second.return_count = 1;
    second.redo_count = 2;
    second.contacted = true;
    second.parent = AssignmentNo{1};
    second.return_ruling = RunningClock(ClockKind::kReturnRuling, Minute(50), Minute(80));
    second.return_ruling->outcome = ClockOutcome::kMet;
    c.assignments.push_back(second);
    c.attachments.push_back({BlobId{"b-1"}, "image/jpeg", 12'345'678'901, DigestOf(9), Minute(5)});
    c.redo_count = 3;
    c.return_count = 4;
    c.callback_attempts = 2;
    c.supplement_count = 1;
    c.decline_reason = "court";
    c.hand_over_target = "110";
    c.article = "kb-7";
    c.solved = Verdict::kPartly;
    c.satisfied = Satisfaction::kBasicallySatisfied;
    c.merged_into = Number(9'000'001);
    c.state_before_merge = CaseState::kHandling;
    c.merged_children = {Number(9'000'002), Number(9'000'003)};
    c.reopens = Number(9'000'004);
    c.split_from = Number(9'000'005);
    c.split_children = {Number(9'000'006)};
    AddBeside(c);
    return c;
}

CaseChange Opening(const Case& after) {
    CaseChange change;
    change.after = after;
    change.events = Entries(after.id, 0, after.version);
    change.wrapped_key = "key of " + std::to_string(after.id.value);
    return change;
}

CaseChange Step(const Case& before, Case after) {
    CaseChange change;
    change.expected_version = before.version;
    after.version = before.version + 1;
    change.events = Entries(after.id, before.version, 1);
    change.after = std::move(after);
    return change;
}

ChangeSet One(CaseChange change) {
    ChangeSet set;
    set.cases.push_back(std::move(change));
    return set;
}

void MustCommit(Store& store, const ChangeSet& changes) {
    const auto done = store.Commit(changes, Soon());
    EXPECT_TRUE(done) << done.error().code << ": " << done.error().for_log;
}

void MustOpen(Store& store, const Case& c) { MustCommit(store, One(Opening(c))); }

Case Touch(Store& store, const Case& before) {
    CaseChange change = Step(before, before);
    Case after = change.after;
    MustCommit(store, One(std::move(change)));
    return after;
}

namespace {
std::vector<std::int64_t> RunningNumbers(const std::vector<CaseRow>& rows) {
    std::vector<std::int64_t> numbers;
    for (const CaseRow& row : rows) numbers.push_back(row.id.value % 10'000'000);
    return numbers;
}
}  // namespace

std::vector<std::int64_t> Found(Store& store, const CaseFilter& filter, std::int32_t limit) {
    return RunningNumbers(
        Walk<CaseRow>(limit, [&](const Page& p) { return store.ListCases(filter, p, Soon()); }));
}

std::vector<std::int64_t> FoundWords(Store& store, const SearchQuery& query, std::int32_t limit) {
    return RunningNumbers(
        Walk<CaseRow>(limit, [&](const Page& p) { return store.Search(query, p, Soon()); }));
}

std::vector<std::int64_t> FoundAssignments(Store& store, const AssignmentFilter& filter,
                                           std::int32_t limit) {
    std::vector<std::int64_t> numbers;
    const auto list = [&](const Page& p) { return store.ListAssignments(filter, p, Soon()); };
    for (const AssignmentRow& row : Walk<AssignmentRow>(limit, list)) {
        numbers.push_back(row.case_id.value % 10'000'000 * 10 + row.no.value);
    }
    return numbers;
}

void InParallel(int count, const std::function<void(int)>& work) {
    std::barrier start(count);
    std::vector<std::jthread> threads;
    for (int i = 0; i < count; ++i) {
        threads.emplace_back([&, i] {
            start.arrive_and_wait();
            work(i);
        });
    }
}

}  // namespace liandong
