#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/services.hpp"
#include "domain/document/article.hpp"

namespace liandong {

/// An edition in the clear.
struct EditionTexts {
    std::string title;
    std::string questions;  ///< one a line
    std::string spoken;
    std::string answer;
};
/// Errors: those of the store and the vault.
[[nodiscard]] Result<EditionTexts> ReadEditionTexts(const Services& services,
                                                    const StoredDocument& stored,
                                                    const ArticleEdition& edition,
                                                    Deadline deadline);
/// Without empty lines.
[[nodiscard]] std::vector<std::string> QuestionLines(std::string_view questions);

/// The article of that code. Errors: those of the store.
[[nodiscard]] Result<std::optional<std::pair<Article, StoredDocument>>> FindArticle(
    const Services& services, std::string_view code, Deadline deadline);

}  // namespace liandong
