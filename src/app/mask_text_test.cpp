#include "app/mask_text.hpp"

#include <gtest/gtest.h>

namespace liandong {
namespace {

struct Masked {
    const char* text;
    const char* masked;
};

TEST(MaskText, WhatTellsWhoSomebodyIsIsGone) {
    constexpr Masked kTold[] = {
        {"电话10012345678，微信wx_abc123", "电话＊＊，微信＊＊"},
        {"拨0898-0000 1001找不到人", "拨＊＊找不到人"},
        {"身份证46010019900101002X", "身份证＊＊"},
        {"写信到a.b@city.example", "写信到＊＊"},
        {"车牌琼A12345占道", "车牌琼＊＊占道"},
        {"１００１２３４５６７８是我的电话", "＊＊是我的电话"},
        {"住望潮花园3栋2单元501室", "住望潮花园＊＊栋＊＊单元＊＊室"},
        {"我叫欧阳明，路灯不亮", "我叫＊＊，路灯不亮"},
        {"联系人：林某某。请找陈大文先生", "联系人：＊＊。请找＊＊先生"},
        {"物业的王经理不管", "物业的＊＊经理不管"},
        {"测试来电人说路灯不亮", "＊＊说路灯不亮"},
    };
    for (const Masked& told : kTold)
        EXPECT_EQ(MaskText(told.text, {"测试来电人", "", "a"}), told.masked);
}

TEST(MaskText, TheMatterStays) {
    for (const char* text :
         {"海风路12盏路灯三天不亮", "2026-03-02停水，3月15号才来", "地铁2号线太挤", "罚款2000元",
          "等了30分钟，AED坏了", "先生好", "", "😀"})
        EXPECT_EQ(MaskText(text, {}), text);
}

}  // namespace
}  // namespace liandong
