#include <filesystem>

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include "app/open_case.hpp"
#include "base/testing/test_folder.hpp"
#include "support/test_database.hpp"
#include "support/world.hpp"

// A disk that is full, or may not be written to.

namespace liandong {
namespace {

using testing::Soon;

// Opens cases until one is refused; what was opened, and the refusal.
struct Filled {
    std::vector<CaseId> opened;
    Error refused;
};
Filled Fill(testing::World& world) {
    Filled filled;
    for (int i = 0; i < 100'000; ++i) {
        OpenCaseRequest request;
        request.command.category = CategoryCode{"010101"};
        request.command.narrative.plain.title = "路灯不亮";
        request.command.narrative.plain.content = std::string(15'000, 'x');
        const auto opened =
            OpenNewCase(world.Use(), testing::Everybody(), std::move(request), Soon());
        if (!opened) {
            filled.refused = opened.error();
            return filled;
        }
        filled.opened.push_back(opened->state.id);
    }
    ADD_FAILURE() << "the disk is never full";
    return filled;
}

void ExpectAllThere(testing::World& world, const Filled& filled) {
    ASSERT_FALSE(filled.opened.empty());
    for (const CaseId id : filled.opened)
        ASSERT_EQ(testing::WhatIsWrongWith(world, id), "") << id.value;
    const auto rows = world.store.CasesAfter(CaseId{}, 100'000, Soon());
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->size(), filled.opened.size()) << "something refused is half there";
}

TEST(FullFile, RefusesNewCasesAndKeepsTheOldOnes) {
    auto database = testing::TestDatabase::Make(testing::Engine::kSqlite);
    ASSERT_TRUE(database);
    Filled filled;
    {
        auto store = (*database)->Open("999900", {.pages_max = 700});
        ASSERT_TRUE(store) << store.error().for_log;
        testing::World world(**store);
        filled = Fill(world);
        EXPECT_EQ(filled.refused.kind, ErrorKind::kUnavailable) << filled.refused.code;
        EXPECT_EQ(filled.refused.for_caller.find("sqlite"), std::string::npos);
        ExpectAllThere(world, filled);
    }
    // Somebody made room: the same database takes cases again.
    auto store = (*database)->Open("999900", {});
    ASSERT_TRUE(store) << store.error().for_log;
    testing::World world(**store);
    ExpectAllThere(world, filled);
    OpenCaseRequest request;
    request.command.narrative.plain.title = "又有地方了";
    EXPECT_TRUE(OpenNewCase(world.Use(), testing::Everybody(), std::move(request), Soon()));
}

// A file system of 8 MiB of our own; only root may mount one.
class SmallDisk : public ::testing::Test {
protected:
    void SetUp() override {
        mounted_ = mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=8m") == 0;
        if (!mounted_)
            GTEST_SKIP() << "skipped: only root may mount a small disk; FullFile.* covers the rest";
    }
    void TearDown() override {
        if (mounted_) umount2(folder_.c_str(), MNT_DETACH);
    }
    std::string Address() const { return "sqlite:" + folder_ + "/store.db"; }

    testing::TestFolder place_;
    const std::string folder_ = place_.Path().string();
    bool mounted_ = false;
};

TEST_F(SmallDisk, FullIsAClearErrorAndNothingIsLost) {
    Filled filled;
    {
        auto store = testing::OpenAt(Address(), "999900");
        ASSERT_TRUE(store) << store.error().for_log;
        testing::World world(**store);
        filled = Fill(world);
        EXPECT_EQ(filled.refused.kind, ErrorKind::kUnavailable) << filled.refused.code;
        ExpectAllThere(world, filled);
    }
    ASSERT_EQ(mount("tmpfs", folder_.c_str(), "tmpfs", MS_REMOUNT, "size=64m"), 0);
    auto store = testing::OpenAt(Address(), "999900");
    ASSERT_TRUE(store) << store.error().for_log;
    testing::World world(**store);
    ExpectAllThere(world, filled);
    OpenCaseRequest request;
    request.command.narrative.plain.title = "又有地方了";
    EXPECT_TRUE(OpenNewCase(world.Use(), testing::Everybody(), std::move(request), Soon()));
}

TEST_F(SmallDisk, ReadOnlyIsAClearError) {
    ASSERT_TRUE(testing::OpenAt(Address(), "999900"));
    ASSERT_EQ(mount("tmpfs", folder_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=8m"), 0);
    const auto refused = testing::OpenAt(Address(), "999900");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kUnavailable);
    EXPECT_NE(refused.error().for_log.find(folder_), std::string::npos) << refused.error().for_log;
    ASSERT_EQ(mount("tmpfs", folder_.c_str(), "tmpfs", MS_REMOUNT, "size=8m"), 0);
    EXPECT_TRUE(testing::OpenAt(Address(), "999900"));
}

}  // namespace
}  // namespace liandong
