#include "app/edition_texts.hpp"

#include "app/act_on_document.hpp"
#include "base/text.hpp"

namespace liandong {

Result<EditionTexts> ReadEditionTexts(const Services& services, const StoredDocument& stored,
                                      const ArticleEdition& edition, Deadline deadline) {
    EditionTexts texts;
    const std::vector<std::pair<const VaultRef*, std::string*>> wanted{
        {&edition.title, &texts.title},
        {&edition.questions, &texts.questions},
        {&edition.spoken, &texts.spoken},
        {&edition.answer, &texts.answer}};
    std::vector<std::int32_t> numbers;
    for (const auto& [ref, text] : wanted) {
        if (ref->row != 0) numbers.push_back(ref->row);
    }
    LD_TRY(const auto key, detail::UnwrapKey(services, stored));
    LD_TRY(const auto rows, services.store.VaultRows(stored.head.id, numbers, deadline));
    for (const VaultRow& row : rows) {
        for (const auto& [ref, text] : wanted) {
            if (ref->row != row.row) continue;
            LD_TRY(*text,
                   services.vault.Open(key, stored.head.id, row.row, row.ciphertext, ref->digest));
        }
    }
    return texts;
}

std::vector<std::string> QuestionLines(std::string_view questions) {
    std::vector<std::string> lines;
    for (const std::string_view line : Split(questions, '\n')) {
        if (!Trim(line).empty()) lines.emplace_back(Trim(line));
    }
    return lines;
}

Result<std::optional<std::pair<Article, StoredDocument>>> FindArticle(const Services& services,
                                                                      std::string_view code,
                                                                      Deadline deadline) {
    using Found = std::optional<std::pair<Article, StoredDocument>>;
    if (code.empty() || code.find('\0') != std::string_view::npos) return Found{};
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kArticle};
    filter.number = code;
    LD_TRY(auto stored, services.store.ReadDocuments(filter, {}, deadline));
    if (stored.items.empty()) return Found{};
    LD_TRY(auto article, DocumentCodec<Article>::DecodeState(stored.items.front().body));
    return Found{{std::move(article), std::move(stored.items.front())}};
}

}  // namespace liandong
