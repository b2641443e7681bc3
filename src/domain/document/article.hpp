#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 知识条目: what the desk answers from. A unit supplies it, somebody else reviews it, and from then
// on each edition is readable for ever, so that a case that cites one can always be understood.

namespace liandong {

enum class ArticleState : std::uint8_t {
    kDraft = 1,
    kSentBack = 2,
    kEffective = 3,
    kExpired = 4,
    kWithdrawn = 5,
};
template <>
inline constexpr auto kNames<ArticleState> = std::to_array<Named<ArticleState>>({
    {ArticleState::kDraft, "draft", "待审核"},
    {ArticleState::kSentBack, "sent_back", "已退回"},
    {ArticleState::kEffective, "effective", "已发布"},
    {ArticleState::kExpired, "expired", "已失效"},
    {ArticleState::kWithdrawn, "withdrawn", "已撤下"},
});

enum class ArticleRating : std::uint8_t { kUseful = 1, kWrong = 2, kOutOfDate = 3 };
template <>
inline constexpr auto kNames<ArticleRating> = std::to_array<Named<ArticleRating>>({
    {ArticleRating::kUseful, "useful", "有用"},
    {ArticleRating::kWrong, "wrong", "有误"},
    {ArticleRating::kOutOfDate, "out_of_date", "已过时"},
});

/// What an article says, as one edition of it.
struct ArticleEdition {
    std::int32_t number = 0;       ///< 1, 2, 3 …; what a citation names
    std::optional<Instant> from;   ///< empty: from the approval on
    std::optional<Instant> until;  ///< empty: until it is replaced or withdrawn
    std::vector<CategoryCode> categories;
    PlaceCode place;  ///< empty: the whole city
    std::vector<std::string> basis;
    std::int32_t review_days = 0;  ///< the unit looks at it again after so many
    VaultRef title;
    VaultRef questions;  ///< as people ask, one a line
    VaultRef spoken;     ///< to be read out
    VaultRef answer;     ///< the whole of it
    Actor supplied_by;
    Instant supplied_at;
    std::optional<Actor> approved_by;
    std::string seed;  ///< digest of the profile's file that it was taken from

    bool operator==(const ArticleEdition&) const = default;
};

struct Article {
    DocumentId id;
    std::int32_t version = 0;
    ArticleState state = ArticleState::kDraft;
    std::string code;
    UnitCode unit;
    std::vector<ArticleEdition> editions;  ///< approved, oldest first
    std::optional<ArticleEdition> draft;   ///< waits for its review
    Instant supplied_at;
    std::optional<Instant> closed_at;
    std::optional<Instant> review_by;  ///< the unit looks at it again before
    bool review_due = false;
    std::int32_t useful = 0;  ///< ratings of the newest edition
    std::int32_t wrong = 0;
    std::int32_t out_of_date = 0;
    std::vector<std::string> raters;  ///< ids of users; each rates an edition once

    bool operator==(const Article&) const = default;
};

/// The edition in force at that moment, or nullptr.
[[nodiscard]] const ArticleEdition* EditionAt(const Article& article, Instant at);
/// When another edition, or none, comes into force by itself; empty: never.
[[nodiscard]] std::optional<Instant> NextEditionChange(const Article& article, Instant after);

/// "move-a-car@3" as code and edition; no '@': edition 0, whichever is in force.
[[nodiscard]] std::pair<std::string_view, std::int32_t> SplitCitation(std::string_view citation);
/// The edition that an answer given at that moment cites. Refuses kArticleNotEffective when none is
/// in force, or not the one that was named.
[[nodiscard]] Result<const ArticleEdition*, Refusal> CiteEdition(const Article& article,
                                                                 std::int32_t edition, Instant at);

// ---- what happened -------------------------------------------------------------------------------

struct ArticleSupplied {
    std::string code;
    UnitCode unit;
    ArticleEdition edition;
};
struct ArticleRevised {
    ArticleEdition edition;
};
struct ArticleApproved {
    std::int32_t edition = 0;
    Instant from;
    Instant review_by;
    VaultRef note;
};
struct ArticleSentBack {
    VaultRef reason;
};
struct ArticleConfirmed {
    Instant review_by;
    VaultRef note;
};
struct ArticleWithdrawn {
    VaultRef reason;
};
struct ArticleRated {
    std::int32_t edition = 0;
    ArticleRating rating = ArticleRating::kUseful;
    VaultRef note;
};
struct ArticleExpired {};
struct ArticleReviewDue {};
using ArticleEvent = std::variant<ArticleSupplied, ArticleRevised, ArticleApproved, ArticleSentBack,
                                  ArticleConfirmed, ArticleWithdrawn, ArticleRated, ArticleExpired,
                                  ArticleReviewDue>;

// ---- what is wanted ------------------------------------------------------------------------------

/// What somebody writes of an edition.
struct ArticleContent {
    std::optional<Instant> from;
    std::optional<Instant> until;
    std::vector<CategoryCode> categories;
    PlaceCode place;
    std::vector<std::string> basis;
    std::int32_t review_days = 180;
    SealedText title;
    SealedText questions;
    SealedText spoken;
    SealedText answer;
};

struct SupplyArticle {
    UnitCode unit;
    ArticleContent content;
};
struct ReviseArticle {
    ArticleContent content;
};
struct ApproveArticle {
    SealedText note;
};
struct SendBackArticle {
    SealedText reason;
};
/// The unit has looked: it still holds.
struct ConfirmArticle {
    SealedText note;
};
struct WithdrawArticle {
    SealedText reason;
};
/// `edition` 0: the one in force.
struct RateArticle {
    std::int32_t edition = 0;
    ArticleRating rating = ArticleRating::kUseful;
    SealedText note;
};
/// The profile's own: supplied and approved at once, as a new article or as the next edition.
struct PublishSeed {
    std::string code;
    UnitCode unit;
    ArticleContent content;
    std::string seed;
};
/// The timer: `due_at` has come.
struct FireArticleDue {};
using ArticleCommand =
    std::variant<SupplyArticle, ReviseArticle, ApproveArticle, SendBackArticle, ConfirmArticle,
                 WithdrawArticle, RateArticle, PublishSeed, FireArticleDue>;

/// Who publishes seeds, in the journal: "system:profile@".
inline constexpr std::string_view kProfileActor = "profile";

template <>
struct DocumentTraits<Article> {
    using Event = ArticleEvent;
    using Command = ArticleCommand;
    static constexpr DocumentKind kKind = DocumentKind::kArticle;
    static constexpr std::string_view kSeries = "article";
    static constexpr std::string_view kViewPermission = "view";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"article_supplied", "article_revised", "article_approved", "article_sent_back",
         "article_confirmed", "article_withdrawn", "article_rated", "article_expired",
         "article_review_due"});
    static constexpr auto kCommandNames = std::to_array<std::string_view>(
        {"supply", "revise", "approve", "send_back", "confirm", "withdraw", "rate", "", ""});
};

[[nodiscard]] Result<std::vector<ArticleEvent>, Refusal> Decide(const Article& article,
                                                                const ArticleCommand& command,
                                                                const DocumentFacts& facts);
[[nodiscard]] Article Apply(Article article, const DocumentEvent<ArticleEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const Article& article);
void ForEachSealed(ArticleCommand& command, const SealedVisitor& visit);

}  // namespace liandong
