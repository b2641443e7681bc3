// The knowledge base: who writes, who lets it be used, what the desk finds and what it cites.

#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "app/knowledge_loop.hpp"
#include "background/knowledge_world.hpp"

namespace liandong::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Knowledge : public KnowledgeStory {};

TEST_F(Knowledge, AUnitSuppliesSomebodyElseReviewsAndTheDeskFindsCitesAndRatesIt) {
    const auto supplied = SupplyNewArticle(*knowledge_, WriterOf("A"),
                                           SupplyArticle{UnitCode{"A"}, Content("居住证")}, Soon());
    ASSERT_TRUE(supplied) << supplied.error().code;
    EXPECT_THAT(Titles("居住证"), IsEmpty()) << "nobody has reviewed it";
    EXPECT_EQ(Answer(supplied->code), "article_not_effective");

    const Article article = Must(supplied->id, ApproveArticle{Text("准确")}, Editor());
    EXPECT_THAT(Titles("哪里办居住证"), ElementsAre("居住证"));
    EXPECT_EQ(Answer(article.code), article.code + "@1");
    EXPECT_EQ(Answer(article.code + "@1"), article.code + "@1");
    const Article rated =
        Must(article.id, RateArticle{0, ArticleRating::kUseful, {}}, DeskOf("agent-1"));
    EXPECT_EQ(rated.useful, 1);
    EXPECT_EQ(
        Act(article.id, RateArticle{0, ArticleRating::kUseful, {}}, DeskOf("agent-1")).error().code,
        "already_done");

    const auto page = ReadArticle(*services_, DeskOf("agent-1"), article.code, {}, Soon());
    ASSERT_TRUE(page) << page.error().code;
    EXPECT_EQ(page->uses, 2);
    EXPECT_EQ(page->edition.answer, "全文");
    EXPECT_THAT(page->edition.questions, ElementsAre("居住证怎么办", "哪里办居住证"));
    ExpectProvable();
}

TEST_F(Knowledge, ANewEditionReplacesTheOldWhichStaysReadable) {
    const Article first = Published("居住证");
    Must(first.id, ReviseArticle{Content("居住证", "新的全文")}, WriterOf("A"));
    EXPECT_EQ(Answer(first.code), first.code + "@1") << "the old one holds until the review";
    Must(first.id, ApproveArticle{}, Editor());
    EXPECT_EQ(Answer(first.code), first.code + "@2");
    EXPECT_EQ(Answer(first.code + "@1"), "article_not_effective");
    const auto old = ReadArticle(*services_, WriterOf("A"), first.code, 1, Soon());
    const auto now = ReadArticle(*services_, WriterOf("A"), first.code, {}, Soon());
    EXPECT_EQ(old->edition.answer, "全文");
    EXPECT_EQ(now->edition.answer, "新的全文");
    EXPECT_EQ(ReadArticle(*services_, WriterOf("A"), first.code, 3, Soon()).error().code,
              "no_such_article");
    ExpectProvable();
}

TEST_F(Knowledge, AnEditionForNextMonthTakesOverByItself) {
    const Article first = Published("居住证");
    ArticleContent next = Content("居住证", "四月起的全文");
    next.from = At("2026-04-01T00:00");
    next.until = At("2026-05-01T00:00");
    Must(first.id, ReviseArticle{next}, WriterOf("A"));
    Must(first.id, ApproveArticle{}, Editor());
    EXPECT_EQ(Answer(first.code), first.code + "@1");
    world().clock.Set(At("2026-04-01T00:00"));
    ASSERT_TRUE(LoadArticles(*knowledge_, Soon()));
    EXPECT_EQ(FindArticles(*knowledge_, {"居住证", {}, {}, 5}).front().edition, 2);
    EXPECT_EQ(Answer(first.code), first.code + "@2");

    PassTo("2026-05-01T00:00");
    EXPECT_THAT(Titles("居住证"), IsEmpty()) << "expired articles leave the search";
    EXPECT_EQ(Answer(first.code), "article_not_effective");
    const auto expired = ReadArticle(*services_, WriterOf("A"), first.code, {}, Soon());
    EXPECT_EQ(expired->state, ArticleState::kExpired);
    ExpectProvable();
}

TEST_F(Knowledge, TheUnitLooksAgainWhenItIsTime) {
    const Article article = Published("居住证");
    PassTo("2026-08-30T09:00");
    auto page = ReadArticle(*services_, WriterOf("A"), article.code, {}, Soon());
    EXPECT_TRUE(page->review_due);
    EXPECT_EQ(Answer(article.code), article.code + "@1") << "it still holds";
    EXPECT_EQ(Act(article.id, ConfirmArticle{}, WriterOf("B")).error().code, "no_such_document");
    Must(article.id, ConfirmArticle{Text("无变化")}, WriterOf("A"));
    page = ReadArticle(*services_, WriterOf("A"), article.code, {}, Soon());
    EXPECT_FALSE(page->review_due);
}

TEST_F(Knowledge, WhatIsSentBackIsWrittenAgain) {
    const auto draft = SupplyNewArticle(*knowledge_, WriterOf("A"),
                                        SupplyArticle{UnitCode{"A"}, Content("居住证")}, Soon());
    ASSERT_TRUE(draft);
    const Article back = Must(draft->id, SendBackArticle{Text("缺少依据")}, Editor());
    EXPECT_EQ(back.state, ArticleState::kSentBack);
    EXPECT_TRUE(HeadOf(back).open);
    EXPECT_EQ(Act(draft->id, ApproveArticle{}, Editor()).error().code, "wrong_state");
    Must(draft->id, ReviseArticle{Content("居住证")}, WriterOf("A"));
    EXPECT_EQ(Must(draft->id, ApproveArticle{}, Editor()).state, ArticleState::kEffective);
}

TEST_F(Knowledge, NobodyReviewsTheirOwnWorkAndTextsHaveTheirLimits) {
    Principal both = Editor("both");
    both.city_permissions.insert("write_knowledge");
    const auto own = SupplyNewArticle(*knowledge_, both,
                                      SupplyArticle{UnitCode{"A"}, Content("居住证")}, Soon());
    ASSERT_TRUE(own);
    EXPECT_EQ(Act(own->id, ApproveArticle{}, both).error().code, "own_work");

    const auto supply = [&](const ArticleContent& content, const char* unit = "A") {
        const auto done = SupplyNewArticle(*knowledge_, WriterOf("A"),
                                           SupplyArticle{UnitCode{unit}, content}, Soon());
        return done ? std::string("ok") : std::string(done.error().code);
    };
    EXPECT_EQ(supply(Content("大", std::string(100'000, 'x'))), "text_too_long");
    EXPECT_EQ(supply(Content("坏\xff")), "bad_text");
    EXPECT_EQ(supply(Content("")), "text_required");
    EXPECT_EQ(supply(Content("居住证"), "B"), "not_permitted");
    ArticleContent content = Content("居住证");
    content.categories = {CategoryCode{"999999"}};
    EXPECT_EQ(supply(content), "unknown_category");
    content = Content("居住证");
    content.until = At("2026-03-02T08:00");
    EXPECT_EQ(supply(content), "time_too_early");
    EXPECT_EQ(Answer("none"), "unknown_article");
    EXPECT_EQ(Answer("none@x"), "unknown_article");
}

TEST_F(Knowledge, OfTwoReviewersAtOnceOneDecides) {
    for (int round = 0; round < 5; ++round) {
        const auto draft = SupplyNewArticle(
            *knowledge_, WriterOf("A"), SupplyArticle{UnitCode{"A"}, Content("居住证")}, Soon());
        ASSERT_TRUE(draft);
        std::atomic<int> decided = 0;
        const auto review = [&](const ArticleCommand& command, const char* who) {
            if (Act(draft->id, command, Editor(who))) ++decided;
        };
        std::jthread one([&] { review(ApproveArticle{}, "editor-1"); });
        std::jthread two([&] { review(SendBackArticle{Text("不准确")}, "editor-2"); });
        one.join();
        two.join();
        EXPECT_EQ(decided, 1);
    }
    ExpectProvable();
}

TEST_F(Knowledge, WithdrawnWhileItIsCitedTheAnswerHasItWholeOrNotAtAll) {
    for (int round = 0; round < 5; ++round) {
        const Article article = Published("居住证");
        std::string cited;
        std::jthread desk([&] { cited = Answer(article.code); });
        Must(article.id, WithdrawArticle{Text("政策调整")}, Editor());
        desk.join();
        EXPECT_TRUE(cited == article.code + "@1" || cited == "article_not_effective") << cited;
        EXPECT_EQ(Answer(article.code), "article_not_effective");
        EXPECT_THAT(Titles("居住证"), IsEmpty());
        const auto old = ReadArticle(*services_, DeskOf("agent"), article.code, 1, Soon());
        ASSERT_TRUE(old) << "what was cited can be read for ever";
        EXPECT_EQ(old->uses, cited == article.code + "@1" ? 1 : 0);
    }
}

TEST_F(Knowledge, WhatTheProfileBringsIsPublishedOnceAndAgainWhenItChanges) {
    EXPECT_EQ(*PublishSeeds(*knowledge_, Soon()), 1U);
    EXPECT_EQ(*PublishSeeds(*knowledge_, Soon()), 0U) << "the same text is nothing new";
    ASSERT_TRUE(LoadArticles(*knowledge_, Soon()));
    EXPECT_THAT(Titles("前面有车挡路"), ElementsAre("请人挪车"));
    EXPECT_EQ(Answer("move-a-car"), "move-a-car@1");

    city_.Change([](City& city) {
        city.version = "next";
        city.knowledge.front().answer = "联系车主十分钟内挪车。";
        city.knowledge.front().digest = "d2";
    });
    KnowledgeLoop loop(*knowledge_, [](const Error& e) { ADD_FAILURE() << e.for_log; });
    loop.Round();
    loop.Round();
    EXPECT_EQ(Answer("move-a-car"), "move-a-car@2");
    const auto page = ReadArticle(*services_, DeskOf("agent"), "move-a-car", {}, Soon());
    EXPECT_EQ(page->edition.answer, "联系车主十分钟内挪车。");
    EXPECT_EQ(page->edition.supplied_by.id, "profile");
    ExpectProvable();
}

TEST_F(Knowledge, TwoNodesThatStartAtOncePublishOnce) {
    std::atomic<std::size_t> published = 0;
    const auto start = [&] {
        const auto done = PublishSeeds(*knowledge_, Soon());
        published += done ? *done : 100;
    };
    std::jthread one(start);
    std::jthread two(start);
    one.join();
    two.join();
    EXPECT_EQ(published, 1U);
    ASSERT_TRUE(LoadArticles(*knowledge_, Soon()));
    EXPECT_THAT(Titles("挪车"), ElementsAre("请人挪车"));
}

TEST_F(Knowledge, WhatAnotherNodePublishedIsFoundAfterTheNextRound) {
    const Article article = Published("居住证");
    ArticleBoard other;
    const KnowledgeServices elsewhere{*services_, other};
    ASSERT_TRUE(LoadArticles(elsewhere, Soon()));
    EXPECT_EQ(FindArticles(elsewhere, {"居住证", {}, {}, 5}).size(), 1U);
    EXPECT_EQ(FindArticles(elsewhere, {"", "0201", {}, 5}).size(), 1U);
    EXPECT_EQ(FindArticles(elsewhere, {"", "0101", {}, 5}).size(), 0U);
    Must(article.id, WithdrawArticle{Text("政策调整")}, Editor());
    EXPECT_EQ(FindArticles(elsewhere, {"居住证", {}, {}, 5}).size(), 1U) << "not told yet";
    EXPECT_EQ(Answer(article.code), "article_not_effective") << "but never cited";
    ASSERT_TRUE(LoadArticles(elsewhere, Soon()));
    EXPECT_EQ(FindArticles(elsewhere, {"居住证", {}, {}, 5}).size(), 0U);
}

}  // namespace
}  // namespace liandong::testing
