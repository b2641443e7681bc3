#include "domain/search/text_index.hpp"

#include <gmock/gmock.h>

namespace liandong {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::int64_t> Keys(const TextIndex& index, std::string_view question,
                               std::size_t limit = 10) {
    std::vector<std::int64_t> keys;
    for (const auto& hit : index.Find(question, limit, [](std::int64_t) { return true; }))
        keys.push_back(hit.key);
    return keys;
}

TextIndex Three() {
    TextIndex index;
    index.Put(1, {{"身份证遗失补领", 4}, {"身份证丢了", 3}, {"请到户籍窗口申请补领", 1}});
    index.Put(2, {{"居住证办理", 4}, {"带身份证到社区办理", 1}});
    index.Put(3, {{"停水抢修", 4}, {"家里没水了", 3}, {"请报地址", 1}});
    return index;
}

TEST(TextIndex, WhatPeopleSayFindsTheArticleAndItsTitleCountsMost) {
    const TextIndex index = Three();
    EXPECT_THAT(Keys(index, "我的身份证丢了怎么办"), ElementsAre(1));
    EXPECT_THAT(Keys(index, "身份证"), ElementsAre(1, 2));
    EXPECT_THAT(Keys(index, "没水"), ElementsAre(3));
    EXPECT_THAT(Keys(index, "身份证", 1), ElementsAre(1));
}

TEST(TextIndex, AnAccidentalWordIsNoAnswer) {
    const TextIndex index = Three();
    EXPECT_THAT(Keys(index, "楼上邻居半夜装修噪音太大请派人来管一管"), IsEmpty());
    EXPECT_THAT(Keys(index, "zzz 😀 ！"), IsEmpty());
    EXPECT_THAT(Keys(index, ""), IsEmpty());
}

TEST(TextIndex, ReplacedAndRemovedTextsAreNotFoundByTheirOldWords) {
    TextIndex index = Three();
    index.Put(3, {{"停电报修", 4}});
    EXPECT_THAT(Keys(index, "停水"), IsEmpty());
    EXPECT_THAT(Keys(index, "停电"), ElementsAre(3));
    index.Remove(3);
    index.Remove(99);
    EXPECT_THAT(Keys(index, "停电"), IsEmpty());
    EXPECT_EQ(index.size(), 2U);
    index.Put(4, {{"停电报修", 4}});
    EXPECT_THAT(Keys(index, "停电"), ElementsAre(4)) << "the free place is taken";
}

TEST(TextIndex, WhoIsNotAcceptedIsLeftOutAndTheNextComesInstead) {
    const TextIndex index = Three();
    const auto hits = index.Find("身份证", 1, [](std::int64_t key) { return key != 1; });
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits.front().key, 2);
}

}  // namespace
}  // namespace liandong
