#include "domain/journal/leaf.hpp"

#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/journal/digest.hpp"

namespace liandong {
namespace {

const LeafFields kDispatched{.city = "haikou",
                             .case_id = 71,
                             .seq = 2,
                             .kind = "dispatched",
                             .at_ms = 1'772'413'200'000,
                             .recorded_ms = 1'772'413'200'125,
                             .actor = "user:李明",
                             .profile_version = "2026-03-01.1",
                             .payload = R"({"unit":"lighting"})"};

TEST(Leaf, TheBytesAreThoseOfTheDocument) {
    EXPECT_EQ(LeafBytes(kDispatched),
              "liandong-leaf-v1\n"
              "6:haikou\n"
              "2:71\n"
              "1:2\n"
              "10:dispatched\n"
              "13:1772413200000\n"
              "13:1772413200125\n"
              "11:user:李明\n"
              "12:2026-03-01.1\n"
              "19:{\"unit\":\"lighting\"}\n");
}

TEST(Leaf, MovingABytesFromOneFieldToTheNextGivesOtherBytes) {
    LeafFields one = kDispatched;
    LeafFields other = kDispatched;
    one.kind = "dispatched\n1:";
    other.kind = "dispatched";
    other.actor = "\n1:" + other.actor;
    EXPECT_NE(LeafBytes(one), LeafBytes(other));
}

TEST(Leaf, ExtremesComeBack) {
    LeafFields fields = kDispatched;
    fields.case_id = std::numeric_limits<std::int64_t>::min();
    fields.at_ms = std::numeric_limits<std::int64_t>::max();
    fields.recorded_ms = -1;
    fields.seq = std::numeric_limits<std::uint32_t>::max();
    fields.payload = std::string("\0:\n", 3);
    fields.actor.clear();
    const auto back = ParseLeaf(LeafBytes(fields));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, fields);
}

TEST(Leaf, OnlyTheOneFormIsRead) {
    const std::string good = LeafBytes(kDispatched);
    ASSERT_TRUE(ParseLeaf(good));
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    for (const std::string& bad :
         {std::string{}, good + "x", good.substr(0, good.size() - 1), with("leaf-v1", "leaf-v2"),
          with("2:71", "3:071"), with("2:71", "3:+71"), with("6:haikou", "06:haikou"),
          with("6:haikou", "7:haikou"), with("6:haikou", "18446744073709551616:haikou"),
          with("6:haikou", "-1:haikou"), with("1:2\n", "2:-2\n"), with("1:2\n", "10:4294967296\n"),
          with("1:2\n", "0:\n")}) {
        EXPECT_FALSE(ParseLeaf(bad)) << bad;
    }
    EXPECT_EQ(ParseLeaf(with("2:71", "3:071")).error().for_caller,
              "The leaf's case_id cannot be read.");
}

RC_GTEST_PROP(Leaf, WhatIsWrittenIsRead,
              (const std::string& city, std::int64_t id, std::uint32_t seq, const std::string& kind,
               std::int64_t at, const std::string& payload)) {
    const LeafFields fields{city, id, seq, kind, at, at / 2, kind, city, payload};
    const auto back = ParseLeaf(LeafBytes(fields));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == fields);
}

TEST(Digest, ReadsItsOwnHexAndNothingElse) {
    Digest digest;
    digest.bytes[0] = 0xAB;
    EXPECT_EQ(*ParseDigest(digest.Hex()), digest);
    for (const std::string& bad :
         {std::string{}, digest.Hex() + "00", digest.Hex().substr(1), std::string(64, 'g')}) {
        EXPECT_FALSE(ParseDigest(bad)) << bad;
    }
}

}  // namespace
}  // namespace liandong
