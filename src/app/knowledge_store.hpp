#pragma once

#include <cstdint>
#include <optional>

#include "base/deadline.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/document/document.hpp"

namespace liandong {

/// An edition of an article answered a case.
struct ArticleUse {
    DocumentId article;
    std::int32_t edition = 0;
    CaseId case_id;
    Instant at;
};
struct ArticleUses {
    std::int64_t count = 0;
    std::optional<Instant> last_at;

    bool operator==(const ArticleUses&) const = default;
};

/// How often articles were of use. Written with the case that was answered
/// (ChangeSet::article_uses); a case counts once for an article.
class KnowledgeStore {
public:
    virtual ~KnowledgeStore() = default;
    /// Of all editions.
    virtual Result<ArticleUses> UsesOf(DocumentId article, Deadline deadline) = 0;
};

}  // namespace liandong
