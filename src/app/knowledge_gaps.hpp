#pragma once

#include <optional>
#include <string>

#include "app/act_on_document.hpp"
#include "domain/document/article.hpp"
#include "domain/document/knowledge_gap.hpp"

// 知识缺口: what the desk did not find, or found wrong, becomes somebody's work.

namespace liandong {

struct GapReport {
    std::string text;  ///< what was asked
    CategoryCode category;
    PlaceCode place;
};
/// The unit that the catalogue names for such a matter gets the gap. The same question again (the
/// same words, whatever stands between them) counts on the open gap. Errors: the refusals of
/// OpenGap.
[[nodiscard]] Result<KnowledgeGap> ReportGap(const Services& services, const Principal& who,
                                             const GapReport& report, Deadline deadline);

/// A rating that finds an article wrong or out of date: kept with it, and a gap for its unit, or
/// one more voice on the open gap, in one transaction. Errors: those of ActOnDocument.
[[nodiscard]] Result<Article> RateArticleBad(const Services& services, const Principal& who,
                                             const DocumentRequest<Article>& request,
                                             Deadline deadline);

/// The unit answers with an article that is in force, or says why none is needed. Errors:
/// kRejected "unknown_article", "article_not_effective"; those of ActOnDocument.
[[nodiscard]] Result<KnowledgeGap> ActOnGap(const Services& services, const Principal& who,
                                            const DocumentRequest<KnowledgeGap>& request,
                                            Deadline deadline);

}  // namespace liandong
