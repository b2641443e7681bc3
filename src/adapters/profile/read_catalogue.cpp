#include <algorithm>

#include "adapters/profile/draft.hpp"

namespace liandong::profile {
namespace {

constexpr std::string_view kFile = "catalogue.csv";

// Whether every case that `later` names is named by `earlier` too.
bool Covers(const std::string& earlier, const std::string& later) {
    if (!earlier.ends_with('*')) return earlier == later;
    return std::string_view(later).starts_with(
        std::string_view(earlier).substr(0, earlier.size() - 1));
}

bool CoversPlace(const std::map<std::string, std::string>& parent_of, const std::string& earlier,
                 const std::string& later) {
    if (earlier.empty()) return true;
    std::string at = later;
    for (int depth = 0; depth < 8 && !at.empty(); ++depth) {
        if (at == earlier) return true;
        const auto up = parent_of.find(at);
        at = up == parent_of.end() ? "" : up->second;
    }
    return false;
}

unsigned HoursOf(RuleHours hours) {
    switch (hours) {
        case RuleHours::kWorking: return 1;
        case RuleHours::kOff: return 2;
        case RuleHours::kAny: return 3;
    }
    return 3;
}

// A rule whose every case an earlier one takes would never decide anything: somebody meant
// something else. Several earlier rules count together only by their hours.
void CheckShadows(Draft& draft, const Table& table, const CellReader& read) {
    std::map<std::string, std::string> parent_of;
    for (const Place& place : draft.city.places)
        parent_of.emplace(place.code.value, place.parent.value);
    const auto& rules = draft.city.catalogue;
    for (std::size_t later = 0; later < rules.size(); ++later) {
        unsigned open = HoursOf(rules[later].hours);
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            if (!Covers(rules[earlier].category, rules[later].category)) continue;
            if (!CoversPlace(parent_of, rules[earlier].place.value, rules[later].place.value))
                continue;
            open &= ~HoursOf(rules[earlier].hours);
            if (open != 0) continue;
            const Cell& taker = table.rows[earlier].cells[0];
            read.Fault(table.rows[later].cells[0],
                       "rule " + Quote(rules[later].id.value) + " never decides: rule " +
                           Quote(taker.text) + " on line " + std::to_string(taker.at.line) +
                           " takes all its cases",
                       "move it above that line, or take it out");
            break;
        }
    }
}

void CheckTarget(Draft& draft, const CellReader& read, const Cell& cell) {
    if (cell.text == "@street" || cell.text == "@district") return;
    if (!cell.text.empty() && !draft.units.Lacks(cell.text)) return;
    Words known = draft.units.codes;
    known.insert({"@district", "@street"});
    read.Unknown(cell, "unit", known, "@district, @street and the codes of units.csv");
}

// What the law gives a department is not led by a street: the rule would contradict itself.
void CheckOwnDuty(Draft& draft, const CellReader& read, const Cell& lead) {
    const auto found = std::ranges::find(draft.city.units, lead.text,
                                         [](const Unit& unit) { return unit.code.value; });
    const bool is_street = found != draft.city.units.end() && IsGrassRoots(*found);
    if (lead.text != "@street" && !is_street) return;
    read.Fault(lead, "a street or town leads what is a department's own duty",
               "name the department, or write own_duty false");
}

}  // namespace

void CheckPattern(Draft& draft, std::string_view file, const std::string& pattern, Spot at) {
    if (!draft.categories.known) return;
    if (!pattern.ends_with('*')) {
        if (!draft.categories.codes.contains(pattern)) {
            draft.faults.Unknown(file, at, "category", pattern, draft.categories.codes,
                                 draft.categories.from);
        }
        return;
    }
    if (std::ranges::any_of(draft.categories.codes,
                            [&](const auto& code) { return MatchesCode(pattern, code); })) {
        return;
    }
    draft.faults.Add(file, at,
                     "no category begins with " + Quote(pattern.substr(0, pattern.size() - 1)),
                     "write the front of a code of categories.csv and * behind it");
}

void ReadCatalogue(Draft& draft) {
    const std::string* bytes = draft.files.Find(kFile);
    if (bytes == nullptr) return;
    const Table table = ReadTable(
        kFile, *bytes,
        {"code", "category", "place", "hours", "lead", "assisting", "basis", "own_duty", "note"},
        draft.faults);
    const CellReader read(table, draft.faults);
    Words codes;
    for (const Row& row : table.rows) {
        const auto& cells = row.cells;
        CatalogueRule rule;
        rule.id = RuleId{read.NewCode(cells[0], codes)};
        rule.category = read.Filled(cells[1], "category");
        if (!rule.category.empty()) CheckPattern(draft, kFile, rule.category, cells[1].at);
        rule.place = PlaceCode{cells[2].text};
        if (!cells[2].text.empty() && draft.places.Lacks(cells[2].text)) {
            read.Unknown(cells[2], "place", draft.places.codes, draft.places.from);
        }
        read.Choice(cells[3], "hours", WordsOf<RuleHours>());
        rule.hours = FromCode<RuleHours>(cells[3].text).value_or(RuleHours::kAny);
        rule.lead = cells[4].text;
        CheckTarget(draft, read, cells[4]);
        for (const Cell& target : read.List(cells[5])) {
            CheckTarget(draft, read, target);
            if (target.text == rule.lead) {
                read.Fault(target, Quote(target.text) + " assists itself",
                           "leave the lead out of assisting");
            }
            rule.assisting.push_back(target.text);
        }
        rule.basis = read.Filled(cells[6], "basis");
        rule.own_duty = read.Truth(cells[7], "own_duty");
        if (rule.own_duty) CheckOwnDuty(draft, read, cells[4]);
        rule.note = cells[8].text;
        draft.city.catalogue.push_back(std::move(rule));
    }
    CheckShadows(draft, table, read);
    if (!table.whole) return;
    const auto& rules = draft.city.catalogue;
    if (!rules.empty() && rules.back().category == "*" && rules.back().place.value.empty() &&
        rules.back().hours == RuleHours::kAny) {
        return;
    }
    const Spot at = table.rows.empty() ? Spot{2, 1} : table.rows.back().cells[0].at;
    draft.faults.Add(kFile, at, "the last rule does not take all that is left",
                     "end with a rule of category *, without a place, hours any");
}

}  // namespace liandong::profile
