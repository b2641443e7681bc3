#include "domain/propose/similar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/propose/spoken_names.hpp"

namespace liandong {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

ComparedMatter About(const char* title, const char* text) {
    ComparedMatter matter;
    matter.title = title;
    matter.text = text;
    return matter;
}

Similarity Compare(const ComparedMatter& a, const ComparedMatter& b) {
    const std::vector<ComparedMatter> candidates{
        b, About("公交车班次太少", "早高峰十路车半小时才来一趟。"),
        About("广场舞扰民", "每天晚上音响很大声，老人孩子睡不着。")};
    return CompareAll(a, candidates).front();
}

TEST(Similar, TwoCallersOnOneMatterAreSeenTogether) {
    const auto found =
        Compare(About("碧波花园小区半夜施工", "碧波花园旁边工地凌晨两点还在打桩，吵得睡不着。"),
                About("反映工地噪音", "我住碧波花园，楼下工地每晚打桩到天亮，孩子没法睡觉。"));
    EXPECT_GE(found.score, kSameMatter);
    EXPECT_THAT(found.reasons, Contains(SimilarReason::kNamedPlace));
    EXPECT_THAT(found.words, Not(IsEmpty()));
}

TEST(Similar, TheSameComplaintElsewhereIsAnotherMatter) {
    const auto found =
        Compare(About("碧波花园小区半夜施工", "碧波花园旁边工地凌晨两点还在打桩，吵得睡不着。"),
                About("翠竹苑半夜施工", "翠竹苑对面的工地凌晨还在打桩，吵得睡不着。"));
    EXPECT_LT(found.score, kSameMatter);
}

TEST(Similar, WhatIsFarApartCountsAgainst) {
    ComparedMatter here = About("路灯不亮", "路口的路灯三天没亮了。");
    ComparedMatter there = About("路灯不亮", "路口的路灯三天没亮了。");
    here.point = GeoPoint{110.30, 20.00};
    there.point = GeoPoint{110.30, 20.001};
    const auto near = Compare(here, there);
    EXPECT_THAT(near.reasons, Contains(SimilarReason::kNear));
    there.point = GeoPoint{110.40, 20.00};
    EXPECT_LT(Compare(here, there).score, near.score);
}

TEST(Similar, CategoryStreetPersonAndTimeCount) {
    ComparedMatter a = About("路灯不亮", "人民路路灯三天没亮了。");
    ComparedMatter b = About("路灯坏了", "人民路晚上一片漆黑。");
    const double plain = Compare(a, b).score;
    a.category = b.category = CategoryCode{"010101"};
    const double same_category = Compare(a, b).score;
    EXPECT_GT(same_category, plain);
    a.street = b.street = PlaceCode{"1101"};
    const auto same_street = Compare(a, b);
    EXPECT_GT(same_street.score, same_category);
    EXPECT_THAT(same_street.reasons, Contains(SimilarReason::kSamePlace));
    b.is_same_person = true;
    EXPECT_GT(Compare(a, b).score, same_street.score);
    b.opened_at = a.opened_at - std::chrono::hours(24 * 60);
    EXPECT_LT(Compare(a, b).score, same_street.score);
    b.category = CategoryCode{"020101"};
    b.street = PlaceCode{"1102"};
    EXPECT_LT(Compare(a, b).score, plain);
}

TEST(Similar, TextsOfEveryKindAreHarmless) {
    const std::string long_text = [] {
        std::string text;
        for (int i = 0; i < 30'000; ++i) text += "吵";
        return text;
    }();
    for (const std::string& text : {std::string(), std::string("嗯"), std::string("HELP!!! HELP"),
                                    std::string("😀"), std::string("\xff"), long_text}) {
        const auto found = Compare(About(text.c_str(), text.c_str()), About("", text.c_str()));
        EXPECT_GE(found.score, 0);
        EXPECT_LE(found.score, 1);
    }
    EXPECT_TRUE(CompareAll(About("路灯", "不亮"), {}).empty());
}

TEST(SpokenNames, NamesMeetHoweverMuchIsSaidOfThem) {
    EXPECT_TRUE(SpokenNames("A2区丽发新城附近").contains(U"丽发新城") ||
                SpokenNames("A2区丽发新城附近").contains(U"发新城"));
    EXPECT_EQ(SpokenNames("丽发新城"), SpokenNames("反映丽发新城"));
    EXPECT_THAT(SpokenNames("我们小区附近的道路"), IsEmpty());
    EXPECT_THAT(SpokenNames("A3区街道"), IsEmpty());
}

}  // namespace
}  // namespace liandong
