#include "app/duty_shifts.hpp"
#include "background/ladder_world.hpp"

namespace liandong::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class LeadersOnDuty : public LadderStory {
protected:
    static Principal Leader() { return Person("leader-d", "D", {}, {"view", "callback"}); }

    DutyShift Plan(const std::string& from, const std::string& to) {
        const auto roster =
            ReadRoster("unit,leader,from,to,guest\nD,leader-d," + from + "," + to + ",\n");
        EXPECT_TRUE(roster) << roster.error().for_caller;
        const auto planned = PlanRoster(world().services, Supervisor(), *roster, Soon());
        EXPECT_TRUE(planned) << planned.error().code;
        EXPECT_THAT(planned->planned, SizeIs(1));
        return planned->planned.at(0);
    }
    CaseId WaitingForCallback() {
        const CaseId id = world().Open();
        const AssignmentNo lead = FindLead(world().Load(id))->no;
        world().Act(id, Acknowledge{lead});
        Finish finish;
        finish.assignment = lead;
        finish.caller_contacted = true;
        finish.contacted_at = world().clock.Now();
        finish.done = Text("已更换灯具");
        finish.reply = Text("路灯已修复");
        finish.overrule = Text("协办已口头答复");
        world().Act(id, finish);
        world().Act(id, Review{true, Text("")});
        return id;
    }
};

TEST_F(LeadersOnDuty, ADayFromSignInToHandover) {
    const CaseId called = WaitingForCallback();
    const CaseId open = world().Open("路灯又不亮");
    const DutyShift planned = Plan("2026-03-04T08:30:00+08:00", "2026-03-04T17:30:00+08:00");
    EXPECT_EQ(planned.prepare_at, At("2026-03-03T18:00"));
    Until("2026-03-03T17:59");
    EXPECT_FALSE(Read<DutyShift>(planned.id).prepared_at);
    EXPECT_EQ(Refused<DutyShift>(planned.id, SignIn{}, Leader()), "not_before_deadline");
    Until("2026-03-03T18:00");
    const DutyShift prepared = Read<DutyShift>(planned.id);
    ASSERT_TRUE(prepared.prepared_at);
    EXPECT_EQ(prepared.package.open_count, 2);
    EXPECT_THAT(prepared.package.callbacks, ElementsAre(called));

    Until("2026-03-04T08:35");
    EXPECT_EQ(Refused<DutyShift>(planned.id, SignIn{}, Supervisor()), "not_permitted");
    Do<DutyShift>(planned.id, SignIn{}, Leader());
    Do<DutyShift>(planned.id, NoteShift{Text("昨日遗留 3 件")}, Agent());
    Do<DutyShift>(planned.id, ReviewInShift{open, Text("属地责任，请街道速办")}, Leader());
    Callback callback;
    callback.reached = true;
    callback.solved = Verdict::kYes;
    callback.satisfied = Satisfaction::kSatisfied;
    const auto after =
        CallBackInShift(world().services, Agent(), planned.id, called, callback, Soon());
    ASSERT_TRUE(after) << after.error().code;
    EXPECT_EQ(after->callbacks.at(0).entered_by, "agent");
    EXPECT_EQ(world().Load(called).state, CaseState::kFinished);
    const auto history = *world().store->History(called, Soon());
    const auto asked = std::ranges::find(history, "called_back", &JournalEntry::kind);
    ASSERT_NE(asked, history.end());
    EXPECT_EQ(asked->actor, "user:leader-d@D");

    const auto instructed = GiveInstruction(
        world().services, Everybody(), planned.id,
        InstructInShift{open, UnitCode{"S"}, At("2026-03-06T09:00"), Text("两日内修复")}, Soon());
    ASSERT_TRUE(instructed) << instructed.error().code;
    Do<DutyShift>(planned.id, HandOverShift{Text("回访 1 件，满意；批示 1 件待落实")}, Leader());
    EXPECT_TRUE(HeadOf(Read<DutyShift>(planned.id)).open);  // the instruction is still owed
    Settle();
    EXPECT_THAT(Rungs(open), Contains("2 leader_note"));

    Until("2026-03-06T09:00");
    EXPECT_TRUE(Read<DutyShift>(planned.id).instructions.at(0).overdue);
    EXPECT_EQ(Refused<DutyShift>(planned.id, FollowUp{1, Text("x")}, HeadOfUnit("B")),
              "no_such_document");
    const auto done = Do<DutyShift>(planned.id, FollowUp{1, Text("路灯已修复")}, HeadOfUnit("S"));
    EXPECT_FALSE(HeadOf(done).open);
    EXPECT_THAT(Faults(), ElementsAre());
}

TEST_F(LeadersOnDuty, ALeaderWhoSignsInBeforeTheTimersCameHasThePackageAllTheSame) {
    const CaseId called = WaitingForCallback();
    Until("2026-03-02T14:00");
    const DutyShift planned = Plan("2026-03-02T14:30:00+08:00", "2026-03-02T17:30:00+08:00");
    Do<DutyShift>(planned.id, SignIn{}, Leader());
    EXPECT_FALSE(Read<DutyShift>(planned.id).prepared_at);
    Settle();
    const DutyShift prepared = Read<DutyShift>(planned.id);
    ASSERT_TRUE(prepared.prepared_at);
    EXPECT_THAT(prepared.package.callbacks, ElementsAre(called));
    EXPECT_EQ(HeadOf(prepared).due_at, std::nullopt);
    EXPECT_THAT(Faults(), ElementsAre());
}

TEST_F(LeadersOnDuty, NobodyCame) {
    const DutyShift planned = Plan("2026-03-04T08:30:00+08:00", "2026-03-04T17:30:00+08:00");
    Until("2026-03-04T17:30");
    EXPECT_EQ(Read<DutyShift>(planned.id).state, ShiftState::kMissed);
    EXPECT_EQ(Refused<DutyShift>(planned.id, SignIn{}, Leader()), "wrong_state");
}

TEST_F(LeadersOnDuty, ARosterSentTwiceIsOneAndABadOneChangesNothing) {
    Plan("2026-03-04T08:30:00+08:00", "2026-03-04T17:30:00+08:00");
    const auto roster = ReadRoster(
        "D,leader-d,2026-03-04T08:30:00+08:00,2026-03-04T17:30:00+08:00,false\r\n"
        "A,deputy,2026-03-08T09:00:00+08:00,2026-03-08T11:00:00+08:00,true\r\n");
    ASSERT_TRUE(roster);
    const auto again = PlanRoster(world().services, Supervisor(), *roster, Soon());
    ASSERT_TRUE(again) << again.error().code;
    EXPECT_EQ(again->already_there, 1);
    ASSERT_THAT(again->planned, SizeIs(1));
    EXPECT_TRUE(again->planned[0].is_guest);
    for (const char* bad :
         {"D,leader-d,tomorrow,later\n", "D\n", "D,,2026-03-04T08:30:00+08:00,x\n",
          "D,l,2026-03-04T08:30:00Z,2026-03-04T09:30:00Z,maybe\n"}) {
        EXPECT_EQ(CodeOf(ReadRoster(bad)), "bad_roster") << bad;
    }
    EXPECT_EQ(
        CodeOf(PlanRoster(
            world().services, OfficerOf("A"),
            {{UnitCode{"A"}, "x", false, At("2026-04-01T08:30"), At("2026-04-01T17:30")}}, Soon())),
        "not_permitted");
}

TEST_F(LeadersOnDuty, AnotherUnitsCaseIsNotTheirsToCallBack) {
    const DutyShift planned = Plan("2026-03-02T14:30:00+08:00", "2026-03-02T17:30:00+08:00");
    const CaseId gas = world().Open("燃气泄漏", true, "010102");  // with B
    Until("2026-03-02T14:30");
    Do<DutyShift>(planned.id, SignIn{}, Leader());
    Callback callback;
    callback.reached = true;
    EXPECT_EQ(CodeOf(CallBackInShift(world().services, Agent(), planned.id, gas, callback, Soon())),
              "not_their_case");
    EXPECT_TRUE(Read<DutyShift>(planned.id).callbacks.empty());
}

}  // namespace
}  // namespace liandong::testing
