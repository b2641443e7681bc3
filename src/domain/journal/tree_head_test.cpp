#include "domain/journal/tree_head.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace liandong {
namespace {

TEST(TreeHead, TheSignedTextIsThatOfTheDocument) {
    TreeHead head{.city = "haikou", .tree_size = 1'000, .root = {}, .at_ms = 1'772'413'200'250};
    head.root.bytes.fill(0xFF);
    EXPECT_EQ(SignedText(head),
              "liandong-journal/haikou\n"
              "1000\n"
              "//////////////////////////////////////////8=\n"
              "2026-03-02T01:00:00.250Z\n");
}

TEST(TreeHead, AMomentFromADamagedRowIsATextToo) {
    const auto at = [](std::int64_t ms) {
        return SignedAt({.city = "haikou", .tree_size = 1, .root = {}, .at_ms = ms});
    };
    EXPECT_EQ(at(253'402'300'799'999), "9999-12-31T23:59:59.999Z");
    EXPECT_EQ(at(-62'167'219'200'000), "0000-01-01T00:00:00Z");
    EXPECT_EQ(at(253'402'300'800'000), "253402300800000 ms");
    EXPECT_EQ(at(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808 ms");
}

}  // namespace
}  // namespace liandong
