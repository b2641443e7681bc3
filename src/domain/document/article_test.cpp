#include "domain/document/article.hpp"

#include <gtest/gtest.h>

#include "domain/testing/small_city.hpp"

namespace liandong {
namespace {

using testing::At;

ArticleEdition Edition(std::int32_t number, const char* from, const char* until = nullptr) {
    ArticleEdition edition;
    edition.number = number;
    edition.from = At(from);
    if (until != nullptr) edition.until = At(until);
    return edition;
}

Article Three() {
    Article article;
    article.state = ArticleState::kEffective;
    article.editions = {Edition(1, "2026-03-02T09:00"),
                        Edition(2, "2026-03-09T09:00", "2026-03-16T09:00"),
                        Edition(3, "2026-03-30T09:00")};
    return article;
}

TEST(ArticleEditions, TheNewestWhoseTimeHasComeIsInForceUntilItIsOver) {
    const Article article = Three();
    const auto number = [&](const char* at) {
        const ArticleEdition* edition = EditionAt(article, At(at));
        return edition == nullptr ? 0 : edition->number;
    };
    EXPECT_EQ(number("2026-03-02T08:59"), 0);
    EXPECT_EQ(number("2026-03-02T09:00"), 1);
    EXPECT_EQ(number("2026-03-09T09:00"), 2);
    EXPECT_EQ(number("2026-03-16T09:00"), 0) << "the one it replaced does not come back";
    EXPECT_EQ(number("2026-03-30T09:00"), 3);
    EXPECT_EQ(NextEditionChange(article, At("2026-03-09T09:00")), At("2026-03-16T09:00"));
    EXPECT_EQ(NextEditionChange(article, At("2026-03-30T09:00")), std::nullopt);
    for (const ArticleState state : {ArticleState::kDraft, ArticleState::kSentBack,
                                     ArticleState::kExpired, ArticleState::kWithdrawn}) {
        Article other = Three();
        other.state = state;
        EXPECT_EQ(EditionAt(other, At("2026-03-30T09:00")), nullptr);
    }
}

TEST(ArticleEditions, ACitationNamesTheEditionInForceOrNone) {
    using Cited = std::pair<std::string_view, std::int32_t>;
    EXPECT_EQ(SplitCitation("move-a-car"), Cited("move-a-car", 0));
    EXPECT_EQ(SplitCitation("move-a-car@12"), Cited("move-a-car", 12));
    for (const char* bad : {"move-a-car@", "move-a-car@x", "move-a-car@1x", "move-a-car@0",
                            "move-a-car@-1", "move-a-car@99999999999"}) {
        EXPECT_EQ(SplitCitation(bad), Cited("move-a-car", -1)) << bad;
    }
    const Article article = Three();
    EXPECT_EQ((*CiteEdition(article, 0, At("2026-03-09T10:00")))->number, 2);
    EXPECT_EQ((*CiteEdition(article, 2, At("2026-03-09T10:00")))->number, 2);
    EXPECT_EQ(CiteEdition(article, 1, At("2026-03-09T10:00")).error().code,
              RefusalCode::kArticleNotEffective);
    EXPECT_EQ(CiteEdition(article, -1, At("2026-03-09T10:00")).error().code,
              RefusalCode::kArticleNotEffective);
}

}  // namespace
}  // namespace liandong
