#include <gtest/gtest.h>

#include "domain/case/decide.hpp"
#include "domain/testing/small_city.hpp"

namespace liandong {
namespace {

using testing::At;

TEST(FireDeadline, TheLeadsClockIsNamedByTheLeadsNumber) {
    const City city = testing::SmallCity();
    const Principal system = SystemPrincipal();
    OpenCase open;
    open.category = CategoryCode{"010101"};
    open.place = PlaceCode{"1101"};
    open.narrative.plain.title = "路灯不亮";
    const Instant opened_at = At("2026-03-02T09:00");
    const Facts at_open{opened_at, city, system, {}};
    const CaseId id{202603020000001};
    Case c = Apply({}, {id, 1, opened_at, system.actor, "v", DecideOpen(open, at_open)->front()});
    c = Apply(c, {id, 2, opened_at, system.actor, "v", Decide(c, Dispatch{}, at_open)->front()});

    // Nobody names a clock of the lead that way, but whoever does must not stop the process.
    const Facts later{At("2026-03-03T09:00"), city, system, {}};
    const auto fired = Decide(c, FireDeadline{ClockKind::kAcknowledge, AssignmentNo{}, 100}, later);
    ASSERT_TRUE(fired);
    EXPECT_EQ(std::get<ClockMissed>(fired->front()).assignment, AssignmentNo{1});
    c = Apply(c, {id, 3, later.now, system.actor, "v", fired->front()});
    EXPECT_EQ(FindLead(c)->acknowledge.outcome, ClockOutcome::kMissed);
}

}  // namespace
}  // namespace liandong
