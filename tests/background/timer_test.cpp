#include <thread>

#include <gmock/gmock.h>

#include "app/fire_deadlines.hpp"
#include "background/world.hpp"

namespace liandong::testing {
namespace {

using ::testing::Contains;
using ::testing::Not;

class Deadlines : public BackgroundStory {
protected:
    /// Fires until nothing is due any more, as the thread does.
    void FireAll(DeadlineTimer& timer) {
        for (int i = 0; i < 50; ++i) {
            const auto handled = timer.RunOnce(world().clock.Now());
            ASSERT_TRUE(handled) << handled.error().for_log;
            if (*handled == 0) return;
        }
        FAIL() << "deadlines never come to rest";
    }
    long Count(CaseId id, const std::string& kind) {
        const auto kinds = world().Kinds(id);
        return std::count(kinds.begin(), kinds.end(), kind);
    }
    CaseId Dispatched() {
        const CaseId id = world().Open();
        const Case c = world().Load(id);
        for (const Assignment& a : c.assignments) world().Act(id, Acknowledge{a.no});
        return id;
    }
};

TEST_F(Deadlines, RemindersComeInTheirOrderAndThenTheClockIsMissed) {
    DeadlineTimer timer(world().services);
    const CaseId id = Dispatched();
    const AssignmentNo lead = FindLead(world().Load(id))->no;
    world().Act(id, Contact{lead, ContactMethod::kPhone, true, {}, Text("已联系")});
    FireAll(timer);
    EXPECT_EQ(Count(id, "reminder_sent"), 0);
    const Clock handling = FindLead(world().Load(id))->handling;
    const auto calendar = world().city.Current()->calendar;
    const auto after = [&](int percent) {
        world().clock.Set(*ReachedAt(handling, percent, calendar));
        FireAll(timer);
        return FindLead(world().Load(id))->handling;
    };
    EXPECT_THAT(after(50).reminded, ::testing::ElementsAre(50));
    EXPECT_THAT(after(79).reminded, ::testing::ElementsAre(50));
    EXPECT_THAT(after(80).reminded, ::testing::ElementsAre(50, 80));
    EXPECT_EQ(after(99).outcome, ClockOutcome::kRunning);
    const Clock missed = after(100);
    EXPECT_EQ(missed.outcome, ClockOutcome::kMissed);
    world().clock.Move(std::chrono::hours(48));
    FireAll(timer);
    EXPECT_EQ(FindLead(world().Load(id))->handling, missed);  // once
}

TEST_F(Deadlines, TwoTimersFireOneDeadlineOnce) {
    std::unique_ptr<Store> beside;
    if (factory_->ManyAtOnce()) beside = *factory_->Open();
    const Services other{beside ? *beside : *world().store, *world().vault, world().clock,
                         world().city, world().classifier};
    std::vector<CaseId> cases;
    for (int i = 0; i < 12; ++i) cases.push_back(world().Open());
    world().clock.Move(std::chrono::hours(24 * 20));  // everything is long due
    DeadlineTimer one(world().services);
    DeadlineTimer two(other);
    {
        std::jthread a([&] { FireAll(one); });
        std::jthread b([&] { FireAll(two); });
    }
    FireAll(one);  // what rested after a lost race
    world().clock.Move(std::chrono::minutes(2));
    FireAll(one);
    for (const CaseId id : cases) {
        const Case c = world().Load(id);
        long clocks = 0;
        for (const Assignment& a : c.assignments) {
            EXPECT_EQ(a.acknowledge.outcome, ClockOutcome::kMissed);
            EXPECT_EQ(a.handling.outcome, ClockOutcome::kMissed);
            clocks += a.contact ? 3 : 2;
        }
        EXPECT_EQ(Count(id, "clock_missed"), clocks);
        EXPECT_EQ(Count(id, "reminder_sent"), 2 * std::ssize(c.assignments));
    }
    EXPECT_EQ(one.Stats().faults + two.Stats().faults, 0);
}

TEST_F(Deadlines, AClockThatJumpsDoesNoHarm) {
    DeadlineTimer timer(world().services);
    const CaseId id = world().Open();
    const Instant start = world().clock.Now();
    const Instant due = FindLead(world().Load(id))->acknowledge.due_at;
    world().clock.Set(start - std::chrono::hours(24 * 365));
    FireAll(timer);
    EXPECT_EQ(Count(id, "clock_missed"), 0);
    // The row was read as due; when it is decided the clock has been set back.
    ASSERT_TRUE(timer.RunOnce(due + std::chrono::hours(1)));
    EXPECT_EQ(Count(id, "clock_missed"), 0);
    world().clock.Set(due);
    FireAll(timer);
    EXPECT_GE(Count(id, "clock_missed"), 1);
    EXPECT_EQ(timer.Stats().faults, 0);
}

TEST_F(Deadlines, ARowThatNoLongerFitsIsReplacedAndFiresNothing) {
    const CaseId id = Dispatched();
    const Case c = world().Load(id);
    // A row that an older program left behind: the clock was stopped since.
    CaseChange change;
    change.expected_version = c.version;
    change.after = c;
    change.deadlines = {{ClockKind::kAcknowledge, FindLead(c)->no, 100, world().clock.Now()}};
    ChangeSet changes;
    changes.cases = {change};
    ASSERT_TRUE(world().store->Commit(changes, Soon()));
    const auto before = world().Kinds(id);
    DeadlineTimer timer(world().services);
    EXPECT_EQ(*timer.RunOnce(world().clock.Now()), 1U);
    EXPECT_EQ(*timer.RunOnce(world().clock.Now()), 0U);
    EXPECT_EQ(timer.Stats().refreshed, 1);
    EXPECT_EQ(world().Kinds(id), before);
    const auto next = world().store->NextDeadline(Soon());
    ASSERT_TRUE(next && *next);
    EXPECT_GT(**next, world().clock.Now());  // what the case needs is there again
}

TEST_F(Deadlines, AmongManyThatFallDueTheOneThatDoesNotFitHoldsNobodyUp) {
    std::vector<CaseId> cases;
    for (int i = 0; i < 70; ++i) cases.push_back(world().Open());
    const Case odd = world().Load(cases[7]);
    CaseChange change;
    change.expected_version = odd.version;
    change.after = odd;
    change.deadlines = {{ClockKind::kArchive, {}, 100, world().clock.Now()}};
    ChangeSet changes;
    changes.cases = {change};
    ASSERT_TRUE(world().store->Commit(changes, Soon()));
    world().clock.Set(FindLead(odd)->acknowledge.due_at);
    DeadlineTimer timer(world().services);
    FireAll(timer);
    for (const CaseId id : cases) {
        EXPECT_EQ(FindLead(world().Load(id))->acknowledge.outcome, ClockOutcome::kMissed);
        EXPECT_GE(Count(id, "clock_missed"), 1);
    }
    EXPECT_GE(timer.Stats().refreshed, 1);
    EXPECT_EQ(timer.Stats().faults, 0);
}

TEST_F(Deadlines, AnEndedCaseRestsInTheArchiveAfterItsDays) {
    DeadlineTimer timer(world().services);
    const CaseId id = world().Open("咨询", false);
    world().Act(id, AnswerAtDesk{Text("已答复"), ""});
    world().clock.Move(std::chrono::hours(24 * 29));
    FireAll(timer);
    EXPECT_EQ(world().Load(id).state, CaseState::kAnsweredAtDesk);
    world().clock.Move(std::chrono::hours(24));
    FireAll(timer);
    EXPECT_EQ(world().Load(id).state, CaseState::kArchived);
    EXPECT_EQ(Count(id, "case_archived"), 1);
}

TEST_F(Deadlines, AMergedChildWaitsForItsParent) {
    DeadlineTimer timer(world().services);
    const CaseId parent = world().Open("路灯不亮", false);
    const CaseId child = world().Open("路灯又不亮", false);
    ASSERT_TRUE(MergeCases(world().services, Everybody(), child, Merge{parent, Text("同一事项")},
                           {}, Soon()));
    world().clock.Move(std::chrono::hours(24 * 31));
    FireAll(timer);
    EXPECT_EQ(world().Load(child).state, CaseState::kMerged);
    EXPECT_THAT(world().Kinds(child), Contains("archive_postponed"));
    world().Act(parent, AnswerAtDesk{Text("已修复"), ""});
    world().clock.Move(std::chrono::hours(24 * 31));
    FireAll(timer);
    EXPECT_EQ(world().Load(parent).state, CaseState::kArchived);
    EXPECT_EQ(world().Load(child).state, CaseState::kArchived);
    EXPECT_EQ(timer.Stats().faults, 0);
}

TEST_F(Deadlines, TheThreadFiresWhatFallsDue) {
    const CaseId id = world().Open();
    TimerOptions options;
    options.poll_max = std::chrono::milliseconds(20);
    DeadlineTimer timer(world().services, {}, options);
    timer.Start();
    world().clock.Move(std::chrono::hours(24 * 20));
    timer.Wake();
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (FindLead(world().Load(id))->handling.outcome != ClockOutcome::kMissed) {
        ASSERT_LT(std::chrono::steady_clock::now(), until);
        std::this_thread::yield();
    }
    timer.Stop();
    timer.Stop();
    EXPECT_GE(timer.Stats().fired, 3);
}

}  // namespace
}  // namespace liandong::testing
