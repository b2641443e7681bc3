#include "app/masking.hpp"

#include <gtest/gtest.h>

namespace liandong {
namespace {

TEST(Masking, ANumberKeepsWhatTellsItFromAnother) {
    EXPECT_EQ(MaskNumber("10012345678"), "100****5678");
    EXPECT_EQ(MaskNumber("0898-00001234"), "089******1234");
    EXPECT_EQ(MaskNumber("10012345"), "100*2345");
}

TEST(Masking, AShortNumberKeepsItsEndOnly) {
    EXPECT_EQ(MaskNumber("1234567"), "*****67");
    EXPECT_EQ(MaskNumber("12"), "**");
    EXPECT_EQ(MaskNumber(""), "");
}

TEST(Masking, OtherContactsKeepTheirEnds) {
    EXPECT_EQ(MaskNumber("someone@example.org"), "s*****************g");
    EXPECT_EQ(MaskNumber("微信号"), "微*号");
}

TEST(Masking, OnlyNumbersOfAPersonAreMasked) {
    const Caller masked = Masked({"测试来电人", "10012345678", "wx_abc", "女", "", ""});
    EXPECT_EQ(masked, (Caller{"测试来电人", "100****5678", "w****c", "女", "", ""}));
}

}  // namespace
}  // namespace liandong
