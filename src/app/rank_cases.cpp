#include "app/rank_cases.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <tuple>

#include "app/act_on_case.hpp"
#include "app/read_case.hpp"
#include "app/search_cases.hpp"
#include "base/text.hpp"
#include "codec/event_codec.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kLimitMax = 500;
constexpr double kTitleWeight = 3;
constexpr double kTextWeight = 2;

/// Where a page of ranked cases begins: "rank-READING-NUMBER-OFFSET".
struct Start {
    std::size_t reading = 0;
    std::optional<CaseId> at_most;
    std::size_t offset = 0;
};

std::string TokenOf(const Start& place) {
    return "rank-" + std::to_string(place.reading) + "-" + std::to_string(place.at_most->value) +
           "-" + std::to_string(place.offset);
}

std::optional<Start> StartOf(std::string_view token) {
    const std::vector<std::string_view> parts = Split(token, '-');
    if (parts.size() != 4 || parts[0] != "rank") return std::nullopt;
    std::array<std::int64_t, 3> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const std::string_view part = parts[i + 1];
        const auto [end, failed] = std::from_chars(part.begin(), part.end(), numbers[i]);
        if (failed != std::errc{} || end != part.end() || numbers[i] < 0) return std::nullopt;
    }
    return Start{static_cast<std::size_t>(numbers[0]), CaseId{numbers[1]},
                 static_cast<std::size_t>(numbers[2])};
}

/// The texts of those cases that the asker may read.
Result<std::map<CaseId, Narrative>> TextsFor(const Services& services, const Principal& who,
                                             const std::vector<CaseRow>& rows, Deadline deadline) {
    const auto city = services.city.Current();
    std::vector<CaseId> ids;
    for (const CaseRow& row : rows) ids.push_back(row.id);
    LD_TRY(const auto cases, services.store.LoadAll(ids, deadline));
    std::map<CaseId, std::int32_t> wanted;
    for (const StoredCase& stored : cases) {
        const Case& c = stored.state;
        const bool may_read = MayView(who, c, *city) && !IsPersonHidden(who, c, *city);
        if (stored.wrapped_key && may_read) wanted[c.id] = c.narrative.row;
    }
    LD_TRY(const auto sealed, services.store.VaultRowOfEach(wanted, deadline));
    std::map<CaseId, Narrative> texts;
    for (const StoredCase& stored : cases) {
        const Case& c = stored.state;
        const auto row = sealed.find(c.id);
        if (row == sealed.end()) continue;
        LD_TRY(const auto key, services.vault.Unwrap(c.id, *stored.wrapped_key));
        LD_TRY(const auto plain,
               services.vault.Open(key, c.id, c.narrative.row, row->second, c.narrative.digest));
        LD_TRY(texts[c.id], DecodeNarrative(plain));
    }
    return texts;
}

std::optional<Snippet> SnippetOf(const Narrative& text, const std::vector<Wanted>& wanted) {
    // The title stands in the line anyway: it comes last.
    constexpr std::array kFields{SnippetField::kContent, SnippetField::kWish,
                                 SnippetField::kAddress, SnippetField::kTitle};
    const std::array<std::string_view, 4> parts{text.content, text.wish, text.address, text.title};
    auto best = ExcerptOf(parts, wanted);
    if (!best) return std::nullopt;
    return Snippet{kFields.at(best->part), std::move(best->excerpt.text),
                   std::move(best->excerpt.marks)};
}

struct Scored {
    RankedCase found;
    double score = 0;
};

/// Hits that are compared with each other, the best first.
Result<std::vector<Scored>> Rank(const Services& services, const Principal& who,
                                 const Reading& reading, const std::vector<CaseRow>& rows,
                                 Deadline deadline) {
    LD_TRY(const auto texts, TextsFor(services, who, rows, deadline));
    Instant newest = rows.front().opened_at;
    for (const CaseRow& row : rows) newest = std::max(newest, row.opened_at);
    std::vector<Scored> ranked;
    for (const CaseRow& row : rows) {
        Scored scored{{row, std::nullopt}, 0};
        double relevance = kWeightElsewhere;
        if (const auto text = texts.find(row.id); text != texts.end()) {
            const Narrative& n = text->second;
            const std::array<WeighedText, 4> parts{WeighedText{n.title, kTitleWeight},
                                                   {n.content, kTextWeight},
                                                   {n.wish, kTextWeight},
                                                   {n.address, kTextWeight}};
            relevance = Relevance(parts, reading.wanted);
            scored.found.snippet = SnippetOf(n, reading.wanted);
        }
        scored.score = Score(relevance, newest - row.opened_at);
        ranked.push_back(std::move(scored));
    }
    std::ranges::sort(ranked, std::greater{},
                      [](const Scored& s) { return std::tuple(s.score, s.found.row.id.value); });
    return ranked;
}

}  // namespace

std::optional<std::size_t> ReadingOfToken(const std::optional<std::string>& token) {
    const auto place = token ? StartOf(*token) : std::nullopt;
    return place ? std::optional(place->reading) : std::nullopt;
}

Result<PageOf<RankedCase>> RankedPage(const Services& services, const Principal& who,
                                      const CaseFilter& filter, const Reading& reading,
                                      std::size_t which, const Page& page, Deadline deadline) {
    const auto token = page.after ? StartOf(*page.after) : Start{which, std::nullopt, 0};
    if (!token || token->reading != which || page.limit < 1 || page.limit > kLimitMax) {
        return Failure{Invalid("bad_page", "This page does not exist; please begin again.")};
    }
    Start at = *token;
    const auto limit = static_cast<std::size_t>(page.limit);
    PageOf<RankedCase> out;
    while (true) {
        const SearchQuery query{reading.phrases, {}, filter, reading.choices, at.at_most};
        LD_TRY(const auto hits,
               services.store.Search(query, {std::nullopt, kRankedTogether}, deadline));
        if (hits.items.empty()) return out;
        at.at_most = hits.items.front().id;
        LD_TRY(auto ranked, Rank(services, who, reading, hits.items, deadline));
        for (; at.offset < ranked.size(); ++at.offset) {
            if (out.items.size() == limit) {
                out.next = TokenOf(at);
                return out;
            }
            out.items.push_back(std::move(ranked[at.offset].found));
        }
        if (!hits.next) return out;
        at.at_most = CaseId{hits.items.back().id.value - 1};
        at.offset = 0;
        if (out.items.size() == limit) {
            out.next = TokenOf(at);
            return out;
        }
    }
}

}  // namespace liandong
