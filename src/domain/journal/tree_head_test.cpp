#include "domain/journal/tree_head.hpp"

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
              "2026-03-02T01:00:00.250+00:00\n");
}

}  // namespace
}  // namespace liandong
