#include "domain/city/city.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace liandong {
namespace {

template <class Map, class List>
const typename List::value_type* Find(const Map& index, const List& list,
                                      const typename Map::key_type& code) {
    const auto found = index.find(code);
    return found == index.end() ? nullptr : &list[found->second];
}

template <class List>
const typename List::value_type* FindByCode(const List& list, std::string_view code) {
    const auto found =
        std::ranges::find_if(list, [&](const auto& item) { return item.code == code; });
    return found == list.end() ? nullptr : &*found;
}

bool Names(const std::vector<std::string>& patterns, const CategoryCode& category) {
    return std::ranges::any_of(patterns, [&](const std::string& pattern) {
        return !category.value.empty() && MatchesCode(pattern, category.value);
    });
}

// A profile is checked for cycles before it starts; the bound keeps an unchecked one from hanging
// us.
constexpr int kDepthMax = 16;

}  // namespace

std::string_view UnitKindLabel(std::string_view code) {
    const auto found = std::ranges::find(kUnitKinds, code, &UnitKindName::code);
    return found == kUnitKinds.end() ? code : found->label;
}

bool IsGrassRoots(const Unit& unit) { return unit.kind == "street" || unit.kind == "town"; }

bool MatchesCode(std::string_view pattern, std::string_view code) {
    if (pattern.ends_with('*')) return code.starts_with(pattern.substr(0, pattern.size() - 1));
    return pattern == code;
}

void City::BuildIndex() {
    unit_at_.clear();
    unit_of_place_at_.clear();
    category_at_.clear();
    place_at_.clear();
    staff_at_.clear();
    for (std::size_t i = 0; i < units.size(); ++i) {
        unit_at_.emplace(units[i].code, i);
        if (!units[i].place.value.empty()) unit_of_place_at_.emplace(units[i].place, i);
    }
    for (std::size_t i = 0; i < categories.size(); ++i) category_at_.emplace(categories[i].code, i);
    for (std::size_t i = 0; i < places.size(); ++i) place_at_.emplace(places[i].code, i);
    for (std::size_t i = 0; i < staff.size(); ++i) staff_at_.emplace(staff[i].code, i);
}

const Unit* City::FindUnit(const UnitCode& wanted) const { return Find(unit_at_, units, wanted); }
const Category* City::FindCategory(const CategoryCode& wanted) const {
    return Find(category_at_, categories, wanted);
}
const Place* City::FindPlace(const PlaceCode& wanted) const {
    return Find(place_at_, places, wanted);
}
const CatalogueRule* City::FindRule(const RuleId& wanted) const {
    const auto found = std::ranges::find(catalogue, wanted, &CatalogueRule::id);
    return found == catalogue.end() || wanted.value.empty() ? nullptr : &*found;
}
const Role* City::FindRole(std::string_view wanted) const { return FindByCode(roles, wanted); }
const DeclineReason* City::FindDeclineReason(std::string_view wanted) const {
    return FindByCode(decline_reasons, wanted);
}
std::string_view TriggerLabel(std::string_view code) {
    const auto found = std::ranges::find(kTriggerNames, code, &TriggerName::code);
    return found == kTriggerNames.end() ? code : found->label;
}

const Rung* City::FindRung(std::int32_t level) const {
    const auto found = std::ranges::find(ladder, level, &Rung::level);
    return found == ladder.end() ? nullptr : &*found;
}

const HandOverTarget* City::FindHandOverTarget(std::string_view wanted) const {
    return FindByCode(hand_over_targets, wanted);
}

const LinkedSystem* City::FindLinkedSystem(std::string_view wanted) const {
    return FindByCode(linked_systems, wanted);
}

const ClockPolicy& City::ClocksFor(RequestType type, bool urgent,
                                   const CategoryCode& category) const {
    const auto fits = [&](const ClockPolicy& policy) {
        return policy.type == type && policy.urgent == urgent;
    };
    const auto names = [&](const std::string& pattern) {
        return MatchesCode(pattern, category.value);
    };
    for (const ClockOverride& hard : clock_overrides) {
        const auto found = std::ranges::find_if(hard.clocks, fits);
        if (found != hard.clocks.end() && std::ranges::any_of(hard.categories, names))
            return *found;
    }
    const auto found = std::ranges::find_if(clocks, fits);
    LD_CHECK(found != clocks.end());
    return *found;
}

Limit City::HandlingLimit(const Category* category, bool urgent) const {
    const std::int64_t hours =
        category != nullptr ? category->handling_hours : limits.handling_hours;
    if (urgent) return {hours * 60, LimitUnit::kMinutes};
    if (hours % 24 == 0) return {hours / 24, LimitUnit::kWorkingDays};
    const auto working_minutes =
        std::chrono::floor<std::chrono::minutes>(calendar.WorkingTimeOfDay() * hours / 24);
    return {working_minutes.count(), LimitUnit::kWorkingMinutes};
}

bool City::IsMoveCar(const CategoryCode& category) const {
    return Names(move_car.categories, category);
}

std::int32_t City::CallbackPercent(const CategoryCode& category, const ClockPolicy& policy) const {
    const auto found = std::ranges::find_if(callback_samples, [&](const CallbackSample& sample) {
        return Names(sample.categories, category);
    });
    return found == callback_samples.end() ? policy.callback_percent : found->percent;
}

bool City::IsWithin(const UnitCode& unit, const UnitCode& root) const {
    UnitCode at = unit;
    for (int depth = 0; depth < kDepthMax && !at.value.empty(); ++depth) {
        if (at == root) return true;
        const Unit* found = FindUnit(at);
        if (found == nullptr) return false;
        at = found->parent;
    }
    return false;
}

bool City::IsWithin(const PlaceCode& place, const PlaceCode& around) const {
    if (around.value.empty()) return true;
    PlaceCode at = place;
    for (int depth = 0; depth < kDepthMax && !at.value.empty(); ++depth) {
        if (at == around) return true;
        const Place* found = FindPlace(at);
        if (found == nullptr) return false;
        at = found->parent;
    }
    return false;
}

const Place* City::Enclosing(const PlaceCode& place, PlaceKind kind) const {
    const Place* at = FindPlace(place);
    for (int depth = 0; depth < kDepthMax && at != nullptr; ++depth) {
        if (at->kind == kind) return at;
        at = FindPlace(at->parent);
    }
    return nullptr;
}

const Unit* City::UnitOfPlace(const PlaceCode& place) const {
    return Find(unit_of_place_at_, units, place);
}

const StaffMember* City::FindStaff(std::string_view wanted) const {
    return Find(staff_at_, staff, std::string(wanted));
}
const Skill* City::FindSkill(std::string_view wanted) const { return FindByCode(skills, wanted); }
const Shift* City::FindShift(std::string_view wanted) const { return FindByCode(shifts, wanted); }
const ExamRule* City::FindExam(std::string_view wanted) const { return FindByCode(exams, wanted); }

bool City::IsAtWork(const StaffMember& person, Instant at) const {
    const Shift* shift = person.shift.empty() ? nullptr : FindShift(person.shift);
    return shift == nullptr ? calendar.IsWorkingTime(at) : Runs(*shift, at, calendar);
}

const MatchRule* City::MatchRuleFor(const CategoryCode& category) const {
    for (const MatchRule& rule : match.rules) {
        for (const std::string& pattern : rule.categories) {
            if (MatchesCode(pattern, category.value)) return &rule;
        }
    }
    return nullptr;
}

}  // namespace liandong
