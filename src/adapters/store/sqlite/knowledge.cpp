#include "adapters/store/sqlite/store.hpp"

namespace liandong::sqlite {

Result<void> WriteArticleUses(Db& db, const std::vector<ArticleUse>& uses) {
    for (const ArticleUse& use : uses) {
        Statement put(db,
                      "INSERT INTO article_uses (article, case_id, edition, used_at) VALUES (?1, "
                      "?2, ?3, ?4) ON CONFLICT DO NOTHING");
        put.BindAll(use.article.value, use.case_id.value, std::int64_t{use.edition}, use.at);
        LD_TRY(put.Run());
    }
    return {};
}

Result<ArticleUses> SqliteStore::UsesOf(DocumentId article, Deadline deadline) {
    return readers_.Read(deadline, [&](Db& db) -> Result<ArticleUses> {
        Statement query(db, "SELECT count(*), max(used_at) FROM article_uses WHERE article = ?1");
        LD_TRY(query.Bind(article.value).Step());
        return ArticleUses{query.Int(0), query.MaybeAt(1)};
    });
}

}  // namespace liandong::sqlite
