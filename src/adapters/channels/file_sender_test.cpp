#include "adapters/channels/file_sender.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/channels/sender_set.hpp"
#include "base/testing/test_folder.hpp"

namespace liandong::channels {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace std::chrono_literals;

class FixedClock final : public WallClock {
public:
    Instant Now() override { return FromMillis(1'772'413'200'000); }
};

class FileSenderTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto made = MakeFileSender(folder_.Path(), {"noreply@example.test", "Desk, <1>"}, clock_);
        ASSERT_TRUE(made);
        sender_ = *std::move(made);
    }

    std::set<std::string> Names() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.Path())) {
            names.insert(entry.path().filename().string());
        }
        return names;
    }
    std::string Read(const std::string& name) const { return testing::ReadText(folder_ / name); }
    Result<void> Send(const std::string& key, const std::string& body = "text") {
        return sender_->Send({key, "file", "unit@example.test", "subject", body, {}},
                             Deadline::In(10s));
    }

    FixedClock clock_;
    testing::TestFolder folder_;
    std::unique_ptr<MessageSender> sender_;
};

TEST_F(FileSenderTest, ARepeatReplacesTheFileAndNothingElseIsLeft) {
    ASSERT_TRUE(Send("case-7", "first"));
    ASSERT_TRUE(Send("case-7", "second"));
    ASSERT_TRUE(Send("case-8"));
    EXPECT_THAT(Names(), ElementsAre("case-7.eml", "case-8.eml"));
    EXPECT_THAT(Read("case-7.eml"), HasSubstr("\r\n\r\nc2Vjb25k\r\n"));
}

TEST_F(FileSenderTest, NoKeyLeavesTheDirectory) {
    ASSERT_TRUE(Send("../../etc/passwd"));
    ASSERT_TRUE(Send("."));
    ASSERT_TRUE(Send(std::string(120, '/')));
    ASSERT_TRUE(Send(std::string(119, '/') + "."));
    EXPECT_EQ(Names().size(), 4U);
    for (const std::string& name : Names()) EXPECT_LE(name.size(), 255U);
    EXPECT_FALSE(Send(""));
    EXPECT_FALSE(Send(std::string("a\0b", 3)));
}

TEST_F(FileSenderTest, ADisplayNameCannotNameAnotherMailbox) {
    ASSERT_TRUE(Send("case-7"));
    EXPECT_THAT(Read("case-7.eml"),
                HasSubstr("From: =?UTF-8?B?RGVzaywgPDE+?=\r\n <noreply@example.test>\r\n"));
}

TEST_F(FileSenderTest, AFolderThatIsGoneIsAFaultOfTheWorld) {
    std::filesystem::remove_all(folder_.Path());
    const auto sent = Send("case-7");
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().kind, ErrorKind::kUnavailable);
    EXPECT_FALSE(MakeFileSender(folder_.Path(), {"noreply@example.test", ""}, clock_));
}

TEST_F(FileSenderTest, TheSetRoutesByChannelAndKnowsWhatItDoesNotKnow) {
    SenderSet set;
    set.Add("file", std::move(sender_));
    OutboxMessage message{"case-7", "file", "unit@example.test", "subject", "text", {}};
    EXPECT_TRUE(set.Send(message, Deadline::In(10s)));
    EXPECT_THAT(Names(), ElementsAre("case-7.eml"));
    message.channel = "pigeon";
    const auto sent = set.Send(message, Deadline::In(10s));
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().kind, ErrorKind::kInvalid);
    EXPECT_EQ(sent.error().code, "unknown_channel");
}

}  // namespace
}  // namespace liandong::channels
