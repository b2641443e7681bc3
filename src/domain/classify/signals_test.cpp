#include "domain/classify/signals.hpp"

#include <iostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liandong {
namespace {

struct Said {
    const char* text;
    SignalKind kind;
};

// Invented, after the lists were written; what callers say in a hurry, not the words of the lists.
constexpr Said kDangers[] = {
    {"欠薪讨不回来我真的不想活了", SignalKind::kSelfHarm},
    {"再不解决我就从你们楼上跳下去", SignalKind::kSelfHarm},
    {"我女儿吞了一瓶安眠药", SignalKind::kSelfHarm},
    {"有个男的站在桥上要跳河", SignalKind::kSelfHarm},
    {"我死给你们看", SignalKind::kSelfHarm},
    {"那我只能跟他们同归于尽", SignalKind::kThreat},
    {"你们等着，我带汽油去把办公室烧了", SignalKind::kThreat},
    {"他说要砍死我们全家", SignalKind::kThreat},
    {"隔壁男的又在打老婆，打架声音很大", SignalKind::kViolence},
    {"我被老公家暴了，孩子也在", SignalKind::kViolence},
    {"楼下有人持刀", SignalKind::kViolence},
    {"我们三个人困在电梯里半小时了", SignalKind::kTrapped},
    {"电梯突然停了把我老母亲困住", SignalKind::kTrapped},
    {"水太大，我们被困在二楼", SignalKind::kTrapped},
    {"车库里电动车着火了", SignalKind::kFire},
    {"对面楼在冒浓烟", SignalKind::kFire},
    {"家里有很重的煤气味", SignalKind::kGas},
    {"楼道的燃气管一直在漏", SignalKind::kGas},
    {"路灯杆漏电，狗被电了", SignalKind::kElectricity},
    {"电线被大车挂断掉在路中间", SignalKind::kElectricity},
    {"有个老人晕倒在公交站", SignalKind::kMedical},
    {"撞倒人了，流了好多血", SignalKind::kMedical},
    {"我爱人快要生了，叫不到救护车", SignalKind::kMedical},
    {"后山滑坡把路堵了", SignalKind::kCollapse},
    {"广告牌松了，随时会掉到人头上", SignalKind::kCollapse},
    {"人行道上没了井盖", SignalKind::kCollapse},
    {"有小孩在水塘溺水了", SignalKind::kWater},
    {"家里一楼已经淹到膝盖", SignalKind::kWater},
    {"我爸爸有老年痴呆，昨晚走丢了", SignalKind::kMissing},
    {"我的孩子放学后就不见了", SignalKind::kMissing},
    {"婚宴吃完十几个人上吐下泻", SignalKind::kPoisoning},
};

TEST(Signals, WhoIsInDangerIsHeard) {
    int heard = 0;
    for (const Said& said : kDangers) {
        const auto signals = SignalsOf(said.text);
        const bool is_heard = std::ranges::find(signals, said.kind, &Signal::kind) != signals.end();
        if (!is_heard) std::cout << "not heard: " << said.text << '\n';
        heard += is_heard ? 1 : 0;
    }
    EXPECT_EQ(heard, std::ssize(kDangers));
}

TEST(Signals, EverydayMattersAreNone) {
    for (const char* text :
         {"小区物业费涨价了，请查一下", "公交车班次太少", "怎么办理居住证", "楼下广场舞声音太大",
          "希望建一所小学", "", "。", "HELLO", "感谢社区工作人员"}) {
        EXPECT_TRUE(SignalsOf(text).empty()) << text;
    }
}

TEST(Signals, TellsEachKindOnceInTheOrderOfTheTextWithItsWords) {
    const auto signals = SignalsOf("楼里着火了，电梯里还困着人，又听说着火");
    ASSERT_EQ(signals.size(), 2U);
    EXPECT_EQ(signals[0].kind, SignalKind::kFire);
    EXPECT_EQ(signals[0].found, "着火");
    EXPECT_EQ(signals[0].at, 2U);
    EXPECT_EQ(signals[1].kind, SignalKind::kTrapped);
    EXPECT_EQ(signals[1].found, "电梯里还困");
}

TEST(Signals, WhatIsDeniedOrOnlyMentionedIsToldApartWhereItIsSafe) {
    struct Heard {
        const char* text;
        SignalSense sense;
    };
    constexpr Heard kHeard[] = {
        {"闻到味道但没有着火", SignalSense::kDenied},
        {"师傅看过，不是煤气泄漏", SignalSense::kDenied},
        {"请问有没有着火", SignalSense::kSaid},
        {"现在还没有着火，但线路已经发红", SignalSense::kSaid},
        {"没有救护车来", SignalSense::kSaid},
        {"小区组织火灾应急演练噪音大", SignalSense::kMentioned},
        {"学校要做防溺水宣传", SignalSense::kMentioned},
        {"没有着火。现在着火了", SignalSense::kSaid},
        {"自杀干预讲座之后他还说要自杀", SignalSense::kSaid},
        {"我没有想自杀", SignalSense::kSaid},
        {"被困演练时真的有人被困在里面", SignalSense::kSaid},
    };
    for (const Heard& heard : kHeard) {
        const auto signals = SignalsOf(heard.text);
        ASSERT_FALSE(signals.empty()) << heard.text;
        EXPECT_EQ(signals[0].sense, heard.sense) << heard.text;
        EXPECT_EQ(SpeaksOfDanger(signals), heard.sense == SignalSense::kSaid) << heard.text;
    }
}

TEST(Signals, WhatIsSaidElsewhereCounts) {
    const auto signals = SignalsOf("防溺水宣传没用，刚刚有孩子落水");
    ASSERT_EQ(signals.size(), 1U);
    EXPECT_EQ(signals[0].found, "落水");
}

}  // namespace
}  // namespace liandong
