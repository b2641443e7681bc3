#include "domain/search/synonyms.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace liandong {
namespace {

using Ways = std::vector<std::string>;

const Synonyms& City() {
    static const Synonyms synonyms(
        {{"井盖", "窨井盖", "阴井盖"}, {"丢失", "不见"}, {"WiFi", "无线网"}, {"井盖", "别的"}});
    return synonyms;
}

TEST(Synonyms, AWordIsReplacedByEveryOtherOfItsGroup) {
    EXPECT_EQ(City().WaysToSay("井盖"), (Ways{"井盖", "窨井盖", "阴井盖"}));
    EXPECT_EQ(City().WaysToSay("小区窨井盖坏了"),
              (Ways{"小区窨井盖坏了", "小区井盖坏了", "小区阴井盖坏了"}))
        << "the longest word counts, not the 井盖 within it";
    EXPECT_EQ(City().WaysToSay("路灯"), Ways{"路灯"});
    EXPECT_EQ(City().WaysToSay(""), Ways{""});
}

TEST(Synonyms, WordsOfSeveralGroupsAreReplacedTogether) {
    const Ways ways = City().WaysToSay("井盖丢失");
    EXPECT_EQ(ways.front(), "井盖丢失");
    EXPECT_EQ(ways.size(), 6U);
    EXPECT_NE(std::ranges::find(ways, "阴井盖不见"), ways.end());
}

TEST(Synonyms, LettersAreComparedFolded) {
    EXPECT_EQ(City().WaysToSay("ＷＩＦＩ"), (Ways{"wifi", "无线网"}));
}

TEST(Synonyms, ThereAreNeverMoreThanSoManyWays) {
    std::string many;
    for (int i = 0; i < 50; ++i) many += "井盖丢失";
    EXPECT_EQ(City().WaysToSay(many).size(), Synonyms::kWaysMax);
    EXPECT_EQ(City().WaysToSay(many).front(), many);
    EXPECT_EQ(Synonyms().WaysToSay("井盖"), Ways{"井盖"});
}

}  // namespace
}  // namespace liandong
