#include "domain/document/exam.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace liandong {
namespace {

std::vector<DocumentId> Bank(std::int64_t size) {
    std::vector<DocumentId> bank;
    for (std::int64_t i = 1; i <= size; ++i) bank.push_back(DocumentId{i});
    return bank;
}

TEST(DrawQuestions, OneSeedOnePaperWhateverTheOrderOfTheBank) {
    std::vector<DocumentId> turned = Bank(50);
    std::ranges::reverse(turned);
    const auto paper = DrawQuestions(Bank(50), 10, 7);
    EXPECT_EQ(DrawQuestions(turned, 10, 7), paper);
    EXPECT_NE(DrawQuestions(Bank(50), 10, 8), paper);
    EXPECT_EQ(std::set(paper.begin(), paper.end()).size(), 10U) << "each question once";
    EXPECT_EQ(DrawQuestions(Bank(3), 10, 7).size(), 3U);
    EXPECT_TRUE(DrawQuestions({}, 10, 7).empty());
}

TEST(DrawQuestions, EveryQuestionIsDrawnAboutAsOften) {
    std::vector<int> drawn(21, 0);
    for (std::int64_t seed = 0; seed < 4'000; ++seed) {
        for (const DocumentId id : DrawQuestions(Bank(20), 5, seed))
            ++drawn[static_cast<std::size_t>(id.value)];
    }
    for (std::size_t id = 1; id < drawn.size(); ++id) EXPECT_NEAR(drawn[id], 1'000, 150) << id;
}

}  // namespace
}  // namespace liandong
