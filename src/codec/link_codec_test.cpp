#include "codec/link_codec.hpp"

#include <gtest/gtest.h>

namespace liandong {
namespace {

const UtcOffset kOffset = std::chrono::minutes(480);

TEST(LinkCodec, APushSaysWhatItHasAndLeavesOutTheRest) {
    PushMessage push;
    push.type = "case_finished";
    push.timestamp = {FromMillis(1'772'413'200'000), kOffset};
    push.system = "province";
    push.case_id = CaseId{202603020000001};
    push.seq = 7;
    push.state = CaseState::kFinished;
    push.number = "省-\"1\"";
    push.fields = {{"答复", "已办\n结"}};
    EXPECT_EQ(EncodePush(push),
              R"({"type":"case_finished","timestamp":"2026-03-02T09:00:00+08:00","data":{)"
              R"("system":"province","case_id":"202603020000001","seq":7,"assignment":0,)"
              R"("state":"finished","number":"省-\"1\"","request_type":"help","urgent":false,)"
              R"("fields":{"答复":"已办\n结"}}})");
    push.fields.clear();
    EXPECT_TRUE(EncodePush(push).ends_with(R"("fields":{}}})"));
}

TEST(LinkCodec, AnAnswerMaySayAnything) {
    const PushReply reply =
        DecodePushReply(R"({"number":" DC-1 ","code":"x","message":"y","more":[1]})");
    EXPECT_EQ(reply.number, "DC-1");
    EXPECT_EQ(reply.code, "x");
    EXPECT_EQ(reply.message, "y");
    for (const char* nothing :
         {"", "ok", "[]", "null", "{", R"({"number":7})", R"({"number":null})",
          R"({"number":"a\u0000b"})", "{\"number\":\"\xff\"}"}) {
        EXPECT_EQ(DecodePushReply(nothing).number, "") << nothing;
    }
    const auto long_ones = [](std::size_t size) {
        const std::string x(size, 'x');
        return DecodePushReply(R"({"number":")" + x + R"(","message":")" + x + R"("})");
    };
    EXPECT_EQ(long_ones(100).number.size(), 100U);
    EXPECT_EQ(long_ones(101).number, "") << "half a number is another number";
    EXPECT_EQ(long_ones(5'000).message.size(), 1'000U);
    EXPECT_EQ(DecodePushReply(R"({"number":"a\nb"})").number, "");
}

TEST(LinkCodec, WhatIsStoredComesBack) {
    const auto note = DecodePushNote(EncodePushNote({"reminded", AssignmentNo{3}, 12}));
    ASSERT_TRUE(note);
    EXPECT_EQ(note->kind, "reminded");
    EXPECT_EQ(note->assignment, AssignmentNo{3});
    EXPECT_EQ(note->seq, 12);
    const auto claims = DecodeClaims(EncodeClaims({{"a"}, {"b", "c"}}));
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->sent, std::vector<std::string>{"a"});
    EXPECT_EQ(claims->received, (std::vector<std::string>{"b", "c"}));
    EXPECT_EQ(DecodePushNote("{}").error().code, "unreadable_payload");
    EXPECT_EQ(DecodeClaims("[]").error().code, "unreadable_payload");
}

TEST(LinkCodec, ASubscriberLearnsThatAndNotWhat) {
    EXPECT_EQ(EncodeFeed({"case_opened",
                          {FromMillis(1'772'413'200'000), kOffset},
                          CaseId{202603020000001},
                          1,
                          41,
                          {UnitCode{"A"}}}),
              R"({"type":"case_opened","timestamp":"2026-03-02T09:00:00+08:00","data":{)"
              R"("case_id":"202603020000001","seq":1,"log_index":41,"units":["A"]}})");
}

}  // namespace
}  // namespace liandong
