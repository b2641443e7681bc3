// What the desk does not find, or finds wrong, becomes somebody's work.

#include <gmock/gmock.h>

#include "app/knowledge_gaps.hpp"
#include "background/knowledge_world.hpp"

namespace liandong::testing {
namespace {

class KnowledgeGaps : public KnowledgeStory {
protected:
    Result<KnowledgeGap> Report(const std::string& text, const Principal& who = DeskOf("agent-1")) {
        return ReportGap(*services_, who, {text, CategoryCode{"020101"}, PlaceCode{"1101"}},
                         Soon());
    }
    Result<KnowledgeGap> Do(DocumentId id, const GapCommand& command, const Principal& who) {
        return ActOnGap(*services_, who, {id, command, {}, {}}, Soon());
    }
    std::vector<KnowledgeGap> OpenGaps() {
        DocumentFilter filter;
        filter.kinds = {DocumentKind::kKnowledgeGap};
        filter.open = true;
        const auto found = services_->store.ReadDocuments(filter, {}, Soon());
        EXPECT_TRUE(found) << found.error().for_log;
        std::vector<KnowledgeGap> gaps;
        for (const StoredDocument& stored : found->items)
            gaps.push_back(*DocumentCodec<KnowledgeGap>::DecodeState(stored.body));
        return gaps;
    }
};

TEST_F(KnowledgeGaps, WhatWasNotFoundGoesToTheUnitOfTheMatterAndIsClosedByAnArticle) {
    const auto gap = Report("外地户口能不能办公交敬老卡？");
    ASSERT_TRUE(gap) << gap.error().code;
    EXPECT_EQ(gap->due_at, At("2026-03-05T09:00")) << "three working days";
    const UnitCode unit = gap->unit;
    const auto again = Report("公交敬老卡，外地户口能不能办", DeskOf("agent-2"));
    ASSERT_TRUE(again);
    EXPECT_EQ(Report("老年大学怎么报名")->asked, 1);
    EXPECT_EQ(OpenGaps().size(), 3U) << "other words are another gap";
    EXPECT_EQ(Report("外地户口能不能办公交敬老卡")->asked, 2) << "the same words are the same gap";

    const Principal writer = WriterOf(unit.value);
    EXPECT_EQ(Do(gap->id, AnswerGap{"none", {}}, writer).error().code, "unknown_article");
    EXPECT_EQ(Do(gap->id, AnswerGap{"", {}}, writer).error().code, "text_required");
    const Article article = Published("公交敬老卡");
    ASSERT_TRUE(Do(gap->id, AnswerGap{article.code, {}}, writer));
    const auto back = Do(gap->id, SendBackGap{Text("没有写外地户口")}, Editor());
    ASSERT_TRUE(back) << back.error().code;
    EXPECT_EQ(back->state, GapState::kOpen);
    ASSERT_TRUE(Do(gap->id, AnswerGap{article.code, Text("已补充")}, writer));
    EXPECT_EQ(Do(gap->id, CloseGap{}, writer).error().code, "not_permitted");
    EXPECT_EQ(Do(gap->id, CloseGap{}, Editor())->state, GapState::kClosed);
    EXPECT_EQ(Report("外地户口能不能办公交敬老卡")->asked, 1) << "felt again after it was closed";
    ExpectProvable();
}

TEST_F(KnowledgeGaps, ABadRatingIsAGapOfTheArticlesUnitAndTheNextOneCountsOnIt) {
    const Article article = Published("居住证");
    EXPECT_EQ(
        Act(article.id, RateArticle{0, ArticleRating::kWrong, {}}, DeskOf("agent-1")).error().code,
        "text_required")
        << "whoever says that it is wrong says what";
    EXPECT_TRUE(OpenGaps().empty()) << "nothing was written";
    Must(article.id, RateArticle{0, ArticleRating::kWrong, Text("地址错了")}, DeskOf("agent-1"));
    Must(article.id, RateArticle{1, ArticleRating::kOutOfDate, Text("已经搬了")},
         DeskOf("agent-2"));
    ASSERT_EQ(OpenGaps().size(), 1U);
    const KnowledgeGap gap = OpenGaps().front();
    EXPECT_EQ(gap.unit, UnitCode{"A"});
    EXPECT_EQ(gap.article, article.code);
    EXPECT_EQ(gap.cause, GapCause::kWrong);
    EXPECT_EQ(gap.asked, 2);
    ExpectProvable();
}

TEST_F(KnowledgeGaps, AGapThatNobodyClosesIsMissedAndStaysOpen) {
    const auto gap = Report("老年大学怎么报名");
    ASSERT_TRUE(gap);
    PassTo("2026-03-05T09:00");
    ASSERT_EQ(OpenGaps().size(), 1U);
    EXPECT_TRUE(OpenGaps().front().missed);
    EXPECT_TRUE(HeadOf(OpenGaps().front()).open);
    EXPECT_EQ(Report("x", WriterOf("A")).error().code, "not_permitted");
    ExpectProvable();
}

}  // namespace
}  // namespace liandong::testing
