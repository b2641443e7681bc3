#include "app/list_cases.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "app/act_on_case.hpp"
#include "app/case_scope.hpp"
#include "app/view_words.hpp"
#include "base/text.hpp"
#include "codec/event_codec.hpp"
#include "domain/search/sounds.hpp"
#include "domain/search/tokens.hpp"

namespace liandong {
namespace {

using Titles = std::map<CaseId, std::string>;

// Titles lie in the vault: two questions for a whole page, however many rows it has. A case that
// was erased has none.
Result<Titles> TitlesOf(const Services& services, const std::vector<CaseId>& ids,
                        Deadline deadline) {
    LD_TRY(const auto cases, services.store.LoadAll(ids, deadline));
    std::map<CaseId, std::int32_t> wanted;
    for (const StoredCase& stored : cases) {
        if (stored.wrapped_key) wanted[stored.state.id] = stored.state.narrative.row;
    }
    LD_TRY(const auto sealed, services.store.VaultRowOfEach(wanted, deadline));
    Titles titles;
    for (const StoredCase& stored : cases) {
        const auto row = sealed.find(stored.state.id);
        if (!stored.wrapped_key || row == sealed.end()) continue;
        const Case& c = stored.state;
        LD_TRY(const auto key, services.vault.Unwrap(c.id, *stored.wrapped_key));
        LD_TRY(const auto plain,
               services.vault.Open(key, c.id, c.narrative.row, row->second, c.narrative.digest));
        LD_TRY(auto narrative, DecodeNarrative(plain));
        titles[c.id] = std::move(narrative.title);
    }
    return titles;
}

std::optional<std::string> TitleOf(const Titles& titles, CaseId id) {
    const auto found = titles.find(id);
    return found == titles.end() ? std::nullopt : std::optional(found->second);
}

std::string CategoryName(const City& city, const CategoryCode& code) {
    const Category* category = city.FindCategory(code);
    return category == nullptr ? std::string() : category->name;
}

std::string PlaceName(const City& city, const PlaceCode& code) {
    const Place* place = city.FindPlace(code);
    return place == nullptr ? std::string() : place->name;
}

CaseLine LineOf(const CaseRow& row, const City& city, const ViewWords& words) {
    CaseLine line;
    line.id = row.id;
    line.version = row.version;
    line.state = row.state;
    line.state_label = Label(row.state);
    line.type = row.type;
    line.type_label = Label(row.type);
    line.channel = row.channel;
    line.channel_label = Label(row.channel);
    line.category = row.category;
    line.category_name = CategoryName(city, row.category);
    line.place = row.place;
    line.place_name = PlaceName(city, row.place);
    line.lead = row.lead;
    line.lead_name = words.UnitName(row.lead);
    line.urgent = row.urgent;
    line.secret = row.secret;
    line.overdue = row.overdue;
    line.disputed = row.disputed;
    line.return_waiting = row.return_waiting;
    line.redo_count = row.redo_count;
    line.opened_at = words.Local(row.opened_at);
    line.closed_at = words.Local(row.closed_at);
    line.next_due_at = words.Local(row.next_due_at);
    line.source_system = row.source_system;
    line.source_id = row.source_id;
    return line;
}

WorkLine LineOf(const AssignmentRow& row, const City& city, const ViewWords& words) {
    WorkLine line;
    line.case_id = row.case_id;
    line.no = row.no;
    line.unit = row.unit;
    line.unit_name = words.UnitName(row.unit);
    line.is_lead = row.is_lead;
    line.state = row.state;
    line.state_label = Label(row.state);
    line.case_state = row.case_state;
    line.case_state_label = Label(row.case_state);
    line.category = row.category;
    line.category_name = CategoryName(city, row.category);
    line.place = row.place;
    line.place_name = PlaceName(city, row.place);
    line.urgent = row.urgent;
    line.overdue = row.overdue;
    line.sent_at = words.Local(row.sent_at);
    line.due_at = words.Local(row.due_at);
    line.acknowledge_due_at = words.Local(row.acknowledge_due_at);
    line.contact_due_at = words.Local(row.contact_due_at);
    line.handling_due_at = words.Local(row.handling_due_at);
    return line;
}

Result<PageOf<CaseLine>> LinesOf(const Services& services, const City& city,
                                 const PageOf<CaseRow>& rows, Deadline deadline) {
    const ViewWords words(city, services.store, deadline);
    std::vector<CaseId> ids;
    for (const CaseRow& row : rows.items) ids.push_back(row.id);
    LD_TRY(const Titles titles, TitlesOf(services, ids, deadline));
    PageOf<CaseLine> lines;
    lines.next = rows.next;
    for (const CaseRow& row : rows.items) {
        CaseLine line = LineOf(row, city, words);
        line.title = TitleOf(titles, row.id);
        lines.items.push_back(std::move(line));
    }
    return lines;
}

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

// Fills in what the person may see; false: nothing.
Result<bool> Narrow(const Principal& who, const City& city, std::string_view permission,
                    CaseQuestion& question) {
    LD_TRY(auto units, UnitsSeen(who, city, permission, question.unit));
    if (question.mine) {
        // Whoever called for help from the street sees what comes of it, whichever units came.
        question.filter.mobilised_by = who.actor.id;
        if (question.unit.value.empty()) units.reset();
    }
    if (units && units->empty()) return false;
    question.filter.units = std::move(units).value_or(std::vector<UnitCode>{});
    question.filter.places = PlacesWithin(city, question.place);
    return true;
}

class Searcher {
public:
    Searcher(const Services& services, const Principal& who, const City& city, CaseFilter filter,
             const Page& page, Deadline deadline)
        : services_(services),
          who_(who),
          city_(city),
          filter_(std::move(filter)),
          page_(page),
          deadline_(deadline) {}

    Result<PageOf<CaseRow>> Find(std::string_view text, SearchIn in) {
        SearchQuery query;
        query.filter = filter_;
        switch (in) {
            case SearchIn::kNumber: return ByNumber(text);
            case SearchIn::kPhone:
                if (const auto digits = PhonePart(text)) {
                    query.private_phrases = {{services_.vault.TokenHash(*digits)}};
                }
                break;
            case SearchIn::kPerson:
                query.private_phrases = NamePhrases(text);
                for (auto& phrase : query.private_phrases) {
                    for (auto& token : phrase) token = services_.vault.TokenHash(token);
                }
                break;
            case SearchIn::kWords: query.word_phrases = QueryPhrases(text); break;
            case SearchIn::kSounds: return FirstThatFinds(SoundReadings(text));
        }
        if (query.word_phrases.empty() && query.private_phrases.empty()) return PageOf<CaseRow>{};
        LD_TRY(auto found, services_.store.Search(query, page_, deadline_));
        // Who may not know the person of a secret case must not find it by the person either.
        if (!query.private_phrases.empty() && !MayAnywhere(who_, "view_secret")) {
            std::erase_if(found.items, [](const CaseRow& row) { return row.secret; });
        }
        return found;
    }

private:
    // A later page finds the same one: those before it still find nothing.
    Result<PageOf<CaseRow>> FirstThatFinds(const std::vector<SoundPhrases>& readings) {
        for (const SoundPhrases& phrases : readings) {
            LD_TRY(auto found, services_.store.Search({phrases, {}, filter_}, page_, deadline_));
            if (!found.items.empty() || found.next) return found;
        }
        return PageOf<CaseRow>{};
    }
    Result<PageOf<CaseRow>> ByNumber(std::string_view text) {
        PageOf<CaseRow> found;
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
        found.items.push_back(std::move(row));
        return found;
    }

    const Services& services_;
    const Principal& who_;
    const City& city_;
    CaseFilter filter_;
    Page page_;
    Deadline deadline_;
};

}  // namespace

Result<PageOf<CaseLine>> ListCases(const Services& services, const Principal& who,
                                   CaseQuestion question, const Page& page, Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(const bool sees_some, Narrow(who, *city, "view", question));
    if (!sees_some) return PageOf<CaseLine>{};
    LD_TRY(const auto rows, services.store.ListCases(question.filter, page, deadline));
    return LinesOf(services, *city, rows, deadline);
}

Result<RulingCounts> CountRulings(const Services& services, Deadline deadline) {
    return services.store.CountRulings(deadline);
}

Result<PageOf<WorkLine>> ListWork(const Services& services, const Principal& who,
                                  WorkQuestion question, const Page& page, Deadline deadline) {
    const auto city = services.city.Current();
    LD_TRY(auto units, UnitsSeen(who, *city, "view", question.unit));
    if (units && units->empty()) return PageOf<WorkLine>{};
    question.filter.units = std::move(units).value_or(std::vector<UnitCode>{});
    question.filter.places = PlacesWithin(*city, question.place);
    LD_TRY(const auto rows, services.store.ListAssignments(question.filter, page, deadline));
    const ViewWords words(*city, services.store, deadline);
    std::vector<CaseId> ids;
    for (const AssignmentRow& row : rows.items) ids.push_back(row.case_id);
    LD_TRY(const Titles titles, TitlesOf(services, ids, deadline));
    PageOf<WorkLine> lines;
    lines.next = rows.next;
    for (const AssignmentRow& row : rows.items) {
        WorkLine line = LineOf(row, *city, words);
        line.title = TitleOf(titles, row.case_id);
        lines.items.push_back(std::move(line));
    }
    return lines;
}

Result<FoundCases> SearchCases(const Services& services, const Principal& who,
                               const std::string& text, std::optional<SearchIn> in,
                               CaseQuestion question, const Page& page, Deadline deadline) {
    const auto city = services.city.Current();
    const std::string_view wanted = Trim(text);
    if (QueryPhrases(wanted).empty()) {
        return Failure{Invalid("nothing_to_search", "Please enter a number, words or a name.")};
    }
    LD_TRY(const bool sees_some, Narrow(who, *city, "search", question));
    FoundCases found{in.value_or(SearchIn::kWords), {}};
    if (!sees_some) return found;
    Searcher searcher(services, who, *city, std::move(question.filter), page, deadline);
    for (const auto& named : kNames<SearchIn>) {
        if (in && *in != named.value) continue;
        LD_TRY(const auto rows, searcher.Find(wanted, named.value));
        if (rows.items.empty() && !rows.next) continue;
        found.in = named.value;
        LD_TRY(found.page, LinesOf(services, *city, rows, deadline));
        break;
    }
    return found;
}

}  // namespace liandong
