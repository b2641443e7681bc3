#include "app/case_presence.hpp"

#include <gtest/gtest.h>

namespace liandong {
namespace {

using std::chrono::seconds;

constexpr CaseId kShed{7};
constexpr CaseId kLamp{8};

class OnACase : public ::testing::Test {
protected:
    // Who is told of when `id` says it, as "name doing".
    std::vector<std::string> Say(const std::string& id, Doing doing, bool is_silent = false,
                                 CaseId on = kShed) {
        std::vector<std::string> told;
        for (const PersonHere& each :
             presence_.Say(on, {id, id, UnitCode{"S"}, doing, now_, now_}, is_silent)) {
            told.push_back(each.name + " " + std::string(Code(each.doing)));
            since_ = each.since;
        }
        return told;
    }
    using Told = std::vector<std::string>;

    CasePresence presence_;
    Instant now_{std::chrono::milliseconds(1'000'000)};
    Instant since_;
};

TEST_F(OnACase, TwoPeopleSeeEachOtherAndWhoWrites) {
    EXPECT_EQ(Say("agent", Doing::kReading), Told{});
    EXPECT_EQ(Say("dispatcher", Doing::kReading), Told{"agent reading"});
    EXPECT_EQ(Say("agent", Doing::kWriting), Told{"dispatcher reading"});
    EXPECT_EQ(Say("dispatcher", Doing::kReading), Told{"agent writing"});
    EXPECT_EQ(Say("officer", Doing::kReading, false, kLamp), Told{}) << "that is another case";
}

TEST_F(OnACase, WhoeverLeavesOrFallsSilentIsGone) {
    const Instant came = now_;
    Say("agent", Doing::kReading);
    Say("dispatcher", Doing::kReading);
    EXPECT_EQ(Say("dispatcher", Doing::kLeft), Told{"agent reading"});
    EXPECT_EQ(Say("agent", Doing::kReading), Told{});
    now_ += kPresenceHeld;
    EXPECT_EQ(Say("officer", Doing::kReading), Told{"agent reading"}) << "heard of just in time";
    EXPECT_EQ(since_, came);
    now_ += seconds(1);
    EXPECT_EQ(Say("officer", Doing::kReading), Told{});
}

TEST_F(OnACase, WhoeverFollowsSilentlyIsToldAndNotToldOf) {
    Say("agent", Doing::kReading);
    EXPECT_EQ(Say("inspector", Doing::kReading, true), Told{"agent reading"});
    EXPECT_EQ(Say("agent", Doing::kReading), Told{});
}

TEST_F(OnACase, MoreThanAPageCanShowAreNotRemembered) {
    for (std::size_t each = 0; each < kPresencePeopleMax; ++each) {
        Say("p" + std::to_string(each), Doing::kReading);
    }
    EXPECT_EQ(Say("late", Doing::kReading).size(), kPresencePeopleMax);
    EXPECT_EQ(Say("p0", Doing::kReading).size(), kPresencePeopleMax - 1) << "without the late one";
}

TEST_F(OnACase, AFullMemoryTakesNoNewCaseUntilSomebodyHasGone) {
    for (std::size_t each = 0; each < kPresenceCasesMax; ++each) {
        Say("agent", Doing::kReading, false, CaseId{static_cast<CaseId::rep>(100 + each)});
    }
    Say("agent", Doing::kReading);
    EXPECT_EQ(Say("officer", Doing::kReading), Told{}) << "nobody is remembered here";
    now_ += kPresenceHeld + seconds(1);
    Say("agent", Doing::kReading);
    EXPECT_EQ(Say("officer", Doing::kReading), Told{"agent reading"});
}

}  // namespace
}  // namespace liandong
