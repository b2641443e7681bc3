#include "server/rules_text.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

// docs/rules is printed from the code: whoever changes a rule prints it again with
// `liandong rules lifecycle > docs/rules/lifecycle.md`, and so on.

namespace liandong {
namespace {

std::string FileText(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(RulesText, LifecycleIsWhatTheCodeSays) {
    EXPECT_EQ(FileText("docs/rules/lifecycle.md"), LifecycleText());
}
TEST(RulesText, RefusalsAreWhatTheCodeSays) {
    EXPECT_EQ(FileText("docs/rules/refusals.md"), RefusalsText());
}

TEST(RulesText, FiguresAreWhatTheCodeSays) {
    EXPECT_EQ(FileText("docs/rules/figures.md"), FiguresText());
}

}  // namespace
}  // namespace liandong
