// What the desk is advised, with a real store and a real vault.

#include <iostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/category_matcher.hpp"
#include "app/propose_case.hpp"
#include "base/testing/test_folder.hpp"
#include "server/testing/open_store.hpp"

namespace liandong {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;
using testing::OpenStore;
using testing::TestFolder;

Deadline Soon() { return Deadline::In(std::chrono::seconds(30)); }

TEST(ProposeParts, TwoMattersOfTheModelCityAreTwo) {
    const auto city = testing::Haikou();
    CategoryMatcher matcher;
    const auto parts = ProposeParts(
        *city, matcher,
        "小区门口的路灯坏了，三天不亮没人维修。另外楼下烧烤店油烟很大，熏得开不了窗。");
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_NE(parts[0].category, parts[1].category);
    EXPECT_EQ(parts[1].at, parts[0].length);
    EXPECT_THAT(
        ProposeParts(*city, matcher, "小区门口的路灯坏了。另外旁边那一排路灯也坏了，晚上不亮。"),
        IsEmpty());
}

struct Told {
    const char* text;
    std::size_t parts;  ///< 0: one matter
};
// Invented, after the words that turn were chosen; by the same hand, so the figure flatters.
constexpr Told kTold[] = {
    {"小区停水两天了。另外，公交站台没有雨棚，下雨天等车很难受。", 2},
    {"老板拖欠三个月工资不给。还想咨询一下，社保断缴怎么补？", 2},
    {"1、楼道堆满杂物，消防通道被堵；2、电梯经常故障困人。", 2},
    {"第一，门口马路坑洼积水；第二，烧烤摊占道经营油烟熏人；第三，路灯整排不亮。", 3},
    {"想问居住证怎么办。顺便反映一下，学校门口早上堵车严重。", 2},
    {"工地夜间施工噪音扰民，同时投诉物业乱收停车费。", 2},
    {"幼儿园乱收费。此外医院挂号难，排队要三个小时。", 2},
    {"一是垃圾没人清运，二是绿化带被人毁了种菜。", 2},
    {"自来水发黄有异味。再就是燃气费突然涨了很多，请解释。", 2},
    {"投诉网约车司机绕路。另外他态度恶劣，还骂人。", 0},
    {"路灯不亮，已经反映过两次。另外请尽快回复我。", 0},
    {"公交车班次太少，等一个小时。还有早上根本挤不上去公交车。", 0},
    {"楼上漏水，天花板都湿了。还有墙面也发霉了。", 0},
    {"井盖丢了。同时提醒一下，井盖旁边就是小学。", 0},
    {"房子漏水找开发商不管，希望住建局督促开发商维修。", 0},
    {"请问公积金贷款额度多少？另外公积金贷款需要什么材料？", 0},
    {"12月3日我在超市买到过期牛奶，要求赔偿。", 0},
    {"占道停车严重，消防车都进不来，晚上更乱。", 0},
    {"广场舞声音太大，老人孩子睡不着，希望管一管。", 0},
    {"谢谢工作人员，上次反映的路灯已经修好。", 0},
};

TEST(ProposeParts, HowOftenATextIsCutRightly) {
    const auto city = testing::Haikou();
    CategoryMatcher matcher;
    int right = 0;
    int cut_wrongly = 0;
    for (const Told& told : kTold) {
        const auto parts = ProposeParts(*city, matcher, told.text);
        if (parts.size() == told.parts) ++right;
        if (told.parts == 0 && !parts.empty()) ++cut_wrongly;
        if (parts.size() != told.parts) std::cout << parts.size() << ": " << told.text << '\n';
    }
    std::cout << right << " of " << std::ssize(kTold) << " rightly, " << cut_wrongly
              << " cut that are one matter\n";
    EXPECT_GE(right, 14);
    EXPECT_LE(cut_wrongly, 3);
}

TEST(CaseProposer, ReasonsStandBesideEveryGuess) {
    const TestFolder folder;
    OpenStore store(folder / "city.db");
    CategoryMatcher matcher;
    const Services plain = store.Use();
    const Services services{plain.store, plain.vault, plain.clock, plain.city, matcher};
    CaseProposer proposer;
    PeopleBoard people;
    ArticleBoard articles;
    ProposeRequest request;
    request.text = "人民大道与海甸五西路交叉口的路灯不亮";
    const auto proposal =
        proposer.Propose({services, people, articles}, SystemPrincipal(), request, Soon());
    ASSERT_TRUE(proposal) << proposal.error().for_log;
    ASSERT_FALSE(proposal->guesses.empty());
    EXPECT_THAT(proposal->guesses.front().words, Not(IsEmpty()));
    ASSERT_FALSE(proposal->places.empty());
    EXPECT_EQ(proposal->places.back().kind, "crossing");
    EXPECT_FALSE(proposal->route.lead.value.empty());
    EXPECT_FALSE(proposal->route.basis.empty());
    EXPECT_THAT(proposal->near, IsEmpty());
}

}  // namespace
}  // namespace liandong
