#include <random>

#include <gtest/gtest.h>

#include "domain/document/climb.hpp"
#include "domain/document/discipline_referral.hpp"
#include "domain/document/joint_conference.hpp"
#include "domain/document/raise.hpp"
#include "domain/document/supervision_order.hpp"
#include "domain/testing/small_city.hpp"

// Random ladders and random papers: every rung explained, none twice, no paper without a way to its
// end.

namespace liandong::testing {
namespace {

using std::chrono::hours;

class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}
    int Of(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }
    bool Coin() { return Of(2) == 0; }

private:
    std::mt19937 random_;
};

/// A paper and the moment, moved by commands that may be refused.
template <class D>
struct Paper {
    D state;
    Instant now = At("2026-03-02T09:00");
    City city = SmallCity();

    bool Try(const DocumentCommand<D>& command, const Principal& who) {
        const auto decided = Decide(state, command, {now, city, who, "1号", {}});
        if (!decided) return false;
        for (const auto& body : *decided) {
            const auto seq = state.version + 1;
            state = Apply(state, DocumentEventOf<D>{DocumentId{1}, seq, now, who.actor, body});
        }
        return true;
    }
};

// What people and the timer could do next, each with plausible words.
std::vector<OrderCommand> Moves(const Paper<SupervisionOrder>& /*paper*/, Dice& /*dice*/) {
    const Limit limit{1, LimitUnit::kWorkingDays};
    return {ReceiveOrder{},
            VisitOrder{{}, {"inspector"}, true, Text("看过")},
            AnswerOrder{"", Text("已办")},
            SendBackOrder{limit, Text("不实")},
            CloseOrder{Text("销号")},
            WithdrawOrder{Text("撤回")},
            FireOrderDue{}};
}
std::vector<RaiseCommand> Moves(const Paper<Raise>& paper, Dice& dice) {
    const Limit limit{1, LimitUnit::kWorkingDays};
    return {InstructRaise{UnitCode{"B"}, paper.now + hours(dice.Of(60) + 1), Text("速办")},
            AnswerRaise{Text("已办")},
            SendBackRaise{limit, Text("不实")},
            CloseRaise{Text("同意")},
            WithdrawRaise{Text("撤回")},
            FireRaiseDue{}};
}
std::vector<ReferralCommand> Moves(const Paper<DisciplineReferral>& /*paper*/, Dice& /*dice*/) {
    return {HandOverReferral{{{CaseId{7}, 3}}, Text("移送")}, AcceptReferral{Text("受理")},
            CloseReferral{ReferralOutcome::kTalked, Text("谈话")}, WithdrawReferral{Text("撤回")}};
}
std::vector<ConferenceCommand> Moves(const Paper<JointConference>& paper, Dice& dice) {
    const Instant later = paper.now + hours(dice.Of(60) + 1);
    const std::int32_t no = dice.Of(3) + 1;
    return {ScheduleConference{paper.now, {}, Text("议程")},
            HoldConference{{{UnitCode{"A"}, "a", true}, {UnitCode{"B"}, "", false}}},
            WriteMinutes{{{UnitCode{"A"}, later, Text("一")}, {UnitCode{"S"}, later, Text("二")}},
                         Text("纪要")},
            FinishTask{no, Text("已办")},
            RejectTask{no, later, Text("不实")},
            DropTask{no, Text("不需要")},
            CancelConference{Text("取消")},
            FireConferenceDue{}};
}

DocumentCommand<SupervisionOrder> Opening(const Paper<SupervisionOrder>& /*paper*/) {
    return IssueOrder{{CaseId{7}}, UnitCode{"A"}, "manual", 2, "", {1, LimitUnit::kWorkingDays},
                      Text("督办")};
}
DocumentCommand<Raise> Opening(const Paper<Raise>& /*paper*/) {
    return RaiseCase{
        {CaseId{7}}, UnitCode{"ROOT"}, UnitCode{"A"}, "manual", 4, {1, LimitUnit::kWorkingDays},
        Text("提级")};
}
DocumentCommand<DisciplineReferral> Opening(const Paper<DisciplineReferral>& /*paper*/) {
    return ProposeReferral{{CaseId{7}}, UnitCode{"A"}, "manual", 5, Text("移送")};
}
DocumentCommand<JointConference> Opening(const Paper<JointConference>& /*paper*/) {
    return CallConference{{CaseId{7}}, {UnitCode{"A"}, UnitCode{"B"}}, "manual",
                          3,           {1, LimitUnit::kWorkingDays},   {},
                          Text("会商")};
}

/// Any of its moves, in whatever order, until it ends; within a bound it always does.
template <class D>
void WalkToTheEnd(unsigned seed) {
    Dice dice(seed);
    Paper<D> paper;
    ASSERT_TRUE(paper.Try(Opening(paper), Everybody()));
    int stuck = 0;
    for (int steps = 0; steps < 400 && HeadOf(paper.state).open; ++steps) {
        paper.now += hours(dice.Of(20));
        const auto before = paper.state.version;
        const auto moves = Moves(paper, dice);
        const auto& move = moves[static_cast<std::size_t>(dice.Of(static_cast<int>(moves.size())))];
        paper.Try(move, dice.Coin() ? Everybody() : SystemPrincipal());
        stuck = paper.state.version == before ? stuck + 1 : 0;
        ASSERT_LT(stuck, 200) << "nobody can move it on from " << HeadOf(paper.state).state;
    }
    const DocumentHead head = HeadOf(paper.state);
    ASSERT_FALSE(head.open) << "seed " << seed << " rests in " << head.state;
    EXPECT_TRUE(head.closed_at);
    EXPECT_FALSE(head.due_at) << "a closed paper wants nothing";
    const auto version = paper.state.version;
    Dice more(seed + 1);
    for (const auto& move : Moves(paper, more)) {
        EXPECT_FALSE(paper.Try(move, Everybody())) << "seed " << seed << ": moved after its end";
    }
    EXPECT_EQ(paper.state.version, version);
}

TEST(RandomPapers, EachHasAWayToItsEndAndNoneAfterIt) {
    for (unsigned seed = 0; seed < 1000; ++seed) {
        WalkToTheEnd<SupervisionOrder>(seed);
        WalkToTheEnd<Raise>(seed);
        WalkToTheEnd<DisciplineReferral>(seed);
        WalkToTheEnd<JointConference>(seed);
    }
}

std::vector<Rung> RandomLadder(Dice& dice) {
    std::vector<Rung> ladder(static_cast<std::size_t>(dice.Of(7) + 1));
    for (std::size_t i = 0; i < ladder.size(); ++i) {
        Rung& rung = ladder[i];
        rung.level = static_cast<std::int32_t>(i);
        rung.code = "rung-" + std::to_string(i);
        rung.colour = static_cast<RungColour>(dice.Of(4) + 1);
        rung.document = static_cast<RungDocument>(dice.Of(5) + 1);
        rung.limit = {dice.Of(5), LimitUnit::kWorkingDays};
        RungTrigger& t = rung.trigger;
        t.overdue = dice.Of(3) == 0;
        t.overdue_by = {dice.Of(4), LimitUnit::kWorkingDays};
        t.redo_count = dice.Of(4);
        t.returns_refused = dice.Of(4);
        t.duty_disputed = dice.Of(3) == 0;
        t.leader_note = dice.Of(4) == 0;
        t.third_unsatisfied = dice.Of(4) == 0;
        t.failed_level = dice.Of(std::max(static_cast<int>(i), 1));
        t.repeated_overdue = dice.Of(6);
    }
    return ladder;
}

void RandomStep(Dice& dice, Case& about, LadderTrace& trace) {
    switch (dice.Of(8)) {
        case 0: ++about.redo_count; break;
        case 1: ++trace.returns_refused; break;
        case 2: ++trace.returns_asked; break;
        case 3: trace.leader_note = true; break;
        case 4:
            about.assignments[0].handling.outcome = ClockOutcome::kMissed;
            ++trace.handling_missed;
            break;
        case 5: about.assignments[0].handling.outcome = ClockOutcome::kRunning; break;
        case 6: trace.third_unsatisfied = dice.Of(3) == 0; break;
        default: break;
    }
}

TEST(RandomLadders, EveryRungIsExplainedNoneTwiceAndTheEndIsTheEnd) {
    std::size_t climbed = 0;
    for (unsigned seed = 0; seed < 500; ++seed) {
        Dice dice(seed);
        Paper<Climb> climb;
        climb.city.ladder = RandomLadder(dice);
        ASSERT_TRUE(climb.Try(BeginClimb{CaseId{7}, {UnitCode{"A"}}}, SystemPrincipal()));
        Case about;
        about.id = CaseId{7};
        about.state = CaseState::kHandling;
        about.assignments.resize(1);
        about.assignments[0].unit = UnitCode{"A"};
        about.assignments[0].is_lead = true;
        about.assignments[0].state = AssignmentState::kHandling;
        about.assignments[0].handling.due_at = climb.now;
        LadderTrace trace;
        for (int step = 0; step < 60; ++step) {
            climb.now += hours(dice.Of(30));
            RandomStep(dice, about, trace);
            const LadderFacts facts{about, trace, climb.state, climb.city, climb.now};
            for (const std::int32_t level : FindFailedReminders(facts))
                ASSERT_TRUE(climb.Try(FailRung{level}, SystemPrincipal()));
            if (dice.Of(4) == 0 && !climb.state.rungs.empty())
                (void)climb.Try(FailRung{climb.state.rungs.back().level}, SystemPrincipal());
            while (const auto next = FindNextRung(facts)) {
                ASSERT_GT(next->rung->level, LevelOf(climb.state)) << "seed " << seed;
                ASSERT_NE(TriggerLabel(next->trigger), next->trigger) << "an unexplained rung";
                const ReachRung reach{next->rung->level, next->trigger, next->value, DocumentId{2},
                                      UnitsOf(about)};
                ASSERT_TRUE(climb.Try(reach, SystemPrincipal()));
                ASSERT_FALSE(climb.Try(reach, SystemPrincipal())) << "climbed twice";
            }
            const auto look = FindNextLook(facts);
            ASSERT_TRUE(!look || *look > climb.now) << "a look in the past would never rest";
        }
        about.state = CaseState::kFinished;
        const LadderFacts facts{about, trace, climb.state, climb.city, climb.now};
        EXPECT_FALSE(FindNextRung(facts));
        EXPECT_FALSE(FindNextLook(facts));
        ASSERT_TRUE(climb.Try(EndClimb{}, SystemPrincipal()));
        EXPECT_FALSE(HeadOf(climb.state).open);
        climbed += climb.state.rungs.size();
    }
    EXPECT_GT(climbed, 500U) << "ladders that nobody climbs prove nothing";
}

}  // namespace
}  // namespace liandong::testing
