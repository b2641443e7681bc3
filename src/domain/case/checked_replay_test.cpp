#include "domain/case/checked_replay.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "domain/testing/small_city.hpp"

namespace liandong {
namespace {

using testing::At;
using testing::Everybody;
using testing::SmallCity;
using testing::Text;

// A life with dispatch, extension, reminder, finish and callback.
std::vector<Event> WholeLife() {
    const City city = SmallCity();
    const Principal who = Everybody();
    Instant now = At("2026-03-02T09:00");
    std::vector<Event> events;
    Case c;
    const auto record = [&](const Result<std::vector<EventBody>, Refusal>& decided) {
        EXPECT_TRUE(decided) << Code(decided.error().code);
        for (const EventBody& body : *decided) {
            events.push_back(
                {CaseId{202603020000001}, c.version + 1, now, who.actor, city.version, body});
            c = Apply(std::move(c), events.back());
        }
        now += std::chrono::minutes(1);
    };
    const auto act = [&](const Command& command) {
        record(Decide(c, command, {now, city, who, {}}));
    };
    OpenCase open;
    open.category = CategoryCode{"010101"};
    open.place = PlaceCode{"1101"};
    open.narrative.plain.content = "路灯不亮";
    open.caller.plain.phone = "10039000000";
    record(DecideOpen(open, {now, city, who, {}}));
    act(Dispatch{});
    const AssignmentNo lead = FindLead(c)->no;
    act(Acknowledge{lead});
    act(RequestExtension{lead, {1, LimitUnit::kWorkingDays}, Text("等待材料")});
    act(RuleExtension{lead, true, Text("同意")});
    act(Contact{lead, ContactMethod::kPhone, true, {}, Text("已联系")});
    Finish finish;
    finish.assignment = lead;
    finish.caller_contacted = true;
    finish.contacted_at = now;
    finish.done = Text("已修");
    finish.reply = Text("已修复");
    finish.overrule = Text("不等");
    act(finish);
    act(Review{true, Text("")});
    return events;
}

TEST(CheckedReplay, GivesWhatReplayGives) {
    const auto events = WholeLife();
    const auto replayed = CheckedReplay(events);
    ASSERT_TRUE(replayed) << replayed.error().for_log;
    EXPECT_EQ(*replayed, Replay(events));
}

TEST(CheckedReplay, NamesTheEventThatCannotFollow) {
    auto events = WholeLife();
    const auto log_of = [](const std::vector<Event>& altered) {
        return CheckedReplay(altered).error().for_log;
    };
    EXPECT_EQ(log_of({}), "event 1: there is none");
    EXPECT_EQ(log_of({events.begin() + 1, events.end()}),
              "event 1: the case does not begin with its opening");
    auto gap = events;
    gap.erase(gap.begin() + 2);
    EXPECT_EQ(log_of(gap), "event 3: is missing");
    auto stranger = events;
    std::get<Acknowledged>(stranger[2].body).assignment = AssignmentNo{9};
    EXPECT_EQ(log_of(stranger), "event 3: acknowledged cannot follow what is before it");
    auto granted = events;
    granted[3].body = NoteAdded{};
    EXPECT_EQ(log_of(granted), "event 5: extension_granted cannot follow what is before it");
    auto twice = events;
    twice[4].body = twice[0].body;
    EXPECT_EQ(log_of(twice), "event 5: case_opened cannot follow what is before it");
}

TEST(CheckedReplay, NoShuffledHistoryStopsTheProcess) {
    const auto events = WholeLife();
    std::mt19937 random(7);
    int refused = 0;
    for (int round = 0; round < 2000; ++round) {
        auto altered = events;
        std::shuffle(altered.begin() + (round % 2), altered.end(), random);
        for (std::size_t i = 0; i < altered.size(); ++i)
            altered[i].seq = static_cast<std::int32_t>(i + 1);
        altered.resize(1 + random() % altered.size());
        if (!CheckedReplay(altered)) ++refused;
    }
    EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace liandong
