#include <atomic>
#include <thread>

#include "app/discipline.hpp"
#include "app/read_document.hpp"
#include "background/ladder_world.hpp"

namespace liandong::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// What a hotline office would recognise: how a matter that nobody solves moves up.
class Ladder : public LadderStory {
protected:
    /// The unit says it is done, the hotline accepts, the citizen says it is not.
    void OneRoundInVain(CaseId about) {
        FinishAndAccept(about, "已责令自行拆除");
        Callback callback;
        callback.reached = true;
        callback.solved = Verdict::kNo;
        callback.satisfied = Satisfaction::kUnsatisfied;
        callback.redo = true;
        callback.opinion = Text("违建还在");
        world().Act(about, callback);
    }
    void FinishAndAccept(CaseId about, const std::string& what) {
        const Assignment lead = *FindLead(world().Load(about));
        if (lead.state == AssignmentState::kSent) world().Act(about, Acknowledge{lead.no});
        Finish finish;
        finish.assignment = lead.no;
        finish.caller_contacted = true;
        finish.contacted_at = world().clock.Now();
        finish.done = Text(what);
        finish.reply = Text(what);
        finish.overrule = Text("协办已口头答复");
        world().Act(about, finish);
        world().Act(about, Review{true, Text("")});
    }
    /// The ruling, the notice, the citizen; every paper to its end.
    void ItMovesAtLast(CaseId about) {
        const DocumentId order = PaperOn(about, 2);
        const DocumentId conference = PaperOn(about, 3);
        const DocumentId raise = PaperOn(about, 4);
        Do<JointConference>(conference, FinishTask{2, Text("已作出限期拆除决定")}, HeadOfUnit("A"));
        EXPECT_EQ(Read<JointConference>(conference).state, ConferenceState::kClosed);
        Do<Raise>(raise, AnswerRaise{Text("限期拆除通知书已送达")}, HeadOfUnit("A"));
        Do<Raise>(raise, CloseRaise{Text("同意")}, Mayor());
        Do<SupervisionOrder>(order, AnswerOrder{"", Text("限期拆除通知书已送达")}, HeadOfUnit("S"));
        Do<SupervisionOrder>(order, CloseOrder{Text("现场核实属实")}, Supervisor());
        FinishAndAccept(about, "限期拆除通知书已送达，违建已拆除");
        Callback callback;
        callback.reached = true;
        callback.solved = Verdict::kYes;
        callback.satisfied = Satisfaction::kSatisfied;
        world().Act(about, callback);
        Settle();
        EXPECT_EQ(ClimbOf(about).state, ClimbState::kEnded);
    }
    static Principal Mayor() { return Person("mayor", "ROOT", {}, {"instruct", "view"}); }
    /// Conference called by the ladder, held, and turned into two tasks.
    JointConference HoldAndMinute(DocumentId id) {
        const Instant now = world().clock.Now();
        Do<JointConference>(id, ScheduleConference{now + std::chrono::hours(1), {}, Text("")},
                            Supervisor());
        world().clock.Move(std::chrono::hours(2));
        HoldConference hold;
        for (const UnitCode& unit : Read<JointConference>(id).units)
            hold.attendance.push_back({unit, "head-" + unit.value, true});
        Do<JointConference>(id, hold, Supervisor());
        const Instant later = world().clock.Now() + std::chrono::hours(48);
        return Do<JointConference>(id,
                                   WriteMinutes{{{UnitCode{"B"}, later, Text("复核规划许可")},
                                                 {UnitCode{"A"}, later, Text("作出限期拆除决定")}},
                                                Text("认定为违法建设，由城管局裁定")},
                                   Supervisor());
    }
};

// DOMAIN §1 as the founding report tells it: two rounds failed, a supervision order, still blocked;
// re-verification, a ruling, a demolition notice, and the file with the discipline inspection.
TEST_F(Ladder, TheIllegalExtensionFromFirstCallToDemolitionNotice) {
    const CaseId about = world().Open("楼顶违法加建");
    Until("2026-03-02T11:00");
    OneRoundInVain(about);
    EXPECT_THAT(CodeOf(FindClimb(world().services, about, Soon())), "no_such_climb");
    Until("2026-03-02T16:00");
    OneRoundInVain(about);
    Settle();
    ASSERT_THAT(Rungs(about), ElementsAre("2 redo_count"));
    const DocumentId order = PaperOn(about, 2);
    EXPECT_EQ(Read<SupervisionOrder>(order).unit, UnitCode{"S"});
    EXPECT_THAT(Read<SupervisionOrder>(order).number, HasSubstr("督办件〔2026〕1号"));
    EXPECT_EQ(world().Load(about).ladder_level, 2);

    Do<SupervisionOrder>(order, ReceiveOrder{}, HeadOfUnit("S"));
    Until("2026-03-04T10:00");
    Do<SupervisionOrder>(order, VisitOrder{{}, {"supervisor"}, false, Text("违建仍在使用")},
                         Supervisor());
    Until("2026-03-05T16:01");
    ASSERT_THAT(Rungs(about), ElementsAre("2 redo_count", "3 failed_level"));
    const DocumentId conference = PaperOn(about, 3);
    EXPECT_EQ(Read<JointConference>(conference).state, ConferenceState::kProposed);

    HoldAndMinute(conference);
    Do<JointConference>(conference, FinishTask{1, Text("未取得规划许可")}, HeadOfUnit("B"));
    EXPECT_EQ(Refused<JointConference>(conference, FinishTask{2, Text("x")}, HeadOfUnit("B")),
              "not_yours");
    Until("2026-03-09T09:00");  // the ruling is overdue
    ASSERT_THAT(Rungs(about), ElementsAre("2 redo_count", "3 failed_level", "4 failed_level"));
    const DocumentId raise = PaperOn(about, 4);
    Do<Raise>(raise, InstructRaise{UnitCode{"A"}, {}, Text("本周内依法处置")}, Mayor());
    Until("2026-03-24T09:00");  // and still nothing
    ASSERT_THAT(Rungs(about),
                ElementsAre("2 redo_count", "3 failed_level", "4 failed_level", "5 failed_level"));

    const DocumentId referral = PaperOn(about, 5);
    const auto handed = HandOverToDiscipline(world().services, Supervisor(), referral,
                                             "两轮办理、督办、联席会议和提级均未落实", Soon());
    ASSERT_TRUE(handed) << handed.error().code;
    EXPECT_EQ(handed->files.at(0).version, world().Load(about).version);
    EXPECT_EQ(CodeOf(ReadDocument(world().services, Supervisor(), referral, Soon())),
              "no_such_document");
    EXPECT_EQ(CodeOf(ReadDocument(world().services, HeadOfUnit("S"), referral, Soon())),
              "no_such_document");
    const auto file = ReadDisciplineFile(world().services, Inspector(), referral, Soon());
    ASSERT_TRUE(file) << file.error().code;
    ASSERT_EQ(file->cases.size(), 1U);
    EXPECT_EQ(std::ssize(file->cases[0].timeline), handed->files[0].version);
    EXPECT_THAT(file->text, HasSubstr("违建还在"));
    EXPECT_THAT(file->text, HasSubstr("认定为违法建设，由城管局裁定"));
    Do<DisciplineReferral>(referral, AcceptReferral{Text("已受理，约谈街道负责人")}, Inspector());

    ItMovesAtLast(about);
    Do<DisciplineReferral>(referral, CloseReferral{ReferralOutcome::kCriticised, Text("通报批评")},
                           Inspector());
    EXPECT_EQ(Count(about, "document_linked"), 4);
    EXPECT_THAT(Faults(), ElementsAre());
}

TEST_F(Ladder, AUnitThatNeverAnswersIsClimbedOverRungByRung) {
    const CaseId about = world().Open();
    for (int day = 0; day < 60; ++day) {
        world().clock.Move(std::chrono::hours(24));
        Settle();
    }
    EXPECT_THAT(Rungs(about), ElementsAre("1 overdue", "2 failed_level", "3 failed_level",
                                          "4 failed_level", "5 failed_level"));
    const Climb climb = ClimbOf(about);
    EXPECT_EQ(climb.state, ClimbState::kRed);
    for (const ClimbedRung& rung : climb.rungs)
        EXPECT_EQ(rung.failed_at.has_value(), rung.level < 5);
    EXPECT_EQ(Count(about, "document_linked"), 5);
    const auto feed = ReadDisciplineFeed(world().services, Inspector(), {}, {}, Soon());
    ASSERT_TRUE(feed) << feed.error().code;
    ASSERT_EQ(feed->items.size(), 1U);
    EXPECT_EQ(feed->items[0].grade, ClimbState::kRed);
    EXPECT_TRUE(feed->items[0].overdue);
    EXPECT_TRUE(feed->items[0].blocked);
    EXPECT_EQ(CodeOf(ReadDisciplineFeed(world().services, Supervisor(), {}, {}, Soon())), "");
    EXPECT_EQ(CodeOf(ReadDisciplineFeed(world().services, HeadOfUnit("S"), {}, {}, Soon())),
              "not_permitted");
    EXPECT_THAT(Faults(), ElementsAre());
}

TEST_F(Ladder, ARestartNeitherForgetsNorRepeats) {
    const CaseId first = world().Open();
    world().clock.Move(std::chrono::hours(24 * 5));
    Settle();
    const auto rungs = Rungs(first);
    ASSERT_THAT(rungs, Contains("1 overdue"));
    const CaseId second = world().Open();
    world().clock.Move(std::chrono::hours(24 * 5));
    ASSERT_TRUE(timer_->RunOnce(world().clock.Now()));
    world().Seal();
    // The node dies after the events were sealed; another one goes on, then reads them all again.
    ladder_ = std::make_unique<LadderLoop>(world().services);
    Settle();
    EXPECT_THAT(Rungs(second), Contains("1 overdue"));
    const auto before = ClimbOf(second);
    ASSERT_TRUE(world().store->SetMeta("ladder_position", "0", Soon()));
    Settle();
    EXPECT_EQ(ClimbOf(second), before);
}

TEST_F(Ladder, TwoRulingsAtOnceAreOne) {
    const CaseId about = world().Open();
    std::atomic<int> done = 0;
    std::atomic<int> late = 0;
    {
        std::vector<std::jthread> people(6);
        for (std::jthread& person : people) {
            person = std::jthread([&] {
                const auto climbed =
                    ClimbByHand(world().services, Everybody(), {about, 2, "shirking", ""}, Soon());
                if (climbed) ++done;
                if (CodeOf(climbed) == "already_done") ++late;
            });
        }
    }
    EXPECT_EQ(done, 1);
    EXPECT_EQ(late, 5);
    EXPECT_THAT(Rungs(about), ElementsAre("2 shirking"));
    EXPECT_EQ(Count(about, "document_linked"), 1);
}

TEST_F(Ladder, AnOrderByHandIsARungToo) {
    const CaseId about = world().Open();
    const IssueOrder issue{.cases = {about},
                           .unit = UnitCode{"S"},
                           .trigger = "manual",
                           .level = 2,
                           .signatory = "supervisor",
                           .limit = {1, LimitUnit::kWorkingDays},
                           .demand = Text("媒体关注，请速办")};
    const auto order =
        OpenDocument<SupervisionOrder>(world().services, Supervisor(), issue, {about}, 2, Soon());
    ASSERT_TRUE(order) << order.error().code;
    Settle();
    EXPECT_THAT(Rungs(about), ElementsAre("2 manual"));
    Until("2026-03-03T09:01");
    EXPECT_THAT(Rungs(about), ElementsAre("2 manual", "3 failed_level"));
}

TEST_F(Ladder, AReminderThatWasHeardIsNoFailure) {
    const CaseId about = world().Open();
    Until("2026-03-05T09:01");
    ASSERT_THAT(Rungs(about), ElementsAre("1 overdue"));
    FinishAndAccept(about, "已修复");
    Until("2026-03-12T09:00");
    EXPECT_THAT(Rungs(about), ElementsAre("1 overdue"));
    EXPECT_FALSE(ClimbOf(about).rungs.at(0).failed_at);
}

TEST_F(Ladder, AConferenceCancelledAfterItsMinutesEndsItsTasks) {
    const CaseId about = world().Open();
    ASSERT_TRUE(
        ClimbByHand(world().services, Supervisor(), {about, 3, "manual", "职责不清"}, Soon()));
    const DocumentId id = PaperOn(about, 3);
    EXPECT_EQ(Refused<JointConference>(id, HoldConference{}), "wrong_state");
    HoldAndMinute(id);
    Do<JointConference>(id, FinishTask{1, Text("已核")}, HeadOfUnit("B"));
    const auto cancelled =
        Do<JointConference>(id, CancelConference{Text("法院已受理")}, Supervisor());
    EXPECT_EQ(cancelled.state, ConferenceState::kCancelled);
    EXPECT_EQ(cancelled.tasks.at(0).state, TaskState::kDone);
    EXPECT_EQ(cancelled.tasks.at(1).state, TaskState::kDropped);
    EXPECT_EQ(Refused<JointConference>(id, FinishTask{2, Text("x")}), "wrong_state");
    Until("2026-03-20T09:00");
    EXPECT_FALSE(Read<JointConference>(id).tasks.at(1).overdue);
    EXPECT_THAT(world().store->History(id, Soon())->back().kind, "conference_cancelled");
    EXPECT_THAT(Faults(), ElementsAre());
}

TEST_F(Ladder, WhoMayNotClimbIsToldAndNothingIsWritten) {
    const CaseId about = world().Open();
    const auto climb = [&](const Principal& who, std::int32_t level) {
        return CodeOf(ClimbByHand(world().services, who, {about, level, "manual", ""}, Soon()));
    };
    EXPECT_EQ(climb(OfficerOf("S"), 2), "not_permitted");
    EXPECT_EQ(climb(Supervisor(), 9), "no_such_rung");
    EXPECT_EQ(climb(Supervisor(), 0), "no_such_rung");
    EXPECT_EQ(Count(about, "document_linked"), 0);
    EXPECT_EQ(climb(Supervisor(), 5), "");
    EXPECT_EQ(climb(Supervisor(), 3), "already_done");
    const DocumentId referral = PaperOn(about, 5);
    EXPECT_EQ(CodeOf(HandOverToDiscipline(world().services, OfficerOf("S"), referral, "x", Soon())),
              "not_permitted");
    EXPECT_EQ(CodeOf(ReadDisciplineFile(world().services, Inspector(), referral, Soon())),
              "wrong_state");
}

}  // namespace
}  // namespace liandong::testing
