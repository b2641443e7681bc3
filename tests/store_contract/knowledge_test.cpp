#include "store_contract/contract.hpp"

namespace liandong {
namespace {

ArticleUse Use(std::int64_t article, int nth, std::int32_t edition = 1) {
    return {Number(article), edition, Number(nth), Minute(nth)};
}

ChangeSet With(const ArticleUse& use, int nth) {
    ChangeSet changes = One(Opening(PlainCase(Number(nth))));
    changes.article_uses.push_back(use);
    return changes;
}

TEST_F(StoreContract, ACaseCountsOnceForAnArticle) {
    EXPECT_EQ(*store().UsesOf(Number(900), Soon()), ArticleUses{});
    MustCommit(store(), With(Use(900, 1), 1));
    MustCommit(store(), With(Use(900, 2, 2), 2));
    MustCommit(store(), With(Use(901, 3), 3));
    MustCommit(store(), With(Use(900, 2, 3), 4));
    Reopen();
    const auto uses = store().UsesOf(Number(900), Soon());
    ASSERT_TRUE(uses) << uses.error().for_log;
    EXPECT_EQ(*uses, (ArticleUses{2, Minute(2)}));
    EXPECT_EQ(store().UsesOf(Number(901), Soon())->count, 1);
}

TEST_F(StoreContract, AUseOfACaseThatWasNotWrittenIsNotCounted) {
    MustCommit(store(), With(Use(900, 1), 1));
    EXPECT_EQ(CodeOf(store().Commit(With(Use(901, 1), 1), Soon())), "version_conflict");
    EXPECT_EQ(store().UsesOf(Number(901), Soon())->count, 0);
}

}  // namespace
}  // namespace liandong
