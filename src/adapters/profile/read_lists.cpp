#include <algorithm>
#include <map>

#include "adapters/profile/draft.hpp"
#include "base/text.hpp"
#include "domain/search/tokens.hpp"

namespace liandong::profile {
namespace {

bool IsWeekend(Day day) {
    const std::chrono::weekday weekday{day};
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

// A year of which not one day off is known was forgotten: its holidays would count as working days.
void CheckYears(Draft& draft, const std::set<int>& years, std::int64_t line_behind) {
    const auto year_of = [](Day day) { return int{std::chrono::year_month_day{day}.year()}; };
    const int last = std::min(year_of(draft.calendar_last), year_of(draft.calendar_first) + 200);
    for (int year = year_of(draft.calendar_first); year <= last; ++year) {
        if (years.contains(year)) continue;
        draft.faults.Add(
            "calendar.csv", {line_behind, 1}, "no day off is named in " + std::to_string(year),
            "add its holidays, or let [calendar] of city.toml not speak for that year");
    }
}

}  // namespace

bool IsPhone(std::string_view text) {
    return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == ' ';
    });
}

void CheckPlace(Draft& draft, const CellReader& read, const Cell& cell) {
    if (!cell.text.empty() && draft.places.Lacks(cell.text)) {
        read.Unknown(cell, "place", draft.places.codes, draft.places.from);
    }
}

void CheckUnit(Draft& draft, const CellReader& read, const Cell& cell) {
    if (read.Filled(cell, "unit").empty()) return;
    if (draft.units.Lacks(cell.text))
        read.Unknown(cell, "unit", draft.units.codes, draft.units.from);
}

void ReadCalendar(Draft& draft) {
    const std::string* bytes = draft.files.Find("calendar.csv");
    if (bytes == nullptr) return;
    const Table table = ReadTable("calendar.csv", *bytes, {"day", "kind", "name"}, draft.faults);
    const CellReader read(table, draft.faults);
    const bool has_range = draft.calendar_last > draft.calendar_first;
    std::optional<Day> before;
    std::set<int> years;
    for (const Row& row : table.rows) {
        const auto& cells = row.cells;
        const auto day = ParseDay(cells[0].text);
        read.Choice(cells[1], "kind", {"off", "work"});
        (void)read.Filled(cells[2], "name");
        if (!day) {
            read.Fault(cells[0], Quote(cells[0].text) + " is no day", "write YYYY-MM-DD");
            continue;
        }
        if (before && *day <= *before) {
            read.Fault(cells[0],
                       *day == *before ? "the day stands there twice"
                                       : "the day comes before the one above",
                       "let the days ascend, each once");
        }
        before = *day;
        if (has_range && (*day < draft.calendar_first || *day > draft.calendar_last)) {
            read.Fault(cells[0], cells[0].text + " lies outside the calendar",
                       "keep within [calendar] of city.toml: " + FormatDay(draft.calendar_first) +
                           " to " + FormatDay(draft.calendar_last));
        }
        const bool is_work = cells[1].text == "work";
        if (is_work && !IsWeekend(*day)) {
            read.Fault(cells[1], cells[0].text + " is worked anyway",
                       "name only Saturdays and Sundays as work");
        }
        if (!is_work) years.insert(int{std::chrono::year_month_day{*day}.year()});
        draft.city.calendar.exceptions[*day] = {is_work, cells[2].text};
    }
    if (table.whole && has_range)
        CheckYears(draft, years, static_cast<std::int64_t>(table.rows.size()) + 2);
}

void ReadDeclineReasons(Draft& draft) {
    const std::string* bytes = draft.files.Find("decline-reasons.csv");
    if (bytes == nullptr) return;
    const Table table = ReadTable(
        "decline-reasons.csv", *bytes,
        {"code", "name", "explanation", "proper_channel", "needs_approval"}, draft.faults);
    const CellReader read(table, draft.faults);
    Words codes;
    for (const Row& row : table.rows) {
        const auto& cells = row.cells;
        draft.city.decline_reasons.push_back(
            {read.NewCode(cells[0], codes), read.Filled(cells[1], "name"),
             read.Filled(cells[2], "explanation"), read.Filled(cells[3], "proper_channel"),
             read.Truth(cells[4], "needs_approval")});
    }
}

void ReadHandOver(Draft& draft) {
    const std::string* bytes = draft.files.Find("hand-over.csv");
    if (bytes == nullptr) return;
    const Table table = ReadTable(
        "hand-over.csv", *bytes,
        {"code", "name", "kind", "unit", "number", "stay_on_line", "trigger_words"}, draft.faults);
    const CellReader read(table, draft.faults);
    Words codes;
    for (const Row& row : table.rows) {
        const auto& cells = row.cells;
        HandOverTarget target{read.NewCode(cells[0], codes),
                              read.Filled(cells[1], "name"),
                              {},
                              UnitCode{cells[3].text},
                              cells[4].text};
        read.Choice(cells[2], "kind", {"emergency", "platform", "utility"});
        CheckUnit(draft, read, cells[3]);
        if (!cells[4].text.empty() && !IsPhone(cells[4].text)) {
            read.Fault(cells[4], Quote(cells[4].text) + " is no number to dial",
                       "write digits, or leave it empty");
        }
        (void)read.Truth(cells[5], "stay_on_line");
        for (const Cell& word : read.List(cells[6])) target.words.push_back(word.text);
        draft.city.hand_over_targets.push_back(std::move(target));
    }
}

void ReadGazetteer(Draft& draft) {
    const std::string* bytes = draft.files.Find("gazetteer.csv");
    if (bytes == nullptr) return;
    const Table table = ReadTable("gazetteer.csv", *bytes, {"name", "kind", "place"}, draft.faults);
    const CellReader read(table, draft.faults);
    const Words kinds{"bridge", "government", "hospital", "mall",   "market", "park",
                      "river",  "road",       "scenic",   "school", "street", "transport"};
    Words names;
    for (const Row& row : table.rows) {
        const auto& cells = row.cells;
        const std::string& name = read.Filled(cells[0], "name");
        if (!name.empty() && !names.insert(name).second) {
            read.Fault(cells[0], "name " + Quote(name) + " stands there twice", "name it once");
        }
        read.Choice(cells[1], "kind", kinds);
        CheckPlace(draft, read, cells[2]);
        draft.city.known_places.push_back({name, cells[1].text, PlaceCode{cells[2].text}});
    }
}

void ReadSynonyms(Draft& draft) {
    const std::string* bytes = draft.files.Find("synonyms.csv");
    if (bytes == nullptr) return;
    const Table table = ReadTable("synonyms.csv", *bytes, {"words"}, draft.faults);
    const CellReader read(table, draft.faults);
    std::vector<std::vector<std::string>> groups;
    std::map<std::u32string, std::int64_t> line_of;
    for (const Row& row : table.rows) {
        std::vector<std::string>& group = groups.emplace_back();
        for (const Cell& word : read.List(row.cells[0])) {
            const std::size_t length = CountCodePoints(word.text);
            if (WordPieces(word.text).size() != 1 || length < Synonyms::kWordCodePointsMin ||
                length > Synonyms::kWordCodePointsMax) {
                read.Fault(word, Quote(word.text) + " is no word to look for",
                           "write 2 to 16 characters or letters without blanks or marks");
                continue;
            }
            const auto [other, is_new] = line_of.emplace(FoldText(word.text), word.at.line);
            if (!is_new) {
                read.Fault(word,
                           Quote(word.text) + " stands in line " + std::to_string(other->second) +
                               " already",
                           "let a word belong to one group");
                continue;
            }
            group.push_back(word.text);
        }
        if (group.size() < 2) {
            read.Fault(row.cells[0], "a group of " + std::to_string(group.size()) + " words",
                       "write at least two words for the same, with | between");
        }
        if (group.size() > Synonyms::kWaysMax) {
            read.Fault(row.cells[0], "a group of " + std::to_string(group.size()) + " words",
                       "keep the " + std::to_string(Synonyms::kWaysMax) + " that people say most");
        }
    }
    draft.city.synonyms = Synonyms(groups);
}

}  // namespace liandong::profile
