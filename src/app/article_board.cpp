#include "app/article_board.hpp"

#include <algorithm>
#include <ranges>
#include <set>
#include <utility>

namespace liandong {
namespace {

constexpr float kTitleWeight = 4;
constexpr float kQuestionsWeight = 3;
constexpr float kSpokenWeight = 2;
constexpr float kAnswerWeight = 1;

bool Fits(const ArticleCard& card, const ArticleQuestion& question, const City& city, Instant now) {
    if (card.from > now || (card.until && *card.until <= now)) return false;
    const auto& category = question.category;
    const bool in_category =
        category.empty() || std::ranges::any_of(card.categories, [&](const CategoryCode& code) {
            return code.value.starts_with(category);
        });
    if (!in_category) return false;
    return question.place.value.empty() || card.place.value.empty() ||
           city.IsWithin(question.place, card.place);
}

}  // namespace

void ArticleBoard::Put(ArticleCard card, const std::string& answer,
                       std::optional<Instant> next_change) {
    state_.With([&](State& s) {
        // Two who bring it may meet; the newer one stays.
        const auto known = s.articles.find(card.id);
        if (known != s.articles.end() && known->second.version > card.version) return;
        s.index.Put(card.id.value, {{card.title, kTitleWeight},
                                    {card.questions, kQuestionsWeight},
                                    {card.spoken, kSpokenWeight},
                                    {answer, kAnswerWeight}});
        const DocumentId id = card.id;
        s.articles[id] = {card.version, next_change, std::move(card)};
    });
}

void ArticleBoard::PutNone(DocumentId id, std::int32_t version,
                           std::optional<Instant> next_change) {
    state_.With([&](State& s) {
        Known& known = s.articles[id];
        if (known.version > version) return;
        s.index.Remove(id.value);
        known = {version, next_change, std::nullopt};
    });
}

bool ArticleBoard::IsFresh(DocumentId id, std::int32_t version, Instant now) const {
    return state_.With([&](const State& s) {
        const auto known = s.articles.find(id);
        if (known == s.articles.end() || known->second.version < version) return false;
        return !known->second.next_change || now < *known->second.next_change;
    });
}

std::vector<ArticleCard> ArticleBoard::Find(const ArticleQuestion& question, const City& city,
                                            Instant now) const {
    return state_.With([&](const State& s) {
        const auto fits = [&](DocumentId id) {
            const auto known = s.articles.find(id);
            return known != s.articles.end() && known->second.card &&
                   Fits(*known->second.card, question, city, now);
        };
        std::vector<ArticleCard> found;
        if (question.text.empty()) {
            for (const auto& [id, known] : std::views::reverse(s.articles)) {
                if (found.size() == question.limit) break;
                if (fits(id)) found.push_back(*known.card);
            }
            return found;
        }
        const auto accept = [&](std::int64_t key) { return fits(DocumentId{key}); };
        // As it was typed first; what is found only by the city's other words comes behind.
        std::set<std::int64_t> seen;
        for (const std::string& way : city.synonyms.WaysToSay(question.text)) {
            for (const TextIndex::Hit& hit : s.index.Find(way, question.limit, accept)) {
                if (found.size() == question.limit) return found;
                if (!seen.insert(hit.key).second) continue;
                found.push_back(*s.articles.at(DocumentId{hit.key}).card);
            }
        }
        return found;
    });
}

}  // namespace liandong
