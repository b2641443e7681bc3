#include "app/knowledge_gaps.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "app/knowledge.hpp"
#include "domain/dispatch/route.hpp"
#include "domain/search/tokens.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kOpenGapsRead = 500;

using FoundGap = std::optional<std::pair<KnowledgeGap, StoredDocument>>;

// Among the newest open gaps of the unit; an older one is asked for anew, which costs a line.
Result<FoundGap> FindOpenGap(const Services& services, const OpenGap& wanted, Deadline deadline) {
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kKnowledgeGap};
    filter.open = true;
    filter.units = {wanted.unit};
    Page page;
    page.limit = kOpenGapsRead;
    LD_TRY(auto found, services.store.ReadDocuments(filter, page, deadline));
    for (StoredDocument& stored : found.items) {
        LD_TRY(auto gap, DocumentCodec<KnowledgeGap>::DecodeState(stored.body));
        if (gap.article == wanted.article && gap.topic == wanted.topic)
            return FoundGap{{std::move(gap), std::move(stored)}};
    }
    return FoundGap{};
}

struct FeltGap {
    KnowledgeGap gap;
    DocumentChange change;
};

// A new gap, or one more voice on the one that is open: not yet written.
Result<FeltGap> FeelGap(const Services& services, const Principal& who, const OpenGap& wanted,
                        Deadline deadline) {
    LD_TRY(auto found, FindOpenGap(services, wanted, deadline));
    FeltGap felt;
    if (!found) {
        LD_TRY(auto made, PrepareDocument<KnowledgeGap>(services, who, wanted, {}, 0, deadline));
        felt.gap = std::move(made.state);
        felt.change = std::move(made.changes.documents.front());
        return felt;
    }
    const auto& [gap, stored] = *found;
    const auto city = services.city.Current();
    LD_TRY(const auto key, detail::UnwrapKey(services, stored));
    LD_TRY(felt.change,
           DecideDocument<KnowledgeGap>(services, gap, gap.id, key, AskGapAgain{wanted.text},
                                        {services.clock.Now(), *city, who, {}, {}}));
    LD_TRY(felt.gap, DocumentCodec<KnowledgeGap>::DecodeState(felt.change.body));
    return felt;
}

// Equal words, whatever their order and what stands between them, are the same question.
std::string TopicOf(const Services& services, const GapReport& report) {
    std::set<std::string> words;
    for (std::string& token : IndexTokens(report.text)) words.insert(std::move(token));
    std::string topic = report.category.value + "/" + report.place.value;
    for (const std::string& word : words) topic += " " + word;
    return services.vault.TokenHash(topic);
}

}  // namespace

Result<KnowledgeGap> ReportGap(const Services& services, const Principal& who,
                               const GapReport& report, Deadline deadline) {
    return RetryLostRace(std::nullopt, [&]() -> Result<KnowledgeGap> {
        const auto city = services.city.Current();
        OpenGap wanted;
        wanted.category = report.category;
        wanted.place = report.place;
        wanted.unit = FindRoute(*city, report.category, report.place, services.clock.Now()).lead;
        wanted.topic = TopicOf(services, report);
        wanted.text.plain = report.text;
        LD_TRY(auto felt, FeelGap(services, who, wanted, deadline));
        ChangeSet changes;
        changes.documents.push_back(std::move(felt.change));
        LD_TRY(services.store.Commit(changes, deadline));
        return std::move(felt.gap);
    });
}

Result<Article> RateArticleBad(const Services& services, const Principal& who,
                               const DocumentRequest<Article>& request, Deadline deadline) {
    return RetryLostRace(request.if_version, [&]() -> Result<Article> {
        const auto city = services.city.Current();
        LD_TRY(const auto loaded, LoadDocumentAs<Article>(services, who, request.id, deadline));
        const auto& [before, stored] = loaded;
        if (request.if_version && *request.if_version != before.version)
            return Failure{detail::DocumentConflict(before.version)};
        LD_TRY(const auto key, detail::UnwrapKey(services, stored));
        ChangeSet changes;
        LD_TRY(auto rated,
               DecideDocument<Article>(services, before, request.id, key, request.command,
                                       {services.clock.Now(), *city, who, {}, {}}));
        changes.documents.push_back(std::move(rated));
        const auto& rating = std::get<RateArticle>(request.command);
        OpenGap wanted;
        wanted.cause =
            rating.rating == ArticleRating::kWrong ? GapCause::kWrong : GapCause::kOutOfDate;
        wanted.unit = before.unit;
        wanted.category = before.editions.back().categories.front();
        wanted.place = before.editions.back().place;
        wanted.article = before.code;
        wanted.text = rating.note;
        LD_TRY(auto felt, FeelGap(services, who, wanted, deadline));
        changes.documents.push_back(std::move(felt.change));
        LD_TRY(services.store.Commit(changes, deadline));
        return DocumentCodec<Article>::DecodeState(changes.documents.front().body);
    });
}

Result<KnowledgeGap> ActOnGap(const Services& services, const Principal& who,
                              const DocumentRequest<KnowledgeGap>& request, Deadline deadline) {
    const auto* answer = std::get_if<AnswerGap>(&request.command);
    if (answer != nullptr && !answer->article.empty()) {
        LD_TRY(CiteArticle(services, answer->article, {}, services.clock.Now(), deadline));
    }
    return ActOnDocument<KnowledgeGap>(services, who, request, deadline);
}

}  // namespace liandong
