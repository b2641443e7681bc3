#include <algorithm>
#include <cmath>

#include "adapters/profile/draft.hpp"
#include "base/text.hpp"

namespace liandong::profile {
namespace {

std::string NoLength(const std::string& from, const std::string& to) {
    return "the period " + from + " to " + to + " has no length";
}

using Presence = TomlTable::Presence;

constexpr std::string_view kFile = "city.toml";

bool IsDigits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// BCP 47 in the shapes that occur: "zh", "zh-CN", "zh-Hans-CN".
bool IsLanguageTag(std::string_view tag) {
    const auto parts = Split(tag, '-');
    const auto is_word = [](std::string_view part) {
        return part.size() >= 2 && part.size() <= 8 && std::ranges::all_of(part, [](char c) {
                   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9');
               });
    };
    return parts.size() <= 4 && parts.front().size() <= 3 && std::ranges::all_of(parts, is_word);
}

void ReadCity(Draft& draft, TomlTable table) {
    City& city = draft.city;
    city.code = table.String("code");
    city.name = table.String("name");
    city.short_name = table.String("short_name");
    if (const std::string hotline = table.String("hotline");
        !hotline.empty() && !IsDigits(hotline)) {
        table.Fault("hotline", Quote(hotline) + " is no number to dial",
                    "write digits, such as \"12345\"");
    }
    (void)table.String("hotline_name");
    city.calendar.offset = UtcOffset{table.Integer("utc_offset_minutes", -720, 840)};
    for (const auto& language : table.Strings("languages")) {
        if (!IsLanguageTag(language.text)) {
            table.Fault(language.at, Quote(language.text) + " is no language",
                        "write a BCP 47 tag, such as \"zh-CN\"");
        }
    }
    draft.root_unit = table.String("root_unit");
    city.hotline_unit = UnitCode{table.String("hotline_unit")};
    city.fallback_unit = UnitCode{table.String("fallback_unit")};
    draft.code_at = table.At("code");
    draft.root_unit_at = table.At("root_unit");
    draft.hotline_unit_at = table.At("hotline_unit");
    draft.fallback_unit_at = table.At("fallback_unit");
    table.Done();
}

void ReadWorkHours(Draft& draft, TomlTable table) {
    std::vector<WorkPeriod>& periods = draft.city.calendar.periods;
    for (TomlTable& period : table.Tables("periods")) {
        const std::string from = period.String("from");
        const std::string to = period.String("to");
        period.Done();
        const auto from_minute = ParseTimeOfDay(from);
        const auto to_minute = ParseTimeOfDay(to);
        for (const auto& [key, text, minute] :
             {std::tuple{"from", &from, from_minute}, {"to", &to, to_minute}}) {
            if (!minute && !text->empty()) {
                period.Fault(key, Quote(*text) + " is no time of day",
                             "write HH:MM, such as \"08:30\"");
            }
        }
        if (!from_minute || !to_minute) continue;
        if (*from_minute >= *to_minute) {
            period.Fault("to", NoLength(from, to), "let it end after it begins");
        } else if (!periods.empty() && *from_minute <= periods.back().to_minute) {
            period.Fault("from", "the period overlaps or touches the one before",
                         "let periods ascend with time between them, or make them one");
        }
        periods.push_back({*from_minute, *to_minute});
    }
    table.Done();
}

void ReadCalendarRange(Draft& draft, TomlTable table) {
    const auto first = table.DayAt("first");
    const auto last = table.DayAt("last");
    if (first && last) {
        draft.calendar_first = *first;
        draft.calendar_last = *last;
        if (*last <= *first)
            table.Fault("last", "the calendar ends before it begins", "let last come after first");
    }
    draft.city.calendar.first = draft.calendar_first;
    draft.city.calendar.last = draft.calendar_last;
    table.Done();
}

}  // namespace

void ReadCityToml(Draft& draft) {
    const std::string* bytes = draft.files.Find(kFile);
    if (bytes == nullptr) return;
    const auto root = ParseToml(kFile, *bytes, draft.faults);
    if (!root) return;
    draft.has_city_toml = true;
    TomlTable table(std::string(kFile), *root, "", draft.faults);
    ReadCity(draft, table.Table("city"));
    ReadWorkHours(draft, table.Table("work_hours"));
    ReadCalendarRange(draft, table.Table("calendar"));
    ReadSettings(draft, table);
    ReadMoves(draft, table);
    ReadClocks(draft, table);
    ReadRoles(draft, table);
    ReadKnowledgeSettings(draft, table);
    ReadReminders(draft, table);
    ReadLadder(draft, table);
    ReadLeaderDuty(draft, table);
    ReadCard(draft, table);
    table.Done();
}

void CheckReferences(Draft& draft) {
    if (!draft.has_city_toml) return;
    const auto check = [&](const std::string& unit, Spot at) {
        if (!unit.empty() && draft.units.Lacks(unit)) {
            draft.faults.Unknown(kFile, at, "unit", unit, draft.units.codes, draft.units.from);
        }
    };
    check(draft.root_unit, draft.root_unit_at);
    check(draft.city.hotline_unit.value, draft.hotline_unit_at);
    check(draft.city.fallback_unit.value, draft.fallback_unit_at);
    for (const auto& [unit, at] : draft.rung_units) check(unit, at);
    for (const auto& [pattern, at] : draft.override_patterns)
        CheckPattern(draft, kFile, pattern, at);
}

}  // namespace liandong::profile
