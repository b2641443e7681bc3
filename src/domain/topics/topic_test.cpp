#include "domain/topics/topic.hpp"

#include <gtest/gtest.h>

#include "domain/topics/word_vectors.hpp"

namespace liandong {
namespace {

TopicMessage Message(int number, std::string title, std::string person = {}) {
    TopicMessage message;
    message.id = std::to_string(number);
    message.person = person.empty() ? "p" + std::to_string(number) : std::move(person);
    message.at = FromMillis(number * 3'600'000LL);
    message.title = std::move(title);
    return message;
}

TEST(TopicUnits, AreCharactersAndRunsOfLetters) {
    EXPECT_EQ(TopicUnits("Ａ3区58车贷", 100),
              (std::vector<std::u32string>{U"a3", U"区", U"58", U"车", U"贷"}));
    EXPECT_EQ(TopicUnits("路，灯", 100), (std::vector<std::u32string>{U"路", U"", U"灯"}));
}
TEST(TopicUnits, LeaveOutTelephoneNumbers) {
    EXPECT_EQ(TopicUnits("打00012345678找", 100), (std::vector<std::u32string>{U"打", U"", U"找"}));
}
TEST(TopicUnits, StopAtTheLimit) { EXPECT_EQ(TopicUnits("一二三", 2).size(), 2U); }

TEST(HottestTopics, OfNothingAreNone) {
    EXPECT_TRUE(HottestTopics({}, {}).empty());
    const std::vector<TopicMessage> one{Message(1, "路灯不亮")};
    EXPECT_TRUE(HottestTopics(one, {}).empty());
}
TEST(HottestTopics, MorePeopleAreHotterAndLettersOfOneAreNot) {
    std::vector<TopicMessage> messages;
    for (int i = 0; i < 8; ++i) messages.push_back(Message(i, "望海楼烧烤店油烟"));
    for (int i = 8; i < 14; ++i) messages.push_back(Message(i, "金盘小学门口堵车"));
    for (int i = 14; i < 60; ++i) messages.push_back(Message(i, "银杏里广场舞太吵", "same"));
    const auto topics = HottestTopics(messages, {});
    ASSERT_EQ(topics.size(), 2U);
    EXPECT_EQ(topics[0].persons, 8U);
    EXPECT_EQ(topics[1].persons, 6U);
    EXPECT_GT(topics[0].heat, topics[1].heat);
    EXPECT_EQ(topics[1].from, messages[8].at);
    EXPECT_EQ(topics[1].to, messages[13].at);
}
TEST(HottestTopics, OneNameWithDifferentMattersParts) {
    std::vector<TopicMessage> messages;
    for (int i = 0; i < 7; ++i) messages.push_back(Message(i, "望海楼烧烤店油烟呛人"));
    for (int i = 7; i < 14; ++i) messages.push_back(Message(i, "望海楼电梯故障停运"));
    const auto topics = HottestTopics(messages, {});
    ASSERT_EQ(topics.size(), 2U);
    EXPECT_EQ(topics[0].members.size(), 7U);
    EXPECT_EQ(topics[1].members.size(), 7U);
}
TEST(HottestTopics, AStormThatEveryoneSpeaksOfIsATopic) {
    std::vector<TopicMessage> messages;
    for (int i = 0; i < 300; ++i)
        messages.push_back(
            Message(i, i % 2 == 0 ? "台风刮倒大树砸坏电线" : "第" + std::to_string(i) + "件"));
    const auto topics = HottestTopics(messages, {});
    ASSERT_FALSE(topics.empty());
    EXPECT_EQ(topics[0].persons, 150U);
    EXPECT_EQ(topics[0].focus, 1.0);
}

}  // namespace
}  // namespace liandong
