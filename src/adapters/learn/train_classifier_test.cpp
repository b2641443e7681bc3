#include "app/train_classifier.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/learn/labelled_table.hpp"
#include "adapters/learn/liblinear_learner.hpp"
#include "adapters/learn/model_file.hpp"

namespace liandong {
namespace {

using ::testing::HasSubstr;

std::filesystem::path Folder() {
    const auto path = std::filesystem::path(::testing::TempDir()) / "liandong_learn_test";
    std::filesystem::create_directories(path);
    return path;
}

std::filesystem::path WriteFile(const std::string& name, const std::string& bytes) {
    const auto path = Folder() / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

/// Sixty messages on water and buses, no two alike.
std::vector<LabelledMessage> Lesson() {
    const char* const places[] = {"人民路", "海秀路", "金盘", "西海岸", "府城", "新埠岛"};
    const char* const waters[] = {"停水三天了", "水压太小洗不了澡", "自来水发黄", "水费突然很高",
                                  "水管爆了漏水"};
    const char* const buses[] = {"公交车等了一小时", "公交司机甩站", "希望开通公交线路",
                                 "公交站牌坏了", "公交班次太少"};
    std::vector<LabelledMessage> lesson;
    for (const char* place : places) {
        for (const char* water : waters)
            lesson.push_back({{std::string(place) + water, ""}, "供水"});
        for (const char* bus : buses) lesson.push_back({{std::string(place) + bus, ""}, "公交"});
    }
    return lesson;
}

Result<TrainedClassifier> Train(std::vector<LabelledMessage> messages) {
    LiblinearLearner learner;
    return TrainClassifier(std::move(messages), {.folds = 3}, learner, [](std::string_view) {});
}

std::string LabelOf(const LinearModel& model, const std::string& text) {
    return model.labels[GuessLabels(model, {"", text}).front().label];
}

TEST(TrainClassifier, LearnsTwoMattersAndKnowsHowSureItIs) {
    const auto trained = Train(Lesson());
    ASSERT_TRUE(trained) << trained.error().for_caller;
    EXPECT_GT(trained->scores.accuracy.value, 0.9);
    EXPECT_EQ(LabelOf(trained->model, "白沙门昨天又停水了"), "供水");
    EXPECT_EQ(LabelOf(trained->model, "早上公交挤不上去"), "公交");
    EXPECT_EQ(ModelBytes(*trained), ModelBytes(*Train(Lesson()))) << "the same, byte for byte";
}

TEST(TrainClassifier, OneLabelOrNothingIsRefused) {
    std::vector<LabelledMessage> one = Lesson();
    for (LabelledMessage& message : one) message.label = "供水";
    EXPECT_EQ(Train(one).error().code, "one_label");
    EXPECT_EQ(Train({}).error().code, "no_messages");
    EXPECT_EQ(Train({{{"", "  "}, "供水"}, {{"", "停水"}, ""}}).error().code, "no_messages");
}

TEST(TrainClassifier, ContradictionsGoWithTheMajorityAndAreCounted) {
    std::vector<LabelledMessage> lesson = Lesson();
    lesson.push_back({{"人民路停水三天了", ""}, "公交"});
    lesson.push_back({{"人民路停水三天了", ""}, "供水"});
    lesson.push_back({{"", " "}, "供水"});
    const auto trained = Train(lesson);
    ASSERT_TRUE(trained);
    EXPECT_EQ(trained->counts.given, 63U);
    EXPECT_EQ(trained->counts.empty, 1U);
    EXPECT_EQ(trained->counts.contradictory, 1U);
    EXPECT_EQ(trained->counts.given, trained->counts.empty + trained->counts.copies +
                                         trained->counts.contradictory + trained->counts.used);
    EXPECT_EQ(LabelOf(trained->model, "人民路停水三天了"), "供水");
}

TEST(TrainClassifier, ALabelSeenOnceDoesNotStopTheOthers) {
    std::vector<LabelledMessage> lesson = Lesson();
    lesson.push_back({{"路灯不亮了", ""}, "路灯"});
    const auto trained = Train(lesson);
    ASSERT_TRUE(trained) << trained.error().for_caller;
    EXPECT_EQ(trained->model.labels.size(), 3U);
}

TEST(ModelFile, WhatWasWrittenIsRead) {
    const auto trained = Train(Lesson());
    ASSERT_TRUE(trained);
    const auto path = Folder() / "water.model";
    ASSERT_TRUE(WriteModel(path, *trained));
    const auto read = ReadModel(path);
    ASSERT_TRUE(read) << read.error().for_caller;
    EXPECT_EQ(ModelBytes(*read), ModelBytes(*trained));
    EXPECT_EQ(LabelOf(read->model, "又停水了"), "供水");
}

TEST(ModelFile, CutForeignNewerAndAlteredFilesAreFoundOut) {
    const std::string bytes = ModelBytes(*Train(Lesson()));
    EXPECT_THAT(bytes, ::testing::StartsWith("liandong-model 1\nlabels: 2\n"));
    for (const std::size_t size : {bytes.size() - 1, bytes.size() / 2, std::size_t{40}})
        EXPECT_EQ(ModelOfBytes(bytes.substr(0, size)).error().code, "damaged_model") << size;
    EXPECT_EQ(ModelOfBytes("").error().code, "not_a_model");
    EXPECT_EQ(ModelOfBytes("label,subject\n").error().code, "not_a_model");
    std::string newer = bytes;
    newer.replace(newer.find(" 1\n"), 3, " 2\n");
    EXPECT_EQ(ModelOfBytes(newer).error().code, "newer_model");
    std::string altered = bytes;
    altered[altered.size() - 100] = static_cast<char>(altered[altered.size() - 100] ^ 1);
    EXPECT_THAT(ModelOfBytes(altered).error().for_caller, HasSubstr("checksum"));
    EXPECT_EQ(ReadModel(Folder() / "none.model").error().code, "no_such_model");
}

std::vector<LabelledMessage> Rows(const std::string& csv, const TableColumns& columns) {
    std::vector<LabelledMessage> rows;
    const auto read = ReadTable(WriteFile("rows.csv", csv), columns, [&](const TableRow& row) {
        rows.push_back(row.message);
        return true;
    });
    EXPECT_TRUE(read) << read.error().for_caller;
    return rows;
}

TEST(LabelledTable, ColumnsAreFoundByNameAndOneAloneIsTheText) {
    const TableColumns columns{{"subject", "body"}, {"label"}};
    auto rows = Rows("\xEF\xBB\xBFLabel,id,Subject, body \n供水,7,停水,\"家里,停水\"\n", columns);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].label, "供水");
    EXPECT_EQ(rows[0].text.subject, "停水");
    EXPECT_EQ(rows[0].text.body, "家里,停水");
    rows = Rows("label,tokens\n供水,家里 停水      三天 没 水\n", columns);
    EXPECT_EQ(rows[0].text.subject, "家里 停水");
    EXPECT_EQ(rows[0].text.body, "三天 没 水");
    rows = Rows("subject,body\n停水,三天\n", {{"subject", "body"}, {}});
    EXPECT_EQ(rows[0].label, "");
}

TEST(LabelledTable, AMissingColumnIsNamedAndABadRowKeepsItsPlace) {
    const auto ignore = [](const TableRow&) { return true; };
    const TableColumns columns{{"subject", "body"}, {"label"}};
    const auto missing = ReadTable(WriteFile("rows.csv", "id,a,b\n"), columns, ignore);
    EXPECT_THAT(missing.error().for_caller, HasSubstr("id, a, b"));
    EXPECT_EQ(ReadTable(WriteFile("rows.csv", ""), columns, ignore).error().code, "no_header");
    EXPECT_EQ(ReadTable(Folder() / "none.csv", columns, ignore).error().kind,
              ErrorKind::kUnavailable);
    std::vector<std::string> faults;
    const auto read =
        ReadTable(WriteFile("rows.csv", "label,body\n供水,停水\n公交,\"开着\n公交,晚点\n"), columns,
                  [&](const TableRow& row) {
                      faults.push_back(row.fault.empty() ? "" : "fault");
                      return true;
                  });
    EXPECT_TRUE(read);
    EXPECT_THAT(faults, ::testing::ElementsAre("", "fault", ""));
}

}  // namespace
}  // namespace liandong
