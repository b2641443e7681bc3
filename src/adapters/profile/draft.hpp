#pragma once

#include <map>
#include <string>
#include <vector>

#include "adapters/profile/profile_files.hpp"
#include "adapters/profile/table.hpp"
#include "adapters/profile/toml_tree.hpp"
#include "domain/city/city.hpp"

namespace liandong::profile {

/// Codes that others point at. While `known` is false (a row of their file could not be read) an
/// absent code proves nothing and is not reported.
struct Codes {
    Words codes;
    bool known = false;
    std::string_view from;  ///< "units.csv"

    [[nodiscard]] bool Lacks(const std::string& code) const {
        return known && !codes.contains(code);
    }
};

/// A city that is being read: what is known so far, for those who point at it.
struct Draft {
    Draft(const ProfileFiles& read, FaultList& found) : files(read), faults(found) {}

    const ProfileFiles& files;
    FaultList& faults;
    City city;
    Codes units{{}, false, "units.csv"};
    Codes categories{{}, false, "categories.csv"};
    Codes places{{}, false, "places.csv"};
    Codes skills{{}, false, "skills.csv"};
    Codes roles{{}, false, "the roles of city.toml"};
    Codes shifts{{}, false, "shifts.csv"};
    std::map<std::string, PlaceKind, std::less<>> kind_of_place;
    std::map<std::string, Spot, std::less<>> unit_at;  ///< where the row of a unit begins
    std::map<std::string, bool, std::less<>> urgent_category;
    std::string root_unit;  ///< of city.toml, checked against units.csv
    Spot code_at, root_unit_at, hotline_unit_at, fallback_unit_at;
    std::vector<std::pair<std::string, Spot>> override_patterns;  ///< categories that overrides
                                                                  ///< or samples or cars name
    std::vector<std::pair<std::string, Spot>> rung_units;         ///< units that rungs name
    Day calendar_first{}, calendar_last{};
    bool has_city_toml = false;
    bool staff_known = false;  ///< every row of staff.csv could be read
};

// In this order: later ones point at what earlier ones read. Each reports into `draft.faults` and
// fills its part of the city; a file that could not be read is passed over.
void ReadCityToml(Draft& draft);  // read_city_toml.cpp: city, hours, clocks, limits, mask …
void ReadClocks(Draft& draft, TomlTable& root);
void ReadSettings(Draft& draft, TomlTable& root);
void ReadMoves(Draft& draft, TomlTable& root);
void ReadRoles(Draft& draft, TomlTable& root);
void ReadKnowledgeSettings(Draft& draft, TomlTable& root);
void ReadReminders(Draft& draft, TomlTable& root);
void ReadLadder(Draft& draft, TomlTable& root);
void ReadLeaderDuty(Draft& draft, TomlTable& root);
void ReadCard(Draft& draft, TomlTable& root);
void ReadPlaces(Draft& draft);
void ReadUnits(Draft& draft);
void ReadCategories(Draft& draft);
void ReadCatalogue(Draft& draft);
void ReadCalendar(Draft& draft);
void ReadSkills(Draft& draft);
void ReadShifts(Draft& draft);
void ReadStaff(Draft& draft);
void ReadPeople(Draft& draft);   // read_people.cpp: matching, the lines of the grid, calls at night
void ReadQuality(Draft& draft);  // read_quality.cpp: what is scored, and how much is drawn
void ReadDeclineReasons(Draft& draft);
void ReadHandOver(Draft& draft);
void ReadGazetteer(Draft& draft);
void ReadSynonyms(Draft& draft);
void ReadLinkedSystems(Draft& draft);
void ReadGrid(Draft& draft);
void ReadKnowledge(Draft& draft);
void ReadAssessment(Draft& draft);
/// Reports a figure that nobody reckons.
void CheckFigure(TomlTable& table, const std::string& figure);
/// Reports a category, or a prefix with '*' behind, that matches none of categories.csv.
void CheckPattern(Draft& draft, std::string_view file, const std::string& pattern, Spot at);
/// What can only be said when everything is read: units that city.toml names, overrides that name
/// categories.
void CheckReferences(Draft& draft);

/// Reports a cell that names no known place / no known unit (which it must name).
void CheckPlace(Draft& draft, const CellReader& read, const Cell& cell);
void CheckUnit(Draft& draft, const CellReader& read, const Cell& cell);
/// Digits, + and -, something to dial.
[[nodiscard]] bool IsPhone(std::string_view text);

[[nodiscard]] Words UnitKindWords();
/// What a member of staff can be.
[[nodiscard]] Words StaffKindWords();
/// The codes of an enumeration with names.
template <NamedEnum E>
[[nodiscard]] Words WordsOf() {
    Words words;
    for (const Named<E>& named : kNames<E>) words.emplace(named.code);
    return words;
}

}  // namespace liandong::profile
