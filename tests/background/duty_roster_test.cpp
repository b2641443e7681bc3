// Who is on call at night is called, and then the next one, until somebody has heard it.

#include <gmock/gmock.h>

#include "app/call_on_duty.hpp"
#include "app/read_document.hpp"
#include "background/people_world.hpp"

namespace liandong::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kGas = "010102";  // urgent, to unit B

class Duty : public PeopleStory {
protected:
    void SetUp() override {
        PeopleStory::SetUp();
        world().clock.Set(At("2026-03-02T17:00"));
        first_ = Plan("B", 1, "b1", "2026-03-02T17:30", "2026-03-03T08:30");
        second_ = Plan("B", 2, "b2", "2026-03-02T17:30", "2026-03-03T08:30");
        hotline_ = Plan("H", 1, "h1", "2026-03-02T17:30", "2026-03-03T08:30");
        world().clock.Set(At("2026-03-02T22:30"));
    }
    CallOut The(CaseId about) {
        const auto all = DocumentsAbout<CallOut>(about);
        EXPECT_EQ(all.size(), 1U);
        return all.empty() ? CallOut{} : all.front();
    }
    std::vector<DocumentId> Rung(CaseId about) {
        std::vector<DocumentId> slots;
        for (const CallAttempt& attempt : The(about).attempts) slots.push_back(attempt.target.slot);
        return slots;
    }
    Result<CallOut> Act(DocumentId id, const CallOutCommand& command, const Principal& who) {
        return ActOnDocument<CallOut>(*services_, who, {id, command, {}, {}}, Soon());
    }

    DocumentId first_;
    DocumentId second_;
    DocumentId hotline_;
};

TEST_F(Duty, AnUrgentCaseAtHalfPastTenReachesWhoIsOnCallWithinAMinute) {
    const CaseId gas = Open(kGas);
    PassTo("2026-03-02T22:31");
    EXPECT_THAT(Rung(gas), ElementsAre(first_));
    ASSERT_EQ(Messages("call").size(), 1U);
    ASSERT_EQ(Messages("message").size(), 1U);
    EXPECT_EQ(Messages("call").front().recipient, std::to_string(first_.value));
    EXPECT_THAT(Messages("call").front().body, HasSubstr(std::to_string(gas.value)));
    EXPECT_LE(The(gas).started_at, At("2026-03-02T22:31"));
}

TEST_F(Duty, SilenceClimbsToTheNextAndThenToTheHotlineAndEveryAttemptIsInTheTrace) {
    const CaseId gas = Open(kGas);
    PassTo("2026-03-02T22:41");
    EXPECT_THAT(Rung(gas), ElementsAre(first_, second_, hotline_));
    EXPECT_EQ(The(gas).attempts.front().outcome, RingOutcome::kSilent);
    const auto page = ReadDocument(*services_, Everybody(), The(gas).id, Soon());
    ASSERT_TRUE(page) << page.error().for_log;
    std::vector<std::string> steps;
    for (const DocumentStep& step : page->timeline) steps.push_back(step.kind);
    EXPECT_THAT(steps, ElementsAre("callout_started", "callout_rung", "callout_reported",
                                   "callout_rung", "callout_reported", "callout_rung"));
    ExpectProvable();
}

TEST_F(Duty, WhoeverHasHeardItStopsTheCalls) {
    const CaseId gas = Open(kGas);
    PassTo("2026-03-02T22:36");
    const Principal second{Actor{ActorKind::kUser, "b2", UnitCode{"B"}}, {}, {"view"}};
    const auto heard = Act(The(gas).id, AcknowledgeCallOut{}, second);
    ASSERT_TRUE(heard) << heard.error().code;
    PassTo("2026-03-03T00:00");
    EXPECT_EQ(The(gas).state, CallOutState::kAcknowledged);
    EXPECT_EQ(The(gas).acknowledged_by, "b2");
    EXPECT_THAT(Rung(gas), ElementsAre(first_, second_));
    const auto again = Act(The(gas).id, AcknowledgeCallOut{}, second);
    EXPECT_EQ(again.error().code, "already_done");
}

TEST_F(Duty, AStrangerCannotSayThatItWasHeard) {
    const CaseId gas = Open(kGas);
    PassTo("2026-03-02T22:31");
    const Principal stranger{Actor{ActorKind::kUser, "s9", UnitCode{"S"}}, {}, {"view"}};
    EXPECT_EQ(Act(The(gas).id, AcknowledgeCallOut{}, stranger).error().code, "no_such_document");
}

TEST_F(Duty, TheUnitThatTakesTheAssignmentIsCalledNoMore) {
    const CaseId gas = Open(kGas);
    PassTo("2026-03-02T22:31");
    ASSERT_TRUE(ActOnCase(*services_, OfficerOf("B"),
                          {gas, Acknowledge{AssignmentNo{1}}, {}, {}, {}}, Soon()));
    PassTo("2026-03-02T23:00");
    EXPECT_EQ(The(gas).state, CallOutState::kStopped);
    EXPECT_THAT(Rung(gas), ElementsAre(first_));
}

TEST_F(Duty, WhenNobodyAnswersTheHotlineIsTold) {
    const CaseId gas = Open(kGas);
    PassTo("2026-03-02T23:30");
    EXPECT_EQ(The(gas).state, CallOutState::kExhausted);
    EXPECT_THAT(Rung(gas), ElementsAre(first_, second_, hotline_, first_, second_, hotline_));
    bool told = false;
    for (const OutboxMessage& mail : Messages("mail"))
        told |= mail.recipient == "H@units.small.example" &&
                mail.subject.find("无人应答") != std::string::npos;
    EXPECT_TRUE(told);
}

TEST_F(Duty, ABusyLineOrAWrongNumberIsNotWaitedFor) {
    const CaseId gas = Open(kGas);
    PassTo("2026-03-02T22:31");
    ASSERT_TRUE(Act(The(gas).id, ReportCall{1, RingOutcome::kWrongNumber}, PeopleDesk()));
    PassTo("2026-03-02T22:32");
    EXPECT_THAT(Rung(gas), ElementsAre(first_, second_));
    EXPECT_EQ(The(gas).attempts.front().outcome, RingOutcome::kWrongNumber);
}

TEST_F(Duty, AnEmptyRosterIsToldAtOnce) {
    world().clock.Set(At("2026-03-05T22:30"));  // nobody planned that night
    PassTo("2026-03-05T22:30");
    const CaseId gas = Open(kGas);
    PassTo("2026-03-05T22:31");
    EXPECT_EQ(The(gas).state, CallOutState::kExhausted);
    EXPECT_THAT(Messages("call"), IsEmpty());
}

TEST_F(Duty, AMatterThatCanWaitCallsNobody) {
    const CaseId light = Open("010101");
    PassTo("2026-03-02T23:30");
    EXPECT_THAT(DocumentsAbout<CallOut>(light), IsEmpty());
}

TEST_F(Duty, TwoNodesOpenOneCallOut) {
    const CaseId gas = Open(kGas);
    DutyCaller one(*services_);
    DutyCaller other(*services_);
    EXPECT_EQ(*one.RunOnce(world().clock.Now()), 1U);
    EXPECT_EQ(*other.RunOnce(world().clock.Now()), 0U);
    EXPECT_EQ(DocumentsAbout<CallOut>(gas).size(), 1U);
}

class Telephone final : public PhoneGateway {
public:
    Result<void> Place(const PhoneOrder& order, Deadline) override {
        orders.push_back(order);
        return {};
    }
    std::vector<PhoneOrder> orders;
};

TEST_F(Duty, TheNumberIsFoundWhenItIsDialledAndStandsInNoMessage) {
    Open(kGas);
    PassTo("2026-03-02T22:31");
    const OutboxMessage message = Messages("call").front();
    EXPECT_EQ(message.body.find("0898-0000"), std::string::npos);
    Telephone telephone;
    DutyPhone phone(*services_, telephone);
    ASSERT_TRUE(phone.Send(message, Soon()));
    ASSERT_EQ(telephone.orders.size(), 1U);
    EXPECT_EQ(telephone.orders.front().phone, "0898-00001001");
    EXPECT_TRUE(telephone.orders.front().by_voice);
    OutboxMessage nobody = message;
    nobody.recipient = "nobody";
    EXPECT_EQ(phone.Send(nobody, Soon()).error().code, "bad_recipient");
}

TEST_F(Duty, TheRosterIsPlannedByTheUnitAndReadByOthersMasked) {
    const auto lines = ReadRoster(*services_, OfficerOf("B"), UnitCode{"B"}, {}, {}, Soon());
    ASSERT_TRUE(lines) << lines.error().for_log;
    ASSERT_EQ(lines->size(), 2U);
    EXPECT_EQ(lines->front().phone, "089******1001");
    EXPECT_TRUE(lines->front().on_call);
    const auto own = ReadRoster(*services_, DutyClerkOf("B"), UnitCode{"B"}, {}, {}, Soon());
    EXPECT_EQ(own->front().phone, "0898-00001001");

    PlanSlot plan;
    plan.unit = UnitCode{"A"};
    plan.name = Text("某人");
    plan.phone = Text("0898-00001009");
    plan.from = At("2026-03-03T17:30");
    plan.to = At("2026-03-04T08:30");
    const auto planned = [&](const PlanSlot& slot, const Principal& who) {
        return OpenDocument<DutySlot>(*services_, who, slot, {}, 0, Soon());
    };
    EXPECT_EQ(planned(plan, DutyClerkOf("B")).error().code, "not_permitted");
    PlanSlot wrong = plan;
    wrong.to = plan.from;
    EXPECT_EQ(planned(wrong, DutyClerkOf("A")).error().code, "limit_out_of_range");
    wrong = plan;
    wrong.phone = Text("打我电话");
    EXPECT_EQ(planned(wrong, DutyClerkOf("A")).error().code, "bad_text");
    wrong = plan;
    wrong.from = At("2026-02-01T17:30");
    wrong.to = At("2026-02-02T17:30");
    EXPECT_EQ(planned(wrong, DutyClerkOf("A")).error().code, "time_too_early");
}

TEST_F(Duty, ATableIsPlannedWholeOrNotAtAll) {
    PlanSlot good;
    good.unit = UnitCode{"A"};
    good.name = Text("某人");
    good.phone = Text("0898-00001009");
    good.from = At("2026-03-03T17:30");
    good.to = At("2026-03-04T08:30");
    PlanSlot bad = good;
    bad.order = 0;
    const auto refused = PlanSlots(*services_, DutyClerkOf("A"), {good, bad}, Soon());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().args.back(), (std::pair<std::string, std::string>{"line", "2"}));
    EXPECT_THAT(*ReadRoster(*services_, DutyClerkOf("A"), UnitCode{"A"}, {}, {}, Soon()),
                IsEmpty());
    ASSERT_TRUE(PlanSlots(*services_, DutyClerkOf("A"), {good, good}, Soon()));
    EXPECT_EQ(ReadRoster(*services_, DutyClerkOf("A"), UnitCode{"A"}, {}, {}, Soon())->size(), 2U);
}

TEST_F(Duty, ALineThatIsOverLeavesTheRoster) {
    PassTo("2026-03-03T08:31");
    EXPECT_THAT(*ReadRoster(*services_, DutyClerkOf("B"), UnitCode{"B"}, {}, {}, Soon()),
                IsEmpty());
}

}  // namespace
}  // namespace liandong::testing
