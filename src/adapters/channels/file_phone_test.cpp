#include "adapters/channels/file_phone.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/test_folder.hpp"

namespace liandong::channels {
namespace {

namespace fs = std::filesystem;

Deadline Soon() { return Deadline::In(std::chrono::seconds(60)); }

class TelephoneFiles : public ::testing::Test {
protected:
    [[nodiscard]] std::size_t Files() const { return testing::CountFiles(directory_); }

    testing::TestFolder folder_;
    const fs::path& directory_ = folder_.Path();
};

TEST_F(TelephoneFiles, HoldWhoIsToBeReachedAndWithWhat) {
    const auto phone = *MakeFilePhone(directory_);
    const PhoneOrder order{"17-2-call",     true,    "值班员甲", "0898-00000001",
                           "0898-00000002", "请回电"};
    ASSERT_TRUE(phone->Place(order, Soon()));
    ASSERT_TRUE(phone->Place(order, Soon())) << "an order that comes twice is harmless";
    EXPECT_EQ(Files(), 1U);
    std::ifstream in(directory_ / "17-2-call.txt");
    std::ostringstream text;
    text << in.rdbuf();
    EXPECT_EQ(text.str(),
              "to: 0898-00000001\nbackup: 0898-00000002\nname: 值班员甲\nby: voice\n\n请回电\n");
}

TEST_F(TelephoneFiles, SayWhenThereIsNoPlaceForThem) {
    const auto none = MakeFilePhone(directory_ / "none");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, "bad_phone_directory");
    const auto phone = *MakeFilePhone(directory_);
    fs::remove_all(directory_);
    const auto placed = phone->Place({"k", true, "", "1", "", ""}, Soon());
    ASSERT_FALSE(placed);
    EXPECT_EQ(placed.error().kind, ErrorKind::kUnavailable);
    fs::create_directory(directory_);
}

}  // namespace
}  // namespace liandong::channels
