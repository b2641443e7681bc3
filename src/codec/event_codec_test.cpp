#include "codec/event_codec.hpp"

#include <gtest/gtest.h>

#include "codec/binder.hpp"

namespace liandong {
namespace {

TEST(EventCodec, AnEventComesBackAsItWas) {
    CaseOpened opened;
    opened.channel = Channel::kWeChat;
    opened.category = CategoryCode{"010203"};
    opened.point = GeoPoint{110.33, 20.03};
    opened.narrative.row = 17;
    opened.narrative.digest.bytes[3] = 0xAB;
    opened.dispatch.started_at = FromMillis(1'772'413'200'123);
    const std::string text = EncodePayload(opened);
    const auto again = DecodePayload("case_opened", text);
    ASSERT_TRUE(again);
    EXPECT_EQ(EncodePayload(*again), text);
    EXPECT_NE(text.find(R"("channel":"wechat")"), std::string::npos);
    EXPECT_NE(text.find(R"("started_at":"2026-03-02T01:00:00.123Z")"), std::string::npos) << text;
}

TEST(EventCodec, EveryKindHasADecoder) {
    for (const std::string_view kind : kEventKinds) {
        const auto body = DecodePayload(kind, "[]");
        ASSERT_FALSE(body);
        EXPECT_EQ(body.error().code, "unreadable_payload") << kind;
    }
    EXPECT_FALSE(DecodePayload("case_exploded", "{}"));
}

TEST(EventCodec, ACaseComesBackAsItWas) {
    Case c;
    c.id = CaseId{202611220000001};
    c.state = CaseState::kHandling;
    Assignment lead;
    lead.no = AssignmentNo{1};
    lead.unit = UnitCode{"M011"};
    lead.handling.pauses.push_back({FromMillis(5), std::nullopt, PauseReason::kStatutoryProcedure});
    lead.handling.reminded = {50, 80};
    c.assignments.push_back(lead);
    c.merged_children = {CaseId{202611220000002}};
    const auto again = DecodeCase(EncodeCase(c));
    ASSERT_TRUE(again) << again.error().for_log;
    EXPECT_EQ(*again, c);
}

TEST(EventCodec, ActorsAreOneLine) {
    const Actor actor{ActorKind::kUser, "u17", UnitCode{"M001"}};
    EXPECT_EQ(EncodeActor(actor), "user:u17@M001");
    EXPECT_EQ(*DecodeActor("user:u17@M001"), actor);
    EXPECT_FALSE(DecodeActor("somebody"));
}

TEST(Binder, SaysWhereAndWhat) {
    const auto wrong = json::FromJson<Limit>(R"({"amount":"three","unit":"working_days"})");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().args[0].second, "/amount");
    const auto unknown = json::FromJson<Limit>(R"({"amount":3,"unit":"working_days","uint":1})");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().args[0].second, "/uint");
    EXPECT_FALSE(json::FromJson<Limit>(R"({"amount":3,"unit":"weeks"})"));
    EXPECT_FALSE(json::FromJson<Limit>("{\"amount\":1,\"unit\":\"\xFF\"}"));
    EXPECT_FALSE(json::FromJson<Limit>(std::string(100'000, '[')));
    EXPECT_FALSE(json::FromJson<Limit>(R"({"amount":1e400,"unit":"minutes"})"));
}

}  // namespace
}  // namespace liandong
