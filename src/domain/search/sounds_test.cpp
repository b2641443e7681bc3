#include "domain/search/sounds.hpp"

#include <gtest/gtest.h>

namespace liandong {
namespace {

using Tokens = std::vector<std::string>;

TEST(SoundTokens, ArePairsOfSoundsThenOfInitials) {
    EXPECT_EQ(SoundTokens("路灯不亮"),
              (Tokens{"Plu0deng", "Pdeng0bu", "Pbu0liang", "Ild", "Idb", "Ibl"}));
    EXPECT_EQ(SoundTokens("绿化"), (Tokens{"Plv0hua", "Ilh"}));
    EXPECT_EQ(SoundTokens("路，灯"), Tokens{});
    EXPECT_EQ(SoundTokens("5号楼下"), (Tokens{"Phao0lou", "Plou0xia", "Ihl", "Ilx"}));
    EXPECT_EQ(SoundTokens(""), Tokens{});
    EXPECT_EQ(SoundTokens("abc \xff😀"), Tokens{});
}

TEST(SoundReadings, OfHanAreTheSameWhateverTheCharacter) {
    EXPECT_EQ(SoundReadings("路登"), SoundReadings("路灯"));
    EXPECT_EQ(SoundReadings("路登"), (std::vector<SoundPhrases>{{{"Plu0deng"}}}));
    EXPECT_TRUE(SoundReadings("灯").empty());
}

TEST(SoundReadings, OfLettersAreSyllablesThenInitials) {
    EXPECT_EQ(SoundReadings("ludeng"),
              (std::vector<SoundPhrases>{{{"Plu0deng"}}, {{"Ilu", "Iud", "Ide", "Ien", "Ing"}}}));
    EXPECT_EQ(SoundReadings("Lu Deng").front(), (SoundPhrases{{"Plu0deng"}}));
    EXPECT_EQ(SoundReadings("ld"), (std::vector<SoundPhrases>{{{"Ild"}}}));
    // 西安, not only 先.
    EXPECT_EQ(SoundReadings("xian").front(), (SoundPhrases{{"Pxi0an"}}));
    EXPECT_TRUE(SoundReadings("a").empty());
    EXPECT_TRUE(SoundReadings("a3").empty());
    EXPECT_TRUE(SoundReadings(std::string(100'000, 'a')).empty());
    EXPECT_LE(SoundReadings("xianxianxianxianxianxian").size(), kSoundReadingsMax);
}

}  // namespace
}  // namespace liandong
