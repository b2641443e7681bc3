#include "background/people_world.hpp"

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "app/call_on_duty.hpp"
#include "app/fire_deadlines.hpp"
#include "app/verify_journal.hpp"

namespace liandong::testing {
namespace {

StaffMember Person(const char* code, const char* kind, const char* unit, const char* place,
                   const char* skill, const char* shift = "") {
    return {code, code, kind, UnitCode{unit}, PlaceCode{place}, {skill}, {"zh"}, "0000-00000001",
            shift};
}

}  // namespace

PeopledCity::PeopledCity() {
    City city = SmallCity();
    city.code = "460100";
    city.places.push_back(
        {PlaceCode{"110101"}, "海风社区", PlaceKind::kCommunity, PlaceCode{"1101"}, {}});
    city.grid = {{"110101-1",
                  "海风社区第1网格",
                  PlaceCode{"110101"},
                  {{110.0, 20.0}, {110.01, 20.0}, {110.01, 20.01}, {110.0, 20.01}, {110.0, 20.0}}}};
    city.skills = {{"neighbours", "邻里纠纷"}, {"order", "治安"}};
    city.shifts = {{"day", "白班", ShiftDays::kAll, 8 * 60, 20 * 60},
                   {"night", "夜班", ShiftDays::kAll, 20 * 60, 8 * 60}};
    city.grid_lines = {{"order", "综治", "order"}};
    city.staff = {Person("M1", "mediator", "S", "110101", "neighbours"),
                  Person("M2", "mediator", "S", "1101", "neighbours"),
                  Person("M3", "mediator", "A", "1", "neighbours"),
                  Person("G1", "grid_worker", "S", "110101", "order", "day"),
                  Person("G2", "grid_worker", "S", "110101", "order", "night")};
    city.match.offers_max = 3;
    city.match.rules = {{"邻里", {"010101"}, {"mediator"}, {"neighbours"}}};
    city.BuildIndex();
    city_ = std::make_shared<const City>(std::move(city));
}

Principal DutyClerkOf(const std::string& unit) {
    return {Actor{ActorKind::kUser, "clerk-" + unit, UnitCode{unit}}, {}, {"edit_duty", "view"}};
}
Principal PeopleDesk() {
    return {Actor{ActorKind::kUser, "people-desk", UnitCode{"H"}},
            {"assign_task", "answer_task", "mediate", "remind", "view"},
            {}};
}
Principal AnswersFor(const std::string& unit) {
    return {Actor{ActorKind::kUser, "answers-" + unit, UnitCode{unit}},
            {},
            {"answer_task", "mediate", "acknowledge", "finish", "contact", "view"}};
}

void PeopleStory::SetUp() {
    BackgroundStory::SetUp();
    services_ = std::make_unique<Services>(
        Services{*world().store, *world().vault, world().clock, city_, world().classifier});
    people_ = std::make_unique<PeopleServices>(PeopleServices{*services_, board_});
    board_.Take(city_.Current());
}

CaseId PeopleStory::Open(const std::string& category, bool dispatch) {
    OpenCaseRequest request;
    request.command.category = CategoryCode{category};
    request.command.place = PlaceCode{"110101"};
    request.command.point = GeoPoint{110.005, 20.005};
    request.command.narrative.plain.title = "楼上漏水";
    request.dispatch = dispatch;
    const auto opened = OpenNewCase(*services_, Everybody(), request, Soon());
    EXPECT_TRUE(opened) << opened.error().code;
    return opened ? opened->state.id : CaseId{};
}

DocumentId PeopleStory::Plan(const std::string& unit, std::int32_t order, const std::string& user,
                             const char* from, const char* to) {
    PlanSlot plan;
    plan.unit = UnitCode{unit};
    plan.user = user;
    plan.name = Text("值班员" + user);
    plan.phone = Text("0898-0000" + std::to_string(1000 + order));
    plan.order = order;
    plan.from = At(from);
    plan.to = At(to);
    const auto slot = OpenDocument<DutySlot>(*services_, DutyClerkOf(unit), plan, {}, 0, Soon());
    EXPECT_TRUE(slot) << slot.error().code;
    return slot ? slot->id : DocumentId{};
}

void PeopleStory::PassTo(const char* city_time) {
    const Instant until = At(city_time);
    DutyCaller caller(*services_);
    DeadlineTimer timer(*services_, [](const Error& e) { ADD_FAILURE() << e.for_log; });
    while (true) {
        const auto called = caller.RunOnce(world().clock.Now());
        EXPECT_TRUE(called) << called.error().for_log;
        ASSERT_TRUE(timer.RunOnce(world().clock.Now()));
        const auto asked = AskNextPeople(*people_, Soon());
        EXPECT_TRUE(asked) << asked.error().for_log;
        if (world().clock.Now() >= until) return;
        world().clock.Move(
            std::min<Duration>(std::chrono::minutes(1), until - world().clock.Now()));
    }
}

std::vector<OutboxMessage> PeopleStory::Messages(const std::string& channel) {
    const auto rows = services_->store.ListOutbox("waiting", {{}, 500}, Soon());
    EXPECT_TRUE(rows) << rows.error().for_log;
    std::vector<OutboxMessage> found;
    for (const OutboxRow& row : rows->items) {
        if (row.message.channel == channel) found.push_back(row.message);
    }
    return found;
}

void PeopleStory::ExpectProvable() {
    world().Seal();
    const auto verifier = *crypto::MakeTreeVerifier(world().signer->PublicKeyPem());
    VerifyOptions options;
    options.hash = &crypto::Sha256;
    options.city = "460100";
    options.verifier = verifier.get();
    options.vault = world().vault.get();
    EXPECT_TRUE(VerifyJournal(*world().store, options).faults.empty())
        << VerifyJournal(*world().store, options).faults.front();
}

}  // namespace liandong::testing
