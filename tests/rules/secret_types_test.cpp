#include <gtest/gtest.h>

#include "domain/case/decide.hpp"
#include "support/world.hpp"

// Which types of request protect the one who made it is the city's to say, not the program's.

namespace liandong {
namespace {

using testing::At;

class SecretTypes : public ::testing::Test {
protected:
    SecretTypes() { city_.mask.secret_types = {RequestType::kComplaint}; }

    Facts Now() { return {At("2026-03-02T09:00"), city_, who_, CaseState::kRegistered}; }
    Case Opened(RequestType type) {
        OpenCase open;
        open.type = type;
        open.category = CategoryCode{"010101"};
        open.narrative.plain.title = "路灯不亮";
        return After(Case{}, DecideOpen(open, Now()));
    }
    Case After(Case before, const Result<std::vector<EventBody>, Refusal>& decided) {
        for (const auto& event : *decided)
            before = Apply(std::move(before), {CaseId{202603020000001}, before.version + 1,
                                               Now().now, who_.actor, "small", event});
        return before;
    }

    City city_ = testing::SmallCity();
    Principal who_ = testing::Everybody();
};

TEST_F(SecretTypes, AreThoseOfTheProfile) {
    EXPECT_TRUE(Opened(RequestType::kComplaint).secret);
    EXPECT_FALSE(Opened(RequestType::kReport).secret);
}

TEST_F(SecretTypes, NobodyTakesTheProtectionAway) {
    Amend open_it_up;
    open_it_up.secret = false;
    const auto decided = Decide(Opened(RequestType::kComplaint), open_it_up, Now());
    ASSERT_FALSE(decided);
    EXPECT_EQ(decided.error().code, RefusalCode::kNothingToChange);
    EXPECT_TRUE(Decide(Opened(RequestType::kReport), open_it_up, Now()));
}

TEST_F(SecretTypes, ACaseThatBecomesOneIsProtectedFromThenOn) {
    const Case before = Opened(RequestType::kHelp);
    Amend it_is_a_complaint;
    it_is_a_complaint.type = RequestType::kComplaint;
    EXPECT_TRUE(After(before, Decide(before, it_is_a_complaint, Now())).secret);
}

}  // namespace
}  // namespace liandong
