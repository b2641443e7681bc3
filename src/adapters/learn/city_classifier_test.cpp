#include "app/city_classifier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/learn/liblinear_learner.hpp"
#include "adapters/learn/model_file.hpp"

namespace liandong {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

City Town() {
    City city;
    city.version = "town";
    const auto add = [&](const char* code, const char* name) {
        Category category;
        category.code = CategoryCode{code};
        category.name = name;
        category.level2 = "市政";
        city.categories.push_back(category);
    };
    add("010101", "停水");
    add("010102", "公交");
    add("010103", "路灯不亮");
    city.BuildIndex();
    return city;
}

std::shared_ptr<const LinearModel> Learned(const char* water, const char* bus) {
    std::vector<LabelledMessage> lesson;
    for (const char* place : {"人民路", "海秀路", "金盘", "西海岸", "府城", "新埠岛"}) {
        for (const char* text : {"停水三天了", "水压太小洗不了澡", "自来水发黄", "水管爆了漏水"})
            lesson.push_back({{"", std::string(place) + text}, water});
        for (const char* text : {"公交车等了一小时", "司机甩站", "班次太少", "站牌坏了"})
            lesson.push_back({{"", std::string(place) + text}, bus});
    }
    LiblinearLearner learner;
    auto trained = TrainClassifier(std::move(lesson), {.folds = 3}, learner, [](auto) {});
    EXPECT_TRUE(trained);
    return std::make_shared<const LinearModel>(std::move(trained->model));
}

TEST(CityClassifier, WithoutAModelTheProfileSpeaks) {
    CityClassifier classifier;
    const City city = Town();
    const auto guesses = classifier.Classify(city, "门口路灯不亮");
    ASSERT_FALSE(guesses.empty());
    EXPECT_EQ(guesses.front().category.value, "010103");
}

TEST(CityClassifier, ANewModelIsTakenOverAndSaysWhy) {
    CityClassifier classifier;
    const City city = Town();
    ASSERT_TRUE(classifier.Take(city, Learned("010101", "010102")));
    const auto guesses = classifier.Classify(city, "白沙门水压太小");
    ASSERT_FALSE(guesses.empty());
    EXPECT_EQ(guesses.front().category.value, "010101");
    EXPECT_THAT(classifier.Reasons(city, "白沙门水压太小", CategoryCode{"010101"}), Not(IsEmpty()));
    ASSERT_TRUE(classifier.Take(city, Learned("010102", "010101")));
    EXPECT_EQ(classifier.Classify(city, "白沙门水压太小").front().category.value, "010102");
}

TEST(CityClassifier, ACategoryThatTheCityDroppedIsNeverGuessed) {
    CityClassifier classifier;
    const City city = Town();
    ASSERT_TRUE(classifier.Take(city, Learned("010101", "990101")));
    for (const Guess& guess : classifier.Classify(city, "公交车司机甩站"))
        EXPECT_NE(guess.category.value, "990101");
    EXPECT_EQ(classifier.Take(city, Learned("990101", "990102")).error().code, "other_labels");
    EXPECT_EQ(classifier.Classify(city, "水压太小").front().category.value, "010101")
        << "the old model stays";
}

TEST(CityClassifier, WhatTheModelHasNeverSeenIsLeftToTheProfile) {
    CityClassifier classifier;
    const City city = Town();
    ASSERT_TRUE(classifier.Take(city, Learned("010101", "010102")));
    for (const std::string& text : {std::string(), std::string("嗯"), std::string("😀😀"),
                                    std::string("XYZ!!!"), std::string("\xff")}) {
        EXPECT_THAT(classifier.Classify(city, text), IsEmpty()) << text;
    }
    const std::string long_text(100'000, 'A');
    EXPECT_LE(classifier.Classify(city, long_text).size(), 5U);
}

}  // namespace
}  // namespace liandong
