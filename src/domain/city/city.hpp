#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/assessment/rules.hpp"
#include "domain/case/types.hpp"
#include "domain/city/knowledge.hpp"
#include "domain/city/ladder.hpp"
#include "domain/city/linked_system.hpp"
#include "domain/city/quality.hpp"
#include "domain/city/staff.hpp"
#include "domain/search/synonyms.hpp"
#include "domain/sla/calendar.hpp"
#include "domain/sla/clock.hpp"

// The city is data: everything here is read from profiles/<city>/ and never written in code.

namespace liandong {

/// What a unit can be; the words of units.csv and what people read for them.
struct UnitKindName {
    std::string_view code;
    std::string_view label;
};
inline constexpr auto kUnitKinds = std::to_array<UnitKindName>({
    {"city", "市"},
    {"district", "区"},
    {"street", "街道"},
    {"town", "镇"},
    {"department", "市政府部门"},
    {"bureau", "部门下属单位"},
    {"party_department", "党委部门"},
    {"public_service", "公共服务单位"},
    {"statutory_body", "法定机构"},
    {"emergency", "应急单位"},
    {"mass_organisation", "群团组织"},
    {"association", "社会团体"},
    {"stationed", "驻市单位"},
    {"zone", "功能区"},
    {"utility", "公用事业企业"},
    {"branch", "区级派出机构"},
    {"airport", "机场"},
    {"port", "港口"},
    {"railway", "铁路"},
    {"border", "口岸"},
    {"linked_system", "联网系统"},
    {"supervision", "监督机关"},
    {"superior_platform", "上级平台"},
    {"hotline", "热线"},
});
/// "市政府部门"; the code itself when it is none of ours.
[[nodiscard]] std::string_view UnitKindLabel(std::string_view code);

struct Unit {
    UnitCode code;
    std::string name;
    std::string short_name;
    std::string kind;  ///< a code of kUnitKinds
    UnitCode parent;   ///< empty at the root of the one tree
    PlaceCode place;   ///< the place a district or street unit answers for; empty for departments
    std::string email;
};

/// A street or a town: nearest to people, furthest from what the law gives departments.
[[nodiscard]] bool IsGrassRoots(const Unit& unit);

struct Category {
    CategoryCode code;  ///< six digits: class, group, leaf
    std::string level1;
    std::string level2;
    std::string name;
    RequestType usual_type = RequestType::kComplaint;
    bool urgent = false;
    std::int32_t handling_hours = 72;  ///< urgent: clock hours; else 24 = one working day
    std::vector<std::string> keywords;
};

enum class PlaceKind : std::uint8_t { kCity = 1, kDistrict = 2, kStreet = 3, kCommunity = 4 };
template <>
inline constexpr auto kNames<PlaceKind> = std::to_array<Named<PlaceKind>>({
    {PlaceKind::kCity, "city", "市"},
    {PlaceKind::kDistrict, "district", "区"},
    {PlaceKind::kStreet, "street", "街道"},
    {PlaceKind::kCommunity, "community", "社区"},
});
struct Place {
    PlaceCode code;
    std::string name;
    PlaceKind kind = PlaceKind::kCommunity;
    PlaceCode parent;
    std::optional<GeoPoint> centre;
};

enum class RuleHours : std::uint8_t { kAny = 1, kWorking = 2, kOff = 3 };
template <>
inline constexpr auto kNames<RuleHours> = std::to_array<Named<RuleHours>>({
    {RuleHours::kAny, "any", "任何时间"},
    {RuleHours::kWorking, "working", "工作时间"},
    {RuleHours::kOff, "off", "非工作时间"},
});
/// Whether a code is the one named, or begins as a prefix with '*' behind says. "*" matches all,
/// also no code.
[[nodiscard]] bool MatchesCode(std::string_view pattern, std::string_view code);

/// One line of the dispatch catalogue; the first that matches wins.
struct CatalogueRule {
    RuleId id;
    std::string category;  ///< a code, a prefix with '*' behind, or "*"
    PlaceCode place;       ///< matches this place and all within; empty matches anywhere
    RuleHours hours = RuleHours::kAny;
    std::string lead;  ///< a unit's code, or "@district", "@street": the unit of the case's place
    std::vector<std::string> assisting;  ///< likewise
    std::string basis;
    std::string note;
    bool own_duty = false;  ///< the law gives it to the department: no street or town does it
};

/// What happens when nobody rules a dispute in time.
enum class DisputeDefault : std::uint8_t { kNamedLead = 1, kFallbackUnit = 2 };
template <>
inline constexpr auto kNames<DisputeDefault> = std::to_array<Named<DisputeDefault>>({
    {DisputeDefault::kNamedLead, "named_lead", "由先办单位主办"},
    {DisputeDefault::kFallbackUnit, "fallback_unit", "由兜底单位主办"},
});

/// The limits of one kind of request; an amount of 0 means: no such clock.
struct ClockPolicy {
    RequestType type = RequestType::kHelp;
    bool urgent = false;
    Limit dispatch;
    Limit acknowledge;
    Limit contact;
    Limit return_within;
    Limit extension_max;
    std::int32_t extension_count = 0;
    Limit callback;
    std::int32_t callback_percent = 100;  ///< of the finished cases, drawn by number: 0 .. 100
};

/// Hard matters: in the categories it names these policies replace the plain ones. The first that
/// fits counts.
struct ClockOverride {
    std::string name;
    std::vector<std::string> categories;  ///< codes, or prefixes with '*' behind
    std::vector<ClockPolicy> clocks;  ///< whole policies, one for each type (and urgency) it speaks
                                      ///< of
};

enum class RoleScope : std::uint8_t { kCity = 1, kUnit = 2 };
template <>
inline constexpr auto kNames<RoleScope> = std::to_array<Named<RoleScope>>({
    {RoleScope::kCity, "city", "全市"},
    {RoleScope::kUnit, "unit", "本单位及下级"},
});
struct Role {
    std::string code;
    std::string name;
    RoleScope scope = RoleScope::kUnit;
    std::set<std::string, std::less<>> permissions;  ///< action codes, and "view", "search",
                                                     ///< "administer" …
};

struct DeclineReason {
    std::string code;
    std::string name;
    std::string explanation;
    std::string proper_channel;
    bool needs_approval = true;
};

struct HandOverTarget {
    std::string code;
    std::string name;
    std::vector<std::string> words;  ///< that hint at it in what the caller says
    UnitCode unit = {};
    std::string number = {};  ///< to dial; empty: none
};

/// Cars that stand in the way: what is asked of their owners, and how long they have.
struct MoveCarRule {
    std::vector<std::string> categories;  ///< codes, or prefixes with '*' behind
    Limit limit{20, LimitUnit::kMinutes};
};

/// How many of these categories' citizens are asked, whatever their type; the first that fits
/// counts.
struct CallbackSample {
    std::vector<std::string> categories;  ///< codes, or prefixes with '*' behind
    std::int32_t percent = 100;
};

/// At `percent` of a clock the unit (or the hotline) gets a message.
struct ReminderRule {
    ClockKind clock = ClockKind::kHandling;
    std::int32_t percent = 100;
    bool to_hotline = false;
};

struct Limits {
    std::int32_t content_code_points_max = 20'000;
    std::int32_t text_code_points_max = 10'000;
    std::int64_t attachment_bytes_max = 20 << 20;
    std::int32_t attachments_per_case_max = 50;
    std::int32_t callback_attempts_max = 3;
    std::int32_t supplement_count_max = 2;
    std::int32_t merged_children_max = 10'000;
    std::int32_t assisting_max = 10;
    Limit supplement{5, LimitUnit::kWorkingDays};
    Limit dispute{2, LimitUnit::kWorkingDays};  ///< from the dispute to the ruling
    Limit dispute_urgent{120, LimitUnit::kMinutes};
    DisputeDefault dispute_default = DisputeDefault::kNamedLead;
    Limit return_ruling{210, LimitUnit::kWorkingMinutes};
    Limit return_ruling_urgent{30, LimitUnit::kMinutes};
    std::int32_t archive_after_days = 15;
    std::int32_t handling_hours = 72;  ///< where no category says otherwise; 24 = one working day
    std::int32_t redo_percent = 50;    ///< of the first handling limit
    std::int32_t redo_count_max = 2;   ///< after that a callback calls supervision
    Limit hand_over{5, LimitUnit::kMinutes};          ///< an emergency line, or we, say yes or no
    Limit callback_attempt_gap;                       ///< between two attempts; 0: none
    Limit callback_link{3, LimitUnit::kWorkingDays};  ///< how long a link may be answered
};

/// How much of a person is readable before somebody unmasks: characters left at either end.
struct MaskRules {
    std::int32_t phone_head = 3;
    std::int32_t phone_tail = 4;
    std::int32_t name_head = 1;
    std::int32_t address_head = 6;
    std::string character = "*";  ///< stands for each hidden one; one code point
    std::set<RequestType> secret_types{RequestType::kReport};
};

/// A name that people say and everybody knows.
struct KnownPlace {
    std::string name;
    std::string kind;  ///< road, park, hospital … (profiles/README.md)
    PlaceCode place;   ///< empty where it is not certain, or where it runs through several
};

struct GridCell {
    std::string code;
    std::string name;
    PlaceCode community;
    std::vector<GeoPoint> ring;  ///< closed: first == last
};

/// Everything the rules ask of the city. Immutable once built (BuildIndex); shared by all threads.
struct City {
    std::string code;
    std::string name;
    std::string short_name;
    std::string version;  ///< of the profile: the first 16 hex digits of the SHA-256 over its files
    Calendar calendar;
    UnitCode fallback_unit;
    UnitCode hotline_unit;
    std::vector<Unit> units;
    std::vector<Category> categories;
    std::vector<Place> places;
    std::vector<CatalogueRule> catalogue;
    std::vector<ClockPolicy> clocks;
    std::vector<ClockOverride> clock_overrides;
    std::vector<Role> roles;
    std::vector<DeclineReason> decline_reasons;
    std::vector<HandOverTarget> hand_over_targets;
    std::vector<ReminderRule> reminders;
    std::vector<Rung> ladder;  ///< by level, 0 first
    LeaderDuty leader_duty;
    std::vector<Skill> skills;
    std::vector<Shift> shifts;
    std::vector<StaffMember> staff;
    std::vector<GridLine> grid_lines;
    MatchSettings match;
    DutySettings duty;
    std::vector<GridCell> grid;
    std::vector<KnownPlace> known_places;
    Synonyms synonyms;
    std::vector<LinkedSystem> linked_systems;
    std::vector<ArticleSeed> knowledge;
    KnowledgeSettings knowledge_settings;
    std::vector<ExamRule> exams;
    QualityRules quality;
    Limits limits;
    MaskRules mask;
    MoveCarRule move_car;
    std::vector<CallbackSample> callback_samples;
    AssessmentRules assessment;
    FigureCard card;

    /// Fills the look-up tables; call it after the last change, also of a copy. Of a repeated code
    /// the first counts.
    void BuildIndex();

    // Look-ups by code: nullptr when there is none.
    [[nodiscard]] const Unit* FindUnit(const UnitCode& wanted) const;
    [[nodiscard]] const Category* FindCategory(const CategoryCode& wanted) const;
    [[nodiscard]] const Place* FindPlace(const PlaceCode& wanted) const;
    [[nodiscard]] const CatalogueRule* FindRule(const RuleId& wanted) const;
    [[nodiscard]] const Role* FindRole(std::string_view wanted) const;
    [[nodiscard]] const DeclineReason* FindDeclineReason(std::string_view wanted) const;
    [[nodiscard]] const HandOverTarget* FindHandOverTarget(std::string_view wanted) const;
    [[nodiscard]] const Rung* FindRung(std::int32_t level) const;
    [[nodiscard]] const StaffMember* FindStaff(std::string_view wanted) const;
    [[nodiscard]] const Skill* FindSkill(std::string_view wanted) const;
    [[nodiscard]] const Shift* FindShift(std::string_view wanted) const;
    [[nodiscard]] const ExamRule* FindExam(std::string_view wanted) const;

    /// Whether the person works at that moment: by their shift, else in the city's working time.
    [[nodiscard]] bool IsAtWork(const StaffMember& person, Instant at) const;
    /// What a case of this category needs of a person, or nullptr when no rule names it.
    [[nodiscard]] const MatchRule* MatchRuleFor(const CategoryCode& category) const;
    [[nodiscard]] const LinkedSystem* FindLinkedSystem(std::string_view wanted) const;

    /// The limits for a request; a profile that passed its check has all of them. An empty category
    /// has no overrides.
    [[nodiscard]] const ClockPolicy& ClocksFor(RequestType type, bool urgent,
                                               const CategoryCode& category = {}) const;
    /// The handling limit of a category: urgent in clock hours, else 24 hours = one working day.
    /// nullptr: `limits.handling_hours`.
    [[nodiscard]] Limit HandlingLimit(const Category* category, bool urgent) const;

    [[nodiscard]] bool IsMoveCar(const CategoryCode& category) const;
    /// Of the finished cases of this category, how many per cent are called back.
    [[nodiscard]] std::int32_t CallbackPercent(const CategoryCode& category,
                                               const ClockPolicy& policy) const;

    /// Whether `unit` is `root` or stands below it.
    [[nodiscard]] bool IsWithin(const UnitCode& unit, const UnitCode& root) const;
    /// Whether `place` is `around` or lies in it. An empty `around` holds everything.
    [[nodiscard]] bool IsWithin(const PlaceCode& place, const PlaceCode& around) const;
    /// The place of that kind which holds `place` (itself included), or nullptr.
    [[nodiscard]] const Place* Enclosing(const PlaceCode& place, PlaceKind kind) const;
    /// The unit that answers for a place, or nullptr.
    [[nodiscard]] const Unit* UnitOfPlace(const PlaceCode& place) const;

private:
    std::unordered_map<UnitCode, std::size_t> unit_at_;
    std::unordered_map<CategoryCode, std::size_t> category_at_;
    std::unordered_map<PlaceCode, std::size_t> place_at_;
    std::unordered_map<PlaceCode, std::size_t> unit_of_place_at_;
    std::unordered_map<std::string, std::size_t> staff_at_;
};

}  // namespace liandong
