#include "adapters/store/postgres/store.hpp"

namespace liandong::postgres {

Result<ArticleUses> PostgresStore::UsesOf(DocumentId article, Deadline deadline) {
    LD_TRY(const Rows rows, pool_.Run({"SELECT count(*), max(used_at) FROM article_uses WHERE city "
                                       "= $1 AND article = $2",
                                       City().Int8(article.value)},
                                      deadline, "counting the uses of an article"));
    return ArticleUses{rows.Int8(0, 0), rows.OptionalTime(0, 1)};
}

}  // namespace liandong::postgres
