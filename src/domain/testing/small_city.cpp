#include "domain/testing/small_city.hpp"

namespace liandong::testing {
namespace {

using std::chrono::minutes;

Unit MakeUnit(const char* code, const char* name, const char* parent, const char* place,
              const char* kind = "department") {
    return {UnitCode{code},
            name,
            name,
            kind,
            UnitCode{parent},
            PlaceCode{place},
            std::string(code) + "@units.small.example"};
}

std::vector<ClockPolicy> Policies() {
    std::vector<ClockPolicy> policies;
    for (const auto& type : kNames<RequestType>) {
        for (const bool urgent : {false, true}) {
            ClockPolicy policy;
            policy.type = type.value;
            policy.urgent = urgent;
            policy.dispatch = {urgent ? 5 : 30, LimitUnit::kMinutes};
            policy.acknowledge = {30, urgent ? LimitUnit::kMinutes : LimitUnit::kWorkingMinutes};
            policy.contact =
                urgent ? Limit{30, LimitUnit::kMinutes} : Limit{1, LimitUnit::kWorkingDays};
            policy.return_within =
                urgent ? Limit{30, LimitUnit::kMinutes} : Limit{1, LimitUnit::kWorkingDays};
            policy.extension_max = {5, LimitUnit::kWorkingDays};
            policy.extension_count = urgent ? 0 : 1;
            policy.callback = {2, LimitUnit::kWorkingDays};
            policies.push_back(policy);
        }
    }
    return policies;
}

Rung MakeRung(std::int32_t level, const char* code, RungColour colour, RungDocument document,
              std::int64_t working_days, const RungTrigger& trigger) {
    Rung rung;
    rung.level = level;
    rung.code = code;
    rung.name = code;
    rung.colour = colour;
    rung.document = document;
    rung.trigger = trigger;
    rung.by = "supervisor";
    rung.limit = {working_days, LimitUnit::kWorkingDays};
    rung.effect = "请按期办结并书面答复";
    return rung;
}

std::vector<Rung> Ladder() {
    RungTrigger yellow;
    yellow.overdue = true;
    RungTrigger orange;
    orange.redo_count = 2;
    orange.overdue_by = {3, LimitUnit::kWorkingDays};
    orange.failed_level = 1;
    orange.third_unsatisfied = true;
    orange.leader_note = true;
    RungTrigger conference;
    conference.duty_disputed = true;
    conference.failed_level = 2;
    RungTrigger raise;
    raise.failed_level = 3;
    raise.mass_or_safety = true;
    RungTrigger discipline;
    discipline.failed_level = 4;
    discipline.shirking = true;
    discipline.repeated_overdue = 9;
    using enum RungDocument;
    return {MakeRung(0, "remind", RungColour::kNone, kReminder, 0, {}),
            MakeRung(1, "yellow", RungColour::kYellow, kReminder, 2, yellow),
            MakeRung(2, "orange", RungColour::kOrange, kSupervisionOrder, 3, orange),
            MakeRung(3, "conference", RungColour::kOrange, kJointConference, 5, conference),
            MakeRung(4, "raise", RungColour::kRed, kRaise, 10, raise),
            MakeRung(5, "discipline", RungColour::kRed, kDisciplineReferral, 0, discipline)};
}

}  // namespace

City SmallCity() {
    City city;
    city.code = "999900";
    city.name = "小城";
    city.short_name = "小城";
    city.version = "small";
    city.calendar.offset = minutes{480};
    city.calendar.periods = {{510, 720}, {870, 1050}};
    city.calendar.first = *ParseDay("2020-01-01");
    city.calendar.last = *ParseDay("2035-12-31");
    city.calendar.exceptions[*ParseDay("2026-10-01")] = {false, "国庆节"};
    city.units = {MakeUnit("ROOT", "市政府", "", ""),
                  MakeUnit("H", "热线中心", "ROOT", ""),
                  MakeUnit("A", "城管局", "ROOT", ""),
                  MakeUnit("B", "住建局", "ROOT", ""),
                  MakeUnit("D", "东区", "ROOT", "11", "district"),
                  MakeUnit("S", "海风街道", "D", "1101", "street")};
    city.categories = {
        {CategoryCode{"010101"},
         "城市管理类",
         "市政设施",
         "路灯不亮",
         RequestType::kHelp,
         false,
         72,
         {}},
        {CategoryCode{"010102"}, "城市管理类", "燃气", "燃气泄漏", RequestType::kHelp, true, 2, {}},
        {CategoryCode{"010103"}, "城市管理类", "交通", "挪车", RequestType::kHelp, true, 1, {}},
        {CategoryCode{"020101"},
         "公共服务类",
         "办事",
         "办事咨询",
         RequestType::kConsultation,
         false,
         24,
         {}}};
    city.places = {{PlaceCode{"1"}, "小城", PlaceKind::kCity, PlaceCode{}, {}},
                   {PlaceCode{"11"}, "东区", PlaceKind::kDistrict, PlaceCode{"1"}, {}},
                   {PlaceCode{"1101"}, "海风街道", PlaceKind::kStreet, PlaceCode{"11"}, {}}};
    city.catalogue = {{RuleId{"r1"},
                       "010101",
                       PlaceCode{},
                       RuleHours::kAny,
                       "@street",
                       {"A"},
                       "《小城市政条例》",
                       ""},
                      {RuleId{"r2"},
                       "0101*",
                       PlaceCode{},
                       RuleHours::kAny,
                       "B",
                       {},
                       "《小城燃气条例》",
                       "",
                       true},
                      {RuleId{"r3"}, "*", PlaceCode{}, RuleHours::kAny, "A", {}, "兜底", ""}};
    city.clocks = Policies();
    city.decline_reasons = {{"court", "涉诉", "已在法院审理", "法院", true},
                            {"outside", "非本市", "不在本市", "当地 12345", false}};
    city.hand_over_targets = {{"110", "公安", {}, UnitCode{"B"}, "110"}};
    city.move_car.categories = {"010103"};
    city.reminders = {{ClockKind::kHandling, 50, false}, {ClockKind::kHandling, 80, true}};
    city.ladder = Ladder();
    city.leader_duty.callbacks = 3;
    city.fallback_unit = UnitCode{"A"};
    city.hotline_unit = UnitCode{"H"};
    city.BuildIndex();
    return city;
}

Principal Everybody() { return {Actor{ActorKind::kUser, "everybody", UnitCode{"H"}}, {"*"}, {}}; }

Principal OfficerOf(const std::string& unit) {
    return {Actor{ActorKind::kUser, "officer-" + unit, UnitCode{unit}},
            {},
            {"acknowledge", "contact", "return", "request_extension", "request_appeal", "pause",
             "finish", "note", "view", "pass_down", "release_unit"}};
}

Principal Agent() {
    return {Actor{ActorKind::kUser, "agent", UnitCode{"H"}},
            {"open", "amend", "dispatch", "answer_at_desk", "decline", "hand_over",
             "rule_hand_over", "rule_hand_in", "request_move", "contact_owner", "end_move",
             "ask_supplement", "supplement", "note", "attach", "view", "search"},
            {}};
}

Instant At(const char* city_time) { return *ParseRfc3339(std::string(city_time) + ":00+08:00"); }

SealedText Text(const std::string& plain) { return {plain, VaultRef{1, {}}}; }

}  // namespace liandong::testing
