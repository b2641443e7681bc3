#include "app/knowledge.hpp"

#include <ranges>
#include <utility>

#include "app/edition_texts.hpp"
#include "app/knowledge_gaps.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kLoadPage = 500;

Result<void> PutArticle(const KnowledgeServices& knowledge, const Article& article,
                        const StoredDocument& stored, Instant now, Deadline deadline) {
    const auto next = NextEditionChange(article, now);
    const ArticleEdition* edition = EditionAt(article, now);
    if (edition == nullptr) {
        knowledge.articles.PutNone(article.id, article.version, next);
        return {};
    }
    LD_TRY(auto texts, ReadEditionTexts(knowledge.services, stored, *edition, deadline));
    ArticleCard card;
    card.id = article.id;
    card.version = article.version;
    card.code = article.code;
    card.edition = edition->number;
    card.unit = article.unit;
    card.categories = edition->categories;
    card.place = edition->place;
    card.from = *edition->from;
    card.until = edition->until;
    card.title = std::move(texts.title);
    card.questions = std::move(texts.questions);
    card.spoken = std::move(texts.spoken);
    knowledge.articles.Put(std::move(card), texts.answer, next);
    return {};
}

// The write is done whatever comes of this; the loop brings what is missed here.
void Refresh(const KnowledgeServices& knowledge, DocumentId id, Deadline deadline) {
    const auto stored = knowledge.services.store.LoadDocument(id, deadline);
    if (!stored) return;
    const auto article = DocumentCodec<Article>::DecodeState(stored->body);
    if (!article) return;
    (void)PutArticle(knowledge, *article, *stored, knowledge.services.clock.Now(), deadline);
}

ArticleContent ContentOf(const ArticleSeed& seed, UtcOffset offset) {
    ArticleContent content;
    // The profile's days are the city's: an article holds from the first minute of the one to the
    // last of the other.
    const auto midnight = [&](Day day) {
        return Instant(std::chrono::sys_days(day.time_since_epoch())) - offset;
    };
    if (seed.effective) content.from = midnight(*seed.effective);
    if (seed.expiry) content.until = midnight(*seed.expiry + std::chrono::days(1));
    content.categories = {seed.category};
    content.place = seed.place;
    content.basis = seed.basis;
    content.review_days = seed.review_days;
    content.title.plain = seed.title;
    for (const std::string& question : seed.questions) content.questions.plain += question + "\n";
    content.spoken.plain = seed.spoken;
    content.answer.plain = seed.answer;
    return content;
}

Principal Profile() {
    Principal profile = SystemPrincipal();
    profile.actor.id = kProfileActor;
    return profile;
}

// The newest edition that came out of the profile; what people wrote since then stays in force
// until the file changes.
const ArticleEdition* NewestSeed(const Article& article) {
    for (const ArticleEdition& edition : std::views::reverse(article.editions)) {
        if (!edition.seed.empty()) return &edition;
    }
    return nullptr;
}

Result<bool> PublishNew(const Services& services, const ArticleSeed& seed,
                        const PublishSeed& command, Deadline deadline) {
    LD_TRY(auto made, PrepareDocument<Article>(services, Profile(), command, {}, 0, deadline));
    made.changes.idempotency = IdempotencyKey{"profile", "article:" + seed.code, seed.code};
    const auto written = services.store.Commit(made.changes, deadline);
    if (written) return true;
    if (written.error().code == "duplicate_request") return false;  // another node was first
    return Failure{written.error()};
}

Result<bool> PublishNext(const Services& services, const Article& article,
                         const PublishSeed& command, Deadline deadline) {
    const auto done = ActOnDocument<Article>(services, Profile(),
                                             {article.id, command, article.version, {}}, deadline);
    if (done) return true;
    if (done.error().kind == ErrorKind::kStale) return false;  // likewise
    return Failure{done.error()};
}

Result<bool> PublishOne(const Services& services, const ArticleSeed& seed, Deadline deadline) {
    const UtcOffset offset = services.city.Current()->calendar.offset;
    const PublishSeed command{seed.code, seed.unit, ContentOf(seed, offset), seed.digest};
    // What was over before it was read needs no desk.
    if (command.content.until && *command.content.until <= services.clock.Now()) return false;
    LD_TRY(const auto found, FindArticle(services, seed.code, deadline));
    if (!found) return PublishNew(services, seed, command, deadline);
    const ArticleEdition* newest = NewestSeed(found->first);
    if (newest != nullptr && newest->seed == seed.digest) return false;
    return PublishNext(services, found->first, command, deadline);
}

}  // namespace

Result<Article> SupplyNewArticle(const KnowledgeServices& knowledge, const Principal& who,
                                 const ArticleCommand& command, Deadline deadline) {
    LD_TRY(auto article, OpenDocument<Article>(knowledge.services, who, command, {}, 0, deadline));
    Refresh(knowledge, article.id, deadline);
    return article;
}

Result<Article> ActOnArticle(const KnowledgeServices& knowledge, const Principal& who,
                             const DocumentRequest<Article>& request, Deadline deadline) {
    const auto* rating = std::get_if<RateArticle>(&request.command);
    const bool is_bad = rating != nullptr && rating->rating != ArticleRating::kUseful;
    LD_TRY(auto article, is_bad
                             ? RateArticleBad(knowledge.services, who, request, deadline)
                             : ActOnDocument<Article>(knowledge.services, who, request, deadline));
    Refresh(knowledge, article.id, deadline);
    return article;
}

Result<void> LoadArticles(const KnowledgeServices& knowledge, Deadline deadline) {
    const Instant now = knowledge.services.clock.Now();
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kArticle};
    Page page;
    page.limit = kLoadPage;
    while (true) {
        LD_TRY(auto found, knowledge.services.store.ReadDocuments(filter, page, deadline));
        for (const StoredDocument& stored : found.items) {
            if (knowledge.articles.IsFresh(stored.head.id, stored.head.version, now)) continue;
            LD_TRY(const auto article, DocumentCodec<Article>::DecodeState(stored.body));
            LD_TRY(PutArticle(knowledge, article, stored, now, deadline));
        }
        if (!found.next) return {};
        page.after = std::move(found.next);
    }
}

Result<std::size_t> PublishSeeds(const KnowledgeServices& knowledge, Deadline deadline) {
    const auto city = knowledge.services.city.Current();
    std::size_t published = 0;
    std::optional<Error> first_fault;
    for (const ArticleSeed& seed : city->knowledge) {
        const auto done = PublishOne(knowledge.services, seed, deadline);
        if (done) published += *done ? 1 : 0;
        if (!done && !first_fault) {
            first_fault = done.error();
            first_fault->for_log = "knowledge/" + seed.code + ".md: " + first_fault->for_log;
        }
    }
    if (first_fault) return Failure{*first_fault};
    return published;
}

Result<CitedArticle> CiteArticle(const Services& services, std::string_view citation, CaseId about,
                                 Instant at, Deadline deadline) {
    const auto refused = [&](RefusalCode why) {
        return Failure{ToError({why, {{"article", std::string(citation)}}})};
    };
    const auto [code, number] = SplitCitation(citation);
    LD_TRY(const auto found, FindArticle(services, code, deadline));
    if (!found) return refused(RefusalCode::kUnknownArticle);
    const Article& article = found->first;
    const auto edition = CiteEdition(article, number, at);
    if (!edition) return refused(edition.error().code);
    return CitedArticle{article.code + "@" + std::to_string((*edition)->number),
                        {article.id, (*edition)->number, about, at}};
}

std::vector<ArticleLine> FindArticles(const KnowledgeServices& knowledge,
                                      const ArticleQuestion& question) {
    const Services& services = knowledge.services;
    const auto city = services.city.Current();
    std::vector<ArticleLine> lines;
    for (ArticleCard& card : knowledge.articles.Find(question, *city, services.clock.Now())) {
        ArticleLine line;
        line.id = card.id;
        line.code = card.code;
        line.edition = card.edition;
        line.citation = card.code + "@" + std::to_string(card.edition);
        line.title = std::move(card.title);
        line.questions = QuestionLines(card.questions);
        line.spoken = std::move(card.spoken);
        line.unit = card.unit;
        const Unit* unit = city->FindUnit(card.unit);
        if (unit != nullptr) line.unit_name = unit->name;
        line.categories = std::move(card.categories);
        line.place = card.place;
        if (card.until) line.until = LocalTime{*card.until, city->calendar.offset};
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace liandong
