#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/act_on_document.hpp"
#include "app/article_board.hpp"
#include "app/case_views.hpp"

// 知识库: articles are supplied, reviewed, found while somebody types, cited and rated.

namespace liandong {

/// What whoever works with articles needs. Owned by main.
struct KnowledgeServices {
    const Services& services;
    ArticleBoard& articles;
};

/// A unit supplies an article. Errors: the refusals of SupplyArticle.
[[nodiscard]] Result<Article> SupplyNewArticle(const KnowledgeServices& knowledge,
                                               const Principal& who, const ArticleCommand& command,
                                               Deadline deadline);
/// Any further command; whoever searches on this node sees it at once. A bad rating also opens a
/// gap (app/knowledge_gaps.hpp). Errors: those of ActOnDocument.
[[nodiscard]] Result<Article> ActOnArticle(const KnowledgeServices& knowledge, const Principal& who,
                                           const DocumentRequest<Article>& request,
                                           Deadline deadline);

/// Brings the board to what the store says: every article at the start, later what has changed.
/// Errors: those of the store and the vault.
[[nodiscard]] Result<void> LoadArticles(const KnowledgeServices& knowledge, Deadline deadline);

/// Takes in what the profile's knowledge/ brings: a new code is a new article, another text the
/// next edition, the same text nothing. Two nodes that start at once publish each once. Returns how
/// many were published. Errors: of the first that could not be; the rest is done.
[[nodiscard]] Result<std::size_t> PublishSeeds(const KnowledgeServices& knowledge,
                                               Deadline deadline);

/// What an answer at the desk cites, checked against the store: `citation` is "code" or
/// "code@edition".
struct CitedArticle {
    std::string citation;  ///< "code@edition", as the case keeps it
    ArticleUse use;
};
/// Errors: kRejected "unknown_article", "article_not_effective" (args "article").
[[nodiscard]] Result<CitedArticle> CiteArticle(const Services& services, std::string_view citation,
                                               CaseId about, Instant at, Deadline deadline);

struct ArticleLine {
    DocumentId id;
    std::string code;
    std::int32_t edition = 0;
    std::string citation;  ///< for AnswerAtDesk
    std::string title;
    std::vector<std::string> questions;
    std::string spoken;
    UnitCode unit;
    std::string unit_name;
    std::vector<CategoryCode> categories;
    PlaceCode place;
    std::optional<LocalTime> until;
};
/// The best first; a question in words or, without one, the newest.
[[nodiscard]] std::vector<ArticleLine> FindArticles(const KnowledgeServices& knowledge,
                                                    const ArticleQuestion& question);

struct EditionView {
    std::int32_t number = 0;
    std::optional<LocalTime> from;
    std::optional<LocalTime> until;
    std::vector<CategoryCode> categories;
    PlaceCode place;
    std::vector<std::string> basis;
    std::int32_t review_days = 0;
    std::string title;
    std::vector<std::string> questions;
    std::string spoken;
    std::string answer;
    ActorView supplied_by;
    LocalTime supplied_at;
    std::optional<ActorView> approved_by;
};
struct ArticlePage {
    DocumentId id;
    std::int32_t version = 0;
    std::string code;
    ArticleState state = ArticleState::kDraft;
    std::string state_label;
    UnitCode unit;
    std::string unit_name;
    std::int32_t effective_edition = 0;  ///< 0: none is in force
    std::int32_t newest_edition = 0;     ///< 0: none was approved yet
    EditionView edition;                 ///< the one asked for
    bool has_draft = false;
    bool review_due = false;
    std::optional<LocalTime> review_by;
    std::int32_t useful = 0;
    std::int32_t wrong = 0;
    std::int32_t out_of_date = 0;
    std::int64_t uses = 0;
    std::optional<LocalTime> last_used_at;
};
/// One article by its code or its document's number, with one edition in full: the one in force,
/// else the newest, else the draft. What was never approved is for those who may see the document.
/// Errors: kNotFound "no_such_article".
[[nodiscard]] Result<ArticlePage> ReadArticle(const Services& services, const Principal& who,
                                              std::string_view code_or_number,
                                              std::optional<std::int32_t> edition,
                                              Deadline deadline);

}  // namespace liandong
