#include "server/rules_text.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

// docs/rules is printed from the code: whoever changes a rule prints it again with
// `liandong rules lifecycle > docs/rules/lifecycle.md` and `liandong rules refusals >
// docs/rules/refusals.md`.

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

}  // namespace
}  // namespace liandong
