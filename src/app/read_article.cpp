#include <charconv>

#include "app/edition_texts.hpp"
#include "app/knowledge.hpp"
#include "app/view_words.hpp"

namespace liandong {
namespace {

Error NoSuchArticle() { return NotFound("no_such_article", "There is no such article."); }

Result<std::pair<Article, StoredDocument>> LoadByWord(const Services& services,
                                                      std::string_view word, Deadline deadline) {
    LD_TRY(auto found, FindArticle(services, word, deadline));
    if (found) return *std::move(found);
    std::int64_t number = 0;
    const auto read = std::from_chars(word.begin(), word.end(), number);
    if (read.ec != std::errc{} || read.ptr != word.end()) return Failure{NoSuchArticle()};
    auto stored = services.store.LoadDocument(DocumentId{number}, deadline);
    if (!stored && stored.error().kind != ErrorKind::kNotFound) return Failure{stored.error()};
    if (!stored || stored->head.kind != DocumentKind::kArticle) return Failure{NoSuchArticle()};
    LD_TRY(auto article, DocumentCodec<Article>::DecodeState(stored->body));
    return std::pair{std::move(article), *std::move(stored)};
}

// The one asked for, or the one that says most about what holds now.
const ArticleEdition* Choose(const Article& article, std::optional<std::int32_t> asked,
                             bool may_see_drafts, Instant now) {
    const auto& editions = article.editions;
    if (asked) {
        for (const ArticleEdition& edition : editions) {
            if (edition.number == *asked) return &edition;
        }
        const bool is_draft = article.draft && article.draft->number == *asked;
        return is_draft && may_see_drafts ? &*article.draft : nullptr;
    }
    if (const ArticleEdition* edition = EditionAt(article, now)) return edition;
    if (!editions.empty()) return &editions.back();
    return article.draft && may_see_drafts ? &*article.draft : nullptr;
}

Result<EditionView> ViewOf(const Services& services, const StoredDocument& stored,
                           const ArticleEdition& edition, ViewWords& words, Deadline deadline) {
    LD_TRY(auto texts, ReadEditionTexts(services, stored, edition, deadline));
    EditionView view;
    view.number = edition.number;
    view.from = words.Local(edition.from);
    view.until = words.Local(edition.until);
    view.categories = edition.categories;
    view.place = edition.place;
    view.basis = edition.basis;
    view.review_days = edition.review_days;
    view.title = std::move(texts.title);
    view.questions = QuestionLines(texts.questions);
    view.spoken = std::move(texts.spoken);
    view.answer = std::move(texts.answer);
    LD_TRY(view.supplied_by, words.ActorOf(edition.supplied_by));
    view.supplied_at = words.Local(edition.supplied_at);
    if (edition.approved_by) {
        LD_TRY(view.approved_by, words.ActorOf(*edition.approved_by));
    }
    return view;
}

}  // namespace

Result<ArticlePage> ReadArticle(const Services& services, const Principal& who,
                                std::string_view code_or_number,
                                std::optional<std::int32_t> edition, Deadline deadline) {
    const auto city = services.city.Current();
    const Instant now = services.clock.Now();
    LD_TRY(const auto loaded, LoadByWord(services, code_or_number, deadline));
    const auto& [article, stored] = loaded;
    const bool may_see_drafts =
        detail::MayViewDocument(who, stored.head, DocumentTraits<Article>::kViewPermission, *city);
    const ArticleEdition* chosen = Choose(article, edition, may_see_drafts, now);
    if (chosen == nullptr) return Failure{NoSuchArticle()};
    ViewWords words(*city, services.store, deadline);
    ArticlePage page;
    page.id = article.id;
    page.version = article.version;
    page.code = article.code;
    page.state = article.state;
    page.state_label = Label(article.state);
    page.unit = article.unit;
    page.unit_name = words.UnitName(article.unit);
    const ArticleEdition* in_force = EditionAt(article, now);
    page.effective_edition = in_force == nullptr ? 0 : in_force->number;
    page.newest_edition = static_cast<std::int32_t>(article.editions.size());
    LD_TRY(page.edition, ViewOf(services, stored, *chosen, words, deadline));
    page.has_draft = article.draft.has_value();
    page.review_due = article.review_due;
    page.review_by = words.Local(article.review_by);
    page.useful = article.useful;
    page.wrong = article.wrong;
    page.out_of_date = article.out_of_date;
    LD_TRY(const auto uses, services.store.UsesOf(article.id, deadline));
    page.uses = uses.count;
    page.last_used_at = words.Local(uses.last_at);
    return page;
}

}  // namespace liandong
