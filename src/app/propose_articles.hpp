#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/knowledge.hpp"

namespace liandong {

/// An article that may answer what is being said, and why it is shown.
struct ArticleProposed {
    DocumentId id;
    std::string code;
    std::string citation;  ///< for AnswerAtDesk
    std::string title;
    std::string spoken;
    std::string unit_name;
    bool of_category = false;        ///< it is filed under what the matter may be
    std::vector<std::string> words;  ///< that the text and its title or questions share
};

struct ArticlesAsked {
    std::string text;
    /// What it may be, likeliest first, each with the words that said so.
    std::vector<std::pair<CategoryCode, std::vector<std::string>>> categories;
    PlaceCode place;
};

/// The articles nearest to the beginning of the text, then those of its likeliest categories.
/// Shape:  from memory; at most three, none twice; reads the first 500 code points.
[[nodiscard]] std::vector<ArticleProposed> ProposeArticles(const KnowledgeServices& knowledge,
                                                           const ArticlesAsked& asked);

}  // namespace liandong
