#include "domain/propose/request_parts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liandong {
namespace {

using testing::ElementsAre;

std::vector<std::string> TextsOf(std::string_view text) {
    std::vector<std::string> texts;
    for (const RequestPart& part : PartsOf(text)) texts.push_back(part.text);
    return texts;
}

TEST(RequestParts, AnotherMatterBeginsWhereSomebodySaysSo) {
    EXPECT_THAT(TextsOf("门口路灯三天不亮。另外楼下烧烤店半夜扰民"),
                ElementsAre("门口路灯三天不亮。", "另外楼下烧烤店半夜扰民"));
    EXPECT_THAT(TextsOf("小区停水两天了，还想问一下医保怎么转移"),
                ElementsAre("小区停水两天了，", "还想问一下医保怎么转移"));
}

TEST(RequestParts, TheItemsOfAList) {
    EXPECT_THAT(TextsOf("反映两个问题：1、垃圾没人清运；2、绿化带被人种菜"),
                ElementsAre("反映两个问题：", "1、垃圾没人清运；", "2、绿化带被人种菜"));
    EXPECT_THAT(TextsOf("一是公交车班次太少，二是站台没有雨棚"),
                ElementsAre("一是公交车班次太少，", "二是站台没有雨棚"));
}

TEST(RequestParts, WhatJoinsOneMatterDoesNotSplitIt) {
    for (const char* text : {"路灯不亮，还有井盖也坏了", "物业收费2.5元，同时不打扫卫生",
                             "我家在第二小学旁边，晚上很吵", "12、13栋都没有热水"}) {
        EXPECT_EQ(PartsOf(text).size(), 1U) << text;
    }
}

TEST(RequestParts, ThePartsCoverTheText) {
    const std::string text = "😀路灯坏了三天。另外ＡＢ栋漏水很久。此外停车难的问题也没解决";
    std::string joined;
    std::size_t at = 0;
    for (const RequestPart& part : PartsOf(text)) {
        EXPECT_EQ(part.at, at);
        at += part.length;
        joined += part.text;
    }
    EXPECT_EQ(joined, text);
}

TEST(RequestParts, TextsOfEveryKindAreHarmless) {
    EXPECT_TRUE(PartsOf("").empty());
    EXPECT_EQ(PartsOf("嗯").size(), 1U);
    EXPECT_EQ(PartsOf("PLEASE HELP ME NOW!!!").size(), 1U);
    std::string list;
    for (int i = 0; i < 200; ++i) list += "2、垃圾没人清运的问题；";
    EXPECT_LE(PartsOf(list).size(), kRequestPartsMax);
    EXPECT_EQ(PartsOf(std::string(100'000, 'A')).size(), 1U);
}

}  // namespace
}  // namespace liandong
