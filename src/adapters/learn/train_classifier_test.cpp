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

/// Ten messages on water and buses for each place, no two alike.
std::vector<LabelledMessage> LessonOf(const std::vector<std::string>& places) {
    const char* const waters[] = {"停水三天了", "水压太小洗不了澡", "自来水发黄", "水费突然很高",
                                  "水管爆了漏水"};
    const char* const buses[] = {"公交车等了一小时", "公交司机甩站", "希望开通公交线路",
                                 "公交站牌坏了", "公交班次太少"};
    std::vector<LabelledMessage> lesson;
    for (const std::string& place : places) {
        for (const char* water : waters) lesson.push_back({{place + water, ""}, "供水"});
        for (const char* bus : buses) lesson.push_back({{place + bus, ""}, "公交"});
    }
    return lesson;
}

std::vector<LabelledMessage> Lesson() {
    return LessonOf({"人民路", "海秀路", "金盘", "西海岸", "府城", "新埠岛"});
}

/// Enough for a network beside the weights: 640 messages.
std::vector<LabelledMessage> LongLesson() {
    std::vector<std::string> places;
    for (const char* first : {"金", "银", "红", "青", "白", "龙", "凤", "云"}) {
        for (const char* second :
             {"湖山村", "石桥镇", "松园里", "泉水湾", "竹林苑", "枫叶街", "荷塘巷", "梅岭新城"})
            places.push_back(std::string(first) + second);
    }
    return LessonOf(places);
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

TEST(TrainClassifier, ANetworkStandsBesideTheWeightsWhereMessagesAreMany) {
    EXPECT_TRUE(Train(Lesson())->model.network.empty());
    const auto trained = Train(LongLesson());
    ASSERT_TRUE(trained) << trained.error().for_caller;
    ASSERT_FALSE(trained->model.network.empty());
    EXPECT_GT(trained->scores.accuracy.value, 0.9);
    EXPECT_EQ(LabelOf(trained->model, "白沙门昨天又停水了"), "供水");
    EXPECT_EQ(LabelOf(trained->model, "早上公交挤不上去"), "公交");
    const std::string bytes = ModelBytes(*trained);
    EXPECT_EQ(bytes, ModelBytes(*Train(LongLesson()))) << "the same, byte for byte";
    const auto read = ModelOfBytes(bytes);
    ASSERT_TRUE(read) << read.error().for_caller;
    EXPECT_EQ(ModelBytes(*read), bytes);
    const MessageText message{"", "枫叶街停水，公交也不来"};
    EXPECT_EQ(GuessLabels(read->model, message)[0].probability,
              GuessLabels(trained->model, message)[0].probability);
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
    EXPECT_THAT(bytes, ::testing::StartsWith("liandong-model 2\nlabels: 2\n"));
    for (const std::size_t size : {bytes.size() - 1, bytes.size() / 2, std::size_t{40}})
        EXPECT_EQ(ModelOfBytes(bytes.substr(0, size)).error().code, "damaged_model") << size;
    EXPECT_EQ(ModelOfBytes("").error().code, "not_a_model");
    EXPECT_EQ(ModelOfBytes("label,subject\n").error().code, "not_a_model");
    std::string newer = bytes;
    newer.replace(newer.find(" 2\n"), 3, " 3\n");
    EXPECT_EQ(ModelOfBytes(newer).error().code, "newer_model");
    std::string altered = bytes;
    altered[altered.size() - 100] = static_cast<char>(altered[altered.size() - 100] ^ 1);
    EXPECT_THAT(ModelOfBytes(altered).error().for_caller, HasSubstr("checksum"));
    EXPECT_EQ(ReadModel(Folder() / "none.model").error().code, "no_such_model");
}

TEST(ModelFile, OneOfBeforeNetworksIsRead) {
    const auto read = ReadModel("tests/data/model_version_1.bin");
    ASSERT_TRUE(read) << read.error().for_caller;
    EXPECT_TRUE(read->model.network.empty());
    EXPECT_EQ(LabelOf(read->model, "新路又停水了"), "供水");
    EXPECT_EQ(LabelOf(read->model, "公交不来"), "公交");
    std::string bytes = ModelBytes(*read);
    bytes.replace(bytes.find(" 2\n"), 3, " 1\n");
    EXPECT_EQ(ModelOfBytes(bytes).error().code, "damaged_model") << "its parts are of version 2";
}

TEST(ModelFile, ANetworkThatDoesNotFitTheModelIsFoundOut) {
    auto trained = *Train(Lesson());
    const auto features = static_cast<std::uint32_t>(trained.model.vocabulary.size());
    const SmallNetwork::Parts parts{.width = 1,
                                    .units = 1,
                                    .features = {features},
                                    .directions = {1},
                                    .hidden = {1, 0},
                                    .output = {1, 1, 0, 0}};
    trained.model.network = SmallNetwork(parts, features + 1);
    EXPECT_EQ(ModelOfBytes(ModelBytes(trained)).error().code, "damaged_model");
    auto fitting = parts;
    fitting.features = {features - 1};
    trained.model.network = SmallNetwork(fitting, features);
    EXPECT_TRUE(ModelOfBytes(ModelBytes(trained)));
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
                      faults.emplace_back(row.fault.empty() ? "" : "fault");
                      return true;
                  });
    EXPECT_TRUE(read);
    EXPECT_THAT(faults, ::testing::ElementsAre("", "fault", ""));
}

}  // namespace
}  // namespace liandong
