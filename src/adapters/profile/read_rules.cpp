#include <algorithm>
#include <array>

#include "adapters/profile/draft.hpp"
#include "domain/case/commands.hpp"

namespace liandong::profile {
namespace {

using Presence = TomlTable::Presence;

// What people may do besides the commands on a case.
constexpr std::array<std::string_view, 12> kOtherPermissions{
    "open",   "split",      "reopen", "view",   "view_secret", "search",
    "export", "administer", "import", "verify", "supervise",   "sign"};
// Commands that the system performs by itself and nobody is granted.
constexpr std::array kSystemOnly{CaseAction::kAdoptChild,   CaseAction::kReleaseChild,
                                 CaseAction::kRecordSplit,  CaseAction::kArchive,
                                 CaseAction::kFireDeadline, CaseAction::kImportAnswer,
                                 CaseAction::kLinkDocument, CaseAction::kRecordLink};

Words Permissions() {
    Words words(kOtherPermissions.begin(), kOtherPermissions.end());
    words.emplace("resend_outbox");
    for (const Named<CaseAction>& action : kNames<CaseAction>) {
        if (std::ranges::find(kSystemOnly, action.value) == kSystemOnly.end())
            words.emplace(action.code);
    }
    return words;
}

// "handling_percent", "overdue" …: any one that holds suffices.
void ReadTrigger(TomlTable table) {
    for (const char* what : {"caller_asks_again", "overdue", "acknowledge_missed", "leader_note",
                             "media", "duty_disputed", "mass_or_safety", "no_action",
                             "false_report", "shirking", "repeated_overdue"}) {
        (void)table.Truth(what, Presence::kOptional);
    }
    for (const char* what : {"redo_count", "returns_refused", "units_min", "failed_level"}) {
        (void)table.Integer(what, 1, 1'000, Presence::kOptional);
    }
    (void)table.LimitAt("overdue_by", Presence::kOptional);
    if (table.Has("handling_percent")) (void)table.Integers("handling_percent", 1, 100);
    if (table.Node().members.empty()) {
        table.Fault(table.At(), "a rung without a trigger is never reached",
                    "name at least one (profiles/README.md)");
    }
    table.Done();
}

void NewCode(TomlTable& table, const std::string& code, Words& seen) {
    if (code.empty()) return;
    if (!IsCode(code)) table.Fault("code", Quote(code) + " is no code", std::string(kCodeShape));
    if (!seen.insert(code).second) {
        table.Fault("code", "code " + Quote(code) + " stands there twice",
                    "give each a code of its own");
    }
}

}  // namespace

void ReadRoles(Draft& draft, TomlTable& root) {
    const Words permissions = Permissions();
    Words granted;
    for (TomlTable& table : root.Tables("role")) {
        Role role;
        role.code = table.String("code");
        NewCode(table, role.code, draft.roles.codes);
        role.name = table.String("name");
        role.scope = FromCode<RoleScope>(table.Choice("scope", WordsOf<RoleScope>()))
                         .value_or(RoleScope::kUnit);
        for (const auto& permission : table.Strings("permissions")) {
            if (!permissions.contains(permission.text)) {
                table.Unknown(permission.at, "permission", permission.text, permissions,
                              "those in profiles/README.md");
            } else if (!role.permissions.insert(permission.text).second) {
                table.Fault(permission.at,
                            "permission " + Quote(permission.text) + " stands there twice",
                            "name it once");
            }
        }
        table.Done();
        granted.insert(role.permissions.begin(), role.permissions.end());
        draft.city.roles.push_back(std::move(role));
    }
    draft.roles.known = true;
    if (draft.city.roles.empty()) return;
    for (const std::string& permission : permissions) {
        if (granted.contains(permission)) continue;
        root.Fault("role", "no role may " + Quote(permission),
                   "grant it to one, or cases could be stuck");
    }
}

void ReadReminders(Draft& draft, TomlTable& root) {
    const Words clocks{"acknowledge", "callback", "contact", "dispatch", "handling"};
    const Words ways{"mail", "message"};
    std::set<std::pair<ClockKind, std::int32_t>> seen;
    for (TomlTable& table : root.Tables("reminder")) {
        ReminderRule rule;
        const auto clock = FromCode<ClockKind>(table.Choice("clock", clocks));
        rule.percent = static_cast<std::int32_t>(table.Integer("percent", 1, 100));
        for (const auto& code : table.Strings("to")) {
            if (draft.roles.Lacks(code.text)) {
                table.Unknown(code.at, "role", code.text, draft.roles.codes, draft.roles.from);
            }
            const Role* role = draft.city.FindRole(code.text);
            rule.to_hotline |= role != nullptr && role->scope == RoleScope::kCity;
        }
        for (const auto& way : table.Strings("by")) {
            if (!ways.contains(way.text))
                table.Unknown(way.at, "way", way.text, ways, "message, mail");
        }
        table.Done();
        if (!clock) continue;
        rule.clock = *clock;
        if (!seen.emplace(rule.clock, rule.percent).second) {
            table.Fault("percent",
                        "a second reminder at " + std::to_string(rule.percent) + " % of this clock",
                        "make them one, with all roles in its \"to\"");
        }
        draft.city.reminders.push_back(rule);
    }
}

void ReadLadder(Draft& draft, TomlTable& root) {
    const Words colours{"none", "orange", "red", "yellow"};
    Words starters = draft.roles.codes;
    starters.emplace("system");
    Words codes;
    std::int64_t level = 0;
    for (TomlTable& table : root.Tables("ladder")) {
        const std::int64_t found = table.Integer("level", 0, 100);
        if (table.Has("level") && found != level) {
            table.Fault("level",
                        "level " + std::to_string(found) + " stands where " +
                            std::to_string(level) + " belongs",
                        "number the rungs 0, 1, 2 … in order");
        }
        level = found + 1;
        NewCode(table, table.String("code"), codes);
        (void)table.String("name");
        (void)table.Choice("colour", colours);
        ReadTrigger(table.Table("trigger"));
        const std::string by = table.String("by");
        if (!by.empty() && !starters.contains(by)) {
            table.Unknown(table.At("by"), "role", by, starters,
                          "system and " + std::string(draft.roles.from));
        }
        (void)table.LimitAt("limit");
        (void)table.String("effect");
        table.Done();
    }
}

void ReadCard(Draft&, TomlTable& root) {
    TomlTable card = root.Table("card");
    (void)card.String("name");
    (void)card.Choice("period", {"month", "year"});
    for (TomlTable& item : card.Tables("item")) {
        (void)item.Choice("direction", {"down", "up"});
        (void)item.String("name");
        if (const std::string figure = item.String("figure"); !figure.empty() && !IsCode(figure)) {
            item.Fault("figure", Quote(figure) + " is no figure", std::string(kCodeShape));
        }
        (void)item.Choice("measure", {"count", "rate"});
        (void)item.Choice("compare", {"points", "relative"});
        (void)item.Truth("external");
        item.Done();
    }
    card.Done();
}

}  // namespace liandong::profile
