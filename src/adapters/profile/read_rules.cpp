#include <algorithm>
#include <array>
#include <utility>

#include "adapters/profile/draft.hpp"
#include "domain/case/commands.hpp"
#include "domain/figures/metric.hpp"

namespace liandong::profile {
namespace {

using Presence = TomlTable::Presence;

// What people may do besides the commands on a case.
constexpr auto kOtherPermissions = std::to_array<std::string_view>(
    {"open", "split", "reopen", "view", "view_secret", "search", "export", "administer", "import",
     "verify", "supervise", "sign", "instruct", "discipline", "plan_duty", "enter_figures",
     "assess", "audit"});
// What concerns people on the street, mediators and whoever is on call.
constexpr std::array<std::string_view, 5> kPeoplePermissions{"mobilise", "assign_task",
                                                             "answer_task", "mediate", "edit_duty"};
// What concerns the knowledge base, training from it, and checks of the work done.
constexpr std::array<std::string_view, 4> kKnowledgePermissions{
    "write_knowledge", "review_knowledge", "train", "check_quality"};
// Commands that the system performs by itself and nobody is granted.
constexpr std::array kSystemOnly{CaseAction::kAdoptChild,   CaseAction::kReleaseChild,
                                 CaseAction::kRecordSplit,  CaseAction::kArchive,
                                 CaseAction::kFireDeadline, CaseAction::kImportAnswer,
                                 CaseAction::kLinkDocument, CaseAction::kRecordLink};

Words Permissions() {
    Words words(kOtherPermissions.begin(), kOtherPermissions.end());
    words.emplace("resend_outbox");
    words.insert(kPeoplePermissions.begin(), kPeoplePermissions.end());
    words.insert(kKnowledgePermissions.begin(), kKnowledgePermissions.end());
    for (const Named<CaseAction>& action : kNames<CaseAction>) {
        // "callback" covers its link as well.
        const bool is_covered = action.value == CaseAction::kSendCallbackLink;
        if (!is_covered && std::ranges::find(kSystemOnly, action.value) == kSystemOnly.end())
            words.emplace(action.code);
    }
    return words;
}

// "handling_percent", "overdue" …: any one that holds suffices.
RungTrigger ReadTrigger(TomlTable table) {
    RungTrigger trigger;
    const auto truth = [&](const char* what) { return table.Truth(what, Presence::kOptional); };
    const auto count = [&](const char* what) {
        if (!table.Has(what)) return std::int32_t{0};
        return static_cast<std::int32_t>(table.Integer(what, 1, 1'000));
    };
    trigger.overdue = truth("overdue");
    trigger.acknowledge_missed = truth("acknowledge_missed");
    trigger.third_unsatisfied = truth("third_unsatisfied");
    trigger.leader_note = truth("leader_note");
    trigger.media = truth("media");
    trigger.duty_disputed = truth("duty_disputed");
    trigger.mass_or_safety = truth("mass_or_safety");
    trigger.no_action = truth("no_action");
    trigger.false_report = truth("false_report");
    trigger.shirking = truth("shirking");
    trigger.caller_asks_again = truth("caller_asks_again");
    trigger.redo_count = count("redo_count");
    trigger.returns_refused = count("returns_refused");
    trigger.repeated_reports = count("repeated_reports");
    trigger.units_min = count("units_min");
    trigger.failed_level = count("failed_level");
    trigger.repeated_overdue = count("repeated_overdue");
    if (table.Has("overdue_by")) trigger.overdue_by = table.LimitAt("overdue_by");
    if (table.Has("handling_percent")) (void)table.Integers("handling_percent", 1, 100);
    if (table.Node().members.empty()) {
        table.Fault(table.At(), "a rung without a trigger is never reached",
                    "name at least one (profiles/README.md)");
    }
    table.Done();
    return trigger;
}

// A paper that nobody must answer in time would lie for ever.
void CheckRung(TomlTable& table, const Rung& rung, std::size_t rungs_below) {
    const bool needs_limit = rung.document == RungDocument::kSupervisionOrder ||
                             rung.document == RungDocument::kJointConference ||
                             rung.document == RungDocument::kRaise;
    if (needs_limit && table.Has("limit") && rung.limit.amount == 0) {
        table.Fault("limit", std::string(Label(rung.document)) + " without a limit is never missed",
                    "write how long until there must be a result, \"3wd\"");
    }
    if (std::cmp_greater_equal(rung.trigger.failed_level, std::max<std::size_t>(rungs_below, 1))) {
        table.Fault("trigger",
                    "failed_level " + std::to_string(rung.trigger.failed_level) +
                        " is no rung below this one",
                    "name a level between 1 and the one below");
    }
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
    Words starters = draft.roles.codes;
    starters.emplace("system");
    Words codes;
    std::int64_t level = 0;
    for (TomlTable& table : root.Tables("ladder")) {
        Rung rung;
        const std::int64_t found = table.Integer("level", 0, 100);
        if (table.Has("level") && found != level) {
            table.Fault("level",
                        "level " + std::to_string(found) + " stands where " +
                            std::to_string(level) + " belongs",
                        "number the rungs 0, 1, 2 … in order");
        }
        level = found + 1;
        rung.level = static_cast<std::int32_t>(found);
        rung.code = table.String("code");
        NewCode(table, rung.code, codes);
        rung.name = table.String("name");
        rung.colour = FromCode<RungColour>(table.Choice("colour", WordsOf<RungColour>()))
                          .value_or(RungColour::kNone);
        rung.document = FromCode<RungDocument>(table.Choice("document", WordsOf<RungDocument>()))
                            .value_or(RungDocument::kReminder);
        rung.trigger = ReadTrigger(table.Table("trigger"));
        rung.by = table.String("by");
        if (!rung.by.empty() && !starters.contains(rung.by)) {
            table.Unknown(table.At("by"), "role", rung.by, starters,
                          "system and " + std::string(draft.roles.from));
        }
        rung.limit = table.LimitAt("limit");
        rung.effect = table.String("effect");
        if (table.Has("to")) {
            rung.to = UnitCode{table.String("to")};
            draft.rung_units.emplace_back(rung.to.value, table.At("to"));
        }
        if (table.Has("units")) {
            for (const auto& unit : table.Strings("units")) {
                rung.units.push_back(UnitCode{unit.text});
                draft.rung_units.emplace_back(unit.text, unit.at);
            }
        }
        CheckRung(table, rung, draft.city.ladder.size());
        table.Done();
        draft.city.ladder.push_back(std::move(rung));
    }
}

void ReadLeaderDuty(Draft& draft, TomlTable& root) {
    if (!root.Has("leader_duty")) return;
    TomlTable table = root.Table("leader_duty");
    draft.city.leader_duty.callbacks =
        static_cast<std::int32_t>(table.Integer("callbacks", 1, 200));
    draft.city.leader_duty.prepare_at_minute =
        static_cast<std::int32_t>(table.Integer("prepare_hour", 0, 23)) * 60;
    table.Done();
}

void ReadCard(Draft& draft, TomlTable& root) {
    FigureCard& card = draft.city.card;
    TomlTable table = root.Table("card");
    card.name = table.String("name");
    card.is_yearly = table.Choice("period", {"month", "year"}) != "month";
    for (TomlTable& item : table.Tables("item")) {
        FigureCard::Item& line = card.items.emplace_back();
        line.is_up = item.Choice("direction", {"down", "up"}) != "down";
        line.name = item.String("name");
        line.figure = item.String("figure");
        CheckFigure(item, line.figure);
        line.is_rate = item.Choice("measure", {"count", "rate"}) == "rate";
        line.in_points = item.Choice("compare", {"points", "relative"}) == "points";
        line.is_outside = item.Truth("external");
        const Metric* metric = FindMetric(line.figure);
        if (metric != nullptr && metric->IsOutside() != line.is_outside) {
            item.Fault("external",
                       "figure " + Quote(line.figure) +
                           (line.is_outside ? " is counted here" : " is reported from outside"),
                       line.is_outside ? "write false" : "write true");
        }
        item.Done();
    }
    table.Done();
}

void CheckFigure(TomlTable& table, const std::string& figure) {
    if (figure.empty() || FindMetric(figure) != nullptr) return;
    Words known;
    for (const Metric& metric : Metrics()) known.emplace(metric.code);
    table.Unknown(table.At("figure"), "figure", figure, known, "docs/rules/figures.md");
}

}  // namespace liandong::profile
