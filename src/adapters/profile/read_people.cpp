#include <algorithm>

#include "adapters/profile/draft.hpp"

// Who can be called upon: skills.csv, shifts.csv, staff.csv and people.toml.

namespace liandong::profile {
namespace {

constexpr std::string_view kPeople = "people.toml";
constexpr std::int64_t kPointsMax = 1'000;

bool IsLanguage(std::string_view text) {
    return (text.size() == 2 || text.size() == 3) &&
           std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

std::int32_t Small(std::int64_t number) { return static_cast<std::int32_t>(number); }

void CheckShift(Draft& draft, const CellReader& read, const Cell& cell) {
    if (!cell.text.empty() && draft.shifts.Lacks(cell.text))
        read.Unknown(cell, "shift", draft.shifts.codes, draft.shifts.from);
}

Limit NeededLimit(TomlTable& table, std::string_view key) {
    const Limit limit = table.LimitAt(key);
    if (table.Has(key) && limit.amount == 0) {
        table.Fault(key, Quote(key) + " has no limit",
                    "write how long somebody has, such as \"10min\"");
    }
    return limit;
}

void ReadMatch(MatchSettings& match, TomlTable table) {
    MatchWeights& weights = match.weights;
    for (auto& [key, weight] : {std::pair{"skill", &weights.skill},
                                {"area", &weights.area},
                                {"load", &weights.load},
                                {"language", &weights.language},
                                {"shift", &weights.shift}}) {
        *weight = Small(table.Integer(key, 0, kPointsMax));
    }
    match.open_max = Small(table.Integer("open_max", 1, 1'000));
    match.answer_within = NeededLimit(table, "answer_within");
    match.urgent_answer_within = NeededLimit(table, "urgent_answer_within");
    match.offers_max = Small(table.Integer("offers_max", 1, 100));
    table.Done();
}

void ReadDuty(DutySettings& duty, TomlTable table) {
    duty.answer_within = NeededLimit(table, "answer_within");
    duty.rounds_max = Small(table.Integer("rounds_max", 1, 10));
    table.Done();
}

void ReadNeeds(Draft& draft, TomlTable& root) {
    const Words kinds = StaffKindWords();
    for (TomlTable& table : root.Tables("need", TomlTable::Presence::kOptional)) {
        MatchRule rule;
        rule.name = table.String("name");
        for (const auto& pattern : table.Strings("categories")) {
            CheckPattern(draft, kPeople, pattern.text, pattern.at);
            rule.categories.push_back(pattern.text);
        }
        for (const auto& kind : table.Strings("kinds")) {
            if (!kinds.contains(kind.text))
                table.Unknown(kind.at, "kind", kind.text, kinds, "profiles/README.md");
            rule.kinds.push_back(kind.text);
        }
        for (const auto& skill : table.Strings("skills")) {
            if (draft.skills.Lacks(skill.text))
                table.Unknown(skill.at, "skill", skill.text, draft.skills.codes, draft.skills.from);
            rule.skills.push_back(skill.text);
        }
        table.Done();
        draft.city.match.rules.push_back(std::move(rule));
    }
}

void ReadLines(Draft& draft, TomlTable& root) {
    Words codes;
    for (TomlTable& table : root.Tables("line", TomlTable::Presence::kOptional)) {
        GridLine line;
        line.code = table.String("code");
        if (!line.code.empty() && !IsCode(line.code))
            table.Fault("code", Quote(line.code) + " is no code", std::string(kCodeShape));
        if (!line.code.empty() && !codes.insert(line.code).second) {
            table.Fault("code", "code " + Quote(line.code) + " stands there twice",
                        "give each a code of its own");
        }
        line.name = table.String("name");
        line.skill = table.String("skill");
        if (!line.skill.empty() && draft.skills.Lacks(line.skill)) {
            table.Unknown(table.At("skill"), "skill", line.skill, draft.skills.codes,
                          draft.skills.from);
        }
        table.Done();
        draft.city.grid_lines.push_back(std::move(line));
    }
}

// A certificate for a skill that nobody is named for would open nothing.
void CheckSomebodySits(Draft& draft, TomlTable& table, const std::string& skill) {
    if (!draft.staff_known || skill.empty() || draft.skills.Lacks(skill)) return;
    const bool somebody = std::ranges::any_of(draft.city.staff, [&](const StaffMember& person) {
        return std::ranges::find(person.skills, skill) != person.skills.end();
    });
    if (!somebody) {
        table.Fault("skill", "nobody in staff.csv has the skill " + Quote(skill),
                    "name whom the certificate opens it for, or take the skill out");
    }
}

void ReadExams(Draft& draft, TomlTable& root) {
    Words codes;
    for (TomlTable& table : root.Tables("exam", TomlTable::Presence::kOptional)) {
        ExamRule exam;
        exam.code = table.String("code");
        if (!exam.code.empty() && !IsCode(exam.code))
            table.Fault("code", Quote(exam.code) + " is no code", std::string(kCodeShape));
        if (!exam.code.empty() && !codes.insert(exam.code).second) {
            table.Fault("code", "code " + Quote(exam.code) + " stands there twice",
                        "give each a code of its own");
        }
        exam.name = table.String("name");
        exam.skill = table.String("skill", TomlTable::Presence::kOptional);
        if (!exam.skill.empty() && draft.skills.Lacks(exam.skill)) {
            table.Unknown(table.At("skill"), "skill", exam.skill, draft.skills.codes,
                          draft.skills.from);
        }
        CheckSomebodySits(draft, table, exam.skill);
        for (const auto& pattern : table.Strings("topics")) {
            CheckPattern(draft, kPeople, pattern.text, pattern.at);
            exam.topics.push_back(pattern.text);
        }
        exam.questions = Small(table.Integer("questions", 1, 200));
        exam.pass_percent = Small(table.Integer("pass_percent", 1, 100));
        exam.within = NeededLimit(table, "within");
        exam.valid_days = Small(table.Integer("valid_days", 1, 3'650));
        table.Done();
        draft.city.exams.push_back(std::move(exam));
    }
}

// A need that nobody in the city could ever fulfil is a slip of the pen.
void CheckSomebodyCould(Draft& draft, TomlTable& root) {
    if (!draft.staff_known) return;
    std::size_t at = 0;
    for (TomlTable& table : root.Tables("need", TomlTable::Presence::kOptional)) {
        const MatchRule& rule = draft.city.match.rules.at(at++);
        const bool somebody = std::ranges::any_of(draft.city.staff, [&](const StaffMember& person) {
            return std::ranges::find(rule.kinds, person.kind) != rule.kinds.end() &&
                   std::ranges::find_first_of(person.skills, rule.skills) != person.skills.end();
        });
        if (!somebody) {
            table.Fault(table.At(),
                        "nobody in staff.csv is of these kinds with one of these skills",
                        "name kinds and skills that people have");
        }
    }
}

}  // namespace

Words StaffKindWords() {
    return {"expert",   "grid_worker", "judicial_office", "mediation_committee",
            "mediator", "officer"};
}

void ReadSkills(Draft& draft) {
    const std::string* bytes = draft.files.Find("skills.csv");
    if (bytes == nullptr) return;
    const Table table = ReadTable("skills.csv", *bytes, {"code", "name"}, draft.faults);
    const CellReader read(table, draft.faults);
    for (const Row& row : table.rows) {
        draft.city.skills.push_back(
            {read.NewCode(row.cells[0], draft.skills.codes), read.Filled(row.cells[1], "name")});
    }
    draft.skills.known = table.whole;
}

void ReadShifts(Draft& draft) {
    const std::string* bytes = draft.files.Find("shifts.csv");
    if (bytes == nullptr) return;
    const Table table =
        ReadTable("shifts.csv", *bytes, {"code", "name", "days", "from", "to"}, draft.faults);
    const CellReader read(table, draft.faults);
    for (const Row& row : table.rows) {
        const auto& cells = row.cells;
        Shift shift{read.NewCode(cells[0], draft.shifts.codes), read.Filled(cells[1], "name"),
                    FromCode<ShiftDays>(cells[2].text).value_or(ShiftDays::kAll), 0, 0};
        read.Choice(cells[2], "days", WordsOf<ShiftDays>());
        for (auto& [cell, minute] :
             {std::pair{&cells[3], &shift.from_minute}, {&cells[4], &shift.to_minute}}) {
            if (const auto read_minute = ParseTimeOfDay(cell->text)) {
                *minute = *read_minute;
            } else {
                read.Fault(*cell, Quote(cell->text) + " is no time of day",
                           "write HH:MM, such as \"08:30\"");
            }
        }
        draft.city.shifts.push_back(std::move(shift));
    }
    draft.shifts.known = table.whole;
}

void ReadStaff(Draft& draft) {
    const std::string* bytes = draft.files.Find("staff.csv");
    if (bytes == nullptr) return;
    const Table table = ReadTable(
        "staff.csv", *bytes,
        {"code", "name", "kind", "unit", "place", "skills", "languages", "phone", "shift"},
        draft.faults);
    const CellReader read(table, draft.faults);
    const Words kinds = StaffKindWords();
    Words codes;
    for (const Row& row : table.rows) {
        const auto& cells = row.cells;
        StaffMember member;
        member.code = read.NewCode(cells[0], codes);
        member.name = read.Filled(cells[1], "name");
        read.Choice(cells[2], "kind", kinds);
        member.kind = cells[2].text;
        CheckUnit(draft, read, cells[3]);
        member.unit = UnitCode{cells[3].text};
        (void)read.Filled(cells[4], "place");
        CheckPlace(draft, read, cells[4]);
        member.place = PlaceCode{cells[4].text};
        for (const Cell& skill : read.List(cells[5])) {
            if (draft.skills.Lacks(skill.text))
                read.Unknown(skill, "skill", draft.skills.codes, draft.skills.from);
            member.skills.push_back(skill.text);
        }
        for (const Cell& language : read.List(cells[6])) {
            if (!IsLanguage(language.text)) {
                read.Fault(language, Quote(language.text) + " is no language",
                           "write an ISO 639 code, such as zh");
            }
            member.languages.push_back(language.text);
        }
        member.phone = cells[7].text;
        if (!member.phone.empty() && !IsPhone(member.phone)) {
            read.Fault(cells[7], Quote(member.phone) + " is no number to dial",
                       "write digits, + and -");
        }
        CheckShift(draft, read, cells[8]);
        member.shift = cells[8].text;
        draft.city.staff.push_back(std::move(member));
    }
    draft.staff_known = table.whole;
}

void ReadPeople(Draft& draft) {
    const std::string* bytes = draft.files.Find(kPeople);
    if (bytes == nullptr) return;
    const auto node = ParseToml(kPeople, *bytes, draft.faults);
    if (!node) return;
    TomlTable root(std::string(kPeople), *node, "", draft.faults);
    ReadMatch(draft.city.match, root.Table("match"));
    ReadDuty(draft.city.duty, root.Table("duty"));
    ReadLines(draft, root);
    ReadNeeds(draft, root);
    ReadExams(draft, root);
    CheckSomebodyCould(draft, root);
    root.Done();
}

}  // namespace liandong::profile
