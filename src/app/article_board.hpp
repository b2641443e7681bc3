#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/guarded.hpp"
#include "domain/city/city.hpp"
#include "domain/document/article.hpp"
#include "domain/search/text_index.hpp"

namespace liandong {

/// The edition of an article that is in force, as a list shows it.
struct ArticleCard {
    DocumentId id;
    std::int32_t version = 0;  ///< of the article's document
    std::string code;
    std::int32_t edition = 0;
    UnitCode unit;
    std::vector<CategoryCode> categories;
    PlaceCode place;
    Instant from;
    std::optional<Instant> until;
    std::string title;
    std::string questions;
    std::string spoken;
};

struct ArticleQuestion {
    std::string text;      ///< empty: all that fit the rest, newest first
    std::string category;  ///< a code or the front of one; empty: any
    PlaceCode place;       ///< articles for this place and for the whole city; empty: any
    std::size_t limit = 20;
};

/// All articles in force, in memory, because the desk looks for them with every letter typed. The
/// store has the truth: LoadArticles (app/knowledge.hpp) brings it here at the start and now and
/// then, because other nodes publish too. Any thread.
class ArticleBoard {
public:
    /// `next_change`: when the article must be looked at again although nobody touched it.
    void Put(ArticleCard card, const std::string& answer, std::optional<Instant> next_change);
    /// Of an article none of whose editions is in force.
    void PutNone(DocumentId id, std::int32_t version, std::optional<Instant> next_change);
    /// Whether it says what this version of the article says now.
    [[nodiscard]] bool IsFresh(DocumentId id, std::int32_t version, Instant now) const;

    [[nodiscard]] std::vector<ArticleCard> Find(const ArticleQuestion& question, const City& city,
                                                Instant now) const;

private:
    struct Known {
        std::int32_t version = 0;
        std::optional<Instant> next_change;
        std::optional<ArticleCard> card;
    };
    struct State {
        std::map<DocumentId, Known> articles;
        TextIndex index;
    };
    Guarded<State> state_;
};

}  // namespace liandong
