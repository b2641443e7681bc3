#include "base/text.hpp"

#include <gtest/gtest.h>

namespace liandong {
namespace {

TEST(Text, KnowsWellFormedUtf8) {
    EXPECT_TRUE(IsUtf8("楼顶铁皮棚 ok 😀"));
    for (const std::string_view bad :
         {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE6\xA5", "\xFF"}) {
        EXPECT_FALSE(IsUtf8(bad));
    }
}

TEST(Text, CodePointsComeBackAsTheSameBytes) {
    const std::string text = "a楼😀é";
    std::string again;
    for (const char32_t c : CodePoints(text)) AppendUtf8(again, c);
    EXPECT_EQ(again, text);
    EXPECT_EQ(CountCodePoints(text), 4U);
    EXPECT_EQ(FirstCodePoints(text, 2), "a楼");
}

TEST(Text, TrimsChineseAndAsciiSpace) {
    EXPECT_EQ(Trim("\xEF\xBB\xBF \t\xE3\x80\x80路灯\xE3\x80\x80\r\n"), "路灯");
    EXPECT_EQ(Trim("\xE3\x80\x80 "), "");
}

TEST(Text, ReadsOneNumberAndNothingElse) {
    EXPECT_EQ(ParseDouble("110.35"), 110.35);
    EXPECT_EQ(ParseDouble("+1e3"), 1000.0);
    EXPECT_EQ(ParseDouble("-0.5"), -0.5);
    for (const std::string_view bad : {"", "+", "1,5", "12x", " 1", "nan", "inf", "1e999"}) {
        EXPECT_FALSE(ParseDouble(bad)) << bad;
    }
}

TEST(Text, HexRoundTrips) {
    const auto bytes = FromHex("00ffA5");
    ASSERT_TRUE(bytes);
    EXPECT_EQ(Hex(*bytes), "00ffa5");
    EXPECT_FALSE(FromHex("0"));
    EXPECT_FALSE(FromHex("zz"));
}

}  // namespace
}  // namespace liandong
