#include "app/search_cases.hpp"

#include <algorithm>
#include <charconv>

#include "app/act_on_case.hpp"
#include "app/case_scope.hpp"
#include "app/rank_cases.hpp"
#include "base/text.hpp"
#include "domain/search/question.hpp"
#include "domain/search/tokens.hpp"

namespace liandong {
namespace {

using Hits = PageOf<RankedCase>;
using PrivatePhrases = std::vector<std::vector<std::string>>;

// A case number has 15 digits: the day and a running number.
std::optional<CaseId> CaseNumber(std::string_view text) {
    constexpr std::size_t kDigits = 15;
    std::int64_t number = 0;
    if (text.size() != kDigits) return std::nullopt;
    const auto [end, failed] = std::from_chars(text.begin(), text.end(), number);
    if (failed != std::errc{} || end != text.end()) return std::nullopt;
    return CaseId{number};
}

// Part of a telephone number as people type it, and nothing else.
std::optional<std::string> PhonePart(std::string_view text) {
    const bool is_number = std::ranges::all_of(
        text, [](char c) { return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == ' '; });
    std::string digits = PhoneDigits(text);
    if (!is_number || digits.size() < kPhonePartDigitsMin) return std::nullopt;
    return digits;
}

class Searcher {
public:
    Searcher(const Services& services, const Principal& who, const City& city, CaseFilter filter,
             Page page, Deadline deadline)
        : services_(services),
          who_(who),
          city_(city),
          filter_(std::move(filter)),
          page_(std::move(page)),
          deadline_(deadline) {}

    Result<Hits> Find(std::string_view text, SearchIn in) {
        // A page of ranked hits goes on as such, whatever else has been opened meanwhile.
        const bool is_ranked = in == SearchIn::kWords || in == SearchIn::kSounds;
        if (!is_ranked && ReadingOfToken(page_.after)) return Hits{};
        switch (in) {
            case SearchIn::kNumber: return ByNumber(text);
            case SearchIn::kPhone: {
                const auto digits = PhonePart(text);
                return digits ? ByPerson({{services_.vault.TokenHash(*digits)}}) : Hits{};
            }
            case SearchIn::kPerson: {
                PrivatePhrases phrases = NamePhrases(text);
                for (auto& phrase : phrases) {
                    for (auto& token : phrase) token = services_.vault.TokenHash(token);
                }
                return phrases.empty() ? Hits{} : ByPerson(std::move(phrases));
            }
            case SearchIn::kWords: return FirstThatFinds({ReadByWords(text, city_.synonyms)}, 0);
            case SearchIn::kSounds: return FirstThatFinds(ReadBySounds(text), 1);
        }
        return Hits{};
    }

private:
    // Who may not know the person of a secret case must not find it by the person either.
    Result<Hits> ByPerson(PrivatePhrases phrases) {
        LD_TRY(auto found,
               services_.store.Search({{}, std::move(phrases), filter_}, page_, deadline_));
        const bool may_know = MayAnywhere(who_, "view_secret");
        Hits hits{{}, std::move(found.next)};
        for (CaseRow& row : found.items) {
            if (may_know || !row.secret) hits.items.push_back({std::move(row), std::nullopt});
        }
        return hits;
    }
    // Readings have numbers, those of words and those of sounds apart: a token names its own.
    Result<Hits> FirstThatFinds(const std::vector<Reading>& readings, std::size_t first_number) {
        const auto wanted = ReadingOfToken(page_.after);
        for (std::size_t i = 0; i < readings.size(); ++i) {
            const std::size_t number = first_number + i;
            if (wanted && *wanted != number) continue;
            LD_TRY(auto hits,
                   RankedPage(services_, who_, filter_, readings[i], number, page_, deadline_));
            if (!hits.items.empty() || hits.next) return hits;
        }
        return Hits{};
    }
    Result<Hits> ByNumber(std::string_view text) {
        PageOf<RankedCase> found;
        const auto id = CaseNumber(text);
        if (!id) return found;
        const auto stored = LoadVisible(services_, who_, *id, deadline_);
        if (!stored && stored.error().kind == ErrorKind::kNotFound) return found;
        if (!stored) return Failure{stored.error()};
        const Case& c = stored->state;
        const Assignment* lead = FindLead(c);
        CaseRow row{c.id,        c.version,   c.state, c.type,
                    c.channel,   c.category,  c.place, lead == nullptr ? UnitCode{} : lead->unit,
                    c.urgent,    c.secret,    false,   c.redo_count,
                    c.opened_at, c.closed_at, {},      c.source_system,
                    c.source_id, {},          {},      {}};
        for (const DueRow& due : DeadlinesOf(c, city_)) {
            if (!row.next_due_at || due.due_at < *row.next_due_at) row.next_due_at = due.due_at;
        }
        found.items.push_back({std::move(row), std::nullopt});
        return found;
    }

    const Services& services_;
    const Principal& who_;
    const City& city_;
    CaseFilter filter_;
    Page page_;
    Deadline deadline_;
};

Result<PageOf<CaseLine>> LinesOf(const Services& services, Hits hits, Deadline deadline) {
    PageOf<CaseRow> rows{{}, std::move(hits.next)};
    for (RankedCase& hit : hits.items) rows.items.push_back(std::move(hit.row));
    LD_TRY(auto lines, CaseLinesOf(services, rows, deadline));
    for (std::size_t i = 0; i < lines.items.size(); ++i)
        lines.items[i].snippet = std::move(hits.items[i].snippet);
    return lines;
}

}  // namespace

Result<FoundCases> SearchCases(const Services& services, const Principal& who,
                               const std::string& text, std::optional<SearchIn> in,
                               CaseQuestion question, const Page& page, Deadline deadline) {
    const auto city = services.city.Current();
    const std::string_view wanted = Trim(text);
    if (QueryPhrases(wanted).empty()) {
        return Failure{Invalid("nothing_to_search", "Please enter a number, words or a name.")};
    }
    LD_TRY(const bool sees_some, NarrowToSeen(who, *city, "search", question));
    FoundCases found{in.value_or(SearchIn::kWords), {}};
    if (!sees_some) return found;
    Searcher searcher(services, who, *city, std::move(question.filter), page, deadline);
    for (const auto& named : kNames<SearchIn>) {
        if (in && *in != named.value) continue;
        LD_TRY(auto hits, searcher.Find(wanted, named.value));
        if (hits.items.empty() && !hits.next) continue;
        found.in = named.value;
        LD_TRY(found.page, LinesOf(services, std::move(hits), deadline));
        break;
    }
    return found;
}

}  // namespace liandong
