#include "domain/dispatch/route.hpp"

#include <algorithm>

namespace liandong {
namespace {

bool MatchesHours(RuleHours hours, bool is_working_time) {
    switch (hours) {
        case RuleHours::kAny: return true;
        case RuleHours::kWorking: return is_working_time;
        case RuleHours::kOff: return !is_working_time;
    }
    return false;
}

UnitCode UnitOf(const City& city, const PlaceCode& place, PlaceKind kind) {
    const Place* around = city.Enclosing(place, kind);
    const Unit* unit = around == nullptr ? nullptr : city.UnitOfPlace(around->code);
    return unit == nullptr ? UnitCode{} : unit->code;
}

// "@street" climbs to the district and then to the fallback; an assisting placeholder that
// nothing resolves is simply not there.
UnitCode Resolve(const City& city, const std::string& target, const PlaceCode& place) {
    if (!target.starts_with('@')) return UnitCode{target};
    UnitCode unit;
    if (target == "@street") unit = UnitOf(city, place, PlaceKind::kStreet);
    if (unit.value.empty()) unit = UnitOf(city, place, PlaceKind::kDistrict);
    return unit;
}

}  // namespace

const CatalogueRule* FindRule(const City& city, const CategoryCode& category,
                              const PlaceCode& place, Instant now) {
    const bool is_working_time = city.calendar.IsWorkingTime(now);
    const auto found = std::ranges::find_if(city.catalogue, [&](const CatalogueRule& rule) {
        return MatchesCode(rule.category, category.value) &&
               MatchesHours(rule.hours, is_working_time) && city.IsWithin(place, rule.place);
    });
    return found == city.catalogue.end() ? nullptr : &*found;
}

bool HasOwnRule(const City& city, const CategoryCode& category, const PlaceCode& place,
                Instant now) {
    const CatalogueRule* rule = FindRule(city, category, place, now);
    return rule != nullptr && rule->category != "*";
}

Route FindRoute(const City& city, const CategoryCode& category, const PlaceCode& place, Instant now,
                const Precedent* precedent) {
    if (precedent != nullptr && !HasOwnRule(city, category, place, now)) {
        return {RuleId{}, precedent->unit, {}, precedent->basis, precedent->id};
    }
    const CatalogueRule* rule = FindRule(city, category, place, now);
    if (rule == nullptr) return {RuleId{}, city.fallback_unit, {}, {}};
    Route route{rule->id, Resolve(city, rule->lead, place), {}, rule->basis};
    if (route.lead.value.empty()) route.lead = city.fallback_unit;
    for (const std::string& target : rule->assisting) {
        const UnitCode unit = Resolve(city, target, place);
        const bool is_new =
            unit != route.lead && std::ranges::find(route.assisting, unit) == route.assisting.end();
        if (!unit.value.empty() && is_new) route.assisting.push_back(unit);
    }
    return route;
}

}  // namespace liandong
