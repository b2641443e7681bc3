#include "app/mask_text.hpp"

#include <random>
#include <string>
#include <vector>

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
        {"拨139  0000  0001，或(0898)0000-1001", "拨＊＊，或(0898)＊＊"},
        {"拨幺三九零零零零零零零一", "拨＊＊"},
        {"琼A·D0012堵了3栋2单元501", "琼＊＊堵了＊＊栋＊＊单元＊＊"},
        {"望潮花园3-2-501，三栋二单元五零一室", "望潮花园＊＊，＊＊栋＊＊单元＊＊室"},
    };
    for (const Masked& told : kTold)
        EXPECT_EQ(MaskText(told.text, {"测试来电人", "", "a"}), told.masked);
}

TEST(MaskText, NamesThatSomethingMarksAreGone) {
    constexpr Masked kTold[] = {
        {"他叫李小明，是包工头", "他叫＊＊，是包工头"},
        {"一个姓王的说不管", "一个姓＊＊的说不管"},
        {"李某某打人，房东何某不退钱", "＊＊打人，房东＊＊不退钱"},
        {"投诉人：陈大文，路灯不亮", "投诉人：＊＊，路灯不亮"},
        {"我和王大梁、朱小俊、苟大定等都没拿到工资", "我和＊＊、＊＊、＊＊等都没拿到工资"},
        {"工资没发。\n李大明，男，电话10012345678", "工资没发。\n＊＊，男，电话＊＊"},
        {"请找黎小文 10012345678", "请找＊＊ ＊＊"},
        {"望解决，谢谢！林小花", "望解决，谢谢！＊＊"},
        {"望解决\n陈大文\n2019年3月", "望解决\n＊＊\n2019年3月"},
        {"欧阳小明老师教得好", "＊＊老师教得好"},
        {"村里的符书记来过", "村里的＊＊书记来过"},
    };
    for (const Masked& told : kTold) EXPECT_EQ(MaskText(told.text, {}), told.masked);
}

// Whatever way a number is written and whatever stands around it, its digits do not survive.
TEST(MaskText, NumbersNeverSurvive) {
    std::mt19937 chance(20261123);
    const auto pick = [&](const auto& from) { return std::string(from[chance() % from.size()]); };
    const auto digits = [&](int count) {
        std::string out;
        for (int i = 0; i < count; ++i) out += static_cast<char>('0' + chance() % 10);
        return out;
    };
    const std::vector<std::string> around{"",         "，",       "电话", "我住",  "路灯不亮",
                                          "在海风路", " ",        "的",   "。\n",  "：",
                                          "😀",       "了三天，", "(",    "12盏灯"};
    const std::vector<std::string> joints{"", " ", "-", "  ", ".", "·", "－", " - "};
    const std::vector<std::string> units{"栋", "幢", "号楼", "座", "单元", "室", "号", "房"};
    const std::vector<std::string> provinces{"琼", "粤", "湘", "京"};
    for (int round = 0; round < 4'000; ++round) {
        const std::string joint = pick(joints);
        const std::string first = "1" + digits(2);
        const std::string second = digits(4);
        const std::string third = digits(4);
        std::string end = second;
        end.append(joint).append(third);
        std::string secret = first;
        secret.append(joint).append(end);
        std::vector<std::string> parts{end};
        if (round % 4 == 1) {
            parts = {digits(6) + "19" + digits(2) + "01" + digits(5) + (round % 8 == 1 ? "X" : "")};
            secret = parts.front();
        } else if (round % 4 == 2) {
            parts = {std::string(1, static_cast<char>('A' + chance() % 26)) + digits(5)};
            secret = pick(provinces) + parts.front();
        } else if (round % 4 == 3) {
            parts = {std::to_string(chance() % 90 + 10), std::to_string(chance() % 900 + 100)};
            secret = parts[0] + pick(units) + parts[1] + pick(units);
        }
        // A number of the surroundings right beside would be another number.
        const std::string text =
            "前面，" + pick(around) + "，" + secret + "，" + pick(around) + "后";
        const std::string masked = MaskText(text, {});
        const std::string before = "12盏";
        for (const std::string& part : parts) {
            if (before.find(part) != std::string::npos) continue;
            EXPECT_EQ(masked.find(part), std::string::npos) << text << " became " << masked;
        }
    }
}

TEST(MaskText, TheMatterStays) {
    for (const char* text :
         {"海风路12盏路灯三天不亮", "2026-03-02停水，3月15号才来", "地铁2号线太挤", "罚款2000元",
          "等了30分钟，AED坏了", "先生好", "", "😀", "2026-03-02 18:30停水", "三室两厅漏水",
          "十八路公交车", "马路上的石头", "镇书记来过", "方便的话查查", "望解决，谢谢！",
          "安静、方便、周边都是马路", "三月十五号开门"})
        EXPECT_EQ(MaskText(text, {}), text);
}

}  // namespace
}  // namespace liandong
