#include "base/base64.hpp"

#include <array>

#include <gtest/gtest.h>

namespace liandong {
namespace {

std::span<const unsigned char> Bytes(std::string_view text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

TEST(Base64, TheVectorsOfRfc4648) {
    const std::array<std::pair<std::string_view, std::string_view>, 7> vectors{{
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    }};
    for (const auto& [plain, text] : vectors) {
        EXPECT_EQ(Base64(Bytes(plain)), text);
        const auto back = FromBase64(text);
        ASSERT_TRUE(back) << text;
        EXPECT_EQ(std::string(back->begin(), back->end()), plain);
    }
    EXPECT_EQ(Base64Url(Bytes("\xFB\xFF")), "-_8");
}

TEST(Base64, OneTextOnlyForEachBytes) {
    for (const std::string_view text :
         {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "Zg==\n", "====", "Z===", "Zm 9", "Zm9v-_=="}) {
        EXPECT_FALSE(FromBase64(text)) << text;
    }
}

}  // namespace
}  // namespace liandong
