#include <algorithm>
#include <filesystem>
#include <iostream>

#include <gtest/gtest.h>

#include "stories/player.hpp"

// One test for every *.story file and every store; and the faults that a story may have.

namespace liandong::stories {
namespace {

namespace fs = std::filesystem;

// One database for all stories of a store, a city of its own for each: what one city does never
// shows in another.
testing::TestDatabase* SharedPostgres() {
    static const auto database = testing::TestDatabase::Make(testing::Engine::kPostgres);
    if (!database) ADD_FAILURE() << database.error().for_caller;
    return database ? database->get() : nullptr;
}

std::string NextCityCode() {
    static int count = 0;
    return std::to_string(990'000 + ++count);
}

class StoryTest : public ::testing::Test {
public:
    StoryTest(std::string path, testing::Engine engine) : path_(std::move(path)), engine_(engine) {}

    void TestBody() override {
        const auto story = ReadStory(path_);
        ASSERT_TRUE(story) << story.error().for_caller;
        std::unique_ptr<testing::TestDatabase> own;
        testing::TestDatabase* database = nullptr;
        if (engine_ == testing::Engine::kPostgres) {
            database = SharedPostgres();
        } else {
            auto made = testing::TestDatabase::Make(engine_);
            ASSERT_TRUE(made) << made.error().for_caller;
            own = *std::move(made);
            database = own.get();
        }
        ASSERT_NE(database, nullptr);
        Player player(*database, NextCityCode());
        const std::string wrong = player.Play(*story);
        EXPECT_EQ(wrong, "") << "what happened:\n" << player.Transcript();
    }

private:
    std::string path_;
    testing::Engine engine_;
};

std::string PlayText(std::string_view text) {
    const auto story = ParseStory("bad.story", text);
    if (!story) return story.error().for_caller;
    auto database = testing::TestDatabase::Make(testing::Engine::kSqlite);
    if (!database) return database.error().for_caller;
    Player player(**database, NextCityCode());
    return player.Play(*story);
}

TEST(BadStory, NamesFileAndLine) {
    EXPECT_EQ(PlayText(""), "bad.story:1: the story is empty");
    EXPECT_EQ(PlayText("# only a remark\nopen C1 -> ok"),
              "bad.story:2: a story begins with `at TIME`");
    EXPECT_EQ(PlayText("at 2026-03-02T09:00\nopen C1 title=\"x -> ok"),
              "bad.story:2: a quote is opened and not closed");
    EXPECT_EQ(PlayText("at 2026-03-02T09:00\nopen C1 place=1 place=2 -> ok"),
              "bad.story:2: 'place' is said twice");
    EXPECT_EQ(PlayText("at 2026-03-02T09:00\nopen C1"),
              "bad.story:2: say what comes of it: -> ok, or -> rejected CODE");
    EXPECT_EQ(PlayText("at tomorrow"), "bad.story:1: at needs a time like 2026-03-02T09:00");
    EXPECT_EQ(PlayText("at 2026-03-02T09:00\nopen C1 colour=red -> ok"),
              "bad.story:2: 'colour' means nothing to open");
    EXPECT_EQ(PlayText("at 2026-03-02T09:00\nwait 3weeks"),
              "bad.story:2: 'weeks' is no unit of time: min, h or d");
    EXPECT_EQ(PlayText("at 2026-03-02T09:00\nnote C9 -> ok"),
              "bad.story:2: no case is called 'C9'");
    EXPECT_EQ(PlayText("at 2026-03-02T09:00\nopen C1 -> ok\nsing C1 -> ok"),
              "bad.story:3: 'sing' is nothing that people do");
    EXPECT_EQ(PlayText("at 2026-03-02T09:00\nopen C1 -> ok\nexpect C1 mood=good"),
              "bad.story:3: a case has no 'mood'");
}

TEST(BadStory, FailsWhenWhatIsExpectedDoesNotHappen) {
    const std::string opened = "at 2026-03-02T09:00\nopen C1 category=010101 place=1101 -> ok\n";
    EXPECT_EQ(PlayText(opened + "dispatch C1 -> rejected wrong_state"),
              "bad.story:3: expected 'rejected wrong_state', got 'ok'");
    EXPECT_EQ(PlayText(opened + "acknowledge C1 -> ok"),
              "bad.story:3: expected 'ok', got 'rejected wrong_state'");
    EXPECT_EQ(PlayText(opened + "expect C1 state=archived"),
              "bad.story:3: state is 'registered', not 'archived'");
    EXPECT_EQ(PlayText(opened + "expect C1 clock dispatch missed"),
              "bad.story:3: the clock is 'running', not 'missed'");
    EXPECT_EQ(PlayText(opened + "expect C1 told A"), "bad.story:3: no such message");
    EXPECT_EQ(PlayText(opened + "expect C1 cannot dispatch by=agent"),
              "bad.story:3: it is allowed");
}

void RegisterStories() {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("tests/stories", error)) {
        if (entry.path().extension() == ".story") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (const fs::path& file : files) {
        for (const auto engine : {testing::Engine::kSqlite, testing::Engine::kPostgres}) {
            const std::string test =
                file.stem().string() + "_" + std::string(testing::NameOfEngine(engine));
            ::testing::RegisterTest("Story", test.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                                    [path = file.string(), engine]() -> ::testing::Test* {
                                        return new StoryTest(path,
                                                             engine);  // NOLINT: gtest takes it
                                    });
        }
    }
    ::testing::RegisterTest("Story", "there_are_some", nullptr, nullptr, __FILE__, __LINE__,
                            [count = files.size()]() -> ::testing::Test* {
                                class Some : public ::testing::Test {
                                public:
                                    explicit Some(std::size_t count) : count_(count) {}
                                    void TestBody() override {
                                        EXPECT_GE(count_, 30U) << "run it in the source tree";
                                    }

                                private:
                                    std::size_t count_;
                                };
                                return new Some(count);  // NOLINT: gtest takes it
                            });
}

}  // namespace
}  // namespace liandong::stories

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    liandong::stories::RegisterStories();
    return RUN_ALL_TESTS();
}
